//! The spellings of project files, one frozen module for each schema. A newer one comes with an upward
//! conversion; the older stay as they are.

pub mod v1;

/// The schema that this program writes, and the newest that it reads.
pub const NEWEST: u32 = 1;
