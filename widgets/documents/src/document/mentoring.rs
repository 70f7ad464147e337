//! A mentoring agreement, and a note that asks for a mentor, as documents.

use supportt_rules::date;
use supportt_rules::keyword::Keyword;
use supportt_rules::mentoring::{self, MentoringRequest};
use supportt_rules::policy::{AgreementTopic, Paper};
use supportt_rules::working_days::BankHolidays;

use super::{
    Document, Item, Section, Setting, TimelineItem, about, citation, day_or_not, labelled, row, typed,
};
use crate::words::fill;

/// Writes a mentoring agreement as a document.
#[must_use]
pub fn agreement(setting: Setting<'_>, request: &MentoringRequest) -> Document {
    let words = setting.words;
    let between = labelled(
        &words.between,
        [(&words.trainee, request.name.as_str()), (&words.mentor, request.mentor.as_str())],
    );
    let interval = request.interval.map(|interval| row(&words.interval, &words.intervals[&interval]));
    let first = request.first_meeting.map(|day| row(&words.first_meeting, &date::long(day)));
    let meetings = Section {
        heading: words.meetings.clone(),
        rows: first.into_iter().chain(interval).collect(),
        ..Section::default()
    };
    let topics = AgreementTopic::ALL.iter().map(|topic| {
        let questions = setting.region.agreement().filter(|question| question.body.topic == *topic);
        let answered = questions.filter_map(|question| {
            let answer = request.answers.get(&question.id)?.trim();
            (!answer.is_empty()).then(|| row(&question.name, answer))
        });
        Section { heading: words.topics[topic].clone(), rows: answered.collect(), ..Section::default() }
    });
    let sections =
        [between, meetings].into_iter().chain(topics).chain([terms(setting, Paper::MentoringAgreement)]);
    setting.document(
        sections.collect(),
        &words.meetings_note,
        timeline(setting, request),
        vec![words.recipients_agreement.clone()],
    )
}

/// Writes a note that asks for a mentor as a document.
#[must_use]
pub fn mentor_request(setting: Setting<'_>, request: &MentoringRequest) -> Document {
    let words = setting.words;
    let about = about(words, &request.name, &request.programme, &request.place);
    let dates = Section {
        heading: words.dates.clone(),
        rows: vec![row(&words.return_date, &day_or_not(request.return_date, words))],
        ..Section::default()
    };
    let team = setting.region.region().terms().team.as_str();
    setting.document(
        vec![about, dates, typed(&words.wishes, &request.wishes), terms(setting, Paper::MentorRequest)],
        &words.timeline_note,
        timeline(setting, request),
        vec![fill(&words.recipients_request, &[("team", team)])],
    )
}

/// What the region's source says, whatever the two agree on.
pub(super) fn terms(setting: Setting<'_>, paper: Paper) -> Section {
    let Setting { region, vocabulary, words, .. } = setting;
    let items = region.quoted_in(paper).map(|rule| Item {
        text: rule.name.clone(),
        detail: Some(format!("{} {}", region.sentence(rule, vocabulary), citation(region, rule, words))),
    });
    Section { heading: words.terms.clone(), items: items.collect(), ..Section::default() }
}

fn timeline(setting: Setting<'_>, request: &MentoringRequest) -> Vec<TimelineItem> {
    // Nothing here is counted in working days.
    let holidays = BankHolidays::default();
    let milestones = mentoring::milestones(setting.region, request, setting.today);
    setting.timeline(&holidays, &milestones)
}
