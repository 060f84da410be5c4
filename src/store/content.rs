//! What a file holds, told by a digest: the only way to tell one version from another that is never
//! deceived by times and lengths.

use std::fmt;
use std::io::{self, Read as _};
use std::path::Path;

use super::fs::{Fs, Real};
use super::loaded::Loaded;
use super::open::{self, MAX_FILE_LEN, Stop};

/// So much is read at once.
const CHUNK_LEN: u64 = 1 << 20;

/// The BLAKE3 hash of the bytes of a file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Content([u8; 32]);

impl Content {
    /// A second or so for the longest file: not for the thread that draws.
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }

    /// Of the file that this was read from.
    pub fn of_loaded(loaded: &Loaded) -> Self {
        Self::of(loaded.text.file_bytes())
    }

    /// Of the file as it is now.
    pub(super) fn of_file(path: &Path) -> io::Result<Self> {
        let mut file = Real.open(path)?;
        let mut hasher = blake3::Hasher::new();
        let mut chunk = Vec::new();
        loop {
            chunk.clear();
            if file.by_ref().take(CHUNK_LEN).read_to_end(&mut chunk)? == 0 {
                return Ok(Self(*hasher.finalize().as_bytes()));
            }
            hasher.update(&chunk);
            if hasher.count() > MAX_FILE_LEN {
                return Err(io::ErrorKind::FileTooLarge.into());
            }
        }
    }

    pub(super) fn parse(digits: &str) -> Option<Self> {
        let hash = blake3::Hash::from_hex(digits).ok()?;
        Some(Self(*hash.as_bytes()))
    }
}

impl fmt::Display for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", blake3::Hash::from_bytes(self.0).to_hex())
    }
}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Content({self})")
    }
}

/// Whether a file holds exactly these bytes: asked when the window is looked at again, and before a save.
///
/// # Errors
/// If it cannot be read.
pub fn has_content(path: &Path, bytes: &[u8]) -> Result<bool, Stop> {
    open::has_content(path, bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_told_by_its_bytes() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("case.ron");
        let bytes = b"0123456789".repeat(300_000);
        std::fs::write(&path, &bytes).expect("written");
        let content = Content::of_file(&path).expect("read");
        assert_eq!(content, Content::of(&bytes));
        assert_ne!(content, Content::of(b"0"));
        assert_eq!(Content::parse(&content.to_string()), Some(content));
        assert_eq!(Content::parse("0123"), None);
        assert!(has_content(&path, &bytes).expect("read"));
        assert!(!has_content(&path, &bytes[1..]).expect("read"));
    }
}
