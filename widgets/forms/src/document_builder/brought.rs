//! What the eligibility checker already knows, as its link to the plan brings it along: region, stage and dates, in the
//! part of an address that is never sent. Never the reason for an absence.

use supportt_basics::ids::RegionId;
use supportt_basics::keyword::Keyword;
use supportt_documents::document::{self, Row};
use supportt_rules::answers::UNKNOWN;
use supportt_rules::policy::Paper;

use super::names::{FieldName, Page};
use super::state::{At, DocumentBuilder};
use crate::date_input::whole_day;
use crate::event::Effect;
use crate::trail::Trail;
use crate::view::BroughtView;
use crate::words::fill;

/// The answers that come along, in the order in which they are asked.
const FIELDS: [FieldName; 4] =
    [FieldName::Region, FieldName::Stage, FieldName::LeaveStart, FieldName::ReturnDate];

impl DocumentBuilder {
    /// Fills in what a link brings along. The link is taken out of the address at once.
    pub(super) fn bring(&mut self, fragment: &str) -> Vec<Effect> {
        if self.paper != Paper::ReturnPlan {
            return Vec::new();
        }
        let pairs = fragment.split('&').filter_map(|pair| pair.split_once('='));
        let brought: Vec<(FieldName, &str)> = pairs
            .filter_map(|(name, value)| {
                let field = FIELDS.into_iter().find(|field| field.word() == name)?;
                self.can_be_brought(field, value).then_some((field, value))
            })
            .collect();
        if brought.is_empty() {
            return Vec::new();
        }
        for (field, value) in brought {
            self.draft.typed.set(field.word(), [value]);
        }
        for page in [Page::Region, Page::Stage] {
            if self.is_asked(page) && self.errors_on(page).is_empty() {
                self.finish(page);
            }
        }
        self.is_brought = true;
        self.kept = self.entered();
        // The dates are shown filled in, so that whoever goes on has seen them.
        let first = if self.is_begun() { At::Page(Page::Dates) } else { self.first() };
        self.trail = Trail::new(first);
        vec![Effect::ForgetFragment { position: self.trail.position() }]
    }

    fn can_be_brought(&self, field: FieldName, value: &str) -> bool {
        match field {
            FieldName::Region => {
                let region = RegionId::from(value);
                self.page_region.as_ref().is_none_or(|own| *own == region)
                    && self.payload.policy.region(&region).is_some()
            }
            FieldName::Stage => supportt_rules::fixed_words::Stage::from_word(value).is_some(),
            _ => value == UNKNOWN || whole_day(value).is_some(),
        }
    }

    /// What came along and what the checker made of it; `None` when nothing did, or it was removed.
    pub(super) fn brought_view(&self) -> Option<BroughtView> {
        let words = &self.payload.words.brought;
        if !self.is_brought {
            return None;
        }
        let applies = self.applies()?;
        let setting = self.setting()?;
        let rows = self.asked_questions().into_iter().filter(|question| {
            FIELDS.iter().any(|field| field.word() == question.name) && !self.answer(question).is_empty()
        });
        let rows = rows.map(|question| Row { value: self.answer(&question), label: question.label });
        let terms = setting.region.region().terms();
        let values = [("place", terms.place.as_str()), ("team", &terms.team)];
        let limits = document::limits(setting, &applies);
        let found = if limits.is_empty() {
            words.found.get(&applies.outcome).map(|text| fill(text, &values)).into_iter().collect()
        } else {
            limits
        };
        Some(BroughtView {
            heading: words.heading.clone(),
            rows: rows.collect(),
            found,
            remove: words.remove.clone(),
        })
    }

    /// Removes what came along.
    pub(super) fn remove_brought(&mut self) -> Vec<Effect> {
        if !self.is_brought {
            return Vec::new();
        }
        self.is_brought = false;
        for field in [FieldName::Stage, FieldName::LeaveStart, FieldName::ReturnDate] {
            let names = crate::date_input::DateInput { name: field.word() }.names();
            for name in names.iter().map(String::as_str).chain([field.word()]) {
                self.draft.typed.set(name, [""; 0]);
            }
        }
        for page in [Page::Stage, Page::Dates] {
            self.draft.visited.remove(&page);
            self.draft.finished.remove(&page);
        }
        let first = self.first();
        self.go(first)
    }
}
