//! A chart as a picture that stands alone: no script, no font, no color of its own.
//!
//! It is drawn with the color of the text around it, so that it prints, and can be read with the
//! colors a reader has chosen. Nothing in it has a style attribute, which a strict content
//! security policy forbids.

use serde::Serialize;
use tera::{Context, Tera};

use super::chart::{Chart, Target};
use super::layout::{self, DrawnBox, DrawnLine, DrawnRow, Layout, Piece};
use crate::svg_text::SvgText;

const TEMPLATE: &str = include_str!("picture.svg");

#[derive(Serialize)]
struct Picture<'a> {
    id: &'a str,
    title: &'a str,
    description: String,
    width: i64,
    height: i64,
    boxes: Vec<BoxView>,
    lines: Vec<LineView>,
}

#[derive(Serialize)]
struct BoxView {
    is_outcome: bool,
    x: i64,
    y: i64,
    width: i64,
    height: i64,
    right: i64,
    heading: Vec<SvgText>,
    rows: Vec<RowView>,
}

#[derive(Serialize)]
struct RowView {
    y: i64,
    text: Vec<SvgText>,
}

#[derive(Serialize)]
struct LineView {
    path: String,
    arrow: String,
}

impl Chart {
    /// The chart as SVG.
    ///
    /// # Panics
    ///
    /// Never: the template is part of the program.
    #[must_use]
    pub fn picture(&self) -> String {
        let Layout { width, height, boxes, lines } = layout::layout(self);
        let picture = Picture {
            id: &self.region,
            title: &self.title,
            description: format!("{} {}", self.description, self.as_of),
            width,
            height,
            boxes: boxes.into_iter().map(box_view).collect(),
            lines: lines.iter().map(line_view).collect(),
        };
        let context = Context::from_serialize(&picture).expect("a picture is a table");
        Tera::one_off(TEMPLATE, &context, true).expect("the template is part of the program")
    }
}

fn box_view(drawn: DrawnBox) -> BoxView {
    let DrawnBox { target, x, y, width, height, heading, rows } = drawn;
    BoxView {
        is_outcome: matches!(target, Target::Outcome(_)),
        x,
        y,
        width,
        height,
        right: x + width,
        heading,
        rows: rows.into_iter().map(|DrawnRow { y, text }| RowView { y, text }).collect(),
    }
}

/// The path of a line, and the triangle at its end.
fn line_view(line: &DrawnLine) -> LineView {
    let pieces: Vec<String> = line
        .pieces
        .iter()
        .map(|piece| match *piece {
            Piece::Straight { x, y, to_x } => format!("M{x} {y}H{to_x}"),
            Piece::Curve { x, y, to_x, to_y } => {
                let middle = i64::midpoint(x, to_x);
                format!("M{x} {y}C{middle} {y} {middle} {to_y} {to_x} {to_y}")
            }
        })
        .collect();
    let DrawnLine { x, y, pieces: _ } = line;
    LineView { path: pieces.concat(), arrow: format!("M{x} {y}l-9 -5v10z") }
}
