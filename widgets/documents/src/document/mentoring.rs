//! A mentoring agreement, and a note that asks for a mentor, as documents.

use supportt_basics::date;
use supportt_basics::keyword::Keyword;
use supportt_rules::mentoring::{self, MentoringRequest};
use supportt_rules::policy::{AgreementTopic, Paper};
use supportt_rules::working_days::BankHolidays;

use super::parts::{
    Document, Parts, Section, Setting, Sources, TimelineItem, day_or_not, labelled, quotation, row, terms,
    typed,
};
use crate::words::{DocumentWords, fill};

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
    let mut sources = Sources::default();
    let remarks = remarks(setting, request, &mut sources);
    let sections = [remarks, between, meetings].into_iter().chain(topics).collect();
    let timeline = timeline(setting, request, &mut sources);
    let quoted = setting.region.quoted_in(Paper::MentoringAgreement, &[]);
    let afterwards =
        vec![terms(setting, quoted, &mut sources), recipients(words, words.recipients_agreement.clone())];
    setting.document(Parts {
        sections,
        timeline_note: words.meetings_note.clone(),
        timeline,
        afterwards,
        sources,
        ..Parts::default()
    })
}

/// Writes a note that asks for a mentor as a document.
#[must_use]
pub fn mentor_request(setting: Setting<'_>, request: &MentoringRequest) -> Document {
    let words = setting.words;
    let about = labelled(
        &words.about,
        [
            (&words.name, request.name.as_str()),
            (&words.programme, &request.programme),
            (&words.place, &request.place),
            (&words.return_date, &day_or_not(request.return_date, words)),
        ],
    );
    let team = setting.region.region().terms().team.as_str();
    let mut sources = Sources::default();
    let sections =
        vec![remarks(setting, request, &mut sources), about, typed(&words.wishes, &request.wishes)];
    let timeline = timeline(setting, request, &mut sources);
    let quoted = setting.region.quoted_in(Paper::MentorRequest, &[]);
    let afterwards = vec![
        terms(setting, quoted, &mut sources),
        recipients(words, fill(&words.recipients_request, &[("team", team)])),
    ];
    setting.document(Parts {
        sections,
        timeline_note: words.timeline_note.clone(),
        timeline,
        afterwards,
        sources,
        ..Parts::default()
    })
}

/// Who gets the document.
fn recipients(words: &DocumentWords, sentence: String) -> Section {
    Section { heading: words.recipients.clone(), paragraphs: vec![sentence], ..Section::default() }
}

/// What to know first: that the time for mentoring is over, and what the source says to do then.
fn remarks(setting: Setting<'_>, request: &MentoringRequest, sources: &mut Sources) -> Section {
    let Setting { region, today, words, .. } = setting;
    let last = mentoring::last_day(region, request.return_date).filter(|last| *last < today);
    let Some(last) = last else { return Section::default() };
    let afterwards = region.mentoring().and_then(|mentoring| mentoring.body.afterwards.as_ref());
    let afterwards = afterwards.and_then(|id| region.rule(id.as_str()));
    let terms = region.region().terms();
    let values = [("place", terms.place.as_str()), ("date", &date::long(last)), ("team", &terms.team)];
    Section {
        heading: words.remarks.clone(),
        paragraphs: vec![fill(&words.mentoring_is_over, &values)],
        items: afterwards.map(|rule| quotation(setting, rule, sources)).into_iter().collect(),
        ..Section::default()
    }
}

fn timeline(setting: Setting<'_>, request: &MentoringRequest, sources: &mut Sources) -> Vec<TimelineItem> {
    // Nothing here is counted in working days.
    let holidays = BankHolidays::default();
    let milestones = mentoring::milestones(setting.region, request, setting.today);
    setting.timeline(&holidays, &milestones, sources)
}
