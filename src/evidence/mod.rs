//! What follows from a project: derived values, each of which can say how it came about. Pure
//! functions; knows no files and no toolkit.

mod copies;
mod coverage;
mod origins;
mod phrase;
mod standing;

pub use copies::{NearCopy, SourceText, equal_paragraphs, near_copies};
pub use coverage::{Coverage, ParagraphState, coverage, paragraph_state};
pub use origins::{Counts, End, Lineages, OriginNode, Origins, Support, origin_sentence};
pub use phrase::{basis_phrase, day_phrase, days_phrase, when_phrase};
pub use standing::{Standing, standing};
