//! The fields of a region's file, as data: what `content/README.md` explains to editors.

use supportt_rules::bounds;

use crate::provenance::{CHECKED_ON, REFERENCE, REVIEW_BY, SOURCE};
use supportt_schema::record::{Field, Kind, Schema};

/// The tables of the file, as their headers begin them.
pub(super) const HEADERS: [Field; 11] = [
    Field::needed("terms", Kind::Table("[terms]"), "what the region calls things"),
    Field::optional("roles", Kind::Table("[roles]"), "whom the steps name"),
    Field::needed("contact", Kind::Table("[contact]"), "the region's team"),
    Field::optional("source", Kind::Table("[[source]]"), "a document"),
    Field::optional("rule", Kind::Table("[[rule]]"), "a rule"),
    Field::optional("step", Kind::Table("[[step]]"), "a step"),
    Field::optional("entitlement", Kind::Table("[[entitlement]]"), "an entitlement"),
    Field::optional("form", Kind::Table("[[form]]"), "a form"),
    Field::optional("notice", Kind::Table("[[notice]]"), "a notice"),
    Field::optional("agreement", Kind::Table("[[agreement]]"), "a question to agree on"),
    Field::optional("conflict", Kind::Table("[[conflict]]"), "a conflict"),
];

const ID: Field = Field::needed("id", Kind::Text, "a name for other entries and pages to use");
const NAME: Field = Field::needed("name", Kind::Text, "a short title for people");
const FROM: Field = Field::needed("from", Kind::Date, "the first day it applies");
const SAYS: Field = Field::needed("says", Kind::Text, "what the source says, in our words");

/// The fields at the top of the file.
pub(super) const REGION: Schema = Schema {
    subject: "a region",
    fields: &[
        Field::needed("name", Kind::Text, "the region's name"),
        Field::needed("order", Kind::Number(bounds::ORDER), "position in lists of regions, lowest first"),
        Field::needed("summary", Kind::Text, "one sentence for the card that leads to the region"),
    ],
};

/// What the region calls things.
pub(super) const TERMS: Schema = Schema {
    subject: "`[terms]`",
    fields: &[
        Field::needed("place", Kind::Text, "the region's name within a sentence, such as `the North`"),
        Field::needed("trainee", Kind::Text, "one person in training"),
        Field::needed("trainees", Kind::Text, "several people in training"),
        Field::needed("team", Kind::Text, "the team that runs the programme"),
    ],
};

pub(super) const CONTACT: Schema = Schema {
    subject: "`[contact]`",
    fields: &[
        SAYS,
        Field::optional("email", Kind::Text, "the address, if the source prints one"),
        Field::optional(
            "relay",
            Kind::Text,
            "the web address of the region's own service that takes messages",
        ),
        FROM,
        SOURCE,
        REFERENCE,
        CHECKED_ON,
        REVIEW_BY,
    ],
};

pub(super) const DOCUMENT: Schema = Schema {
    subject: "a source",
    fields: &[
        ID,
        Field::needed("title", Kind::Text, "the title of the document"),
        Field::optional("address", Kind::Text, "its web address"),
        Field::needed("dating", Kind::Text, "what is known about its date"),
    ],
};

pub(super) const RULE: Schema = Schema {
    subject: "a rule",
    fields: &[
        ID,
        NAME,
        Field::optional(
            "value",
            Kind::Table("{ threshold = { test = \"at-least\", months = … } }"),
            "the rule's value",
        ),
        Field::optional("not_stated", Kind::Flag, "`true` when the source is silent"),
        Field::optional(
            "quoted_in",
            Kind::WordList(&["return-plan", "mentoring-agreement", "mentor-request"]),
            "the papers that visitors make which quote it",
        ),
        FROM,
        SOURCE,
        REFERENCE,
        CHECKED_ON,
        REVIEW_BY,
        SAYS,
    ],
};

const AFTERWARDS: Field = Field::optional(
    "afterwards",
    Kind::Text,
    "the `id` of the rule that says what to do once its time is over",
);

pub(super) const STEP: Schema = Schema {
    subject: "a step",
    fields: &[
        ID,
        NAME,
        Field::needed(
            "stage",
            Kind::Word(&["before-leave", "before-return", "after-return"]),
            "when it belongs",
        ),
        Field::needed(
            "strength",
            Kind::Word(&["must", "recommend", "may"]),
            "how strongly the source puts it",
        ),
        Field::optional("with", Kind::Texts, "whom to do it with"),
        Field::optional("needs", Kind::Text, "the `id` of a rule with the length an absence must have"),
        Field::optional("timing", Kind::Text, "the `id` of a rule with a time before or after"),
        Field::optional("after", Kind::Text, "the `id` of the earlier step that it follows"),
        AFTERWARDS,
        Field::optional("approval", Kind::Word(&["prospective"]), "what approval is asked for in it"),
        Field::optional("form", Kind::Text, "the `id` of the form completed in it"),
        Field::optional("sends_to", Kind::Texts, "where the form goes"),
        Field::optional("then_to", Kind::Texts, "where it is passed on to"),
        FROM,
        SOURCE,
        REFERENCE,
        CHECKED_ON,
        REVIEW_BY,
        SAYS,
    ],
};

pub(super) const ENTITLEMENT: Schema = Schema {
    subject: "an entitlement",
    fields: &[
        ID,
        NAME,
        Field::optional(
            "limit",
            Kind::Text,
            "the `id` of the rule that says how much of it, or for how long",
        ),
        Field::optional("conditions", Kind::Texts, "the `id`s of rules to show wherever it is offered"),
        AFTERWARDS,
        Field::needed("when", Kind::Word(&["before-return", "after-return", "any"]), "when it can be used"),
        Field::optional(
            "open_to",
            Kind::Word(&["everyone-returning"]),
            "for whom, besides those the programme is for",
        ),
        Field::optional("approval", Kind::Word(&["prospective"]), "what approval it needs"),
        Field::optional(
            "asks",
            Kind::Word(&["supervision", "courses", "external-course", "mentoring"]),
            "what a plan asks about it",
        ),
        FROM,
        SOURCE,
        REFERENCE,
        CHECKED_ON,
        REVIEW_BY,
        SAYS,
    ],
};

pub(super) const FORM: Schema = Schema {
    subject: "a form",
    fields: &[
        ID,
        NAME,
        Field::needed(
            "status",
            Kind::Word(&["current", "replaced", "unclear"]),
            "whether it is the one to use",
        ),
        Field::optional("replaced_by", Kind::Text, "the `id` of the form used instead"),
        Field::optional("address", Kind::Text, "where it can be had, if the source prints an address"),
        FROM,
        SOURCE,
        REFERENCE,
        CHECKED_ON,
        REVIEW_BY,
        SAYS,
    ],
};

pub(super) const NOTICE: Schema = Schema {
    subject: "a notice",
    fields: &[
        ID,
        NAME,
        FROM,
        Field::needed("until", Kind::Date, "its last day"),
        Field::needed("until_note", Kind::Text, "how that day is known"),
        SOURCE,
        REFERENCE,
        CHECKED_ON,
        REVIEW_BY,
        SAYS,
    ],
};

pub(super) const AGREEMENT: Schema = Schema {
    subject: "a question to agree on",
    fields: &[
        ID,
        NAME,
        Field::needed(
            "topic",
            Kind::Word(&["meetings", "aims", "limits", "records", "progress", "ending"]),
            "what it is about",
        ),
        FROM,
        SOURCE,
        REFERENCE,
        CHECKED_ON,
        REVIEW_BY,
        SAYS,
    ],
};

pub(super) const CONFLICT: Schema = Schema {
    subject: "a conflict",
    fields: &[
        ID,
        NAME,
        Field::needed("between", Kind::Texts, "the ids of the entries that contradict each other"),
        FROM,
        SOURCE,
        REFERENCE,
        CHECKED_ON,
        REVIEW_BY,
        SAYS,
    ],
};

#[cfg(test)]
mod tests {
    use supportt_rules::fixed_words::{FormStatus, Strength};
    use supportt_rules::keyword::Keyword;
    use supportt_rules::policy::{AgreementTopic, Asks, OpenTo, Paper, PriorApproval, StepStage, When};

    use super::*;

    /// The words a field takes are those the policy knows, no more and no fewer.
    #[test]
    fn the_words_of_fields_are_those_of_the_policy() {
        fn check<K: Keyword>(schema: &Schema, name: &str) {
            let field = schema.fields.iter().find(|field| field.name == name).expect("the field");
            let words: Vec<&str> = K::ALL.iter().map(|word| word.word()).collect();
            let (Kind::Word(known) | Kind::WordList(known)) = field.kind else {
                panic!("{} {name} takes words", schema.subject);
            };
            assert_eq!(known, words, "{} {name}", schema.subject);
        }
        check::<Paper>(&RULE, "quoted_in");
        check::<AgreementTopic>(&AGREEMENT, "topic");
        check::<StepStage>(&STEP, "stage");
        check::<Strength>(&STEP, "strength");
        check::<When>(&ENTITLEMENT, "when");
        check::<OpenTo>(&ENTITLEMENT, "open_to");
        check::<PriorApproval>(&STEP, "approval");
        check::<PriorApproval>(&ENTITLEMENT, "approval");
        check::<Asks>(&ENTITLEMENT, "asks");
        check::<FormStatus>(&FORM, "status");
    }
}
