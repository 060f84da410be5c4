//! Dating: what a source's own words mean, given when they were printed. Nothing here reads a clock:
//! "last week" is counted from the publication of the source that says it, and what it tells as past
//! is over by then.
//!
//! ```text
//! words ── tokens ── english / turkish ── Said ── meanings of a day of publication ── hull over all
//!          folding   every word counts    what     spans, capped                      its days
//! ```
//!
//! Conventions, each of which the rule of a meaning names where it was used:
//! - A week may be counted from Sunday or from Monday: both are held. "Two weeks ago" is the calendar's
//!   week; of months and years ago, half of one on either side. The other count is an alternative.
//! - "Early", "mid", "late" are thirds: of a month days 1–10, 11–20, 21–end; of a year four months each.
//!   "The first week of January" are its days 1–7, and so on in sevens.
//! - "A few" are 2 to 6, so are "recent" ones; "several" 3 to 9, "a couple" 2 to 3.
//! - "Since": it went on when it was printed, so the end is known to be no earlier, and nothing is said
//!   of later: it ends on the day of publication; without one it is open. "Until" names no beginning:
//!   that limit is unknown.
//! - "In November", told as past, ends at publication; "tomorrow" and "next week" look ahead and do not.
//!
//! What is not understood stays words; no word is skipped to make sense of the others.

mod counted;
mod cursor;
mod dates;
mod english;
mod meanings;
mod points;
mod ranges;
mod recurring;
mod spans;
mod spelling;
mod stretches;
mod syntax;
mod tokens;
mod turkish;
mod vocabulary;
mod weekly;

use std::fmt;

use self::cursor::Cursor;
use self::meanings::{Cut, Draft};
use self::syntax::Said;
use super::phrase::days_phrase;
use crate::model::{Basis, Bounds, Day, DaySpan, Limit, Reading, When};

pub use self::spelling::{edtf_of, spells_exactly};

/// What words mean when printed on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    pub meaning: Meaning,
    /// What else they can mean, the likelier first, each with its own rule.
    pub alternatives: Vec<Meaning>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meaning {
    pub bounds: Bounds,
    pub reading: Reading,
    /// The words say "about", or count what nobody counts to the day.
    pub is_approximate: bool,
    /// How the bounds came about, as a fragment of a sentence.
    pub rule: String,
}

/// Why no days were made of the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotDated {
    /// They are no date, or have words that are none of one.
    NotUnderstood,
    /// They count from the day of publication, which is not known.
    NeedsPublication,
    /// They name no day of the calendar; says which.
    Impossible(String),
}

impl fmt::Display for NotDated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotUnderstood => f.write_str("the words are not understood as a date"),
            Self::NeedsPublication => {
                f.write_str("the words count from the day of publication, and none is given")
            }
            Self::Impossible(reason) => f.write_str(reason),
        }
    }
}

impl std::error::Error for NotDated {}

impl Meaning {
    /// As a date of a project.
    pub fn when(&self) -> When {
        When {
            edtf: Some(self.edtf()),
            bounds: Some(self.bounds),
            reading: self.reading,
            words: None,
            basis: Basis::Stated,
            is_uncertain: false,
            is_approximate: self.is_approximate,
        }
    }

    /// What to store: [`edtf_of`] the bounds, with `~` where they are approximate.
    pub fn edtf(&self) -> String {
        let edtf = edtf_of(&self.bounds, self.reading);
        if !self.is_approximate {
            return edtf;
        }
        match (edtf.strip_suffix(']'), edtf.split_once('/')) {
            (Some(set), _) => format!("{set}~]"),
            (None, Some((start, end))) if !start.is_empty() && start != ".." => {
                format!("{start}~/{end}")
            }
            _ => format!("{edtf}~"),
        }
    }
}

impl Dated {
    /// The meaning, then the alternatives.
    pub fn meanings(&self) -> impl Iterator<Item = &Meaning> {
        std::iter::once(&self.meaning).chain(&self.alternatives)
    }
}

/// A publication that may have been on so many days is taken day by day; a longer one by its ends.
const MAX_DAYS: i64 = 100;

/// What `words` mean in a source published on some day of `published`; `None` if that is not known.
///
/// # Errors
/// If they are not understood, need a publication and have none, or name no day of the calendar.
pub fn date_words(words: &str, published: Option<DaySpan>) -> Result<Dated, NotDated> {
    let tokens = tokens::tokens(words).ok_or(NotDated::NotUnderstood)?;
    let mut cursor = Cursor::new(&tokens);
    let said = cursor
        .attempt(english::said)
        .or_else(|| cursor.attempt(turkish::said))
        .ok_or(NotDated::NotUnderstood)?;
    let drafts = drafts(&said, published)?;
    let mut meanings: Vec<Meaning> = Vec::new();
    for draft in drafts {
        let meaning = finish(draft, published, cursor.is_approximate);
        let is_new = meanings
            .iter()
            .all(|other| (other.bounds, other.reading) != (meaning.bounds, meaning.reading));
        if is_new {
            meanings.push(meaning);
        }
    }
    let mut meanings = meanings.into_iter();
    let meaning = meanings.next().ok_or(NotDated::NotUnderstood)?;
    Ok(Dated {
        meaning,
        alternatives: meanings.collect(),
    })
}

/// The meanings over all days of publication.
fn drafts(said: &Said, published: Option<DaySpan>) -> Result<Vec<Draft>, NotDated> {
    let Some(published) = published else {
        return meanings::drafts(said, None);
    };
    let mut hulls: Vec<Draft> = Vec::new();
    for day in days_of(published) {
        for draft in meanings::drafts(said, Some(day))? {
            match hulls.iter_mut().find(|hull| hull.sense == draft.sense) {
                Some(hull) => widen(hull, &draft),
                None => hulls.push(draft),
            }
        }
    }
    hulls.sort_by_key(|hull| hull.sense != points::Sense::Main);
    Ok(hulls)
}

fn days_of(span: DaySpan) -> Vec<Day> {
    if span.len_days() > MAX_DAYS {
        return vec![span.first, span.last];
    }
    (0..span.len_days())
        .filter_map(|days| span.first.plus(days))
        .collect()
}

/// Makes `hull` hold what the words mean on a later day of publication, too.
fn widen(hull: &mut Draft, later: &Draft) {
    let (a, b) = (hull.bounds, later.bounds);
    let limit = |a, b| if a == Limit::Known { b } else { a };
    hull.bounds = Bounds {
        first: a.first.min(b.first),
        last: a.last.max(b.last),
        end_first: a.end_first.min(b.end_first),
        end_last: a.end_last.max(b.end_last),
        from: limit(a.from, b.from),
        to: limit(a.to, b.to),
    };
    // *Within* one day of publication or another is within the hull; an end to be known on one and
    // not on another leaves a start that may be any.
    if hull.reading != later.reading {
        hull.reading = Reading::Within;
        hull.bounds = Bounds {
            from: hull.bounds.from,
            to: hull.bounds.to,
            ..Bounds::within(hull.bounds.span())
        };
    }
    // What holds on one day of publication need not on another: then both are told.
    if !hull.rule.contains(&later.rule) {
        hull.rule = format!("{}, or {}", hull.rule, later.rule);
    }
    hull.is_relative |= later.is_relative;
    hull.cut = match (hull.cut, later.cut) {
        (Cut::Capped, _) | (_, Cut::Capped) => Cut::Capped,
        (Cut::After, Cut::After) => Cut::After,
        _ => Cut::Nothing,
    };
    hull.is_approximate |= later.is_approximate;
}

/// The meaning, with the publication named in its rule.
fn finish(draft: Draft, published: Option<DaySpan>, is_about: bool) -> Meaning {
    let mut rule = draft.rule;
    if let Some(published) = published {
        let days = days_phrase(published.first, published.last);
        let is_one_day = published.len_days() == 1;
        let day = if is_one_day {
            days
        } else {
            format!("each day of {days}")
        };
        rule = match draft.cut {
            Cut::Capped => format!("{rule}, capped by publication on {day}"),
            Cut::After => format!("{rule}, which lies after publication on {day}"),
            Cut::Nothing if draft.is_relative => format!("{rule} ({day})"),
            Cut::Nothing => rule,
        };
    }
    if is_about {
        rule.push_str(", said to be about then");
    }
    Meaning {
        bounds: draft.bounds,
        reading: draft.reading,
        is_approximate: is_about || draft.is_approximate,
        rule,
    }
}
