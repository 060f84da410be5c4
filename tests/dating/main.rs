//! What words mean when printed on a day: tables of phrases in two languages, and what holds of every
//! phrase and every day.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot run says so by failing"
)]

mod laws;
mod stored;
mod tables;
