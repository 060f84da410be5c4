//! Two values against each other: whether they are of one field, are one value, or cannot both hold.

use super::Places;
use super::quantities;
use super::text::same_words;
use crate::model::{DaySpan, Role, Value, When};

/// Whether they answer one question: both a date, both a number of one measure, both a place, both
/// the holder of one role.
pub fn same_field(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::When(_), Value::When(_)) | (Value::Place(_), Value::Place(_)) => true,
        (Value::Number(a), Value::Number(b)) => quantities::comparable(a, b),
        (Value::Role(a), Value::Role(b)) => same_words(&a.role, &b.role),
        _ => false,
    }
}

/// Whether they are one value, whatever words and reasons each claim has for it.
pub fn same_value(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::When(a), Value::When(b)) => same_time(a, b),
        (Value::Place(a), Value::Place(b)) => a == b,
        (Value::Number(a), Value::Number(b)) => quantities::same(a, b),
        (Value::Role(a), Value::Role(b)) => {
            a.who == b.who && a.is_sole == b.is_sole && same_words(&a.role, &b.role)
        }
        _ => false,
    }
}

/// Of times that no date was made of, only the words can be compared.
fn same_time(a: &When, b: &When) -> bool {
    let (Some(a_bounds), Some(b_bounds)) = (&a.bounds, &b.bounds) else {
        return a.bounds == b.bounds && a.words == b.words && a.basis == b.basis;
    };
    a_bounds == b_bounds
        && (a.reading == b.reading || a_bounds.is_single_day())
        && (a.is_uncertain, a.is_approximate) == (b.is_uncertain, b.is_approximate)
}

/// Whether it says anything that another value could contradict: words that no date was made of do
/// not.
pub(super) fn is_comparable(value: &Value) -> bool {
    match value {
        Value::When(when) => when.is_dated(),
        Value::Number(_) | Value::Place(_) | Value::Role(_) => true,
    }
}

/// Whether to deny `denied` is to deny `stated`: who did not have a role was not its only holder.
pub(super) fn is_denied_by(stated: &Value, denied: &Value) -> bool {
    match (stated, denied) {
        (Value::Role(stated), Value::Role(denied)) => {
            stated.who == denied.who
                && same_words(&stated.role, &denied.role)
                && (stated.is_sole || !denied.is_sole)
        }
        _ => same_value(stated, denied),
    }
}

/// Whether two values of one field cannot both hold.
pub(super) fn exclude_each_other(places: &Places, a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::When(a), Value::When(b)) => have_no_day_in_common(a, b),
        (Value::Number(a), Value::Number(b)) => quantities::exclude_each_other(a, b),
        (Value::Place(a), Value::Place(b)) => {
            a != b && !places.lies_in(a, b) && !places.lies_in(b, a)
        }
        (Value::Role(a), Value::Role(b)) => leave_no_room(places, a, b),
        _ => false,
    }
}

fn leave_no_room(places: &Places, a: &Role, b: &Role) -> bool {
    (a.is_sole || b.is_sole) && !places.may_be_one(&a.who, &b.who)
}

fn have_no_day_in_common(a: &When, b: &When) -> bool {
    match (a.possible_days(), b.possible_days()) {
        (Some(a_days), Some(b_days)) => !a_days.overlaps(b_days) || share_no_choice(a, b),
        _ => false,
    }
}

/// Whether one lists days of which it is one, and the other fits none of these.
fn share_no_choice(a: &When, b: &When) -> bool {
    let (a_choices, b_choices) = (a.choices(), b.choices());
    if a_choices.is_none() && b_choices.is_none() {
        return false;
    }
    let days = |when: &When, choices: Option<Vec<When>>| -> Vec<DaySpan> {
        let choices = choices.unwrap_or_else(|| vec![when.clone()]);
        let days = choices.iter().filter_map(When::possible_days);
        days.collect()
    };
    let b_days = days(b, b_choices);
    let mut a_days = days(a, a_choices).into_iter();
    !a_days.any(|a| b_days.iter().any(|b| a.overlaps(*b)))
}
