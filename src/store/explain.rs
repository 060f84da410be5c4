//! What went wrong while reading, in words for the person who wrote the file: from the faults of the
//! cut and the errors of the `ron` crate to diagnostics with a remedy.

use ron::error::Error;

use super::records::{Fault, FaultKind, List};
use super::scan::Unclosed;
use crate::diag::{Diagnostic, printable};

const SEE_FORMAT: &str = "docs/project-file.md describes every field";

/// `place_of` names the line and the column of a byte.
pub(super) fn fault(fault: &Fault, place_of: impl Fn(usize) -> (usize, usize)) -> Diagnostic {
    let syntax = |message: String, hint: &str| Diagnostic::error("syntax", message).hint(hint);
    match fault.kind {
        FaultKind::Unclosed(what) => unclosed(what),
        FaultKind::UnclosedBracket(open) => {
            let (open, close) = (char::from(open), closing(open));
            Diagnostic::error("unclosed-bracket", format!("`{open}` is never closed"))
                .hint(format!("add `{close}` where what it opens ends"))
        }
        FaultKind::Mismatch {
            open,
            close,
            close_at,
        } => {
            let (open, wanted, close) = (char::from(open), closing(open), char::from(close));
            let (line, _) = place_of(close_at);
            let message = format!("`{open}` is never closed: line {line} has `{close}` instead");
            Diagnostic::error("unclosed-bracket", message).hint(format!(
                "add `{wanted}` before it, or take out what does not belong"
            ))
        }
        FaultKind::UnexpectedClose(close) => syntax(
            format!("`{}` closes nothing", char::from(close)),
            "take it out, or add the bracket that it should close",
        ),
        FaultKind::TooDeep => too_deep(),
        FaultKind::MissingComma(list) => syntax(
            format!("a comma is missing before this {}", list.record()),
            "put a comma after the record above",
        ),
        FaultKind::MissingFieldComma => syntax(
            "a comma is missing before this field".to_owned(),
            "put a comma after the field above",
        ),
        FaultKind::ExtraComma => syntax(
            "this comma separates nothing".to_owned(),
            "take it out: one comma follows each item",
        ),
        FaultKind::ExpectedField => syntax(
            "the name of a field is expected here".to_owned(),
            "a project has the fields schema, title, about, kinds, sources, entities, events, relations, dismissed",
        ),
        FaultKind::ExpectedColon => syntax(
            "a colon is missing after the field's name".to_owned(),
            "write `name: value`",
        ),
        FaultKind::ExpectedList(list) => syntax(
            format!("`{}` is not a list", list.field()),
            "put its records between `[` and `]`, with a comma after each",
        ),
        FaultKind::EmptyField => syntax(
            "this field has no value".to_owned(),
            "write one behind the colon, or leave the field out",
        ),
        FaultKind::AfterEnd => syntax(
            "something follows the end of the project".to_owned(),
            "everything belongs between `Project(` and its `)`",
        ),
        FaultKind::NotAProject => {
            Diagnostic::error("not-a-project", "this is not an Annals project").hint(
                "a project starts with `Project(`; `annals sample NEW.ron` writes one to look at",
            )
        }
        FaultKind::CommentedOut => {
            let (line, column) = place_of(fault.at);
            let message = format!("everything after column {column} of line {line} is a comment");
            Diagnostic::error("commented-out", message).hint(
                "`//` makes a comment of all the rest of its line: put the line breaks back (LF)",
            )
        }
        FaultKind::Attribute => syntax(
            "this attribute cannot be read".to_owned(),
            "write `#![enable(implicit_some)]`, or leave it out",
        ),
    }
}

fn unclosed(what: Unclosed) -> Diagnostic {
    let (message, hint) = match what {
        Unclosed::Text => (
            "the text that starts here has no closing quotation mark",
            "add `\"` at its end; a `\"` inside a text is written `\\\"`",
        ),
        Unclosed::RawText => (
            "the raw text that starts here is not closed",
            "end it with `\"` and as many `#` as it starts with",
        ),
        Unclosed::Comment => (
            "the comment that starts here is not closed",
            "end it with `*/`; comments within comments need their own",
        ),
    };
    Diagnostic::error("unclosed-text", message).hint(hint)
}

/// A string that reaches over a line's end, in a record that cannot be read.
pub(super) fn unclosed_text() -> Diagnostic {
    unclosed(Unclosed::Text)
}

fn too_deep() -> Diagnostic {
    Diagnostic::error("too-deep", "this record nests too many brackets")
        .hint("no record needs more than eight levels: look for brackets that are never closed")
}

fn closing(open: u8) -> char {
    match open {
        b'(' => ')',
        b'[' => ']',
        _ => '}',
    }
}

/// An error of the `ron` crate in a record of `list`, or in a field of the project.
pub(super) fn ron(error: &Error, list: Option<List>) -> Diagnostic {
    match error {
        Error::NoSuchStructField {
            expected,
            found,
            outer,
        } => unknown_field(expected, found, outer.as_deref()),
        Error::NoSuchEnumVariant {
            expected, found, ..
        } => unknown_word(expected, found),
        Error::MissingStructField { field, outer } => {
            let owner = outer.as_deref().map_or_else(
                || "this record".to_owned(),
                |outer| format!("this {}", outer.to_lowercase()),
            );
            Diagnostic::error("missing-field", format!("{owner} has no `{field}`"))
                .hint(format!("add `{field}: …`; {SEE_FORMAT}"))
        }
        Error::DuplicateStructField { field, .. } => {
            Diagnostic::error("duplicate-field", format!("`{field}` is given twice"))
                .hint("keep one of the two")
        }
        Error::ExpectedDifferentStructName { expected, found } => {
            wrong_record(expected, found, list)
        }
        Error::InvalidValueForType { expected, found } => {
            let message = format!("{} is not {}", printable(found), printable(expected));
            Diagnostic::error("wrong-type", message).hint(SEE_FORMAT)
        }
        Error::ExceededRecursionLimit => too_deep(),
        Error::Message(message) => Diagnostic::error("syntax", lower_first(message)),
        other => syntax(other),
    }
}

/// Whether a missing quotation mark before it may be the reason of an error.
pub(super) fn is_syntax(error: &Error) -> bool {
    let named = matches!(
        error,
        Error::MissingStructField { .. }
            | Error::DuplicateStructField { .. }
            | Error::ExpectedDifferentStructName { .. }
            | Error::ExceededRecursionLimit
    );
    !named
}

fn unknown_field(expected: &[&str], found: &str, outer: Option<&str>) -> Diagnostic {
    let found = printable(found);
    let owner = outer.map_or_else(String::new, |outer| format!(" of {outer}"));
    Diagnostic::error("unknown-field", format!("`{found}` is not a field{owner}")).hint(choices(
        "its fields are",
        expected,
        &found,
    ))
}

fn unknown_word(expected: &[&str], found: &str) -> Diagnostic {
    let found = printable(found);
    let message = format!("`{found}` is none of the words that can stand here");
    Diagnostic::error("unknown-word", message).hint(choices("choose one of", expected, &found))
}

fn choices(lead: &str, expected: &[&str], found: &str) -> String {
    let all = expected.join(", ");
    match crate::near::nearest(found, expected.iter().copied()) {
        Some(near) => format!("did you mean `{near}`? {lead} {all}"),
        None => format!("{lead} {all}"),
    }
}

fn wrong_record(expected: &str, found: &str, list: Option<List>) -> Diagnostic {
    let found = printable(found);
    let message = format!("{expected} is expected here, not {found}");
    let home = List::ALL.into_iter().find(|list| list.record() == found);
    let hint = match (list, home) {
        (Some(list), Some(home)) if list != home => {
            format!("move the record to the list `{}`", home.field())
        }
        _ => format!("write `{expected}(…)`"),
    };
    Diagnostic::error("wrong-record", message).hint(hint)
}

fn syntax(error: &Error) -> Diagnostic {
    let (message, hint) = match error {
        Error::ExpectedComma | Error::ExpectedStructLikeEnd | Error::ExpectedArrayEnd => (
            "a comma or a closing bracket is missing here",
            "put a comma after each field and each item",
        ),
        Error::ExpectedMapColon => (
            "a colon is missing after the field's name",
            "write `name: value`",
        ),
        Error::ExpectedString | Error::ExpectedStringEnd => (
            "a text between quotation marks is expected here",
            "write it as \"…\"",
        ),
        Error::ExpectedArray => (
            "a list is expected here",
            "put the items between `[` and `]`, even a single one",
        ),
        Error::ExpectedInteger
        | Error::ExpectedFloat
        | Error::IntegerOutOfBounds
        | Error::InvalidIntegerDigit { .. }
        | Error::FloatUnderscore
        | Error::UnderscoreAtBeginning => (
            "a number is expected here",
            "write digits only; a count or a paragraph is a whole number, not below zero",
        ),
        Error::ExpectedBoolean => ("`true` or `false` is expected here", "write one of the two"),
        Error::ExpectedIdentifier | Error::InvalidIdentifier(_) => (
            "a word without quotation marks is expected here",
            "names of fields and the words of a choice stand as they are",
        ),
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) => {
            ("`(` is expected here", "fields stand between `(` and `)`")
        }
        Error::InvalidEscape(_) => (
            "this backslash means nothing",
            "write a backslash in a text as `\\\\`, a quotation mark as `\\\"`",
        ),
        Error::TrailingCharacters => (
            "this does not belong here",
            "take it out, or put the missing comma before it",
        ),
        Error::Eof => ("the record ends too early", "close its brackets"),
        other => {
            let message = lower_first(&other.to_string());
            return Diagnostic::error("syntax", message).hint(SEE_FORMAT);
        }
    };
    Diagnostic::error("syntax", message).hint(hint)
}

fn lower_first(message: &str) -> String {
    let mut chars = message.chars();
    let first = chars.next().map(|c| c.to_lowercase().to_string());
    first.unwrap_or_default() + chars.as_str()
}
