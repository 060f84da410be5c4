//! The fixed words of the file and of the model, which agree.

use super::v1;
use crate::model;

/// `From` the wire's enum for the model's, variant by variant of the same name.
macro_rules! same_names {
    ($($name:ident { $($variant:ident),+ $(,)? })+) => {
        $(impl From<v1::$name> for model::$name {
            fn from(wire: v1::$name) -> Self {
                match wire { $(v1::$name::$variant => Self::$variant),+ }
            }
        })+
    };
}

same_names! {
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

impl From<v1::Distance> for model::Distance {
    fn from(wire: v1::Distance) -> Self {
        match wire {
            v1::Distance::Before => Self::Before,
            v1::Distance::After => Self::After,
            v1::Distance::WithinDays(days) => Self::WithinDays(days),
        }
    }
}
