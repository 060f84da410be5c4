//! How an event stands, in one word, from the statuses of its claims. Not a judgement of truth: it
//! says what kinds of statements there are.

use crate::model::{Event, Status};

/// What is said about an event, at its most telling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Somebody denies or retracts.
    Disputed,
    /// Somebody confirms it, or the claim that the event rests on, its first, reports it.
    Reported,
    /// The claim that it rests on goes no further than alleging.
    Alleged,
    /// There is nothing but a refusal to comment.
    Declined,
}

impl Standing {
    pub fn label(self) -> &'static str {
        match self {
            Self::Disputed => "disputed",
            Self::Reported => "reported",
            Self::Alleged => "alleged only",
            Self::Declined => "no comment",
        }
    }
}

/// What an event rests on is its first claim, refusals to comment apart: that a newspaper *reports* an
/// unanswered letter does not make the allegation beside it a report.
pub fn standing(event: &Event) -> Standing {
    let has = |wanted: Status| event.claims.iter().any(|claim| claim.status == wanted);
    if has(Status::Denies) || has(Status::Retracts) {
        return Standing::Disputed;
    }
    if has(Status::Confirms) {
        return Standing::Reported;
    }
    let statuses = event.claims.iter().map(|claim| claim.status);
    match statuses
        .into_iter()
        .find(|status| *status != Status::DeclinesToComment)
    {
        Some(Status::Reports) => Standing::Reported,
        Some(_) => Standing::Alleged,
        None if event.claims.is_empty() => Standing::Alleged,
        None => Standing::Declined,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Claim, EntityId, EventId, KindId, Speaker};

    fn event(statuses: &[Status]) -> Event {
        let claim = |status: &Status| Claim {
            speaker: Speaker::Entity(EntityId::new("somebody").expect("a slug")),
            status: *status,
            says: "something".to_owned(),
            cites: Vec::new(),
            values: Vec::new(),
            grade: None,
            note: None,
        };
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
            claims: statuses.iter().map(claim).collect(),
            adopted: Vec::new(),
            tags: Vec::new(),
            note: None,
        }
    }

    #[test]
    fn an_event_is_only_as_firm_as_what_is_said_of_it() {
        use Status::{Alleges, Confirms, DeclinesToComment, Denies, Reports, Retracts};
        let table = [
            (&[][..], Standing::Alleged),
            (&[Alleges], Standing::Alleged),
            (&[Alleges, DeclinesToComment], Standing::Alleged),
            (&[DeclinesToComment], Standing::Declined),
            (&[Reports, DeclinesToComment], Standing::Reported),
            (&[Reports, Alleges], Standing::Reported),
            (&[Alleges, Reports], Standing::Alleged),
            (&[DeclinesToComment, Reports], Standing::Reported),
            (&[Alleges, Confirms], Standing::Reported),
            (&[Confirms], Standing::Reported),
            (&[Confirms, Denies], Standing::Disputed),
            (&[Alleges, Retracts], Standing::Disputed),
        ];
        for (statuses, expected) in table {
            assert_eq!(standing(&event(statuses)), expected, "{statuses:?}");
        }
    }
}
