//! What a person changes, as values: each makes the next project from the present one and touches
//! nothing else. Knows no files and no windows.
//!
//! ```text
//! what is wanted ─► Edit { name, Difference } ─ apply ─► next project + what takes it back
//!                                        History ◄────────────────────────┘
//! ```
//!
//! Every way in which records name one another is told once, in `references`: merges of records, renames
//! and deletions follow it. Every field of every record is told once, in `fields`: [`merge`] makes one
//! project of two versions by it, and [`describe`] tells in words how two differ.

mod bulk;
mod decision;
mod delete;
mod draft;
#[expect(
    clippy::module_inception,
    reason = "the value that the module is named for"
)]
mod edit;
mod fields;
mod history;
mod ids;
mod matching;
mod merge;
mod named;
mod names;
mod reanchor;
mod record;
mod references;
mod rename;
mod split;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod unite;
mod uses;
mod words;

pub use bulk::Bulk;
pub use decision::Decision;
pub use delete::delete;
pub use edit::Edit;
pub use history::History;
pub use ids::{fresh_entity_id, fresh_event_id, fresh_kind_id, fresh_source_id, slug};
pub use merge::{Choices, Conflict, Merged, Side, merge, merge_choosing};
pub use named::{new_claim, new_entity, new_event, new_kind, new_source};
pub use reanchor::Reanchor;
pub use record::{Record, add, add_claim, duplicate, move_claim, put, set_about, set_title};
pub use references::Part;
pub use rename::rename;
pub use split::{Split, split_entity};
pub use unite::{merge_entities, merge_events, merge_kinds, merge_sources};
pub use uses::{Use, uses, uses_phrase};
pub use words::{Change, Line, describe};

use crate::diag::Diagnostic;

/// Why something cannot be done to a project.
pub type Refused = Box<Diagnostic>;
