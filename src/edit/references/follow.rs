//! A whole project with its references following: to another id, or taken out with what cannot be
//! without.

use std::collections::{BTreeMap, BTreeSet};

use super::following::{
    dismissed_following, entity_following, event_following, relation_following, source_following,
};
use super::walk::Visit;
use super::{Id, Slot, of_dismissed, of_entity, of_event, of_relation, of_source};
use crate::edit::draft::Draft;
use crate::model::{Item, Project};

/// What becomes of a reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::edit) enum Fate {
    Same,
    /// It leads to this from now on. For a citation a source will do: then the number stays.
    Becomes(Item),
    /// There is nothing left to refer to.
    Gone,
}

/// What becomes of each reference.
pub(in crate::edit) trait Follow {
    /// As it was before.
    fn project(&self) -> &Project;

    fn fate(&self, slot: Slot, id: Id<'_>) -> Fate;

    /// Why something is no longer there to be named: reads behind its title and a comma.
    fn reason(&self) -> &'static str {
        "no longer in the project"
    }
}

/// Lets every reference of every record follow. What a list then says twice, it says once.
pub(in crate::edit) fn follow_all(draft: &mut Draft<'_>, rule: &impl Follow) {
    for at in 0..draft.sources.len() {
        let source = draft.sources.get(at);
        let source = source.filter(|it| is_touched(rule, |visit| of_source(it, visit)));
        if let Some(next) = source.map(|it| source_following(it, rule)) {
            draft.sources.set(at, next);
        }
    }
    for at in 0..draft.entities.len() {
        let entity = draft.entities.get(at);
        let entity = entity.filter(|it| is_touched(rule, |visit| of_entity(it, visit)));
        if let Some(next) = entity.map(|it| entity_following(it, rule)) {
            draft.entities.set(at, next);
        }
    }
    for at in 0..draft.events.len() {
        let event = draft.events.get(at);
        let event = event.filter(|it| is_touched(rule, |visit| of_event(it, visit)));
        if let Some(next) = event.map(|it| event_following(it, rule)) {
            draft.events.set(at, next);
        }
    }
    follow_relations(draft, rule);
    for at in 0..draft.dismissed.len() {
        let project = rule.project();
        let dismissed = draft.dismissed.get(at);
        let dismissed =
            dismissed.filter(|it| is_touched(rule, |visit| of_dismissed(project, it, visit)));
        match dismissed.map(|it| dismissed_following(it, rule)) {
            Some(Some(next))
                if draft
                    .dismissed
                    .iter()
                    .any(|(other, it)| other != at && **it == next) =>
            {
                draft.dismissed.take_out(at);
            }
            Some(Some(next)) => draft.dismissed.set(at, next),
            Some(None) => draft.dismissed.take_out(at),
            None => {}
        }
    }
}

/// Whether any reference that a walk tells of is not as before.
fn is_touched(rule: &impl Follow, walk: impl FnOnce(Visit<'_>)) -> bool {
    let mut is_touched = false;
    walk(&mut |slot, id| is_touched |= rule.fate(slot, id) != Fate::Same);
    is_touched
}

/// A relation of something to itself goes, and one that another says already.
fn follow_relations(draft: &mut Draft<'_>, rule: &impl Follow) {
    let mut changed = BTreeSet::new();
    for at in 0..draft.relations.len() {
        let relation = draft.relations.get(at);
        let relation = relation.filter(|it| is_touched(rule, |visit| of_relation(it, visit)));
        match relation.map(|it| relation_following(it, rule)) {
            Some(Some(next)) if next.from != next.to => {
                changed.insert(at);
                draft.relations.set(at, next);
            }
            Some(_) => draft.relations.take_out(at),
            None => {}
        }
    }
    if changed.is_empty() {
        return;
    }
    let mut by_sides: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (at, it) in draft.relations.iter() {
        by_sides
            .entry((&it.from, &it.to))
            .or_default()
            .push((at, it));
    }
    let is_double = |at: &usize| {
        let Some(own) = draft.relations.get(*at) else {
            return false;
        };
        let others = by_sides.get(&(&own.from, &own.to)).into_iter().flatten();
        let mut others = others.filter(|(other, _)| !changed.contains(other) || other < at);
        others.any(|(other, it)| other != at && *it == own)
    };
    let doubles: Vec<usize> = changed.iter().copied().filter(is_double).collect();
    for at in doubles {
        draft.relations.take_out(at);
    }
}
