//! Sets of ends, each kept once: thousands of paragraphs lead back to the same few origins.

use std::collections::HashMap;
use std::sync::Arc;

/// Which sources a place leads back to, by their positions, ascending, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Ends {
    pub(super) independent: Vec<u32>,
    pub(super) unknown: Vec<u32>,
}

impl Ends {
    pub(super) fn is_empty(&self) -> bool {
        self.independent.is_empty() && self.unknown.is_empty()
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.independent.extend_from_slice(&other.independent);
        self.unknown.extend_from_slice(&other.unknown);
    }

    /// Puts in order what was added in any.
    pub(super) fn settle(&mut self) {
        settle(&mut self.independent);
        settle(&mut self.unknown);
    }
}

/// Ascending, each once.
pub(super) fn settle(positions: &mut Vec<u32>) {
    positions.sort_unstable();
    positions.dedup();
}

/// The position of a set among all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct SetId(pub(super) u32);

#[derive(Clone, Debug, Default)]
pub(super) struct Sets {
    sets: Vec<Arc<Ends>>,
    ids: HashMap<Arc<Ends>, SetId>,
}

impl Sets {
    pub(super) fn get(&self, id: SetId) -> Option<&Ends> {
        self.sets.get(at(id.0)).map(|ends| &**ends)
    }

    /// Of a settled set.
    pub(super) fn intern(&mut self, ends: Ends) -> SetId {
        if let Some(id) = self.ids.get(&ends) {
            return *id;
        }
        let id = SetId(position(self.sets.len()));
        let ends = Arc::new(ends);
        self.sets.push(Arc::clone(&ends));
        self.ids.insert(ends, id);
        id
    }

    /// All that these sets hold and `own`; `ids` is used up.
    pub(super) fn union(&mut self, ids: &mut Vec<SetId>, own: Ends) -> SetId {
        ids.sort_unstable();
        ids.dedup();
        if let ([only], true) = (ids.as_slice(), own.is_empty()) {
            return *only;
        }
        let mut ends = own;
        for id in ids.drain(..) {
            if let Some(set) = self.sets.get(at(id.0)) {
                ends.add(set);
            }
        }
        ends.settle();
        self.intern(ends)
    }
}

/// Positions are kept in four bytes: a project of more than four thousand million records cannot be
/// opened in the first place.
pub(super) fn position(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}

/// The way back from [`position`].
pub(super) fn at(position: u32) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}
