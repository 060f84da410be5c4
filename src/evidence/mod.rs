//! What follows from a project: derived values, each of which can say how it came about. Pure
//! functions; knows no files and no toolkit.

mod conflicts;
mod coverage;
mod phrase;
mod standing;

pub use conflicts::{
    Account, Conflict, Field, Places, conflicts, same_field, same_value, value_phrase,
};
pub use coverage::{Coverage, ParagraphState, coverage, paragraph_state};
pub use phrase::{basis_phrase, day_phrase, days_phrase, when_phrase};
pub use standing::{Standing, standing};
