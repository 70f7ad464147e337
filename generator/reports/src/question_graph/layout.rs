//! Where the boxes and lines of a chart go.
//!
//! Questions have a fixed order, so each has a column of its own, outcomes the last. Answers are
//! rows inside the box of their question, so that no text has to find room beside a line. A line
//! that passes a column has a lane there, and all lines to one box share its lanes: they are
//! going the same way.
//!
//! As in every layered layout, first each column is put in an order with few crossings, then
//! boxes are moved as near as the order allows to where their lines come from and go.
//! All measures are in pixels, and whole.

use std::collections::BTreeMap;

use textwrap::Options;

use super::chart::{Chart, Lead, QuestionBox, Target, number};
use crate::svg_text::{self, SvgText, TextStyle, wrap};

const COLUMN: i64 = 208;
const GUTTER: i64 = 60;
const MARGIN: i64 = 8;
const PADDING: i64 = 10;
/// Between two boxes of a column.
const GAP: i64 = 22;
/// The height of a lane.
const LANE: i64 = 10;
/// How answers and headings are set, in letters 14 pixels high.
const TEXT_STYLE: TextStyle = TextStyle { line: 18, baseline: 14, padding: PADDING };
/// Letters in a line of text.
const LETTERS: usize = svg_text::letters(COLUMN - 2 * PADDING, 14);
/// Times the columns are put in a new order, and boxes moved; more changes nothing any more.
const ROUNDS: usize = 24;

/// A drawing.
#[derive(Debug)]
pub(super) struct Layout {
    pub(super) width: i64,
    pub(super) height: i64,
    pub(super) boxes: Vec<DrawnBox>,
    pub(super) lines: Vec<DrawnLine>,
}

/// The box of a question or an outcome.
#[derive(Debug)]
pub(super) struct DrawnBox {
    pub(super) target: Target,
    pub(super) x: i64,
    pub(super) y: i64,
    pub(super) width: i64,
    pub(super) height: i64,
    pub(super) heading: Vec<SvgText>,
    pub(super) rows: Vec<DrawnRow>,
}

/// An answer.
#[derive(Debug)]
pub(super) struct DrawnRow {
    /// The top of the row.
    pub(super) y: i64,
    pub(super) text: Vec<SvgText>,
}

/// Every line to one box.
#[derive(Debug)]
pub(super) struct DrawnLine {
    /// The end, at the box.
    pub(super) x: i64,
    pub(super) y: i64,
    pub(super) pieces: Vec<Piece>,
}

/// A piece of a line.
#[derive(Clone, Copy, Debug)]
pub(super) enum Piece {
    /// Through a gutter.
    Curve { x: i64, y: i64, to_x: i64, to_y: i64 },
    /// Along a lane.
    Straight { x: i64, y: i64, to_x: i64 },
}

/// Something that takes room in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Slot {
    Box(Target),
    /// Where lines to a box pass.
    Lane(Target),
}

impl Slot {
    fn target(self) -> Target {
        match self {
            Self::Box(target) | Self::Lane(target) => target,
        }
    }
}

/// A line from a row of a slot to a slot of the next column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Link {
    column: usize,
    from: Slot,
    row: usize,
    to: Slot,
}

/// The measures of a box.
struct Size {
    heading: Vec<String>,
    rows: Vec<Vec<String>>,
    height: i64,
}

/// The questions, by their places, from column to column and each from top to bottom.
pub(super) fn reading_order(chart: &Chart) -> Vec<usize> {
    let (columns, _) = columns(chart);
    let question = |slot: &Slot| match slot {
        Slot::Box(Target::Question(place)) => Some(*place),
        Slot::Box(Target::Outcome(_)) | Slot::Lane(_) => None,
    };
    columns.iter().flatten().filter_map(question).collect()
}

type Sizes = BTreeMap<Target, Size>;

pub(super) fn layout(chart: &Chart) -> Layout {
    let sizes = sizes(chart);
    let (columns, links) = columns(chart);
    let tops = tops(&columns, &links, &sizes);
    draw(&columns, &links, &sizes, &tops)
}

fn sizes(chart: &Chart) -> Sizes {
    let questions = chart.questions.iter().enumerate().map(|(place, question)| {
        let QuestionBox { question: _, heading, answers } = question;
        let heading = wrap(&format!("{}. {heading}", number(place)), LETTERS);
        let rows: Vec<Vec<String>> = answers.iter().map(|Lead { answers, to: _ }| row(answers)).collect();
        (Target::Question(place), Size { height: height(&heading, &rows), heading, rows })
    });
    let outcomes = chart.outcomes.iter().enumerate().map(|(place, outcome)| {
        let heading = wrap(outcome, LETTERS);
        (Target::Outcome(place), Size { height: height(&heading, &[]), heading, rows: Vec::new() })
    });
    questions.chain(outcomes).collect()
}

/// Several answers in one row are a list with bullets. Its spaces must not be taken for idle ones.
fn row(answers: &[String]) -> Vec<String> {
    match answers {
        [answer] => wrap(answer, LETTERS),
        answers => {
            let options =
                Options::new(LETTERS).initial_indent("•\u{a0}").subsequent_indent("\u{a0}\u{a0}\u{a0}");
            answers.iter().flat_map(|answer| wrap(answer, options.clone())).collect()
        }
    }
}

fn height(heading: &[String], rows: &[Vec<String>]) -> i64 {
    block(heading) + rows.iter().map(|row| block(row)).sum::<i64>()
}

/// The height of lines of text with room above and below.
fn block(lines: &[String]) -> i64 {
    TEXT_STYLE.height(lines)
}

/// The columns with what is in them in an order with few crossings, and the links between each and the next.
fn columns(chart: &Chart) -> (Vec<Vec<Slot>>, Vec<Link>) {
    let (mut columns, links) = columns_as_met(chart);
    order(&mut columns, &links);
    (columns, links)
}

fn columns_as_met(chart: &Chart) -> (Vec<Vec<Slot>>, Vec<Link>) {
    let mut asked: Vec<_> = chart.questions.iter().map(|question| question.question).collect();
    asked.dedup();
    let column = |target: Target| match target {
        Target::Question(place) => {
            let question = chart.questions[place].question;
            asked.iter().position(|other| *other == question).expect("it was asked")
        }
        Target::Outcome(_) => asked.len(),
    };
    let mut columns = vec![Vec::new(); asked.len() + 1];
    let mut links = Vec::new();
    let questions = (0..chart.questions.len()).map(Target::Question);
    for target in questions.chain((0..chart.outcomes.len()).map(Target::Outcome)) {
        columns[column(target)].push(Slot::Box(target));
    }
    for (place, question) in chart.questions.iter().enumerate() {
        for (row, Lead { answers: _, to }) in question.answers.iter().enumerate() {
            let (first, last) = (column(Target::Question(place)), column(*to));
            let (mut from, mut row) = (Slot::Box(Target::Question(place)), row);
            for column in first..last {
                let slot = if column + 1 == last { Slot::Box(*to) } else { Slot::Lane(*to) };
                let link = Link { column, from, row, to: slot };
                if !links.contains(&link) {
                    links.push(link);
                }
                let next: &mut Vec<Slot> = &mut columns[column + 1];
                if !next.contains(&slot) {
                    next.push(slot);
                }
                (from, row) = (slot, 0);
            }
        }
    }
    (columns, links)
}

/// Puts each column in an order in which few lines cross: by the middle of what its slots are
/// linked to, from the left and from the right in turn.
fn order(columns: &mut Vec<Vec<Slot>>, links: &[Link]) {
    let mut best = (crossings(columns, links), columns.clone());
    for round in 0..ROUNDS {
        let rightwards = round % 2 == 0;
        let count = columns.len();
        for step in 1..count {
            let column = if rightwards { step } else { count - 1 - step };
            let mut ordered = columns[column].clone();
            ordered.sort_by_key(|slot| middle(columns, links, column, *slot, rightwards));
            columns[column] = ordered;
        }
        let crossings = crossings(columns, links);
        if crossings < best.0 {
            best = (crossings, columns.clone());
        }
    }
    *columns = best.1;
}

/// The middle of what a slot is linked to, on one side.
fn middle(columns: &[Vec<Slot>], links: &[Link], column: usize, slot: Slot, left: bool) -> usize {
    let places: Vec<usize> = links
        .iter()
        .filter_map(|link| {
            if left {
                (link.column + 1 == column && link.to == slot).then(|| from_place(columns, link))
            } else {
                (link.column == column && link.from == slot).then(|| to_place(columns, link))
            }
        })
        .collect();
    match places.len() {
        0 => position(&columns[column], slot) * SCALE,
        count => places.iter().sum::<usize>() / count,
    }
}

/// Finer than any box has rows.
const SCALE: usize = 1000;

fn from_place(columns: &[Vec<Slot>], link: &Link) -> usize {
    position(&columns[link.column], link.from) * SCALE + link.row
}

fn to_place(columns: &[Vec<Slot>], link: &Link) -> usize {
    position(&columns[link.column + 1], link.to) * SCALE
}

fn position(column: &[Slot], slot: Slot) -> usize {
    column.iter().position(|other| *other == slot).expect("a link is between slots")
}

fn crossings(columns: &[Vec<Slot>], links: &[Link]) -> usize {
    let ends: Vec<(usize, usize, usize)> =
        links.iter().map(|link| (link.column, from_place(columns, link), to_place(columns, link))).collect();
    let mut crossings = 0;
    for (place, (column, from, to)) in ends.iter().enumerate() {
        crossings += ends[place + 1..]
            .iter()
            .filter(|(other, other_from, other_to)| {
                other == column && (from < other_from && to > other_to || from > other_from && to < other_to)
            })
            .count();
    }
    crossings
}

/// The top of every slot, by its column.
type Tops = BTreeMap<(usize, Slot), i64>;

/// The top of every slot.
fn tops(columns: &[Vec<Slot>], links: &[Link], sizes: &Sizes) -> Tops {
    let mut tops = Tops::new();
    for (column, slots) in columns.iter().enumerate() {
        let wanted = vec![0; slots.len()];
        place(column, slots, &wanted, sizes, &mut tops);
    }
    for _ in 0..ROUNDS {
        for (column, slots) in columns.iter().enumerate() {
            let wanted: Vec<i64> =
                slots.iter().map(|slot| wanted(column, *slot, links, sizes, &tops)).collect();
            place(column, slots, &wanted, sizes, &mut tops);
        }
    }
    let highest = tops.values().min().copied().unwrap_or_default();
    for top in tops.values_mut() {
        *top += MARGIN - highest;
    }
    tops
}

/// The top at which a slot would be level with the middle of what it is linked to.
fn wanted(column: usize, slot: Slot, links: &[Link], sizes: &Sizes, tops: &Tops) -> i64 {
    let shifts: Vec<i64> = links
        .iter()
        .filter_map(|link| {
            let from = tops[&(link.column, link.from)] + port(link.from, link.row, sizes);
            let to = tops[&(link.column + 1, link.to)] + entry(link.to, sizes);
            if (link.column, link.from) == (column, slot) {
                Some(to - from)
            } else if (link.column + 1, link.to) == (column, slot) {
                Some(from - to)
            } else {
                None
            }
        })
        .collect();
    let count = i64::try_from(shifts.len()).expect("a box has few lines");
    tops[&(column, slot)] + shifts.iter().sum::<i64>() / count.max(1)
}

/// Places the slots of a column as near to where they want to be as their order and sizes allow.
///
/// Slots that would overlap are joined into a block that stands where its members want to be on
/// average (the pool-adjacent-violators algorithm).
fn place(column: usize, slots: &[Slot], wanted: &[i64], sizes: &Sizes, tops: &mut Tops) {
    struct Block {
        members: i64,
        sum: i64,
    }
    let mut offsets = Vec::new();
    let mut end = 0;
    for (place, slot) in slots.iter().enumerate() {
        if place > 0 {
            end +=
                if matches!((slots[place - 1], slot), (Slot::Lane(_), Slot::Lane(_))) { LANE } else { GAP };
        }
        offsets.push(end);
        end += slot_height(*slot, sizes);
    }
    let mut blocks: Vec<Block> = Vec::new();
    for (wanted, offset) in wanted.iter().zip(&offsets) {
        let mut block = Block { members: 1, sum: wanted - offset };
        while let Some(above) = blocks.pop_if(|above| above.sum / above.members >= block.sum / block.members)
        {
            block = Block { members: above.members + block.members, sum: above.sum + block.sum };
        }
        blocks.push(block);
    }
    let shifts = blocks.iter().flat_map(|block| (0..block.members).map(|_| block.sum / block.members));
    for ((slot, offset), shift) in slots.iter().zip(&offsets).zip(shifts) {
        tops.insert((column, *slot), offset + shift);
    }
}

fn slot_height(slot: Slot, sizes: &Sizes) -> i64 {
    match slot {
        Slot::Box(target) => sizes[&target].height,
        Slot::Lane(_) => LANE,
    }
}

/// Where lines leave a slot, from its top.
fn port(slot: Slot, row: usize, sizes: &Sizes) -> i64 {
    match slot {
        Slot::Lane(_) => LANE / 2,
        Slot::Box(target) => {
            let Size { heading, rows, height: _ } = &sizes[&target];
            let above: i64 = rows[..row].iter().map(|row| block(row)).sum();
            block(heading) + above + block(&rows[row]) / 2
        }
    }
}

/// Where lines come to a slot, from its top.
fn entry(slot: Slot, sizes: &Sizes) -> i64 {
    match slot {
        Slot::Lane(_) => LANE / 2,
        Slot::Box(target) => block(&sizes[&target].heading) / 2,
    }
}

fn draw(columns: &[Vec<Slot>], links: &[Link], sizes: &Sizes, tops: &Tops) -> Layout {
    let left =
        |column: usize| MARGIN + (COLUMN + GUTTER) * i64::try_from(column).expect("there are few questions");
    let mut boxes = Vec::new();
    let mut drawn: BTreeMap<Target, DrawnLine> = BTreeMap::new();
    for (column, slots) in columns.iter().enumerate() {
        for slot in slots {
            if let Slot::Box(target) = *slot {
                let (x, y) = (left(column), tops[&(column, *slot)]);
                boxes.push(drawn_box(target, x, y, &sizes[&target]));
                let line = DrawnLine { x, y: y + entry(*slot, sizes), pieces: Vec::new() };
                drawn.insert(target, line);
            }
        }
    }
    for link in links {
        let Link { column, from, row, to } = *link;
        let line = drawn.get_mut(&to.target()).expect("every box has its lines");
        let (x, y) = (left(column) + COLUMN, tops[&(column, from)] + port(from, row, sizes));
        if let Slot::Lane(_) = from {
            line.pieces.push(Piece::Straight { x: x - COLUMN, y, to_x: x });
        }
        let to_y = tops[&(column + 1, to)] + entry(to, sizes);
        line.pieces.push(Piece::Curve { x, y, to_x: left(column + 1), to_y });
    }
    let bottom = |one: &DrawnBox| one.y + one.height;
    let lowest_lane = tops.values().max().copied().unwrap_or_default() + LANE;
    Layout {
        width: left(columns.len() - 1) + COLUMN + MARGIN,
        height: boxes.iter().map(bottom).max().unwrap_or_default().max(lowest_lane) + MARGIN,
        lines: drawn.into_values().filter(|line| !line.pieces.is_empty()).collect(),
        boxes,
    }
}

fn drawn_box(target: Target, x: i64, y: i64, size: &Size) -> DrawnBox {
    let texts = |top: i64, lines: &[String]| TEXT_STYLE.place(lines, x + PADDING, top);
    let Size { heading, rows, height } = size;
    let mut top = y + block(heading);
    let rows = rows
        .iter()
        .map(|row| {
            let drawn = DrawnRow { y: top, text: texts(top, row) };
            top += block(row);
            drawn
        })
        .collect();
    DrawnBox { target, x, y, width: COLUMN, height: *height, heading: texts(y, heading), rows }
}
