//! A conflict in one neutral sentence: who says what against whom, and why both cannot hold.

use super::{Account, Conflict, Field, quantities};
use crate::evidence::when_phrase;
use crate::model::{Event, Precision, Project, Quantity, Value};

/// Accounts that a sentence gives before it only counts.
const MAX_SIDES: usize = 8;

impl Conflict {
    /// "On the date, Gazette reports 4 December 2015, whereas Ada Ay alleges 5 December 2015: no day
    /// fits both"
    pub fn phrase(&self, project: &Project, event: &Event) -> String {
        let subject = match &self.field {
            Field::When => "On the date".to_owned(),
            Field::Number { of, .. } => format!("On the number “{of}”"),
            Field::Place => "On the place".to_owned(),
            Field::Role(role) => format!("On the role “{role}”"),
        };
        let mut sides: Vec<String> = self
            .sides()
            .take(MAX_SIDES)
            .map(|account| side(project, event, account))
            .collect();
        let more = self.sides().count() - sides.len();
        if more > 0 {
            let noun = if more == 1 { "account" } else { "accounts" };
            sides.push(format!("and {more} more {noun}"));
        }
        let between = if sides.len() == 2 { ", whereas " } else { "; " };
        let reasons = self.reasons().join(", and ");
        format!("{subject}, {}: {reasons}", sides.join(between))
    }

    /// The accounts that take part: those that agree with all others are left out.
    fn sides(&self) -> impl Iterator<Item = &Account> {
        let accounts = self.accounts.iter().enumerate();
        let taking_part = accounts.filter(|(position, account)| {
            let mut clashes = self.clashes.iter();
            let clashes = clashes.any(|(a, b)| a == position || b == position);
            clashes || !account.denied_by.is_empty()
        });
        taking_part.map(|(_, account)| account)
    }

    fn reasons(&self) -> Vec<String> {
        let mut reasons = Vec::new();
        if !self.clashes.is_empty() {
            let all = match self.clashes.as_slice() {
                [_] => "both",
                _ => "all",
            };
            reasons.push(match self.field {
                Field::When => format!("no day fits {all}"),
                Field::Number { .. } => format!("no number fits {all}"),
                Field::Place if all == "both" => "neither lies in the other".to_owned(),
                Field::Place => "not all of them lie in one another".to_owned(),
                Field::Role(_) => "a sole holder leaves no room for another".to_owned(),
            });
        }
        if self.sides().any(|account| !account.denied_by.is_empty()) {
            reasons.push("what is denied cannot be so as well".to_owned());
        }
        if let Some(tolerance) = self.tolerance() {
            reasons.push(tolerance);
        }
        reasons
    }

    /// What was allowed for numbers and dates that are only about right.
    fn tolerance(&self) -> Option<String> {
        let mut values = self.sides().map(|account| &account.value);
        let is_about = values.any(|value| match value {
            Value::Number(quantity) => quantity.precision == Precision::About,
            Value::When(when) => when.is_approximate,
            Value::Place(_) | Value::Role(_) => false,
        });
        if !is_about || self.clashes.is_empty() {
            return None;
        }
        let percent = quantities::ABOUT_PERCENT;
        Some(match self.field {
            Field::When => "“about” is read as up to its own length earlier or later".to_owned(),
            _ => format!("“about” is read as up to {percent} % less or more"),
        })
    }
}

/// "Gazette reports and Ada Ay alleges 4 December 2015, which Can Can denies".
fn side(project: &Project, event: &Event, account: &Account) -> String {
    let said_by = |positions: &[usize]| {
        let claims = positions
            .iter()
            .filter_map(|position| event.claims.get(*position));
        let mut said: Vec<String> = Vec::new();
        for claim in claims {
            let speaker = project.speaker_name(&claim.speaker);
            let words = format!("{speaker} {}", claim.status.verb());
            if !said.contains(&words) {
                said.push(words);
            }
        }
        listed(&said)
    };
    let claimed = said_by(&account.claims);
    let value = value_phrase(project, &account.value);
    if account.denied_by.is_empty() {
        format!("{claimed} {value}")
    } else {
        format!("{claimed} {value}, which {}", said_by(&account.denied_by))
    }
}

/// "a", "a and b", "a, b and c".
fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A value in words: "about 1400 people", "4 December 2015", "Cairo", "Ada Ay alone".
pub fn value_phrase(project: &Project, value: &Value) -> String {
    match value {
        Value::Number(quantity) => quantity_phrase(quantity),
        Value::When(when) => when_phrase(Some(when)),
        Value::Place(place) => project.entity_name(place).to_owned(),
        Value::Role(role) => {
            let alone = if role.is_sole { " alone" } else { "" };
            format!("{}{alone}", project.entity_name(&role.who))
        }
    }
}

fn quantity_phrase(quantity: &Quantity) -> String {
    let mut parts = Vec::new();
    if quantity.precision != Precision::Exactly {
        parts.push(quantity.precision.phrase().to_owned());
    }
    parts.push(quantity.value.to_string());
    parts.extend(quantity.unit.clone());
    parts.join(" ")
}
