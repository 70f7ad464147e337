//! The `[issue]` table of a page: an issue of a newsletter. The page's text is its text, or says where it is.

use supportt_basics::bounds;
use supportt_basics::date::{self, Date};

use crate::provenance::Citation;
use supportt_schema::record;
use supportt_schema::record::{Format, Kind};
use supportt_source::Spanned;
use supportt_source::diagnostic::Diagnostic;

record! {
    /// An issue of a newsletter.
    pub struct Issue: "an issue" in "[issue]" {
        /// The day on which it came out.
        ///
        /// Before it, the issue is not listed; its page can be read.
        #[label = "Came out on"]
        pub published: Spanned<Date>,
        /// Its number, if issues are numbered.
        pub number: Option<i64> = Kind::Number(bounds::ISSUE),
        /// The web address of the issue, if it is on another site.
        pub address: Option<String> = Kind::Text(Format::WebAddress),
        /// Where it comes from.
        pub citation: Option<Citation>,
    }
}

impl Issue {
    /// What editors may not expect of an issue that is yet to come out: that its page is there already.
    pub(super) fn out_too_early(&self, today: Date) -> Option<Diagnostic> {
        (self.published.value > today).then(|| {
            Diagnostic::warning(
                "issue::ahead",
                self.published.span,
                format!(
                    "this issue comes out on {}, and its page and the files on it can be read already",
                    date::long(self.published.value)
                ),
            )
            .label("until that day it is only left out of the list of issues")
            .hint("keep the page and its files out of `content` until that day")
        })
    }
}
