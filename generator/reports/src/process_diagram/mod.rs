//! A region's process, as people follow it: the steps of each stage, one after the other.
//!
//! It is read from the steps that are in force on one day. The same data becomes a picture
//! ([`Process::picture`]), a text ([`Process::text`]) or a list that a theme draws, so that none
//! of them can say what the others do not. Knows nothing of the site.

mod layout;
mod picture;
mod process;

use std::fmt::Write as _;

use supportt_forms::words::fill;
use supportt_rules::date;
use supportt_rules::fixed_words::Strength;
use supportt_rules::keyword::Keyword;
use supportt_rules::policy::{Entry, InForce, Step, StepStage};
use supportt_rules::vocabulary::Vocabulary;

pub use self::layout::Shape;
pub use self::process::{About, Fact, Process, ProcessStage, ProcessStep};
use supportt_content::words::{FactWords, Words};

/// What there is to know about a step, in the order in which it happens.
#[must_use]
pub fn facts(step: &Step, region: InForce<'_>, vocabulary: &Vocabulary, words: &FactWords) -> Vec<Fact> {
    [
        (About::Length, &words.length, region.length_in_words(step, vocabulary)),
        (About::When, &words.when, region.timing_in_words(step, vocabulary, |_| true)),
        (About::With, &words.with, region.names_of(&step.with, vocabulary, "or")),
        (About::Form, &words.form, region.form_of(step, vocabulary)),
        (About::GoesTo, &words.goes_to, region.names_of(&step.sends_to, vocabulary, "and")),
        (About::PassedOnTo, &words.passed_on_to, region.names_of(&step.then_to, vocabulary, "and")),
    ]
    .into_iter()
    .filter_map(|(about, label, value)| Some(Fact { about, label: label.clone(), value: value? }))
    .collect()
}

/// The steps of a region in the order in which they are taken, each with its number.
pub fn numbered(region: InForce<'_>) -> impl Iterator<Item = (usize, &Entry<Step>)> {
    let stages = StepStage::ALL.iter();
    (1..).zip(stages.flat_map(move |stage| region.steps().filter(move |entry| entry.body.stage == *stage)))
}

impl Process {
    /// The process of a region on a day.
    #[must_use]
    pub fn new(region: InForce<'_>, words: &Words) -> Self {
        let Words { vocabulary, process, .. } = words;
        let strength = |strength| vocabulary.strength[&strength].as_str();
        let key = [Strength::Must, Strength::Recommend, Strength::May].map(|one| (one.word(), strength(one)));
        let step = |(number, entry): (usize, &Entry<Step>)| ProcessStep {
            number,
            name: entry.name.clone(),
            strength: entry.body.strength,
            strength_label: strength(entry.body.strength).to_owned(),
            facts: facts(&entry.body, region, vocabulary, &process.facts),
        };
        let stage = |stage: &StepStage| {
            let steps: Vec<ProcessStep> =
                numbered(region).filter(|(_, entry)| entry.body.stage == *stage).map(step).collect();
            ProcessStage {
                title: words.stage(*stage).to_owned(),
                silence: steps.is_empty().then(|| process.no_steps.clone()),
                steps,
            }
        };
        let has_steps = region.steps().next().is_some();
        Self {
            region: region.region().id().to_string(),
            title: fill(&process.title, &[("place", &region.region().terms().place)]),
            description: process.description.clone(),
            as_of: fill(&process.as_of, &[("date", &date::long(region.day()))]),
            key: fill(&process.key, &key),
            stages: StepStage::ALL.iter().filter(|_| has_steps).map(stage).collect(),
        }
    }

    /// The process as a list: a line for each thing that the picture says.
    ///
    /// # Panics
    ///
    /// Never: a string takes any text.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = format!("{}\n{}\n", self.title, self.as_of);
        let mut line = |line: std::fmt::Arguments<'_>| {
            text.write_fmt(line).and_then(|()| text.write_char('\n')).expect("a string takes any text");
        };
        for ProcessStage { title, silence, steps } in &self.stages {
            line(format_args!("\n{title}"));
            if let Some(silence) = silence {
                line(format_args!("    {silence}"));
            }
            for ProcessStep { number, name, strength: _, strength_label, facts } in steps {
                line(format_args!("{number:>2}. {name}"));
                line(format_args!("    {strength_label}"));
                for fact in facts {
                    line(format_args!("    {}", fact.line()));
                }
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use expect_test::{expect, expect_file};

    use super::layout::{Arrow, DrawnStage, DrawnStep, Frame, Layout, layout};
    use super::*;
    use crate::svg_text::SvgText;
    use supportt_content::rulebook::Rulebook;
    use supportt_engine::load;
    use supportt_source::diagnostic::Diagnostics;

    const SHAPES: [Shape; 2] = [Shape::Tall, Shape::Wide];

    /// The processes of the small project, whose region gets these steps and forms besides its own step.
    fn small(more: &str) -> Process {
        let region = supportt_fixture::NORTH;
        processes_of(&format!("//- content/north/region.toml\n{region}\n{more}")).remove(0)
    }

    fn processes_of(files: &str) -> Vec<Process> {
        let mut diagnostics = Diagnostics::new();
        let inputs = supportt_fixture::inputs(files, &mut diagnostics);
        let rulebook = Rulebook::read(&inputs.sources, &mut diagnostics);
        processes(&rulebook.expect("the fixture is sound"))
    }

    fn processes(rulebook: &Rulebook) -> Vec<Process> {
        let regions = rulebook.policy.regions().iter();
        regions.map(|region| Process::new(region.on(supportt_fixture::today()), &rulebook.words)).collect()
    }

    fn real() -> Vec<Process> {
        let mut diagnostics = Diagnostics::new();
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let inputs = load::load_content(&root, &mut diagnostics).expect("the content can be read");
        processes(&Rulebook::read(&inputs.sources, &mut diagnostics).expect("the content is sound"))
    }

    fn step(id: &str, name: &str, more: &str) -> String {
        format!(
            "[[step]]\nid = \"{id}\"\nname = \"{name}\"\n{more}\nsays = \"Do it.\"\nfrom = 2025-01-01\nsource = \"page\"\nreference = \"N:21\"\nchecked_on = 2026-01-01\n"
        )
    }

    /// A step of every strength, a form that is passed on and one that is not, a long name and a long word.
    fn varied() -> Process {
        let form = "[[form]]\nid = \"form\"\nname = \"Form <A> & plan\"\nstatus = \"current\"\nsays = \"It is the form.\"\nfrom = 2025-01-01\nsource = \"page\"\nreference = \"N:30\"\nchecked_on = 2026-01-01\n";
        let more = [
            form.to_owned(),
            step("plan", "Plan", "stage = \"before-leave\"\nstrength = \"recommend\"\nform = \"form\""),
            step(
                "send",
                "Send the form to everybody who is to know that you are coming back, and to nobody else who is not",
                "stage = \"before-return\"\nstrength = \"may\"\nwith = [\"college-tutor\", \"head-of-school\"]\nform = \"form\"\nsends_to = [\"training-programme-director\", \"lead-employer\"]\nthen_to = [\"occupational-health\"]",
            ),
            step(
                "word",
                "Electroencephalographicallyuninterpretable findings",
                "stage = \"before-return\"\nstrength = \"must\"\nsends_to = [\"lead-employer\"]",
            ),
        ];
        small(&more.join("\n"))
    }

    fn every() -> Vec<Process> {
        real().into_iter().chain([small(""), varied()]).collect()
    }

    #[test]
    fn a_process_is_a_list_and_a_picture() {
        let process = varied();
        expect![[r#"
            The steps in the North
            Made from the steps in force on 1 March 2026.

            Before you leave
             1. Plan
                Recommended
                Form: Form <A> & plan

            Before you return
             2. Talk to your supervisor
                Needed
                When: at least 8 weeks before you return
                With: Educational Supervisor
             3. Send the form to everybody who is to know that you are coming back, and to nobody else who is not
                Optional
                With: College Tutor or Head of School
                Form: Form <A> & plan
                Goes to: Training Programme Director and lead employer
                Passed on to: occupational health
             4. Electroencephalographicallyuninterpretable findings
                Needed
                Goes to: lead employer

            After you return
                Our source names no step here.
        "#]].assert_eq(&process.text());
        expect_file!["../../expected/process.svg"].assert_eq(&process.picture(Shape::Tall, "process"));
    }

    #[test]
    fn a_region_without_steps_has_no_stages() {
        let region = supportt_fixture::NORTH;
        let (region, _) = region.split_once("[[step]]").expect("it has a step");
        let process = processes_of(&format!("//- content/north/region.toml\n{region}")).remove(0);
        assert_eq!(process.stages, Vec::new());
        assert!(process.picture(Shape::Wide, "none").contains("<title"), "it can be drawn all the same");
    }

    #[test]
    fn a_stage_without_steps_says_so() {
        let process = small("");
        let silence = |stage: &ProcessStage| stage.silence.is_some();
        assert_eq!(process.stages.iter().map(silence).collect::<Vec<_>>(), [true, false, true]);
    }

    #[test]
    fn steps_are_those_in_force() {
        let later = step("later", "Later", "stage = \"after-return\"\nstrength = \"must\"");
        let process = small(&later.replace("from = 2025-01-01", "from = 2026-03-02"));
        assert!(!process.text().contains("Later"), "{}", process.text());
    }

    /// Each thing that is written in a picture.
    fn written(picture: &str) -> Vec<String> {
        let texts = picture.split("<text").skip(1).map(|text| {
            let (text, _) = text.split_once("</text>").expect("a text ends");
            let bare =
                text.split('<').map(|piece| piece.split_once('>').expect("a tag ends").1).collect::<String>();
            without_spaces(&bare.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
        });
        let mut texts: Vec<String> = texts.collect();
        texts.sort();
        texts
    }

    /// Lines are broken elsewhere in a picture than in a list.
    fn without_spaces(text: &str) -> String {
        text.split_whitespace().collect()
    }

    /// Each thing that stands in a list.
    fn listed(text: &str) -> Vec<String> {
        let mut things = Vec::new();
        for line in text.lines().skip(2).map(str::trim).filter(|line| !line.is_empty()) {
            match line.split_once(". ").filter(|(number, _)| number.parse::<usize>().is_ok()) {
                Some((number, name)) => things.extend([number.to_owned(), without_spaces(name)]),
                None => things.push(without_spaces(line)),
            }
        }
        things.sort();
        things
    }

    #[test]
    fn the_picture_and_the_list_say_the_same() {
        for process in every() {
            for shape in SHAPES {
                assert_eq!(
                    written(&process.picture(shape, "p")),
                    listed(&process.text()),
                    "{}",
                    process.title
                );
            }
            let mut numbers = process.stages.iter().flat_map(|stage| &stage.steps).map(|step| step.number);
            assert!((1..).zip(numbers.by_ref()).all(|(place, number)| place == number), "{}", process.title);
        }
    }

    fn frames(stage: &DrawnStage) -> Vec<Frame> {
        let of = |step: &DrawnStep| -> Vec<Frame> {
            std::iter::once(step.frame).chain(step.branch.iter().map(|(frame, _)| *frame)).collect()
        };
        stage.steps.iter().flat_map(of).collect()
    }

    fn apart(one: Frame, other: Frame) -> bool {
        one.right() < other.x || other.right() < one.x || one.bottom() < other.y || other.bottom() < one.y
    }

    fn holds(outer: Frame, inner: Frame) -> bool {
        outer.x <= inner.x
            && outer.y <= inner.y
            && inner.right() <= outer.right()
            && inner.bottom() <= outer.bottom()
    }

    /// Whether a line passes through a box, rather than beginning or ending at its edge.
    fn passes(arrow: &Arrow, frame: Frame) -> bool {
        arrow.corners.windows(2).any(|ends| {
            let [(x, y), (to_x, to_y)] = ends else { unreachable!("two ends") };
            let within =
                |from: i64, to: i64, start: i64, end: i64| from.min(to) < end && start < from.max(to);
            if x == to_x {
                frame.x < *x && *x < frame.right() && within(*y, *to_y, frame.y, frame.bottom())
            } else {
                frame.y < *y && *y < frame.bottom() && within(*x, *to_x, frame.x, frame.right())
            }
        })
    }

    #[test]
    fn nothing_in_a_picture_lies_on_anything_else() {
        for process in every() {
            for shape in SHAPES {
                let Layout { width, height, stages, arrows } = layout(&process, shape);
                let whole = Frame { x: 0, y: 0, width, height };
                for (place, stage) in stages.iter().enumerate() {
                    assert!(holds(whole, stage.frame), "{}: {stage:?}", process.title);
                    for other in &stages[place + 1..] {
                        assert!(apart(stage.frame, other.frame), "{}: {stage:?}", process.title);
                    }
                    let frames = frames(stage);
                    for (place, one) in frames.iter().enumerate() {
                        assert!(holds(stage.frame, *one), "{}: {one:?}", process.title);
                        for other in &frames[place + 1..] {
                            assert!(apart(*one, *other), "{}: {one:?} and {other:?}", process.title);
                        }
                        for arrow in &arrows {
                            assert!(!passes(arrow, *one), "{}: {arrow:?} on {one:?}", process.title);
                        }
                    }
                }
            }
        }
    }

    /// The width of a line in thousandths of its size, in the bold letters of Arial, which are
    /// wider than the others. Letters that are not listed are as wide as most.
    fn width(text: &str) -> i64 {
        let letter = |letter: char| match letter {
            ' ' | ',' | '.' | 'I' | 'i' | 'j' | 'l' => 278,
            '(' | ')' | '-' | ':' | 'f' | 't' => 333,
            'r' => 389,
            'a' | 'c' | 'e' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' | 'J' | '0'..='9' => 556,
            'E' | 'P' | 'S' | 'V' | 'X' | 'Y' => 667,
            'A' | 'B' | 'C' | 'D' | 'H' | 'K' | 'N' | 'R' | 'U' | '&' => 722,
            'G' | 'O' | 'Q' | 'w' => 778,
            'M' => 833,
            'm' => 889,
            'W' => 944,
            _ => 611,
        };
        text.chars().map(letter).sum()
    }

    fn assert_fits(texts: &[SvgText], size: i64, frame: Frame, process: &Process) {
        for SvgText { x, y, text } in texts {
            assert!(frame.x < *x && frame.y < *y - size * 7 / 10 && *y + size / 5 < frame.bottom(), "{text}");
            let right = x + width(text) * size / 1000;
            assert!(right < frame.right(), "{}: {text} ends at {right}, its box at {frame:?}", process.title);
        }
    }

    #[test]
    fn no_text_is_wider_than_its_box_or_on_another() {
        for process in every() {
            for stage in layout(&process, Shape::Tall).stages {
                assert_fits(&stage.title, layout::TITLE_SIZE, stage.frame, &process);
                assert_fits(&stage.silence, layout::SIZE, stage.frame, &process);
                for step in stage.steps {
                    let facts = step.facts.iter().flat_map(|fact| &fact.lines);
                    let texts: Vec<SvgText> =
                        step.strength_label.iter().chain(&step.name).chain(facts).cloned().collect();
                    assert_fits(&texts, layout::SIZE, step.frame, &process);
                    assert!(texts.windows(2).all(|pair| pair[0].y + layout::SIZE < pair[1].y), "{texts:?}");
                    assert!(step.circle.1 + layout::RADIUS < step.name[0].y - layout::SIZE * 7 / 10);
                    for (frame, fact) in &step.branch {
                        assert_fits(&fact.lines, layout::SIZE, *frame, &process);
                    }
                }
            }
        }
    }

    #[test]
    fn a_picture_fits_a_phone_and_a_page() {
        for process in every() {
            let width = |shape| layout(&process, shape).width;
            assert!(width(Shape::Tall) <= 320, "its letters would be shrunk on a phone");
            assert!(width(Shape::Wide) <= 968, "its letters would be shrunk on a page of three columns");
        }
    }
}
