//! The time of an event before its neighbours tighten it, once its accounts are heard: nothing may
//! follow from a date that accounts of the event contradict, as if they did not.

use std::borrow::Cow;

use super::{Field, Places, conflicts};
use crate::model::{Adopted, Bounds, Event, Reading, Value, When};

/// Whose word an event's own time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeFrom {
    /// The record's.
    Record,
    /// That of the account that is adopted.
    Adopted,
    /// Nobody's in particular: the accounts disagree, and it is any day that the record or one of them
    /// allows.
    Accounts,
}

impl TimeFrom {
    /// How the time came about, to stand below it. Of the record's own there is nothing to say.
    pub fn phrase(self) -> Option<&'static str> {
        match self {
            Self::Record => None,
            Self::Adopted => Some("as in the account that is adopted"),
            Self::Accounts => Some("the accounts disagree: any day that one of them allows"),
        }
    }
}

/// The time that others may rely on, and whose it is. `None`: undated.
pub fn own_time(event: &Event) -> (Option<Cow<'_, When>>, TimeFrom) {
    if let Some(adopted) = event.adopted.iter().find_map(adopted_time) {
        return (Some(Cow::Borrowed(adopted)), TimeFrom::Adopted);
    }
    match disputed_time(event) {
        Some(when) => (Some(Cow::Owned(when)), TimeFrom::Accounts),
        None => (event.when.as_ref().map(Cow::Borrowed), TimeFrom::Record),
    }
}

fn adopted_time(adopted: &Adopted) -> Option<&When> {
    dated(&adopted.value)
}

fn dated(value: &Value) -> Option<&When> {
    match value {
        Value::When(when) => when.is_dated().then_some(when),
        Value::Number(_) | Value::Place(_) | Value::Role(_) => None,
    }
}

fn disputed_time(event: &Event) -> Option<When> {
    // Most events have no dated claim, which is told without making anything.
    let mut values = event.claims.iter().flat_map(|claim| &claim.values);
    values.find_map(dated)?;
    // Where places lie is of no concern to dates.
    let conflicts = conflicts(&Places::default(), event);
    let conflict = conflicts.iter().find(|it| it.field == Field::When)?;
    let accounts = conflict.accounts.iter();
    let accounts = accounts.filter_map(|account| dated(&account.value));
    let all = accounts.chain(&event.when).filter_map(outermost);
    Some(When {
        bounds: Some(all.reduce(Bounds::union)?),
        reading: Reading::Within,
        ..When::unresolved(None)
    })
}

/// Its bounds; of what is only *about* then, those of all possible days.
fn outermost(when: &When) -> Option<Bounds> {
    let bounds = when.bounds?;
    Some(Bounds {
        from: bounds.from,
        to: bounds.to,
        ..Bounds::within(when.possible_days()?)
    })
}
