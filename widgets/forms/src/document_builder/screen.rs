//! What each screen of the builder shows.

use supportt_basics::keyword::Keyword;
use supportt_documents::document;
use supportt_documents::words::PaperWords;
use supportt_rules::policy::Paper;

use super::names::{FieldName, Page, Part, SAVED_PLAN, TaskState};
use super::question::{Kind, NO, Question, YES};
use super::state::{At, DocumentBuilder, Opened, OpeningQuestion, Waiting};
use crate::date_input::{DateInput, described_by};
use crate::view::{
    AnswerGroup, AnswerRow, CheckAnswersScreen, Choice, DoneScreen, ErrorLink, Field, OpenView, OptionsField,
    QuestionScreen, Screen, StartScreen, TaskGroup, TaskItem, TasksScreen, TermView, TextField,
};
use crate::words::fill;

pub(super) fn screen(builder: &DocumentBuilder) -> Screen {
    if let Some(waiting) = &builder.waiting {
        return Screen::Question(Box::new(opening_screen(builder, waiting)));
    }
    match builder.trail.at() {
        At::Start => Screen::Start(Box::new(start(builder))),
        At::Page(page) => Screen::Question(Box::new(question_screen(builder, page))),
        At::Tasks => Screen::Tasks(Box::new(tasks(builder))),
        At::CheckAnswers => Screen::CheckAnswers(Box::new(check_answers(builder))),
        At::SignOff => builder
            .sign_off()
            .map_or_else(|| Screen::Tasks(Box::new(tasks(builder))), |it| Screen::SignOff(Box::new(it))),
        // A paper needs a region, whose page comes first.
        At::Done => done(builder).map_or_else(
            || Screen::CheckAnswers(Box::new(check_answers(builder))),
            |done| Screen::Done(Box::new(done)),
        ),
    }
}

fn start(builder: &DocumentBuilder) -> StartScreen {
    let words = &builder.payload.words.forms[&builder.paper].start;
    StartScreen { errors: builder.errors(), open: Some(open_view(builder)), ..StartScreen::new(words) }
}

pub(super) fn question_screen(builder: &DocumentBuilder, page: Page) -> QuestionScreen {
    let words = &builder.payload.words.pages[&page];
    let mut fields: Vec<Field> =
        builder.shown_questions(page).into_iter().map(|question| field(builder, question)).collect();
    let is_sign_off = builder.is_sign_off();
    let sign_off = &builder.payload.words.sign_off;
    let (heading, hint) = match page {
        Page::Agreement if is_sign_off => (&sign_off.part, Some(&sign_off.part_hint)),
        _ => (&words.heading, words.hint.as_ref()),
    };
    let hint = hint.map(|hint| builder.about_trainee(&builder.filled(hint)));
    // A page with one choice asks it in its heading.
    let single = match fields.as_mut_slice() {
        [Field::Radios(field) | Field::Checkboxes(field)] => {
            field.legend = None;
            field.hint.clone_from(&hint);
            field.described_by = described_by(&field.id, field.hint.is_some(), field.error.is_some());
            fields.pop()
        }
        _ => None,
    };
    // The questions are the trainee's.
    let voice = (is_sign_off && page != Page::Agreement).then(|| builder.about_trainee(&sign_off.voice));
    QuestionScreen {
        caption: part_title(builder, page.part()),
        heading: builder.filled(heading),
        hint: if single.is_some() { None } else { hint },
        why: None,
        can_go_back: builder.can_go_back(),
        can_clear: builder.can_go_back(),
        errors: builder.errors(),
        single,
        fields,
        after: Vec::new(),
        helplines: None,
        notes: voice.into_iter().collect(),
        brought: builder.brought_view().filter(|_| page == Page::Dates),
        tasks: (builder.is_first_run && builder.is_begun()).then(|| builder.payload.words.tasks.all.clone()),
        submit: builder.payload.journey.submit.clone(),
    }
}

/// The way to open a saved paper.
fn open_view(builder: &DocumentBuilder) -> OpenView {
    let words = &builder.payload.words.open;
    let error = builder.error(SAVED_PLAN);
    OpenView {
        heading: builder.filled(&words.heading),
        id: SAVED_PLAN,
        label: builder.filled(&words.label),
        hint: words.hint.clone(),
        described_by: described_by(SAVED_PLAN, true, error.is_some()),
        error,
        submit: words.submit.clone(),
    }
}

/// Asks something before a saved paper is opened.
fn opening_screen(builder: &DocumentBuilder, Waiting { file, question }: &Waiting) -> QuestionScreen {
    let words = &builder.payload.words.open;
    let (heading, hint, options, notes) = match question {
        OpeningQuestion::Replace => {
            let options = vec![
                choice(YES.to_owned(), words.replace_yes.clone(), None, false),
                choice(NO.to_owned(), words.replace_no.clone(), None, false),
            ];
            (&words.replace, &words.replace_hint, options, builder.differences_to(file))
        }
        OpeningQuestion::Reader => {
            let options = words
                .readers
                .iter()
                .map(|(reader, label)| choice(reader.word().to_owned(), label.clone(), None, false));
            (&words.reader, &words.reader_hint, options.collect(), Vec::new())
        }
    };
    let hint = Some(hint.clone());
    QuestionScreen {
        caption: String::new(),
        heading: heading.clone(),
        hint: None,
        why: None,
        can_go_back: true,
        can_clear: true,
        errors: builder.errors(),
        single: Some(Field::Radios(options_field(builder, question.field(), None, hint, options))),
        fields: Vec::new(),
        notes,
        brought: None,
        tasks: None,
        after: Vec::new(),
        helplines: None,
        submit: builder.payload.journey.submit.clone(),
    }
}

/// The title of a part of a plan, or of what every document begins with.
fn part_title(builder: &DocumentBuilder, part: Option<Part>) -> String {
    let words = &builder.payload.words;
    part.map_or(&words.forms[&builder.paper].tasks, |part| &words.tasks.parts[&part]).clone()
}

fn tasks(builder: &DocumentBuilder) -> TasksScreen {
    let words = &builder.payload.words;
    let faults = builder.faults();
    let asked: Vec<Page> = builder.pages().collect();
    let pages = asked.iter().copied().filter(|page| page.task() == *page);
    let pages: Vec<(Page, TaskState)> =
        pages.map(|page| (page, builder.state(page, &asked, &faults))).collect();
    let mut groups: Vec<(Option<Part>, TaskGroup)> = Vec::new();
    for (page, state) in &pages {
        let item = TaskItem {
            name: words.pages[page].short.clone(),
            value: page.word().to_owned(),
            progress: state.word(),
            progress_label: words.tasks.states[state].clone(),
        };
        match groups.last_mut() {
            Some((part, group)) if *part == page.part() => group.items.push(item),
            _ => {
                let title = part_title(builder, page.part());
                groups.push((page.part(), TaskGroup { title, items: vec![item] }));
            }
        }
    }
    let done = pages.iter().filter(|(_, state)| *state == TaskState::Done).count().to_string();
    let form = &words.forms[&builder.paper];
    let sign_off = &words.sign_off;
    let is_sign_off = builder.is_sign_off();
    let (heading, lead, submit) = if is_sign_off {
        (&sign_off.tasks, &sign_off.tasks_lead, &sign_off.tasks_submit)
    } else {
        (&form.heading, &form.lead, &words.tasks.submit)
    };
    let progress = fill(&words.tasks.progress, &[("done", &done), ("all", &pages.len().to_string())]);
    TasksScreen {
        heading: builder.about_trainee(heading),
        lead: builder.about_trainee(lead),
        notes: if is_sign_off { Vec::new() } else { builder.opening_notes() },
        terms_heading: words.document.terms.clone(),
        terms: terms(builder),
        errors: builder.errors(),
        open: open_view(builder),
        brought: builder.brought_view(),
        changes: builder.changes(),
        left_out: builder.left_out_view(),
        // How far they are is the trainee's affair.
        progress: (!is_sign_off).then_some(progress),
        tasks: groups.into_iter().map(|(_, group)| group).collect(),
        can_go_back: builder.can_go_back(),
        can_clear: true,
        submit: submit.clone(),
    }
}

/// What the region's source says of the paper, whatever is entered.
fn terms(builder: &DocumentBuilder) -> Vec<TermView> {
    let vocabulary = builder.payload.policy.vocabulary();
    let offered = match builder.paper {
        Paper::ReturnPlan => builder.entitlements().into_iter().map(|(_, entry)| entry).collect(),
        Paper::MentoringAgreement | Paper::MentorRequest => Vec::new(),
    };
    let rules = builder.region().into_iter().flat_map(|region| {
        region.quoted_in(builder.paper, &offered).map(move |rule| TermView {
            name: rule.name.clone(),
            says: region.sentence(rule, vocabulary),
            citation: document::citation(region, rule, &builder.payload.words.document),
        })
    });
    rules.collect()
}

fn field(builder: &DocumentBuilder, question: Question) -> Field {
    let Question { name, label, hint, kind } = question;
    let draft = &builder.draft;
    let label = match kind {
        Kind::Text(_) | Kind::Email | Kind::Number(_) => {
            fill(&builder.payload.words.optional, &[("label", &label)])
        }
        Kind::One(..) | Kind::Any(_) | Kind::Date { .. } => label,
    };
    match kind {
        Kind::One(options, _) => {
            let chosen = draft.text(&name);
            let options = options.into_iter().map(|offer| {
                let checked = offer.value == chosen;
                choice(offer.value, offer.label, offer.hint, checked)
            });
            Field::Radios(options_field(builder, &name, Some(label), hint, options.collect()))
        }
        Kind::Any(options) => {
            let options = options.into_iter().map(|offer| {
                let checked = draft.is_in(&name, &offer.value);
                choice(offer.value, offer.label, offer.hint, checked)
            });
            Field::Checkboxes(options_field(builder, &name, Some(label), hint, options.collect()))
        }
        Kind::Date { .. } => {
            let input = DateInput { name: &name };
            let error = input.ids().iter().find_map(|id| builder.error(id));
            let words = &builder.payload.journey.date;
            let mut field = input.view(Some(&label), &draft.typed, error.as_deref(), words);
            if let Some(hint) = hint {
                field.hint = format!("{hint} {}", field.hint);
            }
            Field::Date(Box::new(field))
        }
        Kind::Number(_) => Field::Number(text_field(builder, name, label, hint, 1)),
        Kind::Text(1) | Kind::Email => Field::Text(text_field(builder, name, label, hint, 1)),
        Kind::Text(rows) => Field::Textarea(text_field(builder, name, label, hint, rows)),
    }
}

fn choice(value: String, label: String, hint: Option<String>, checked: bool) -> Choice {
    Choice { id: String::new(), value, label, hint, checked, divider: false }
}

fn options_field(
    builder: &DocumentBuilder,
    name: &str,
    legend: Option<String>,
    hint: Option<String>,
    mut options: Vec<Choice>,
) -> OptionsField {
    for (index, option) in options.iter_mut().enumerate() {
        option.id = if index == 0 { name.to_owned() } else { format!("{name}-{}", index + 1) };
    }
    let error = builder.error(name);
    let id = format!("{name}-options");
    OptionsField {
        name: name.to_owned(),
        legend,
        described_by: described_by(&id, hint.is_some(), error.is_some()),
        id,
        hint,
        error,
        options,
    }
}

fn text_field(
    builder: &DocumentBuilder,
    name: String,
    label: String,
    hint: Option<String>,
    rows: u32,
) -> TextField {
    let error = builder.error(&name);
    TextField {
        id: name.clone(),
        label,
        described_by: described_by(&name, hint.is_some(), error.is_some()),
        hint,
        error,
        // A browser that knows its owner's name may fill it in.
        autocomplete: if name == FieldName::Name.word() { "name" } else { "off" },
        value: builder.draft.typed.all(&name).first().cloned().unwrap_or_default(),
        rows,
        name,
    }
}

impl DocumentBuilder {
    fn errors(&self) -> Vec<ErrorLink> {
        self.errors.clone()
    }

    /// What the paper is called within a sentence.
    pub(super) fn filled(&self, pattern: &str) -> String {
        fill(pattern, &[("paper", &self.paper_words().noun)])
    }

    pub(super) fn paper_words(&self) -> &PaperWords {
        &self.payload.words.papers[&self.paper]
    }

    /// What to know about a file that was opened.
    pub(super) fn opening_notes(&self) -> Vec<String> {
        let words = &self.payload.words;
        let opened = self.opened.filter(|_| !self.is_sign_off()).map(|_| &words.open.opened);
        let in_part = self.opened.filter(|opened| *opened == Opened::InPart && !self.left_out().is_empty());
        let in_part = in_part.map(|_| &words.open.not_used);
        let withdrawn = self.is_withdrawn().then_some(&words.changes.withdrawn);
        opened.into_iter().chain(in_part).chain(withdrawn).map(|note| self.filled(note)).collect()
    }

    fn error(&self, id: &str) -> Option<String> {
        let error = self.errors.iter().find(|error| error.href.strip_prefix('#') == Some(id));
        error.map(|error| error.text.clone())
    }
}

fn check_answers(builder: &DocumentBuilder) -> CheckAnswersScreen {
    let words = &builder.payload.words;
    let mut groups: Vec<(Option<Part>, AnswerGroup)> = Vec::new();
    for page in builder.pages() {
        let questions = builder.questions_of(page);
        let is_single = questions.len() == 1;
        let row =
            |question: String, answer: String| AnswerRow { question, answer, value: page.word().to_owned() };
        let short = &words.pages[&page].short;
        let answers = questions.into_iter().map(|question| (builder.answer(&question), question.label));
        let given = answers.filter(|(answer, _)| !answer.is_empty());
        let given = given.map(|(answer, label)| row(if is_single { short.clone() } else { label }, answer));
        let mut rows: Vec<AnswerRow> = given.collect();
        if rows.is_empty() {
            rows.push(row(short.clone(), builder.payload.journey.empty.clone()));
        }
        match groups.last_mut() {
            Some((part, group)) if *part == page.part() => group.rows.extend(rows),
            _ => {
                let title = part_title(builder, page.part());
                groups.push((page.part(), AnswerGroup { title, rows }));
            }
        }
    }
    CheckAnswersScreen {
        // Answers that a later change has put against a rule.
        notes: builder.faults().into_iter().map(|fault| fault.text).chain(builder.remarks()).collect(),
        heading: words.check.heading.clone(),
        lead: words.check.lead.clone(),
        changes: builder.changes(),
        groups: groups.into_iter().map(|(_, group)| group).collect(),
        left_out: builder.left_out_view(),
        can_go_back: true,
        can_clear: true,
        submit: words.forms[&builder.paper].make.clone(),
    }
}

fn done(builder: &DocumentBuilder) -> Option<DoneScreen> {
    let document = builder.document()?;
    let words = &builder.payload.words;
    let form = &words.forms[&builder.paper];
    let (recommended, others) = builder.routes(&document);
    let sign_off = &words.sign_off;
    let (heading, lead, routes, change) = if builder.is_sign_off() {
        (&sign_off.done, &sign_off.done_lead, &sign_off.routes, &sign_off.back)
    } else {
        (&form.done, &form.done_lead, &words.done.routes, &words.done.change)
    };
    Some(DoneScreen {
        heading: heading.clone(),
        lead: builder.about_trainee(lead),
        nothing_sent: builder.filled(&words.done.nothing_sent),
        left_out: builder.left_out_view(),
        routes_heading: builder.filled(&builder.about_trainee(routes)),
        notes: builder.route_notes(),
        recommended,
        others_label: words.done.others.clone(),
        others,
        secure: builder.secure_view(),
        change: change.clone(),
        document,
        can_go_back: true,
        can_clear: true,
    })
}
