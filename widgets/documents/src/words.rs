//! The words of documents. They come from the content folder, never from code.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use supportt_basics::keyword::Keyword;
use supportt_rules::mentoring::MeetingInterval;
use supportt_rules::policy::{AgreementTopic, StepStage};
use supportt_rules::return_plan::{Agreed, CourseApproval, Status};

/// The words of all documents. Names in braces, such as `{region}`, are filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct DocumentWords {
    /// Stands for the address of the page that made it where that has none.
    pub this_page: String,
    /// Line under the title: `{region}` and `{today}`.
    pub subtitle: String,
    /// The same of a later version: `{number}` too.
    pub subtitle_version: String,
    /// Heading of the part about the person.
    pub about: String,
    /// Label of the name.
    pub name: String,
    /// Label of specialty and grade.
    pub programme: String,
    /// Label of the place of return.
    pub place: String,
    /// Label of the first day away.
    pub leave_start: String,
    /// Label of the first day back.
    pub return_date: String,
    /// Label of the day on which the account with the mentoring system was created.
    pub account_created: String,
    /// Stands for a date that is not known.
    pub not_known: String,
    /// Heading of the people who take part.
    pub people: String,
    /// Label of the educational supervisor.
    pub supervisor: String,
    /// Label of the training programme director.
    pub director: String,
    /// Heading of what the person would like.
    pub support: String,
    /// Heading of learning needs.
    pub learning_needs: String,
    /// Heading of targets.
    pub targets: String,
    /// Heading of what is kept up while away.
    pub keeping_up: String,
    /// Heading of where and how somebody is supervised.
    pub supervision: String,
    /// Label of whether somebody would like to be supervised.
    pub supervised: String,
    /// Label of how long.
    pub supervision_length: String,
    /// Heading of courses.
    pub courses: String,
    /// Said of a course whose days are not announced.
    pub not_announced: String,
    /// Name of booking a course in the timeline: `{name}`.
    pub book_course: String,
    /// Label of a course run by others.
    pub external_course: String,
    /// Label of its first day.
    pub course_date: String,
    /// Label of its approval.
    pub approval: String,
    /// How far the approval is.
    pub course_approval: BTreeMap<CourseApproval, String>,
    /// Heading of arrangements.
    pub arrangements: String,
    /// Label of training less than full time.
    pub less_than_full_time: String,
    /// Says how much of full time: `{percent}`.
    pub percent: String,
    /// Label of a return in phases.
    pub phased_return: String,
    /// Label of advice from occupational health.
    pub occupational_health: String,
    /// "Yes".
    pub yes: String,
    /// "No".
    pub no: String,
    /// Heading of the review.
    pub review: String,
    /// Label of the day of the next review.
    pub next_review: String,
    /// How much of something is wanted: `{name}` and `{amount}`.
    pub with_amount: String,
    /// A number of working days: `{days}`.
    pub working_days: String,
    /// Days from a first one on: `{amount}` and `{date}`.
    pub from_day: String,
    /// Name of the last day of supervision in the timeline.
    pub supervision_ends: String,
    /// Said of it when the return is phased, so that its day cannot be counted.
    pub supervision_phased: String,
    /// Name of the approval of a course in the timeline: `{name}`.
    pub ask_approval: String,
    /// Heading of what the educational supervisor says of a plan.
    pub agreement: String,
    /// Whether the supervisor agrees.
    pub agreed: BTreeMap<Agreed, String>,
    /// The same with its day: `{answer}` and `{date}`.
    pub agreed_on: String,
    /// Label of what changed when the plan was talked about.
    pub agreed_changes: String,
    /// Label of the supervisor's comments.
    pub comments: String,
    /// Label of the next meeting, and its name in the timeline.
    pub next_meeting: String,
    /// Who signs a plan.
    pub signing: SigningWords,
    /// Stands in for a signature.
    pub agreed_by_email: String,
    /// How the end of supervision was counted: `{days}`.
    pub supervision_counted: String,
    /// Said when it cannot be: `{days}`.
    pub supervision_not_counted: String,
    /// How the last day to begin days before the return was counted: `{days}`.
    pub days_counted: String,
    /// Said when it cannot be: `{days}`.
    pub days_not_counted: String,
    /// How part of full time was counted: `{percent}`.
    pub counted_pro_rata: String,
    /// Where the bank holidays come from: `{source}` and `{checked}`.
    pub holidays_known: String,
    /// Said when bank holidays are not known.
    pub holidays_not_known: String,
    /// Heading of the two people of an agreement.
    pub between: String,
    /// Label of the one who is supported.
    pub trainee: String,
    /// Label of the mentor.
    pub mentor: String,
    /// Heading of when they meet.
    pub meetings: String,
    /// Label of the first meeting.
    pub first_meeting: String,
    /// Label of how often they meet.
    pub interval: String,
    /// How often they meet.
    pub intervals: BTreeMap<MeetingInterval, String>,
    /// Name of a meeting in the timeline: `{number}`.
    pub meeting: String,
    /// Says where the days of an agreement come from: `{place}`.
    pub meetings_note: String,
    /// Headings of what they agree on.
    pub topics: BTreeMap<AgreementTopic, String>,
    /// Heading of what the region's source says of it.
    pub terms: String,
    /// Heading of what somebody wishes for in a mentor.
    pub wishes: String,
    /// Heading of what to know about a plan as a whole.
    pub remarks: String,
    /// Said there when no meeting before the return is in the plan.
    pub no_meeting: String,
    /// Said there when the region offers support and none is chosen.
    pub no_support: String,
    /// What somebody does not know yet: `{names}`.
    pub undecided: String,
    /// Stage or dates that the region's source does not cover: `{place}` and `{team}`.
    pub not_covered: String,
    /// What is open nonetheless: `{place}` and `{team}`.
    pub open_to_everyone: String,
    /// An absence for which only part of the programme is open: `{place}` and `{team}`.
    pub partly_covered: String,
    /// Support whose time is over: `{place}` and `{team}`.
    pub time_is_over: String,
    /// Something that the region's sources contradict each other about: `{name}` and `{team}`.
    pub conflict: String,
    /// Dates that do not fit the stage.
    pub stage_and_dates: String,
    /// An absence near the shortest one: `{threshold}`, `{boundary}` and `{team}`.
    pub near_threshold: String,
    /// Whom a step is done with: `{people}`.
    pub step_with: String,
    /// The form of a step: `{form}`.
    pub step_form: String,
    /// The same where it may not be the one to use: `{form}`.
    pub step_form_in_doubt: String,
    /// Said where the source says two things about whom a step is for: `{team}`.
    pub step_in_doubt: String,
    /// Name of the last day of something: `{name}`.
    pub last_day_of: String,
    /// Name of the last day on which something can begin: `{name}`.
    pub last_day_to_start: String,
    /// Name of the first day of something: `{name}`.
    pub starts: String,
    /// Heading of how to reach the region's team.
    pub contact: String,
    /// Label of the team's address.
    pub email: String,
    /// Heading of other questions.
    pub questions: String,
    /// Heading of the days worked out.
    pub timeline: String,
    /// Name of the first day away in the timeline.
    pub leave_starts: String,
    /// The same when it lies behind.
    pub leave_started: String,
    /// Name of the first day back in the timeline.
    pub returns: String,
    /// Says that the dates come from a region's policy: `{place}`, its name within a sentence.
    pub timeline_note: String,
    /// Heading of the sources.
    pub sources: String,
    /// Says where a rule stands: `{source}`, `{section}` and `{checked}`.
    pub citation: String,
    /// The same where the source has no heading there.
    pub citation_whole: String,
    /// How a day is put.
    pub due: DueWords,
    /// The names of the stages of a process.
    pub stages: BTreeMap<StepStage, String>,
    /// How a stage without a day is put in a document.
    pub during: BTreeMap<StepStage, String>,
    /// How long an absence must be for a step: `{length}`.
    pub step_length: String,
    /// When a step is due: `{timing}`.
    pub step_timing: String,
    /// The time for mentoring is over: `{place}`, `{date}` and `{team}`.
    pub mentoring_is_over: String,
    /// The status of a milestone: `{team}`.
    pub status: BTreeMap<Status, String>,
    /// Heading of who gets a copy.
    pub recipients: String,
    /// Who gets an agreement.
    pub recipients_agreement: String,
    /// Who gets a note that asks for a mentor: `{team}`.
    pub recipients_request: String,
    /// Who gets a form first: `{form}` and `{people}`.
    pub recipients_first: String,
    /// Who gets it then: `{people}`.
    pub recipients_then: String,
    /// Said when the region's source does not say who gets what.
    pub recipients_not_stated: String,
    /// The days in a calendar.
    pub calendar: CalendarWords,
}

/// The table of those who sign.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct SigningWords {
    /// The heading.
    pub heading: String,
    /// What it means to sign, and how to answer instead: `{page}`.
    pub note: String,
    /// What it means once somebody has agreed.
    pub agreed: String,
    /// Heading of who somebody is.
    pub role: String,
    /// Heading of the names.
    pub name: String,
    /// Heading of the signatures.
    pub signature: String,
    /// Heading of the days.
    pub date: String,
}

/// The words of one kind of document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct PaperWords {
    /// What it is called within a sentence, without an article.
    pub noun: String,
    /// Its title.
    pub title: String,
    /// Subject of the emails.
    pub subject: String,
    /// The text of an email about it: `{hello}`, `{short}`, `{name}`, and `{page}` with the part `{open}` on which it
    /// can be opened.
    pub letter: String,
    /// The same of what has changed since it was agreed.
    pub changed: Option<String>,
    /// The same once it is agreed.
    pub agreed: Option<String>,
    /// The same from whoever has added their part to somebody else's.
    pub reply: Option<String>,
    /// Name of its files, without an ending.
    pub file_name: String,
    /// Its last line.
    pub disclaimer: String,
    /// Says in its file that it can be opened again: `{page}`.
    pub file_note: String,
}

/// Words of a document in short, in the text of an email.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ShortWords {
    /// How it begins: `{name}`.
    pub hello: String,
    /// The same where no name is known.
    pub hello_anybody: String,
    /// Heading of the dates.
    pub dates: String,
    /// Heading of who is to meet, and of forms to fill in.
    pub meetings: String,
    /// Heading of how somebody would like to come back.
    pub working: String,
    /// Heading of what is asked for.
    pub asked: String,
    /// Heading of what was agreed.
    pub agreed: String,
    /// Heading of the fields that have changed.
    pub changed: String,
    /// Said when not everything fits.
    pub more: String,
}

/// Words of the days in a calendar. The discreet ones are for a calendar that others see: they tell nothing of
/// an absence, only which item of the document to look at: `{number}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct CalendarWords {
    /// Discreet: the first day away or the first day back.
    pub date: String,
    /// Discreet: a step for which people meet.
    pub talk: String,
    /// Discreet: another step.
    pub step: String,
    /// Discreet: something the person would like from the region.
    pub support: String,
    /// The last day for something: `{what}`.
    pub last_day: String,
    /// The first day for something: `{what}`.
    pub first_day: String,
    /// Where to read more.
    pub note: String,
}

/// How a day is put. `{date}` is filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct DueWords {
    /// On a day.
    pub on: String,
    /// At the latest on a day.
    pub by: String,
    /// Before a day.
    pub before: String,
    /// From a day on.
    pub from: String,
    /// After another step: `{step}`.
    pub after_step: String,
    /// Before a course whose day is not known.
    pub before_course: String,
    /// On no particular day.
    pub any_time: String,
}

impl DocumentWords {
    /// The words that are missing, as `section.key`.
    #[must_use]
    pub fn missing(&self) -> Vec<String> {
        absent("document.stages", &self.stages)
            .chain(absent("document.during", &self.during))
            .chain(absent("document.status", &self.status))
            .chain(absent("document.course-approval", &self.course_approval))
            .chain(absent("document.agreed", &self.agreed))
            .chain(absent("document.intervals", &self.intervals))
            .chain(absent("document.topics", &self.topics))
            .collect()
    }
}

/// The keys of a section that have no words, as `section.key`.
pub fn absent<K: Keyword, V>(section: &str, words: &BTreeMap<K, V>) -> impl Iterator<Item = String> {
    K::ALL.iter().filter(|key| !words.contains_key(key)).map(move |key| format!("{section}.{}", key.word()))
}

/// Puts values in place of names in braces: `fill("Hello {name}", &[("name", "Ann")])`.
///
/// Values are put in as they are; braces in a value are not looked at again.
#[must_use]
pub fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some((before, opened)) = rest.split_once('{') {
        filled.push_str(before);
        let named = values.iter().find_map(|(name, value)| {
            let after = opened.strip_prefix(name)?.strip_prefix('}')?;
            Some((*value, after))
        });
        let (value, after) = named.unwrap_or(("{", opened));
        filled.push_str(value);
        rest = after;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn values_are_put_in_once_and_unknown_names_stay() {
        let filled = fill("{a} and {b} and {c} {", &[("a", "{b}"), ("b", "two")]);
        assert_eq!(filled, "{b} and two and {c} {");
    }
}
