//! Forms: the page of a record as it is edited. Every change is an edit at once; there is nothing to
//! confirm, and what is incomplete or not understood stays as it was written and says so.
//!
//! ```text
//! field ─► closure over the record as it is now ─► Desk ─► Command::Edit, one after the other
//!   ▲                                                              │
//!   └── what is typed, where the record spells it otherwise ◄──────┘
//! ```
//!
//! Knows no files; whether a project may be changed is asked of the session's document.

mod access;
mod bulk;
mod cite;
mod claim;
mod claiming;
mod date;
mod desk;
mod drafts;
mod entity;
mod event;
mod fields;
mod fresh;
mod head;
mod kept;
mod kind;
mod left;
mod matching;
mod merge;
mod page;
mod paragraph;
mod picker;
mod pool;
mod project;
mod quote;
mod relation;
mod remove;
mod rename;
mod source;
mod typing;
mod value;
mod written;

pub(super) use access::{is_read_only, read_only_ui};
pub(super) use fields::is_in_record;
pub(super) use page::Forms;
pub(super) use paragraph::ParagraphForm;
pub(super) use quote::{Quote, QuoteBar};
