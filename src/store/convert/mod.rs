//! From what a record spells to what it means. Every problem of a record is reported, and the record
//! is kept wherever it still makes sense: an event with an impossible date is an undated event and an
//! error, not a missing event. Knows single records, never the whole project.

mod entities;
mod events;
mod known;
mod names;
mod sources;

use std::borrow::Cow;

use known::Id;

use super::schema::v1;
use crate::diag::Diagnostic;
use crate::model::{
    Basis, Citation, DigestPrefix, Distance, EntityId, IdError, Item, Reading, SourceId, Speaker,
    When,
};

pub(super) use entities::{dismissed, entity, kind, relation};
pub(super) use events::event;
pub(super) use known::{Known, Names};
pub(super) use sources::source;

/// What was found while converting one record.
#[derive(Debug)]
pub(super) struct Findings<'a> {
    names: &'a Names<'a>,
    /// The record, or the part of it, that is being converted.
    pub item: Option<Item>,
    pub diagnostics: Vec<Diagnostic>,
    /// What had to be left out although others may refer to it: `source#paragraph`.
    pub lost: Vec<String>,
}

impl<'a> Findings<'a> {
    pub(super) fn new(names: &'a Names<'a>) -> Self {
        Self {
            names,
            item: None,
            diagnostics: Vec::new(),
            lost: Vec::new(),
        }
    }

    /// Reports a problem of the present item, at this text in it.
    fn report(&mut self, diagnostic: Diagnostic, literal: &str) {
        let mut diagnostic = diagnostic.at(literal);
        diagnostic.place.item.clone_from(&self.item);
        self.diagnostics.push(diagnostic);
    }

    /// `value`, or nothing and a report.
    fn check<T>(&mut self, value: Result<T, Box<Diagnostic>>, literal: &str) -> Option<T> {
        match value {
            Ok(value) => Some(value),
            Err(diagnostic) => {
                self.report(*diagnostic, literal);
                None
            }
        }
    }

    fn id<T: Id>(&mut self, text: &str) -> Option<T> {
        let id = T::of(text, self.names);
        self.check(id.map_err(|error| bad_id(text, &error)), text)
    }

    fn ids<T: Id>(&mut self, texts: &[Cow<'_, str>]) -> Vec<T> {
        kept(texts, |text| self.id(text))
    }

    fn optional<T: Id>(&mut self, text: Option<Cow<'_, str>>) -> Option<T> {
        text.and_then(|text| self.id(&text))
    }

    /// Who speaks: an entity, or a source that no entity shares its id with. They are written the same.
    fn speaker(&mut self, text: &str) -> Option<Speaker> {
        match self.names.source(text) {
            Some(id) => Some(Speaker::Source(id.clone())),
            None => self.id(text).map(Speaker::Entity),
        }
    }

    fn citations(&mut self, texts: &[Cow<'_, str>]) -> Vec<Citation> {
        let names = self.names;
        kept(texts, |text| self.check(citation(text, names), text))
    }

    fn when(&mut self, wire: v1::When<'_>) -> When {
        let words = wire.words.map(Cow::into_owned);
        let parsed = wire.date.and_then(|date| match When::from_edtf(&date) {
            Ok(when) => Some(when),
            Err(error) => {
                let bad = Diagnostic::error("bad-date", error.message).hint(error.hint);
                self.report(bad, &date);
                None
            }
        });
        let mut when = parsed.unwrap_or_else(|| When::unresolved(None));
        when.words = words;
        if let Some(reading) = wire.reading {
            when.reading = Reading::from(reading);
        }
        when.basis = wire
            .basis
            .and_then(|basis| self.basis(basis))
            .unwrap_or(Basis::Stated);
        when
    }

    fn basis(&mut self, wire: v1::Basis<'_>) -> Option<Basis> {
        Some(match wire {
            v1::Basis::Stated => Basis::Stated,
            v1::Basis::Published(source) => Basis::Published(self.id(&source)?),
            v1::Basis::Event(event, distance) => {
                Basis::Event(self.id(&event)?, Distance::from(distance))
            }
            v1::Basis::Judged(why) => Basis::Judged(why.into_owned()),
        })
    }
}

/// What could be made of these, in a list that is no longer than it must be.
fn kept<W, T>(
    wires: impl IntoIterator<Item = W, IntoIter: ExactSizeIterator>,
    make: impl FnMut(W) -> Option<T>,
) -> Vec<T> {
    let wires = wires.into_iter();
    let mut kept = Vec::with_capacity(wires.len());
    kept.extend(wires.filter_map(make));
    kept
}

fn own(text: Option<Cow<'_, str>>) -> Option<String> {
    text.map(Cow::into_owned)
}

fn bad_id(text: &str, error: &IdError) -> Box<Diagnostic> {
    let shown = crate::diag::printable(text);
    let suggestion = slug(text);
    let hint = if EntityId::new(&suggestion).is_ok() {
        format!("an id is made of a–z, 0–9 and single hyphens: `{suggestion}`")
    } else {
        "an id is made of a–z, 0–9 and single hyphens, at most 80 of them: `can-dundar`".to_owned()
    };
    Diagnostic::error("bad-id", format!("`{shown}` is not an id: {error}"))
        .hint(hint)
        .into()
}

/// The slug that somebody who wrote `text` may have meant.
fn slug(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    let letters = text
        .nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c));
    let words: String = letters
        .map(|c| match c {
            'ı' => 'i',
            c if c.is_ascii_alphanumeric() => c.to_ascii_lowercase(),
            _ => ' ',
        })
        .take(80)
        .collect();
    words.split_whitespace().collect::<Vec<_>>().join("-")
}

/// `source#paragraph`, optionally with `@` and the first digits of the paragraph's digest.
fn citation(text: &str, names: &Names<'_>) -> Result<Citation, Box<Diagnostic>> {
    let bad = |why: &str| -> Box<Diagnostic> {
        let shown = crate::diag::printable(text);
        Diagnostic::error(
            "bad-citation",
            format!("`{shown}` is not a citation: {why}"),
        )
        .hint("write the source's id, `#` and the number of the paragraph: `rt-2016#6`")
        .into()
    };
    let (source, place) = text
        .split_once('#')
        .ok_or_else(|| bad("it names no paragraph"))?;
    let (number, digest) = match place.split_once('@') {
        Some((number, digest)) => (number, Some(digest)),
        None => (place, None),
    };
    let source = SourceId::of(source, names)
        .map_err(|error| bad(&format!("`{}`: {error}", crate::diag::printable(source))))?;
    let paragraph =
        paragraph_number(number).ok_or_else(|| bad("after `#` comes a number, from 1"))?;
    let digest = match digest {
        Some(digest) => Some(DigestPrefix::parse(digest).ok_or_else(|| {
            bad("after `@` come 8 to 64 digits of the paragraph's digest, 0–9 and a–f")
        })?),
        None => None,
    };
    Ok(Citation {
        source,
        paragraph,
        digest,
    })
}

/// A number from 1, in plain digits.
fn paragraph_number(text: &str) -> Option<u32> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    is_plain.then(|| text.parse().ok()).flatten()
}

/// Every list's own id type, for the record's own id.
fn own_id<T: Id + Clone>(found: &mut Findings<'_>, text: &str, item: fn(T) -> Item) -> Option<T> {
    let Some(id) = found.id::<T>(text) else {
        // Others may refer to it by what it should have been.
        found.lost.push(slug(text));
        return None;
    };
    found.item = Some(item(id.clone()));
    Some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_citation_is_a_source_a_paragraph_and_maybe_a_digest() {
        let known = Known::default();
        let names = Names::new(&known);
        for good in ["rt-2016#6", "a#4294967295", "rt-2016#6@41c0f2aa"] {
            assert!(citation(good, &names).is_ok(), "{good}");
        }
        let bad = [
            "rt-2016",
            "rt-2016#",
            "rt-2016#0",
            "rt-2016#06",
            "rt-2016#+6",
            "rt-2016#6#7",
            "#6",
            "RT#6",
            "rt-2016#4294967296",
            "rt-2016#6@41c0f2",
            "rt-2016#6@",
            "rt 2016#6",
        ];
        for bad in bad {
            assert!(citation(bad, &names).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_bad_id_is_answered_with_the_slug_that_was_meant() {
        for (text, expected) in [
            ("Can Dündar", "can-dundar"),
            ("İlhami Balı", "ilhami-bali"),
            ("2015_11  arrest", "2015-11-arrest"),
            ("–", ""),
        ] {
            assert_eq!(slug(text), expected);
        }
    }
}
