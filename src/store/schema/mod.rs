//! The spellings of project files, one frozen module for each schema. A newer one comes with an upward
//! conversion; the older stay as they are.

pub mod v1;

use ron::error::SpannedError;
use ron::extensions::Extensions;
use serde::de::DeserializeOwned;

use super::records::MAX_DEPTH;

/// The schema that this program writes, and the newest that it reads.
pub const NEWEST: u32 = 1;

/// Parses a record, or the value of a field, with the extensions that every project has, whether or
/// not its first line names them.
///
/// # Errors
/// If the text is not RON, or not of this type.
pub fn parse<W: DeserializeOwned>(text: &str) -> Result<W, SpannedError> {
    ron::Options::default()
        .with_default_extension(Extensions::IMPLICIT_SOME)
        .with_recursion_limit(MAX_DEPTH)
        .from_str(text)
}
