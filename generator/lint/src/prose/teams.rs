//! Readers who are sent to the team of another region.

use super::page::OtherTeam;
use super::rules::wrong::TELL;
use supportt_markdown::passages::{Part, is_quoted, passages};
use supportt_source::Slice;
use supportt_source::diagnostic::{Diagnostic, Diagnostics};
use supportt_source::pattern::{Pattern, pattern};

/// Words right before a name that send somebody to whoever has it.
static SENT: Pattern = Pattern::new(|| pattern(&format!(r"\b({TELL}|trained by|run by) (the )?$")));

/// Words after the name of a place that make it that of a team.
static TEAM: Pattern = Pattern::new(|| pattern(r"^([’']s)? (\w+ ){0,2}(team|office)\b"));

/// How many bytes before a name are looked at.
const BEFORE: usize = 150;

/// Reports other regions' teams that a page tells its readers to turn to.
pub(super) fn check(parts: &[Part], others: &[OtherTeam<'_>], diagnostics: &mut Diagnostics) {
    for passage in passages(parts) {
        // Capitals do not matter, and change the length of no name that is written in English.
        let text = passage.text.to_ascii_lowercase();
        for other in others {
            let place_name = other.place.trim_start_matches("the ").to_ascii_lowercase();
            for (start, found) in text.match_indices(&place_name) {
                let end = start + found.len();
                let Some(team) = TEAM.find(text.slice(end..)) else { continue };
                let before = text.slice(start.saturating_sub(BEFORE)..start);
                let before = before.rsplit(". ").next().unwrap_or_default();
                let is_meant = before.contains(&place_name) || before.contains("not ");
                let place = start..end + team.end();
                if SENT.is_match(before) && !is_meant && !is_quoted(passage, &place) {
                    diagnostics.push(
                        Diagnostic::advice(
                            "prose::other-team",
                            passage.place(place),
                            "this sends readers to the team of another region",
                        )
                        .hint("name the team of this page's region, or say for whom the other one is"),
                    );
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use supportt_fixture::{NORTH, check_short, page};

    #[test]
    fn readers_are_sent_to_their_own_team() {
        let south = NORTH.split_once("[[step]]").expect("the North has a step").0.replace("North", "South");
        check_short(
            &[
                format!("//- content/south/region.toml\n{south}"),
                page("south/index.md", "{{ contact }}\n"),
                page(
                    "north/a.md",
                    "Ask the South team. Contact the North team. The South team has a page of its own. “Ask the South team”, they said. If you work in the South, ask the South team. Do not ask the South team.\n",
                ),
            ]
            .concat(),
            expect![[r#"
                content/north/a.md:7:9: advice: this sends readers to the team of another region (hint: name the team of this page's region, or say for whom the other one is)
                content/north/a.md:7:21: advice: this does not say how to reach them: no address, number or link here (hint: link to the page with the contacts, or show the region's contact with `{{ contact }}` on a line of its own)
            "#]],
        );
    }
}
