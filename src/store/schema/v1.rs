//! Schema 1, exactly as `docs/project-file.md` spells it: strings and numbers, nothing checked yet.
//! Every type derives its reading; only prose, which may be one string or several, reads itself.

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::{Deserializer, Error, SeqAccess, Visitor};

/// A whole project, for readers that take it in one piece. Annals itself reads record by record.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Project<'a> {
    pub schema: u32,
    pub title: Cow<'a, str>,
    #[serde(default)]
    pub about: Prose<'a>,
    #[serde(default)]
    pub kinds: Vec<Kind<'a>>,
    #[serde(default)]
    pub sources: Vec<Source<'a>>,
    #[serde(default)]
    pub entities: Vec<Entity<'a>>,
    #[serde(default)]
    pub events: Vec<Event<'a>>,
    #[serde(default)]
    pub relations: Vec<Relation<'a>>,
    #[serde(default)]
    pub dismissed: Vec<Dismissed<'a>>,
}

/// A string, or a list of them: one for each paragraph or line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose<'a>(pub Vec<Cow<'a, str>>);

impl<'de> Deserialize<'de> for Prose<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ProseVisitor)
    }
}

struct ProseVisitor;

impl<'de> Visitor<'de> for ProseVisitor {
    type Value = Prose<'static>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a text between quotation marks, or a list of them")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Prose(vec![text.to_owned().into()]))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Self::Value, E> {
        Ok(Prose(vec![text.into()]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut texts: A) -> Result<Self::Value, A::Error> {
        let mut lines = Vec::new();
        while let Some(line) = texts.next_element()? {
            lines.push(line);
        }
        Ok(Prose(lines))
    }
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind<'a> {
    pub id: Cow<'a, str>,
    pub label: Cow<'a, str>,
    pub icon: Icon,
    pub colour: Colour,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Icon {
    Airplane,
    Barricade,
    Bomb,
    Border,
    Broadcast,
    Building,
    Chat,
    Detective,
    Dot,
    Fire,
    Flag,
    Folder,
    Gavel,
    Globe,
    Handcuffs,
    Handshake,
    Lock,
    Magnifier,
    Medical,
    Megaphone,
    Money,
    Page,
    Path,
    People,
    Phone,
    Quote,
    Scales,
    Shield,
    Silence,
    Terminal,
    Truck,
    Video,
    Wall,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Colour {
    Orange,
    Sky,
    Green,
    Yellow,
    Blue,
    Vermillion,
    Pink,
    Violet,
    Olive,
    Grey,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct When<'a> {
    pub date: Option<Cow<'a, str>>,
    pub reading: Option<Reading>,
    pub words: Option<Cow<'a, str>>,
    pub basis: Option<Basis<'a>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Reading {
    Throughout,
    Within,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub enum Basis<'a> {
    Stated,
    Published(Cow<'a, str>),
    Event(Cow<'a, str>, Distance),
    Judged(Cow<'a, str>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Distance {
    Before,
    After,
    WithinDays(u32),
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source<'a> {
    pub id: Cow<'a, str>,
    pub title: Cow<'a, str>,
    pub kind: Option<SourceKind>,
    pub publisher: Option<Cow<'a, str>>,
    #[serde(default)]
    pub authors: Vec<Cow<'a, str>>,
    pub published: Option<When<'a>>,
    pub address: Option<Cow<'a, str>>,
    #[serde(default)]
    pub original: bool,
    #[serde(default)]
    pub derives_from: Vec<Link<'a>>,
    #[serde(default)]
    pub paragraphs: Vec<Paragraph<'a>>,
    pub note: Option<Cow<'a, str>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum SourceKind {
    Article,
    Report,
    CourtFile,
    Interview,
    Transcript,
    Statement,
    Broadcast,
    Data,
    Other,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link<'a> {
    pub to: Cow<'a, str>,
    pub how: Derivation,
    pub paragraphs: Option<Cow<'a, str>>,
    pub of: Option<Cow<'a, str>>,
    pub note: Option<Cow<'a, str>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Derivation {
    Copy,
    Translation,
    Quotes,
    Cites,
    Interview,
    SameWire,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paragraph<'a> {
    pub n: u32,
    pub digest: Cow<'a, str>,
    pub locator: Option<Cow<'a, str>>,
    pub gist: Option<Cow<'a, str>>,
    pub role: Option<ParagraphRole>,
    #[serde(default)]
    pub read: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum ParagraphRole {
    Article,
    Furniture,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entity<'a> {
    pub id: Cow<'a, str>,
    pub kind: EntityKind,
    pub name: Cow<'a, str>,
    #[serde(default)]
    pub spellings: Vec<Spelling<'a>>,
    #[serde(default)]
    pub same_as: Vec<Same<'a>>,
    pub note: Option<Cow<'a, str>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum EntityKind {
    Person,
    Organisation,
    Place,
    Group,
    Work,
    Case,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spelling<'a> {
    pub text: Cow<'a, str>,
    #[serde(default)]
    pub at: Vec<Cow<'a, str>>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Same<'a> {
    pub entity: Cow<'a, str>,
    pub certainty: Certainty,
    pub note: Option<Cow<'a, str>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Certainty {
    Certain,
    Likely,
    Possible,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event<'a> {
    pub id: Cow<'a, str>,
    pub kind: Cow<'a, str>,
    pub title: Cow<'a, str>,
    #[serde(default)]
    pub summary: Prose<'a>,
    pub when: Option<When<'a>>,
    pub place: Option<Cow<'a, str>>,
    #[serde(default)]
    pub participants: Vec<Part<'a>>,
    #[serde(default)]
    pub before: Vec<Cow<'a, str>>,
    #[serde(default)]
    pub after: Vec<Cow<'a, str>>,
    #[serde(default)]
    pub near: Vec<Near<'a>>,
    #[serde(default)]
    pub claims: Vec<Claim<'a>>,
    #[serde(default)]
    pub adopted: Vec<Adopted<'a>>,
    #[serde(default)]
    pub tags: Vec<Cow<'a, str>>,
    pub note: Option<Cow<'a, str>>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part<'a> {
    pub who: Cow<'a, str>,
    pub role: Cow<'a, str>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Near<'a> {
    pub event: Cow<'a, str>,
    pub days: u32,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim<'a> {
    pub speaker: Cow<'a, str>,
    pub status: Status,
    pub says: Cow<'a, str>,
    #[serde(default)]
    pub cites: Vec<Cow<'a, str>>,
    #[serde(default)]
    pub values: Vec<Value<'a>>,
    pub grade: Option<Cow<'a, str>>,
    pub note: Option<Cow<'a, str>>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adopted<'a> {
    pub value: Value<'a>,
    pub note: Cow<'a, str>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Status {
    Alleges,
    Reports,
    Confirms,
    Denies,
    DeclinesToComment,
    Retracts,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Value<'a> {
    Number {
        value: f64,
        of: Cow<'a, str>,
        unit: Option<Cow<'a, str>>,
        precision: Option<Precision>,
    },
    /// The fields of a [`When`].
    Dated {
        date: Option<Cow<'a, str>>,
        reading: Option<Reading>,
        words: Option<Cow<'a, str>>,
        basis: Option<Basis<'a>>,
    },
    Place(Cow<'a, str>),
    Role {
        who: Cow<'a, str>,
        role: Cow<'a, str>,
        #[serde(default)]
        sole: bool,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Precision {
    Exactly,
    About,
    AtLeast,
    AtMost,
    MoreThan,
    LessThan,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relation<'a> {
    pub from: Cow<'a, str>,
    pub to: Cow<'a, str>,
    pub kind: Cow<'a, str>,
    pub when: Option<When<'a>>,
    #[serde(default)]
    pub cites: Vec<Cow<'a, str>>,
    pub note: Option<Cow<'a, str>>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dismissed<'a> {
    pub lead: Cow<'a, str>,
    pub at: Cow<'a, str>,
    pub about: Option<Cow<'a, str>>,
    pub note: Cow<'a, str>,
}
