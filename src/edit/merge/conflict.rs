//! What two people both changed, each in another way.

use std::collections::BTreeMap;
use std::fmt;

use crate::model::Item;

/// One of two versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    Ours,
    Theirs,
}

impl Side {
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Ours => Self::Theirs,
            Self::Theirs => Self::Ours,
        }
    }
}

/// One thing that has to be decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The record, where it has an id; `None`: the project itself, a relation or a dismissed lead.
    pub item: Option<Item>,
    /// "claim 2 of “Two held”".
    pub of: String,
    /// "status"; `None`: all of it.
    pub field: Option<String>,
    /// What it said before, in words; `None`: nothing.
    pub base: Option<String>,
    /// What it says in each version; `None`: nothing, or it is deleted.
    pub ours: Option<String>,
    pub theirs: Option<String>,
    /// Whose version stands in the merged project.
    pub held: Side,
    /// Whether that was chosen.
    pub is_settled: bool,
    /// Tells it from the other conflicts of the same merge, whatever is chosen.
    pub key: String,
}

impl Conflict {
    /// The same seen from the other side.
    #[must_use]
    pub fn swapped(self) -> Self {
        Self {
            ours: self.theirs,
            theirs: self.ours,
            held: self.held.other(),
            ..self
        }
    }
}

impl Conflict {
    /// "claim 2 of “Two held”: status".
    pub fn place(&self) -> String {
        match &self.field {
            Some(field) => format!("{}: {field}", self.of),
            None => self.of.clone(),
        }
    }

    /// What it was, in words.
    pub fn was(&self) -> &str {
        self.base.as_deref().unwrap_or("nothing")
    }

    /// What it is in one version, in words.
    pub fn said(&self, side: Side) -> &str {
        let said = match side {
            Side::Ours => &self.ours,
            Side::Theirs => &self.theirs,
        };
        let missing = match self.field {
            Some(_) => "nothing",
            None => "deleted",
        };
        said.as_deref().unwrap_or(missing)
    }
}

/// `claim 2 of “Two held”: status: was alleged; ours: denied; theirs: confirmed`
impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.place())?;
        if let Some(base) = &self.base {
            write!(f, "was {base}; ")?;
        }
        let (ours, theirs) = (self.said(Side::Ours), self.said(Side::Theirs));
        write!(f, "ours: {ours}; theirs: {theirs}")
    }
}

/// Which sides are taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    all: Option<Side>,
    by_key: BTreeMap<String, Side>,
}

impl Choices {
    /// The same side everywhere, unless another is [taken](Self::take).
    pub fn all(side: Side) -> Self {
        Self {
            all: Some(side),
            by_key: BTreeMap::new(),
        }
    }

    pub fn take(&mut self, conflict: &Conflict, side: Side) {
        self.by_key.insert(conflict.key.clone(), side);
    }

    /// The conflict is open again.
    pub fn reopen(&mut self, conflict: &Conflict) {
        self.by_key.remove(&conflict.key);
    }

    pub(super) fn of(&self, key: &str) -> Option<Side> {
        self.by_key.get(key).copied().or(self.all)
    }
}
