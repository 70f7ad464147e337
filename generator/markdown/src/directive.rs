//! What a directive such as `{{ rules }}` asks for.

use supportt_basics::keyword::Keyword;
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
    /// The region's steps, or those of one stage.
    Steps(Option<StepStage>),
    /// A part of the region's policy.
    Region(RegionPart),
    /// A list of the region's records.
    Listing(Listing),
    /// Something that shows the site itself.
    Site(SitePart),
    /// A checker or builder.
    Widget(Widget),
}

supportt_basics::keywords! {
    /// A part of a region's policy.
    pub enum RegionPart {
        /// Its rules.
        Rules = "rules",
        /// Its steps as a figure.
        Process = "process",
        /// What it offers.
        Entitlements = "entitlements",
        /// Its forms.
        Forms = "forms",
        /// Its notices.
        Notices = "notices",
        /// Where its source contradicts itself.
        Conflicts = "conflicts",
        /// The documents that its policy was taken from.
        Sources = "sources",
        /// How to reach its team.
        Contact = "contact",
    }
}

supportt_basics::keywords! {
    /// Something that shows the site itself, or all of its regions.
    pub enum SitePart {
        /// The pages below this one.
        Cards = "cards",
        /// The choice of region.
        Regions = "regions",
        /// The questions of the checker, with what follows from each answer.
        QuestionGraph = "question-graph",
        /// The regions' answers to the same questions, side by side.
        Compare = "compare",
        /// The search of the whole site.
        Search = "search",
    }
}

supportt_basics::keywords! {
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
    pub(super) fn names() -> impl Iterator<Item = &'static str> + Clone {
        let plain = [RegionPart::WORDS, Listing::WORDS, SitePart::WORDS].into_iter().flatten().copied();
        ["value", "steps"].into_iter().chain(plain).chain(["widget"])
    }

    /// The directive of a name that stands alone.
    pub(super) fn plain(name: &str) -> Option<Self> {
        let of_region = RegionPart::from_word(name).map(Self::Region);
        let listing = || Listing::from_word(name).map(Self::Listing);
        of_region.or_else(listing).or_else(|| SitePart::from_word(name).map(Self::Site))
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Value { .. } => "value",
            Self::Steps(_) => "steps",
            Self::Region(part) => part.word(),
            Self::Listing(listing) => listing.word(),
            Self::Site(part) => part.word(),
            Self::Widget(_) => "widget",
        }
    }

    /// Whether it stands in a sentence, rather than on a line of its own.
    #[must_use]
    pub fn is_inline(&self) -> bool {
        matches!(self, Self::Value { .. })
    }
}
