//! The situations that a policy can distinguish, so that every one can be tried.
//!
//! Most questions have a few answers. Dates have endlessly many, but a decision sees of them only
//! on which side of some boundaries the spans between them lie. Which boundaries those are, the
//! decisions themselves tell: each is run while a recorder listens, on the dates at the boundaries
//! known so far, until nothing new is asked. The dates tried are then a day before, on and after
//! every boundary, in every order in which boundaries of different spans can lie.

use std::cell::{LazyCell, RefCell};
use std::collections::BTreeSet;
use std::sync::OnceLock;

use crate::answers::{Answer, Answers, Question, UNKNOWN};
use crate::eligibility::{self, Caution, Outcome};
use crate::fixed_words::AbsenceReason;
use crate::policy::{InForce, Policy};
use crate::probe::{Boundary, Dates, Span};
use supportt_basics::date::{self, Date};
use supportt_basics::keyword::Keyword;

/// The situations that at least one of some policies can distinguish on a day, all of which
/// complete the same answers.
///
/// With two policies, what differs between them can be found: each situation is complete under
/// both.
#[derive(Clone, Debug)]
pub struct Situations<'a> {
    policies: Vec<&'a Policy>,
    day: Date,
    start: Answers,
    /// Searched for when first asked for: while much is open, that takes long, and not all need it.
    boundaries: OnceLock<BTreeSet<Boundary>>,
    /// First days away at these boundaries.
    leave_starts: OnceLock<BTreeSet<Date>>,
}

impl<'a> Situations<'a> {
    /// The situations that complete these answers under any of the policies, of which there must
    /// be one at least.
    #[must_use]
    pub fn new(policies: Vec<&'a Policy>, day: Date, start: &Answers) -> Self {
        let start = start.clone();
        Self { policies, day, start, boundaries: OnceLock::new(), leave_starts: OnceLock::new() }
    }

    /// As [`Self::new`], with dates at these boundaries.
    fn at(boundaries: BTreeSet<Boundary>, policies: Vec<&'a Policy>, day: Date, start: &Answers) -> Self {
        Self { boundaries: boundaries.into(), ..Self::new(policies, day, start) }
    }

    /// The boundaries that decisions about these situations ask for.
    fn boundaries(&self) -> &BTreeSet<Boundary> {
        self.boundaries.get_or_init(|| {
            let without_dates = without_dates(&self.start);
            let asked = RefCell::new(BTreeSet::new());
            loop {
                let known = asked.borrow().clone();
                let situations = Self::at(known.clone(), self.policies.clone(), self.day, &self.start);
                situations.each_after(Question::ALL, &without_dates, &mut |answers| {
                    for policy in &self.policies {
                        eligibility::decide_and_record(policy, answers, self.day, &asked);
                    }
                });
                if asked.borrow().len() == known.len() {
                    return known;
                }
            }
        })
    }

    /// Visits every way to complete the answers, in the order of the questions.
    pub fn each(&self, visit: &mut impl FnMut(&Answers)) {
        self.each_from(&self.start, visit);
    }

    /// As [`Self::each`], with some more of the answers given.
    pub fn each_from(&self, answers: &Answers, visit: &mut impl FnMut(&Answers)) {
        self.each_after(Question::ALL, answers, visit);
    }

    /// Visits every way to answer these questions, as far as they are open. Whether a question
    /// applies depends on those before it alone, so none needs a second look.
    fn each_after(&self, questions: &[Question], answers: &Answers, visit: &mut impl FnMut(&Answers)) {
        let regions = self.regions(answers);
        let applies = |question: Question| match question {
            Question::Region => true,
            _ => regions.iter().any(|region| question.applies(Some(*region), answers)),
        };
        let is_open = |question: &Question| !question.is_answered(answers) && applies(*question);
        let Some(next) = questions.iter().position(is_open) else { return visit(answers) };
        for choice in self.choices(questions[next], answers) {
            self.each_after(&questions[next + 1..], &answers.with(questions[next], &choice), visit);
        }
    }

    /// The first question that applies under any of the policies and has no answer yet.
    #[must_use]
    pub fn open_question(&self, answers: &Answers) -> Option<Question> {
        self.policies
            .iter()
            .flat_map(|policy| answers.path(policy, self.day))
            .filter(|question| !question.is_answered(answers))
            .min()
    }

    /// Answers to a question that between them represent all there are, as they are written.
    #[must_use]
    pub fn choices(&self, question: Question, answers: &Answers) -> Vec<String> {
        let known: Vec<String> = match question {
            Question::Region => region_ids(&self.policies),
            Question::LeaveStart => in_words(self.leave_starts()),
            Question::ReturnDate => in_words(&self.return_dates(answers.known_leave_start())),
            _ => question.words().into_iter().map(str::to_owned).collect(),
        };
        known.into_iter().chain([UNKNOWN.to_owned()]).collect()
    }

    fn boundaries_of(&self, span: Span) -> impl Iterator<Item = Boundary> {
        self.boundaries().iter().copied().filter(move |boundary| boundary.span == span)
    }

    /// The days from which a span up to the day of asking is shorter than a boundary, or as short.
    fn starts(&self, span: Span) -> BTreeSet<Date> {
        self.boundaries_of(span).flat_map(|boundary| starts_at(boundary, self.day)).collect()
    }

    fn leave_starts(&self) -> &BTreeSet<Date> {
        self.leave_starts.get_or_init(|| self.days_at_boundaries())
    }

    /// First days away. Which first days back fall between which boundaries changes where a length
    /// of absence that is counted from here meets a length of time that is counted back from the
    /// day of asking.
    fn days_at_boundaries(&self) -> BTreeSet<Date> {
        let mut edges = self.starts(Span::SinceLeave);
        for back in self.starts(Span::SinceReturn) {
            let lengths = self.boundaries_of(Span::Absence).chain([Boundary::zero(Span::Absence)]);
            edges.extend(lengths.flat_map(|boundary| starts_at(boundary, back)));
        }
        if edges.is_empty() {
            edges.insert(self.day);
        }
        let near = |days: u64| edges.iter().flat_map(move |edge| around(*edge, days));
        let mut days: BTreeSet<Date> = near(1).collect();
        // Where two boundaries part, there is room for a first day back between them only some days on: two, and up to
        // three more where the end of a month makes several days alike. Such a day is tried where it brings something new.
        let mut seen: BTreeSet<[Option<Length>; 3]> =
            days.iter().flat_map(|day| self.lengths_from(*day)).collect();
        for day in near(5).collect::<BTreeSet<Date>>() {
            let lengths: Vec<_> = self.lengths_from(day).collect();
            if lengths.iter().any(|lengths| !seen.contains(lengths)) {
                seen.extend(lengths);
                days.insert(day);
            }
        }
        days
    }

    /// Between which boundaries every span can lie that begins with a first day away.
    fn lengths_from(&self, leave_start: Date) -> impl Iterator<Item = [Option<Length>; 3]> {
        self.return_dates(Some(leave_start)).into_iter().map(move |back| {
            let dates = Dates { leave_start: Some(leave_start), return_date: Some(back), day: self.day };
            [Span::Absence, Span::SinceLeave, Span::SinceReturn].map(|span| self.length_in(span, dates))
        })
    }

    /// First days back, after a first day away if that is known.
    fn return_dates(&self, leave_start: Option<Date>) -> BTreeSet<Date> {
        let mut edges = self.starts(Span::SinceReturn);
        edges.extend(self.boundaries_of(Span::UntilReturn).map(|boundary| boundary.from(self.day)));
        if let Some(start) = leave_start {
            edges.extend(self.boundaries_of(Span::Absence).map(|boundary| boundary.from(start)));
            edges.insert(date::days_after(start, 1));
        } else if edges.is_empty() {
            edges.insert(self.day);
        }
        let days = edges.into_iter().flat_map(|edge| around(edge, 1));
        days.filter(|day| leave_start.is_none_or(|start| *day > start)).collect()
    }

    /// Every other answer to a question, as far as the policies can distinguish it from the one given.
    fn other_answers(&self, question: Question, answers: &Answers) -> Vec<Answers> {
        let Some(given) = answers.written(question) else { return Vec::new() };
        let absence = |answers: &Answers| self.length(Span::Absence, answers);
        // How long the absence is, the first day back can change as well, which says it once.
        let by_return: Vec<Option<Length>> = match question {
            Question::LeaveStart => {
                let others = self.other_answers(Question::ReturnDate, answers).into_iter();
                others
                    .filter(|changed| !self.is_new_slip(changed, answers))
                    .map(|changed| absence(&changed))
                    .collect()
            }
            _ => Vec::new(),
        };
        let differs =
            |changed: &Answers, span: Span| self.length(span, changed) != self.length(span, answers);
        let is_another = |changed: &Answers| match question {
            Question::ReturnDate => Span::ALL.iter().any(|span| differs(changed, *span)),
            Question::LeaveStart if changed.known_leave_start().is_some() => {
                if differs(changed, Span::Absence) {
                    !by_return.contains(&absence(changed))
                } else {
                    differs(changed, Span::SinceLeave)
                }
            }
            _ => true,
        };
        self.choices(question, answers)
            .into_iter()
            .filter(|choice| *choice != given && !is_untold(question, choice))
            .map(|choice| answers.with(question, &choice))
            .filter(|changed| changed.dates_are_in_order() && is_another(changed))
            .collect()
    }

    /// Whether the days in some answers contradict where somebody says to be.
    fn is_slip(&self, answers: &Answers) -> bool {
        let found = eligibility::decide(self.policies[0], answers, self.day);
        found.cautions.iter().any(|caution| matches!(caution, Caution::StageAndDates))
    }

    /// Whether some answers contradict where somebody says to be, and those they were changed from did not.
    fn is_new_slip(&self, changed: &Answers, answers: &Answers) -> bool {
        self.is_slip(changed) && !self.is_slip(answers)
    }

    /// What some answers that differ in one known date have in common: how long they make the
    /// absence, if no other answers do, or else the days.
    #[must_use]
    pub fn days(&self, question: Question, answers: &[Answers]) -> Days {
        let Some(one) = answers.first() else { return Days::Lengths(Vec::new()) };
        let choices = self.choices(question, one).into_iter().filter(|choice| choice != UNKNOWN);
        let whole: Vec<Answers> = choices.map(|choice| one.with(question, &choice)).collect();
        let is_possible = |other: &&Answers| answers.contains(other) || !self.is_slip(other);
        let all: Vec<Answers> = whole.iter().filter(is_possible).cloned().collect();
        let length = |answers: &Answers| self.length(Span::Absence, answers);
        let (these, others): (Vec<&Answers>, Vec<&Answers>) =
            all.iter().partition(|other| answers.contains(other));
        let lengths: Option<Vec<Length>> = these.iter().map(|answers| length(answers)).collect();
        if let Some(lengths) = lengths
            && !others.iter().any(|other| length(other).is_some_and(|length| lengths.contains(&length)))
        {
            return Days::Lengths(joined(lengths));
        }
        let mut ranges = Vec::new();
        let day = |answers: &Answers| answers.written(question).as_deref().and_then(date::read);
        for run in all.chunk_by(|one, next| answers.contains(one) == answers.contains(next)) {
            if answers.contains(&run[0]) {
                let first = run.first().filter(|first| whole.first() != Some(*first)).and_then(day);
                let last = run.last().filter(|last| whole.last() != Some(*last)).and_then(day);
                ranges.push((first, last));
            }
        }
        Days::Ranges(ranges)
    }

    /// The outcomes that some answers can lead to, under the first policy.
    fn outcomes(&self, answers: &Answers) -> BTreeSet<Outcome> {
        let mut outcomes = BTreeSet::new();
        let mut add = |complete: &Answers| {
            outcomes.insert(eligibility::decide(self.policies[0], complete, self.day).outcome);
        };
        match self.open_question(answers) {
            None => add(answers),
            // While nothing but the region is known, no day leads to an outcome that other answers
            // do not lead to as well, and trying them all would keep the visitor waiting.
            Some(Question::Stage) => {
                Self::at(BTreeSet::new(), self.policies.clone(), self.day, answers).each(&mut add);
            }
            // Other answers can have other boundaries.
            Some(_) => Self::new(self.policies.clone(), self.day, answers).each(&mut add),
        }
        outcomes
    }

    /// Between which boundaries the length of a span lies; `None` while one of its days is not known.
    #[must_use]
    pub fn length(&self, span: Span, answers: &Answers) -> Option<Length> {
        self.length_in(span, answers.dates(self.day))
    }

    fn length_in(&self, span: Span, dates: Dates) -> Option<Length> {
        let (start, end) = dates.ends(span)?;
        let mut length = Length { from: None, to: None };
        for boundary in self.boundaries_of(span) {
            let day = boundary.from(start);
            let bound = Bound { months: boundary.months, days: boundary.days, included: end == day };
            if end >= day {
                length.from = Some(bound);
            }
            if end <= day {
                length.to = Some(bound);
                break;
            }
        }
        Some(length)
    }

    /// The chosen region under each policy that has it.
    fn regions(&self, answers: &Answers) -> Vec<InForce<'a>> {
        self.policies.iter().filter_map(|policy| answers.region_in_force(policy, self.day)).collect()
    }
}

/// Visits every complete set of answers under a policy on a day, region by region.
pub fn each(policy: &Policy, day: Date, visit: &mut impl FnMut(&Answers)) {
    for region in region_ids(&[policy]).into_iter().chain([UNKNOWN.to_owned()]) {
        let start = Answers::default().with(Question::Region, &region);
        Situations::new(vec![policy], day, &start).each(visit);
    }
}

/// The most questions on any way to complete some answers.
#[must_use]
pub fn most_questions(policy: &Policy, answers: &Answers, day: Date) -> usize {
    let path = answers.path(policy, day);
    let Some(open) = path.last().copied().filter(|question| !question.is_answered(answers)) else {
        return path.len();
    };
    // What is asked after a date depends on whether it is known, and not on the day.
    let choices = match open {
        Question::Region => region_ids(&[policy]),
        Question::LeaveStart | Question::ReturnDate => vec![day.to_string()],
        _ => open.words().into_iter().map(str::to_owned).collect(),
    };
    let choices = choices.into_iter().chain([UNKNOWN.to_owned()]);
    choices
        .map(|choice| most_questions(policy, &answers.with(open, &choice), day))
        .max()
        .unwrap_or(path.len())
}

fn region_ids(policies: &[&Policy]) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for region in policies.iter().flat_map(|policy| policy.regions()) {
        if !ids.iter().any(|id| id == region.id().as_str()) {
            ids.push(region.id().to_string());
        }
    }
    ids
}

fn in_words(days: &BTreeSet<Date>) -> Vec<String> {
    days.iter().map(ToString::to_string).collect()
}

/// The answers without dates, and without what is asked because a date is not known.
fn without_dates(answers: &Answers) -> Answers {
    let mut answers = answers.clone();
    for question in [Question::LeaveStart, Question::ReturnDate, Question::LongEnough] {
        answers.forget(question);
    }
    answers
}

/// The first day from which a span that ends on `end` is not longer than a boundary, and the last
/// one from which it is not shorter. They are the same unless the end of a month makes several days
/// alike; the first lies behind the last where it leaves none.
fn starts_at(boundary: Boundary, end: Date) -> [Date; 2] {
    let guess = end.checked_sub_months(chrono::Months::new(boundary.months)).unwrap_or(Date::MIN);
    let days = boundary.days.unsigned_abs();
    let guess =
        if boundary.days < 0 { date::days_after(guess, days) } else { date::days_before(guess, days) };
    // Months differ by three days at the most.
    let near = date::days_before(guess, 4).iter_days().take(9);
    let first = near.clone().find(|day| boundary.from(*day) >= end).unwrap_or(guess);
    let last = near.take_while(|day| boundary.from(*day) <= end).last().unwrap_or(guess);
    [first, last]
}

/// A day, with as many on each side of it.
fn around(day: Date, days: u64) -> impl Iterator<Item = Date> {
    let length = usize::try_from(2 * days + 1).expect("a few days");
    date::days_before(day, days).iter_days().take(length)
}

/// Whether a choice keeps a reason to oneself. That changes what can be told, not what applies.
fn is_untold(question: Question, choice: &str) -> bool {
    question == Question::Reason && (choice == UNKNOWN || choice == AbsenceReason::PreferNotToSay.word())
}

/// A stretch of lengths of a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Length {
    /// The shortest; any, where there is none.
    pub from: Option<Bound>,
    /// The longest; any, where there is none.
    pub to: Option<Bound>,
}

/// An end of a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bound {
    /// Calendar months.
    pub months: u32,
    /// Days added to them, or taken off.
    pub days: i64,
    /// Whether exactly this length belongs to the stretch.
    pub included: bool,
}

impl Length {
    /// Whether a longer stretch begins where this one ends, or is the same.
    #[must_use]
    pub fn meets(self, longer: Self) -> bool {
        let touches = |(to, from): (Bound, Bound)| {
            (to.months, to.days) == (from.months, from.days) && to.included != from.included
        };
        self == longer || self.to.zip(longer.from).is_some_and(touches)
    }

    /// The stretch of this and the longer one that it [meets](Self::meets).
    #[must_use]
    pub fn and(self, longer: Self) -> Self {
        Self { from: self.from, to: longer.to }
    }

    /// Orders stretches that do not overlap, the shortest first.
    #[must_use]
    pub fn rank(self) -> impl Ord {
        (self.from.map(|from| (from.months, from.days, !from.included)), self.to.is_none())
    }
}

/// Stretches in their order, those that meet as one.
#[must_use]
pub fn joined(mut lengths: Vec<Length>) -> Vec<Length> {
    lengths.sort_by_key(|length| length.rank());
    lengths.dedup();
    let mut joined: Vec<Length> = Vec::new();
    for length in lengths {
        match joined.last_mut() {
            Some(shorter) if shorter.meets(length) => *shorter = shorter.and(length),
            _ => joined.push(length),
        }
    }
    joined
}

/// Days in words that fit them best.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Days {
    /// All days that make the absence so long.
    Lengths(Vec<Length>),
    /// The days between two days, both included; all before or after, where one is missing.
    Ranges(Vec<(Option<Date>, Option<Date>)>),
}

/// Other answers to one question, all else staying as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// The question that is answered otherwise.
    pub question: Question,
    /// All answers, each time with another answer to that question. They lead to the same.
    pub answers: Vec<Answers>,
    /// The outcomes they lead to: one, or several where more questions would decide.
    pub outcomes: BTreeSet<Outcome>,
}

/// What would change the outcome: every answer that alone leads to another one, in the order of
/// the questions. Other regions are for [`elsewhere`].
#[must_use]
pub fn alternatives(policy: &Policy, answers: &Answers, day: Date) -> Vec<Alternative> {
    let situations = Situations::new(vec![policy], day, answers);
    let unchanged = LazyCell::new(|| situations.outcomes(answers));
    let by_length: Vec<BTreeSet<Outcome>> = situations
        .other_answers(Question::LongEnough, answers)
        .iter()
        .map(|changed| situations.outcomes(changed))
        .collect();
    let given = answers.path(policy, day).into_iter();
    let mut alternatives: Vec<Alternative> = Vec::new();
    for question in given.filter(|question| *question != Question::Region) {
        let first = alternatives.len();
        for changed in situations.other_answers(question, answers) {
            // Another date that contradicts where somebody is now is no way out.
            let is_date = matches!(question, Question::LeaveStart | Question::ReturnDate);
            if is_date && situations.is_new_slip(&changed, answers) {
                continue;
            }
            let outcomes = situations.outcomes(&changed);
            // What follows from the length alone, the question about that says once.
            if outcomes == *unchanged || is_date && by_length.contains(&outcomes) {
                continue;
            }
            match alternatives[first..].iter_mut().find(|other| other.outcomes == outcomes) {
                Some(other) => other.answers.push(changed),
                None => alternatives.push(Alternative { question, answers: vec![changed], outcomes }),
            }
        }
    }
    alternatives
}

/// The same answers in every other region, whether or not they lead to another outcome there.
#[must_use]
pub fn elsewhere(policy: &Policy, answers: &Answers, day: Date) -> Vec<Alternative> {
    let situations = Situations::new(vec![policy], day, answers);
    let question = Question::Region;
    situations
        .other_answers(question, answers)
        .into_iter()
        .filter(|changed| changed.region != Some(Answer::Unknown))
        .map(|changed| Alternative {
            question,
            outcomes: situations.outcomes(&changed),
            answers: vec![changed],
        })
        .collect()
}
