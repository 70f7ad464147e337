//! A process as a picture that stands alone: no script, no font, no color of its own.
//!
//! It is drawn with the color of the text around it, so that it prints, and can be read with the
//! colors a reader has chosen. Nothing in it has a style attribute, which a strict content
//! security policy forbids. How strongly a step is put shows in the line around it, and is
//! written in it.

use serde::Serialize;
use supportt_rules::fixed_words::Strength;
use tera::{Context, Tera};

use super::layout::{self, Arrow, DrawnFact, DrawnStage, DrawnStep, Frame, Layout};
use super::{About, Process, Shape};
use crate::svg_text::SvgText;

const TEMPLATE: &str = include_str!("picture.svg");

/// Where a form's corner is folded.
const FOLD: i64 = 12;

#[derive(Serialize)]
struct Picture<'a> {
    id: &'a str,
    title: &'a str,
    description: String,
    width: i64,
    height: i64,
    size: i64,
    title_size: i64,
    radius: i64,
    stages: Vec<StageView>,
    arrows: Vec<ArrowView>,
}

#[derive(Serialize)]
struct StageView {
    #[serde(flatten)]
    frame: FrameView,
    title: Vec<SvgText>,
    silence: Vec<SvgText>,
    steps: Vec<StepView>,
}

#[derive(Serialize)]
struct StepView {
    #[serde(flatten)]
    frame: FrameView,
    /// How thick its line is, and of which strokes; one without gaps if of none.
    stroke: &'static str,
    dashes: Option<&'static str>,
    circle_x: i64,
    circle_y: i64,
    number_y: i64,
    number: usize,
    strength: Vec<SvgText>,
    name: Vec<SvgText>,
    facts: Vec<FactView>,
    branch: Vec<BranchView>,
}

#[derive(Serialize)]
struct BranchView {
    #[serde(flatten)]
    frame: FrameView,
    /// The outline of a sheet of paper and its folded corner, for a form.
    paper: Option<String>,
    fact: FactView,
}

#[derive(Serialize)]
struct FrameView {
    x: i64,
    y: i64,
    width: i64,
    height: i64,
    right: i64,
}

#[derive(Serialize)]
struct FactView {
    lines: Vec<FactLine>,
}

#[derive(Serialize)]
struct FactLine {
    x: i64,
    y: i64,
    /// What the fact is about, where the line begins with it.
    label: Option<String>,
    text: String,
}

#[derive(Serialize)]
struct ArrowView {
    path: String,
    head: String,
}

impl Process {
    /// The process as SVG. No two pictures of a page may have the same `id`.
    ///
    /// # Panics
    ///
    /// Never: the template is part of the program.
    #[must_use]
    pub fn picture(&self, shape: Shape, id: &str) -> String {
        let Layout { width, height, stages, arrows } = layout::layout(self, shape);
        let picture = Picture {
            id,
            title: &self.title,
            description: format!("{} {} {}", self.description, self.key, self.as_of),
            width,
            height,
            size: layout::SIZE,
            title_size: layout::TITLE_SIZE,
            radius: layout::RADIUS,
            stages: stages.into_iter().map(stage_view).collect(),
            arrows: arrows.iter().map(arrow_view).collect(),
        };
        let context = Context::from_serialize(&picture).expect("a picture is a table");
        Tera::one_off(TEMPLATE, &context, true).expect("the template is part of the program")
    }
}

fn frame_view(frame: Frame) -> FrameView {
    let Frame { x, y, width, height } = frame;
    FrameView { x, y, width, height, right: frame.right() }
}

fn stage_view(stage: DrawnStage) -> StageView {
    let DrawnStage { frame, title, silence, steps } = stage;
    StageView { frame: frame_view(frame), title, silence, steps: steps.into_iter().map(step_view).collect() }
}

fn step_view(step: DrawnStep) -> StepView {
    let DrawnStep { frame, strength, circle, number, strength_label, name, facts, branch } = step;
    let (circle_x, circle_y) = circle;
    let (stroke, dashes) = match strength {
        Strength::Must => ("4", None),
        Strength::Recommend => ("1.5", None),
        Strength::May => ("1.5", Some("7 5")),
    };
    StepView {
        frame: frame_view(frame),
        stroke,
        dashes,
        circle_x,
        circle_y,
        // Digits are about seven tenths as high as their size.
        number_y: circle_y + layout::SIZE * 7 / 20,
        number,
        strength: strength_label,
        name,
        facts: facts.into_iter().map(fact_view).collect(),
        branch: branch.into_iter().map(branch_view).collect(),
    }
}

fn branch_view((frame, fact): (Frame, DrawnFact)) -> BranchView {
    let Frame { x, y, width, height } = frame;
    let paper = (fact.fact.about == About::Form).then(|| {
        let across = width - FOLD;
        format!("M{x} {y}h{across}l{FOLD} {FOLD}V{}H{x}zM{} {y}v{FOLD}h{FOLD}", y + height, x + across)
    });
    BranchView { frame: frame_view(frame), paper, fact: fact_view(fact) }
}

/// The lines of a fact, with what it is about set apart.
fn fact_view(drawn: DrawnFact) -> FactView {
    let DrawnFact { fact, lines } = drawn;
    let heading = fact.heading();
    let lines = lines
        .into_iter()
        .enumerate()
        .map(|(place, SvgText { x, y, text })| match text.strip_prefix(&heading) {
            Some(rest) if place == 0 => {
                FactLine { x, y, label: Some(heading.clone()), text: rest.to_owned() }
            }
            _ => FactLine { x, y, label: None, text },
        })
        .collect();
    FactView { lines }
}

/// The path of an arrow, and the triangle at its end.
fn arrow_view(arrow: &Arrow) -> ArrowView {
    let [.., (before, _), (x, y)] = arrow.corners[..] else { unreachable!("an arrow has two ends") };
    let path: Vec<String> = arrow.corners.iter().map(|(x, y)| format!("{x} {y}")).collect();
    let head = if before == x { "l-5 -9h10z" } else { "l-9 -5v10z" };
    ArrowView { path: format!("M{}", path.join("L")), head: format!("M{x} {y}{head}") }
}
