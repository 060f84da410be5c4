//! From bounds that neighbours tightened to a [`When`] that looks like any other.

use super::graph::Graph;
use super::own::{Own, Var};
use super::spread::{Cause, Labels};
use super::{Bound, Rule, Tightening, day};
use crate::model::{Bounds, Day, DaySpan, Limit, Reading, When};

/// The bounds of all days.
#[derive(Clone, Debug)]
pub(super) struct Spread {
    pub(super) earliest: Labels,
    pub(super) latest: Labels,
}

impl Spread {
    fn labels(&self, bound: Bound) -> &Labels {
        match bound {
            Bound::First | Bound::EndFirst => &self.earliest,
            Bound::Last | Bound::EndLast => &self.latest,
        }
    }

    pub(super) fn is_caught(&self, event: u32) -> bool {
        [Var(event * 2), Var(event * 2 + 1)]
            .into_iter()
            .any(|var| self.earliest.day_number(var) > self.latest.day_number(var))
    }

    fn day(&self, bound: Bound, var: Var) -> Option<Day> {
        day(self.labels(bound).day_number(var))
    }
}

/// The bounds that an event has: those of its start and its end, or, if these are one day, two. A side
/// that is said to be open is not a bound and never becomes one.
fn bounds_of(own: &Own, event: u32) -> impl Iterator<Item = (Bound, Var)> {
    let start = Var::start(event);
    let end = Var(event * 2 + 1);
    let all = if own.is_within {
        [
            Some((Bound::First, start)),
            None,
            None,
            Some((Bound::EndLast, start)),
        ]
    } else {
        [
            Some((Bound::First, start)),
            Some((Bound::Last, start)),
            Some((Bound::EndFirst, end)),
            Some((Bound::EndLast, end)),
        ]
    };
    let (is_open_before, is_open_after) = (own.is_open_before, own.is_open_after);
    let is_open = move |bound: Bound| match bound {
        Bound::First => is_open_before,
        Bound::EndLast => is_open_after,
        Bound::Last | Bound::EndFirst => false,
    };
    let all = all.into_iter().flatten();
    all.filter(move |(bound, _)| !is_open(*bound))
}

/// Whether a neighbour tightens a bound of it.
pub(super) fn is_tightened(graph: &Graph, spread: &Spread, event: u32) -> bool {
    let own = graph.own(event);
    bounds_of(&own, event).any(|(bound, var)| spread.labels(bound).cause(var) != Cause::Own)
}

/// The time of an event that [`is_tightened`], from its own.
pub(super) fn derived(graph: &Graph, spread: &Spread, event: u32, own_when: Option<&When>) -> When {
    let mut when = own_when.cloned().unwrap_or_else(|| When::unresolved(None));
    let stated = when.bounds;
    if stated.is_none() {
        when.reading = Reading::Within;
    }
    let mut bounds = stated.unwrap_or(Bounds {
        from: Limit::Unknown,
        to: Limit::Unknown,
        ..Bounds::within(DaySpan::ALL)
    });
    let own = graph.own(event);
    for (bound, var) in bounds_of(&own, event) {
        let labels = spread.labels(bound);
        let Some(day) = spread.day(bound, var).filter(|_| labels.is_bounded(var)) else {
            continue;
        };
        match bound {
            Bound::First => (bounds.first, bounds.from) = (day, Limit::Known),
            Bound::Last => bounds.last = day,
            Bound::EndFirst => bounds.end_first = day,
            Bound::EndLast => (bounds.end_last, bounds.to) = (day, Limit::Known),
        }
    }
    if own.is_within {
        // One day: start and end are bounded alike.
        (bounds.last, bounds.end_first) = (bounds.end_last, bounds.first);
    }
    when.bounds = Some(bounds);
    when
}

/// The tightenings of an event, in the order of its bounds.
pub(super) fn tightenings(graph: &Graph, spread: &Spread, event: u32) -> Vec<Tightening> {
    let own = graph.own(event);
    let of_bound = |(bound, var): (Bound, Var)| {
        let labels = spread.labels(bound);
        // The bound of an end may rest on that of its start: what tightened the start is the reason.
        let mut at = var;
        while labels.cause(at) == Cause::Inner {
            at = labels.source(graph, at)?;
        }
        let Cause::Link(link) = labels.cause(at) else {
            return None;
        };
        let link = graph.link(link)?;
        let source = labels.source(graph, at)?;
        let source_own = graph.own(source.event());
        let rule = match (link.is_near, bound) {
            (true, _) => Rule::WithinDays(link.slack),
            (false, Bound::First | Bound::EndFirst) => Rule::After,
            (false, Bound::Last | Bound::EndLast) => Rule::Before,
        };
        let is_end = source.is_end() || source_own.is_within;
        let from_bound = match bound {
            Bound::First | Bound::EndFirst if source.is_end() => Bound::EndFirst,
            Bound::First | Bound::EndFirst => Bound::First,
            Bound::Last | Bound::EndLast if is_end => Bound::EndLast,
            Bound::Last | Bound::EndLast => Bound::Last,
        };
        Some(Tightening {
            bound,
            day: spread.day(bound, var)?,
            is_one_day: own.is_within,
            rule,
            from: source.event() as usize,
            from_bound,
            from_day: spread.day(bound, source)?,
            is_from_one_day: source_own.is_within,
        })
    };
    bounds_of(&own, event).filter_map(of_bound).collect()
}
