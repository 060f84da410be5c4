//! The project file on disk and in memory: the only module that touches files or RON. Reads record by
//! record, tells of every problem where it stands, and keeps the text, so that what nobody edits stays
//! as it is. Knows no windows and no checks.
//!
//! ```text
//! file ─ open ─► bytes ─ decode ─► text ─ records ─► byte ranges ─ schema ─► wire ─ convert ─► model
//!   ▲                                                                                           │
//!   └─ save ◄─ bytes ◄─ read back, compare ◄─ text ◄─ splices ◄─ what differs ─ rewrite ◄───────┘
//!
//! what differs ─ lists ─► records put in, taken out, moved ─ arrange ──┐
//!                   └───► records that say something else ─ revise ────┴─► splices
//!
//! new file ◄─ create ◄─ text, piece by piece ◄─ write ◄─ stream ◄─ records, one by one
//! ```
//!
//! A big file takes a shorter way to the same result: while its text is cut, `ahead` reads the records
//! of a list on all cores, each by the `quick` reader where it is spelt as usual, and by the `ron` crate
//! where it is not; the cut goes on where those end. What was read before (of the beginning of a file,
//! or before a decision changed a few bytes) is `kept`, and not read again.

mod ahead;
mod align;
mod around;
mod arrange;
mod brackets;
mod change;
mod convert;
mod create;
mod cutter;
mod decode;
mod digest;
mod explain;
mod format;
mod kept;
mod lines;
mod lists;
mod load;
mod loaded;
mod locate;
mod open;
mod pairing;
mod past;
mod progress;
mod quick;
mod reading;
mod reads;
mod recent;
pub mod records;
mod revise;
mod rewrite;
mod sample;
mod save;
pub mod scan;
pub mod schema;
mod spelt;
mod splice;
mod stream;
#[cfg(test)]
mod tests;
mod text;
mod texts;
mod tree;
mod trivia;
mod whole;
mod write;

pub use change::{Changed, change};
pub use create::{create, create_with, new_project};
pub use digest::{digest, normal, paragraphs};
pub use format::formatted;
pub use load::read;
pub use loaded::{Loaded, Spans};
pub use open::{MAX_FILE_LEN, Stop, is_there, open, open_in_parts};
pub use progress::Progress;
pub use recent::{recent, remember};
pub use rewrite::{LostComment, Rewritten, rewrite};
pub use sample::{SAMPLE_NAME, sample_bytes};
pub use save::{Saved, save};
pub use stream::write_project;
pub use text::Text;
pub use texts::{TextState, Texts, texts, texts_folder};
pub use write::Layout;
