//! How bounds spread along links: shortest paths. A latest day is the shortest path from somebody's own
//! latest day; an earliest day is the same with the days mirrored. All slacks are at least zero, so
//! Dijkstra's algorithm gives the exact fixpoint, whatever the order of events and links.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::graph::{Graph, Link, Statement};
use super::own::{Var, calendar};

/// Which bound of each day: the two are mirror images.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Earliest,
    Latest,
}

impl Side {
    /// The distance of a day: what spreads as a minimum.
    fn distance(self, (least, greatest): (i32, i32)) -> i32 {
        match self {
            Self::Earliest => -least,
            Self::Latest => greatest,
        }
    }

    /// The distance that says nothing: the end of the calendar.
    fn limit(self) -> i32 {
        self.distance(calendar())
    }

    fn day_number(self, distance: i32) -> i32 {
        match self {
            Self::Earliest => -distance,
            Self::Latest => distance,
        }
    }

    /// From which day to which a bound goes along a link.
    pub(super) fn along(self, link: &Link) -> (Var, Var) {
        match self {
            Self::Earliest => (link.low, link.high),
            Self::Latest => (link.high, link.low),
        }
    }

    /// Within an event, a bound goes from its start to its end, or back.
    fn inner_target(self, graph: &Graph, var: Var) -> Option<Var> {
        let is_source = var.is_end() == (self == Self::Latest);
        (is_source && !graph.own(var.event()).is_within).then_some(Var(var.0 ^ 1))
    }

    fn inner_source(self, graph: &Graph, var: Var) -> Option<Var> {
        let is_target = var.is_end() == (self == Self::Earliest);
        (is_target && !graph.own(var.event()).is_within).then_some(Var(var.0 ^ 1))
    }
}

/// What a bound rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    /// The event's own date, or nothing.
    Own,
    /// A start is not after its end.
    Inner,
    Link(u32),
}

/// A distance and, below it, the number of links on the path, in one number. Of two paths to one day
/// the one with fewer links is the better explanation; and as every link makes the number greater, the
/// causes of bounds never run in a circle.
type Key = i64;

const KEY_SHIFT: u32 = 32;

fn key_from_distance(distance: i32) -> Key {
    i64::from(distance) << KEY_SHIFT
}

/// Longer than the calendar: more days than that say nothing.
const MAX_SLACK: u32 = 10_000_000;

/// One bound of every day, and what it rests on. Equal paths are told apart by where their last link
/// stands in the project, so that the causes too depend on the project alone.
#[derive(Clone, Debug)]
pub(super) struct Labels {
    side: Side,
    limit: i32,
    labels: Vec<Label>,
}

/// Key and cause are looked at together.
#[derive(Clone, Copy, Debug)]
struct Label {
    key: Key,
    cause: Cause,
}

/// Days whose bound moved and has not been passed on yet, the closest first.
#[derive(Debug, Default)]
pub(super) struct Queue(BinaryHeap<Reverse<(Key, Var)>>);

impl Labels {
    /// Everybody's own bounds.
    pub(super) fn new(graph: &Graph, side: Side) -> Self {
        let own = graph.all_own().iter();
        let ranges = own.flat_map(|own| [own.start, own.end]);
        let label = |range| Label {
            key: key_from_distance(side.distance(range)),
            cause: Cause::Own,
        };
        Self {
            side,
            limit: side.limit(),
            labels: ranges.map(label).collect(),
        }
    }

    /// Spread over the whole graph.
    pub(super) fn spread(graph: &Graph, side: Side) -> Self {
        let mut labels = Self::new(graph, side);
        let mut queue = Queue::default();
        // Everybody's own bounds are passed on once; what moves by that is queued. So the queue holds
        // what is tightened, not every date.
        for (at, link) in graph.links() {
            labels.pass(graph, (at, link), &mut queue);
        }
        labels.settle(graph, &mut queue, |_| ());
        labels
    }

    /// The bound as a day number; the calendar's end where there is none.
    pub(super) fn day_number(&self, var: Var) -> i32 {
        self.side.day_number(self.distance(var))
    }

    pub(super) fn is_bounded(&self, var: Var) -> bool {
        self.distance(var) < self.limit
    }

    /// The links between the bound and the own date that it rests on.
    pub(super) fn link_count(&self, var: Var) -> i64 {
        self.key(var) & i64::from(u32::MAX)
    }

    pub(super) fn cause(&self, var: Var) -> Cause {
        self.label(var).cause
    }

    /// Where the bound came from: the day one step nearer to the own date that it rests on.
    pub(super) fn source(&self, graph: &Graph, var: Var) -> Option<Var> {
        match self.cause(var) {
            Cause::Own => None,
            Cause::Inner => self.side.inner_source(graph, var),
            Cause::Link(at) => graph.link(at).map(|link| self.side.along(link).0),
        }
    }

    fn distance(&self, var: Var) -> i32 {
        // Keys are made of an `i32` each.
        i32::try_from(self.key(var) >> KEY_SHIFT).unwrap_or(self.limit)
    }

    fn label(&self, var: Var) -> Label {
        let label = self.labels.get(var.slot()).copied();
        label.unwrap_or(Label {
            key: key_from_distance(self.limit),
            cause: Cause::Own,
        })
    }

    fn key(&self, var: Var) -> Key {
        self.label(var).key
    }

    fn set(&mut self, var: Var, key: Key, cause: Cause) {
        if let Some(label) = self.labels.get_mut(var.slot()) {
            *label = Label { key, cause };
        }
    }

    /// Passes a bound on along one link.
    fn pass(&mut self, graph: &Graph, (at, link): (u32, &Link), queue: &mut Queue) {
        if link.is_suspended {
            return;
        }
        let (source, target) = self.side.along(link);
        let key = self.key(source) + (i64::from(link.slack.min(MAX_SLACK)) << KEY_SHIFT) + 1;
        self.improve(graph, target, (key, Cause::Link(at)), queue);
    }

    fn improve(&mut self, graph: &Graph, target: Var, new: (Key, Cause), queue: &mut Queue) {
        let (key, cause) = new;
        let known = self.label(target);
        if key > known.key || key >> KEY_SHIFT >= i64::from(self.limit) {
            return;
        }
        if key < known.key {
            self.set(target, key, cause);
            queue.0.push(Reverse((key, target)));
        } else if rank(graph, cause) < rank(graph, known.cause) {
            self.set(target, key, cause);
        }
    }

    /// Passes on what is queued until nothing moves; tells every day whose bound is settled.
    pub(super) fn settle(
        &mut self,
        graph: &Graph,
        queue: &mut Queue,
        mut settled: impl FnMut(Var),
    ) {
        while let Some(Reverse((key, var))) = queue.0.pop() {
            // A shorter path has been found since.
            if key != self.key(var) {
                continue;
            }
            settled(var);
            if let Some(target) = self.side.inner_target(graph, var) {
                self.improve(graph, target, (key + 1, Cause::Inner), queue);
            }
            for (at, link) in graph.links_of(var.event()) {
                if self.side.along(link).0 == var {
                    self.pass(graph, (at, link), queue);
                }
            }
        }
    }

    /// The days of these events, and every day whose bound rests on one of them; forgets the causes of
    /// all of them. To be asked before the graph changes.
    pub(super) fn take_dependents(&mut self, graph: &Graph, events: &[u32]) -> Vec<Var> {
        let mut taken: Vec<Var> = events
            .iter()
            .flat_map(|event| [Var(event * 2), Var(event * 2 + 1)])
            .collect();
        for var in &taken {
            self.forget(*var);
        }
        let mut next = 0;
        while let Some(var) = taken.get(next).copied() {
            next += 1;
            if let Some(target) = self.side.inner_target(graph, var)
                && self.cause(target) == Cause::Inner
            {
                self.forget(target);
                taken.push(target);
            }
            for (at, link) in graph.links_of(var.event()) {
                let (source, target) = self.side.along(link);
                if source == var && self.cause(target) == Cause::Link(at) {
                    self.forget(target);
                    taken.push(target);
                }
            }
        }
        taken
    }

    fn forget(&mut self, var: Var) {
        self.set(var, self.key(var), Cause::Own);
    }

    /// Works out anew the bounds of days that [`Labels::take_dependents`] gave; tells every day whose
    /// bound is settled. To be asked after the graph has changed.
    pub(super) fn restore(&mut self, graph: &Graph, taken: &[Var], settled: impl FnMut(Var)) {
        for var in taken {
            let own = graph.own(var.event()).range(*var);
            let key = key_from_distance(self.side.distance(own));
            self.set(*var, key, Cause::Own);
        }
        // What their neighbours give them, and what they give their neighbours.
        let mut queue = Queue::default();
        for var in taken {
            if let Some(source) = self.side.inner_source(graph, *var) {
                let key = self.key(source) + 1;
                self.improve(graph, *var, (key, Cause::Inner), &mut queue);
            }
            for (at, link) in graph.links_of(var.event()) {
                if self.side.along(link).1 == *var {
                    self.pass(graph, (at, link), &mut queue);
                }
            }
        }
        for var in taken {
            if self.cause(*var) == Cause::Own && self.is_bounded(*var) {
                queue.0.push(Reverse((self.key(*var), *var)));
            }
        }
        self.settle(graph, &mut queue, settled);
    }
}

/// Which of two causes of one bound is told: what stands first in the project.
fn rank(graph: &Graph, cause: Cause) -> Option<Statement> {
    match cause {
        Cause::Own | Cause::Inner => None,
        Cause::Link(at) => graph.link(at).map(Link::statement),
    }
}
