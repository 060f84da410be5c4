//! Cuts a project file into its top-level fields and the records of its lists, as byte ranges,
//! in one pass over the tokens. What lies between the ranges is nobody's and is kept as it is. Knows
//! brackets, not schemas: whether a record means anything is for others to say.
//!
//! ```text
//! #![enable(implicit_some)] Project( schema: 1, events: [ Event(…), Event(…), ], )
//!                                    ╰─name╯ ╰value      ╰record─╯  ╰record─╯
//! ```
//!
//! A record that is not closed must not swallow the rest. Once one is found, the cut goes on at the
//! next line that starts a record, or ends a list, at the indentation where those stood before.

use std::ops::Range;

use super::cutter::Cutter;
use super::scan::{TokenKind, Tokens, Unclosed, UnclosedAt, spans_lines};

/// Brackets within one record, at most.
pub const MAX_DEPTH: usize = 64;

/// The lists of a project, in the order of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum List {
    Kinds,
    Sources,
    Entities,
    Events,
    Relations,
    Dismissed,
}

impl List {
    pub const ALL: [Self; 6] = [
        Self::Kinds,
        Self::Sources,
        Self::Entities,
        Self::Events,
        Self::Relations,
        Self::Dismissed,
    ];

    /// The name of the field.
    pub fn field(self) -> &'static str {
        match self {
            Self::Kinds => "kinds",
            Self::Sources => "sources",
            Self::Entities => "entities",
            Self::Events => "events",
            Self::Relations => "relations",
            Self::Dismissed => "dismissed",
        }
    }

    /// The name that its records carry.
    pub fn record(self) -> &'static str {
        match self {
            Self::Kinds => "Kind",
            Self::Sources => "Source",
            Self::Entities => "Entity",
            Self::Events => "Event",
            Self::Relations => "Relation",
            Self::Dismissed => "Dismissed",
        }
    }

    pub fn from_field(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.field() == name)
    }
}

/// A project file, cut.
#[derive(Clone, Debug, Default)]
pub struct Cut {
    /// The names within `#![…]`, with where they stand.
    pub attributes: Vec<Range<usize>>,
    /// Where `Project(` begins.
    pub start: usize,
    /// Top-level fields in their order, the lists included.
    pub fields: Vec<Field>,
    /// In the order of the file.
    pub records: Vec<Record>,
    /// What is wrong outside records.
    pub faults: Vec<Fault>,
    /// How many bytes were looked at, repetitions included: a small multiple of the text's length,
    /// whatever the text.
    pub walked_bytes: usize,
}

impl Cut {
    /// Every byte of a text of this length, in order, as what stands between records and the records
    /// themselves; joined, they are the text.
    pub fn pieces(&self, len: usize) -> Vec<Piece> {
        let mut pieces = Vec::with_capacity(2 * self.records.len() + 1);
        let mut at = 0;
        for (position, record) in self.records.iter().enumerate() {
            pieces.push(Piece::Between(at..record.range.start));
            pieces.push(Piece::Record(position));
            at = record.range.end;
        }
        pieces.push(Piece::Between(at..len));
        pieces
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Blanks, comments, commas, brackets and the fields that are not lists.
    Between(Range<usize>),
    /// The record at this position of [`Cut::records`].
    Record(usize),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    pub name: Range<usize>,
    /// For a list, from bracket to bracket.
    pub value: Range<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    pub list: List,
    /// From its first token to its last.
    pub range: Range<usize>,
    /// Why it cannot be read, if the cut already knows.
    pub fault: Option<Box<Fault>>,
}

/// Something wrong with the brackets, quotation marks or commas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub kind: FaultKind,
    /// The byte to point at.
    pub at: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    Unclosed(Unclosed),
    UnclosedBracket(u8),
    /// The bracket at the fault is closed by `close`, of another kind, at `close_at`.
    Mismatch {
        open: u8,
        close: u8,
        close_at: usize,
    },
    /// Nothing is open that this closes.
    UnexpectedClose(u8),
    TooDeep,
    /// Between two records.
    MissingComma(List),
    /// Between two fields of the project.
    MissingFieldComma,
    ExtraComma,
    ExpectedField,
    ExpectedColon,
    ExpectedList(List),
    EmptyField,
    AfterEnd,
    NotAProject,
    /// What should be the rest of the project is one comment.
    CommentedOut,
    Attribute,
}

impl Fault {
    pub fn new(kind: FaultKind, at: usize) -> Self {
        Self { kind, at }
    }
}

impl From<UnclosedAt> for Fault {
    fn from(error: UnclosedAt) -> Self {
        Self::new(FaultKind::Unclosed(error.what), error.at)
    }
}

/// Cuts a whole file.
///
/// # Errors
/// If it does not begin as a project does.
pub fn cut(text: &str) -> Result<Cut, Fault> {
    Cutter::new(text, 0..text.len()).project()
}

/// Runs ahead of a cutter: takes records off its hands, where nothing is wrong with them.
pub(super) trait Scout {
    /// Takes as many records of `list` as it likes, the first of which begins at `start`, each parted
    /// from the next by blanks and one comma; tells where the last of them ends. `cut` is what was cut
    /// so far.
    fn take(&mut self, list: List, start: usize, cut: &Cut) -> Option<usize>;

    /// Nobody waits for the cut any more.
    fn is_called_off(&self) -> bool;
}

/// Cuts a whole file but for the records that the scout takes.
pub(super) fn cut_scouted(text: &str, scout: &mut dyn Scout) -> Result<Cut, Fault> {
    Cutter::new(text, 0..text.len()).scouted(scout).project()
}

/// Where the record ends that begins at this bracket or name, if it is closed before byte `limit`.
pub(super) fn end_of_record(text: &str, start: usize, limit: usize) -> Option<usize> {
    Cutter::new(text, start..limit).end_of_record()
}

/// Cuts what was taken for one record of `list` but cannot be read as one, where other records seem
/// to begin in it. Nothing if none seem to.
pub fn cut_again(text: &str, list: List, range: &Range<usize>) -> Option<Vec<Record>> {
    let records = Cutter::new(text, range.clone()).swallowed(list);
    (records.len() > 1).then_some(records)
}

/// The first plain string of a record that reaches over a line's end, before byte `limit`.
pub fn first_text_over_lines(text: &str, range: &Range<usize>, limit: usize) -> Option<usize> {
    let mut tokens = Tokens::new(text.as_bytes(), range.start, range.end);
    while let Ok(Some(token)) = tokens.next_token() {
        if token.start >= limit {
            break;
        }
        if token.kind == TokenKind::Text && spans_lines(text, &token) {
            return Some(token.start);
        }
    }
    None
}
