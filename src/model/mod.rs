//! The domain as plain checked values: what a project says, and nothing about where it is stored or
//! how it is drawn. Knows no serde, no files, no toolkit.
//!
//! ```text
//! Project ─┬─ Kind
//!          ├─ Source ── Paragraph ◄───────────┐ Citation
//!          ├─ Entity ── Spelling ─────────────┤
//!          ├─ Event ─┬─ When, participants    │
//!          │         └─ Claim ── speaker ─────┤
//!          └─ Relation ───────────────────────┘
//! ```

mod day;
mod difference;
mod edtf;
mod entity;
mod event;
mod grade;
mod id;
mod item;
mod kind;
mod lead;
mod positions;
mod project;
mod source;
mod when;

pub use day::{Day, DaySpan};
pub use difference::{Difference, Hunk, Misfit};
pub use edtf::{Edtf, EdtfError};
pub use entity::{Certainty, Entity, EntityKind, Relation, SameAs, Spelling};
pub use event::{
    Adopted, Claim, Event, Near, Participant, Precision, Quantity, Role, Speaker, Status, Value,
};
pub use grade::{Credibility, Grade, Reliability};
pub use id::{EntityId, EventId, IdError, KindId, SourceId};
pub use item::Item;
pub use kind::{Colour, Icon, Kind};
pub use lead::{Dismissed, LeadKind};
pub use positions::{Repeated, id_hash};
pub use project::{LeftOut, Lists, Project, Records};
pub use source::{
    Citation, Derivation, DerivesFrom, Digest, DigestPrefix, Paragraph, ParagraphRole, Source,
    SourceKind,
};
pub use when::{Basis, Bounds, Distance, Limit, Presence, Reading, When};
