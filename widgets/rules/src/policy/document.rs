//! Policy as it is written down: lists of entries, each with a first day and a source.
//!
//! Nothing here is checked beyond its shape. [`super::Policy::new`] does the checking.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::fixed_words::{FormStatus, Strength};
use crate::value::{Cap, Period, Value};
use crate::vocabulary::Vocabulary;
use supportt_basics::date::Date;
use supportt_basics::ids::{EntryId, RegionId, RoleId, SourceId};
use supportt_basics::keyword::keywords;

/// The policy of every region, unchecked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PolicyDocument {
    /// The words for what the policy names.
    pub vocabulary: Vocabulary,
    /// The regions, in any order.
    pub regions: Vec<RegionDocument>,
}

/// One region's policy, unchecked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegionDocument {
    /// The region's id, which is also its address.
    pub id: RegionId,
    /// Its name.
    pub name: String,
    /// Position in lists of regions, lowest first.
    pub order: i64,
    /// One sentence about the region.
    pub summary: String,
    /// Where its training is, by the names that people know.
    pub area: Area,
    /// What the region calls things.
    pub terms: Terms,
    /// Roles only this region has.
    pub roles: BTreeMap<RoleId, String>,
    /// How to reach the region's team.
    pub contact: Entry<Contact>,
    /// The fields that its plans have besides those of every plan.
    pub plan_fields: Vec<EntryId>,
    /// Why it asks for a field that identifies somebody.
    pub plan_field_reasons: BTreeMap<EntryId, String>,
    /// The documents the policy was taken from.
    pub sources: Vec<Source>,
    /// What the sources rule.
    pub rules: Vec<Entry<Rule>>,
    /// What to do, in order.
    pub steps: Vec<Entry<Step>>,
    /// What people can get.
    pub entitlements: Vec<Entry<Entitlement>>,
    /// Forms by name.
    pub forms: Vec<Entry<Form>>,
    /// Temporary arrangements.
    pub notices: Vec<Entry<Notice>>,
    /// What a mentor and the person they support agree on.
    pub agreement: Vec<Entry<AgreementQuestion>>,
    /// Where the sources contradict themselves.
    pub conflicts: Vec<Entry<Conflict>>,
}

/// Where a region's training is, by the names that people know it by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// Counties and other large areas, which describe the region in lists.
    pub counties: Vec<String>,
    /// Cities and towns.
    pub towns: Vec<String>,
    /// What its training programmes, schools and offices are or were called.
    pub programmes: Vec<String>,
}

/// What a region calls things.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// The region's name within a sentence: "the North".
    pub place: String,
    /// One person in training.
    pub trainee: String,
    /// Several.
    pub trainees: String,
    /// The team that runs the programme.
    pub team: String,
}

/// A document that policy was taken from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its id.
    pub id: SourceId,
    /// Its title.
    pub title: String,
    /// Its web address, where it has one.
    pub address: Option<String>,
    /// What is known about its date.
    pub dating: String,
}

/// A place in one of the region's sources.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// The document.
    pub source: SourceId,
    /// Where in the document, for audits: lines or pages of the copy that was read.
    pub reference: String,
    /// The heading that it stands under, for readers, where the document has one there.
    pub section: Option<String>,
    /// The day on which it was compared with the document.
    #[serde(with = "supportt_basics::date::written")]
    pub checked_on: Date,
}

/// One thing a source says: what, since when and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry<T> {
    /// Its id. Versions of one thing share it.
    pub id: EntryId,
    /// A short title.
    pub name: String,
    /// The first day this version is in force.
    #[serde(with = "supportt_basics::date::written")]
    pub from: Date,
    /// Where its source says so.
    pub citation: Citation,
    /// The day by which it must be compared with its source again.
    #[serde(with = "supportt_basics::date::written_or_not")]
    pub review_by: Option<Date>,
    /// What the document says, as a sentence in the site's words. `{value}` stands for the
    /// entry's own value.
    pub says: String,
    /// What is particular to this kind of entry.
    pub body: T,
}

keywords! {
    /// A list of entries in a region's file.
    pub enum Table {
        /// The region's contact.
        Contact = "contact",
        /// Documents.
        Source = "source",
        /// Rules.
        Rule = "rule",
        /// Steps.
        Step = "step",
        /// Entitlements.
        Entitlement = "entitlement",
        /// Forms.
        Form = "form",
        /// Notices.
        Notice = "notice",
        /// What to agree on with a mentor.
        Agreement = "agreement",
        /// Conflicts.
        Conflict = "conflict",
    }
}

/// How to reach a region's team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// The address, where a source prints one.
    pub email: Option<String>,
    /// The web address of a service of the region's own that takes messages.
    pub relay: Option<String>,
    /// The web address of a form of the region's own for saying what is wrong with a page.
    pub feedback: Option<String>,
}

/// A rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// What the source says about it.
    pub statement: Statement,
    /// The papers that quote it, besides those whose days it sets.
    pub quoted_in: Vec<Paper>,
}

keywords! {
    /// A document that the site makes out of what somebody enters.
    pub enum Paper {
        /// A plan for the time before leave, before return and after it.
        ReturnPlan = "return-plan",
        /// What a mentor and the person they support agree on.
        MentoringAgreement = "mentoring-agreement",
        /// A note that asks for a mentor.
        MentorRequest = "mentor-request",
    }
}

/// A question to talk about with a mentor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementQuestion {
    /// What it is about.
    pub topic: AgreementTopic,
}

keywords! {
    /// What a question of a mentoring agreement is about.
    pub enum AgreementTopic {
        /// When, where and how to meet.
        Meetings = "meetings",
        /// What to reach.
        Aims = "aims",
        /// What is not for discussion, and where time and contact end.
        Limits = "limits",
        /// How to keep what was learned.
        Records = "records",
        /// Whether it works.
        Progress = "progress",
        /// How to end it.
        Ending = "ending",
    }
}

/// What a source says about something. Silence is a value of its own and never means "no".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Statement {
    /// The source gives a value.
    Value(Value),
    /// The source says it in words that have no value of a kind we model.
    Said,
    /// The source is silent.
    NotStated,
}

/// A step of the process.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// When it belongs.
    pub stage: StepStage,
    /// How strongly the source puts it.
    pub strength: Strength,
    /// The step as somebody says it of themselves in their plan.
    pub in_plan: Option<String>,
    /// The entitlement that it leads to; a plan has it only for somebody who would like that.
    pub support: Option<EntryId>,
    /// Whom to do it with. One of them is enough.
    pub with: Vec<RoleId>,
    /// The rule with the length that an absence must have for it; any length without one.
    pub needs: Option<EntryId>,
    /// The rule that times it.
    pub timing: Option<EntryId>,
    /// The step it follows, where the source sets no other time.
    pub after: Option<EntryId>,
    /// The rule that says what to do once its time is over.
    pub afterwards: Option<EntryId>,
    /// What approval is asked for in it.
    pub approval: Option<PriorApproval>,
    /// The form completed in it.
    pub form: Option<EntryId>,
    /// Where the form goes.
    pub sends_to: Vec<RoleId>,
    /// Where it is passed on to.
    pub then_to: Vec<RoleId>,
}

impl Step {
    /// The roles that take part in it: those it is done with and those the form goes to.
    pub fn roles(&self) -> impl Iterator<Item = &RoleId> {
        self.with.iter().chain(&self.sends_to).chain(&self.then_to)
    }

    /// Whether a form is completed in it.
    #[must_use]
    pub fn asks_for(&self, form: &EntryId) -> bool {
        self.form.as_ref() == Some(form)
    }
}

keywords! {
    /// When a step belongs.
    pub enum StepStage {
        /// While still in training.
        BeforeLeave = "before-leave",
        /// While away.
        BeforeReturn = "before-return",
        /// Once back.
        AfterReturn = "after-return",
    }
}

/// Something people can get.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entitlement {
    /// The rule that says how much of it, or for how long. The number is that rule's alone.
    pub limit: Option<EntryId>,
    /// Rules to show wherever this is offered.
    pub conditions: Vec<EntryId>,
    /// The rule that says what to do once its time is over.
    pub afterwards: Option<EntryId>,
    /// When it can be used.
    pub when: When,
    /// For whom, where that is not everybody the programme is for.
    pub open_to: Option<OpenTo>,
    /// What approval it needs, where it needs any.
    pub approval: Option<PriorApproval>,
    /// What a plan asks about it, besides how much of it.
    pub asks: Option<Asks>,
}

keywords! {
    /// What a plan asks about something people can get.
    pub enum Asks {
        /// How long to be supervised, and where.
        Supervision = "supervision",
        /// Which of the region's courses.
        Courses = "courses",
        /// Which course run by others, and when.
        ExternalCourse = "external-course",
        /// Nothing: what mentor and trainee agree on has a paper of its own.
        Mentoring = "mentoring",
    }
}

keywords! {
    /// Whom an entitlement is for, besides those the programme is for.
    pub enum OpenTo {
        /// Everybody coming back, whatever the length of the absence.
        EveryoneReturning = "everyone-returning",
    }
}

keywords! {
    /// What approval an entitlement needs.
    pub enum PriorApproval {
        /// Approval before it is taken up.
        Prospective = "prospective",
    }
}

/// How much of something people can get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// A number.
    Cap(Cap),
    /// A time.
    Period(Period),
}

impl Limit {
    /// The limit that a value sets; `None` for a value of another kind.
    #[must_use]
    pub fn of(value: &Value) -> Option<Self> {
        match value {
            Value::Cap(cap) => Some(Self::Cap(*cap)),
            Value::Period(period) => Some(Self::Period(*period)),
            _ => None,
        }
    }
}

keywords! {
    /// When something can be used.
    pub enum When {
        /// Before the return date.
        BeforeReturn = "before-return",
        /// After it.
        AfterReturn = "after-return",
        /// Whenever it helps.
        Any = "any",
    }
}

/// A form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// Whether it is the one to use.
    pub status: FormStatus,
    /// The form used instead.
    pub replaced_by: Option<EntryId>,
    /// Where it can be had, where a source prints an address.
    pub address: Option<String>,
}

/// A temporary arrangement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Its last day.
    #[serde(with = "supportt_basics::date::written")]
    pub until: Date,
    /// How that day is known.
    pub until_note: String,
}

/// Two entries that contradict each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// The entries.
    pub between: Vec<EntryId>,
}

impl Conflict {
    /// Whether an entry is one of them.
    #[must_use]
    pub fn is_about(&self, entry: &EntryId) -> bool {
        self.between.contains(entry)
    }
}
