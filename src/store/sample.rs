//! The bundled case: what a first run shows, and a project to learn the format from.

use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::Path;

/// What the bundled case is called where a file would have its name.
pub const SAMPLE_NAME: &str = "turkey-isis-wiretaps.ron";

pub fn sample_bytes() -> &'static [u8] {
    include_bytes!("../../data/turkey-isis-wiretaps.ron")
}

/// Writes a new file.
///
/// # Errors
/// If there is one already, or it cannot be written.
pub fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
