//! How one project differs from another: stretches of its lists that are replaced. What an edit is made
//! of, what a save has to spell, what a recovery holds. Knows nothing of why.
//!
//! ```text
//! old   a b c d e        Hunk { at: 1, removed: 1, put: [x, y] }    b becomes x y
//! new   a x y c e        Hunk { at: 3, removed: 1, put: [] }        d is taken out
//! ```

mod between;

use std::sync::Arc;

pub(super) use between::by_id;

use super::{Dismissed, Entity, Event, Kind, Project, Relation, Source};

/// A stretch of a list that is replaced. Positions are those in the old list.
#[derive(Clone, Debug, PartialEq)]
pub struct Hunk<T> {
    pub at: usize,
    /// How many records are taken out.
    pub removed: usize,
    /// What comes in their place.
    pub put: Vec<Arc<T>>,
}

impl Project {
    /// Whether both say the same, record by record in the same order.
    pub fn says_the_same_as(&self, other: &Self) -> bool {
        Difference::between(self, other).is_empty()
    }
}

/// What makes of one project another. The hunks of a list are in order and do not touch.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Difference {
    /// The new title, if it is another.
    pub title: Option<String>,
    pub about: Option<Vec<String>>,
    pub kinds: Vec<Hunk<Kind>>,
    pub sources: Vec<Hunk<Source>>,
    pub entities: Vec<Hunk<Entity>>,
    pub events: Vec<Hunk<Event>>,
    pub relations: Vec<Hunk<Relation>>,
    pub dismissed: Vec<Hunk<Dismissed>>,
}

/// Why a difference cannot be applied to a project: it was made for another version of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// It speaks of records beyond the end of a list, or twice of the same one.
    NoSuchRecord,
    /// There would be two records of this id.
    Repeated(String),
}

impl Difference {
    /// The smallest that is found: records of the same id are the same record, whatever they say.
    pub fn between(old: &Project, new: &Project) -> Self {
        Self {
            title: (old.title != new.title).then(|| new.title.clone()),
            about: (old.about != new.about).then(|| new.about.clone()),
            kinds: old.kinds.between(&new.kinds),
            sources: old.sources.between(&new.sources),
            entities: old.entities.between(&new.entities),
            events: old.events.between(&new.events),
            relations: between::by_likeness(&old.relations, &new.relations),
            dismissed: between::by_likeness(&old.dismissed, &new.dismissed),
        }
    }

    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The project with this done to it, and what undoes it again.
    ///
    /// # Errors
    /// If it was made for another project.
    pub fn apply(&self, project: &Project) -> Result<(Project, Self), Misfit> {
        let mut next = project.clone();
        let back = Self {
            title: self.title.as_ref().map(|_| project.title.clone()),
            about: self.about.as_ref().map(|_| project.about.clone()),
            kinds: next.kinds.replace(&self.kinds)?,
            sources: next.sources.replace(&self.sources)?,
            entities: next.entities.replace(&self.entities)?,
            events: next.events.replace(&self.events)?,
            relations: replace(&mut next.relations, &self.relations)?,
            dismissed: replace(&mut next.dismissed, &self.dismissed)?,
        };
        if let Some(title) = &self.title {
            next.title.clone_from(title);
        }
        if let Some(about) = &self.about {
            next.about.clone_from(about);
        }
        Ok((next, back))
    }

    /// One event in the place of another.
    pub fn of_event(at: usize, event: Event) -> Self {
        Self {
            events: vec![Hunk {
                at,
                removed: 1,
                put: vec![Arc::new(event)],
            }],
            ..Self::default()
        }
    }

    /// Whether undoing this one alone undoes both, if `later` was done after it: both replace the very
    /// same records, one by one.
    pub fn covers(&self, later: &Self) -> bool {
        fn is_covered<T>(own: &[Hunk<T>], later: &[Hunk<T>]) -> bool {
            let is_in_place = |hunk: &Hunk<T>| hunk.removed == hunk.put.len();
            let is_within = |own: &Hunk<T>, later: &Hunk<T>| {
                own.at <= later.at && later.at + later.removed <= own.at + own.removed
            };
            own.iter().chain(later).all(is_in_place)
                && later
                    .iter()
                    .all(|later| own.iter().any(|own| is_within(own, later)))
        }
        (self.title.is_some() || later.title.is_none())
            && (self.about.is_some() || later.about.is_none())
            && is_covered(&self.kinds, &later.kinds)
            && is_covered(&self.sources, &later.sources)
            && is_covered(&self.entities, &later.entities)
            && is_covered(&self.events, &later.events)
            && is_covered(&self.relations, &later.relations)
            && is_covered(&self.dismissed, &later.dismissed)
    }
}

/// Replaces stretches of a list, in one pass, and gives what puts them back.
///
/// # Errors
/// If the hunks are out of order or reach beyond the end; then the list is as it was.
pub(super) fn replace<T>(
    list: &mut Vec<Arc<T>>,
    hunks: &[Hunk<T>],
) -> Result<Vec<Hunk<T>>, Misfit> {
    if hunks.is_empty() {
        return Ok(Vec::new());
    }
    let mut next =
        Vec::with_capacity(list.len() + hunks.iter().map(|it| it.put.len()).sum::<usize>());
    let mut back = Vec::with_capacity(hunks.len());
    let mut done = 0;
    for hunk in hunks {
        let end = hunk.at.checked_add(hunk.removed);
        let end = end
            .filter(|end| *end <= list.len())
            .ok_or(Misfit::NoSuchRecord)?;
        let kept = list.get(done..hunk.at).ok_or(Misfit::NoSuchRecord)?;
        next.extend_from_slice(kept);
        back.push(Hunk {
            at: next.len(),
            removed: hunk.put.len(),
            put: list.get(hunk.at..end).unwrap_or_default().to_vec(),
        });
        next.extend_from_slice(&hunk.put);
        done = end;
    }
    next.extend_from_slice(list.get(done..).unwrap_or_default());
    *list = next;
    Ok(back)
}

#[cfg(test)]
mod tests;
