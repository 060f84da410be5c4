//! The order between events by brute force: every constraint read from the model in plain words, days
//! between all pairs worked out (Floyd and Warshall), and, for tiny projects, every assignment tried.

use std::collections::BTreeMap;

use annals::evidence::{Bound, Circle, Rule};
use annals::model::{Basis, Day, Distance, Event, EventId, Limit, Project, Reading};

/// A start or an end of an event, or the first day of the calendar that all are counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Node {
    Zero,
    Start(usize),
    End(usize),
}

/// `low ≤ high + slack`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Constraint {
    pub(crate) low: Node,
    pub(crate) high: Node,
    pub(crate) slack: i64,
}

fn constraint(low: Node, high: Node, slack: i64) -> Constraint {
    Constraint { low, high, slack }
}

/// What one event says by itself.
pub(crate) fn own(event: &Event, at: usize) -> Vec<Constraint> {
    let (start, end) = (Node::Start(at), Node::End(at));
    let mut all = vec![constraint(start, end, 0)];
    let dated = event.when.as_ref().filter(|when| when.bounds.is_some());
    if dated.is_none_or(|when| when.reading == Reading::Within) {
        all.push(constraint(end, start, 0));
    }
    if let Some(when) = dated {
        let bounds = when.bounds.expect("dated");
        let is_within = when.reading == Reading::Within;
        let mut lowest = |node, day: Day| all.push(constraint(Node::Zero, node, -day.number()));
        if bounds.from == Limit::Known {
            lowest(start, bounds.first);
        }
        if !is_within && bounds.end_first != Day::MIN {
            lowest(end, bounds.end_first);
        }
        if bounds.to == Limit::Known {
            all.push(constraint(end, Node::Zero, bounds.end_last.number()));
        }
        if !is_within && bounds.last != Day::MAX {
            all.push(constraint(start, Node::Zero, bounds.last.number()));
        }
    }
    all
}

fn is_open(event: &Event, side: impl Fn(&annals::model::Bounds) -> Limit) -> bool {
    let bounds = event.when.as_ref().and_then(|when| when.bounds);
    bounds.is_some_and(|bounds| side(&bounds) == Limit::Open)
}

pub(crate) fn order(project: &Project, earlier: usize, later: usize) -> Constraint {
    let events = project.events();
    let low = if is_open(&events[earlier], |bounds| bounds.to) {
        Node::Start(earlier)
    } else {
        Node::End(earlier)
    };
    let high = if is_open(&events[later], |bounds| bounds.from) {
        Node::End(later)
    } else {
        Node::Start(later)
    };
    constraint(low, high, 0)
}

pub(crate) fn reach(from: usize, to: usize, days: u32) -> Constraint {
    constraint(Node::Start(from), Node::End(to), i64::from(days))
}

/// What an event's record states of order, statement by statement.
pub(crate) fn statements(project: &Project, at: usize) -> Vec<Vec<Constraint>> {
    let event = &project.events()[at];
    let find = |id: &EventId| project.event_position(id).filter(|other| *other != at);
    let near = |other, days| vec![reach(at, other, days), reach(other, at, days)];
    let mut all = Vec::new();
    for other in event.before.iter().filter_map(find) {
        all.push(vec![order(project, at, other)]);
    }
    for other in event.after.iter().filter_map(find) {
        all.push(vec![order(project, other, at)]);
    }
    for stated in &event.near {
        if let Some(other) = find(&stated.event) {
            all.push(near(other, stated.days));
        }
    }
    if let Some(Basis::Event(id, distance)) = event.when.as_ref().map(|when| &when.basis)
        && let Some(other) = find(id)
    {
        all.push(match distance {
            Distance::Before => vec![order(project, at, other)],
            Distance::After => vec![order(project, other, at)],
            Distance::WithinDays(days) => near(other, *days),
        });
    }
    all
}

pub(crate) fn all_own(project: &Project) -> Vec<Constraint> {
    let events = project.events().iter().enumerate();
    events.flat_map(|(at, event)| own(event, at)).collect()
}

pub(crate) fn all_links(project: &Project) -> Vec<Constraint> {
    let events = 0..project.events().len();
    let statements = events.flat_map(|at| statements(project, at));
    statements.flatten().collect()
}

/// Least and greatest day of every start and end; `None`: nothing can be.
pub(crate) type Closure = BTreeMap<Node, Days>;

/// Least and greatest; `None`: no bound.
pub(crate) type Days = (Option<i64>, Option<i64>);

/// `distances[(a, b)]`: `a ≤ b + distance` in every solution, tightest.
fn distances(count: usize, constraints: &[Constraint]) -> BTreeMap<(Node, Node), i64> {
    let nodes = nodes(count);
    let mut best = BTreeMap::new();
    for node in &nodes {
        best.insert((*node, *node), 0);
    }
    for Constraint { low, high, slack } in constraints {
        let known = best.entry((*low, *high)).or_insert(*slack);
        *known = (*known).min(*slack);
    }
    for via in &nodes {
        for low in &nodes {
            for high in &nodes {
                let (Some(one), Some(two)) = (best.get(&(*low, *via)), best.get(&(*via, *high)))
                else {
                    continue;
                };
                let sum = one + two;
                let known = best.entry((*low, *high)).or_insert(sum);
                *known = (*known).min(sum);
            }
        }
    }
    best
}

fn nodes(count: usize) -> Vec<Node> {
    let of_events = (0..count).flat_map(|at| [Node::Start(at), Node::End(at)]);
    std::iter::once(Node::Zero).chain(of_events).collect()
}

pub(crate) fn closure(count: usize, constraints: &[Constraint]) -> Option<Closure> {
    let best = distances(count, constraints);
    let can_hold = nodes(count).iter().all(|node| best[&(*node, *node)] >= 0);
    can_hold.then(|| {
        let bounds = |node: Node| {
            let least = best.get(&(Node::Zero, node)).map(|days| -days);
            (least, best.get(&(node, Node::Zero)).copied())
        };
        let nodes = nodes(count).into_iter().skip(1);
        nodes.map(|node| (node, bounds(node))).collect()
    })
}

/// The same by trying every assignment of days from `days`; `None`: nothing can be.
pub(crate) fn tried(
    count: usize,
    constraints: &[Constraint],
    days: std::ops::RangeInclusive<i64>,
) -> Option<BTreeMap<Node, (i64, i64)>> {
    let nodes: Vec<Node> = nodes(count).into_iter().skip(1).collect();
    let mut found = BTreeMap::new();
    let mut values = BTreeMap::from([(Node::Zero, 0)]);
    try_rest(&nodes, &mut values, constraints, &days, &mut found);
    (found.len() == nodes.len()).then_some(found)
}

fn try_rest(
    nodes: &[Node],
    values: &mut BTreeMap<Node, i64>,
    constraints: &[Constraint],
    days: &std::ops::RangeInclusive<i64>,
    found: &mut BTreeMap<Node, (i64, i64)>,
) {
    let Some((node, rest)) = nodes.split_first() else {
        for (node, value) in values.iter().filter(|(node, _)| **node != Node::Zero) {
            let bounds = found.entry(*node).or_insert((*value, *value));
            *bounds = (bounds.0.min(*value), bounds.1.max(*value));
        }
        return;
    };
    for day in days.clone() {
        values.insert(*node, day);
        let holds = constraints.iter().all(|constraint| {
            let (low, high) = (values.get(&constraint.low), values.get(&constraint.high));
            low.zip(high)
                .is_none_or(|(low, high)| *low <= high + constraint.slack)
        });
        if holds {
            try_rest(rest, values, constraints, days, found);
        }
        values.remove(node);
    }
}

/// What is left when the links of everything caught in a contradiction are left out, worked out in
/// another way: a link is caught if it lies on a chain from an own bound to an own bound that cannot
/// hold.
pub(crate) fn uncaught_links(project: &Project) -> Vec<Constraint> {
    let own = all_own(project);
    let links = all_links(project);
    let count = project.events().len();
    // Links and the inner order of events, without any date.
    let is_bound =
        |constraint: &Constraint| constraint.low == Node::Zero || constraint.high == Node::Zero;
    let inner = own.iter().filter(|constraint| !is_bound(constraint));
    let undated: Vec<_> = links.iter().chain(inner).copied().collect();
    let between = distances(count, &undated);
    let lows: Vec<_> = own.iter().filter(|bound| bound.low == Node::Zero).collect();
    let highs: Vec<_> = own
        .iter()
        .filter(|bound| bound.high == Node::Zero)
        .collect();
    let is_caught = |node: Node| {
        lows.iter().any(|low| {
            highs.iter().any(|high| {
                let before = between.get(&(low.high, node));
                let after = between.get(&(node, high.low));
                before
                    .zip(after)
                    .is_some_and(|(before, after)| low.slack + before + after + high.slack < 0)
            })
        })
    };
    let statements = (0..count).flat_map(|at| statements(project, at));
    let kept = statements.filter(|statement| {
        let mut links = statement.iter();
        !links.any(|link| is_caught(link.low) && is_caught(link.high))
    });
    kept.flatten().collect()
}

/// The two bounds and the links of a circle, and nothing else; fails if the project does not say them.
pub(crate) fn circle_alone(project: &Project, circle: &Circle) -> Vec<Constraint> {
    let events = project.events();
    let stated = |event: usize| events[event].when.as_ref().and_then(|when| when.bounds);
    let first = stated(circle.first.event).expect("a dated event");
    let last = stated(circle.last.event).expect("a dated event");
    let (low, low_day) = match circle.first.bound {
        Bound::First => (Node::Start(circle.first.event), first.first),
        Bound::EndFirst => (Node::End(circle.first.event), first.end_first),
        bound => panic!("{bound:?} is not an earliest day"),
    };
    let (high, high_day) = match circle.last.bound {
        Bound::Last => (Node::Start(circle.last.event), last.last),
        Bound::EndLast => (Node::End(circle.last.event), last.end_last),
        bound => panic!("{bound:?} is not a latest day"),
    };
    assert_eq!((low_day, high_day), (circle.first.day, circle.last.day));
    let mut all = vec![
        constraint(Node::Zero, low, -low_day.number()),
        constraint(high, Node::Zero, high_day.number()),
    ];
    // Of its own an event says how its start stands to its end.
    for (at, event) in events.iter().enumerate() {
        let own = own(event, at).into_iter();
        all.extend(
            own.filter(|constraint| constraint.low != Node::Zero && constraint.high != Node::Zero),
        );
    }
    let mut at = circle.first.event;
    for link in &circle.links {
        assert_eq!(link.from, at, "{circle:?}");
        let said = match link.rule {
            Rule::Before => order(project, link.from, link.to),
            Rule::WithinDays(days) => reach(link.from, link.to, days),
            Rule::After => panic!("links are told from the earlier"),
        };
        let statements = statements(project, link.stated_by).concat();
        assert!(statements.contains(&said), "{link:?}");
        assert!([link.from, link.to].contains(&link.stated_by));
        all.push(said);
        at = link.to;
    }
    assert_eq!(at, circle.last.event, "{circle:?}");
    all
}
