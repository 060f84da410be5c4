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
