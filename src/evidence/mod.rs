//! What follows from a project: derived values, each of which can say how it came about. Pure
//! functions; knows no files and no toolkit.

mod coverage;
mod dating;
mod phrase;
mod standing;

pub use coverage::{Coverage, ParagraphState, coverage, paragraph_state};
pub use dating::{Dated, Meaning, NotDated, date_words, edtf_of, spells_exactly};
pub use phrase::{basis_phrase, day_phrase, days_phrase, when_phrase};
pub use standing::{Standing, standing};
