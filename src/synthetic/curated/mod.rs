//! Events as a curator makes them, with all that a record can hold. What they say of time is true of
//! one history (`story`), so that nothing contradicts anything but where accounts are meant to.

mod claims;
mod people;
mod story;
mod when;

use super::Plan;
use super::cast::Cast;
use super::papers;
use super::random::Random;
use super::words::{ROLES, TAGS, filled};
use crate::model::{Entity, Event, Near, Participant, Relation};
use story::{Part, Shape};
use when::Setting;

/// Gives the cast what only a curated project has.
pub(super) fn furnish(cast: &mut Cast, seed: u64) -> Option<()> {
    people::furnish(cast, seed)
}

pub(super) fn relations(cast: &Cast, seed: u64) -> Vec<Relation> {
    people::relations(cast, seed)
}

pub(super) fn event(cast: &Cast, plan: Plan, at: usize) -> Option<Event> {
    let part = Part::of(cast, plan, at)?;
    let random = &mut Random::of(plan.seed, 2 * at as u64 + 1);
    let (published, source) = cast.held(cast.first_after(part.last) + random.below(3))?;
    let setting = Setting {
        cast,
        plan,
        at,
        part: &part,
        source,
        published,
    };
    let parts = who(cast, random)?;
    let place = cast.place(random)?;
    let summary = summary(cast, random)?;
    let claims = claims::claims(&setting, &parts, place, random)?;
    let mut event = Event {
        id: part.id.clone(),
        kind: part.kind.clone(),
        title: title(&part, &parts, place),
        summary: (!summary.is_empty()).then(|| summary.join("\n")),
        when: match part.shape {
            Shape::Undated => None,
            _ => Some(when::when(&setting, random)?),
        },
        place: random.chance(70).then(|| place.id.clone()),
        participants: participants(&part, &parts, random)?,
        before: Vec::new(),
        after: Vec::new(),
        near: Vec::new(),
        adopted: claims::adopted(&claims, random)?,
        claims,
        tags: tags(random),
        note: random
            .chance(12)
            .then(|| papers::sentence(cast, random))
            .flatten(),
    };
    if part.has_place_in_order() {
        link(&mut event, &setting, random)?;
    }
    Some(event)
}

/// One to five, nobody twice.
fn who<'a>(cast: &'a Cast, random: &mut Random) -> Option<Vec<&'a Entity>> {
    let mut parts = vec![cast.actor(random)?];
    for _ in 0..random.weighted(&[25, 40, 20, 10, 5]) {
        let other = cast.actor(random)?;
        if parts.iter().all(|part| part.id != other.id) {
            parts.push(other);
        }
    }
    Some(parts)
}

fn title(part: &Part, parts: &[&Entity], place: &Entity) -> String {
    let [alone, together] = part.happening.titles;
    let name = |at: usize| parts.get(at).map_or("", |part| part.name.as_str());
    let title = if parts.len() > 1 { together } else { alone };
    filled(title, [name(0), name(1), &place.name])
}

/// The first two as the title tells it, the others beside them.
fn participants(part: &Part, parts: &[&Entity], random: &mut Random) -> Option<Vec<Participant>> {
    let participants = parts.iter().enumerate().map(|(at, who)| {
        let role = match part.happening.roles.get(at) {
            Some(role) => role,
            None => random.pick(&ROLES)?,
        };
        Some(Participant {
            who: who.id.clone(),
            role: (*role).to_owned(),
        })
    });
    participants.collect()
}

/// Lines of a sentence or two; none, one, or a few.
fn summary(cast: &Cast, random: &mut Random) -> Option<Vec<String>> {
    let n_lines = random.weighted(&[30, 45, 15, 10]);
    let mut lines = Vec::new();
    for _ in 0..n_lines {
        let mut line = papers::sentence(cast, random)?;
        if random.chance(50) {
            line = format!("{line} {}", papers::sentence(cast, random)?);
        }
        lines.push(line);
    }
    Some(lines)
}

fn tags(random: &mut Random) -> Vec<String> {
    let count = random.weighted(&[50, 30, 15, 5]);
    let start = random.below(TAGS.len());
    let tags = TAGS.iter().cycle().skip(start).take(count);
    tags.map(|tag| (*tag).to_owned()).collect()
}

/// Now and then, what it follows, precedes or is near to.
fn link(event: &mut Event, setting: &Setting<'_>, random: &mut Random) -> Option<()> {
    let Setting {
        cast,
        plan,
        at,
        part,
        ..
    } = *setting;
    if random.chance(25) {
        let earlier = Part::earlier(cast, plan, at, random);
        event.after.extend(earlier.map(|earlier| earlier.id));
    }
    if random.chance(20) {
        let later = Part::later(cast, plan, at, random);
        event.before.extend(later.map(|later| later.id));
    }
    if random.chance(8)
        && part.is_one_day()
        && let Some(other) = Part::earlier(cast, plan, at, random)
        && other.is_one_day()
    {
        let days = part.first - other.first + random.within(0, 20);
        event.near.push(Near {
            event: other.id,
            days: u32::try_from(days).ok()?,
        });
    }
    Some(())
}
