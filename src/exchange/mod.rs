//! Foreign formats in and out, as bytes and text: what a document says, paragraph by paragraph, and what
//! a project makes of it. Knows no files and no windows.
//!
//! ```text
//! bytes ─ encoding ─► text ─┬─ plain ────────────────────────┐
//!                           ├─ markdown ─────────────────────┼─► pieces ─ furniture ─► Document
//!                           └─ page ─ article, else blocks ──┘                            │
//!                                          Source + its text ◄─ new_source ◄─ a person ◄──┘
//! ```

mod attach;
mod document;
mod encoding;
mod new_source;

pub use attach::{Belonging, belonging, readings, text_of};
pub use document::{
    Document, Format, Guess, Hint, MAX_DOCUMENT_LEN, Piece, Rule, read, read_watched,
};
pub use encoding::{Encoding, ToldBy};
pub use new_source::{Chosen, NewSource, new_source, published};

use crate::diag::Diagnostic;

/// Why something cannot be read.
type Refused = Box<Diagnostic>;

fn refused(code: &'static str, message: impl Into<String>, hint: &str) -> Refused {
    Diagnostic::error(code, message).hint(hint).into()
}

/// Somebody does not want it any more.
fn cancelled() -> Refused {
    refused("cancelled", "reading was called off", "start again")
}
