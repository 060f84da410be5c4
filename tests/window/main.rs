//! The window by the names of its parts: what can be done in it, and where that leads. No renderer.

#![expect(clippy::panic, reason = "a test says what it misses")]

mod axis;
mod behind;
#[path = "../common/mod.rs"]
mod common;
mod decisions;
mod evidence;
mod files;
mod forms;
mod from_nothing;
mod large;
mod paths;
mod texts;
mod view;

/// So tall that every lane of the bundled case is in sight.
const TALL: (f32, f32) = (1800.0, 2600.0);
