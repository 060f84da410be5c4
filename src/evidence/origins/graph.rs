//! What every node of a graph ends in, circles included: Tarjan's strongly connected components (1972),
//! which come out with the ends first, with a stack of its own: a chain may be as long as the project.

use super::sets::{Ends, SetId, Sets, at, position};

/// What a node leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    Node(u32),
    /// Something whose ends are known already.
    Set(SetId),
}

/// Whether a way ends at a node, and how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Stop {
    #[default]
    None,
    Origin,
    Unknown,
}

#[derive(Clone, Copy, Debug)]
struct Node {
    source: u32,
    stop: Stop,
    /// Where its leads begin; they end where those of the next node begin.
    leads: usize,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Graph {
    nodes: Vec<Node>,
    leads: Vec<Lead>,
}

impl Graph {
    /// The next node; what is pushed to [`Self::leads`] from here on is its own.
    pub(super) fn begin(&mut self, source: u32) {
        self.nodes.push(Node {
            source,
            stop: Stop::None,
            leads: self.leads.len(),
        });
    }

    pub(super) fn lead(&mut self, lead: Lead) {
        let own = self.nodes.last().map_or(0, |node| node.leads);
        // Neighbouring paragraphs mostly lead to one node; the rest of the repetitions do no harm.
        if self.leads.len() == own || self.leads.last() != Some(&lead) {
            self.leads.push(lead);
        }
    }

    pub(super) fn stop(&mut self, stop: Stop) {
        if let Some(node) = self.nodes.last_mut() {
            node.stop = stop;
        }
    }

    /// Whether the last node leads nowhere yet.
    pub(super) fn is_dead_end(&self) -> bool {
        self.nodes
            .last()
            .is_some_and(|node| node.leads == self.leads.len() && node.stop == Stop::None)
    }

    fn lead_at(&self, node: u32, nth: usize) -> Option<Lead> {
        let leads = self.nodes.get(at(node))?.leads.checked_add(nth)?;
        let next = self.nodes.get(at(node) + 1);
        let end = next.map_or(self.leads.len(), |node| node.leads);
        self.leads.get(leads).copied().filter(|_| leads < end)
    }

    /// The ends of every node.
    pub(super) fn solve(&self, sets: &mut Sets) -> Vec<SetId> {
        let mut solver = Solver {
            graph: self,
            sets,
            marks: vec![Mark::New; self.nodes.len()],
            count: 0,
            open: Vec::new(),
            path: Vec::new(),
            reached: Vec::new(),
        };
        (0..position(self.nodes.len())).for_each(|node| solver.from(node));
        let ends = solver.marks.into_iter().map(|mark| match mark {
            Mark::Done(set) => set,
            Mark::New | Mark::Open { .. } => SetId(u32::MAX),
        });
        ends.collect()
    }
}

#[derive(Clone, Copy, Debug)]
enum Mark {
    New,
    /// Met as the so-manieth; the earliest met of the open ones that it leads to.
    Open {
        met: u32,
        lowest: u32,
    },
    Done(SetId),
}

struct Solver<'a> {
    graph: &'a Graph,
    sets: &'a mut Sets,
    marks: Vec<Mark>,
    count: u32,
    /// Met, and not yet known to which circle they belong.
    open: Vec<u32>,
    /// From where the search began: nodes, and which of their leads comes next.
    path: Vec<(u32, usize)>,
    reached: Vec<SetId>,
}

impl Solver<'_> {
    fn from(&mut self, start: u32) {
        if !matches!(self.marks.get(at(start)), Some(Mark::New)) {
            return;
        }
        self.meet(start);
        while let Some((node, next)) = self.path.last_mut() {
            let node = *node;
            let lead = self.graph.lead_at(node, *next);
            *next += 1;
            match lead {
                Some(Lead::Node(to)) => match self.marks.get(at(to)) {
                    Some(Mark::New) => self.meet(to),
                    Some(&Mark::Open { met, .. }) => self.lower(node, met),
                    Some(Mark::Done(_)) | None => {}
                },
                Some(Lead::Set(_)) => {}
                None => self.leave(node),
            }
        }
    }

    fn meet(&mut self, node: u32) {
        if let Some(mark) = self.marks.get_mut(at(node)) {
            let met = self.count;
            *mark = Mark::Open { met, lowest: met };
        }
        self.count += 1;
        self.open.push(node);
        self.path.push((node, 0));
    }

    fn lower(&mut self, node: u32, to: u32) {
        if let Some(Mark::Open { lowest, .. }) = self.marks.get_mut(at(node)) {
            *lowest = to.min(*lowest);
        }
    }

    fn leave(&mut self, node: u32) {
        self.path.pop();
        let Some(&Mark::Open { met, lowest }) = self.marks.get(at(node)) else {
            return;
        };
        if lowest < met {
            if let Some((parent, _)) = self.path.last() {
                self.lower(*parent, lowest);
            }
            return;
        }
        let first = self.open.iter().rposition(|open| *open == node);
        let members = self.open.split_off(first.unwrap_or(self.open.len()));
        let ends = self.ends(&members);
        for member in members {
            if let Some(mark) = self.marks.get_mut(at(member)) {
                *mark = Mark::Done(ends);
            }
        }
    }

    /// Where the members of one circle, or one node that is in none, lead together. A circle without a
    /// way out ends in the unknown, once, under the first of its sources.
    fn ends(&mut self, members: &[u32]) -> SetId {
        let mut own = Ends::default();
        self.reached.clear();
        for &member in members {
            let Some(node) = self.graph.nodes.get(at(member)) else {
                continue;
            };
            match node.stop {
                Stop::None => {}
                Stop::Origin => own.independent.push(node.source),
                Stop::Unknown => own.unknown.push(node.source),
            }
            let leads = (0..).map_while(|nth| self.graph.lead_at(member, nth));
            self.reached.extend(leads.filter_map(|lead| match lead {
                Lead::Set(set) => Some(set),
                Lead::Node(to) => match self.marks.get(at(to)) {
                    Some(Mark::Done(set)) => Some(*set),
                    _ => None,
                },
            }));
        }
        if own.is_empty() && self.reached.is_empty() {
            let sources = members
                .iter()
                .filter_map(|member| self.graph.nodes.get(at(*member)));
            own.unknown.extend(sources.map(|node| node.source).min());
        }
        self.sets.union(&mut self.reached, own)
    }
}
