//! Links that lead back to where they began.

use crate::diag::Diagnostic;
use crate::model::{Basis, Distance, Item, Project};

pub(super) fn sources(project: &Project, found: &mut Vec<Diagnostic>) {
    let sources = project.sources();
    let links = sources.iter().map(|source| {
        let links = source.derives_from.iter();
        links
            .filter_map(|link| project.source_position(&link.source))
            .collect()
    });
    for circle in circles(&links.collect::<Vec<_>>()) {
        let ids: Vec<_> = circle.iter().filter_map(|&at| sources.get(at)).collect();
        let [first, second, ..] = *ids.as_slice() else {
            continue;
        };
        let names = ids.iter().map(|source| source.id.as_str());
        let path = path(names, "derives from");
        let circular = Diagnostic::error("circular-sources", format!("a circle: {path}"))
            .hint("take out one of these links: nothing is its own origin")
            .of(Item::Source(first.id.clone()))
            .at(second.id.as_str());
        found.push(circular);
    }
}

/// What is said of the order itself, in `before`, `after` or as what a date rests on. Days are coarse:
/// such a circle may well fit on one day, and is no order all the same. What dates contradict is for
/// `impossible-order`.
pub(super) fn events(project: &Project, found: &mut Vec<Diagnostic>) {
    let events = project.events();
    let mut later: Vec<Vec<usize>> = vec![Vec::new(); events.len()];
    let mut add = |earlier: Option<usize>, at: Option<usize>| {
        if let (Some(earlier), Some(at)) = (earlier, at)
            && let Some(later) = later.get_mut(earlier)
        {
            later.push(at);
        }
    };
    for (at, event) in events.iter().enumerate() {
        for id in &event.before {
            add(Some(at), project.event_position(id));
        }
        for id in &event.after {
            add(project.event_position(id), Some(at));
        }
        match event.when.as_ref().map(|when| &when.basis) {
            Some(Basis::Event(id, Distance::Before)) => add(Some(at), project.event_position(id)),
            Some(Basis::Event(id, Distance::After)) => add(project.event_position(id), Some(at)),
            _ => {}
        }
    }
    for circle in circles(&later) {
        let ids: Vec<_> = circle.iter().filter_map(|&at| events.get(at)).collect();
        let [first, second, ..] = *ids.as_slice() else {
            continue;
        };
        let names = ids.iter().map(|event| event.id.as_str());
        let path = path(names, "before");
        let circular = Diagnostic::error("circular-order", format!("a circle: {path}"))
            .hint("take one of these out of `before`, `after` or a date's `basis`")
            .of(Item::Event(first.id.clone()))
            .at(second.id.as_str());
        found.push(circular);
    }
}

/// `a` verb `b` verb `a`.
fn path<'a>(names: impl Iterator<Item = &'a str> + Clone, verb: &str) -> String {
    let round = names.clone().chain(names.take(1));
    let quoted: Vec<_> = round.map(|name| format!("`{name}`")).collect();
    quoted.join(&format!(" {verb} "))
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    /// On the path from where the search began.
    Open,
    Done,
}

/// At least one circle of every knot of links, none of them sharing a member with an earlier one.
/// Links to oneself are left out. Each circle begins with its lowest position.
fn circles(links: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut search = Search {
        links,
        states: vec![State::New; links.len()],
        is_told: vec![false; links.len()],
        circles: Vec::new(),
    };
    (0..links.len()).for_each(|start| search.from(start));
    search.circles
}

struct Search<'a> {
    links: &'a [Vec<usize>],
    states: Vec<State>,
    is_told: Vec<bool>,
    circles: Vec<Vec<usize>>,
}

impl Search<'_> {
    fn state(&self, at: usize) -> State {
        self.states.get(at).copied().unwrap_or(State::Done)
    }

    fn set(&mut self, at: usize, state: State) {
        if let Some(entry) = self.states.get_mut(at) {
            *entry = state;
        }
    }

    /// Depth first, with a stack of its own: a chain of links may be as long as the project.
    fn from(&mut self, start: usize) {
        if self.state(start) != State::New {
            return;
        }
        self.set(start, State::Open);
        let mut path = vec![(start, 0_usize)];
        while let Some((at, next)) = path.last_mut() {
            let at = *at;
            let target = self
                .links
                .get(at)
                .and_then(|links| links.get(*next))
                .copied();
            *next += 1;
            match target {
                None => {
                    self.set(at, State::Done);
                    path.pop();
                }
                Some(target) if target == at => {}
                Some(target) => match self.state(target) {
                    State::New => {
                        self.set(target, State::Open);
                        path.push((target, 0));
                    }
                    State::Open => self.close(&path, target),
                    State::Done => {}
                },
            }
        }
    }

    /// The path leads back to `target`, which is on it.
    fn close(&mut self, path: &[(usize, usize)], target: usize) {
        let members = path
            .iter()
            .map(|(at, _)| *at)
            .skip_while(|at| *at != target);
        let mut circle: Vec<usize> = members.collect();
        let is_told = |at: &usize| self.is_told.get(*at).copied().unwrap_or_default();
        if circle.iter().any(is_told) {
            return;
        }
        for at in &circle {
            if let Some(told) = self.is_told.get_mut(*at) {
                *told = true;
            }
        }
        let lowest = circle.iter().enumerate().min_by_key(|(_, at)| **at);
        let lowest = lowest.map_or(0, |(position, _)| position);
        circle.rotate_left(lowest);
        self.circles.push(circle);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_knot_yields_a_circle_and_a_chain_none() {
        let chain = (1..100_000).map(|next| vec![next]).chain([vec![]]);
        assert_eq!(
            circles(&chain.collect::<Vec<_>>()),
            Vec::<Vec<usize>>::new()
        );
        assert_eq!(circles(&[vec![0]]), Vec::<Vec<usize>>::new());
        let two = [vec![1], vec![2, 3], vec![0], vec![4], vec![3]];
        assert_eq!(circles(&two), [vec![0, 1, 2], vec![3, 4]]);
    }
}
