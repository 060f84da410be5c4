//! A second reader for the records of schema 1, some ten times as fast as the `ron` crate because it
//! knows only how projects are usually spelt. It gives what `ron` gives, or nothing: then `ron` is
//! asked, so that what is accepted and what is said of mistakes is for `ron` alone to decide.
//!
//! Not read here: other spellings of names and numbers, raw strings, rare escapes, `Some(…)`, block
//! comments, commas behind the one value of a variant.

mod fields;
mod pull;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use fields::{record, words};
pub(super) use pull::Pull;

use super::schema::v1::{
    Adopted, Basis, Certainty, Claim, Colour, Derivation, Dismissed, Distance, Entity, EntityKind,
    Event, Icon, Kind, Link, Near, Paragraph, ParagraphRole, Part, Precision, Prose, Reading,
    Relation, Same, Source, SourceKind, Spelling, Status, Value, When,
};
use super::schema::with_fixed_words;

/// What can be read so.
pub(super) trait Quick<'a>: Sized {
    /// Reads one, and stands behind it; nothing where anything is unusual.
    fn pull(pull: &mut Pull<'a>) -> Option<Self>;
}

/// The record that is all of `text`, if it is spelt as usual.
pub(super) fn whole<'a, W: Quick<'a>>(text: &'a str) -> Option<W> {
    let mut pull = Pull::new(text, 0);
    let record = W::pull(&mut pull)?;
    (pull.at() == text.len()).then_some(record)
}

record! { Kind<'a>, required: { id, label, icon, colour }, default: {}, optional: {} }
record! { When<'a>, required: {}, default: {}, optional: { date, reading, words, basis } }
record! {
    Source<'a>,
    required: { id, title },
    default: { authors, original, derives_from, paragraphs },
    optional: { kind, publisher, published, address, note }
}
record! { Link<'a>, required: { to, how }, default: {}, optional: { paragraphs, of, note } }
record! {
    Paragraph<'a>,
    required: { n, digest },
    default: { read },
    optional: { locator, gist, role }
}
record! {
    Entity<'a>,
    required: { id, kind, name },
    default: { spellings, same_as },
    optional: { note }
}
record! { Spelling<'a>, required: { text }, default: { at }, optional: {} }
record! { Same<'a>, required: { entity, certainty }, default: {}, optional: { note } }
record! {
    Event<'a>,
    required: { id, kind, title },
    default: { summary, participants, before, after, near, claims, adopted, tags },
    optional: { when, place, note }
}
record! { Part<'a>, required: { who, role }, default: {}, optional: {} }
record! { Near<'a>, required: { event, days }, default: {}, optional: {} }
record! {
    Claim<'a>,
    required: { speaker, status, says },
    default: { cites, values },
    optional: { grade, note }
}
record! { Adopted<'a>, required: { value, note }, default: {}, optional: {} }
record! {
    Relation<'a>,
    required: { from, to, kind },
    default: { cites },
    optional: { when, note }
}
record! { Dismissed<'a>, required: { lead, at, note }, default: {}, optional: { about } }

with_fixed_words!(words);

impl<'a> Quick<'a> for Cow<'a, str> {
    fn pull(pull: &mut Pull<'a>) -> Option<Self> {
        pull.text()
    }
}

impl<'a> Quick<'a> for u32 {
    fn pull(pull: &mut Pull<'a>) -> Option<Self> {
        pull.count()
    }
}

impl<'a> Quick<'a> for f64 {
    fn pull(pull: &mut Pull<'a>) -> Option<Self> {
        pull.decimal()
    }
}

impl<'a> Quick<'a> for bool {
    fn pull(pull: &mut Pull<'a>) -> Option<Self> {
        match pull.word()? {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        }
    }
}

impl<'a, W: Quick<'a>> Quick<'a> for Vec<W> {
    fn pull(pull: &mut Pull<'a>) -> Option<Self> {
        pull.list(b'[')?;
        let mut items = Self::new();
        while pull.item(b']')? {
            items.push(W::pull(pull)?);
        }
        Some(items)
    }
}

impl<'a> Quick<'a> for Prose<'a> {
    fn pull(pull: &mut Pull<'a>) -> Option<Self> {
        if pull.is_next(b'"') {
            return Some(Self(vec![pull.text()?]));
        }
        Some(Self(Vec::pull(pull)?))
    }
}

impl<'a> Quick<'a> for Basis<'a> {
    fn pull(pull: &mut Pull<'a>) -> Option<Self> {
        match pull.word()? {
            "Stated" => Some(Self::Stated),
            "Published" => Some(Self::Published(pull.within(Pull::text)?)),
            "Judged" => Some(Self::Judged(pull.within(Pull::text)?)),
            "Event" => pull.within(|pull| {
                let event = pull.text()?;
                pull.blank()?;
                pull.open(b',')?;
                pull.blank()?;
                Some(Self::Event(event, Distance::pull(pull)?))
            }),
            _ => None,
        }
    }
}

impl<'a> Quick<'a> for Distance {
    fn pull(pull: &mut Pull<'a>) -> Option<Self> {
        match pull.word()? {
            "Before" => Some(Self::Before),
            "After" => Some(Self::After),
            "WithinDays" => Some(Self::WithinDays(pull.within(Pull::count)?)),
            _ => None,
        }
    }
}

impl<'a> Quick<'a> for Value<'a> {
    fn pull(pull: &mut Pull<'a>) -> Option<Self> {
        match pull.word()? {
            "Number" => number(pull),
            "Dated" => {
                let When {
                    date,
                    reading,
                    words,
                    basis,
                } = When::fields(pull)?;
                Some(Self::Dated {
                    date,
                    reading,
                    words,
                    basis,
                })
            }
            "Place" => Some(Self::Place(pull.within(Pull::text)?)),
            "Role" => role(pull),
            _ => None,
        }
    }
}

fn number<'a>(pull: &mut Pull<'a>) -> Option<Value<'a>> {
    let (mut value, mut of, mut unit, mut precision) = (None, None, None, None);
    pull.list(b'(')?;
    while pull.item(b')')? {
        match pull.name()? {
            "value" => fields::put(&mut value, pull)?,
            "of" => fields::put(&mut of, pull)?,
            "unit" => fields::put(&mut unit, pull)?,
            "precision" => fields::put(&mut precision, pull)?,
            _ => return None,
        }
    }
    Some(Value::Number {
        value: value?,
        of: of?,
        unit,
        precision,
    })
}

fn role<'a>(pull: &mut Pull<'a>) -> Option<Value<'a>> {
    let (mut who, mut role, mut sole) = (None, None, None);
    pull.list(b'(')?;
    while pull.item(b')')? {
        match pull.name()? {
            "who" => fields::put(&mut who, pull)?,
            "role" => fields::put(&mut role, pull)?,
            "sole" => fields::put(&mut sole, pull)?,
            _ => return None,
        }
    }
    Some(Value::Role {
        who: who?,
        role: role?,
        sole: sole.unwrap_or_default(),
    })
}
