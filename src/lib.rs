//! Annals: events, the claims about them, and the paragraphs those stand in.
pub mod app;
pub mod check;
pub mod diag;
pub mod evidence;
pub mod model;
pub mod near;
pub mod query;
pub mod store;
pub mod timeline;
pub mod ui;
