//! Small events and projects to find conflicts in, and how they are told.

use annals::evidence::{Conflict, Places, conflicts};
use annals::model::{
    Adopted, Certainty, Claim, Entity, EntityId, EntityKind, Event, EventId, KindId, Precision,
    Project, Quantity, Reading, Records, Relation, Role, SameAs, Speaker, Status, Value, When,
};

pub(crate) fn id(text: &str) -> EntityId {
    EntityId::new(text).expect("a slug")
}

/// An EDTF date, with `within` or `throughout` after it where that is not its own reading.
pub(crate) fn date(text: &str) -> Value {
    let (date, reading) = match text.split_once(' ') {
        Some((date, "within")) => (date, Some(Reading::Within)),
        Some((date, _)) => (date, Some(Reading::Throughout)),
        None => (text, None),
    };
    let mut when = When::from_edtf(date).expect("a date");
    when.reading = reading.unwrap_or(when.reading);
    Value::When(when)
}

pub(crate) fn words(text: &str) -> Value {
    Value::When(When::unresolved(Some(text.to_owned())))
}

pub(crate) fn place(text: &str) -> Value {
    Value::Place(id(text))
}

/// `driver`, or `driver alone`.
pub(crate) fn role(who: &str, role: &str) -> Value {
    let (role, is_sole) = match role.strip_suffix(" alone") {
        Some(role) => (role, true),
        None => (role, false),
    };
    Value::Role(Role {
        who: id(who),
        role: role.to_owned(),
        is_sole,
    })
}

/// `about 1400 people: helped across`: a precision, a number, a unit, what is counted.
pub(crate) fn number(text: &str) -> Value {
    let (quantity, of) = text.split_once(':').expect("what is counted");
    let precisions = [
        Precision::About,
        Precision::AtLeast,
        Precision::AtMost,
        Precision::MoreThan,
        Precision::LessThan,
    ];
    let (precision, rest) = precisions
        .into_iter()
        .find_map(|precision| Some((precision, quantity.strip_prefix(precision.phrase())?)))
        .unwrap_or((Precision::Exactly, quantity));
    let rest = rest.trim();
    let (value, unit) = match rest.split_once(' ') {
        Some((value, unit)) => (value, Some(unit.to_owned())),
        None => (rest, None),
    };
    Value::Number(Quantity {
        value: value.parse().expect("a number"),
        precision,
        of: of.strip_prefix(' ').unwrap_or(of).to_owned(),
        unit,
    })
}

pub(crate) fn claim(speaker: &str, status: Status, values: Vec<Value>) -> Claim {
    Claim {
        speaker: Speaker::Entity(id(speaker)),
        status,
        says: "Something.".to_owned(),
        cites: Vec::new(),
        values,
        grade: None,
        note: None,
    }
}

pub(crate) fn event(claims: Vec<Claim>) -> Event {
    Event {
        id: EventId::new("event").expect("a slug"),
        kind: KindId::new("kind").expect("a slug"),
        title: "Event".to_owned(),
        summary: None,
        when: None,
        place: None,
        participants: Vec::new(),
        before: Vec::new(),
        after: Vec::new(),
        near: Vec::new(),
        claims,
        adopted: Vec::new(),
        tags: Vec::new(),
        note: None,
    }
}

pub(crate) fn adopted(value: Value) -> Adopted {
    Adopted {
        value,
        note: "By the record.".to_owned(),
    }
}

/// An event in which each value is reported by another speaker.
pub(crate) fn reports(values: &[Value]) -> Event {
    let speakers = ["ada", "bea", "cem", "dan", "eva"];
    let claims = values.iter().zip(speakers);
    let claims =
        claims.map(|(value, speaker)| claim(speaker, Status::Reports, vec![value.clone()]));
    event(claims.collect())
}

/// Places, and people named as the speakers of [`reports`].
pub(crate) const PLACES: [&str; 6] = [
    "syria",
    "tel-abyad",
    "border-post",
    "cairo",
    "egypt",
    "kahire",
];
const PEOPLE: [&str; 5] = ["ada", "bea", "cem", "dan", "eva"];

/// A project of these relations (`from kind… to`) and suspicions that two entities are one.
pub(crate) fn project(relations: &[&str], same: &[(&str, &str)]) -> Project {
    let relation = |text: &&str| {
        let (from, rest) = text.split_once(' ').expect("from");
        let (kind, to) = rest.rsplit_once(' ').expect("to");
        Relation {
            from: id(from),
            to: id(to),
            kind: kind.to_owned(),
            when: None,
            cites: Vec::new(),
            note: None,
        }
    };
    let entity = |kind: EntityKind, text: &str| {
        let same = same.iter().filter(|(from, _)| *from == text);
        let same_as = same.map(|(_, to)| SameAs {
            entity: id(to),
            certainty: Certainty::Possible,
            note: None,
        });
        Entity {
            id: id(text),
            kind,
            name: capital(text),
            spellings: Vec::new(),
            same_as: same_as.collect(),
            note: None,
        }
    };
    let places = PLACES.iter().map(|place| entity(EntityKind::Place, place));
    let people = PEOPLE.iter().map(|who| entity(EntityKind::Person, who));
    let records = Records {
        entities: places.chain(people).collect(),
        relations: relations.iter().map(relation).collect(),
        ..Records::default()
    };
    Project::new("Border".to_owned(), Vec::new(), records)
}

fn capital(text: &str) -> String {
    let (first, rest) = text.split_at(1);
    format!("{}{rest}", first.to_uppercase())
}

/// What an event has conflicts about, in a project that says nothing of places.
pub(crate) fn found(event: &Event) -> Vec<Conflict> {
    conflicts(&Places::default(), event)
}

pub(crate) fn abouts(event: &Event) -> Vec<String> {
    found(event).iter().map(Conflict::about).collect()
}

/// Whether two reports conflict, which must not hang on their order.
#[track_caller]
pub(crate) fn conflict(places: &Places, a: &Value, b: &Value) -> bool {
    let values = [a.clone(), b.clone()];
    let [there, back] = [reports(&values), reports(&[b.clone(), a.clone()])]
        .map(|event| !conflicts(places, &event).is_empty());
    assert_eq!(there, back, "{a:?} and {b:?} depend on their order");
    there
}
