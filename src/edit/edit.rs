//! One change of a project as a value: its name, and what it replaces.

use super::Refused;
use crate::diag::{Diagnostic, printable};
use crate::model::{Difference, Misfit, Project};

/// A change that can be done, taken back, and done again.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    /// What it does, to put behind "Undo": "merge of two people".
    pub name: String,
    pub difference: Difference,
    /// Edits of the same burst that follow one another at once are one step: typing in one field.
    pub burst: Option<String>,
}

impl Edit {
    /// What makes `new` of `old`.
    pub fn between(name: impl Into<String>, old: &Project, new: &Project) -> Self {
        Self::of(name, Difference::between(old, new))
    }

    pub fn of(name: impl Into<String>, difference: Difference) -> Self {
        Self {
            name: name.into(),
            difference,
            burst: None,
        }
    }

    /// As part of a burst.
    #[must_use]
    pub fn in_burst(mut self, burst: impl Into<String>) -> Self {
        self.burst = Some(burst.into());
        self
    }

    /// The project with this done to it, and what takes it back.
    ///
    /// # Errors
    /// If it was made for another version of the project.
    pub fn apply(&self, project: &Project) -> Result<(Project, Difference), Refused> {
        self.difference.apply(project).map_err(misfit)
    }
}

pub(super) fn misfit(misfit: Misfit) -> Refused {
    let message = match misfit {
        Misfit::NoSuchRecord => "the project is no longer what this was meant for".to_owned(),
        Misfit::Repeated(id) => format!("there is a record of the id `{}` already", printable(&id)),
    };
    Diagnostic::error("does-not-fit", message)
        .hint("look at the project as it is now, then try again")
        .into()
}
