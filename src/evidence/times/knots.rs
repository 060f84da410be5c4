//! Links and dates that cannot all hold: found, told with every link, and left out of account.

use std::collections::{BTreeMap, BTreeSet};

use super::graph::Graph;
use super::own::Var;
use super::spread::{Cause, Labels};
use super::{Bound, Circle, OrderLink, Rule, Stated, day};

/// A chain of links from one event's own bound to another's that contradicts it; one for each knot of
/// links that hang together. Suspends the links of the knots, after which everything can hold:
///
/// Let a day be *caught* if its earliest is after its latest. Every day on a contradictory chain is
/// caught: its earliest is at least what the beginning of the chain gives it, its latest at most what
/// the end gives it. So every link of every contradictory chain has both ends caught, and it is these
/// that are suspended (with the other half of a nearness: words that are contradicted are not half
/// believed). A chain without links is one event, and on its own each is possible; circles
/// without bounds add up to no less than zero, as every slack does.
///
/// So the caught days are the same however the project is written down, and nothing is left out for a
/// contradiction elsewhere.
pub(super) fn cut(graph: &mut Graph, earliest: &Labels, latest: &Labels) -> Vec<Circle> {
    let is_caught = |var: Var| earliest.day_number(var) > latest.day_number(var);
    // One look along the list; the links lead all over it.
    let mut vars = graph.vars();
    if !vars.any(is_caught) {
        return Vec::new();
    }
    let mut statements = BTreeSet::new();
    let mut caught_links: Vec<(Var, Var)> = Vec::new();
    for (_, link) in graph.links() {
        if is_caught(link.low) && is_caught(link.high) {
            statements.insert(link.statement());
            caught_links.push((link.low, link.high));
        }
    }
    let mut knots = Knots::default();
    for (low, high) in &caught_links {
        knots.join(low.event(), high.event());
    }
    // Of each knot the day on the chain with the fewest links, the first in the project among equals.
    // Hence no chain passes a day twice: that day would be on a shorter one.
    let mut best: BTreeMap<u32, (i64, Var)> = BTreeMap::new();
    let ends = caught_links.iter().flat_map(|(low, high)| [*low, *high]);
    for var in ends {
        let found = (earliest.link_count(var) + latest.link_count(var), var);
        let known = best.entry(knots.root(var.event())).or_insert(found);
        *known = (*known).min(found);
    }
    let mut circles: Vec<Circle> = best
        .values()
        .filter_map(|(_, var)| circle(graph, earliest, latest, *var))
        .collect();
    circles.sort_by_key(|circle| circle.first.event);
    graph.suspend(&statements);
    circles
}

fn circle(graph: &Graph, earliest: &Labels, latest: &Labels, var: Var) -> Option<Circle> {
    let (first, mut links) = way(graph, earliest, var);
    links.reverse();
    let (last, later) = way(graph, latest, var);
    links.extend(later);
    let own = |var: Var| graph.own(var.event()).range(var);
    let links = links.into_iter().filter_map(|at| {
        let link = graph.link(at)?;
        Some(OrderLink {
            from: link.low.event() as usize,
            rule: if link.is_near {
                Rule::WithinDays(link.slack)
            } else {
                Rule::Before
            },
            to: link.high.event() as usize,
            stated_by: link.stated_by() as usize,
        })
    });
    let is_within = |var: Var| graph.own(var.event()).is_within;
    let lower = if first.is_end() {
        Bound::EndFirst
    } else {
        Bound::First
    };
    // What is *within* has one day; its latest is called after the end.
    let upper = if last.is_end() || is_within(last) {
        Bound::EndLast
    } else {
        Bound::Last
    };
    let stated = |var: Var, bound: Bound, number: i32| {
        Some(Stated {
            event: var.event() as usize,
            bound,
            day: day(number)?,
            is_one_day: is_within(var),
        })
    };
    Some(Circle {
        first: stated(first, lower, own(first).0)?,
        links: links.collect(),
        last: stated(last, upper, own(last).1)?,
    })
}

/// From a day back to the own bound that its bound rests on, and the links on the way.
fn way(graph: &Graph, labels: &Labels, from: Var) -> (Var, Vec<u32>) {
    let mut links = Vec::new();
    let mut var = from;
    while let Some(source) = labels.source(graph, var) {
        if let Cause::Link(at) = labels.cause(var) {
            links.push(at);
        }
        var = source;
    }
    (var, links)
}

/// Which events hang together.
#[derive(Debug, Default)]
struct Knots {
    parents: BTreeMap<u32, u32>,
}

impl Knots {
    fn root(&mut self, event: u32) -> u32 {
        let mut root = event;
        while let Some(parent) = self.parents.get(&root).copied() {
            root = parent;
        }
        // The next to ask has a short way.
        let mut at = event;
        while let Some(parent) = self.parents.get_mut(&at) {
            at = std::mem::replace(parent, root);
        }
        root
    }

    /// The lowest position of a knot is its root.
    fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.root(one), self.root(other));
        if one != other {
            self.parents.insert(one.max(other), one.min(other));
        }
    }
}
