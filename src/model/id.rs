//! Ids: readable slugs, one newtype per kind of record, so that an event's id is never taken for an
//! entity's. People write and compare them; they are never numbers.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

/// The longest slug that is accepted, in bytes. Long enough for a sentence, short enough for a line.
const MAX_LEN: usize = 80;

/// Why a text is not an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IdError {
    Empty,
    TooLong {
        len: usize,
    },
    /// The first character that a slug cannot hold.
    Character(char),
    /// A hyphen at either end, or two in a row.
    Hyphen,
}

impl fmt::Display for IdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "an id cannot be empty"),
            Self::TooLong { len } => write!(f, "an id of {len} bytes is longer than {MAX_LEN}"),
            Self::Character(c) => write!(f, "an id cannot hold {c:?}"),
            Self::Hyphen => write!(f, "an id has single hyphens between its words only"),
        }
    }
}

impl std::error::Error for IdError {}

fn validated(text: &str) -> Result<Arc<str>, IdError> {
    if text.is_empty() {
        return Err(IdError::Empty);
    }
    if text.len() > MAX_LEN {
        return Err(IdError::TooLong { len: text.len() });
    }
    let is_slug = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if !text.bytes().all(is_slug) {
        let foreign = text.chars().find(|&c| !u8::try_from(c).is_ok_and(is_slug));
        return Err(foreign.map_or(IdError::Empty, IdError::Character));
    }
    let is_double = |pair: &[u8]| pair == b"--";
    if text.starts_with('-') || text.ends_with('-') || text.as_bytes().windows(2).any(is_double) {
        return Err(IdError::Hyphen);
    }
    Ok(text.into())
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// # Errors
            /// If `text` is not a slug.
            pub fn new(text: &str) -> Result<Self, IdError> {
                validated(text).map(Self)
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        /// Looked up by its text: an id is hashed and compared as that is.
        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({:?})", stringify!($name), &*self.0)
            }
        }
    };
}

id!(
    /// The id of a [`Kind`](super::Kind) of events.
    KindId
);
id!(
    /// The id of a [`Source`](super::Source).
    SourceId
);
id!(
    /// The id of an [`Entity`](super::Entity).
    EntityId
);
id!(
    /// The id of an [`Event`](super::Event).
    EventId
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_lower_case_words_joined_by_single_hyphens() {
        for good in ["a", "2015-11-arrest-dundar-gul", "7", &"x".repeat(80)] {
            assert!(EventId::new(good).is_ok(), "{good}");
        }
        let bad = [
            ("", IdError::Empty),
            (&*"x".repeat(81), IdError::TooLong { len: 81 }),
            ("Arrest", IdError::Character('A')),
            ("dündar", IdError::Character('ü')),
            ("a b", IdError::Character(' ')),
            ("a#1", IdError::Character('#')),
            ("-a", IdError::Hyphen),
            ("a-", IdError::Hyphen),
            ("a--b", IdError::Hyphen),
        ];
        for (text, error) in bad {
            assert_eq!(EventId::new(text), Err(error), "{text}");
        }
    }
}
