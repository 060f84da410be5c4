//! The one type for "a thing in a project": what is selected, linked to, and complained about.

use std::fmt;

use super::{EntityId, EventId, KindId, SourceId};

/// One record, or one addressable part of a record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    Kind(KindId),
    Source(SourceId),
    /// Paragraph `n` of a source.
    Paragraph(SourceId, u32),
    Entity(EntityId),
    Event(EventId),
    /// The claim at this position (from 0) in an event's list.
    Claim(EventId, usize),
    /// The relation at this position (from 0) in the project.
    Relation(usize),
    /// The dismissed lead at this position (from 0) in the project.
    Dismissed(usize),
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kind(id) => write!(f, "kind `{id}`"),
            Self::Source(id) => write!(f, "source `{id}`"),
            Self::Paragraph(id, n) => write!(f, "paragraph `{id}#{n}`"),
            Self::Entity(id) => write!(f, "entity `{id}`"),
            Self::Event(id) => write!(f, "event `{id}`"),
            Self::Claim(id, position) => write!(f, "claim {} of event `{id}`", position + 1),
            Self::Relation(position) => write!(f, "relation {}", position + 1),
            Self::Dismissed(position) => write!(f, "dismissed lead {}", position + 1),
        }
    }
}
