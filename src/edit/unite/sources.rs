//! Two sources that are one document. Where both are held, a paragraph is found again by its digest.

use super::{Merger, add_missing, add_prose};
use crate::edit::draft::Draft;
use crate::edit::names::{counted, no_such, quoted, refused};
use crate::edit::references;
use crate::edit::{Edit, Refused};
use crate::evidence::when_phrase;
use crate::model::{DerivesFrom, Item, Project, Source, SourceId};

/// A link that names more paragraphs than this is not counted through.
const MAX_PARAGRAPHS: u32 = 100_000;

/// Makes one of several sources.
///
/// # Errors
/// If one of them is not there, if there is no other, or if a paragraph of another that is cited, or
/// named by a link, is not one of the kept one's.
pub fn merge_sources(
    project: &Project,
    keep: &SourceId,
    others: &[SourceId],
) -> Result<Edit, Refused> {
    let items = others.iter().cloned().map(Item::Source);
    let mut merger = Merger::new(project, Item::Source(keep.clone()), items)?;
    let at = project.source_position(keep);
    let mut kept = match project.source(keep) {
        Some(kept) => kept.as_ref().clone(),
        None => return Err(no_such(project, &merger.keep)),
    };
    let mut done = vec![keep];
    let mut others_of = Vec::new();
    for id in others {
        if let Some(other) = project.source(id).filter(|_| !done.contains(&id)) {
            done.push(id);
            others_of.push(other.as_ref());
        }
    }
    if !kept.is_held()
        && let Some(held) = others_of.iter().find(|other| other.is_held())
    {
        kept.paragraphs.clone_from(&held.paragraphs);
    }
    for other in &others_of {
        for n in named_paragraphs(project, &other.id) {
            let number = number_in(&kept, other, n)?;
            merger.paragraphs.insert((other.id.clone(), n), number);
        }
    }
    for other in &others_of {
        take_over(&merger, &mut kept, other)?;
    }
    let mut draft = Draft::new(project);
    relink(&kept, &merger, &mut draft)?;
    if let Some(at) = at {
        draft.sources.set(at, kept);
    }
    let name = format!("merge of {}", counted(merger.count(), "source", "sources"));
    Ok(merger.edit(draft, name))
}

/// The paragraphs of a source that citations and links name, and the ends of its own links.
fn named_paragraphs(project: &Project, id: &SourceId) -> Vec<u32> {
    let mut named = Vec::new();
    references::all(project, &mut |_, _, reference| {
        if let references::Id::Paragraph(source, n) = reference
            && source == id
        {
            named.push(n);
        }
    });
    named.sort_unstable();
    named.dedup();
    named
}

/// The number that paragraph `n` of another source has in the kept one.
fn number_in(kept: &Source, other: &Source, n: u32) -> Result<u32, Refused> {
    // What is not there has no text to be found by: its number is all there is.
    let Some(paragraph) = other.paragraph(n) else {
        return Ok(n);
    };
    let is_it = |n: u32| {
        kept.paragraph(n)
            .is_some_and(|it| it.digest == paragraph.digest)
    };
    let found = kept.paragraphs.iter().map(|it| it.n).find(|n| is_it(*n));
    let found = if is_it(n) { Some(n) } else { found };
    found.ok_or_else(|| {
        let (other, kept) = (quoted(&other.title), quoted(&kept.title));
        let message = format!("paragraph {n} of {other}, which is cited, is none of {kept}");
        let hint = "link the two as versions of one text instead, or cite the other one first";
        refused("other-text", message, hint)
    })
}

fn take_over(merger: &Merger<'_>, kept: &mut Source, other: &Source) -> Result<(), Refused> {
    let mut told = Vec::new();
    if other.title != kept.title {
        told.push(format!("“{}”", other.title));
    }
    let project = merger.project;
    match (&kept.publisher, &other.publisher) {
        (None, Some(_)) => kept.publisher.clone_from(&other.publisher),
        (Some(own), Some(publisher)) if own != publisher => {
            told.push(format!("published by {}", project.entity_name(publisher)));
        }
        _ => {}
    }
    match (&kept.published, &other.published) {
        (None, Some(_)) => kept.published.clone_from(&other.published),
        (Some(own), Some(published)) if own != published => {
            told.push(format!("published {}", when_phrase(Some(published))));
        }
        _ => {}
    }
    match (&kept.address, &other.address) {
        (None, Some(_)) => kept.address.clone_from(&other.address),
        (Some(own), Some(address)) if own != address => told.push(format!("at {address}")),
        _ => {}
    }
    add_missing(&mut kept.authors, &other.authors);
    kept.is_original |= other.is_original;
    for link in &other.derives_from {
        let mut link = link.clone();
        link.paragraphs = renumbered(project, kept, &other.id, &link.paragraphs)?;
        add_missing(&mut kept.derives_from, &[link]);
    }
    let own = merger.keep.clone();
    kept.derives_from.retain(|link| {
        let to = Item::Source(link.source.clone());
        to != own && !merger.others.contains(&to)
    });
    add_prose(&mut kept.note, other.note.as_deref());
    if !told.is_empty() {
        let told = format!("Merged with another record of it: {}.", told.join("; "));
        add_prose(&mut kept.note, Some(&told));
    }
    Ok(())
}

/// Links to paragraphs of the others name those of the kept one.
fn relink(kept: &Source, merger: &Merger<'_>, draft: &mut Draft<'_>) -> Result<(), Refused> {
    let project = merger.project;
    for (at, source) in project.sources().iter().enumerate() {
        let is_other =
            |link: &DerivesFrom| merger.others.contains(&Item::Source(link.source.clone()));
        let is_named = |link: &DerivesFrom| is_other(link) && !link.of.is_empty();
        if !source.derives_from.iter().any(is_named) {
            continue;
        }
        let mut next = source.as_ref().clone();
        for link in next.derives_from.iter_mut().filter(|link| is_named(link)) {
            link.of = renumbered(project, kept, &link.source, &link.of)?;
        }
        draft.sources.set(at, next);
    }
    Ok(())
}

/// These paragraphs of another source as they are numbered in the kept one, in the same order.
fn renumbered(
    project: &Project,
    kept: &Source,
    other: &SourceId,
    ranges: &[(u32, u32)],
) -> Result<Vec<(u32, u32)>, Refused> {
    let Some(other) = project.source(other) else {
        return Ok(ranges.to_vec());
    };
    let mut latest: Option<u32> = None;
    let mut next: Vec<(u32, u32)> = Vec::new();
    for &(first, last) in ranges {
        if last - first > MAX_PARAGRAPHS {
            return Ok(ranges.to_vec());
        }
        for n in first..=last {
            let number = number_in(kept, other, n)?;
            if latest.is_some_and(|latest| latest >= number) {
                let message = format!(
                    "the paragraphs of {} stand in another order",
                    quoted(&other.title)
                );
                let hint = "link the two as versions of one text instead";
                return Err(refused("other-text", message, hint));
            }
            latest = Some(number);
            match next
                .last_mut()
                .filter(|(_, last)| last.checked_add(1) == Some(number))
            {
                Some((_, last)) => *last = number,
                None => next.push((number, number)),
            }
        }
    }
    Ok(next)
}
