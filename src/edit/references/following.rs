//! One record with its references following.

use super::follow::{Fate, Follow};
use super::walk::{AboutIds, about_ids};
use super::{Id, Part, Slot, lead_place};
use crate::edit::names;
use crate::model::{
    Adopted, Basis, Citation, Claim, DerivesFrom, Dismissed, Distance, Entity, EntityId, Event,
    EventId, Item, Near, Participant, Relation, SameAs, Source, SourceId, Speaker, Value, When,
};

pub(in crate::edit) fn event_following(event: &Event, rule: &impl Follow) -> Event {
    let mut next = event.clone();
    let own = &event.id;
    if let Fate::Becomes(Item::Kind(kind)) = rule.fate(Part::Kind.into(), Id::Kind(&next.kind)) {
        next.kind = kind;
    }
    when(rule, Part::Basis.into(), next.when.as_mut(), Some(own));
    if let Some(place) = &mut next.place
        && entity(rule, Part::Place.into(), place) == Kept::Gone
    {
        next.place = None;
    }
    let participant =
        |at, it: &mut Participant| entity(rule, Part::Participant(at).into(), &mut it.who);
    list(&mut next.participants, participant, PartialEq::eq);
    let other = |slot: Slot, id: &mut EventId| neighbour(rule, slot, id, own);
    list(
        &mut next.before,
        |at, id| other(Part::Before(at).into(), id),
        PartialEq::eq,
    );
    list(
        &mut next.after,
        |at, id| other(Part::After(at).into(), id),
        PartialEq::eq,
    );
    let near = |at, it: &mut Near| other(Part::Near(at).into(), &mut it.event);
    list(&mut next.near, near, |one, other| one.event == other.event);
    let claims = std::mem::take(&mut next.claims).into_iter().enumerate();
    next.claims = claims
        .filter_map(|(position, it)| claim(rule, position, it, own))
        .collect();
    let adopted = |at, it: &mut Adopted| value(rule, Part::Adopted(at).into(), &mut it.value, own);
    list(&mut next.adopted, adopted, |one, other| {
        one.value == other.value
    });
    next
}

/// A claim is somebody's: it does not outlive its speaker.
fn claim(rule: &impl Follow, position: usize, mut claim: Claim, own: &EventId) -> Option<Claim> {
    let slot = |part| Slot {
        claim: Some(position),
        part,
    };
    let speaker = slot(Part::Speaker);
    let kept = match &mut claim.speaker {
        Speaker::Entity(id) => entity(rule, speaker, id),
        Speaker::Source(id) => source(rule, speaker, id),
    };
    if kept == Kept::Gone {
        return None;
    }
    list(
        &mut claim.cites,
        |at, it| citation(rule, slot(Part::Cite(at)), it),
        PartialEq::eq,
    );
    list(
        &mut claim.values,
        |at, it| value(rule, slot(Part::Value(at)), it, own),
        PartialEq::eq,
    );
    Some(claim)
}

pub(in crate::edit) fn entity_following(entity: &Entity, rule: &impl Follow) -> Entity {
    let mut next = entity.clone();
    for (spelling, it) in next.spellings.iter_mut().enumerate() {
        let cite = |at, it: &mut Citation| citation(rule, Part::Spelling(spelling, at).into(), it);
        list(&mut it.at, cite, PartialEq::eq);
    }
    let own = &entity.id;
    let same_as =
        |at, it: &mut SameAs| match self::entity(rule, Part::SameAs(at).into(), &mut it.entity) {
            Kept::Changed if it.entity == *own => Kept::Gone,
            kept => kept,
        };
    list(&mut next.same_as, same_as, |one, other| {
        one.entity == other.entity
    });
    next
}

pub(in crate::edit) fn source_following(source: &Source, rule: &impl Follow) -> Source {
    let mut next = source.clone();
    if let Some(publisher) = &mut next.publisher
        && entity(rule, Part::Publisher.into(), publisher) == Kept::Gone
    {
        next.publisher = None;
    }
    let author = |at, id: &mut EntityId| entity(rule, Part::Author(at).into(), id);
    list(&mut next.authors, author, PartialEq::eq);
    when(rule, Part::Basis.into(), next.published.as_mut(), None);
    let own = &source.id;
    let link = |at, it: &mut DerivesFrom| match self::source(
        rule,
        Part::Link(at).into(),
        &mut it.source,
    ) {
        Kept::Changed if it.source == *own => Kept::Gone,
        kept => kept,
    };
    list(&mut next.derives_from, link, PartialEq::eq);
    next
}

/// `None` if one of its sides is gone.
pub(in crate::edit) fn relation_following(
    relation: &Relation,
    rule: &impl Follow,
) -> Option<Relation> {
    let mut next = relation.clone();
    let sides = [
        entity(rule, Part::From.into(), &mut next.from),
        entity(rule, Part::To.into(), &mut next.to),
    ];
    if sides.contains(&Kept::Gone) {
        return None;
    }
    when(rule, Part::Basis.into(), next.when.as_mut(), None);
    let cite = |at, it: &mut Citation| citation(rule, Part::Cite(at).into(), it);
    list(&mut next.cites, cite, PartialEq::eq);
    Some(next)
}

/// `None` if what it stands at is gone, or what it is about.
pub(super) fn dismissed_following(dismissed: &Dismissed, rule: &impl Follow) -> Option<Dismissed> {
    let mut next = dismissed.clone();
    let slot = Part::Lead.into();
    match lead_place(rule.project(), dismissed) {
        Some(Item::Event(mut id)) => {
            is_left(event(rule, slot, &mut id))?;
            next.at = id.to_string();
        }
        Some(Item::Entity(mut id)) => {
            is_left(entity(rule, slot, &mut id))?;
            next.at = id.to_string();
        }
        Some(Item::Source(mut id)) => {
            is_left(source(rule, slot, &mut id))?;
            next.at = id.to_string();
        }
        Some(Item::Paragraph(id, n)) => match rule.fate(slot, Id::Source(&id)) {
            Fate::Becomes(Item::Source(source)) => next.at = format!("{source}#{n}"),
            Fate::Same | Fate::Becomes(_) => {}
            Fate::Gone => return None,
        },
        _ => {}
    }
    let Some(about) = &dismissed.about else {
        return Some(next);
    };
    let slot = Part::About.into();
    match about_ids(dismissed.lead, about) {
        AboutIds::Entity(mut id) => {
            is_left(entity(rule, slot, &mut id))?;
            next.about = Some(id.to_string());
        }
        AboutIds::Source(mut id) => {
            is_left(source(rule, slot, &mut id))?;
            next.about = Some(id.to_string());
        }
        AboutIds::Citation(mut id, rest) => {
            is_left(source(rule, slot, &mut id))?;
            next.about = Some(format!("{id}{rest}"));
        }
        AboutIds::Events(mut before, mut after) => {
            is_left(event(rule, slot, &mut before))?;
            is_left(event(rule, slot, &mut after))?;
            next.about = Some(format!("{before}..{after}"));
        }
        AboutIds::None => {}
    }
    // Once the two are one, there is nothing between them to look at.
    let is_about_itself = next != *dismissed && next.about.as_deref() == Some(&next.at);
    (!is_about_itself).then_some(next)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kept {
    Same,
    Changed,
    Gone,
}

fn is_left(kept: Kept) -> Option<()> {
    (kept != Kept::Gone).then_some(())
}

/// Items of a list: those that are gone are taken out, and so is what changed into what another says.
fn list<T>(
    items: &mut Vec<T>,
    mut each: impl FnMut(usize, &mut T) -> Kept,
    is_same: impl Fn(&T, &T) -> bool,
) {
    let old = std::mem::take(items).into_iter().enumerate();
    let followed = old.filter_map(|(at, mut item)| {
        let kept = each(at, &mut item);
        (kept != Kept::Gone).then_some((item, kept == Kept::Changed))
    });
    let followed: Vec<(T, bool)> = followed.collect();
    let is_said = |at: usize, item: &T| {
        let mut others = followed.iter().enumerate();
        others.any(|(other, (it, is_changed))| {
            let counts = !is_changed || other < at;
            other != at && counts && is_same(it, item)
        })
    };
    let is_kept: Vec<bool> = followed
        .iter()
        .enumerate()
        .map(|(at, (item, is_changed))| !is_changed || !is_said(at, item))
        .collect();
    let kept = followed.into_iter().zip(is_kept);
    items.extend(kept.filter_map(|((item, _), is_kept)| is_kept.then_some(item)));
}

fn entity(rule: &impl Follow, slot: Slot, id: &mut EntityId) -> Kept {
    match rule.fate(slot, Id::Entity(id)) {
        Fate::Becomes(Item::Entity(next)) => {
            *id = next;
            Kept::Changed
        }
        Fate::Same | Fate::Becomes(_) => Kept::Same,
        Fate::Gone => Kept::Gone,
    }
}

fn source(rule: &impl Follow, slot: Slot, id: &mut SourceId) -> Kept {
    match rule.fate(slot, Id::Source(id)) {
        Fate::Becomes(Item::Source(next)) => {
            *id = next;
            Kept::Changed
        }
        Fate::Same | Fate::Becomes(_) => Kept::Same,
        Fate::Gone => Kept::Gone,
    }
}

fn event(rule: &impl Follow, slot: Slot, id: &mut EventId) -> Kept {
    match rule.fate(slot, Id::Event(id)) {
        Fate::Becomes(Item::Event(next)) => {
            *id = next;
            Kept::Changed
        }
        Fate::Same | Fate::Becomes(_) => Kept::Same,
        Fate::Gone => Kept::Gone,
    }
}

/// An event that another is placed by: never that one itself.
fn neighbour(rule: &impl Follow, slot: Slot, id: &mut EventId, own: &EventId) -> Kept {
    match event(rule, slot, id) {
        Kept::Changed if id == own => Kept::Gone,
        kept => kept,
    }
}

fn citation(rule: &impl Follow, slot: Slot, citation: &mut Citation) -> Kept {
    match rule.fate(slot, Id::Paragraph(&citation.source, citation.paragraph)) {
        Fate::Becomes(Item::Paragraph(source, n)) => {
            citation.source = source;
            citation.paragraph = n;
            Kept::Changed
        }
        Fate::Becomes(Item::Source(source)) => {
            citation.source = source;
            Kept::Changed
        }
        Fate::Same | Fate::Becomes(_) => Kept::Same,
        Fate::Gone => Kept::Gone,
    }
}

fn value(rule: &impl Follow, slot: Slot, value: &mut Value, own: &EventId) -> Kept {
    match value {
        Value::Number(_) => Kept::Same,
        Value::When(it) => when(rule, slot, Some(it), Some(own)),
        Value::Place(place) => entity(rule, slot, place),
        Value::Role(part) => entity(rule, slot, &mut part.who),
    }
}

/// Days stay when what they rest on goes: then they are the curator's, who knew it.
fn when(rule: &impl Follow, slot: Slot, when: Option<&mut When>, own: Option<&EventId>) -> Kept {
    let Some(when) = when else { return Kept::Same };
    let kept = match &mut when.basis {
        Basis::Published(id) => source(rule, slot, id),
        Basis::Event(id, _) => match own {
            Some(own) => neighbour(rule, slot, id, own),
            None => event(rule, slot, id),
        },
        Basis::Stated | Basis::Judged(_) => Kept::Same,
    };
    if kept == Kept::Gone {
        when.basis = Basis::Judged(remembered(rule, &when.basis));
        return Kept::Changed;
    }
    kept
}

/// What a date rested on, for whoever reads it later.
fn remembered(rule: &impl Follow, basis: &Basis) -> String {
    let (project, reason) = (rule.project(), rule.reason());
    match basis {
        Basis::Published(id) => {
            let title = names::source(project, id);
            format!("from the publication of {title}, {reason}")
        }
        Basis::Event(id, distance) => {
            let title = names::event(project, id);
            match distance {
                Distance::Before => format!("before {title}, {reason}"),
                Distance::After => format!("after {title}, {reason}"),
                Distance::WithinDays(days) => format!("within {days} days of {title}, {reason}"),
            }
        }
        Basis::Stated => String::new(),
        Basis::Judged(reason) => reason.clone(),
    }
}
