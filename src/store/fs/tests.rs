//! Disks for tests: one in memory, and one that somebody meddles with.

pub(in crate::store) mod meddled;
pub(in crate::store) mod simulated;
