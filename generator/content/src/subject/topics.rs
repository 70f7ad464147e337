//! Topics of courses and resources.

use std::collections::BTreeMap;

use supportt_source::Spanned;
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::suggest;
use supportt_source::wording::any_of;

/// Reports topics that the words do not name.
pub fn check(written: &[Spanned<String>], topics: &BTreeMap<String, String>, diagnostics: &mut Diagnostics) {
    for topic in written.iter().filter(|topic| !topics.contains_key(&topic.value)) {
        let known = || topics.keys().map(String::as_str);
        let problem =
            Diagnostic::error("record::topic", topic.span, format!("there is no topic `{}`", topic.value));
        diagnostics.push(match suggest::nearest(&topic.value, known()) {
            Some(near) => problem.did_you_mean(near),
            None => problem.reword(
                format!("write {}, or add it to `[topics]` in `content/words/courses.toml`", any_of(known())),
                known().map(str::to_owned),
            ),
        });
    }
}
