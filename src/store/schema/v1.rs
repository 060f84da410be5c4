//! Schema 1, exactly as `docs/project-file.md` spells it: strings and numbers, nothing checked yet.
//! Every type derives its reading; only prose, which may be one string or several, reads itself.

use serde::Deserialize;
use serde::de::{Deserializer, Error, SeqAccess, Visitor};

/// A whole project, for readers that take it in one piece. Annals itself reads record by record.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Project {
    pub schema: u32,
    pub title: String,
    #[serde(default)]
    pub about: Prose,
    #[serde(default)]
    pub kinds: Vec<Kind>,
    #[serde(default)]
    pub sources: Vec<Source>,
    #[serde(default)]
    pub entities: Vec<Entity>,
    #[serde(default)]
    pub events: Vec<Event>,
    #[serde(default)]
    pub relations: Vec<Relation>,
    #[serde(default)]
    pub dismissed: Vec<Dismissed>,
}

/// A string, or a list of them: one for each paragraph or line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose(pub Vec<String>);

impl<'de> Deserialize<'de> for Prose {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ProseVisitor)
    }
}

struct ProseVisitor;

impl<'de> Visitor<'de> for ProseVisitor {
    type Value = Prose;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a text between quotation marks, or a list of them")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Prose, E> {
        Ok(Prose(vec![text.to_owned()]))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Prose, E> {
        Ok(Prose(vec![text]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut texts: A) -> Result<Prose, A::Error> {
        let mut lines = Vec::new();
        while let Some(line) = texts.next_element()? {
            lines.push(line);
        }
        Ok(Prose(lines))
    }
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    pub id: String,
    pub label: String,
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
pub struct When {
    pub date: Option<String>,
    pub reading: Option<Reading>,
    pub words: Option<String>,
    pub basis: Option<Basis>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Reading {
    Throughout,
    Within,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub enum Basis {
    Stated,
    Published(String),
    Event(String, Distance),
    Judged(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Distance {
    Before,
    After,
    WithinDays(u32),
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    pub id: String,
    pub title: String,
    pub kind: Option<SourceKind>,
    pub publisher: Option<String>,
    #[serde(default)]
    pub authors: Vec<String>,
    pub published: Option<When>,
    pub address: Option<String>,
    #[serde(default)]
    pub original: bool,
    #[serde(default)]
    pub derives_from: Vec<Link>,
    #[serde(default)]
    pub paragraphs: Vec<Paragraph>,
    pub note: Option<String>,
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
pub struct Link {
    pub to: String,
    pub how: Derivation,
    pub paragraphs: Option<String>,
    pub of: Option<String>,
    pub note: Option<String>,
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
pub struct Paragraph {
    pub n: u32,
    pub digest: String,
    pub locator: Option<String>,
    pub gist: Option<String>,
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
pub struct Entity {
    pub id: String,
    pub kind: EntityKind,
    pub name: String,
    #[serde(default)]
    pub spellings: Vec<Spelling>,
    #[serde(default)]
    pub same_as: Vec<Same>,
    pub note: Option<String>,
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
pub struct Spelling {
    pub text: String,
    #[serde(default)]
    pub at: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Same {
    pub entity: String,
    pub certainty: Certainty,
    pub note: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Certainty {
    Certain,
    Likely,
    Possible,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    pub id: String,
    pub kind: String,
    pub title: String,
    #[serde(default)]
    pub summary: Prose,
    pub when: Option<When>,
    pub place: Option<String>,
    #[serde(default)]
    pub participants: Vec<Part>,
    #[serde(default)]
    pub before: Vec<String>,
    #[serde(default)]
    pub after: Vec<String>,
    #[serde(default)]
    pub near: Vec<Near>,
    #[serde(default)]
    pub claims: Vec<Claim>,
    #[serde(default)]
    pub adopted: Vec<Adopted>,
    #[serde(default)]
    pub tags: Vec<String>,
    pub note: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    pub who: String,
    pub role: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Near {
    pub event: String,
    pub days: u32,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    pub speaker: String,
    pub status: Status,
    pub says: String,
    #[serde(default)]
    pub cites: Vec<String>,
    #[serde(default)]
    pub values: Vec<Value>,
    pub grade: Option<String>,
    pub note: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adopted {
    pub value: Value,
    pub note: String,
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
pub enum Value {
    Number {
        value: f64,
        of: String,
        unit: Option<String>,
        precision: Option<Precision>,
    },
    /// The fields of a [`When`].
    Dated {
        date: Option<String>,
        reading: Option<Reading>,
        words: Option<String>,
        basis: Option<Basis>,
    },
    Place(String),
    Role {
        who: String,
        role: String,
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
pub struct Relation {
    pub from: String,
    pub to: String,
    pub kind: String,
    pub when: Option<When>,
    #[serde(default)]
    pub cites: Vec<String>,
    pub note: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dismissed {
    pub lead: String,
    pub at: String,
    pub about: Option<String>,
    pub note: String,
}
