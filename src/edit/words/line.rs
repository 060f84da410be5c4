//! One difference, in words.

use std::fmt;

use crate::model::Item;

/// What became of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    Added,
    Removed,
    Changed,
    /// The same things stand in another order.
    Moved,
}

/// One thing that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The record, where it has an id, as the version has it that has it; a claim for what is in one.
    pub item: Option<Item>,
    /// "claim 2 of “Two held”".
    pub of: String,
    /// "status"; `None`: all of it.
    pub field: Option<String>,
    pub change: Change,
    /// What it said before, in words; `None`: nothing.
    pub old: Option<String>,
    pub new: Option<String>,
}

impl Line {
    /// Without what it is about: "status alleged → denied".
    pub fn inner_words(&self) -> String {
        let field = self.field.as_deref().unwrap_or_default();
        let (old, new) = (self.old.as_deref(), self.new.as_deref());
        let words = match (self.change, old, new) {
            (Change::Added, _, None) => format!("{field} added"),
            (Change::Removed, None, _) => format!("{field} removed"),
            (Change::Added, _, Some(new)) => format!("{field} added: {new}"),
            (Change::Removed, Some(old), _) | (Change::Changed, Some(old), None) => {
                format!("{field} removed: {old}")
            }
            (Change::Changed, Some(old), Some(new)) => format!("{field} {old} → {new}"),
            (Change::Changed, None, Some(new)) => format!("{field} {new}"),
            (Change::Changed, None, None) | (Change::Moved, _, _) => format!("{field} changed"),
        };
        words.trim_start().to_owned()
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.field {
            Some(_) => write!(f, "{}: {}", self.of, self.inner_words()),
            None => write!(f, "{} {}", self.of, self.inner_words()),
        }
    }
}
