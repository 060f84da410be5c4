//! Who says what about a curated event, in which paragraphs, and what it fixes.

use super::super::papers;
use super::super::random::Random;
use super::super::words::filled;
use super::story::Shape;
use super::when::{Setting, reason};
use crate::model::{
    Adopted, Citation, Claim, Credibility, Entity, Grade, Precision, Quantity, Reliability, Role,
    Source, Speaker, Status, Value, When,
};

const PRECISIONS: [Precision; 6] = [
    Precision::Exactly,
    Precision::About,
    Precision::AtLeast,
    Precision::AtMost,
    Precision::MoreThan,
    Precision::LessThan,
];

const RELIABILITIES: [Reliability; 6] = [
    Reliability::A,
    Reliability::B,
    Reliability::C,
    Reliability::D,
    Reliability::E,
    Reliability::F,
];

/// Without the one that says others confirm it: who cites how many origins is not known here.
const CREDIBILITIES: [Credibility; 5] = [
    Credibility::Two,
    Credibility::Three,
    Credibility::Four,
    Credibility::Five,
    Credibility::Six,
];

/// Two or three; the first is the one that the title rests on.
pub(super) fn claims(
    setting: &Setting<'_>,
    parts: &[&Entity],
    place: &Entity,
    random: &mut Random,
) -> Option<Vec<Claim>> {
    let count = if random.chance(40) { 3 } else { 2 };
    let claims = (0..count).map(|position| claim(setting, parts, place, position, random));
    let mut claims = claims.collect::<Option<Vec<_>>>()?;
    if setting.part.shape == Shape::Day && random.chance(15) {
        disagree(&mut claims, setting.part.first, random)?;
    }
    Some(claims)
}

fn claim(
    setting: &Setting<'_>,
    parts: &[&Entity],
    place: &Entity,
    position: usize,
    random: &mut Random,
) -> Option<Claim> {
    let cast = setting.cast;
    // Who comes later tells it later.
    let source = if position == 0 {
        setting.source
    } else {
        let first = cast.first_after(setting.published);
        cast.held(first + random.below(12))?.1
    };
    let speaker = match (&source.publisher, random.weighted(&[45, 40, 15])) {
        (Some(publisher), 0) => Speaker::Entity(publisher.clone()),
        (_, 2) => Speaker::Source(source.id.clone()),
        _ => Speaker::Entity(cast.actor(random)?.id.clone()),
    };
    let weights = if position == 0 {
        [30, 55, 12, 0, 3, 0]
    } else {
        [28, 30, 12, 18, 8, 4]
    };
    let status = *Status::ALL.get(random.weighted(&weights))?;
    let [first, second] = [parts.first()?, parts.get(1).unwrap_or(parts.first()?)];
    let told = setting.part.happening.says[usize::from(parts.len() > 1)];
    let mut says = filled(told, [&first.name, &second.name, &place.name]);
    if random.chance(60) {
        says = format!("{says} {}", papers::sentence(cast, random)?);
    }
    Some(Claim {
        speaker,
        status,
        says,
        cites: cites(setting, source, random)?,
        values: values(setting, parts, place, random)?,
        grade: grade(random),
        note: random
            .chance(10)
            .then(|| papers::sentence(cast, random))
            .flatten(),
    })
}

/// One to three, each once.
fn cites(setting: &Setting<'_>, source: &Source, random: &mut Random) -> Option<Vec<Citation>> {
    let mut cites = vec![papers::citation(source, random, true)?];
    while random.chance(30) && cites.len() < 3 {
        let first = setting.cast.first_after(setting.published);
        let (_, other) = setting.cast.held(first + random.below(12))?;
        let another = papers::citation(other, random, true)?;
        let is_new = |cite: &Citation| {
            (&cite.source, cite.paragraph) != (&another.source, another.paragraph)
        };
        if cites.iter().all(is_new) {
            cites.push(another);
        }
    }
    Some(cites)
}

fn values(
    setting: &Setting<'_>,
    parts: &[&Entity],
    place: &Entity,
    random: &mut Random,
) -> Option<Vec<Value>> {
    let mut values = Vec::new();
    if random.chance(25) {
        let count = u32::try_from(random.log_normal(12, 1_800).clamp(2, 5_000)).ok()?;
        values.push(Value::Number(Quantity {
            value: f64::from(count) / if random.chance(10) { 2.0 } else { 1.0 },
            precision: *PRECISIONS.get(random.weighted(&[40, 25, 15, 8, 8, 4]))?,
            of: setting.part.happening.of.to_owned(),
            unit: random.chance(20).then(|| "by count".to_owned()),
        }));
    }
    if random.chance(12) {
        values.push(Value::Place(place.id.clone()));
    }
    if random.chance(10) {
        values.push(Value::Role(Role {
            who: parts.first()?.id.clone(),
            role: setting.part.happening.roles[0].to_owned(),
            is_sole: random.chance(30),
        }));
    }
    Some(values)
}

fn grade(random: &mut Random) -> Option<Grade> {
    if !random.chance(15) {
        return None;
    }
    Some(Grade {
        reliability: *random.pick(&RELIABILITIES)?,
        credibility: *random.pick(&CREDIBILITIES)?,
    })
}

/// Gives two of the claims dates that cannot both hold. One of them is the day on which it was.
fn disagree(claims: &mut [Claim], day: i64, random: &mut Random) -> Option<()> {
    let other = day + random.within(1, 9) * if random.chance(50) { 1 } else { -1 };
    let mut carrying = claims.iter_mut().filter(|claim| claim.status.is_carrying());
    if let (Some(one), Some(two)) = (carrying.next(), carrying.next()) {
        one.values.push(Value::When(dated(day)?));
        two.values.push(Value::When(dated(other)?));
    }
    Some(())
}

fn dated(day: i64) -> Option<When> {
    When::from_edtf(&super::super::dates::iso(day)?).ok()
}

/// In half of the disagreements, the day on which it was.
pub(super) fn adopted(claims: &[Claim], random: &mut Random) -> Option<Vec<Adopted>> {
    let mut values = claims.iter().flat_map(|claim| &claim.values);
    let value = values.find(|value| matches!(value, Value::When(_)));
    let Some(value) = value.filter(|_| random.chance(50)) else {
        return Some(Vec::new());
    };
    Some(vec![Adopted {
        value: value.clone(),
        note: reason(random)?
            .replace("{a}", "the witness")
            .replace("{b}", "the clerk"),
    }])
}
