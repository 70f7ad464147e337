//! The ways to keep or send a finished paper.

use supportt_basics::date::{self, Date};
use supportt_basics::keyword::Keyword;
use supportt_documents::calendar::{self, Titles};
use supportt_documents::document::{self, Document, Setting};
use supportt_documents::email::{self, Attachment};
use supportt_documents::short::Short;
use supportt_documents::words::PaperWords;
use supportt_documents::{blocks, plan_file, text};
use supportt_rules::eligibility::Determination;
use supportt_rules::field_answer::FieldValue;
use supportt_rules::fixed_words::Stage;
use supportt_rules::mentoring;
use supportt_rules::policy::{Contact, Entitlement, Entry, Limit, Paper};
use supportt_rules::return_plan::{self, Due, Milestone, PlanRequest, Status, Subject};

use super::names::{Copyable, DISCREET, Reader, Route, SECURE_ID, Sending};
use super::state::{DocumentBuilder, PdfProgress};
use crate::event::{Device, LARGEST_FILE, Message};
use crate::view::{CopyView, File, RouteChoice, RouteView, SecureView};
use crate::words::{CopyWords, DiscreetWords, RouteWords, fill};

/// The field in which a plan has the trainee's own address, where the region asks for it.
const TRAINEE_EMAIL: &str = "trainee-email";

/// At the start of a subject it has `NHSmail` encrypt a message to other systems.
const SECURE: &str = "[secure] ";

impl DocumentBuilder {
    pub(super) fn document(&self) -> Option<Document> {
        let setting = self.setting()?;
        let mut document = match self.paper {
            Paper::ReturnPlan => {
                let request = self.plan_request()?;
                document::plan(setting, &self.payload.bank_holidays, &request, &self.applies()?)
            }
            Paper::MentoringAgreement => document::agreement(setting, &self.mentoring_request()),
            Paper::MentorRequest => document::mentor_request(setting, &self.mentoring_request()),
        };
        document.afterwards.extend(self.version_sections());
        Some(document)
    }

    pub(super) fn setting(&self) -> Option<Setting<'_>> {
        Some(Setting {
            region: self.region()?,
            vocabulary: self.payload.policy.vocabulary(),
            today: self.today,
            words: &self.payload.words.document,
            paper: self.paper_words(),
            page: self.page(),
            version: self.history().len(),
        })
    }

    /// The address of the page, or what to call it where it has none.
    fn page(&self) -> &str {
        if self.address.is_empty() { &self.payload.words.document.this_page } else { &self.address }
    }

    /// What to know about a plan as a whole, in words.
    pub(super) fn remarks(&self) -> Vec<String> {
        let applies = self.applies().filter(|_| self.paper == Paper::ReturnPlan);
        let Some((setting, applies)) = self.setting().zip(applies) else { return Vec::new() };
        document::to_settle(setting, &applies)
    }

    fn milestones(&self) -> Option<Vec<Milestone<'_>>> {
        let today = self.today;
        Some(match self.paper {
            Paper::ReturnPlan => {
                let request = self.plan_request()?;
                return_plan::milestones(&self.applies()?, &self.payload.bank_holidays, &request, today)
            }
            Paper::MentoringAgreement | Paper::MentorRequest => {
                mentoring::milestones(self.region()?, &self.mentoring_request(), today)
            }
        })
    }

    /// The paper as a file for another program: mail programs and their filters know PDF files best.
    pub(super) fn shared_paper(&self) -> Option<File> {
        Some(self.to_hand_over(&self.document()?))
    }

    fn to_hand_over(&self, document: &Document) -> File {
        self.pdf().unwrap_or_else(|| self.saved(document))
    }

    /// The PDF file, once it is made.
    fn pdf(&self) -> Option<File> {
        let PdfProgress::Ready(content) = self.pdf.as_ref()?.progress.clone() else { return None };
        Some(File { name: self.file_name("pdf"), mime: "application/pdf".to_owned(), content })
    }

    /// What to make a PDF file of, for the module that makes it.
    pub(super) fn pdf_request(&self) -> Option<Vec<u8>> {
        let document = self.document()?;
        let fields = self.fields();
        let request = (&document.title, blocks::of(&document), plan_file::data(fields.iter()));
        postcard::to_allocvec(&request).ok()
    }

    /// How far the PDF file is, in words.
    pub(super) fn pdf_text(&self) -> String {
        let words = &self.payload.words.done.pdf;
        let text = match self.pdf.as_ref().map(|pdf| &pdf.progress) {
            Some(PdfProgress::Ready(_)) => &words.ready,
            Some(PdfProgress::Failed) => &words.failed,
            Some(PdfProgress::Underway) | None => &words.underway,
        };
        self.filled(text)
    }

    fn saved(&self, document: &Document) -> File {
        let words = self.paper_words();
        File {
            name: self.file_name("html"),
            mime: "text/html".to_owned(),
            content: plan_file::write(
                document,
                self.fields().iter(),
                &fill(&words.file_note, &[("page", self.page())]),
            ),
        }
    }

    /// The name of a file: the same for everybody, but for the number of a later version.
    fn file_name(&self, ending: &str) -> String {
        let name = &self.paper_words().file_name;
        match self.history().len() {
            version @ 2.. => format!("{name}-v{version}.{ending}"),
            _ => format!("{name}.{ending}"),
        }
    }

    fn calendar(&self, document: &Document) -> Option<File> {
        let titles = Titles {
            words: &self.payload.words.document.calendar,
            timeline: &document.timeline,
            are_discreet: self.discreet,
        };
        Some(File {
            name: self.file_name("ics"),
            mime: "text/calendar".to_owned(),
            content: calendar::write(
                &self.plan_id(),
                &self.milestones()?,
                &titles,
                self.today,
                self.exported(),
            )?,
        })
    }

    fn draft(&self, document: &Document) -> File {
        let plan = self.to_hand_over(document);
        let calendar = self.calendar(document);
        let attachments: Vec<Attachment<'_>> = [Some(&plan), calendar.as_ref()]
            .into_iter()
            .flatten()
            .map(|File { name, mime, content }| Attachment { name, mime, content })
            .collect();
        File {
            name: self.file_name("eml"),
            mime: "message/rfc822".to_owned(),
            content: email::draft(
                self.email().as_deref(),
                &self.subject(),
                &self.short(document).around(
                    &self.letter(),
                    &text::write(document),
                    &self.payload.words.short,
                ),
                &attachments,
            ),
        }
    }

    /// The text of an email about the paper, or about an answer to it.
    fn letter(&self) -> String {
        let PaperWords { letter, changed, agreed, reply, .. } = self.paper_words();
        let reply = reply.as_ref().filter(|_| self.is_sign_off());
        let changed = changed.as_ref().filter(|_| self.is_withdrawn());
        let agreed = agreed.as_ref().filter(|_| self.is_agreed());
        let letter = reply.or(changed).or(agreed).unwrap_or(letter);
        fill(letter, &[("page", self.page()), ("open", &self.filled(&self.payload.words.open.heading))])
    }

    fn contact(&self) -> Option<&Contact> {
        Some(&self.region()?.region().contact().body)
    }

    /// Whom the paper is for, by name, with an email address where one is known. A plan is for the educational
    /// supervisor first; an agreement is for nobody but the two who make it.
    fn recipient(&self) -> (String, Option<String>) {
        match (self.paper, self.plan_request()) {
            (Paper::ReturnPlan, Some(request)) if self.is_sign_off() => {
                let email = request.more.into_iter().find(|answer| answer.field.id.as_str() == TRAINEE_EMAIL);
                let email = email.and_then(|answer| match answer.value {
                    FieldValue::Text(email) if !email.is_empty() => Some(email),
                    _ => None,
                });
                (request.name, email)
            }
            (Paper::ReturnPlan, Some(PlanRequest { supervisor, supervisor_email, .. }))
                if !supervisor_email.is_empty() =>
            {
                (supervisor, Some(supervisor_email))
            }
            (Paper::ReturnPlan | Paper::MentorRequest, _) => {
                let team = self.region().map(|region| region.region().terms().team.clone());
                (team.unwrap_or_default(), self.contact().and_then(|contact| contact.email.clone()))
            }
            (Paper::MentoringAgreement, _) => (String::new(), None),
        }
    }

    fn email(&self) -> Option<String> {
        self.recipient().1
    }

    /// The paper in short: its dates, who is to meet, what is asked for; of an answer to it, what is agreed.
    fn short(&self, document: &Document) -> Short {
        match self.paper {
            Paper::ReturnPlan => match self.plan_request().zip(self.applies()) {
                None => Short::default(),
                Some((request, _)) if self.is_sign_off() => self.short_reply(request),
                Some((request, applies)) => self.short_plan(request, &applies, document),
            },
            Paper::MentoringAgreement | Paper::MentorRequest => {
                let (words, request) = (&self.payload.words.document, self.mentoring_request());
                let dates = [
                    dated(&words.return_date, request.return_date),
                    dated(&words.first_meeting, request.first_meeting),
                ];
                Short {
                    from: request.name,
                    dates: dates.into_iter().flatten().collect(),
                    meetings: self.meetings(document),
                    ..Short::default()
                }
            }
        }
    }

    fn short_reply(&self, request: PlanRequest<'_>) -> Short {
        Short {
            agreed: document::agreed(&request.agreement, &self.payload.words.document),
            changed: self.changed_labels(),
            to: request.name,
            from: match self.reader {
                Reader::Director => request.director,
                Reader::Trainee | Reader::Supervisor => request.supervisor,
            },
            ..Short::default()
        }
    }

    fn short_plan(
        &self,
        request: PlanRequest<'_>,
        applies: &Determination<'_>,
        document: &Document,
    ) -> Short {
        let words = &self.payload.words.document;
        let returns = match request.return_date {
            // Whoever is back has no need to tell when.
            None if request.stage != Stage::Back => {
                Some(format!("{}: {}", words.return_date, words.not_known))
            }
            date => dated(&words.return_date, date),
        };
        let dates = [dated(&words.leave_start, request.leave_start), returns];
        let asked = applies.entitlements.iter().filter(|entry| request.support.contains(&entry.id));
        Short {
            dates: dates.into_iter().flatten().collect(),
            meetings: self.meetings(document),
            working: document::working_pattern(&request, words),
            agreed: document::agreed(&request.agreement, words),
            asked: asked.map(|entry| self.asked_for(entry, &request)).collect(),
            // Only whoever has seen a version before needs to know what is new.
            changed: if self.is_withdrawn() { self.changed_labels() } else { Vec::new() },
            to: request.supervisor,
            from: request.name,
        }
    }

    /// Who is to meet and which forms are to be filled in, as far as that has a day to come.
    fn meetings(&self, document: &Document) -> Vec<String> {
        let milestones = self.milestones().unwrap_or_default();
        let items = milestones.iter().zip(&document.timeline).filter(|(milestone, _)| {
            let is_ahead = !matches!(milestone.status, Status::Done | Status::Past);
            let has_day = !matches!(
                milestone.when,
                Due::During(_) | Due::AfterStep(_) | Due::BeforeCourse | Due::AnyTime
            );
            is_ahead
                && has_day
                && match milestone.subject {
                    Subject::Step(step) => !step.body.with.is_empty() || step.body.form.is_some(),
                    Subject::NextReview | Subject::NextMeeting | Subject::Meeting(_) => true,
                    _ => false,
                }
        });
        items.map(|(_, item)| format!("{}: {}", item.when, item.name)).collect()
    }

    /// Something that the region offers, with how much of it somebody would like.
    fn asked_for(&self, entry: &Entry<Entitlement>, request: &PlanRequest<'_>) -> String {
        let cap = self.region().and_then(|region| match region.limit(&entry.body) {
            Some(Limit::Cap(cap)) => Some(cap.of.count(*request.amounts.get(&entry.id)?)),
            _ => None,
        });
        cap.map_or_else(
            || entry.name.clone(),
            |amount| {
                let pattern = &self.payload.words.document.with_amount;
                fill(pattern, &[("name", &entry.name), ("amount", &amount)])
            },
        )
    }

    /// The address of the region's service that takes messages.
    fn relay(&self) -> Option<&str> {
        match self.paper {
            Paper::ReturnPlan | Paper::MentorRequest => self.contact()?.relay.as_deref(),
            Paper::MentoringAgreement => None,
        }
    }

    fn subject(&self) -> String {
        let subject = &self.paper_words().subject;
        let subject = match self.history().len() {
            version @ 2.. => {
                let values = [("title", subject.as_str()), ("number", &version.to_string())];
                fill(&self.payload.words.changes.subject, &values)
            }
            _ => subject.clone(),
        };
        if self.secure { format!("{SECURE}{subject}") } else { subject }
    }

    /// What to send to the region's service.
    pub(super) fn message(&self) -> Option<Message> {
        let document = self.document()?;
        Some(Message { address: self.relay()?.to_owned(), content: self.draft(&document).content })
    }

    /// A text that an email needs; `None` for an address when the region publishes none.
    pub(super) fn text_to_copy(&self, what: Copyable) -> Option<String> {
        match what {
            Copyable::Address => self.email(),
            Copyable::Subject => Some(self.subject()),
            Copyable::Text => self.document().as_ref().map(text::write),
        }
    }

    /// Whether a text was copied, in words.
    pub(super) fn copied_text(&self) -> String {
        let words = &self.payload.words.done;
        match self.copied {
            Some((_, Some(true))) => words.copied.clone(),
            Some((_, Some(false))) => words.not_copied.clone(),
            Some((_, None)) | None => String::new(),
        }
    }

    fn copies(&self) -> Vec<CopyView> {
        let words = &self.payload.words.done;
        let copies = Copyable::ALL.iter().filter_map(|what| {
            let CopyWords { label, button } = match what {
                Copyable::Address => &words.copy_address,
                Copyable::Subject => &words.copy_subject,
                Copyable::Text => &words.copy_text,
            };
            let is_copied = self.copied.is_some_and(|(copied, _)| copied == *what);
            Some(CopyView {
                name: what.word(),
                label: label.clone(),
                button: button.clone(),
                text: self.text_to_copy(*what)?,
                long: *what == Copyable::Text,
                copied: if is_copied { self.copied_text() } else { String::new() },
            })
        });
        copies.collect()
    }

    /// What to know before choosing a way.
    pub(super) fn route_notes(&self) -> Vec<String> {
        let words = &self.payload.words.done;
        let address = match (self.paper, self.recipient()) {
            (Paper::MentoringAgreement, _) => words.address_private.clone(),
            (_, (name, Some(email))) => {
                let to = if name.is_empty() { email } else { format!("{name} ({email})") };
                fill(&words.addressed, &[("to", &to)])
            }
            (_, (_, None)) => words.not_addressed.clone(),
        };
        let see = (!self.is_sign_off()).then(|| self.filled(&words.see));
        see.into_iter().chain([address]).collect()
    }

    /// How to have `NHSmail` encrypt the message.
    pub(super) fn secure_view(&self) -> SecureView {
        let words = &self.payload.words.done.secure;
        SecureView {
            heading: words.heading.clone(),
            id: SECURE_ID,
            text: words.text.clone(),
            button: if self.secure { &words.remove } else { &words.add }.clone(),
        }
    }

    /// The ways that are there for this paper: those that suit the device best, and the others.
    pub(super) fn routes(&self, document: &Document) -> (Vec<RouteView>, Vec<RouteView>) {
        let recommended: &[Route] = match self.device {
            Device { is_touched: true, shares_files: true } => &[Route::Share, Route::Email],
            Device { is_touched: true, shares_files: false } => &[Route::Email, Route::Pdf],
            Device { is_touched: false, .. } => &[Route::Draft, Route::Pdf],
        };
        let mut first: Vec<RouteView> =
            recommended.iter().filter_map(|route| self.route(*route, document)).collect();
        if let Some(best) = first.first_mut() {
            best.is_first = true;
        }
        let others = Route::ALL.iter().filter(|route| !recommended.contains(route));
        (first, others.filter_map(|route| self.route(*route, document)).collect())
    }

    fn route(&self, route: Route, document: &Document) -> Option<RouteView> {
        let RouteWords { heading, text, button } = &self.payload.words.routes[&route];
        let mut view = RouteView {
            name: route.word(),
            heading: self.filled(heading),
            text: self.filled(text),
            button: self.filled(button),
            ..RouteView::default()
        };
        match route {
            Route::Save => {
                let file = self.saved(document);
                if file.content.len() > LARGEST_FILE {
                    view.status = self.filled(&self.payload.words.done.too_large);
                }
                view.file = Some(file);
            }
            Route::Pdf => {
                view.file = self.pdf();
                if view.file.is_none() {
                    view.status = self.pdf_text();
                }
            }
            Route::Draft => view.file = Some(self.draft(document)),
            Route::Share if !self.device.shares_files => return None,
            Route::Share => view.shared = Some(self.to_hand_over(document)),
            Route::Email => {
                let (to, words) = (self.email(), &self.payload.words.short);
                let short = self.short(document);
                view.address = Some(short.mailto(to.as_deref(), &self.subject(), &self.letter(), words)?);
            }
            Route::Copy => view.copies = self.copies(),
            Route::Calendar => {
                view.file = Some(self.calendar(document)?);
                let DiscreetWords { label, hint } = self.payload.words.done.discreet.clone();
                view.choice = Some(RouteChoice { event: DISCREET, label, hint, checked: self.discreet });
            }
            Route::Print => view.event = Some("print"),
            Route::Relay => {
                let service = host(self.relay()?);
                view.text = fill(&view.text, &[("service", service)]);
                view.event = (self.sending != Some(Sending::Underway)).then_some("send");
                view.status = self.sending_text();
            }
        }
        Some(view)
    }

    /// How sending goes, in words.
    pub(super) fn sending_text(&self) -> String {
        let words = &self.payload.words.sending;
        self.sending.map(|sending| self.filled(&words[&sending])).unwrap_or_default()
    }
}

/// The host of a web address.
fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split('/').next().unwrap_or(rest)
}

/// A day with what it is.
fn dated(label: &str, day: Option<Date>) -> Option<String> {
    Some(format!("{label}: {}", date::long(day?)))
}
