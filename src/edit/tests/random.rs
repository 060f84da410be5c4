//! Every kind of edit, at random.

use crate::edit::testing::*;
use crate::edit::*;
use crate::model::*;

/// How many kinds of edits [`any_edit`] makes.
pub(super) const N_KINDS: usize = 34;

/// Those that change what is there without moving or copying it elsewhere.
pub(super) const PLAIN: std::ops::Range<usize> = 0..19;

/// An edit of one of these kinds, if the project has what it needs.
pub(super) fn edit_of(kind: usize, project: &Project, random: &mut Random) -> Option<Edit> {
    let pool = Pool::of(project);
    if pool.kinds.is_empty() || pool.sources.is_empty() || pool.entities.len() < 2 {
        return None;
    }
    match kind {
        0 => Some(set_title(project, random.mark())),
        1 => Some(set_about(project, random.list(3, Random::mark))),
        2..=18 => plain(kind, project, &pool, random),
        _ => moving(kind, project, &pool, random),
    }
}

pub(super) fn any_edit(project: &Project, random: &mut Random) -> Option<Edit> {
    let kind = random.below(N_KINDS);
    edit_of(kind, project, random)
}

fn plain(kind: usize, project: &Project, pool: &Pool, random: &mut Random) -> Option<Edit> {
    match kind {
        2 => {
            let id = fresh_kind_id(project, &random.mark());
            add(project, Record::Kind(testing::kind(random, id))).ok()
        }
        3 => {
            let id = fresh_source_id(project, &random.mark(), None, None);
            add(project, Record::Source(source(random, pool, id))).ok()
        }
        4 => {
            let id = fresh_entity_id(project, &random.mark());
            add(project, Record::Entity(entity(random, pool, id))).ok()
        }
        5 => {
            let id = fresh_event_id(project, &random.mark(), None);
            add(project, Record::Event(event(random, pool, id))).ok()
        }
        6 => {
            let relation = relation(random, pool);
            (relation.from != relation.to).then(|| add(project, Record::Relation(relation)).ok())?
        }
        7 => {
            let decision = Decision::Dismiss(dismissed(random, pool));
            decision.edit(project).ok()
        }
        8 => {
            let id = random.pick(&pool.kinds);
            let mut next = project.kind(&id)?.as_ref().clone();
            match random.below(3) {
                0 => next.label = random.mark(),
                1 => next.icon = random.pick(Icon::ALL),
                _ => next.colour = random.pick(Colour::ALL),
            }
            put(project, &Item::Kind(id), Record::Kind(next)).ok()
        }
        9 | 10 => {
            let id = random.pick(&pool.sources);
            let mut next = project.source(&id)?.as_ref().clone();
            change_source(&mut next, pool, random);
            put(project, &Item::Source(id), Record::Source(next)).ok()
        }
        11 | 12 => {
            let id = random.pick(&pool.entities);
            let mut next = project.entity(&id)?.as_ref().clone();
            change_entity(&mut next, pool, random);
            put(project, &Item::Entity(id), Record::Entity(next)).ok()
        }
        13..=15 if !pool.events.is_empty() => {
            let id = random.pick(&pool.events);
            let mut next = project.event(&id)?.as_ref().clone();
            change_event(&mut next, pool, random);
            put(project, &Item::Event(id), Record::Event(next)).ok()
        }
        16 if !pool.events.is_empty() => {
            let id = random.pick(&pool.events);
            let claim = claim(random, pool);
            add_claim(project, &id, claim).ok()
        }
        17 if !project.relations.is_empty() => {
            let at = random.below(project.relations.len());
            let mut next = project.relations[at].as_ref().clone();
            match random.below(4) {
                0 => next.kind = random.mark(),
                1 => next.note = random.maybe_mark(),
                2 => next.cites = citations(random, pool),
                _ => next.when = random.chance(50).then(|| when(random, pool)),
            }
            put(project, &Item::Relation(at), Record::Relation(next)).ok()
        }
        18 => delete(project, &[random_item(project, pool, random)?]).ok(),
        _ => None,
    }
}

fn random_item(project: &Project, pool: &Pool, random: &mut Random) -> Option<Item> {
    Some(match random.below(7) {
        0 => Item::Kind(random.pick(&pool.kinds)),
        1 => Item::Source(random.pick(&pool.sources)),
        2 => Item::Entity(random.pick(&pool.entities)),
        3 if !pool.events.is_empty() => Item::Event(random.pick(&pool.events)),
        4 if !pool.events.is_empty() => {
            let id = random.pick(&pool.events);
            let claims = project.event(&id)?.claims.len();
            Item::Claim(id, random.below(claims.max(1)))
        }
        5 => Item::Relation(random.below(project.relations.len().max(1))),
        6 => Item::Dismissed(random.below(project.dismissed.len().max(1))),
        _ => return None,
    })
}

fn change_source(next: &mut Source, pool: &Pool, random: &mut Random) {
    let others: Vec<_> = pool
        .sources
        .iter()
        .filter(|it| **it != next.id)
        .cloned()
        .collect();
    match random.below(10) {
        0 => next.title = random.mark(),
        1 => next.kind = random.pick(&[SourceKind::Data, SourceKind::Other]),
        2 => next.publisher = random.chance(50).then(|| random.pick(&pool.entities)),
        3 => next.authors.push(random.pick(&pool.entities)),
        4 => next.published = random.chance(70).then(|| when(random, pool)),
        5 => next.is_original = !next.is_original,
        6 if !others.is_empty() => next.derives_from.push(link(random, &others)),
        7 => {
            let n = next.paragraphs.last().map_or(1, |last| last.n + 1);
            next.paragraphs.push(paragraph(random, n));
        }
        8 if !next.paragraphs.is_empty() => {
            let at = random.below(next.paragraphs.len());
            let n = next.paragraphs[at].n;
            if random.chance(50) {
                next.paragraphs.remove(at);
            } else {
                next.paragraphs[at] = paragraph(random, n);
            }
        }
        _ => next.note = random.maybe_mark(),
    }
}

fn change_entity(next: &mut Entity, pool: &Pool, random: &mut Random) {
    match random.below(6) {
        0 => next.name = random.mark(),
        1 => next.kind = random.pick(&EntityKind::ALL),
        2 => next.spellings.push(spelling(random, pool)),
        3 if !next.spellings.is_empty() => {
            let at = random.below(next.spellings.len());
            if random.chance(50) {
                next.spellings.remove(at);
            } else {
                next.spellings[at].at = citations(random, pool);
            }
        }
        4 => {
            let at = random.below(next.spellings.len().max(1));
            let at = at.min(next.spellings.len());
            next.spellings.rotate_left(at);
        }
        _ => next.note = random.maybe_mark(),
    }
}

fn change_event(next: &mut Event, pool: &Pool, random: &mut Random) {
    let others: Vec<_> = pool
        .events
        .iter()
        .filter(|it| **it != next.id)
        .cloned()
        .collect();
    let pool = &Pool {
        events: others.clone(),
        ..pool.clone()
    };
    match random.below(16) {
        0 => next.title = random.mark(),
        1 => next.kind = random.pick(&pool.kinds),
        2 => next.summary = random.maybe_mark(),
        3 => next.when = random.chance(70).then(|| when(random, pool)),
        4 => next.place = random.chance(70).then(|| random.pick(&pool.entities)),
        5 => next.participants.push(participant(random, pool)),
        6 if !next.participants.is_empty() => {
            let at = random.below(next.participants.len());
            next.participants.remove(at);
        }
        7 if !others.is_empty() => next.before.push(random.pick(&others)),
        8 if !others.is_empty() => next.near.push(Near {
            event: random.pick(&others),
            days: 5,
        }),
        9 => next.tags.push(random.mark()),
        10 if !next.tags.is_empty() => {
            let at = random.below(next.tags.len());
            next.tags.remove(at);
        }
        11 if !next.adopted.is_empty() => {
            if random.chance(50) {
                next.adopted.clear();
            } else {
                next.adopted[0].note = random.mark();
            }
        }
        12..=14 if !next.claims.is_empty() => {
            let at = random.below(next.claims.len());
            change_claim(&mut next.claims[at], pool, random);
        }
        _ => next.note = random.maybe_mark(),
    }
}

fn change_claim(claim: &mut Claim, pool: &Pool, random: &mut Random) {
    match random.below(7) {
        0 => claim.status = random.pick(&Status::ALL),
        1 => claim.says = random.mark(),
        2 => claim.cites = citations(random, pool),
        3 => claim.values.push(value(random, pool)),
        4 => claim.values = claim.values.split_off(claim.values.len().min(1)),
        5 => claim.speaker = Speaker::Entity(random.pick(&pool.entities)),
        _ => claim.note = random.maybe_mark(),
    }
}

/// Ids change, things become one or two, many change at once.
fn moving(kind: usize, project: &Project, pool: &Pool, random: &mut Random) -> Option<Edit> {
    let two = |random: &mut Random, len: usize| {
        let one = random.below(len);
        (one, (one + 1 + random.below(len - 1)) % len)
    };
    match kind {
        19 => {
            let item = random_item(project, pool, random)?;
            Some(duplicate(project, &item).ok()?.0)
        }
        20 | 21 => {
            let item = random_item(project, pool, random)?;
            let id = format!("{}{}", ["r", "q"][kind - 20], random.below(20));
            rename(project, &item, &id).ok()
        }
        22 | 23 => {
            let (keep, other) = two(random, pool.entities.len());
            let others = [pool.entities[other].clone()];
            merge_entities(project, &pool.entities[keep], &others).ok()
        }
        24 if pool.events.len() > 1 => {
            let (keep, other) = two(random, pool.events.len());
            merge_events(project, &pool.events[keep], &[pool.events[other].clone()]).ok()
        }
        25 if pool.sources.len() > 1 => {
            let (keep, other) = two(random, pool.sources.len());
            merge_sources(project, &pool.sources[keep], &[pool.sources[other].clone()]).ok()
        }
        26 if pool.kinds.len() > 1 => {
            let (keep, other) = two(random, pool.kinds.len());
            merge_kinds(project, &pool.kinds[keep], &[pool.kinds[other].clone()]).ok()
        }
        27 => {
            let from = random.pick(&pool.entities);
            split_entity(project, &from, random_split(project, &from, random)?).ok()
        }
        28..=31 => {
            let events: Vec<EventId> = pool
                .events
                .iter()
                .filter(|_| random.chance(60))
                .cloned()
                .collect();
            random_bulk(project, pool, random)
                .edit(project, &events)
                .ok()
        }
        32 if !pool.events.is_empty() => {
            let id = random.pick(&pool.events);
            let count = project.event(&id)?.claims.len();
            move_claim(
                project,
                &id,
                random.below(count.max(1)),
                random.below(count.max(1)),
            )
            .ok()
        }
        33 if !project.dismissed.is_empty() => {
            let at = random.below(project.dismissed.len());
            Decision::Restore(at).edit(project).ok()
        }
        _ => None,
    }
}

pub(super) fn random_split(
    project: &Project,
    from: &EntityId,
    random: &mut Random,
) -> Option<Split> {
    let pool = Pool::of(project);
    let id = fresh_entity_id(project, &random.mark());
    let uses = uses(project, &Item::Entity(from.clone()));
    let n_spellings = project.entity(from)?.spellings.len();
    Some(Split {
        entity: entity(random, &pool, id),
        moves: uses.into_iter().filter(|_| random.chance(50)).collect(),
        spellings: (0..n_spellings).filter(|_| random.chance(50)).collect(),
    })
}

fn random_bulk(project: &Project, pool: &Pool, random: &mut Random) -> Bulk {
    let event = project.events().first();
    let tag = event.and_then(|event| event.tags.first().cloned());
    match random.below(8) {
        0 => Bulk::Kind(random.pick(&pool.kinds)),
        1 => Bulk::AddTag(random.mark()),
        2 => Bulk::RemoveTag(tag.unwrap_or_default()),
        3 => Bulk::AddParticipant(participant(random, pool)),
        4 => Bulk::RemoveParticipant {
            who: random.pick(&pool.entities),
            role: random.chance(50).then(|| "witness".to_owned()),
        },
        5 => Bulk::Place(random.chance(70).then(|| random.pick(&pool.entities))),
        6 => Bulk::Status {
            status: random.pick(&Status::ALL),
            of: random
                .chance(50)
                .then(|| Speaker::Entity(random.pick(&pool.entities))),
        },
        _ => Bulk::Delete,
    }
}
