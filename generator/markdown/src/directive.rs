//! What a directive such as `{{ rules }}` asks for.

use supportt_rules::keyword::Keyword;
use supportt_rules::policy::{Paper, StepStage};

/// What a directive asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Directive {
    /// The value of a rule or the limit of an entitlement, inside a sentence.
    Value {
        /// The region named; without one, the page's own.
        region: Option<String>,
        /// The entry.
        id: String,
    },
    /// The region's rules.
    Rules,
    /// The region's steps, or those of one stage.
    Steps(Option<StepStage>),
    /// What the region offers.
    Entitlements,
    /// The region's forms.
    Forms,
    /// The region's notices.
    Notices,
    /// Where the region's source contradicts itself.
    Conflicts,
    /// The documents that the region's policy was taken from.
    Sources,
    /// How to reach the region's team.
    Contact,
    /// The pages below this one.
    Cards,
    /// The choice of region.
    Regions,
    /// The region's steps as a picture, and the same as a list.
    Process,
    /// The questions of the checker, with what follows from each answer.
    QuestionGraph,
    /// The regions' answers to the same questions, side by side.
    Compare,
    /// A list of the region's records.
    Listing(Listing),
    /// The search of the whole site.
    Search,
    /// A checker or builder.
    Widget(Widget),
}

supportt_rules::keywords! {
    /// A list of a region's records.
    pub enum Listing {
        /// Its courses.
        Courses = "courses",
        /// Its events.
        Events = "events",
        /// Its calls for bids.
        Rounds = "rounds",
        /// The issues of its newsletter.
        Newsletter = "newsletter",
        /// What can be read, listened to or used.
        Resources = "resources",
        /// Whom to ask about what.
        Contacts = "contacts",
        /// What is often asked.
        Faqs = "faqs",
        /// What words mean.
        Glossary = "glossary",
    }
}

/// A checker or builder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Widget {
    /// The eligibility checker.
    EligibilityChecker,
    /// The builder of a kind of paper.
    DocumentBuilder(Paper),
}

impl Widget {
    pub(super) fn all() -> impl Iterator<Item = Self> {
        let papers = Paper::ALL.iter().copied().map(Self::DocumentBuilder);
        std::iter::once(Self::EligibilityChecker).chain(papers)
    }

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::EligibilityChecker => "eligibility-checker",
            Self::DocumentBuilder(paper) => paper.word(),
        }
    }
}

impl Directive {
    /// The names of all directives.
    pub(super) const NAMES: [&'static str; 24] = [
        "value",
        "rules",
        "steps",
        "process",
        "entitlements",
        "forms",
        "notices",
        "conflicts",
        "sources",
        "contact",
        "cards",
        "regions",
        "question-graph",
        "compare",
        "courses",
        "events",
        "rounds",
        "newsletter",
        "resources",
        "contacts",
        "faqs",
        "glossary",
        "search",
        "widget",
    ];

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Value { .. } => "value",
            Self::Rules => "rules",
            Self::Steps(_) => "steps",
            Self::Process => "process",
            Self::Entitlements => "entitlements",
            Self::Forms => "forms",
            Self::Notices => "notices",
            Self::Conflicts => "conflicts",
            Self::Sources => "sources",
            Self::Contact => "contact",
            Self::Cards => "cards",
            Self::Regions => "regions",
            Self::QuestionGraph => "question-graph",
            Self::Compare => "compare",
            Self::Listing(listing) => listing.word(),
            Self::Search => "search",
            Self::Widget(_) => "widget",
        }
    }

    /// Whether it stands in a sentence, rather than on a line of its own.
    #[must_use]
    pub fn is_inline(&self) -> bool {
        matches!(self, Self::Value { .. })
    }
}
