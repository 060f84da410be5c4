//! The running session without a window: the open document, what is selected, what is filtered, and
//! the one place that runs commands. Knows no toolkit.
//!
//! A frame: [`Session::begin_frame`] repairs the selection and takes in finished background work; the
//! panels draw from `&Session` and collect [`Command`]s; [`Session::run`] runs them and updates what
//! follows from them. Nothing else changes a session.

mod arranging;
mod attaching;
mod attending;
mod background;
mod command;
mod command_texts;
pub mod crash;
mod deriving;
mod document;
mod earlier;
mod filed;
mod link;
mod looking;
mod notice;
mod opening;
mod reading_text;
mod recording;
mod saving;
mod searching;
mod selection;
mod session;

pub use arranging::Arranging;
pub use attaching::{Attached, Attaching, TextFor};
pub use command::{
    Command, Dialog, EditCommand, Extra, FileCommand, FilterCommand, Place, SelectCommand,
    ViewCommand,
};
pub use command_texts::TextCommand;
pub use document::{Arrangement, Document, Origin, Stage};
pub use earlier::Earlier;
pub use filed::{Access, Filed};
pub use link::{Link, LinkRefused};
pub use notice::{About, Notice, Way};
pub use opening::Opening;
pub use reading_text::{ReadText, ReadingText, TextFrom};
pub use saving::Saving;
pub use searching::Searching;
pub use selection::{ReaderPlace, Selection};
pub use session::{Asked, LeftEdits, Session};
