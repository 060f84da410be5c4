//! The window: panels read a [`ViewCtx`](ctx::ViewCtx), draw, and push commands; the session runs them
//! after the frame. The only module that knows egui. Knows no files: it asks `app` for everything.

mod actions;
mod ctx;
mod dialogs;
mod facets;
mod fonts;
mod forms;
mod frames;
mod guard;
mod icons;
mod inspector;
mod keys;
mod leads;
mod links;
mod list;
mod menu;
mod notices;
mod reader;
mod run;
mod scroll;
mod status;
mod theme;
mod timeline;
mod widgets;
mod window;

pub use run::{Launch, NoWindow, run};
pub use window::Window;
