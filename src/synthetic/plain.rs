//! Events of the families that are measured by shape: short, with one claim, all of one make. They
//! differ in when they happened and in how many take part in them.

use super::Family;
use super::cast::Cast;
use super::dates::{self, Dated};
use super::papers;
use super::random::Random;
use super::words::filled;
use crate::model::{Claim, Entity, Event, EventId, Participant, Speaker, Status};

/// Reports most of all.
const STATUSES: [Status; 6] = Status::ALL;
const STATUS_WEIGHTS: [usize; 6] = [25, 50, 12, 7, 4, 2];

pub(super) fn event(
    cast: &Cast,
    family: Family,
    bursts: &[i64],
    at: usize,
    random: &mut Random,
) -> Option<Event> {
    let (kind, happening) = cast.kind(random)?;
    let Dated { day, when } = dates::dated(family, bursts, random)?;
    let place = cast.place(random)?;
    // Of a family that has one place only, all are there.
    let is_placed = family == Family::OneLane || random.chance(50);
    let first = match family {
        // Each is in some event as soon as there are as many.
        Family::ManyLanes => cast.in_turn(at)?,
        _ => cast.actor(random)?,
    };
    let second = cast.other(first, random).filter(|_| random.chance(30));
    let words = [
        first.name.as_str(),
        second.map_or("", |second| &second.name),
        place.name.as_str(),
    ];
    let told = usize::from(second.is_some());
    let (title, says) = (happening.titles[told], happening.says[told]);
    let participants = [Some(first), second].into_iter().flatten();
    let participants = participants.zip(happening.roles).map(part);
    Some(Event {
        id: EventId::new(&format!("{}-{at}", happening.id)).ok()?,
        kind: kind.id.clone(),
        title: filled(title, words),
        summary: None,
        when: Some(when),
        place: is_placed.then(|| place.id.clone()),
        participants: participants.collect(),
        before: Vec::new(),
        after: Vec::new(),
        near: Vec::new(),
        claims: vec![claim(cast, day, filled(says, words), random)?],
        adopted: Vec::new(),
        tags: Vec::new(),
        note: None,
    })
}

fn part((who, role): (&Entity, &str)) -> Participant {
    Participant {
        who: who.id.clone(),
        role: role.to_owned(),
    }
}

/// In one of the next few sources that came out: its publisher, or somebody it quotes, says so.
fn claim(cast: &Cast, day: i64, says: String, random: &mut Random) -> Option<Claim> {
    let (_, source) = cast.held(cast.first_after(day) + random.below(3))?;
    let speaker = match &source.publisher {
        Some(publisher) if random.chance(70) => Speaker::Entity(publisher.clone()),
        Some(_) => Speaker::Entity(cast.actor(random)?.id.clone()),
        None => Speaker::Source(source.id.clone()),
    };
    Some(Claim {
        speaker,
        status: *STATUSES.get(random.weighted(&STATUS_WEIGHTS))?,
        says,
        cites: vec![papers::citation(source, random, false)?],
        values: Vec::new(),
        grade: None,
        note: None,
    })
}
