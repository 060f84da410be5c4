//! What a person decides, as values: each makes the next project from the present one and touches
//! nothing else. Knows no files and no windows.

mod decision;

pub use decision::Decision;
