//! How an event stands, in one word, from the statuses of its claims. Not a judgement of truth: it
//! says what kinds of statements there are.

use crate::model::{Event, Status};

/// The most telling of what is said about an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Somebody denies or retracts.
    Disputed,
    /// Somebody reports or confirms it as having happened, and nobody denies.
    Reported,
    /// Nobody goes further than alleging it.
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

pub fn standing(event: &Event) -> Standing {
    let has = |statuses: &[Status]| {
        event
            .claims
            .iter()
            .any(|claim| statuses.contains(&claim.status))
    };
    if has(&[Status::Denies, Status::Retracts]) {
        Standing::Disputed
    } else if has(&[Status::Reports, Status::Confirms]) {
        Standing::Reported
    } else if has(&[Status::DeclinesToComment]) && !has(&[Status::Alleges]) {
        Standing::Declined
    } else {
        Standing::Alleged
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
            (&[Alleges, Reports], Standing::Reported),
            (&[Confirms], Standing::Reported),
            (&[Confirms, Denies], Standing::Disputed),
            (&[Alleges, Retracts], Standing::Disputed),
        ];
        for (statuses, expected) in table {
            assert_eq!(standing(&event(statuses)), expected, "{statuses:?}");
        }
    }
}
