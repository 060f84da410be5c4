//! What a curator notes of entities: how else they are written and where, who may be whom, and how they
//! are related.

use super::super::cast::{self, Cast};
use super::super::papers;
use super::super::random::Random;
use crate::model::{Certainty, Citation, Entity, EntityKind, Relation, SameAs, Spelling, When};

const CERTAINTIES: [Certainty; 3] = [Certainty::Certain, Certainty::Likely, Certainty::Possible];

const RELATIONS: [&str; 5] = [
    "works for",
    "related to",
    "partner of",
    "alleged member of",
    "based in",
];

/// Gives the entities their spellings and notes.
pub(super) fn furnish(cast: &mut Cast, seed: u64) -> Option<()> {
    for at in 0..cast.entities.len() {
        let random = &mut Random::of(seed, cast::ENTITIES + at as u64);
        let Some(mut entity) = cast.entities.get(at).cloned() else {
            continue;
        };
        if random.chance(60) {
            entity.spellings = spellings(cast, &entity, random)?;
        }
        if random.chance(3) {
            entity.same_as = same_as(cast, &entity, random)?;
        }
        if random.chance(20) {
            entity.note = Some(papers::sentence(cast, random)?);
        }
        if let Some(place) = cast.entities.get_mut(at) {
            *place = entity;
        }
    }
    Some(())
}

/// The name itself, the name in plain letters, the last word of it.
fn spellings(cast: &Cast, entity: &Entity, random: &mut Random) -> Option<Vec<Spelling>> {
    let plain = entity.id.as_str().split('-').map(capitalised);
    let last = entity.name.split(' ').next_back().unwrap_or_default();
    let texts = [
        entity.name.clone(),
        plain.collect::<Vec<_>>().join(" "),
        last.to_owned(),
    ];
    let mut spellings: Vec<Spelling> = Vec::new();
    let count = 1 + random.below(texts.len());
    for text in texts.into_iter().take(count) {
        if spellings.iter().all(|spelling| spelling.text != text) {
            let at = (0..=random.below(3)).map(|_| somewhere(cast, random));
            spellings.push(Spelling {
                text,
                at: at.collect::<Option<_>>()?,
            });
        }
    }
    Some(spellings)
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

fn somewhere(cast: &Cast, random: &mut Random) -> Option<Citation> {
    let (_, source) = cast.held(random.below(cast.held.len()))?;
    papers::citation(source, random, false)
}

fn same_as(cast: &Cast, entity: &Entity, random: &mut Random) -> Option<Vec<SameAs>> {
    let other = cast.other(entity, random)?;
    Some(vec![SameAs {
        entity: other.id.clone(),
        certainty: *random.pick(&CERTAINTIES)?,
        note: random
            .chance(50)
            .then(|| "The two are never met together.".to_owned()),
    }])
}

/// One for every second entity.
pub(super) fn relations(cast: &Cast, seed: u64) -> Vec<Relation> {
    let random = &mut Random::of(seed, cast::ENTITIES - 1);
    let relations = cast.entities.iter().step_by(2);
    relations
        .filter_map(|from| relation(cast, from, random))
        .collect()
}

fn relation(cast: &Cast, from: &Entity, random: &mut Random) -> Option<Relation> {
    let to = cast.other(from, random)?;
    let kind = match from.kind {
        EntityKind::Place => "seat of",
        _ => random.pick(&RELATIONS)?,
    };
    let day = super::super::dates::anywhere(random);
    let from_day = format!("{}/..", super::super::dates::iso(day)?);
    Some(Relation {
        from: from.id.clone(),
        to: to.id.clone(),
        kind: kind.to_owned(),
        when: random
            .chance(30)
            .then(|| When::from_edtf(&from_day).ok())
            .flatten(),
        cites: vec![somewhere(cast, random)?],
        note: random
            .chance(10)
            .then(|| papers::sentence(cast, random))
            .flatten(),
    })
}
