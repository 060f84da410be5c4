//! Edits and merges against projects that look random.

mod many;
mod merging;
mod one;
mod random;
mod telling;
