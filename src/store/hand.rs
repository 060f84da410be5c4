//! Files that are handed over to another program, which takes them away: no earlier version is kept.

use std::path::Path;

use super::save::{Refused, Saved, write_whole};

/// Makes `bytes` the file at `path`, whatever was there: at every moment there is the whole old or the
/// whole new one.
///
/// # Errors
/// If the disk refuses; then the file is as it was.
pub fn hand_over(path: &Path, bytes: &[u8]) -> Result<Saved, Refused> {
    write_whole(path, bytes)
}
