//! Events, their claims, and what those fix.

use super::{Findings, own_id, v1};
use crate::diag::Diagnostic;
use crate::model::{
    Adopted, Claim, EntityId, Event, EventId, Grade, Item, KindId, Near, Participant, Precision,
    Quantity, Role, SourceId, Speaker, Status, Value,
};

/// `is_source` tells whether an id is a source's and no entity's: who speaks is written the same.
pub(crate) fn event(
    wire: v1::Event,
    is_source: &dyn Fn(&SourceId) -> bool,
    found: &mut Findings,
) -> Option<Event> {
    let id = own_id(found, &wire.id, EventId::new, Item::Event)?;
    // An event of no readable kind has no place on the timeline.
    let kind = found.id(&wire.kind, KindId::new)?;
    let summary = wire.summary.0.join("\n");
    let when = wire.when.map(|when| found.when(when));
    let place = found.optional(wire.place, EntityId::new);
    let parts = wire.participants.into_iter();
    let participants = parts
        .filter_map(|part| participant(&part.who, part.role, found))
        .collect();
    let near = wire.near.into_iter().filter_map(|near| {
        Some(Near {
            event: found.id(&near.event, EventId::new)?,
            days: near.days,
        })
    });
    let near = near.collect();
    Some(Event {
        kind,
        title: wire.title,
        summary: (!summary.is_empty()).then_some(summary),
        when,
        place,
        participants,
        before: found.ids(&wire.before, EventId::new),
        after: found.ids(&wire.after, EventId::new),
        near,
        claims: claims(&id, wire.claims, is_source, found),
        adopted: adopted(wire.adopted, found),
        tags: wire.tags,
        note: wire.note,
        id,
    })
}

fn claims(
    event: &EventId,
    wires: Vec<v1::Claim>,
    is_source: &dyn Fn(&SourceId) -> bool,
    found: &mut Findings,
) -> Vec<Claim> {
    let whole = found.item.clone();
    let mut claims = Vec::with_capacity(wires.len());
    for (position, wire) in wires.into_iter().enumerate() {
        found.item = Some(Item::Claim(event.clone(), position));
        claims.extend(claim(wire, is_source, found));
    }
    found.item = whole;
    claims
}

fn claim(
    wire: v1::Claim,
    is_source: &dyn Fn(&SourceId) -> bool,
    found: &mut Findings,
) -> Option<Claim> {
    let speaker = found.id(&wire.speaker, SourceId::new).and_then(|id| {
        if is_source(&id) {
            return Some(Speaker::Source(id));
        }
        // Not reached without: every id is spelt by the same rules.
        EntityId::new(id.as_str()).ok().map(Speaker::Entity)
    });
    let cites = found.citations(&wire.cites);
    let values = wire.values.into_iter();
    let values = values.filter_map(|wire| value(wire, found)).collect();
    let grade = wire.grade.and_then(|text| found.check(grade(&text), &text));
    Some(Claim {
        speaker: speaker?,
        status: Status::from(wire.status),
        says: wire.says,
        cites,
        values,
        grade,
        note: wire.note,
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

fn adopted(wires: Vec<v1::Adopted>, found: &mut Findings) -> Vec<Adopted> {
    let adopted = wires.into_iter().filter_map(|wire| {
        Some(Adopted {
            value: value(wire.value, found)?,
            note: wire.note,
        })
    });
    adopted.collect()
}

fn value(wire: v1::Value, found: &mut Findings) -> Option<Value> {
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
                of,
                unit,
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
        v1::Value::Place(place) => Value::Place(found.id(&place, EntityId::new)?),
        v1::Value::Role { who, role, sole } => Value::Role(Role {
            who: found.id(&who, EntityId::new)?,
            role,
            is_sole: sole,
        }),
    })
}

fn participant(who: &str, role: String, found: &mut Findings) -> Option<Participant> {
    Some(Participant {
        who: found.id(who, EntityId::new)?,
        role,
    })
}
