//! Entities: who and what takes part, under all the names that the sources use, and how they are
//! related.

use super::{Citation, EntityId, When};

/// A person, organisation, place, group, work or case.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    pub id: EntityId,
    pub kind: EntityKind,
    pub name: String,
    pub spellings: Vec<Spelling>,
    pub same_as: Vec<SameAs>,
    pub note: Option<String>,
}

impl Entity {
    /// The name and every other spelling, the name first, each once.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let others = self.spellings.iter().map(|spelling| spelling.text.as_str());
        std::iter::once(self.name.as_str()).chain(others.filter(|text| *text != self.name))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityKind {
    Person,
    Organisation,
    Place,
    Group,
    Work,
    Case,
}

impl EntityKind {
    pub const ALL: [Self; 6] = [
        Self::Person,
        Self::Organisation,
        Self::Group,
        Self::Place,
        Self::Work,
        Self::Case,
    ];

    pub fn label(self) -> &'static str {
        match self {
            Self::Person => "Person",
            Self::Organisation => "Organisation",
            Self::Place => "Place",
            Self::Group => "Group",
            Self::Work => "Work",
            Self::Case => "Case",
        }
    }
}

/// One way of writing an entity's name, and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Spelling {
    pub text: String,
    pub at: Vec<Citation>,
}

/// A suspicion that two entities are one, recorded without merging them.
#[derive(Clone, Debug, PartialEq)]
pub struct SameAs {
    pub entity: EntityId,
    pub certainty: Certainty,
    pub note: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    Certain,
    Likely,
    Possible,
}

impl Certainty {
    /// Reads before "the same as".
    pub fn phrase(self) -> &'static str {
        match self {
            Self::Certain => "certainly",
            Self::Likely => "likely",
            Self::Possible => "possibly",
        }
    }
}

/// A cited statement that one entity stands in a relation to another, read from left to right:
/// `from` is `kind` `to`.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    pub from: EntityId,
    pub to: EntityId,
    pub kind: String,
    pub when: Option<When>,
    pub cites: Vec<Citation>,
    pub note: Option<String>,
}
