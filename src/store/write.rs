//! How values are spelt in a project file: on one line, fields in the order of the reference, nothing
//! that says what is meant without it. Two writings of one value are the same bytes on every system.
//! The fixed words of the file are the names of the model's variants (`convert/names.rs`).

use std::fmt::Write as _;

use crate::diag::is_hidden;
use crate::model::{
    Adopted, Basis, DerivesFrom, Dismissed, Distance, Precision, Quantity, Reading, Role, Value,
    When,
};

pub(super) fn dismissed(dismissed: &Dismissed) -> String {
    let mut fields = Fields::new("Dismissed");
    fields.text("lead", dismissed.lead.name());
    fields.text("at", &dismissed.at);
    fields.optional("about", dismissed.about.as_deref());
    fields.text("note", &dismissed.note);
    fields.end()
}

pub(super) fn adopted(adopted: &Adopted) -> String {
    let mut fields = Fields::new("Adopted");
    fields.put("value", &value(&adopted.value));
    fields.text("note", &adopted.note);
    fields.end()
}

pub(super) fn link(link: &DerivesFrom) -> String {
    let mut fields = Fields::new("Link");
    fields.text("to", link.source.as_str());
    fields.put("how", &format!("{:?}", link.how));
    if !link.paragraphs.is_empty() {
        fields.text("paragraphs", &ranges(&link.paragraphs));
    }
    if !link.of.is_empty() {
        fields.text("of", &ranges(&link.of));
    }
    fields.optional("note", link.note.as_deref());
    fields.end()
}

fn value(value: &Value) -> String {
    match value {
        Value::Number(quantity) => number(quantity),
        Value::When(when) => dated(when),
        Value::Place(place) => format!("Place({})", text(place.as_str())),
        Value::Role(role) => self::role(role),
    }
}

fn number(quantity: &Quantity) -> String {
    let mut fields = Fields::new("Number");
    // The shortest decimals that mean this number, without an exponent: people read them.
    fields.put("value", &quantity.value.to_string());
    fields.text("of", &quantity.of);
    fields.optional("unit", quantity.unit.as_deref());
    if quantity.precision != Precision::Exactly {
        fields.put("precision", &format!("{:?}", quantity.precision));
    }
    fields.end()
}

fn role(role: &Role) -> String {
    let mut fields = Fields::new("Role");
    fields.text("who", role.who.as_str());
    fields.text("role", &role.role);
    if role.is_sole {
        fields.put("sole", "true");
    }
    fields.end()
}

fn dated(when: &When) -> String {
    let mut fields = Fields::new("Dated");
    fields.optional("date", when.edtf.as_deref());
    if when.reading != own_reading(when) {
        fields.put("reading", &format!("{:?}", when.reading));
    }
    fields.optional("words", when.words.as_deref());
    if let Some(basis) = basis(&when.basis) {
        fields.put("basis", &basis);
    }
    fields.end()
}

/// How its date is meant if nothing else is said.
fn own_reading(when: &When) -> Reading {
    let date = when.edtf.as_deref();
    let read = date.and_then(|date| When::from_edtf(date).ok());
    read.map_or(Reading::Within, |read| read.reading)
}

/// Nothing for what is stated, as in the file.
fn basis(basis: &Basis) -> Option<String> {
    Some(match basis {
        Basis::Stated => return None,
        Basis::Published(source) => format!("Published({})", text(source.as_str())),
        Basis::Event(event, distance) => {
            let distance = match distance {
                Distance::Before => "Before".to_owned(),
                Distance::After => "After".to_owned(),
                Distance::WithinDays(days) => format!("WithinDays({days})"),
            };
            format!("Event({}, {distance})", text(event.as_str()))
        }
        Basis::Judged(why) => format!("Judged({})", text(why)),
    })
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
pub(super) fn text(said: &str) -> String {
    let mut spelt = String::with_capacity(said.len() + 2);
    spelt.push('"');
    for c in said.chars() {
        match c {
            '"' => spelt.push_str("\\\""),
            '\\' => spelt.push_str("\\\\"),
            '\n' => spelt.push_str("\\n"),
            '\t' => spelt.push_str("\\t"),
            c if is_hidden(c) => {
                // Writing to a string does not fail.
                write!(spelt, "\\u{{{:x}}}", u32::from(c)).unwrap_or_default();
            }
            c => spelt.push(c),
        }
    }
    spelt.push('"');
    spelt
}

/// `Name(a: 1, b: 2)`.
struct Fields {
    text: String,
    is_first: bool,
}

impl Fields {
    fn new(name: &str) -> Self {
        Self {
            text: format!("{name}("),
            is_first: true,
        }
    }

    fn put(&mut self, name: &str, value: &str) {
        if !std::mem::take(&mut self.is_first) {
            self.text.push_str(", ");
        }
        self.text.push_str(name);
        self.text.push_str(": ");
        self.text.push_str(value);
    }

    fn text(&mut self, name: &str, said: &str) {
        self.put(name, &text(said));
    }

    fn optional(&mut self, name: &str, said: Option<&str>) {
        if let Some(said) = said {
            self.text(name, said);
        }
    }

    fn end(mut self) -> String {
        self.text.push(')');
        self.text
    }
}
