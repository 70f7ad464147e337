//! What a region's file holds, as editors write it. What the entries mean is `supportt-rules`' business, which knows
//! nothing of files.

use supportt_basics::bounds;
use supportt_basics::date::Date;
use supportt_basics::ids::{EntryId, RoleId, SourceId};
use supportt_rules::fixed_words::{FormStatus, Strength};
use supportt_rules::policy::{AgreementTopic, Asks, OpenTo, Paper, PriorApproval, StepStage, When};
use supportt_rules::value::Value;

use crate::provenance::Citation;
use supportt_schema::record;
use supportt_schema::record::{AtLeastOne, Format, Kind, Words};
use supportt_source::Spanned;

const ROLES: Kind = Kind::Texts(Format::IdOf("role"));
const RULE: Kind = Kind::Text(Format::IdOf("rule"));

record! {
    /// A region and its policy.
    pub(super) struct RegionFile: "a region" {
        /// The region's name.
        #[example = "The North"]
        pub(super) name: String,
        /// Position in lists of regions, lowest first.
        pub(super) order: i64 = Kind::Number(bounds::ORDER),
        /// One sentence for the card that leads to the region.
        #[example = "Supported return to training in the North."]
        pub(super) summary: String,
        /// Where the region's training is, for people who do not know which region is theirs.
        pub(super) area: Option<Box<AreaTable>>,
        /// What the region calls things.
        pub(super) terms: Box<TermsTable>,
        /// People and offices that only this region has, by the ids that steps name them by.
        pub(super) roles: Option<Words> = Kind::Words("[roles]"),
        /// The ids of the fields that its plans have besides those of every plan.
        ///
        /// From `plan-fields.toml`.
        #[label = "Fields of plans"]
        pub(super) plan_fields: Vec<EntryId> = Kind::Texts(Format::IdOf("plan field")),
        /// Why it asks for a field that identifies somebody, by the id of the field.
        ///
        /// Needed for each such field. People who fill it in are shown the reason.
        #[label = "Reasons for fields"]
        pub(super) plan_field_reasons: Option<Words> = Kind::Words("[plan_field_reasons]"),
        /// The region's team.
        pub(super) contact: Box<ContactTable>,
        /// The documents that the policy comes from.
        pub(super) sources as "source": Vec<SourceTable>,
        /// What the sources rule.
        pub(super) rules as "rule": Vec<RuleTable>,
        /// What to do, in order.
        pub(super) steps as "step": Vec<StepTable>,
        /// What people can get.
        pub(super) entitlements as "entitlement": Vec<EntitlementTable>,
        /// Forms by name.
        pub(super) forms as "form": Vec<FormTable>,
        /// Temporary arrangements.
        pub(super) notices as "notice": Vec<NoticeTable>,
        /// What a mentor and the person they support agree on.
        pub(super) agreement: Vec<AgreementTable>,
        /// Where the sources contradict themselves.
        pub(super) conflicts as "conflict": Vec<ConflictTable>,
    }
}

record! {
    /// Where a region's training is, by the names that people know.
    pub(super) struct AreaTable: "`[area]`" in "[area]" {
        /// Its counties and other large areas, such as `["Northshire"]`.
        ///
        /// The checker lists them with the region.
        #[example = "Northshire"]
        pub(super) counties: AtLeastOne<String>,
        /// Its cities and towns that people look for.
        #[example = "Northtown"]
        pub(super) towns: Vec<String>,
        /// What its training programmes, schools and offices are or were called.
        #[example = "Northern Deanery"]
        pub(super) programmes: Vec<String>,
    }
}

record! {
    /// What a region calls things.
    pub(super) struct TermsTable: "`[terms]`" in "[terms]" {
        /// The region's name within a sentence, such as `the North`.
        #[example = "the North"]
        pub(super) place: String,
        /// One person in training.
        #[example = "trainee"]
        pub(super) trainee: String,
        /// Several people in training.
        #[example = "trainees"]
        pub(super) trainees: String,
        /// The team that runs the programme.
        #[example = "the SuppoRTT team"]
        pub(super) team: String,
    }
}

record! {
    /// What a source says, since when and where.
    pub(super) struct Evidence: "an entry" {
        /// The first day it applies.
        ///
        /// Before it, the answer is "not in force".
        pub(super) from: Date,
        /// Where it says so.
        pub(super) citation: Citation,
        /// What the source says, in our words.
        ///
        /// A full sentence. `{value}` prints the entry's own value, or for an entitlement the value of the rule that
        /// limits it. A number of days, months, sessions and the like that is typed into a rule, a step or an
        /// entitlement is an error.
        #[label = "Text"]
        #[example = "The source asks for {value}."]
        pub(super) says: String,
    }
}

record! {
    /// How to reach the region's team.
    pub(super) struct ContactTable: "`[contact]`" in "[contact]" {
        /// The address, if the source prints one.
        pub(super) email: Option<String> = Kind::Text(Format::Mailbox),
        /// The web address of the region's own service that takes messages.
        ///
        /// Only when there is one.
        pub(super) relay: Option<String> = Kind::Text(Format::ServiceAddress),
        /// The web address of the region's own form where readers say whether a page is useful.
        ///
        /// Without it they are asked to write to `email`, if there is one.
        pub(super) feedback: Option<String> = Kind::Text(Format::WebAddress),
        /// What a source says.
        pub(super) evidence: Evidence,
    }
}

record! {
    /// A document.
    pub(super) struct SourceTable: "a source" in "[[source]]" {
        /// A name for other entries and pages to use.
        pub(super) id: SourceId = Kind::Text(Format::Id),
        /// The title of the document.
        #[example = "Programme page"]
        pub(super) title: String,
        /// Its web address.
        pub(super) address: Option<String> = Kind::Text(Format::DocumentAddress),
        /// What is known about its date.
        ///
        /// A sentence. Write there too that nothing is known.
        #[label = "What is known of its date"]
        #[example = "The page carries no date."]
        pub(super) dating: String,
    }
}

record! {
    /// A rule.
    pub(super) struct RuleTable: "a rule" in "[[rule]]" {
        /// A name for other entries and pages to use.
        ///
        /// Lower case, hyphens, no facts in it. Unique in the region.
        pub(super) id: EntryId = Kind::Text(Format::Id),
        /// A short title for people.
        #[example = "Minimum absence"]
        pub(super) name: String,
        /// The rule's value.
        #[example = "{ scope = \"programme\" }"]
        pub(super) value: Option<Spanned<Value>>,
        /// `true` when the source is silent.
        ///
        /// `says` tells then what it is silent about. A rule with neither is its sentence.
        pub(super) not_stated: Option<bool>,
        /// The papers that visitors make which quote it.
        ///
        /// They print it with its source. A return plan also prints the `conditions` of what the region offers.
        pub(super) quoted_in: Vec<Paper>,
        /// What a source says.
        pub(super) evidence: Evidence,
    }
}

record! {
    /// A step.
    pub(super) struct StepTable: "a step" in "[[step]]" {
        /// A name for other entries and pages to use.
        ///
        /// Lower case, hyphens, no facts in it. Unique in the region.
        pub(super) id: EntryId = Kind::Text(Format::Id),
        /// A short title for people.
        #[example = "Talk before you return"]
        pub(super) name: String,
        /// When it belongs.
        pub(super) stage: StepStage,
        /// How strongly the source puts it.
        ///
        /// As the source puts it.
        pub(super) strength: Strength,
        /// The step as somebody says it of themselves in their plan.
        ///
        /// A full sentence that begins with "I", such as "I talk to my educational supervisor." Without it a plan has the
        /// title and the text.
        #[label = "In a plan"]
        #[example = "I talk to my educational supervisor about my return."]
        pub(super) in_plan: Option<String>,
        /// The `id` of the entitlement that it leads to.
        ///
        /// A plan has the step only for somebody who chooses that support; without one it has it for everybody.
        #[label = "Leads to"]
        pub(super) support: Option<EntryId> = Kind::Text(Format::IdOf("entitlement")),
        /// Whom to do it with.
        ///
        /// Ids from `words/common.toml` or the region's own `[roles]`. One of them is enough.
        #[label = "With whom"]
        pub(super) with: Vec<RoleId> = ROLES,
        /// The `id` of a rule with the length an absence must have.
        ///
        /// The step is for absences of that length only.
        #[label = "Needs an absence of"]
        pub(super) needs: Option<EntryId> = RULE,
        /// The `id` of a rule with a time before or after.
        ///
        /// A plan gives a step a day only where such a rule sets it; without one it stands at its stage.
        pub(super) timing: Option<EntryId> = RULE,
        /// The `id` of the earlier step that it follows.
        ///
        /// For where the source says only that much.
        #[label = "Follows"]
        pub(super) after: Option<EntryId> = Kind::Text(Format::IdOf("step")),
        /// The `id` of the rule that says what to do once its time is over.
        pub(super) afterwards: Option<EntryId> = RULE,
        /// What approval is asked for in it.
        ///
        /// `prospective` where this is the step in which approval of a course is asked for: a plan has it for each such
        /// course that is neither approved nor over.
        pub(super) approval: Option<PriorApproval>,
        /// The `id` of the form completed in it.
        pub(super) form: Option<EntryId> = Kind::Text(Format::IdOf("form")),
        /// Where the form goes.
        #[label = "Form goes to"]
        pub(super) sends_to: Vec<RoleId> = ROLES,
        /// Where it is passed on to.
        #[label = "Passed on to"]
        pub(super) then_to: Vec<RoleId> = ROLES,
        /// What a source says.
        pub(super) evidence: Evidence,
    }
}

record! {
    /// Something people can get.
    pub(super) struct EntitlementTable: "an entitlement" in "[[entitlement]]" {
        /// A name for other entries and pages to use.
        ///
        /// Lower case, hyphens, no facts in it. Unique in the region.
        pub(super) id: EntryId = Kind::Text(Format::Id),
        /// A short title for people.
        #[example = "Mentoring"]
        pub(super) name: String,
        /// The `id` of the rule that says how much of it, or for how long.
        ///
        /// A limit, or a time after something. The number is written in that rule and nowhere else; in `says`,
        /// `{value}` prints it.
        pub(super) limit: Option<EntryId> = RULE,
        /// The `id`s of rules to show wherever it is offered.
        ///
        /// Such as what its confidentiality does not cover.
        pub(super) conditions: Vec<EntryId> = Kind::Texts(Format::IdOf("rule")),
        /// The `id` of the rule that says what to do once its time is over.
        pub(super) afterwards: Option<EntryId> = RULE,
        /// When it can be used.
        pub(super) when: When,
        /// For whom, besides those the programme is for.
        ///
        /// `everyone-returning` when the source sets no shortest absence for it.
        pub(super) open_to: Option<OpenTo>,
        /// What approval it needs.
        ///
        /// `prospective` when it must be approved before it is taken up.
        pub(super) approval: Option<PriorApproval>,
        /// What a plan asks about it.
        ///
        /// `supervision` (how long, where), `courses` (which of the region's), `external-course` (which one, when, and
        /// whether it is approved), `mentoring` (nothing: it is what a mentoring agreement is about). How many sessions
        /// or days is asked wherever there is a limit.
        pub(super) asks: Option<Asks>,
        /// What a source says.
        pub(super) evidence: Evidence,
    }
}

record! {
    /// A form.
    pub(super) struct FormTable: "a form" in "[[form]]" {
        /// A name for other entries and pages to use.
        ///
        /// Lower case, hyphens, no facts in it. Unique in the region.
        pub(super) id: EntryId = Kind::Text(Format::Id),
        /// A short title for people.
        #[example = "Pre-absence form"]
        pub(super) name: String,
        /// Whether it is the one to use.
        ///
        /// `unclear` when the source leaves it open.
        pub(super) status: FormStatus,
        /// The `id` of the form used instead.
        pub(super) replaced_by: Option<EntryId> = Kind::Text(Format::IdOf("form")),
        /// Where it can be had, if the source prints an address.
        pub(super) address: Option<String> = Kind::Text(Format::DocumentAddress),
        /// What a source says.
        pub(super) evidence: Evidence,
    }
}

record! {
    /// A temporary arrangement.
    pub(super) struct NoticeTable: "a notice" in "[[notice]]" {
        /// A name for other entries and pages to use.
        ///
        /// Lower case, hyphens, no facts in it. Unique in the region.
        pub(super) id: EntryId = Kind::Text(Format::Id),
        /// A short title for people.
        #[example = "Courses are free this spring"]
        pub(super) name: String,
        /// Its last day.
        pub(super) until: Date,
        /// How that day is known.
        #[label = "How its last day is known"]
        #[example = "The page says so."]
        pub(super) until_note: String,
        /// What a source says.
        pub(super) evidence: Evidence,
    }
}

record! {
    /// A question for a mentor and the person they support to agree on.
    pub(super) struct AgreementTable: "a question to agree on" in "[[agreement]]" {
        /// A name for other entries and pages to use.
        ///
        /// Lower case, hyphens, no facts in it. Unique in the region.
        pub(super) id: EntryId = Kind::Text(Format::Id),
        /// A short title for people.
        #[example = "When and where do you meet?"]
        pub(super) name: String,
        /// What it is about.
        pub(super) topic: AgreementTopic,
        /// What a source says.
        pub(super) evidence: Evidence,
    }
}

record! {
    /// Two entries that contradict each other.
    pub(super) struct ConflictTable: "a conflict" in "[[conflict]]" {
        /// A name for other entries and pages to use.
        ///
        /// Lower case, hyphens, no facts in it. Unique in the region.
        pub(super) id: EntryId = Kind::Text(Format::Id),
        /// A short title for people.
        #[example = "Two lengths of absence"]
        pub(super) name: String,
        /// The ids of the entries that contradict each other.
        pub(super) between: AtLeastOne<EntryId> = Kind::Texts(Format::IdOf("entry")),
        /// What a source says.
        pub(super) evidence: Evidence,
    }
}
