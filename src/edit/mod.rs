//! What a person changes, as values: each makes the next project from the present one and touches
//! nothing else. Knows no files and no windows.
//!
//! ```text
//! what is wanted ─► Edit { name, Difference } ─ apply ─► next project + what takes it back
//!                                        History ◄────────────────────────┘
//! ```

mod decision;
#[expect(
    clippy::module_inception,
    reason = "the value that the module is named for"
)]
mod edit;
mod history;
mod reanchor;

pub use decision::Decision;
pub use edit::Edit;
pub use history::History;
pub use reanchor::Reanchor;

use crate::diag::Diagnostic;

/// Why something cannot be done to a project.
pub type Refused = Box<Diagnostic>;
