//! The versions of a file that this program wrote since it was opened: what was there before comes back
//! to the byte when it is meant again. Of each version only what makes the next older one of it is
//! kept, and pointers to its records.

use std::sync::Arc;

use super::loaded::Loaded;
use super::rewrite::{Rewritten, is_same, spliced};
use super::splice::Splices;
use crate::model::Project;

/// So many pointers to records all versions together may hold.
const MAX_RECORDS: usize = 1 << 22;

/// The versions on both sides of the present one, the nearest last.
#[derive(Clone, Debug, Default)]
pub(super) struct Past {
    before: Vec<Arc<Version>>,
    /// Gone back from.
    after: Vec<Arc<Version>>,
}

/// A version of a file.
#[derive(Debug)]
struct Version {
    project: Project,
    /// What makes its text of that of its neighbour on the way to the present one.
    way: Splices,
}

impl Version {
    fn n_records(&self) -> usize {
        let project = &self.project;
        let named = project.kinds().len() + project.sources().len() + project.entities().len();
        named + project.events().len() + project.relations.len() + project.dismissed.len()
    }
}

#[derive(Clone, Copy, Debug)]
enum Side {
    Before,
    After,
}

impl Past {
    /// Of the version that these splices make of `loaded`.
    pub(super) fn grown(&self, loaded: &Loaded, splices: &Splices) -> Self {
        if splices.is_empty() {
            return self.clone();
        }
        let mut before = self.before.clone();
        before.push(Arc::new(Version {
            project: loaded.project.clone(),
            way: splices.inverse(&loaded.text),
        }));
        let mut left = MAX_RECORDS;
        let kept = before.iter().rev().take_while(|version| {
            let is_kept = version.n_records() <= left;
            left = left.saturating_sub(version.n_records());
            is_kept
        });
        let n_dropped = before.len() - kept.count();
        before.drain(..n_dropped);
        Self {
            before,
            after: Vec::new(),
        }
    }

    fn side(&self, side: Side) -> &[Arc<Version>] {
        match side {
            Side::Before => &self.before,
            Side::After => &self.after,
        }
    }

    /// On which side a version says this, and how many versions away.
    fn find(&self, meant: &Project) -> Option<(Side, usize)> {
        [Side::Before, Side::After].into_iter().find_map(|side| {
            let mut versions = self.side(side).iter().rev();
            let away = versions.position(|version| is_same(&version.project, meant))?;
            Some((side, away + 1))
        })
    }
}

/// The version that said `meant`, to the byte, if there was one.
pub(super) fn returned(loaded: &Loaded, meant: &Project) -> Option<Rewritten> {
    let (side, n_steps) = loaded.past.find(meant)?;
    if is_same(&loaded.project, meant) {
        return None;
    }
    let mut now = step(loaded, side)?;
    for _ in 1..n_steps {
        now = step(&now, side)?;
    }
    Some(Rewritten {
        loaded: now,
        lost_comments: Vec::new(),
    })
}

/// The next version on this side.
fn step(loaded: &Loaded, side: Side) -> Option<Loaded> {
    let version = Arc::clone(loaded.past.side(side).last()?);
    let mut next = spliced(loaded, &version.way, &version.project)?;
    let here = Arc::new(Version {
        project: loaded.project.clone(),
        way: version.way.inverse(&loaded.text),
    });
    next.past = loaded.past.clone();
    let (from, to) = match side {
        Side::Before => (&mut next.past.before, &mut next.past.after),
        Side::After => (&mut next.past.after, &mut next.past.before),
    };
    from.pop();
    to.push(here);
    Some(next)
}
