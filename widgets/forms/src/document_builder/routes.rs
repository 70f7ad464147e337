//! The ways to keep or send a finished paper.

use supportt_basics::keyword::Keyword;
use supportt_documents::document::{self, Document, Setting};
use supportt_documents::email::{self, Attachment};
use supportt_documents::{calendar, plan_file, text};
use supportt_rules::mentoring;
use supportt_rules::policy::{Contact, Paper};
use supportt_rules::return_plan::{self, Milestone};

use super::names::{Copyable, Route, SECURE_ID, Sending};
use super::state::DocumentBuilder;
use crate::event::{LARGEST_FILE, Message};
use crate::view::{CopyView, File, RouteView, SecureView};
use crate::words::{CopyWords, RouteWords, fill};

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
        document.afterwards.extend(self.changes_section());
        Some(document)
    }

    pub(super) fn setting(&self) -> Option<Setting<'_>> {
        Some(Setting {
            region: self.region()?,
            vocabulary: self.payload.policy.vocabulary(),
            today: self.today,
            words: &self.payload.words.document,
            paper: self.paper_words(),
        })
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

    /// The paper as a file to keep.
    pub(super) fn saved_paper(&self) -> Option<File> {
        Some(self.saved(&self.document()?))
    }

    fn saved(&self, document: &Document) -> File {
        let words = self.paper_words();
        File {
            name: format!("{}.html", words.file_name),
            mime: "text/html".to_owned(),
            content: plan_file::write(document, self.fields().iter(), &words.file_note),
        }
    }

    fn calendar(&self) -> Option<File> {
        let words = &self.payload.words.document.calendar;
        Some(File {
            name: format!("{}.ics", self.paper_words().file_name),
            mime: "text/calendar".to_owned(),
            content: calendar::write(
                &self.plan_id(),
                &self.milestones()?,
                self.today,
                self.exported(),
                words,
            )?,
        })
    }

    fn draft(&self, document: &Document) -> File {
        let saved = self.saved(document);
        let calendar = self.calendar();
        let attachments: Vec<Attachment<'_>> = [Some(&saved), calendar.as_ref()]
            .into_iter()
            .flatten()
            .map(|File { name, mime, content }| Attachment { name, mime, content })
            .collect();
        File {
            name: format!("{}.eml", self.paper_words().file_name),
            mime: "message/rfc822".to_owned(),
            content: email::draft(self.email(), &self.subject(), &text::write(document), &attachments),
        }
    }

    fn contact(&self) -> Option<&Contact> {
        Some(&self.region()?.region().contact().body)
    }

    /// Whom the paper is for, where the region publishes an address: an agreement is for nobody
    /// but the two who make it.
    fn email(&self) -> Option<&str> {
        match self.paper {
            Paper::ReturnPlan | Paper::MentorRequest => self.contact()?.email.as_deref(),
            Paper::MentoringAgreement => None,
        }
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
        if self.secure { format!("{SECURE}{subject}") } else { subject.clone() }
    }

    /// What to send to the region's service.
    pub(super) fn message(&self) -> Option<Message> {
        let document = self.document()?;
        Some(Message { address: self.relay()?.to_owned(), content: self.draft(&document).content })
    }

    /// A text that an email needs; `None` for an address when the region publishes none.
    pub(super) fn text_to_copy(&self, what: Copyable) -> Option<String> {
        match what {
            Copyable::Address => self.email().map(str::to_owned),
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
    pub(super) fn route_notes(&self, document: &Document) -> Vec<String> {
        let words = &self.payload.words.done;
        let mut parts: Vec<&str> = document.sections.iter().map(|section| section.heading.as_str()).collect();
        if !document.timeline.is_empty() {
            parts.push(&document.timeline_heading);
        }
        let team = self.region().map_or("", |region| region.region().terms().team.as_str());
        let address = match (self.paper, self.email()) {
            (Paper::MentoringAgreement, _) => words.address_private.clone(),
            (_, Some(email)) => fill(&words.addressed, &[("team", team), ("email", email)]),
            (_, None) => fill(&words.not_addressed, &[("team", team)]),
        };
        vec![fill(&words.see, &[("parts", &parts.join("; "))]), address]
    }

    /// How to have `NHSmail` encrypt the message.
    pub(super) fn secure_view(&self) -> SecureView {
        let words = &self.payload.words.done.secure;
        SecureView {
            id: SECURE_ID,
            text: words.text.clone(),
            button: if self.secure { &words.remove } else { &words.add }.clone(),
        }
    }

    /// The ways that are there for this paper.
    pub(super) fn routes(&self, document: &Document) -> Vec<RouteView> {
        Route::ALL.iter().filter_map(|route| self.route(*route, document)).collect()
    }

    fn route(&self, route: Route, document: &Document) -> Option<RouteView> {
        let RouteWords { heading, text, button } = &self.payload.words.routes[&route];
        let mut view = RouteView {
            name: route.word(),
            heading: self.filled(heading),
            text: self.filled(text),
            button: self.filled(button),
            is_first: route == Route::Save,
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
            Route::Draft => view.file = Some(self.draft(document)),
            Route::Share => view.shared = Some(self.saved(document)),
            Route::Email => {
                let note = &self.paper_words().covering_note;
                view.address = Some(email::mailto(self.email(), &self.subject(), note)?);
            }
            Route::Copy => view.copies = self.copies(),
            Route::Calendar => view.file = Some(self.calendar()?),
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
        self.sending.map(|sending| words[&sending].clone()).unwrap_or_default()
    }
}

/// The host of a web address.
fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split('/').next().unwrap_or(rest)
}
