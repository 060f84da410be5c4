//! What can be adopted: an account that somebody gives, and one of several.

use super::{same_field, same_value};
use crate::model::{Event, Role, Value};

/// Whether somebody says so: to deny a value is not to give it. One that was taken back counts, since
/// a curator may have reasons to hold it for right all the same.
pub fn is_claimed(event: &Event, value: &Value) -> bool {
    let claims = event.claims.iter();
    let asserting = claims.filter(|claim| claim.status.is_carrying());
    let mut values = asserting.flat_map(|claim| &claim.values);
    values.any(|claimed| same_value(claimed, value))
}

/// Whether one adopted value leaves no room for the other. Several may share a role.
pub fn is_instead_of(earlier: &Value, later: &Value) -> bool {
    let is_shared = |a: &Role, b: &Role| a.who != b.who && !a.is_sole && !b.is_sole;
    match (earlier, later) {
        (Value::Role(a), Value::Role(b)) if is_shared(a, b) => false,
        _ => same_field(earlier, later),
    }
}
