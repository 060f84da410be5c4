//! How a project is spelt in its file: fields in the order of the reference, nothing that says what is
//! meant without it. Two writings of one value are the same bytes on every system. The fixed words of
//! the file are the names of the model's variants (`convert/names.rs`). Here the small values, which
//! stand on one line; whole records are in `write/records.rs`.

mod fields;
mod order;
mod records;

use std::fmt::{self, Write as _};

use crate::diag::is_hidden;
use crate::model::{
    Adopted, Basis, Citation, DerivesFrom, Dismissed, Precision, Quantity, Reading, Role, Value,
    When,
};

pub(super) use fields::Fields;
pub use fields::Layout;
pub(super) use order::place_for;
pub(super) use records::{Written, entity, event, kind, relation, source};

/// Within a record.
const IN_LINE: Layout = Layout::OneLine;

pub(super) fn dismissed(dismissed: &Dismissed) -> String {
    let mut spelt = String::new();
    let mut fields = Fields::new(&mut spelt, "Dismissed", IN_LINE);
    fields.text("lead", dismissed.lead.name());
    fields.text("at", &dismissed.at);
    fields.optional("about", dismissed.about.as_deref());
    fields.text("note", &dismissed.note);
    fields.end();
    spelt
}

pub(super) fn adopted(adopted: &Adopted) -> String {
    let mut spelt = String::new();
    let mut fields = Fields::new(&mut spelt, "Adopted", IN_LINE);
    value(fields.put("value"), &adopted.value);
    fields.text("note", &adopted.note);
    fields.end();
    spelt
}

pub(super) fn link(link: &DerivesFrom) -> String {
    let mut spelt = String::new();
    let mut fields = Fields::new(&mut spelt, "Link", IN_LINE);
    fields.text("to", link.source.as_str());
    fields.word("how", link.how);
    if !link.paragraphs.is_empty() {
        fields.text("paragraphs", &ranges(&link.paragraphs));
    }
    if !link.of.is_empty() {
        fields.text("of", &ranges(&link.of));
    }
    fields.optional("note", link.note.as_deref());
    fields.end();
    spelt
}

fn value(out: &mut String, value: &Value) {
    match value {
        Value::Number(quantity) => number(out, quantity),
        Value::When(when) => self::when(out, "Dated", when),
        Value::Place(place) => call(out, "Place", place.as_str()),
        Value::Role(role) => self::role(out, role),
    }
}

fn number(out: &mut String, quantity: &Quantity) {
    let mut fields = Fields::new(out, "Number", IN_LINE);
    // The shortest decimals that mean this number, without an exponent: people read them.
    shown(fields.put("value"), quantity.value);
    fields.text("of", &quantity.of);
    fields.optional("unit", quantity.unit.as_deref());
    if quantity.precision != Precision::Exactly {
        fields.word("precision", quantity.precision);
    }
    fields.end();
}

fn role(out: &mut String, role: &Role) {
    let mut fields = Fields::new(out, "Role", IN_LINE);
    fields.text("who", role.who.as_str());
    fields.text("role", &role.role);
    fields.flag("sole", role.is_sole);
    fields.end();
}

/// A date under the name that it has where it stands.
fn when(out: &mut String, name: &str, when: &When) {
    let mut fields = Fields::new(out, name, IN_LINE);
    fields.optional("date", when.edtf.as_deref());
    if when.reading != own_reading(when) {
        fields.word("reading", when.reading);
    }
    fields.optional("words", when.words.as_deref());
    // What is stated says so by saying nothing.
    if when.basis != Basis::Stated {
        basis(fields.put("basis"), &when.basis);
    }
    fields.end();
}

/// How its date is meant if nothing else is said: a `from/to` throughout, all else within.
fn own_reading(when: &When) -> Reading {
    let date = when.edtf.as_deref().unwrap_or_default();
    if date.contains('/') && !date.starts_with('[') {
        Reading::Throughout
    } else {
        Reading::Within
    }
}

fn basis(out: &mut String, basis: &Basis) {
    match basis {
        Basis::Stated => out.push_str("Stated"),
        Basis::Published(source) => call(out, "Published", source.as_str()),
        Basis::Judged(why) => call(out, "Judged", why),
        Basis::Event(event, distance) => {
            out.push_str("Event(");
            text(out, event.as_str());
            out.push_str(", ");
            shown(out, format_args!("{distance:?})"));
        }
    }
}

/// `Name("said")`.
fn call(out: &mut String, name: &str, said: &str) {
    out.push_str(name);
    out.push('(');
    text(out, said);
    out.push(')');
}

/// `"rt-2016#6@41c0f2aa"`.
fn citation(out: &mut String, citation: &Citation) {
    shown(out, format_args!("\"{citation}"));
    if let Some(digest) = &citation.digest {
        shown(out, format_args!("@{}", digest.as_str()));
    }
    out.push('"');
}

/// `3-9,12`.
fn ranges(ranges: &[(u32, u32)]) -> String {
    let parts = ranges.iter().map(|(first, last)| {
        if first == last {
            first.to_string()
        } else {
            format!("{first}-{last}")
        }
    });
    parts.collect::<Vec<_>>().join(",")
}

/// A string between quotation marks. Letters and combining marks stand for themselves; what could move
/// or hide the text around it is spelt by its number.
pub(super) fn text(out: &mut String, said: &str) {
    out.push('"');
    for c in said.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if is_hidden(c) => shown(out, format_args!("\\u{{{:x}}}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
}

fn shown(out: &mut String, value: impl fmt::Display) {
    // Writing to a string does not fail.
    write!(out, "{value}").unwrap_or_default();
}
