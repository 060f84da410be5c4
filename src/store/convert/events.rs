//! Events, their claims, and what those fix.

use super::{Findings, kept, own, own_id, v1};
use crate::diag::Diagnostic;
use crate::model::{
    Adopted, Claim, Event, EventId, Grade, Item, Near, Participant, Precision, Quantity, Role,
    Status, Value,
};

pub(crate) fn event(wire: v1::Event<'_>, found: &mut Findings<'_>) -> Option<Event> {
    let id = own_id(found, &wire.id, Item::Event)?;
    // An event of no readable kind has no place on the timeline.
    let kind = found.id(&wire.kind)?;
    let summary = wire.summary.0.join("\n");
    let when = wire.when.map(|when| found.when(when));
    let place = found.optional(wire.place);
    let participants = kept(wire.participants, |part| participant(part, found));
    let near = kept(wire.near, |near| {
        Some(Near {
            event: found.id(&near.event)?,
            days: near.days,
        })
    });
    Some(Event {
        kind,
        title: wire.title.into_owned(),
        summary: (!summary.is_empty()).then_some(summary),
        when,
        place,
        participants,
        before: found.ids(&wire.before),
        after: found.ids(&wire.after),
        near,
        claims: claims(&id, wire.claims, found),
        adopted: adopted(wire.adopted, found),
        tags: kept(wire.tags, |tag| Some(tag.into_owned())),
        note: own(wire.note),
        id,
    })
}

fn claims(event: &EventId, wires: Vec<v1::Claim<'_>>, found: &mut Findings<'_>) -> Vec<Claim> {
    let whole = found.item.clone();
    let mut claims = Vec::with_capacity(wires.len());
    for (position, wire) in wires.into_iter().enumerate() {
        found.item = Some(Item::Claim(event.clone(), position));
        claims.extend(claim(wire, found));
    }
    found.item = whole;
    claims
}

fn claim(wire: v1::Claim<'_>, found: &mut Findings<'_>) -> Option<Claim> {
    let speaker = found.speaker(&wire.speaker);
    let cites = found.citations(&wire.cites);
    let values = kept(wire.values, |wire| value(wire, found));
    let grade = wire.grade.and_then(|text| found.check(grade(&text), &text));
    Some(Claim {
        speaker: speaker?,
        status: Status::from(wire.status),
        says: wire.says.into_owned(),
        cites,
        values,
        grade,
        note: own(wire.note),
    })
}

fn grade(text: &str) -> Result<Grade, Box<Diagnostic>> {
    Grade::parse(text).ok_or_else(|| {
        let shown = crate::diag::printable(text);
        Diagnostic::error("bad-grade", format!("`{shown}` is not a grade"))
            .hint(
                "a grade is a letter A to F and a digit 1 to 6; F6 says that neither can be judged",
            )
            .into()
    })
}

fn adopted(wires: Vec<v1::Adopted<'_>>, found: &mut Findings<'_>) -> Vec<Adopted> {
    kept(wires, |wire| {
        Some(Adopted {
            value: value(wire.value, found)?,
            note: wire.note.into_owned(),
        })
    })
}

fn value(wire: v1::Value<'_>, found: &mut Findings<'_>) -> Option<Value> {
    Some(match wire {
        v1::Value::Number {
            value,
            of,
            unit,
            precision,
        } => {
            if !value.is_finite() {
                let bad = Diagnostic::error("bad-number", format!("{value} is not a number"))
                    .hint("leave the value out if the text names no number");
                found.report(bad, &of);
                return None;
            }
            Value::Number(Quantity {
                value,
                precision: precision.map_or(Precision::Exactly, Precision::from),
                of: of.into_owned(),
                unit: own(unit),
            })
        }
        v1::Value::Dated {
            date,
            reading,
            words,
            basis,
        } => Value::When(found.when(v1::When {
            date,
            reading,
            words,
            basis,
        })),
        v1::Value::Place(place) => Value::Place(found.id(&place)?),
        v1::Value::Role { who, role, sole } => Value::Role(Role {
            who: found.id(&who)?,
            role: role.into_owned(),
            is_sole: sole,
        }),
    })
}

fn participant(wire: v1::Part<'_>, found: &mut Findings<'_>) -> Option<Participant> {
    Some(Participant {
        who: found.id(&wire.who)?,
        role: wire.role.into_owned(),
    })
}
