//! What is said about the order of events, as numbers: each event's own bounds, and links
//! `low ≤ high + slack` between starts and ends. Read from the project once; ids are not met again.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::own::{Own, Var};
use super::rows::Rows;
use crate::model::{Basis, Distance, Event, EventId, Project};

/// Events read by one task.
const EVENTS_PER_TASK: usize = 4096;

/// `low ≤ high + slack`, between two events. An order is one of them, a nearness two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) low: Var,
    pub(super) high: Var,
    /// Days; never negative.
    pub(super) slack: u32,
    pub(super) is_near: bool,
    /// In which event's record it stands: that of `low` or that of `high`.
    pub(super) is_stated_by_low: bool,
    /// Counts what one record states of order. Both links of a nearness have the same.
    pub(super) ordinal: u32,
    /// Part of what cannot all hold, and left out of account.
    pub(super) is_suspended: bool,
}

/// The event in whose record it stands, and which of the record's statements of order it is.
pub(super) type Statement = (u32, u32);

impl Link {
    pub(super) fn statement(&self) -> Statement {
        (self.stated_by(), self.ordinal)
    }

    pub(super) fn stated_by(&self) -> u32 {
        if self.is_stated_by_low {
            self.low.event()
        } else {
            self.high.event()
        }
    }

    fn other(&self, event: u32) -> u32 {
        if self.low.event() == event {
            self.high.event()
        } else {
            self.low.event()
        }
    }
}

/// What an event's record says of its order: in what way it stands to which event.
fn relations(event: &Event) -> impl Iterator<Item = (&EventId, Distance)> {
    let before = event.before.iter().map(|id| (id, Distance::Before));
    let after = event.after.iter().map(|id| (id, Distance::After));
    let near = event.near.iter();
    let near = near.map(|near| (&near.event, Distance::WithinDays(near.days)));
    let basis = event.when.iter().filter_map(|when| match &when.basis {
        Basis::Event(id, distance) => Some((id, *distance)),
        Basis::Stated | Basis::Published(_) | Basis::Judged(_) => None,
    });
    before.chain(after).chain(near).chain(basis)
}

/// Adds the links that an event's record states, between starts for the time being.
fn add_stated(project: &Project, position: u32, event: &Event, links: &mut Vec<Link>) {
    let mut add = |ordinal: u32, (low, high): (u32, u32), near_days: Option<u32>| {
        links.push(Link {
            low: Var::start(low),
            high: Var::start(high),
            slack: near_days.unwrap_or(0),
            is_near: near_days.is_some(),
            is_stated_by_low: low == position,
            ordinal,
            is_suspended: false,
        });
    };
    for (ordinal, (id, distance)) in (0..).zip(relations(event)) {
        let other = project.event_position(id);
        let other = other.and_then(|other| u32::try_from(other).ok());
        let Some(other) = other.filter(|other| *other != position) else {
            continue;
        };
        match distance {
            Distance::Before => add(ordinal, (position, other), None),
            Distance::After => add(ordinal, (other, position), None),
            Distance::WithinDays(days) => {
                add(ordinal, (position, other), Some(days));
                add(ordinal, (other, position), Some(days));
            }
        }
    }
}

/// All events and all links.
#[derive(Clone, Debug, Default)]
pub(super) struct Graph {
    own: Vec<Own>,
    /// `None`: taken out, to be used again.
    links: Vec<Option<Link>>,
    free: Vec<u32>,
    /// Per event, the links that touch it.
    rows: Rows,
}

impl Graph {
    pub(super) fn new(project: &Project) -> Self {
        let events = project.events();
        let tasks = events.par_chunks(EVENTS_PER_TASK).enumerate();
        let read = tasks.map(|(task, events)| {
            let mut own = Vec::with_capacity(events.len());
            let mut links = Vec::with_capacity(events.len());
            for (event, position) in events.iter().zip(task * EVENTS_PER_TASK..) {
                let Ok(position) = u32::try_from(position) else {
                    break;
                };
                own.push(Own::of(event));
                add_stated(project, position, event, &mut links);
            }
            (own, links)
        });
        let read: Vec<_> = read.collect();
        let mut graph = Self::default();
        graph.own.reserve(events.len());
        graph
            .links
            .reserve(read.iter().map(|(_, links)| links.len()).sum());
        for (own, _) in &read {
            graph.own.extend_from_slice(own);
        }
        for link in read.iter().flat_map(|(_, links)| links) {
            graph.links.push(Some(graph.placed(*link)));
        }
        let ends = graph.links.iter().flatten();
        let ends = ends.map(|link| (link.low.event(), link.high.event()));
        graph.rows = Rows::new(graph.own.len(), ends);
        graph
    }

    pub(super) fn event_count(&self) -> usize {
        self.own.len()
    }

    pub(super) fn own(&self, event: u32) -> Own {
        let own = self.own.get(event as usize).copied();
        own.unwrap_or_else(Own::unbounded)
    }

    pub(super) fn all_own(&self) -> &[Own] {
        &self.own
    }

    /// Starts and ends of all events.
    pub(super) fn vars(&self) -> impl Iterator<Item = Var> + use<> {
        let events = u32::try_from(self.own.len()).unwrap_or(u32::MAX);
        (0..events.saturating_mul(2)).map(Var)
    }

    pub(super) fn link(&self, at: u32) -> Option<&Link> {
        self.links.get(at as usize)?.as_ref()
    }

    pub(super) fn links(&self) -> impl Iterator<Item = (u32, &Link)> {
        let links = (0..).zip(&self.links);
        links.filter_map(|(at, link)| Some((at, link.as_ref()?)))
    }

    /// The links that touch an event, in no particular order.
    pub(super) fn links_of(&self, event: u32) -> impl Iterator<Item = (u32, &Link)> {
        let row = self.rows.row(event).iter();
        row.filter_map(|at| Some((*at, self.link(*at)?)))
    }

    /// Leaves these out of account, with what else the same words of a record state.
    pub(super) fn suspend(&mut self, statements: &BTreeSet<Statement>) {
        for link in self.links.iter_mut().flatten() {
            link.is_suspended = statements.contains(&link.statement());
        }
    }

    /// Takes every link into account again.
    pub(super) fn resume_all(&mut self) {
        for link in self.links.iter_mut().flatten() {
            link.is_suspended = false;
        }
    }

    /// The link between the right days of its events.
    fn placed(&self, link: Link) -> Link {
        let (low, high) = (link.low.event(), link.high.event());
        let (low, high) = if link.is_near {
            (Var::start(low), self.own(high).end_var(high))
        } else {
            (self.own(low).last_var(low), self.own(high).first_var(high))
        };
        Link { low, high, ..link }
    }

    /// What an event's record says now, if it is not what is known of it.
    pub(super) fn change(&self, project: &Project, position: u32) -> Option<Change> {
        let event = project.events().get(position as usize)?;
        let own = Own::of(event);
        let mut links = Vec::new();
        add_stated(project, position, event, &mut links);
        let mut known: Vec<Link> = self
            .links_stated_by(position)
            .map(|(_, link)| *link)
            .collect();
        known.sort_unstable_by_key(|link| (link.ordinal, !link.is_stated_by_low));
        let is_same = |(known, stated): (&Link, &Link)| {
            let ends = |link: &Link| (link.low.event(), link.high.event());
            let rest = |link: &Link| (link.slack, link.is_near, link.ordinal);
            ends(known) == ends(stated) && rest(known) == rest(stated)
        };
        let has_same_links = known.len() == links.len() && known.iter().zip(&links).all(is_same);
        let is_changed = !has_same_links || own != self.own(position);
        is_changed.then_some(Change {
            position,
            own,
            links,
        })
    }

    fn links_stated_by(&self, event: u32) -> impl Iterator<Item = (u32, &Link)> {
        self.links_of(event)
            .filter(move |(_, link)| link.stated_by() == event)
    }

    /// Puts what a record says now in the place of what it said.
    pub(super) fn apply(&mut self, change: Change) {
        let event = change.position;
        let old: Vec<u32> = self.links_stated_by(event).map(|(at, _)| at).collect();
        for at in old {
            if let Some(link) = self.links.get_mut(at as usize).and_then(Option::take) {
                self.rows.remove(event, at);
                self.rows.remove(link.other(event), at);
                self.free.push(at);
            }
        }
        if let Some(own) = self.own.get_mut(event as usize) {
            *own = change.own;
        }
        // Links that other records state may lead to another of this event's two days now.
        let kept: Vec<(u32, Link)> = self
            .links_of(event)
            .map(|(at, link)| (at, self.placed(*link)))
            .collect();
        for (at, link) in kept {
            self.put(at, link);
        }
        for link in change.links {
            let at = self.free.pop().unwrap_or_else(|| {
                self.links.push(None);
                u32::try_from(self.links.len() - 1).unwrap_or(u32::MAX)
            });
            self.put(at, self.placed(link));
            self.rows.add(event, at);
            self.rows.add(link.other(event), at);
        }
    }

    fn put(&mut self, at: u32, link: Link) {
        if let Some(place) = self.links.get_mut(at as usize) {
            *place = Some(link);
        }
    }
}

/// What one record says now.
#[derive(Debug)]
pub(super) struct Change {
    pub(super) position: u32,
    own: Own,
    links: Vec<Link>,
}
