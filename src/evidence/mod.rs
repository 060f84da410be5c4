//! What follows from a project: derived values, each of which can say how it came about. Pure
//! functions; knows no files and no toolkit.

mod coverage;
mod delay;
mod phrase;
mod standing;

pub use coverage::{Coverage, ParagraphState, coverage, paragraph_state};
pub use delay::{Delay, Publication, delay, printed_phrase, publications};
pub use phrase::{basis_phrase, day_phrase, days_phrase, when_phrase};
pub use standing::{Standing, standing};
