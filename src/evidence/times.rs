//! What the order between events says about their times. `before`, `after` and `near` are difference
//! constraints; spreading them tightens the bounds of neighbours ("not after, because before …"), shows
//! which rule tightened what, and finds what cannot all hold.
//!
//! ```text
//!   A ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄          undated
//!            before
//!   B        ├┄┄┄┄┄┄┄┄┄┄┄┤          some day in it
//!
//!   A ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┤          not after the last day of B
//! ```
//!
//! Days are coarse: *before* allows the same day. What goes on is before something if it begins before
//! it; what has always been is after something if it ends after it.

mod derive;
mod graph;
mod knots;
mod own;
mod rows;
mod spread;
mod words;

use rayon::prelude::*;

use super::{TimeFrom, own_time};
use crate::model::{Day, Project, When};
use derive::Spread;
use graph::{Change, Graph};
use own::Var;
use spread::{Labels, Side};

/// The times of all events, with bounds tightened by their neighbours. `usize` is a position in
/// [`Project::events`] throughout.
#[derive(Clone, Debug)]
pub struct Times {
    graph: Graph,
    spread: Spread,
    /// Of the events that a neighbour tightens.
    derived: Vec<Option<Box<When>>>,
    circles: Vec<Circle>,
}

/// One of the four day bounds of a time, as [`Bounds`](crate::model::Bounds) names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bound {
    First,
    Last,
    EndFirst,
    EndLast,
}

/// How an event stands to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    Before,
    After,
    /// On either side, at most so many days.
    WithinDays(u32),
}

/// Why a bound is tighter than the record says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tightening {
    /// For what is *within*, [`Bound::First`] and [`Bound::EndLast`] only: it is one day.
    pub bound: Bound,
    pub day: Day,
    /// The event is one day, even if nobody knows which.
    pub is_one_day: bool,
    /// As read from the tightened event: it is `rule` the event `from`.
    pub rule: Rule,
    pub from: usize,
    /// The bound of `from` that gave it; it may be derived itself.
    pub from_bound: Bound,
    pub from_day: Day,
    pub is_from_one_day: bool,
}

/// Dates and links that cannot all hold: along the links, `first` is too late for `last`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Circle {
    /// Not before this day.
    pub first: Stated,
    /// From the event of `first` to that of `last`, each beginning where the one before ended.
    pub links: Vec<OrderLink>,
    /// Not after this day.
    pub last: Stated,
}

/// A bound that a record states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stated {
    pub event: usize,
    pub bound: Bound,
    pub day: Day,
    /// The event is one day, even if nobody knows which.
    pub is_one_day: bool,
}

/// What a record says of the order of two events: `from` is `rule` `to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrderLink {
    pub from: usize,
    /// [`Rule::Before`] or [`Rule::WithinDays`].
    pub rule: Rule,
    pub to: usize,
    /// Which of the two events' records says so.
    pub stated_by: usize,
}

fn day(number: i32) -> Option<Day> {
    Day::from_number(i64::from(number))
}

impl Times {
    /// References to events that are missing, or to the event itself, say nothing here.
    pub fn new(project: &Project) -> Self {
        let graph = Graph::new(project);
        let spread = spread(&graph);
        let mut times = Self {
            graph,
            spread,
            derived: Vec::new(),
            circles: Vec::new(),
        };
        times.finish(project);
        times
    }

    /// The events at these positions were edited (the same number of events, with the same ids): what
    /// [`Times::new`] would give. Costs as much as the edited events' neighbourhood, as far as bounds
    /// rest on them; with a circle before or after, as much as everything but the reading of records.
    /// Gives the events whose times may differ from before, ascending.
    pub fn update(&mut self, project: &Project, changed: &[usize]) -> Vec<usize> {
        if self.graph.event_count() != project.events().len() {
            *self = Self::new(project);
            return self.all();
        }
        let mut positions: Vec<u32> = changed
            .iter()
            .filter_map(|event| u32::try_from(*event).ok())
            .collect();
        positions.sort_unstable();
        positions.dedup();
        let edits: Vec<Change> = positions
            .iter()
            .filter_map(|event| self.graph.change(project, *event))
            .collect();
        if !self.circles.is_empty() && !edits.is_empty() {
            self.apply(edits);
            self.solve(project);
            return self.all();
        }
        let mut touched = self.spread_changes(edits);
        if touched.iter().any(|event| self.spread.is_caught(*event)) {
            self.solve(project);
            return self.all();
        }
        touched.extend(positions);
        touched.sort_unstable();
        touched.dedup();
        for &event in &touched {
            let when = self.derive(project, event);
            if let Some(place) = self.derived.get_mut(event as usize) {
                *place = when;
            }
        }
        touched.into_iter().map(|event| event as usize).collect()
    }

    fn all(&self) -> Vec<usize> {
        (0..self.graph.event_count()).collect()
    }

    /// The event's own time (see [`own_time`]) with bounds tightened by its neighbours; where neither
    /// says otherwise the record's, which may be words without a date. `None`: undated, and nothing
    /// derived.
    pub fn when<'a>(&'a self, project: &'a Project, event: usize) -> Option<&'a When> {
        match self.derived.get(event) {
            Some(Some(when)) => Some(when),
            _ => project.events().get(event)?.when.as_ref(),
        }
    }

    /// Whether [`Times::when`] says something else than the record.
    pub fn is_derived(&self, event: usize) -> bool {
        self.derived.get(event).is_some_and(Option::is_some)
    }

    /// For each bound that was tightened, why, in the order of the bounds.
    pub fn tightenings(&self, event: usize) -> Vec<Tightening> {
        if !self.is_derived(event) {
            return Vec::new();
        }
        let event = u32::try_from(event).unwrap_or(u32::MAX);
        derive::tightenings(&self.graph, &self.spread, event)
    }

    /// What cannot all hold, one for each knot of links, by the position of its first event. The links
    /// of a knot are left out of account.
    pub fn circles(&self) -> &[Circle] {
        &self.circles
    }

    fn apply(&mut self, changes: Vec<Change>) {
        for change in changes {
            self.graph.apply(change);
        }
    }

    /// Everything that follows from the graph, anew.
    fn solve(&mut self, project: &Project) {
        self.graph.resume_all();
        self.spread = spread(&self.graph);
        self.finish(project);
    }

    fn finish(&mut self, project: &Project) {
        let Spread { earliest, latest } = &self.spread;
        self.circles = knots::cut(&mut self.graph, earliest, latest);
        if !self.circles.is_empty() {
            self.spread = spread(&self.graph);
        }
        let count = u32::try_from(self.graph.event_count()).unwrap_or(u32::MAX);
        let derived = (0..count).into_par_iter();
        self.derived = derived.map(|event| self.derive(project, event)).collect();
    }

    fn derive(&self, project: &Project, event: u32) -> Option<Box<When>> {
        let (graph, spread) = (&self.graph, &self.spread);
        let is_tightened = derive::is_tightened(graph, spread, event);
        if !is_tightened && graph.own(event).from == TimeFrom::Record {
            return None;
        }
        let (own, _) = own_time(project.events().get(event as usize)?);
        let when = if is_tightened {
            derive::derived(graph, spread, event, own.as_deref())
        } else {
            own?.into_owned()
        };
        Some(Box::new(when))
    }

    /// Applies the changes and spreads what follows from them; the events whose bounds may differ.
    fn spread_changes(&mut self, changes: Vec<Change>) -> Vec<u32> {
        let events: Vec<u32> = changes.iter().map(|change| change.position).collect();
        let Spread { earliest, latest } = &mut self.spread;
        let sides = [earliest, latest].map(|labels| {
            let taken = labels.take_dependents(&self.graph, &events);
            (labels, taken)
        });
        for change in changes {
            self.graph.apply(change);
        }
        let mut touched = Vec::new();
        for (labels, taken) in sides {
            let touch = |var: Var| touched.push(var.event());
            labels.restore(&self.graph, &taken, touch);
            touched.extend(taken.into_iter().map(Var::event));
        }
        touched
    }
}

fn spread(graph: &Graph) -> Spread {
    let side = |side| move || Labels::spread(graph, side);
    let (earliest, latest) = rayon::join(side(Side::Earliest), side(Side::Latest));
    Spread { earliest, latest }
}
