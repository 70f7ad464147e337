//! Finds what was meant as a link but is printed as it stands.

use pulldown_cmark::BrokenLink;
use supportt_basics::keyword::Keyword as _;

use super::elsewhere::{number_in, scheme};
use crate::node::Node;
use crate::record_kind::RecordKind;
use crate::text_runs;
use supportt_source::characters::is_odd_space;
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::page_path::ending;
use supportt_source::{Slice, SourceFile, Spanned};

/// Reports what was meant as a link but is printed as it stands.
pub(crate) fn find_broken(
    file: &SourceFile,
    nodes: &[Spanned<Node<'_>>],
    broken: &[BrokenLink<'_>],
    diagnostics: &mut Diagnostics,
) {
    for link in broken {
        diagnostics.push(
            Diagnostic::error(
                "link::undefined",
                file.span(link.span.clone()),
                format!("nothing says where `{}` leads", link.reference),
            )
            .hint(format!(
                "write the file in round brackets instead, or a line `[{}]: file.md` below",
                link.reference
            )),
        );
    }
    // The last opening bracket so far.
    let mut opening = None;
    let mut searched = 0;
    for run in text_runs::find(nodes) {
        for (place, rest) in text_runs::occurrences_with_rest(file, &run, "](") {
            let before = file.text().slice(searched..place.start);
            opening = before.rfind('[').map(|at| searched + at).or(opening);
            searched = place.start;
            if opening.is_none_or(|opening| text_runs::is_escaped(file.text(), opening)) {
                continue;
            }
            let inside = |address: &str| file.span(place.end..place.end + address.len());
            let address = rest.split_inclusive(')').next().unwrap_or_default();
            let diagnostic = Diagnostic::error(
                "link::malformed",
                file.span(place.start..place.end + address.len()),
                "this is not read as a link",
            );
            diagnostics.push(match rest.split_once(')') {
                Some((address, _))
                    if address.trim().contains(' ')
                        && scheme(address.trim()).is_some_and(|(scheme, _)| scheme == "tel") =>
                {
                    let diagnostic = diagnostic.label("an address has no spaces");
                    match scheme(address.trim()).and_then(|(_, rest)| number_in(rest)) {
                        Some(number) => diagnostic.mend(
                            format!("write `tel:{number}`"),
                            inside(address),
                            format!("tel:{number}"),
                        ),
                        None => diagnostic.hint("write it like `tel:01632960000`"),
                    }
                }
                Some((address, _)) if address.trim().contains(' ') && scheme(address.trim()).is_some() => {
                    let scheme = scheme(address.trim()).map(|(scheme, _)| scheme);
                    let is_name =
                        scheme == Some("mailto") || scheme.and_then(RecordKind::from_word).is_some();
                    // The subject of a mail has spaces.
                    let (name, rest) =
                        address.trim().split_at(address.trim().find('?').unwrap_or(address.trim().len()));
                    let joined =
                        name.replace(' ', if is_name { "" } else { "%20" }) + &rest.replace(' ', "%20");
                    diagnostic.label("an address has no spaces").mend(
                        format!("write `{joined}`"),
                        inside(address),
                        joined,
                    )
                }
                Some((address, _)) if address.trim().contains(' ') => {
                    diagnostic.label("an address has no spaces").hint(format!(
                        "give the file the name `{0}`, and write that here",
                        address.trim().replace(' ', "-").to_lowercase()
                    ))
                }
                Some(_) => diagnostic.hint("a link is written `[words](file.md)`"),
                None => diagnostic.hint("close the round bracket: `[words](file.md)`"),
            });
        }
        for (place, rest) in text_runs::occurrences_with_rest(file, &run, "]") {
            let inner = rest.trim_start_matches(|c: char| matches!(c, ' ' | '\t') || is_odd_space(c));
            let spaces = rest.len() - inner.len();
            let inside = inner.strip_prefix('(').filter(|_| spaces > 0);
            let Some((address, _)) = inside.and_then(|inside| inside.split_once(')')) else { continue };
            if !address.contains(' ') && (ending(address) == "md" || address.contains("://")) {
                diagnostics.push(
                    Diagnostic::error(
                        "link::malformed",
                        file.span(place.start..place.end + spaces + address.len() + 2),
                        "this is not read as a link",
                    )
                    .label("a space between the brackets")
                    .write(format!("]({address})")),
                );
            }
        }
    }
}
