//! What concerns a file as a whole: whether it is a project of a schema we know, and the fields that
//! are not lists.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use memchr::{memchr_iter, memmem};
use serde::de::DeserializeOwned;

use super::explain;
use super::lines::{Lines, byte_at};
use super::reads::{Problem, What};
use super::records::{Cut, Field, List};
use super::schema::{NEWEST, parse, v1};
use super::text::Notes;
use crate::diag::{Diagnostic, Position, printable};

/// The fields of a project that are not lists.
#[derive(Debug, Default)]
pub(super) struct Header {
    pub title: String,
    pub about: Vec<String>,
}

/// Refuses what cannot be cut: nothing at all, and two versions of one file.
pub(super) fn refuse(text: &str, notes: Notes) -> Result<(), Box<Diagnostic>> {
    if text.trim().is_empty() {
        return Err(Diagnostic::error("empty-file", "the file is empty")
            .hint("`annals sample NEW.ron` writes a project to start from")
            .into());
    }
    if !notes.has_marks {
        return Ok(());
    }
    let conflicts: Vec<usize> = memmem::find_iter(text.as_bytes(), b"<<<<<<< ")
        .filter(|at| starts_line(text, *at))
        .collect();
    let has_end = memmem::find_iter(text.as_bytes(), b">>>>>>> ").any(|at| starts_line(text, at));
    match *conflicts.as_slice() {
        [first, ..] if has_end => Err(conflict(text, first, conflicts.len()).into()),
        _ => Ok(()),
    }
}

fn starts_line(text: &str, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| text.as_bytes().get(at));
    matches!(before, None | Some(b'\n'))
}

fn conflict(text: &str, at: usize, count: usize) -> Diagnostic {
    let (line, column) = Lines::new(text).line_and_column(at);
    let message = match count {
        1 => "a merge left two versions of this part".to_owned(),
        _ => format!("a merge left two versions of {count} parts; this is the first"),
    };
    Diagnostic::error("conflict-markers", message)
        .hint("keep one version of each and take out the lines `<<<<<<<`, `=======`, `>>>>>>>`")
        .position(Position {
            line,
            column,
            record: at..at,
        })
}

/// Reads what stands before and between the lists.
pub(super) fn header(text: &str, cut: &Cut, notes: Notes) -> (Header, Vec<Problem>) {
    let mut reader = HeaderReader {
        text,
        cut,
        problems: Vec::new(),
    };
    reader.attributes();
    if notes.has_returns {
        reader.lone_returns();
    }
    reader.names();
    let schema = reader.schema();
    reader.check_schema(schema);
    let header = reader.header();
    (header, reader.problems)
}

/// The same of what was cut so far, whatever is wrong with it.
pub(super) fn shown_header(text: &str, cut: &Cut) -> Header {
    let mut reader = HeaderReader {
        text,
        cut,
        problems: Vec::new(),
    };
    reader.header()
}

fn unknown_field(name: &str, known: &[&str]) -> Diagnostic {
    let near = crate::near::nearest(name, known.iter().copied())
        .map_or_else(String::new, |near| format!("did you mean `{near}`? "));
    let message = format!("`{}` is not a field of Project", printable(name));
    Diagnostic::error("unknown-field", message)
        .hint(format!("{near}its fields are {}", known.join(", ")))
}

/// Digits that make no `u32`.
fn is_beyond_numbers(value: &str) -> bool {
    value.bytes().all(|byte| byte.is_ascii_digit()) && value.parse::<u32>().is_err()
}

struct HeaderReader<'a> {
    text: &'a str,
    cut: &'a Cut,
    problems: Vec<Problem>,
}

impl<'a> HeaderReader<'a> {
    fn report(&mut self, range: &Range<usize>, diagnostic: Diagnostic) {
        self.problems.push(Problem {
            at: range.start,
            record: range.clone(),
            what: What::Found(diagnostic),
        });
    }

    fn slice(&self, range: &Range<usize>) -> &'a str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    /// Other attributes change what a text means, for readers that heed them.
    fn attributes(&mut self) {
        for range in &self.cut.attributes {
            let name = self.slice(range);
            if name == "implicit_some" {
                continue;
            }
            let message = format!(
                "the attribute `{}` is not used in projects",
                printable(name)
            );
            let unknown = Diagnostic::error("unknown-attribute", message)
                .hint("the first line of a project is `#![enable(implicit_some)]`");
            self.report(range, unknown);
        }
    }

    /// Editors show a lone carriage return as the end of a line; to RON, a comment goes on behind it.
    fn lone_returns(&mut self) {
        let bytes = self.text.as_bytes();
        let mut lone = memchr_iter(b'\r', bytes).filter(|at| bytes.get(at + 1) != Some(&b'\n'));
        if let Some(at) = lone.next() {
            let warning = Diagnostic::warning(
                "lone-return",
                "a carriage return without line feed looks like the end of a line and is none",
            )
            .hint("save the file with LF line ends");
            self.report(&(at..at + 1), warning);
        }
    }

    /// Fields that there are not, and fields given twice.
    fn names(&mut self) {
        const HEADER: [&str; 3] = ["schema", "title", "about"];
        let known = || HEADER.into_iter().chain(List::ALL.map(List::field));
        let mut firsts: BTreeMap<&str, &Field> = BTreeMap::new();
        let text = self.text;
        let mut lines = None;
        for field in &self.cut.fields {
            let name = text.get(field.name.clone()).unwrap_or_default();
            let found = if !known().any(|known| known == name) {
                unknown_field(name, &known().collect::<Vec<_>>())
            } else if let Some(first) = firsts.get(name) {
                let lines = lines.get_or_insert_with(|| Lines::new(text));
                let line = lines.line(first.name.start);
                let message = format!("`{name}` is given twice, first in line {line}");
                Diagnostic::error("duplicate-field", message).hint("make one field of the two")
            } else {
                firsts.insert(name, field);
                continue;
            };
            self.report(&field.name, found);
        }
    }

    fn header(&mut self) -> Header {
        let title = self.required::<String>("title", "write `title: \"…\",` below `schema`");
        let about = self.value::<v1::Prose<'_>>("about").unwrap_or_default();
        Header {
            title: title.unwrap_or_default(),
            about: about.0.into_iter().map(Cow::into_owned).collect(),
        }
    }

    fn field(&self, name: &str) -> Option<&Field> {
        let mut fields = self.cut.fields.iter();
        fields.find(|field| self.slice(&field.name) == name)
    }

    fn required<W: DeserializeOwned>(&mut self, name: &str, hint: &str) -> Option<W> {
        // Where something is broken outside records, the field may be there and not be found.
        if self.field(name).is_none() && self.cut.faults.is_empty() {
            let message = format!("the project has no `{name}`");
            let missing = Diagnostic::error("missing-field", message).hint(hint);
            self.report(&(self.cut.start..self.cut.start), missing);
        }
        self.value(name)
    }

    fn value<W: DeserializeOwned>(&mut self, name: &str) -> Option<W> {
        let value = self.field(name)?.value.clone();
        let slice = self.slice(&value);
        match parse(slice) {
            Ok(parsed) => Some(parsed),
            Err(error) => {
                let start = error.span.start;
                let at = value.start + byte_at(slice, start.line, start.col);
                self.problems.push(Problem {
                    at,
                    record: value,
                    what: What::Found(explain::ron(&error.code, None)),
                });
                None
            }
        }
    }

    /// A number with too many digits for us is a newer schema as well.
    fn schema(&mut self) -> Option<u32> {
        let given = self.field("schema").map(|field| self.slice(&field.value));
        if given.is_some_and(is_beyond_numbers) {
            return Some(u32::MAX);
        }
        self.required("schema", "write `schema: 1,` as the first field")
    }

    /// Tells of a schema that this program does not know.
    fn check_schema(&mut self, schema: Option<u32>) {
        let place = self.field("schema").map(|field| field.value.clone());
        let (Some(schema), Some(place)) = (schema, place) else {
            return;
        };
        if schema == 0 {
            let zero = Diagnostic::error("unknown-schema", "there is no schema 0")
                .hint(format!("write `schema: {NEWEST}`"));
            self.report(&place, zero);
        } else if schema > NEWEST {
            let given = printable(self.slice(&place));
            let message = format!(
                "the project has schema {given}, of a newer Annals; shown is what schema {NEWEST} knows"
            );
            let newer = Diagnostic::error("newer-schema", message)
                .hint("open it with a newer Annals to see all of it; nothing was changed");
            self.report(&place, newer);
        }
    }
}
