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

/// Hands the enums of schema 1 that have nothing but names to another macro: the file, the wire and the model
/// spell them alike.
macro_rules! with_fixed_words {
    ($macro:ident) => {
        $macro! {
            Icon {
                Airplane, Barricade, Bomb, Border, Broadcast, Building, Chat, Detective, Dot, Fire, Flag,
                Folder, Gavel, Globe, Handcuffs, Handshake, Lock, Magnifier, Medical, Megaphone, Money,
                Page, Path, People, Phone, Quote, Scales, Shield, Silence, Terminal, Truck, Video, Wall,
            }
            Colour { Orange, Sky, Green, Yellow, Blue, Vermillion, Pink, Violet, Olive, Grey }
            Reading { Throughout, Within }
            SourceKind {
                Article, Report, CourtFile, Interview, Transcript, Statement, Broadcast, Data, Other,
            }
            Derivation { Copy, Translation, Quotes, Cites, Interview, SameWire }
            ParagraphRole { Article, Furniture }
            EntityKind { Person, Organisation, Place, Group, Work, Case }
            Certainty { Certain, Likely, Possible }
            Status { Alleges, Reports, Confirms, Denies, DeclinesToComment, Retracts }
            Precision { Exactly, About, AtLeast, AtMost, MoreThan, LessThan }
        }
    };
}
pub(in crate::store) use with_fixed_words;
