//! Saving, locking and recovering by real processes that are killed at random moments. The test program
//! starts itself again as the process to be killed. What a killed process cannot show, a lost sync, is shown
//! by the simulated disk of `src/store/save/tests/power.rs`.
//!
//! `ANNALS_KILLS=10000 cargo test --test kill` kills that many times during saves.

#![cfg(unix)]
#![expect(clippy::expect_used, clippy::panic, reason = "all of this is a test")]

mod edits;
mod locks;
mod process;
mod saves;

use process::{Role, end_with_parent, role};

/// Not a test of its own: what a process does that the others start.
#[test]
fn child() {
    let role = role();
    if role.is_some() {
        end_with_parent();
    }
    match role {
        Some((Role::Save, project)) => saves::child(&project),
        Some((Role::Lock, project)) => locks::child(&project),
        Some((Role::Edit, project)) => edits::child(&project),
        None => {}
    }
}
