//! What one side deleted although the other came to need it: a merge must not leave a reference that
//! leads nowhere.

use std::collections::{BTreeMap, BTreeSet};

use super::conflict::Side;
use super::work::Work;
use crate::edit::references::{self, Id, Part};
use crate::model::{Item, Project, SourceId};

/// What the merged project names and does not have because one side deleted it, unless that side left
/// it named too.
pub(super) fn found(
    merged: &Project,
    ours: &Project,
    theirs: &Project,
    work: &Work<'_>,
) -> BTreeSet<Item> {
    let mut gone: BTreeMap<Item, Side> = work
        .gone
        .iter()
        .filter(|(item, _)| !work.let_go.contains(item))
        .map(|(item, side)| (item.clone(), *side))
        .collect();
    for (side, version, other) in [(Side::Ours, ours, theirs), (Side::Theirs, theirs, ours)] {
        for source in other.sources() {
            let lost = lost_paragraphs(
                merged,
                version,
                &source.id,
                &mut source.paragraphs.iter().map(|it| it.n),
            );
            gone.extend(lost.into_iter().map(|item| (item, side)));
        }
    }
    gone.retain(|item, _| !work.let_go.contains(item));
    if gone.is_empty() {
        return BTreeSet::new();
    }
    let mut found = named(merged, &gone);
    if found.is_empty() {
        return found;
    }
    let left = [
        (Side::Ours, named(ours, &gone)),
        (Side::Theirs, named(theirs, &gone)),
    ];
    found.retain(|item| {
        let by = gone.get(item);
        !left
            .iter()
            .any(|(side, named)| by == Some(side) && named.contains(item))
    });
    found
}

/// Paragraphs of a source that neither the merged project has nor the version that deleted them.
fn lost_paragraphs(
    merged: &Project,
    version: &Project,
    id: &SourceId,
    numbers: &mut dyn Iterator<Item = u32>,
) -> Vec<Item> {
    let (Some(source), Some(own)) = (merged.source(id), version.source(id)) else {
        return Vec::new();
    };
    let is_lost = |n: &u32| source.paragraph(*n).is_none() && own.paragraph(*n).is_none();
    numbers
        .filter(is_lost)
        .map(|n| Item::Paragraph(id.clone(), n))
        .collect()
}

/// Which of these a project names.
fn named(project: &Project, gone: &BTreeMap<Item, Side>) -> BTreeSet<Item> {
    let mut named = BTreeSet::new();
    references::all(project, &mut |_, slot, id| {
        // What a dismissed lead was about need not be there.
        if slot.part == Part::About {
            return;
        }
        let mut see = |item: Item| {
            if gone.contains_key(&item) {
                named.insert(item);
            }
        };
        if let Id::Paragraph(source, _) = id {
            see(Item::Source(source.clone()));
        }
        see(id.item());
    });
    named
}
