//! What follows from a project: derived values, each of which can say how it came about. Pure
//! functions; knows no files and no toolkit.

mod coverage;

pub use coverage::{Coverage, Mark, coverage, mark};
