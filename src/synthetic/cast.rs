//! Who, where and what: the kinds, entities and sources among which a synthetic project's events are
//! dealt. How many there are depends on the family and, up to a limit, on the number of events.

use super::papers;
use super::random::{Random, Zipf};
use super::words::{
    FIRST_NAMES, GROUPS, HAPPENINGS, Happening, NAME_STARTS, ORGANISATIONS, PLACE_ENDS,
    PLACE_PREFIXES, SURNAME_ENDS,
};
use super::{Family, Plan};
use crate::model::{Entity, EntityId, EntityKind, Kind, KindId, Source};

/// Sequences of random numbers that are not an event's own; those count from 0.
pub(super) const SOURCES: u64 = 1 << 62;
pub(super) const STORIES: u64 = 2 << 62;
pub(super) const ENTITIES: u64 = 3 << 62;
pub(super) const BURSTS: u64 = SOURCES + (1 << 61);

/// How large the cast is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Size {
    pub(super) kinds: usize,
    /// Persons, organisations and groups.
    pub(super) actors: usize,
    pub(super) places: usize,
    pub(super) sources: usize,
    pub(super) paragraphs: u32,
}

impl Size {
    fn of(plan: &Plan) -> Self {
        let n_kinds = HAPPENINGS.len();
        let (kinds, actors, places, sources, paragraphs) = match plan.family {
            Family::OneLane => (1, 0, 1, 1, 12),
            Family::ManyLanes => (n_kinds, 8_000, 2_000, 3_000, 6),
            Family::Curated => {
                let up_to = |share: usize, least, most| (plan.events / share).clamp(least, most);
                let (actors, places) = (up_to(5, 24, 2_000), up_to(25, 6, 300));
                (n_kinds, actors, places, up_to(6, 12, 3_000), 16)
            }
            _ => (n_kinds, 84, 16, 60, 12),
        };
        Self {
            kinds,
            actors,
            places,
            sources,
            paragraphs,
        }
    }
}

#[derive(Clone, Debug)]
pub(super) struct Cast {
    pub(super) kinds: Vec<Kind>,
    /// Actors first, then places.
    pub(super) entities: Vec<Entity>,
    pub(super) sources: Vec<Source>,
    /// Of the sources that are held, by day: on which day each was published, and its position.
    pub(super) held: Vec<(i64, usize)>,
    n_actors: usize,
    actor_ranks: Zipf,
    place_ranks: Zipf,
    kind_ranks: Zipf,
}

impl Cast {
    /// Nothing if a word is no slug, which a test rules out.
    pub(super) fn new(plan: &Plan) -> Option<Self> {
        let size = Size::of(plan);
        let kinds = HAPPENINGS.iter().take(size.kinds).map(kind);
        let actors = (0..size.actors).map(|at| actor(at, size.actors));
        let places = (0..size.places).map(place);
        let mut cast = Self {
            kinds: kinds.collect::<Option<_>>()?,
            entities: actors.chain(places).collect::<Option<_>>()?,
            sources: Vec::new(),
            held: Vec::new(),
            n_actors: size.actors,
            actor_ranks: Zipf::new(size.actors),
            place_ranks: Zipf::new(size.places),
            kind_ranks: Zipf::new(size.kinds),
        };
        papers::add_sources(&mut cast, plan, size)?;
        Some(cast)
    }

    /// A kind of events, with how they are told.
    pub(super) fn kind(&self, random: &mut Random) -> Option<(&Kind, &'static Happening)> {
        let rank = self.kind_ranks.draw(random);
        self.kinds.get(rank).zip(HAPPENINGS.get(rank))
    }

    /// One of the few who are everywhere, or of the many who are met once; of a cast without actors,
    /// a place.
    pub(super) fn actor(&self, random: &mut Random) -> Option<&Entity> {
        if self.n_actors == 0 {
            return self.place(random);
        }
        self.entities.get(self.actor_ranks.draw(random))
    }

    /// Another than `first`, if there is one.
    pub(super) fn other(&self, first: &Entity, random: &mut Random) -> Option<&Entity> {
        if self.n_actors < 2 {
            return None;
        }
        let rank = self.actor_ranks.draw(random);
        let drawn = self.entities.get(rank)?;
        if drawn.id != first.id {
            return Some(drawn);
        }
        self.entities.get((rank + 1) % self.n_actors)
    }

    pub(super) fn place(&self, random: &mut Random) -> Option<&Entity> {
        let rank = self.place_ranks.draw(random);
        self.entities.get(self.n_actors + rank)
    }

    /// All entities in turn.
    pub(super) fn in_turn(&self, at: usize) -> Option<&Entity> {
        self.entities.get(at % self.entities.len().max(1))
    }

    pub(super) fn organisations(&self) -> Vec<&EntityId> {
        let is_organisation = |entity: &&Entity| entity.kind == EntityKind::Organisation;
        let organisations = self.entities.iter().filter(is_organisation);
        organisations.map(|entity| &entity.id).collect()
    }

    /// The positions, among those held, of the ones that came out on a day or later; the last one for
    /// days after all.
    pub(super) fn first_after(&self, day: i64) -> usize {
        let after = self.held.partition_point(|(published, _)| *published < day);
        after.min(self.held.len().saturating_sub(1))
    }

    /// The held source at such a position (the last one beyond them), and when it came out.
    pub(super) fn held(&self, at: usize) -> Option<(i64, &Source)> {
        let (day, position) = self.held.get(at).or(self.held.last())?;
        Some((*day, self.sources.get(*position)?))
    }
}

fn kind(happening: &Happening) -> Option<Kind> {
    Some(Kind {
        id: KindId::new(happening.id).ok()?,
        label: happening.label.to_owned(),
        icon: happening.icon,
        colour: happening.colour,
    })
}

/// One in five is an organisation, one in ten a group; those that are named first are persons.
fn actor(at: usize, count: usize) -> Option<Entity> {
    let rank = at / 10 * 10;
    match at % 10 {
        4 | 9 => {
            let word = ORGANISATIONS.get(at / 5 % ORGANISATIONS.len())?;
            entity(
                EntityKind::Organisation,
                format!("{} {word}", place_name(at)?),
            )
        }
        7 if count > 20 => {
            let word = GROUPS.get(rank / 10 % GROUPS.len())?;
            entity(EntityKind::Group, format!("{} {word}", place_name(at)?))
        }
        _ => {
            let ((first, first_slug), last) = person_name(at)?;
            let id = format!("{first_slug}-{}", last.to_lowercase());
            named(EntityKind::Person, &id, format!("{first} {last}"))
        }
    }
}

fn place(at: usize) -> Option<Entity> {
    entity(EntityKind::Place, place_name(at)?)
}

/// With its name for an id, which has no letters but a to z.
fn entity(kind: EntityKind, name: String) -> Option<Entity> {
    let id = name.to_lowercase().replace(' ', "-");
    named(kind, &id, name)
}

fn named(kind: EntityKind, id: &str, name: String) -> Option<Entity> {
    Some(Entity {
        id: EntityId::new(id).ok()?,
        kind,
        name,
        spellings: Vec::new(),
        same_as: Vec::new(),
        note: None,
    })
}

/// Another one for each of the first 12,800.
fn person_name(at: usize) -> Option<((&'static str, &'static str), String)> {
    let n_first = FIRST_NAMES.len();
    let n_all = n_first * NAME_STARTS.len() * SURNAME_ENDS.len();
    // A prime that `n_all` does not hold: neighbours share neither name.
    let at = at * 7_919 % n_all;
    let (first, last) = (at % n_first, at / n_first);
    let start = NAME_STARTS.get(last % NAME_STARTS.len())?;
    let end = SURNAME_ENDS.get(last / NAME_STARTS.len())?;
    Some((*FIRST_NAMES.get(first)?, format!("{start}{end}")))
}

/// Another one for each of the first 2,400; beyond that, with a number.
fn place_name(at: usize) -> Option<String> {
    let (n_starts, n_ends) = (NAME_STARTS.len(), PLACE_ENDS.len());
    let (n_words, n_all) = (n_starts * n_ends, n_starts * n_ends * PLACE_PREFIXES.len());
    let (round, at) = (at / n_all, at % n_all);
    // Again a prime, within the words of one prefix.
    let word = at % n_words * 7 % n_words;
    let start = NAME_STARTS.get(word % n_starts)?;
    let end = PLACE_ENDS.get(word / n_starts)?;
    let prefix = PLACE_PREFIXES.get(at / n_words)?;
    Some(match round {
        0 => format!("{prefix}{start}{end}"),
        _ => format!("{prefix}{start}{end} {}", round + 1),
    })
}
