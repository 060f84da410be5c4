//! Grades against the number of origins. The other checks are tested on files.

use super::*;
use crate::model::{Claim, EntityId, EventId, Grade, KindId, Records, Speaker, Status};

fn event(id: &str, grades: &[&str]) -> Event {
    let claim = |grade: &&str| Claim {
        speaker: Speaker::Entity(EntityId::new("somebody").expect("a slug")),
        status: Status::Reports,
        says: "Something.".to_owned(),
        cites: Vec::new(),
        values: Vec::new(),
        grade: Grade::parse(grade),
        note: None,
    };
    Event {
        id: EventId::new(id).expect("a slug"),
        kind: KindId::new("kind").expect("a slug"),
        title: "Event".to_owned(),
        summary: None,
        when: None,
        place: None,
        participants: Vec::new(),
        before: Vec::new(),
        after: Vec::new(),
        near: Vec::new(),
        claims: grades.iter().map(claim).collect(),
        adopted: Vec::new(),
        tags: Vec::new(),
        note: None,
    }
}

#[test]
fn confirmed_by_others_needs_two_independent_origins() {
    let records = Records {
        events: vec![
            event("of-none", &["A1"]),
            event("of-one", &["B2", "", "F1"]),
            event("of-two", &["B1"]),
            event("ungraded", &["", "A6"]),
        ],
        ..Records::default()
    };
    let project = Project::new("Border".to_owned(), Vec::new(), records);
    let origins = [0, 1, 2, 0];
    let mut found = Vec::new();
    confirmed_by_one(&project, &|position| origins[position], &mut found);
    let told: Vec<_> = found
        .iter()
        .map(|finding| {
            let at = finding.place.literal.as_deref().unwrap_or_default();
            (finding.place.item.clone(), at, finding.message.as_str())
        })
        .collect();
    let claim = |id: &str, position| {
        let id = EventId::new(id).expect("a slug");
        Some(Item::Claim(id, position))
    };
    let expected = [
        (
            claim("of-none", 0),
            "A1",
            "the grade A1 says that others confirm it, but of event `of-none` no independent origin is known",
        ),
        (
            claim("of-one", 2),
            "F1",
            "the grade F1 says that others confirm it, but of event `of-one` there is one independent origin only",
        ),
    ];
    assert_eq!(told, expected);
    assert!(found.iter().all(|finding| !finding.is_error()));
}
