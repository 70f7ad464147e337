//! An outcome as plain text, to keep.

use crate::view::{OutcomeScreen, SourceView};

/// Writes an outcome of this day, with `\n` line ends.
pub(super) fn write(outcome: &OutcomeScreen, day: &str) -> String {
    let mut blocks = vec![format!("{}\n{}, {day}", outcome.heading, outcome.region), outcome.lead.clone()];
    let actions = outcome.actions.iter().map(|action| match &action.when {
        Some(when) => format!("{when}: {}", action.text),
        None => action.text.clone(),
    });
    blocks.push(list(&outcome.actions_heading, actions));
    if let Some(contact) = &outcome.contact {
        let lines = match &contact.email {
            Some(email) => vec![contact.first.clone(), format!("{}: {email}", contact.team)],
            None => vec![contact.says.clone()],
        };
        blocks.push(list(&contact.heading, lines.into_iter()));
    }
    let support = outcome.support.iter().map(|item| match &item.limit {
        Some(limit) => format!("{}: {limit}", item.name),
        None => item.name.clone(),
    });
    blocks.push(list(&outcome.support_heading, support));
    blocks.extend(outcome.notes.iter().cloned());
    blocks.extend(outcome.helplines.iter().flat_map(|help| {
        let lines = help.items.iter().map(|line| format!("{}: {}", line.text, line.url));
        [help.care.clone(), list(&help.text, lines)]
    }));
    let steps = &outcome.steps;
    blocks.push(list(&steps.label, steps.items.iter().map(|step| format!("{}. {}", step.name, step.says))));
    let reasons = &outcome.reasons;
    let reason =
        |reason: &crate::view::ReasonView| format!("{}: {}. {}", reason.heading, reason.verdict, reason.text);
    blocks.push(list(&reasons.label, reasons.items.iter().map(reason)));
    let sources = &outcome.sources;
    let cited = sources.items.iter().map(|group| format!("{}: {}", place(&group.source), group.names));
    blocks.push(list(&sources.label, cited));
    blocks.push(outcome.disclaimer.clone());
    blocks.retain(|block| !block.is_empty());
    blocks.join("\n\n") + "\n"
}

/// A heading with what stands under it; empty when nothing does.
fn list(heading: &str, items: impl Iterator<Item = String>) -> String {
    let items: Vec<String> = items.map(|item| format!("\n- {item}")).collect();
    if items.is_empty() { String::new() } else { format!("{heading}{}", items.concat()) }
}

fn place(source: &SourceView) -> String {
    let SourceView { title, section, checked_on, .. } = source;
    match section {
        Some(section) => format!("{title}, “{section}”, checked {checked_on}"),
        None => format!("{title}, checked {checked_on}"),
    }
}
