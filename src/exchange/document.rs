//! A document as it was read: its paragraphs, and what it says of itself. Which paragraphs are furniture
//! is guessed, with the reason; a person decides.

mod blocks;
mod furniture;
mod markdown;
mod page;
mod page_meta;
mod plain;
mod web;

use super::encoding::{Encoding, decoded};
use super::{Refused, cancelled, refused};
use crate::diag::Diagnostic;

pub use furniture::Guess;

/// The longest document that is read: 16 MB. A long book has two.
pub const MAX_DOCUMENT_LEN: usize = 16 << 20;

/// What a document is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Text,
    Html,
    Markdown,
}

impl Format {
    /// By the ending of a file's name.
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "txt" | "text" => Some(Self::Text),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "md" | "markdown" => Some(Self::Markdown),
            _ => None,
        }
    }

    /// By its first letters: a page says what it is.
    fn of_bytes(bytes: &[u8]) -> Self {
        let start = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
        let start = String::from_utf8_lossy(start).to_ascii_lowercase();
        let start = start.trim_start_matches(['\u{feff}', '\u{fffd}', ' ', '\n', '\r', '\t']);
        let is_page = ["<!doctype html", "<html", "<?xml", "<head", "<body"]
            .iter()
            .any(|tag| start.starts_with(tag));
        if is_page { Self::Html } else { Self::Text }
    }
}

/// What is known of a document before it is read.
#[derive(Clone, Copy, Debug)]
pub enum Hint<'a> {
    /// The name of its file.
    Name(&'a str),
    Format(Format),
    Nothing,
}

impl Hint<'_> {
    pub(super) fn format(self, bytes: &[u8]) -> Format {
        let named = match self {
            Self::Name(name) => Format::of_name(name),
            Self::Format(format) => Some(format),
            Self::Nothing => None,
        };
        named.unwrap_or_else(|| Format::of_bytes(bytes))
    }
}

/// How the paragraphs were told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Each line that says something is one.
    Lines,
    /// Lines are as wide as a page; blank lines stand between paragraphs.
    BlankLines,
    /// The article of a page, without what stands around it.
    Article,
    /// All blocks of a page: no article was found in it.
    Blocks,
    /// The blocks of a text with marks.
    Markdown,
}

impl Rule {
    pub fn phrase(self) -> &'static str {
        match self {
            Self::Lines => "a paragraph is a line that says something",
            Self::BlankLines => "the lines are broken to a width; a paragraph ends at a blank line",
            Self::Article => "the article of the page, without what stands around it",
            Self::Blocks => "no article was found in the page: all its blocks",
            Self::Markdown => "the paragraphs, headings and list items of the text",
        }
    }
}

/// A paragraph, on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    /// Why it may be no evidence.
    pub furniture: Option<Guess>,
    /// Of a document with pages, from 1.
    pub page: Option<u32>,
}

/// What was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    pub title: Option<String>,
    /// Who wrote it, as it says.
    pub byline: Option<String>,
    /// When it was published, in its own words.
    pub published: Option<String>,
    /// Its web address, as it says; `http` or `https`.
    pub address: Option<String>,
    pub paragraphs: Vec<Piece>,
    pub encoding: Encoding,
    pub rule: Rule,
    pub warnings: Vec<Diagnostic>,
}

/// The same before anything was guessed.
#[derive(Clone, Debug, Default)]
struct Draft {
    meta: Meta,
    pieces: Vec<Piece>,
    warnings: Vec<Diagnostic>,
}

/// What a document says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Meta {
    title: Option<String>,
    byline: Option<String>,
    published: Option<String>,
    address: Option<String>,
}

/// Reads a document.
///
/// # Errors
/// If it is no text (`not-text`), too long (`document-too-long`), too deeply nested or of too many parts
/// (`document-too-nested`), or says nothing (`no-paragraphs`).
pub fn read(bytes: &[u8], hint: Hint<'_>) -> Result<Document, Refused> {
    read_watched(bytes, hint, &|_| true)
}

/// The same for somebody who watches: `go_on` is told how far it is, from 0 to 1, and may call it off
/// (`cancelled`).
///
/// # Errors
/// As [`read`].
pub fn read_watched(
    bytes: &[u8],
    hint: Hint<'_>,
    go_on: &dyn Fn(f32) -> bool,
) -> Result<Document, Refused> {
    read_by(bytes, hint.format(bytes), None, go_on)
}

/// By this rule; `None`: by the one that fits.
pub(super) fn read_by(
    bytes: &[u8],
    format: Format,
    rule: Option<Rule>,
    go_on: &dyn Fn(f32) -> bool,
) -> Result<Document, Refused> {
    if bytes.len() > MAX_DOCUMENT_LEN {
        let message = format!("the document is longer than {} MB", MAX_DOCUMENT_LEN >> 20);
        return Err(refused(
            "document-too-long",
            message,
            "take the part of it that is needed",
        ));
    }
    let decoded = decoded(bytes, format == Format::Html)?;
    if !go_on(0.1) {
        return Err(cancelled());
    }
    let (draft, rule) = match format {
        Format::Text => plain::read(&decoded.text, rule),
        Format::Markdown => (markdown::read(&decoded.text)?, Rule::Markdown),
        Format::Html => web::read(&decoded.text, rule, go_on)?,
    };
    if !go_on(0.9) {
        return Err(cancelled());
    }
    let mut document = Document {
        title: draft.meta.title,
        byline: draft.meta.byline,
        published: draft.meta.published,
        address: draft.meta.address.filter(|address| is_web(address)),
        paragraphs: draft.pieces,
        encoding: decoded.encoding,
        rule,
        warnings: [decoded.warnings, draft.warnings].concat(),
    };
    if document.paragraphs.is_empty() {
        let message = "no paragraph was found in the document";
        let hint = "open it in its own program, copy its text and paste it here";
        return Err(refused("no-paragraphs", message, hint));
    }
    furniture::guess(&mut document);
    Ok(document)
}

fn is_web(address: &str) -> bool {
    let url = url::Url::parse(address);
    url.is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

impl Piece {
    /// `None` if it says nothing. Line breaks, tabs and control characters become spaces: a paragraph is
    /// one line.
    fn new(text: &str) -> Option<Self> {
        let text = one_line(text);
        (!text.is_empty()).then_some(Self {
            text,
            furniture: None,
            page: None,
        })
    }
}

/// Words with a space between each two, and nothing at the ends.
fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let is_space = |c: char| c.is_whitespace() || c.is_control();
    for word in text.split(is_space).filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

#[cfg(test)]
mod tests;
