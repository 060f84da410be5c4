//! A filter is data: what must hold of an event for it to be shown. Ticking two values of one facet
//! means either; facets, words and span must all hold.

use std::collections::BTreeSet;

use memchr::memmem;

use super::passing::Passing;
use super::{Index, Matches, search_now};
use crate::evidence::Evidence;
use crate::fold::fold;
use crate::model::{Day, DaySpan, EntityId, KindId, Project, SourceId, Status};

/// What is asked for. An empty set asks for nothing in particular.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// As typed: words and `"phrases"`.
    pub words: String,
    pub kinds: BTreeSet<KindId>,
    pub entities: BTreeSet<EntityId>,
    pub sources: BTreeSet<SourceId>,
    pub statuses: BTreeSet<Status>,
    /// When it happened.
    pub span: Option<DaySpan>,
    /// When a source was published that prints it.
    pub reported: Option<DaySpan>,
    /// What was publicly known on this day: some source that prints it was out by its end.
    pub known_by: Option<Day>,
    /// Whether what is asked of times must hold certainly; possibly is enough otherwise.
    pub is_certain: bool,
}

impl Filter {
    /// Whether it asks for anything at all.
    pub fn is_active(&self) -> bool {
        !Terms::parse(&self.words).is_empty()
            || !self.kinds.is_empty()
            || !self.entities.is_empty()
            || !self.sources.is_empty()
            || !self.statuses.is_empty()
            || self.span.is_some()
            || self.reported.is_some()
            || self.known_by.is_some()
    }

    /// Which events it lets through. Searches for its words first; see [`apply`](super::apply) for those
    /// who have done so.
    pub fn matches(&self, corpus: Corpus<'_>) -> Matches {
        let words = search_now(corpus, &Terms::parse(&self.words));
        Passing::new(self, corpus, words.as_ref()).matches()
    }
}

/// What is filtered: a project with all that follows from it.
#[derive(Clone, Copy, Debug)]
pub struct Corpus<'a> {
    pub project: &'a Project,
    pub evidence: &'a Evidence,
    pub index: &'a Index,
}

/// Words and `"phrases"`, folded; all must occur.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms(Vec<String>);

impl Terms {
    pub fn parse(text: &str) -> Self {
        let mut terms = Vec::new();
        // Between quotation marks a phrase, outside words; an unclosed mark runs to the end.
        for (position, part) in fold(text).split('"').enumerate() {
            if position % 2 == 1 {
                terms.push(part.trim().to_owned());
            } else {
                terms.extend(part.split_whitespace().map(str::to_owned));
            }
        }
        terms.retain(|term| !term.is_empty());
        Self(terms)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether all of them occur in a folded text.
    pub fn found_in(&self, folded: &str) -> bool {
        self.0
            .iter()
            .all(|term| memmem::find(folded.as_bytes(), term.as_bytes()).is_some())
    }

    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

#[cfg(test)]
mod tests;
