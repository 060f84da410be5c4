//! Annals: events, the claims about them, and the paragraphs those stand in.

pub mod check;
pub mod cli;
pub mod diag;
pub mod model;
pub mod near;
pub mod store;
