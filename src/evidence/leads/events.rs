//! Leads about single events: what they rest on, when they were, and whether their accounts agree.

use rayon::prelude::*;

use super::words::unresolved_words;
use super::{About, Grounds, Lead, Place};
use crate::model::{Event, LeadKind, When};

pub(super) const KINDS: [LeadKind; 6] = [
    LeadKind::OpenConflict,
    LeadKind::OrphanedCitation,
    LeadKind::SingleOrigin,
    LeadKind::UnknownLineage,
    LeadKind::Undated,
    LeadKind::UnresolvedWords,
];

/// By place, and within each kind in ascending order.
pub(super) fn all(grounds: Grounds<'_>) -> Vec<Lead> {
    let events = (0..grounds.project.events().len()).into_par_iter();
    events.flat_map_iter(|event| of(grounds, event)).collect()
}

/// In ascending order within each kind.
pub(super) fn of(grounds: Grounds<'_>, position: usize) -> Vec<Lead> {
    let Some(event) = grounds.project.events().get(position) else {
        return Vec::new();
    };
    let lead = |kind, about| Lead {
        kind,
        place: Place::Event(position),
        about,
    };
    let mut leads = Vec::new();
    for (number, conflict) in grounds.conflicts.of(position).iter().enumerate() {
        if conflict.is_open() {
            leads.push(lead(LeadKind::OpenConflict, About::Conflict(number)));
        }
    }
    for (claim, cite) in orphans(grounds, event, position) {
        leads.push(lead(
            LeadKind::OrphanedCitation,
            About::Citation(claim, cite),
        ));
    }
    leads.extend(origin_kind(grounds, event, position).map(|kind| lead(kind, About::Nothing)));
    let when = grounds.times.when(grounds.project, position);
    if !when.is_some_and(When::is_dated) {
        let has_words = when.is_some_and(|when| when.words.is_some());
        let kind = if has_words {
            LeadKind::UnresolvedWords
        } else {
            LeadKind::Undated
        };
        leads.push(lead(kind, About::Nothing));
    }
    for (claim, record) in event.claims.iter().enumerate() {
        if record
            .values
            .iter()
            .any(|value| unresolved_words(value).is_some())
        {
            leads.push(lead(LeadKind::UnresolvedWords, About::Claim(claim)));
        }
    }
    leads
}

/// Whether an event rests on one origin, or on none that is known. What nobody asserts rests on none
/// and needs none.
fn origin_kind(grounds: Grounds<'_>, event: &Event, position: usize) -> Option<LeadKind> {
    if !event.claims.iter().any(|claim| claim.status.is_carrying()) {
        return None;
    }
    match grounds.origins.counts_of_event(position).independent {
        0 => Some(LeadKind::UnknownLineage),
        1 => Some(LeadKind::SingleOrigin),
        _ => None,
    }
}

/// Citations of paragraphs that are gone, have another digest than when they were cited, or are not as
/// they were recorded in the attached text, as the positions of claim and citation.
fn orphans(grounds: Grounds<'_>, event: &Event, position: usize) -> Vec<(usize, usize)> {
    let cited = grounds.links.cited_by(position);
    let orphans = cited.filter(|cited| {
        let source = grounds.project.sources().get(cited.source);
        let Some(source) = source.filter(|source| source.is_held()) else {
            // A source without paragraphs is only known of: a check tells of that.
            return false;
        };
        let Some(paragraph) = source.paragraph(cited.paragraph) else {
            return true;
        };
        let place = (cited.source, cited.paragraph);
        if grounds.lost.binary_search(&place).is_ok() {
            return true;
        }
        let citation = event.claims.get(cited.claim);
        let citation = citation.and_then(|claim| claim.cites.get(cited.cite));
        let digest = citation.and_then(|citation| citation.digest.as_ref());
        cited.has_digest && digest.is_some_and(|digest| !digest.matches(&paragraph.digest))
    });
    orphans.map(|cited| (cited.claim, cited.cite)).collect()
}
