//! Where the areas, boxes and arrows of a process go.
//!
//! Steps follow one another down a line at their left. What becomes of a form branches off from
//! that line to the right, so that the way on stays free. Stages are areas of equal width: one
//! below the other where room is narrow, side by side where it is wide.
//! All measures are in pixels, and whole.

use supportt_rules::fixed_words::Strength;

use super::process::{Fact, Process, ProcessStage, ProcessStep};
use crate::svg_text::{self, SvgText, TextStyle, wrap};

/// The size of the letters, and of those of a stage's title.
pub(super) const SIZE: i64 = 16;
pub(super) const TITLE_SIZE: i64 = 19;
/// The radius of the circle around a step's number.
pub(super) const RADIUS: i64 = 14;

/// Above and below the whole picture: the line at the top of a stage is thick.
const MARGIN: i64 = 2;
/// The width of a stage.
const STAGE: i64 = 304;
/// Between two stages.
const BETWEEN: i64 = 28;
/// Between the edge of a stage and the boxes in it.
const INSET: i64 = 8;
/// The width of a step.
const STEP: i64 = STAGE - 2 * INSET;
/// Between two boxes, for the arrow from one to the next.
const GAP: i64 = 26;
/// Between a step and what branches off from it, and between its parts.
const BRANCH_GAP: i64 = 20;
/// Between the edge of a box and the text in it.
const PADDING: i64 = 12;
/// From the left of a step to the line that leads to the next one: below the number.
const LINE: i64 = PADDING + RADIUS;
/// From the left of a step to what branches off from it.
const INDENT: i64 = LINE + 22;

const TITLE: TextStyle = TextStyle { line: 24, baseline: 18, padding: 16 };
const TEXT: TextStyle = TextStyle { line: 21, baseline: 16, padding: 0 };
/// Between the parts of the text in a box.
const LEADING: i64 = 5;

const TITLE_LETTERS: usize = svg_text::letters(STAGE - 2 * PADDING, TITLE_SIZE);
const STEP_LETTERS: usize = svg_text::letters(STEP - 2 * PADDING, SIZE);
/// The word for a step's strength stands beside its number.
const STRENGTH_LETTERS: usize = svg_text::letters(STEP - 3 * PADDING - 2 * RADIUS, SIZE);
const BRANCH_LETTERS: usize = svg_text::letters(STEP - INDENT - 2 * PADDING, SIZE);

/// How a picture makes use of the room it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Stages below each other, as narrow as a phone.
    Tall,
    /// Stages beside each other.
    Wide,
}

impl Shape {
    /// A word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Tall => "tall",
            Self::Wide => "wide",
        }
    }
}

/// A drawing.
#[derive(Debug)]
pub(super) struct Layout {
    pub(super) width: i64,
    pub(super) height: i64,
    pub(super) stages: Vec<DrawnStage>,
    pub(super) arrows: Vec<Arrow>,
}

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Frame {
    pub(super) x: i64,
    pub(super) y: i64,
    pub(super) width: i64,
    pub(super) height: i64,
}

impl Frame {
    pub(super) fn right(self) -> i64 {
        self.x + self.width
    }

    pub(super) fn bottom(self) -> i64 {
        self.y + self.height
    }
}

/// The area of a stage.
#[derive(Debug)]
pub(super) struct DrawnStage {
    pub(super) frame: Frame,
    pub(super) title: Vec<SvgText>,
    /// What stands in place of steps.
    pub(super) silence: Vec<SvgText>,
    pub(super) steps: Vec<DrawnStep>,
}

/// The box of a step, and the boxes of what becomes of its form.
#[derive(Debug)]
pub(super) struct DrawnStep {
    pub(super) frame: Frame,
    pub(super) strength: Strength,
    /// The middle of the circle around the number.
    pub(super) circle: (i64, i64),
    pub(super) number: usize,
    pub(super) strength_label: Vec<SvgText>,
    pub(super) name: Vec<SvgText>,
    pub(super) facts: Vec<DrawnFact>,
    pub(super) branch: Vec<(Frame, DrawnFact)>,
}

/// A fact about a step.
#[derive(Debug)]
pub(super) struct DrawnFact {
    pub(super) fact: Fact,
    pub(super) lines: Vec<SvgText>,
}

/// A line from corner to corner, with a point at its end.
#[derive(Debug)]
pub(super) struct Arrow {
    pub(super) corners: Vec<(i64, i64)>,
}

pub(super) fn layout(process: &Process, shape: Shape) -> Layout {
    let mut arrows = Vec::new();
    let mut stages: Vec<DrawnStage> = Vec::new();
    for stage in &process.stages {
        let (x, y) = match (stages.last(), shape) {
            (None, _) => (0, MARGIN),
            (Some(above), Shape::Tall) => (0, above.frame.bottom() + BETWEEN),
            (Some(before), Shape::Wide) => (before.frame.right() + BETWEEN, MARGIN),
        };
        stages.push(drawn_stage(stage, x, y, &mut arrows));
    }
    if shape == Shape::Wide {
        let height = stages.iter().map(|stage| stage.frame.height).max().unwrap_or_default();
        for stage in &mut stages {
            stage.frame.height = height;
        }
    }
    arrows.extend(stages.windows(2).map(|pair| {
        let (from, to) = (pair[0].frame, pair[1].frame);
        let corners = match shape {
            Shape::Tall => {
                let x = from.x + INSET + LINE;
                vec![(x, from.bottom()), (x, to.y)]
            }
            Shape::Wide => {
                let y = from.y + i64::midpoint(TITLE.line, TITLE.padding);
                vec![(from.right(), y), (to.x, y)]
            }
        };
        Arrow { corners }
    }));
    let right = stages.iter().map(|stage| stage.frame.right()).max().unwrap_or_default();
    let bottom = stages.iter().map(|stage| stage.frame.bottom()).max().unwrap_or_default();
    Layout { width: right, height: bottom + MARGIN, stages, arrows }
}

fn drawn_stage(stage: &ProcessStage, x: i64, y: i64, arrows: &mut Vec<Arrow>) -> DrawnStage {
    let title = wrap(&stage.title, TITLE_LETTERS);
    let silence = stage.silence.as_ref().map(|silence| wrap(silence, STEP_LETTERS)).unwrap_or_default();
    let mut bottom = y + TITLE.height(&title);
    let title = TITLE.place(&title, x + PADDING, y);
    let drawn_silence = TEXT.place(&silence, x + PADDING, bottom);
    bottom += TEXT.height(&silence);
    let mut steps: Vec<DrawnStep> = Vec::new();
    for step in &stage.steps {
        let left = x + INSET;
        if let Some(before) = steps.last() {
            let end = before.branch.last().map_or(before.frame, |(frame, _)| *frame);
            bottom = end.bottom() + GAP;
            let line = left + LINE;
            arrows.push(Arrow { corners: vec![(line, before.frame.bottom()), (line, bottom)] });
        }
        let step = drawn_step(step, left, bottom, arrows);
        bottom = step.branch.last().map_or(step.frame, |(frame, _)| *frame).bottom();
        steps.push(step);
    }
    let frame = Frame { x, y, width: STAGE, height: bottom + INSET - y };
    DrawnStage { frame, title, silence: drawn_silence, steps }
}

fn drawn_step(step: &ProcessStep, x: i64, y: i64, arrows: &mut Vec<Arrow>) -> DrawnStep {
    let ProcessStep { number, name, strength, strength_label, facts } = step;
    let circle = (x + LINE, y + PADDING + RADIUS);
    let strength_lines = wrap(strength_label, STRENGTH_LETTERS);
    let beside = y + PADDING + RADIUS - TEXT.line / 2;
    let strength_label = TEXT.place(&strength_lines, x + LINE + RADIUS + PADDING, beside);
    let mut bottom = (circle.1 + RADIUS).max(beside + TEXT.height(&strength_lines)) + LEADING;
    let mut block = |text: &str| {
        let lines = wrap(text, STEP_LETTERS);
        let drawn = TEXT.place(&lines, x + PADDING, bottom);
        bottom += TEXT.height(&lines) + LEADING;
        drawn
    };
    let name = block(name);
    let (branch, facts): (Vec<&Fact>, Vec<&Fact>) =
        facts.iter().partition(|fact| fact.about.is_about_a_form());
    let facts =
        facts.into_iter().map(|fact| DrawnFact { fact: fact.clone(), lines: block(&fact.line()) }).collect();
    let frame = Frame { x, y, width: STEP, height: bottom - LEADING + PADDING - y };
    let branch = drawn_branch(&branch, frame, arrows);
    DrawnStep { frame, strength: *strength, circle, number: *number, strength_label, name, facts, branch }
}

/// What becomes of a step's form, from the form to where it ends up.
fn drawn_branch(facts: &[&Fact], step: Frame, arrows: &mut Vec<Arrow>) -> Vec<(Frame, DrawnFact)> {
    let x = step.x + INDENT;
    let mut branch: Vec<(Frame, DrawnFact)> = Vec::new();
    for fact in facts {
        let before = branch.last().map(|(frame, _)| *frame);
        let y = before.unwrap_or(step).bottom() + BRANCH_GAP;
        let lines = wrap(&fact.line(), BRANCH_LETTERS);
        let height = TEXT.height(&lines) + PADDING + LEADING;
        let frame = Frame { x, y, width: STEP - INDENT, height };
        let corners = if let Some(before) = before {
            let middle = x + frame.width / 2;
            vec![(middle, before.bottom()), (middle, y)]
        } else {
            let line = step.x + LINE;
            let middle = y + height / 2;
            vec![(line, step.bottom()), (line, middle), (x, middle)]
        };
        arrows.push(Arrow { corners });
        let lines = TEXT.place(&lines, x + PADDING, y + i64::midpoint(PADDING, LEADING));
        branch.push((frame, DrawnFact { fact: (*fact).clone(), lines }));
    }
    branch
}
