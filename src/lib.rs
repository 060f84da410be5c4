//! Annals: events, the claims about them, and the paragraphs those stand in.
pub mod model;
pub mod diag;
pub mod near;
pub mod evidence;
pub mod query;
pub mod timeline;
pub mod check;
pub mod store;
pub mod app;
pub mod ui;
