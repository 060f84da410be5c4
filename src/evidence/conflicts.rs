//! Where the claims of one event cannot all be right. A conflict is computed from what claims fix,
//! and shown with every account and who holds it; nothing is averaged, and nothing is left out.
//!
//! Two values conflict only if there is no way for both to hold: dates that share no day, numbers of
//! one measure that exclude each other, places neither of which lies in the other, two holders of a
//! role that one of them is said to have had alone. That one account is more precise than another is
//! no conflict. So is a value that somebody asserts and somebody else denies.

mod adoption;
mod own_time;
mod phrase;
mod places;
mod quantities;
mod table;
mod text;
mod values;

pub use adoption::{is_claimed, is_instead_of};
pub use own_time::{TimeFrom, own_time};
pub use phrase::value_phrase;
pub use places::Places;
pub use table::Conflicts;
use values::{exclude_each_other, is_comparable, is_denied_by};
pub use values::{same_field, same_value};

use crate::model::{Claim, Event, Status, Value};

/// What some claims of an event cannot all be right about.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    pub field: Field,
    /// Everything that is asserted about the field, in the order of the claims.
    pub accounts: Vec<Account>,
    /// Pairs of accounts, by position, that cannot both hold; no more than the first thousand.
    pub clashes: Vec<(usize, usize)>,
    /// The account, by position, that the curator holds for right.
    pub adopted: Option<usize>,
}

/// Of one conflict. A feed with thousands of values for one question would have millions.
const MAX_CLASHES: usize = 1000;

/// What the accounts of a conflict are about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    When,
    Number { of: String, unit: Option<String> },
    Place,
    Role(String),
}

/// One value, and the claims (by position in the event) that have it.
#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    /// As the first of its claims has it.
    pub value: Value,
    pub claims: Vec<usize>,
    pub denied_by: Vec<usize>,
}

impl Conflict {
    /// A name that stays when claims come and go, for leads that were set aside: "when", "place",
    /// "number people killed", "number border (length)", "role driver".
    pub fn about(&self) -> String {
        match &self.field {
            Field::When => "when".to_owned(),
            Field::Place => "place".to_owned(),
            Field::Number { of, unit } => {
                let measure = unit.as_deref().map(quantities::measure_name);
                let measure = measure.map_or_else(String::new, |measure| format!(" ({measure})"));
                format!("number {}{measure}", text::fold(of))
            }
            Field::Role(role) => format!("role {}", text::fold(role)),
        }
    }

    /// The curator has not adopted any account.
    pub fn is_open(&self) -> bool {
        self.adopted.is_none()
    }
}

/// The conflicts among the claims of one event: dates, then numbers, places and roles, each in the
/// order of the first claim.
pub fn conflicts(places: &Places, event: &Event) -> Vec<Conflict> {
    if !may_conflict(places, event) {
        return Vec::new();
    }
    let mut found: Vec<_> = accounts_by_field(event)
        .into_iter()
        .filter_map(|accounts| conflict(places, event, accounts))
        .collect();
    found.sort_by_key(|conflict| conflict.field.rank());
    found
}

impl Field {
    fn of(value: &Value) -> Self {
        match value {
            Value::When(_) => Self::When,
            Value::Place(_) => Self::Place,
            Value::Role(role) => Self::Role(role.role.clone()),
            Value::Number(quantity) => Self::Number {
                of: quantity.of.clone(),
                unit: quantity.unit.clone(),
            },
        }
    }

    fn rank(&self) -> u8 {
        match self {
            Self::When => 0,
            Self::Number { .. } => 1,
            Self::Place => 2,
            Self::Role(_) => 3,
        }
    }
}

fn asserts(claim: &Claim) -> bool {
    claim.status.is_carrying()
}

fn denies(claim: &Claim) -> bool {
    claim.status == Status::Denies
}

/// Every value of the claims that are of a kind, with the position of its claim.
fn fixed(
    event: &Event,
    is_wanted: fn(&Claim) -> bool,
) -> impl Iterator<Item = (usize, &Value)> + Clone {
    let claims = event.claims.iter().enumerate();
    let wanted = claims.filter(move |(_, claim)| is_wanted(claim));
    wanted
        .flat_map(|(position, claim)| claim.values.iter().map(move |value| (position, value)))
        .filter(|(_, value)| is_comparable(value))
}

/// Most events have no two values that exclude each other: they are told here, without making
/// anything. What remains is looked at again, since a claim may have been taken back.
fn may_conflict(places: &Places, event: &Event) -> bool {
    let mut asserted = fixed(event, asserts);
    while let Some((_, value)) = asserted.next() {
        let is_contradicted = |(_, other): (usize, &Value)| {
            same_field(value, other) && exclude_each_other(places, value, other)
        };
        let is_denied = |(_, denied): (usize, &Value)| is_denied_by(value, denied);
        if asserted.clone().any(is_contradicted) || fixed(event, denies).any(is_denied) {
            return true;
        }
    }
    false
}

/// An account while it is gathered.
struct Draft<'a> {
    value: &'a Value,
    claims: Vec<usize>,
    denied_by: Vec<usize>,
}

fn accounts_by_field(event: &Event) -> Vec<Vec<Draft<'_>>> {
    let mut fields: Vec<Vec<Draft<'_>>> = Vec::new();
    for (position, value) in fixed(event, asserts) {
        if !is_withdrawn(event, position, value) {
            add(&mut fields, position, value);
        }
    }
    for (position, denied) in fixed(event, denies) {
        let drafts = fields.iter_mut().flatten();
        let met = drafts.filter(|draft| is_denied_by(draft.value, denied));
        for draft in met {
            if draft.denied_by.last() != Some(&position)
                && !is_denial_withdrawn(event, position, denied)
            {
                draft.denied_by.push(position);
            }
        }
    }
    fields
}

fn add<'a>(fields: &mut Vec<Vec<Draft<'a>>>, position: usize, value: &'a Value) {
    let draft = Draft {
        value,
        claims: vec![position],
        denied_by: Vec::new(),
    };
    let is_of = |drafts: &&mut Vec<Draft<'_>>| {
        let first = drafts.first();
        first.is_some_and(|first| same_field(first.value, value))
    };
    let Some(drafts) = fields.iter_mut().find(is_of) else {
        fields.push(vec![draft]);
        return;
    };
    let mut equal = drafts.iter_mut();
    match equal.find(|draft| same_value(draft.value, value)) {
        Some(equal) if equal.claims.last() == Some(&position) => {}
        Some(equal) => equal.claims.push(position),
        None => drafts.push(draft),
    }
}

/// Whether the speaker of this claim says the same under a status.
fn speaker_also(
    event: &Event,
    position: usize,
    value: &Value,
    is_wanted: fn(&Claim) -> bool,
) -> bool {
    let Some(claim) = event.claims.get(position) else {
        return false;
    };
    let mut others = event.claims.iter().filter(|other| is_wanted(other));
    others.any(|other| {
        let mut values = other.values.iter();
        other.speaker == claim.speaker && values.any(|other| same_value(value, other))
    })
}

fn retracts(claim: &Claim) -> bool {
    claim.status == Status::Retracts
}

fn is_withdrawn(event: &Event, position: usize, value: &Value) -> bool {
    speaker_also(event, position, value, retracts)
}

/// A retraction takes back what its speaker asserted; only of one who never asserted the value is it
/// the denial that it takes back.
fn is_denial_withdrawn(event: &Event, position: usize, denied: &Value) -> bool {
    speaker_also(event, position, denied, retracts)
        && !speaker_also(event, position, denied, asserts)
}

fn conflict(places: &Places, event: &Event, drafts: Vec<Draft<'_>>) -> Option<Conflict> {
    let clashes = clashes(places, &drafts);
    let is_denied = drafts.iter().any(|draft| !draft.denied_by.is_empty());
    if clashes.is_empty() && !is_denied {
        return None;
    }
    let field = Field::of(drafts.first()?.value);
    let adopted = event.adopted.iter().find_map(|adopted| {
        let mut accounts = drafts.iter();
        accounts.position(|draft| same_value(draft.value, &adopted.value))
    });
    let accounts = drafts.into_iter().map(|draft| Account {
        value: draft.value.clone(),
        claims: draft.claims,
        denied_by: draft.denied_by,
    });
    Some(Conflict {
        field,
        accounts: accounts.collect(),
        clashes,
        adopted,
    })
}

/// Those that are found first, if there are more than a person will ever look at.
fn clashes(places: &Places, drafts: &[Draft<'_>]) -> Vec<(usize, usize)> {
    let numbered = drafts.iter().enumerate();
    let pairs = numbered.clone().flat_map(|(left, a)| {
        let others = numbered.clone().skip(left + 1);
        others.map(move |(right, b)| ((left, a), (right, b)))
    });
    let excluding = pairs
        .filter(|((_, a), (_, b))| are_apart(a, b) && exclude_each_other(places, a.value, b.value));
    let clashes = excluding.map(|((left, _), (right, _))| (left, right));
    clashes.take(MAX_CLASHES).collect()
}

/// Each has a claim that does not have the other: a statement that names two places means both.
fn are_apart(a: &Draft<'_>, b: &Draft<'_>) -> bool {
    let has_own = |a: &Draft<'_>, b: &Draft<'_>| {
        let mut claims = a.claims.iter();
        claims.any(|claim| !b.claims.contains(claim))
    };
    has_own(a, b) && has_own(b, a)
}
