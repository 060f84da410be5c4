//! Whole files that only this program writes: what lies beside a project. The last writer wins.

use std::path::Path;

use super::Saved;
use super::refusals::{Refused, cannot_create, cannot_save, not_confirmed};
use crate::store::beside::folder_of;
use crate::store::fs::{Fs, OWN, Real};
use crate::store::unfinished::Unfinished;

/// Makes `bytes` the file at `path`, for its owner only to read, whatever was there: at every moment
/// there is the whole old or the whole new file, and when this comes back, the new one is on the disk. A
/// link is replaced, not followed.
///
/// # Errors
/// If the disk refuses; then the file is as it was, and nothing unfinished is left beside it.
pub(in crate::store) fn write_whole(path: &Path, bytes: &[u8]) -> Result<Saved, Refused> {
    write_whole_on(&Real, path, bytes)
}

pub(in crate::store) fn write_whole_on(
    fs: &dyn Fs,
    path: &Path,
    bytes: &[u8],
) -> Result<Saved, Refused> {
    let unfinished = Unfinished::beside(fs, path, OWN);
    let mut unfinished = unfinished.map_err(|error| cannot_create(path, &error))?;
    let file = unfinished.file();
    let written = file.write_all(bytes).and_then(|()| file.sync());
    let written = written.and_then(|()| unfinished.replace(path));
    written.map_err(|error| cannot_save(path, &error))?;
    let synced = fs.sync_folder(folder_of(path));
    Ok(Saved {
        warnings: synced.err().iter().map(not_confirmed).collect(),
    })
}
