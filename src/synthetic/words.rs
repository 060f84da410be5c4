//! The words that synthetic projects are made of. Nobody is meant by any of them.

use crate::model::{Colour, Icon};

/// A name, and how it is written in an id.
pub(super) const FIRST_NAMES: [(&str, &str); 32] = [
    ("Ada", "ada"),
    ("Bora", "bora"),
    ("Céline", "celine"),
    ("Daan", "daan"),
    ("Elif", "elif"),
    ("Farid", "farid"),
    ("Gülay", "gulay"),
    ("Hana", "hana"),
    ("İlker", "ilker"),
    ("Jaromír", "jaromir"),
    ("Kira", "kira"),
    ("Leyla", "leyla"),
    ("Maya", "maya"),
    ("Nils", "nils"),
    ("Oksana", "oksana"),
    ("Pavel", "pavel"),
    ("Quentin", "quentin"),
    ("Rana", "rana"),
    ("Şule", "sule"),
    ("Tomáš", "tomas"),
    ("Umut", "umut"),
    ("Vera", "vera"),
    ("Wanda", "wanda"),
    ("Xenia", "xenia"),
    ("Yusuf", "yusuf"),
    ("Zoë", "zoe"),
    ("Ömer", "omer"),
    ("Łucja", "lucja"),
    ("Édouard", "edouard"),
    ("Ines", "ines"),
    ("Matti", "matti"),
    ("Selma", "selma"),
];

pub(super) const NAME_STARTS: [&str; 20] = [
    "Bar", "Cor", "Dun", "Fer", "Gar", "Hol", "Kar", "Lam", "Mor", "Nor", "Or", "Pel", "Ros",
    "Sal", "Tar", "Ul", "Var", "Wes", "Yor", "Zel",
];

pub(super) const SURNAME_ENDS: [&str; 20] = [
    "ak", "bek", "dal", "den", "er", "gin", "han", "ic", "kaya", "lin", "man", "nes", "ov", "per",
    "rin", "sen", "tan", "vik", "well", "zade",
];

pub(super) const PLACE_ENDS: [&str; 12] = [
    "bach", "bury", "dorf", "field", "ford", "gate", "ham", "haven", "mouth", "stead", "ton",
    "vale",
];

/// The first is for places that need none.
pub(super) const PLACE_PREFIXES: [&str; 10] = [
    "", "North ", "South ", "East ", "West ", "Upper ", "Lower ", "Old ", "New ", "Great ",
];

pub(super) const ORGANISATIONS: [&str; 10] = [
    "Gazette",
    "Courier",
    "Ministry",
    "Bank",
    "Council",
    "Observer",
    "Shipping",
    "University",
    "Police",
    "Chronicle",
];

pub(super) const GROUPS: [&str; 6] = [
    "Brigade",
    "Circle",
    "Committee",
    "Drivers",
    "Families",
    "Traders",
];

/// What a kind of events is called, and how such an event is told. `{a}` and `{b}` stand for those who
/// take part, `{p}` for the place.
pub(super) struct Happening {
    pub(super) id: &'static str,
    pub(super) label: &'static str,
    pub(super) icon: Icon,
    pub(super) colour: Colour,
    /// With one participant, and with two.
    pub(super) titles: [&'static str; 2],
    pub(super) says: [&'static str; 2],
    pub(super) roles: [&'static str; 2],
    /// What claims about it count.
    pub(super) of: &'static str,
}

pub(super) const HAPPENINGS: [Happening; 10] = [
    Happening {
        id: "arrest",
        label: "Arrest or release",
        icon: Icon::Handcuffs,
        colour: Colour::Vermillion,
        titles: ["{a} is arrested in {p}", "{b} has {a} arrested in {p}"],
        says: [
            "{a} was held in {p}.",
            "{a} was held at the request of {b}.",
        ],
        roles: ["arrested", "arresting"],
        of: "people held",
    },
    Happening {
        id: "meeting",
        label: "Meeting",
        icon: Icon::People,
        colour: Colour::Pink,
        titles: ["{a} is seen at a meeting in {p}", "{a} meets {b} in {p}"],
        says: ["{a} took part.", "{a} and {b} were in one room."],
        roles: ["present", "present"],
        of: "people present",
    },
    Happening {
        id: "payment",
        label: "Payment",
        icon: Icon::Money,
        colour: Colour::Green,
        titles: ["{a} is paid through a bank in {p}", "{a} pays {b}"],
        says: ["Money went to {a}.", "{a} sent money to {b}."],
        roles: ["payer", "payee"],
        of: "transfers",
    },
    Happening {
        id: "shipment",
        label: "Shipment",
        icon: Icon::Truck,
        colour: Colour::Olive,
        titles: [
            "{a} sends lorries to {p}",
            "Lorries of {a} reach {b} in {p}",
        ],
        says: [
            "Lorries of {a} were unloaded.",
            "{b} took what {a} had sent.",
        ],
        roles: ["sender", "receiver"],
        of: "lorries",
    },
    Happening {
        id: "crossing",
        label: "Border crossing",
        icon: Icon::Border,
        colour: Colour::Blue,
        titles: [
            "{a} crosses the border near {p}",
            "{b} helps {a} across near {p}",
        ],
        says: ["{a} crossed by night.", "{b} knew the way and led {a}."],
        roles: ["crossing", "helper"],
        of: "people crossing",
    },
    Happening {
        id: "statement",
        label: "Statement",
        icon: Icon::Quote,
        colour: Colour::Sky,
        titles: ["{a} speaks to the press in {p}", "{a} answers {b} in {p}"],
        says: [
            "{a} knew of nothing.",
            "{a} called the words of {b} untrue.",
        ],
        roles: ["speaker", "spoken of"],
        of: "statements",
    },
    Happening {
        id: "trial",
        label: "Charges and trial",
        icon: Icon::Gavel,
        colour: Colour::Yellow,
        titles: [
            "{a} stands trial in {p}",
            "{b} testifies against {a} in {p}",
        ],
        says: ["The court heard {a}.", "{b} told the court of {a}."],
        roles: ["accused", "witness"],
        of: "charges",
    },
    Happening {
        id: "search",
        label: "Search",
        icon: Icon::Magnifier,
        colour: Colour::Violet,
        titles: [
            "The rooms of {a} in {p} are searched",
            "{b} searches the rooms of {a}",
        ],
        says: ["Papers of {a} were taken.", "{b} took papers of {a}."],
        roles: ["searched", "searching"],
        of: "boxes",
    },
    Happening {
        id: "publication",
        label: "Publication",
        icon: Icon::Page,
        colour: Colour::Orange,
        titles: [
            "{a} publishes a report on {p}",
            "{a} publishes a report on {b}",
        ],
        says: [
            "The report of {a} is out.",
            "{a} writes at length about {b}.",
        ],
        roles: ["publisher", "spoken of"],
        of: "pages",
    },
    Happening {
        id: "call",
        label: "Telephone call",
        icon: Icon::Phone,
        colour: Colour::Grey,
        titles: ["{a} is called from {p}", "{a} calls {b} from {p}"],
        says: ["{a} was asked to wait.", "{a} asked {b} for more time."],
        roles: ["caller", "called"],
        of: "calls",
    },
];

/// What else is told of an event, for summaries, gists and claims.
pub(super) const SENTENCES: [&str; 14] = [
    "Nobody who was there has spoken of it in public.",
    "The account goes back to {a}, who was asked twice.",
    "What {b} had to do with it stays open.",
    "The day is not in dispute; the hour is.",
    "Papers that would settle it are said to be in {p}.",
    "{b} had left {p} by then, as friends tell it.",
    "A second account, printed later, leaves {a} out.",
    "It was raining, and the road to {p} was closed.",
    "The figures come from {b} and were never checked.",
    "“We were told to wait,” says one who waited.",
    "For {a} it was the third time in as many years.",
    "The office in {p} gives no reasons.",
    "Neighbours of {a} remember two cars.",
    "The report names {b}, but not as a witness.",
];

/// Words in which no date can be recognised.
pub(super) const VAGUE_WORDS: [&str; 8] = [
    "after the harvest",
    "shortly before the vote",
    "when the snow had melted",
    "on the eve of the trial",
    "in those days",
    "not long after the flood",
    "once the road was open",
    "during the strike",
];

pub(super) const ROLES: [&str; 8] = [
    "witness",
    "spoken of",
    "guard",
    "driver",
    "lawyer",
    "interpreter",
    "owner",
    "neighbour",
];

pub(super) const TAGS: [&str; 10] = [
    "border",
    "court",
    "finance",
    "harbour",
    "identity",
    "interview",
    "logistics",
    "to verify",
    "translation",
    "weather",
];

pub(super) const REASONS: [&str; 5] = [
    "The paper that names it prints no other day.",
    "Follows from the order in which {a} tells it.",
    "Two of the accounts were written from memory.",
    "The stamp on the letter says so.",
    "Nearest to what {b} told the court.",
];

/// `pattern` with `{a}`, `{b}` and `{p}` filled in.
pub(super) fn filled(pattern: &str, [a, b, p]: [&str; 3]) -> String {
    let mut parts = pattern.split('{');
    let mut text = String::with_capacity(pattern.len() + 32);
    text.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (name, rest) = part.split_once('}').unwrap_or(("", part));
        text.push_str(match name {
            "a" => a,
            "b" => b,
            _ => p,
        });
        text.push_str(rest);
    }
    text
}
