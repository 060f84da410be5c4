//! What follows from a project: derived values, each of which can say how it came about. Pure
//! functions; knows no files and no toolkit.

mod all;
mod conflicts;
mod coverage;
mod links;
mod phrase;
mod standing;
#[cfg(test)]
pub(crate) mod testing;
mod times;

pub use all::Evidence;
pub use conflicts::{
    Account, Conflict, Conflicts, Field, Places, conflicts, same_field, same_value, value_phrase,
};
pub use coverage::{Coverage, ParagraphState, coverage, paragraph_state};
pub use links::{Links, Use};
pub use phrase::{basis_phrase, day_phrase, days_phrase, when_phrase};
pub use standing::{Standing, standing};
pub use times::{Bound, Circle, OrderLink, Rule, Stated, Tightening, Times};
