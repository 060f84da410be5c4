//! What follows from a project: derived values, each of which can say how it came about. Pure
//! functions; knows no files and no toolkit.

mod coverage;
mod phrase;
mod standing;
mod times;

pub use coverage::{Coverage, ParagraphState, coverage, paragraph_state};
pub use phrase::{basis_phrase, day_phrase, days_phrase, when_phrase};
pub use standing::{Standing, standing};
pub use times::{Bound, Circle, OrderLink, Rule, Stated, Tightening, Times};
