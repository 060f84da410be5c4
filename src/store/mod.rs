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
//! What touches the disk to write does it through `fs`, which tests replace; `unfinished` is how a file comes
//! to a name. Beside a project (`beside`) lie its `backups`, its `lock`, its `recovery`, its `texts`; `watch`
//! tells when another program writes it.
//!
//! A big file takes a shorter way to the same result: while its text is cut, `ahead` reads the records
//! of a list on all cores, each by the `quick` reader where it is spelt as usual, and by the `ron` crate
//! where it is not; the cut goes on where those end. What was read before (of the beginning of a file,
//! or before a decision changed a few bytes) is `kept`, and not read again.

mod ahead;
mod align;
mod around;
mod arrange;
mod backups;
mod beside;
mod brackets;
mod change;
mod content;
mod convert;
mod create;
mod cutter;
mod decode;
mod explain;
mod format;
mod fs;
mod given;
mod hand;
mod kept;
mod lines;
mod lists;
mod load;
mod loaded;
mod locate;
mod lock;
mod open;
mod pacing;
mod pairing;
mod past;
mod pdf;
mod process;
mod progress;
mod quick;
mod reading;
mod reads;
mod recent;
pub mod records;
pub mod recovery;
pub mod report;
mod revise;
mod rewrite;
mod sample;
mod save;
pub mod scan;
pub mod schema;
mod spelt;
mod splice;
mod stamp;
mod stream;
#[cfg(test)]
mod tests;
mod text;
mod texts;
mod tree;
mod trivia;
mod unfinished;
mod watch;
mod whole;
mod write;

pub use crate::evidence::{TextState, digest, normal, paragraphs};
pub use backups::{Backup, backups};
pub use change::{Changed, change};
pub use content::{Content, has_content};
pub use create::{create, create_project, create_with, new_project};
pub use format::formatted;
pub use given::{Given, given};
pub use hand::hand_over;
pub use load::read;
pub use loaded::{Loaded, Spans};
pub use lock::{Holder, Lock, NoLock};
pub use open::{MAX_FILE_LEN, Stop, is_there, open, open_in_parts};
pub use pacing::Pacing;
pub use progress::Progress;
pub use recent::{recent, remember};
pub use rewrite::{LostComment, Rewritten, rewrite};
pub use sample::{SAMPLE_NAME, sample_bytes};
pub use save::{Saved, save};

pub use stream::write_project;
pub use text::Text;
pub use texts::{Texts, attach_text, copy_texts, texts, texts_folder};
pub use unfinished::sweep;
pub use watch::{Change, Watch};
pub use write::Layout;
