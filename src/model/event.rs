//! Events and the claims about them. An event is never more than its claims: something that somebody
//! says, somewhere, about when, where and who.

use super::{Citation, EntityId, EventId, Grade, KindId, SourceId, When};

/// Something that happened or was said to happen.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    pub id: EventId,
    pub kind: KindId,
    pub title: String,
    pub summary: Option<String>,
    /// `None`: undated.
    pub when: Option<When>,
    pub place: Option<EntityId>,
    pub participants: Vec<Participant>,
    /// Events that this one precedes.
    pub before: Vec<EventId>,
    /// Events that this one follows.
    pub after: Vec<EventId>,
    pub near: Vec<Near>,
    pub claims: Vec<Claim>,
    /// What the curator holds for right where claims conflict. The other accounts stay.
    pub adopted: Vec<Adopted>,
    pub tags: Vec<String>,
    pub note: Option<String>,
}

impl Event {
    /// Every entity that the event names, in the order of its fields, repetitions included:
    /// participants, place, speakers.
    pub fn entities(&self) -> impl Iterator<Item = &EntityId> {
        let participants = self.participants.iter().map(|part| &part.who);
        let speakers = self.claims.iter().filter_map(|claim| match &claim.speaker {
            Speaker::Entity(id) => Some(id),
            Speaker::Source(_) => None,
        });
        participants.chain(&self.place).chain(speakers)
    }

    /// Documents that speak for themselves in its claims.
    pub fn speaking_sources(&self) -> impl Iterator<Item = &SourceId> {
        self.claims.iter().filter_map(|claim| match &claim.speaker {
            Speaker::Source(id) => Some(id),
            Speaker::Entity(_) => None,
        })
    }

    /// Every citation of every claim, in order, repetitions included.
    pub fn citations(&self) -> impl Iterator<Item = &Citation> {
        self.claims.iter().flat_map(|claim| &claim.cites)
    }
}

/// An entity's part in an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    pub who: EntityId,
    pub role: String,
}

/// Within so many days of another event, on either side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    pub event: EventId,
    pub days: u32,
}

/// One statement about an event: whose it is, how it is put, what it fixes, where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    pub speaker: Speaker,
    pub status: Status,
    /// The statement in the curator's words.
    pub says: String,
    pub cites: Vec<Citation>,
    pub values: Vec<Value>,
    pub grade: Option<Grade>,
    pub note: Option<String>,
}

/// One of several accounts, adopted by the curator for a reason.
#[derive(Clone, Debug, PartialEq)]
pub struct Adopted {
    /// As a claim of the event has it.
    pub value: Value,
    pub note: String,
}

/// Whose statement a claim is. Who *printed* it follows from its citations.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Speaker {
    Entity(EntityId),
    /// A document that speaks for itself.
    Source(SourceId),
}

impl Speaker {
    pub fn as_str(&self) -> &str {
        match self {
            Self::Entity(id) => id.as_str(),
            Self::Source(id) => id.as_str(),
        }
    }
}

/// How a statement is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    Alleges,
    Reports,
    Confirms,
    Denies,
    DeclinesToComment,
    Retracts,
}

impl Status {
    pub const ALL: [Self; 6] = [
        Self::Alleges,
        Self::Reports,
        Self::Confirms,
        Self::Denies,
        Self::DeclinesToComment,
        Self::Retracts,
    ];

    /// Says that the event took place: a denial, a retraction and a refusal do not.
    pub fn is_carrying(self) -> bool {
        matches!(self, Self::Alleges | Self::Reports | Self::Confirms)
    }

    /// Reads after the speaker: "the prosecutors allege" is written *alleges* throughout.
    pub fn verb(self) -> &'static str {
        match self {
            Self::Alleges => "alleges",
            Self::Reports => "reports",
            Self::Confirms => "confirms",
            Self::Denies => "denies",
            Self::DeclinesToComment => "declines to comment",
            Self::Retracts => "retracts",
        }
    }
}

/// What a claim fixes, so that claims about one event can be compared.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Number(Quantity),
    When(When),
    Place(EntityId),
    Role(Role),
}

/// A participant in a role, as a claim has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    pub who: EntityId,
    pub role: String,
    /// The statement has it that nobody else had this role. Without it, several may share a role.
    pub is_sole: bool,
}

/// A number of something. Two are comparable only if `of` and `unit` agree.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// Finite.
    pub value: f64,
    pub precision: Precision,
    /// What is counted or measured.
    pub of: String,
    pub unit: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    Exactly,
    About,
    AtLeast,
    AtMost,
    MoreThan,
    LessThan,
}

impl Precision {
    /// Reads before a number; empty for an exact one.
    pub fn phrase(self) -> &'static str {
        match self {
            Self::Exactly => "",
            Self::About => "about",
            Self::AtLeast => "at least",
            Self::AtMost => "at most",
            Self::MoreThan => "more than",
            Self::LessThan => "less than",
        }
    }
}
