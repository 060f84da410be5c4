//! Conflicts among the claims of one event: none that is not there, none missed.

#![expect(
    clippy::expect_used,
    reason = "a test that cannot run says so by failing"
)]

#[path = "conflicts/accounts.rs"]
mod accounts;
#[path = "conflicts/builders.rs"]
mod builders;
#[path = "conflicts/properties.rs"]
mod properties;
#[path = "conflicts/times.rs"]
mod times;
#[path = "conflicts/values.rs"]
mod values;
