//! What a region's source leaves open, for the site owner to find out.
//!
//! Nothing here is wrong with the file: each warning is a true statement about the region.

use supportt_rules::policy::{FormStatus, RegionDocument, Table};

use super::decode::Places;
use crate::diagnostic::{Diagnostic, Diagnostics};

/// Warns of a contact without an address, and of forms of which nobody knows whether they are current.
pub(super) fn check(document: &RegionDocument, places: &Places, diagnostics: &mut Diagnostics) {
    if document.contact.body.email.is_none() {
        diagnostics.push(
            Diagnostic::warning(
                "contact::not-published",
                places.of(Table::Contact, 0, "says"),
                format!("no address is known for {}", document.contact.name),
            )
            .label("the pages say so, and whom to ask meanwhile")
            .hint("find out the team's address, and write `email = \"…\"` with its source"),
        );
    }
    for (index, form) in document.forms.iter().enumerate() {
        if form.body.status == FormStatus::Unclear {
            diagnostics.push(
                Diagnostic::warning(
                    "form::unclear",
                    places.of(Table::Form, index, "status"),
                    format!("it is not known whether the form “{}” is current", form.name),
                )
                .hint("ask the region's team, then write `current` or `replaced`"),
            );
        }
    }
    for (index, step) in document.steps.iter().enumerate() {
        let Some(id) = &step.body.form else { continue };
        let Some(form) = document.forms.iter().find(|form| form.id == *id) else { continue };
        if form.body.status == FormStatus::Replaced {
            let problem = Diagnostic::warning(
                "form::replaced",
                places.of(Table::Step, index, "form"),
                format!("this step asks for the form “{}”, which has been replaced", form.name),
            );
            diagnostics.push(problem.hint(match &form.body.replaced_by {
                Some(other) => format!("write `form = \"{other}\"`"),
                None => "write the `id` of the form that is used now".to_owned(),
            }));
        }
    }
}
