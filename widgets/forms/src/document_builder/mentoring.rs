//! What a mentoring agreement and a request for a mentor ask.

use supportt_basics::keyword::Keyword;
use supportt_rules::mentoring::MeetingInterval;
use supportt_rules::policy::{AgreementTopic, Limit};

use super::names::{FieldName, Page};
use super::question::{Kind, Offer, Question};
use super::state::DocumentBuilder;
use crate::words::fill;

impl DocumentBuilder {
    /// The questions of a page that only these two have.
    pub(super) fn mentoring_questions(&self, page: Page) -> Vec<Question> {
        match page {
            Page::Return => {
                vec![self.question(FieldName::ReturnDate, Kind::Date { is_required: false })]
            }
            Page::Wishes => vec![self.question(FieldName::Wishes, Kind::Text(4))],
            Page::Partners => vec![
                self.question(FieldName::Name, Kind::Text(1)),
                self.question(FieldName::Mentor, Kind::Text(1)),
            ],
            Page::MeetingDates => self.meeting_dates(),
            _ => self.agreement(page.topic()),
        }
    }

    fn meeting_dates(&self) -> Vec<Question> {
        let words = &self.payload.words.document.intervals;
        let intervals = MeetingInterval::ALL.iter();
        let intervals = intervals.map(|interval| Offer::new(interval.word(), &words[interval], None));
        let mut questions = vec![
            self.question(FieldName::FirstMeeting, Kind::Date { is_required: false }),
            self.question(FieldName::Interval, Kind::One(intervals.collect(), None)),
        ];
        let mentoring = self.region().and_then(|region| Some((region, region.mentoring()?)));
        if let Some((region, entry)) = mentoring
            && let Some(Limit::Period(_)) = region.limit(&entry.body)
        {
            // The end is counted from it.
            let hint = Some(self.says((region, entry)));
            let kind = Kind::Date { is_required: false };
            questions.insert(0, Question { hint, ..self.question(FieldName::ReturnDate, kind) });
        }
        questions
    }

    /// The questions of a mentoring agreement about one topic.
    fn agreement(&self, topic: Option<AgreementTopic>) -> Vec<Question> {
        let vocabulary = self.payload.policy.vocabulary();
        let mut questions = Vec::new();
        if let Some(region) = self.region() {
            for entry in region.agreement().filter(|entry| Some(entry.body.topic) == topic) {
                let question = self.question(FieldName::Answer, Kind::Text(3));
                questions.push(Question {
                    name: FieldName::Answer.about(entry),
                    label: fill(&question.label, &[("name", &entry.name)]),
                    hint: Some(region.sentence(entry, vocabulary)),
                    ..question
                });
            }
        }
        questions
    }
}
