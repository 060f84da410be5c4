//! Dates against what they rest on: the publication that they count from, and the words that it prints.

use std::collections::HashMap;

use super::part::{Found, Part};
use super::walk::{self, At};
use crate::diag::Diagnostic;
use crate::evidence::{Dated, Meaning, date_words, dating_words, when_phrase};
use crate::model::{Basis, Bounds, Day, DaySpan, Edtf, Limit, Project, Reading, SourceId, When};

/// What a text prints in the past tense was over when it was printed. Plans and appointments are not;
/// their dates are the curator's to judge, unless the words themselves look ahead.
pub(super) fn after_publication(part: &Part<'_>, found: &mut Found) {
    let beyond = |(at, when)| beyond_publication(part.project, at, when);
    let of_events = walk::whens_of(part.events).filter_map(beyond);
    of_events.for_each(|it| found.push(it));
    found.next_round();
    let of_claims = walk::claimed_whens_of(part.events).filter_map(beyond);
    of_claims.for_each(|it| found.push(it));
}

fn beyond_publication(project: &Project, at: At<'_>, when: &When) -> Option<Diagnostic> {
    let (id, published) = reaches_beyond(project, when)?;
    let last = when.latest()?;
    let dated = dating_words(project, when)
        .and_then(|(words, published)| date_words(words, published).ok());
    if dated.is_some_and(|dated| agrees(when, &dated)) {
        // The words look ahead.
        return None;
    }
    let message = format!(
        "the date reaches to {last}, but `{id}`, from which it is resolved, was published on {published}"
    );
    let literal = when.edtf.as_deref().unwrap_or_default();
    let beyond = Diagnostic::warning("after-publication", message).hint(format!(
        "let it end on {published}; if the text announces it for later, give `Judged(\"…\")` as basis"
    ));
    Some(beyond.of(at.item()).at(literal))
}

/// The source and day of publication beyond which the date reaches.
fn reaches_beyond<'a>(project: &'a Project, when: &'a When) -> Option<(&'a SourceId, Day)> {
    let Basis::Published(id) = &when.basis else {
        return None;
    };
    let published = project.source(id)?.published.as_ref()?.latest()?;
    (when.latest()? > published).then_some((id, published))
}

/// A date whose words mean other days, or that has none although its words mean some.
pub(super) fn other_than_words(project: &Project, found: &mut Vec<Diagnostic>) {
    // Projects say the same few words over and over.
    let mut known: HashMap<(&str, Option<DaySpan>), Option<Dated>> = HashMap::new();
    for (at, when) in walk::whens(project) {
        let Some((words, published)) = dating_words(project, when) else {
            continue;
        };
        let dated = known
            .entry((words, published))
            .or_insert_with(|| date_words(words, published).ok());
        let Some(dated) = dated else { continue };
        // The one cause is told once.
        let is_told = reaches_beyond(project, when).is_some();
        if agrees(when, dated) || is_told {
            continue;
        }
        let means = when_phrase(Some(&dated.meaning.when()));
        let printed = match &when.basis {
            Basis::Published(id) => {
                let published = project.source(id).and_then(|it| it.published.as_ref());
                format!(", printed {},", when_phrase(published))
            }
            _ => String::new(),
        };
        let (message, literal) = match &when.edtf {
            Some(edtf) => (
                format!("the date is {edtf}, but the words “{words}”{printed} give {means}"),
                edtf.as_str(),
            ),
            None => (
                format!("the words “{words}”{printed} can be dated: {means}"),
                words,
            ),
        };
        let differs = Diagnostic::warning("date-and-words", message).hint(remedy(dated));
        found.push(differs.of(at.item()).at(literal));
    }
}

fn remedy(dated: &Dated) -> String {
    let spellings: Vec<_> = dated
        .meanings()
        .map(|meaning| format!("`date: \"{}\"`", meaning.edtf()))
        .collect();
    format!(
        "write {}: {}; where it is known to be another day, give `Judged(\"…\")` as basis and say why",
        spellings.join(" or "),
        dated.meaning.rule
    )
}

/// Whether a date is one of the meanings, or the hull of the first few: a curator may leave open which.
fn agrees(when: &When, dated: &Dated) -> bool {
    let Some(stored) = &when.bounds else {
        return false;
    };
    let is_same = |meaning: &Meaning| is_same(stored, when.reading, meaning);
    if dated.meanings().any(is_same) {
        return true;
    }
    let mut hull = dated.meaning.bounds;
    dated.alternatives.iter().any(|alternative| {
        hull = hull_of(hull, alternative.bounds);
        has_limits_of(stored, &hull) && stored.span() == hull.span()
    })
}

/// Of two ranges all four days are the same, as they are or as they are spelt; otherwise the outermost:
/// whether something lasted through a period or fell within is for the curator to say.
fn is_same(stored: &Bounds, reading: Reading, meaning: &Meaning) -> bool {
    let is_bounds = |bounds: &Bounds| {
        let starts = (stored.first, stored.last) == (bounds.first, bounds.last);
        starts && (stored.end_first, stored.end_last) == (bounds.end_first, bounds.end_last)
    };
    if !has_limits_of(stored, &meaning.bounds) {
        return false;
    }
    if (reading, meaning.reading) == (Reading::Throughout, Reading::Throughout) {
        let spelt = Edtf::parse(&meaning.edtf());
        return is_bounds(&meaning.bounds) || spelt.is_ok_and(|it| is_bounds(&it.bounds));
    }
    stored.span() == meaning.bounds.span()
}

fn has_limits_of(a: &Bounds, b: &Bounds) -> bool {
    let is_known = |limit: Limit| limit == Limit::Known;
    is_known(a.from) == is_known(b.from) && is_known(a.to) == is_known(b.to)
}

fn hull_of(a: Bounds, b: Bounds) -> Bounds {
    let limit = |a: Limit, b: Limit| if a == Limit::Known { b } else { a };
    let span = a.span().union(b.span());
    Bounds {
        from: limit(a.from, b.from),
        to: limit(a.to, b.to),
        ..Bounds::within(span)
    }
}
