//! Kinds of events: records of the project, with a label, an icon and a colour from fixed sets, so
//! that no project can bring an unreadable colour or a foreign picture.

use super::KindId;

/// A kind of events, such as *arrest*.
#[derive(Clone, Debug, PartialEq)]
pub struct Kind {
    pub id: KindId,
    pub label: String,
    pub icon: Icon,
    pub colour: Colour,
}

/// An enum whose variants are spelt in the project file as they are here.
macro_rules! named_set {
    ($(#[$doc:meta])* $name:ident { $($variant:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($variant),+ }

        impl $name {
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// As spelt in the project file.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => stringify!($variant)),+ }
            }
        }
    };
}

named_set!(
    /// A picture that a kind may carry; the fonts of the program hold all of them.
    Icon {
        Airplane, Barricade, Bomb, Border, Broadcast, Building, Chat, Detective, Dot, Fire, Flag,
        Folder, Gavel, Globe, Handcuffs, Handshake, Lock, Magnifier, Medical, Megaphone, Money,
        Page, Path, People, Phone, Quote, Scales, Shield, Silence, Terminal, Truck, Video, Wall,
    }
);

named_set!(
    /// A colour of the palette: Okabe and Ito's eight (with grey for black), and two that stay
    /// distinct from them for colour-blind readers. The theme gives each a light and a dark shade.
    Colour { Orange, Sky, Green, Yellow, Blue, Vermillion, Pink, Violet, Olive, Grey }
);
