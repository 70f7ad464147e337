//! What each page of the builder asks, in a region, after what was chosen so far.
//!
//! Everything the builder does with a page follows from its questions: drawing it, reading it,
//! showing its answers, telling how far it is.

use supportt_basics::date;
use supportt_basics::ids::{EntryId, RegionId};
use supportt_basics::keyword::Keyword;
use supportt_rules::answers::UNKNOWN;
use supportt_rules::course::{self, Course, Standing};
use supportt_rules::eligibility::Determination;
use supportt_rules::fixed_words::Stage;
use supportt_rules::plan_field::{FieldKind, FieldPart, PlanField, Privacy};
use supportt_rules::policy::{Asks, Entitlement, Entry, InForce, Limit, Paper, PriorApproval, When};
use supportt_rules::return_plan::{self, Agreed, CourseApproval};
use supportt_rules::value::{Cap, Unit};
use supportt_rules::working_days::MOST_DAYS;

use super::names::{FieldName, Page};
use super::question::{Kind, NO, Offer, Question, YES};
use super::state::DocumentBuilder;
use crate::words::{OptionWords, fill};

impl DocumentBuilder {
    /// The questions of a page; none if the region's policy has nothing that needs them.
    pub(super) fn questions_of(&self, page: Page) -> Vec<Question> {
        let words = &self.payload.words;
        if !page.papers().contains(&self.paper) {
            return Vec::new();
        }
        match page {
            Page::Region if self.page_region.is_some() => Vec::new(),
            Page::Region => {
                let regions = self.payload.policy.regions().iter();
                let options = regions.filter(|region| region.on(self.today).has_paper(self.paper));
                let options = options.map(|region| Offer::new(region.id().as_str(), region.name(), None));
                let kind = Kind::One(options.collect(), Some(words.errors.region.clone()));
                vec![self.question(FieldName::Region, kind)]
            }
            Page::Stage => {
                let options = Stage::ALL.iter().map(|stage| {
                    let OptionWords { label, hint } = &words.stages[stage];
                    Offer::new(stage.word(), label, hint.clone())
                });
                let kind = Kind::One(options.collect(), Some(words.errors.stage.clone()));
                vec![self.question(FieldName::Stage, kind)]
            }
            // What else is asked depends on the region.
            _ if !self.is_begun() && !self.on_paper => Vec::new(),
            Page::About if self.paper == Paper::MentorRequest => self.about(),
            _ => match self.paper {
                Paper::ReturnPlan => self.plan_questions(page),
                Paper::MentoringAgreement | Paper::MentorRequest => self.mentoring_questions(page),
            },
        }
    }

    /// The questions of a page that only a return plan has: those of every plan, then those that the region adds.
    fn plan_questions(&self, page: Page) -> Vec<Question> {
        let more = self.more_fields(page).map(|field| self.more(field));
        self.core_questions(page).into_iter().chain(more).collect()
    }

    /// The fields that the region adds to a page.
    pub(super) fn more_fields(&self, page: Page) -> impl Iterator<Item = &PlanField> {
        let vocabulary = self.payload.policy.vocabulary();
        let fields = self.region().into_iter().flat_map(move |region| region.plan_fields(vocabulary));
        fields.filter(move |field| page.takes(field.part) && self.is_due(field.part))
    }

    /// Whether the time has come for the fields of a part; on paper, it may come.
    fn is_due(&self, part: FieldPart) -> bool {
        let is_back = self.stage() == Some(Stage::Back);
        match part {
            // What somebody keeps up while away is over once they are back.
            FieldPart::Away => !is_back,
            FieldPart::PhasedReturn => self.is_yes(FieldName::PhasedReturn),
            FieldPart::AfterReturn => {
                let day = self.draft.day(FieldName::ReturnDate.word());
                is_back || self.on_paper || day.is_some_and(|day| day <= self.today)
            }
            _ => true,
        }
    }

    /// Whether a question was answered with yes; on paper, where nothing can be answered first, it is.
    fn is_yes(&self, name: FieldName) -> bool {
        self.on_paper || self.draft.text(name.word()) == YES
    }

    /// A question of a field that the region adds.
    fn more(&self, field: &PlanField) -> Question {
        let kind = match field.kind {
            FieldKind::Line => Kind::Text(1),
            FieldKind::Text => Kind::Text(3),
            FieldKind::Email => Kind::Email,
            FieldKind::Number => Kind::Number(MOST_DAYS),
            FieldKind::Date => Kind::Date { is_required: false },
            FieldKind::YesNo => self.yes_or_no(),
        };
        let reason = self.region().and_then(|region| region.reason_to_ask(field));
        let care = (field.privacy == Privacy::Sensitive).then_some(self.payload.words.sensitive.as_str());
        let hint: Vec<&str> = [field.hint.as_deref(), reason, care].into_iter().flatten().collect();
        Question {
            name: more_name(&field.id),
            label: field.label.clone(),
            hint: (!hint.is_empty()).then(|| hint.join(" ")),
            kind,
        }
    }

    fn about(&self) -> Vec<Question> {
        [FieldName::Name, FieldName::Programme, FieldName::Place]
            .map(|name| self.question(name, Kind::Text(1)))
            .into()
    }

    fn core_questions(&self, page: Page) -> Vec<Question> {
        match page {
            Page::About => self.about(),
            Page::Dates => vec![
                self.question(FieldName::LeaveStart, Kind::Date { is_required: true }),
                self.question(FieldName::ReturnDate, Kind::Date { is_required: true }),
            ],
            Page::People => vec![
                self.question(FieldName::SupervisorName, Kind::Text(1)),
                self.question(FieldName::SupervisorEmail, Kind::Email),
                self.question(FieldName::DirectorName, Kind::Text(1)),
                self.question(FieldName::PeopleNames, Kind::Text(2)),
            ],
            // What somebody keeps up while away is over once they are back.
            Page::Away if self.stage() == Some(Stage::Back) => Vec::new(),
            Page::Away => vec![self.question(FieldName::KeepingUp, Kind::Text(4))],
            Page::Needs => vec![
                self.question(FieldName::LearningNeeds, Kind::Text(5)),
                self.question(FieldName::Targets, Kind::Text(3)),
                self.question(FieldName::Questions, Kind::Text(3)),
            ],
            Page::Support => {
                let vocabulary = self.payload.policy.vocabulary();
                let entitlements = self.entitlements().into_iter();
                let options = entitlements.map(|(region, entry)| {
                    let says = region.sentence(entry, vocabulary);
                    Offer::new(entry.id.as_str(), &entry.name, Some(says))
                });
                let options: Vec<Offer> = options.collect();
                if options.is_empty() {
                    return Vec::new();
                }
                vec![self.question(FieldName::Support, Kind::Any(options))]
            }
            Page::Amounts => self.chosen().into_iter().flat_map(|chosen| self.amounts(chosen)).collect(),
            Page::Supervision => self.supervision(),
            Page::Courses => {
                let own = self.asked(Asks::Courses).into_iter();
                let external = self.asked(Asks::ExternalCourse).into_iter();
                own.take(1)
                    .flat_map(|chosen| self.courses(chosen))
                    .chain(external.take(1).flat_map(|chosen| self.external_course(chosen)))
                    .collect()
            }
            Page::Account => {
                let rule = self.region().and_then(|region| Some((region, region.account_rule()?)));
                let rule = rule.into_iter();
                rule.map(|(region, rule)| Question {
                    hint: Some(region.sentence(rule, self.payload.policy.vocabulary())),
                    ..self.question(FieldName::AccountCreated, Kind::Date { is_required: false })
                })
                .collect()
            }
            Page::Arrangements => vec![
                self.question(FieldName::LessThanFullTime, self.yes_or_no()),
                self.question(FieldName::PhasedReturn, self.yes_or_no()),
                self.question(FieldName::OccupationalHealth, self.yes_or_no()),
            ],
            Page::WorkingTimes if self.is_yes(FieldName::LessThanFullTime) => {
                vec![self.question(FieldName::Percent, Kind::Number(100))]
            }
            Page::Review => vec![
                self.question(FieldName::NextReview, Kind::Date { is_required: false }),
                self.question(FieldName::Review, Kind::Text(4)),
            ],
            Page::Agreement => self.supervisor_part(),
            _ => Vec::new(),
        }
    }

    pub(super) fn question(&self, name: FieldName, kind: Kind) -> Question {
        let OptionWords { label, hint } = &self.payload.words.fields[&name];
        Question { name: name.word().to_owned(), label: label.clone(), hint: hint.clone(), kind }
    }

    /// A question about something the region offers: `{name}` is filled in.
    fn question_about(&self, name: FieldName, (region, entry): Chosen<'_>, kind: Kind) -> Question {
        let question = self.question(name, kind);
        let label = fill(&question.label, &[("name", &entry.name)]);
        let hint = Some(region.sentence(entry, self.payload.policy.vocabulary()));
        Question { name: name.about(entry), label, hint, ..question }
    }

    fn yes_or_no(&self) -> Kind {
        let words = &self.payload.journey;
        // An answer that was chosen can be taken back.
        let offers = [(YES, &words.yes), (NO, &words.no), (UNKNOWN, &words.unknown)];
        Kind::One(offers.map(|(value, label)| Offer::new(value, label, None)).into(), None)
    }

    pub(super) fn says(&self, (region, entry): Chosen<'_>) -> String {
        region.sentence(entry, self.payload.policy.vocabulary())
    }

    /// The greatest number that the field of a question takes, which `kind` allows up to `most`.
    pub(super) fn greatest(&self, question: &Question, most: u32) -> u32 {
        let chosen = self.chosen().into_iter();
        let own = chosen.filter(|(_, entry)| FieldName::Amount.about(entry) == question.name);
        own.filter_map(cap).map(|cap| cap.up_to).fold(most, u32::min)
    }

    /// How many sessions or days, where the region sets a limit to them.
    fn amounts(&self, chosen: Chosen<'_>) -> Vec<Question> {
        let Some(cap) = cap(chosen) else { return Vec::new() };
        let mut questions = vec![self.question_about(FieldName::Amount, chosen, Kind::Number(MOST_DAYS))];
        if cap.of == Unit::Days && chosen.1.body.when == When::BeforeReturn {
            let kind = Kind::Date { is_required: false };
            let first = self.question_about(FieldName::FirstDay, chosen, kind);
            questions.push(Question { hint: None, ..first });
        }
        questions
    }

    /// How long to be supervised, and where: what the region says of it, else what to do where it says nothing.
    fn supervision(&self) -> Vec<Question> {
        let mut offered = self.offered().into_iter();
        let offered = offered.find(|(_, entry)| entry.body.asks == Some(Asks::Supervision));
        let wish = self.question(FieldName::Supervised, self.yes_or_no());
        let hint = offered.map(|offered| self.says(offered)).or_else(|| wish.hint.clone());
        let mut questions = vec![
            Question { hint, ..wish },
            self.question(FieldName::SupervisionDays, Kind::Number(MOST_DAYS)),
            self.question(FieldName::Supervision, Kind::Text(4)),
        ];
        if self.draft.text(FieldName::Supervised.word()) == NO {
            questions.truncate(1);
        }
        questions
    }

    /// What the educational supervisor says of the plan.
    fn supervisor_part(&self) -> Vec<Question> {
        let words = &self.payload.words.document.agreed;
        let by_email = Offer::new(YES, &self.payload.words.by_email, None);
        let answers = Agreed::ALL.iter().map(|answer| Offer::new(answer.word(), &words[answer], None));
        vec![
            self.question(FieldName::SupervisorAgrees, Kind::One(answers.collect(), None)),
            self.question(FieldName::AgreedOn, Kind::Date { is_required: false }),
            self.question(FieldName::AgreedByEmail, Kind::Any(vec![by_email])),
            self.question(FieldName::AgreedChanges, Kind::Text(3)),
            self.question(FieldName::SupervisorComments, Kind::Text(3)),
            self.question(FieldName::NextMeeting, Kind::Date { is_required: false }),
            self.question(FieldName::DirectorAgreedOn, Kind::Date { is_required: false }),
        ]
    }

    /// The courses that the region lists and that are not over, and others.
    pub(super) fn listed_courses(&self) -> Vec<&Course> {
        let region = self.draft.text(FieldName::Region.word());
        let courses = self.payload.courses.get(&RegionId::from(region)).into_iter().flatten();
        courses.filter(|course| course::standing(&course.sessions, self.today) != Standing::Over).collect()
    }

    fn courses(&self, chosen: Chosen<'_>) -> Vec<Question> {
        let listed = self.listed_courses();
        let words = &self.payload.words.document;
        let offers = listed.iter().map(|course| {
            let when = course::next(&course.sessions, self.today)
                .map_or_else(|| words.not_announced.clone(), |next| date::long(next.from));
            Offer::new(&course.id, &course.name, Some(when))
        });
        let mut questions = vec![Question {
            hint: Some(self.says(chosen)),
            ..self.question(FieldName::Courses, Kind::Any(offers.collect()))
        }];
        questions.retain(|_| !listed.is_empty());
        let hint = questions.is_empty().then(|| self.says(chosen));
        questions.push(Question { hint, ..self.question(FieldName::OtherCourses, Kind::Text(3)) });
        questions
    }

    fn external_course(&self, chosen: Chosen<'_>) -> Vec<Question> {
        let course = self.question(FieldName::ExternalCourse, Kind::Text(1));
        let mut questions = vec![
            Question { hint: Some(self.says(chosen)), ..course },
            self.question(FieldName::CourseDate, Kind::Date { is_required: false }),
        ];
        if chosen.1.body.approval == Some(PriorApproval::Prospective) {
            let words = &self.payload.words.document.course_approval;
            let options =
                CourseApproval::ALL.iter().map(|status| Offer::new(status.word(), &words[status], None));
            questions.push(self.question(FieldName::CourseApproval, Kind::One(options.collect(), None)));
        }
        questions
    }

    /// What the policy means for the stage and the dates, once region and stage are known.
    pub(super) fn applies(&self) -> Option<Determination<'_>> {
        let day = |name: FieldName| self.draft.day(name.word());
        let dates = (day(FieldName::LeaveStart), day(FieldName::ReturnDate));
        let region = RegionId::from(self.draft.text(FieldName::Region.word()));
        Some(return_plan::applies(&self.payload.policy, &region, self.stage()?, dates, self.today))
    }

    /// What can be chosen: supervision is asked about for itself.
    pub(super) fn entitlements(&self) -> Vec<Chosen<'_>> {
        let is_supervision = |entry: &Entry<Entitlement>| entry.body.asks == Some(Asks::Supervision);
        self.offered().into_iter().filter(|(_, entry)| !is_supervision(entry)).collect()
    }

    /// What is open to the person, at a stage at which it can still be used; on paper, where nothing is known, everything.
    fn offered(&self) -> Vec<Chosen<'_>> {
        let Some(region) = self.region() else { return Vec::new() };
        let is_back = self.stage() == Some(Stage::Back);
        let entitlements = match self.applies().filter(|_| !self.on_paper) {
            Some(applies) => applies.entitlements,
            None => region.entitlements().collect(),
        };
        let is_too_late = |entry: &Entry<Entitlement>| is_back && entry.body.when == When::BeforeReturn;
        let usable = entitlements.into_iter().filter(|entry| !is_too_late(entry));
        usable.map(|entry| (region, entry)).collect()
    }

    /// What was chosen of it; on paper, where nothing can be chosen first, everything.
    pub(super) fn chosen(&self) -> Vec<Chosen<'_>> {
        let is_chosen =
            |entry: &Entry<Entitlement>| self.draft.is_in(FieldName::Support.word(), entry.id.as_str());
        self.entitlements().into_iter().filter(|(_, entry)| self.on_paper || is_chosen(entry)).collect()
    }

    fn asked(&self, asks: Asks) -> Vec<Chosen<'_>> {
        self.chosen().into_iter().filter(|(_, entry)| entry.body.asks == Some(asks)).collect()
    }
}

/// The name of a field that the region adds.
pub(super) fn more_name(id: &EntryId) -> String {
    format!("{}-{}", FieldName::More.word(), id)
}

/// Something the region offers, with the region.
pub(super) type Chosen<'a> = (InForce<'a>, &'a Entry<Entitlement>);

/// How many sessions or days people can have, where there is a limit.
pub(super) fn cap((region, entitlement): Chosen<'_>) -> Option<Cap> {
    match region.limit(&entitlement.body) {
        Some(Limit::Cap(cap)) => Some(cap),
        Some(Limit::Period(_)) | None => None,
    }
}
