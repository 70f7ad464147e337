//! What some situations have in common that the others lack.
//!
//! A situation is a point: for each of its features the number of a value. Some of all points are
//! described by boxes, each of which allows some values of each feature, so that together they
//! hold just those points. There are often several ways; the one that is easiest to read is taken.

use std::collections::BTreeSet;

/// For each feature the number of its value.
pub type Point = Vec<usize>;

/// For each feature the values it may have.
pub type Conditions = Vec<BTreeSet<usize>>;

/// Boxes that together hold the members and nothing else of all points.
///
/// Each box is grown from one member as far as it goes, as in the first half of the Espresso
/// method for logic functions. How far that is depends on which feature is let loose first.
#[must_use]
pub fn describe(members: &BTreeSet<Point>, all: &BTreeSet<Point>) -> Vec<Conditions> {
    let features = all.first().map_or(0, Vec::len);
    let values: Vec<BTreeSet<usize>> =
        (0..features).map(|feature| all.iter().map(|point| point[feature]).collect()).collect();
    let others: Vec<&Point> = all.difference(members).collect();
    let rotations = (0..features.max(1)).map(|first| (0..features).map(move |n| (first + n) % features));
    rotations
        .flat_map(|order| {
            let order: Vec<usize> = order.collect();
            let reverse = order.iter().rev().copied().collect();
            [order, reverse]
        })
        .map(|order| cover(members, &others, &values, &order))
        .min_by_key(|boxes| effort(boxes, &values))
        .unwrap_or_default()
}

fn cover(
    members: &BTreeSet<Point>,
    others: &[&Point],
    values: &[BTreeSet<usize>],
    order: &[usize],
) -> Vec<Conditions> {
    let mut boxes: Vec<Conditions> = Vec::new();
    let mut remaining = members.clone();
    while let Some(seed) = remaining.first() {
        let mut grown: Conditions = seed.iter().map(|value| BTreeSet::from([*value])).collect();
        for feature in order {
            for value in &values[*feature] {
                let mut slice = grown.clone();
                slice[*feature] = BTreeSet::from([*value]);
                if !others.iter().any(|point| holds(&slice, point)) {
                    grown[*feature].insert(*value);
                }
            }
        }
        remaining.retain(|point| !holds(&grown, point));
        boxes.push(grown);
    }
    without_idle(boxes, members)
}

/// Leaves boxes out whose members are all in other boxes.
fn without_idle(mut boxes: Vec<Conditions>, members: &BTreeSet<Point>) -> Vec<Conditions> {
    let mut place = 0;
    while place < boxes.len() {
        let others: Vec<&Conditions> =
            boxes.iter().enumerate().filter(|(other, _)| *other != place).map(|(_, other)| other).collect();
        if members.iter().all(|point| others.iter().any(|other| holds(other, point))) {
            boxes.remove(place);
        } else {
            place += 1;
        }
    }
    boxes
}

fn holds(conditions: &Conditions, point: &Point) -> bool {
    conditions.iter().zip(point).all(|(allowed, value)| allowed.contains(value))
}

/// How much effort the boxes are to read. Several short conditions are less than one long list.
fn effort(boxes: &[Conditions], values: &[BTreeSet<usize>]) -> usize {
    let condition = |(allowed, all): (&BTreeSet<usize>, &BTreeSet<usize>)| match allowed.len() {
        count if count == all.len() => 0,
        count => 1 + count.min(all.len() - count).pow(2),
    };
    boxes.iter().map(|one| 1 + one.iter().zip(values).map(condition).sum::<usize>()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(points: &[[usize; 3]]) -> BTreeSet<Point> {
        points.iter().map(|point| point.to_vec()).collect()
    }

    fn grid() -> BTreeSet<Point> {
        let numbers = || 0..3_usize;
        numbers().flat_map(|x| numbers().flat_map(move |y| numbers().map(move |z| vec![x, y, z]))).collect()
    }

    #[test]
    fn what_all_members_share_is_one_box() {
        let members = grid().into_iter().filter(|point| point[0] > 0 && point[2] == 1).collect();
        let boxes = describe(&members, &grid());
        assert_eq!(boxes, [[BTreeSet::from([1, 2]), BTreeSet::from([0, 1, 2]), BTreeSet::from([1])]]);
    }

    #[test]
    fn every_description_is_exact() {
        for seed in 0..200_usize {
            let member = |point: &Point| {
                (point[0] * 7 + point[1] * 3 + point[2] * 5 + seed).is_multiple_of(seed % 5 + 2)
            };
            let members: BTreeSet<Point> = grid().into_iter().filter(member).collect();
            let boxes = describe(&members, &grid());
            let held: BTreeSet<Point> =
                grid().into_iter().filter(|point| boxes.iter().any(|one| holds(one, point))).collect();
            assert_eq!(held, members, "with seed {seed}");
        }
    }

    #[test]
    fn what_never_occurs_needs_no_words() {
        // The second feature is asked only of those whose first is 1; 9 stands for "not asked".
        let all = points(&[[0, 9, 0], [0, 9, 1], [1, 0, 0], [1, 0, 1], [1, 1, 0], [1, 1, 1]]);
        let members = points(&[[0, 9, 1], [1, 1, 1]]);
        let boxes = describe(&members, &all);
        assert_eq!(boxes, [[BTreeSet::from([0, 1]), BTreeSet::from([1, 9]), BTreeSet::from([1])]]);
        assert!(describe(&BTreeSet::new(), &all).is_empty());
    }
}
