//! Origins: where the chains of sources end on which statements rest, so that ten papers that copy one
//! report are seen to be one account. Counts only: nothing here says what is true.
//!
//! From a cited paragraph the links that cover it lead on: to its counterpart, to the paragraph with the
//! same words, or to all of the other source. Where no link covers a paragraph the way ends: in an
//! *origin*, if the source is declared original, and else in the *unknown*, which is never independent.
//! A circle without a way out ends in the unknown too, under the first of its sources. So does, under the
//! source that has it, what cannot be read: a link to a source or paragraph that is not there, and a
//! citation of a paragraph that is not there. Links of a source to itself say nothing.
//!
//! ```text
//! cited paragraph ─ link ─► paragraph ─ link ─► source as a whole ─► origin
//!                                                     └─ a paragraph that no link covers ─► unknown
//! ```

mod graph;
mod layout;
mod lineage;
mod pool;
mod sets;
mod support;
mod tree;

use std::sync::Arc;

pub use support::{Support, origin_sentence};
pub use tree::{End, OriginNode};

use self::lineage::{Lineage, work_out};
use self::pool::Pool;
use self::sets::{Ends, SetId, Sets, at, position, settle};
use super::Links;
use crate::model::{Citation, Claim, DerivesFrom, Paragraph, Project, Source};

/// Where everything in a project leads. Positions are those in [`Project::sources`] and
/// [`Project::events`].
#[derive(Clone, Debug)]
pub struct Origins {
    lineages: Lineages,
    /// Of every event.
    supports: Pool,
}

/// Where the sources of a project lead, without its events.
#[derive(Clone, Debug)]
pub struct Lineages {
    /// As they were when they were worked out.
    sources: Vec<Arc<Source>>,
    lineages: Vec<Lineage>,
    sets: Sets,
}

impl Origins {
    /// `links` are those of the same project.
    pub fn new(project: &Project, links: &Links) -> Self {
        let lineages = Lineages::new(project);
        let supports = Pool::new(project.events().len(), links, &lineages);
        Self { lineages, supports }
    }

    pub fn of_citation(&self, project: &Project, citation: &Citation) -> Support {
        self.lineages.of_citation(project, citation)
    }

    /// Whatever the claim's status.
    pub fn of_claim(&self, project: &Project, claim: &Claim) -> Support {
        self.lineages
            .gather(project, claim.cites.iter())
            .into_support()
    }

    /// Of the claims that carry the event: alleges, reports, confirms. Denials, retractions and refusals
    /// rest on origins of their own and corroborate nothing.
    pub fn of_event(&self, event: usize) -> Support {
        self.supports.get(event).into_support()
    }

    /// The lengths of the lists of [`Self::of_event`].
    pub fn counts_of_event(&self, event: usize) -> Counts {
        self.supports.counts(event)
    }

    /// The way from a citation to its origins, line by line; what was told is not told again.
    pub fn tree(&self, project: &Project, citation: &Citation) -> Vec<OriginNode> {
        tree::tree(&self.lineages, project, citation)
    }

    pub fn lineages(&self) -> &Lineages {
        &self.lineages
    }

    /// After the events and the sources at these positions were edited in place: as [`Self::new`]. Costs
    /// what leads to these sources, and the events that cite it; all of it where a source was renamed.
    pub fn update(
        &mut self,
        project: &Project,
        links: &Links,
        events: &[usize],
        sources: &[usize],
    ) {
        let is_renamed = |at: &usize| {
            let old = self.lineages.sources.get(*at).map(|source| &source.id);
            old != project.sources().get(*at).map(|source| &source.id)
        };
        let is_elsewhere = self.lineages.sources.len() != project.sources().len()
            || self.supports.len() != project.events().len()
            || sources.iter().any(is_renamed);
        if is_elsewhere {
            *self = Self::new(project, links);
            return;
        }
        let changed = self.lineages.update(project, sources);
        let mut stale: Vec<usize> = events.to_vec();
        if changed.iter().any(|is_changed| *is_changed) {
            stale.extend(self.supports.citing(&changed));
            stale.sort_unstable();
            stale.dedup();
        }
        let mut gathering = Gathering::new(&self.lineages);
        for position in stale {
            if position < self.supports.len() {
                self.supports
                    .put(position, gathering.event(links, position));
            }
        }
    }
}

/// How many sources print something, and what it leads back to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub cited: usize,
    pub independent: usize,
    pub unknown: usize,
}

/// What statements rest on, as positions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Found {
    cited: Vec<u32>,
    ends: Ends,
}

impl Found {
    fn into_support(self) -> Support {
        let wide = |positions: Vec<u32>| positions.into_iter().map(at).collect();
        Support {
            cited: wide(self.cited),
            independent: wide(self.ends.independent),
            unknown: wide(self.ends.unknown),
        }
    }
}

impl Lineages {
    pub fn new(project: &Project) -> Self {
        let sources = project.sources().to_vec();
        let mut lineages = vec![Lineage::default(); sources.len()];
        let mut sets = Sets::default();
        let all: Vec<u32> = (0..position(sources.len())).collect();
        work_out(project, &all, &mut lineages, &mut sets);
        Self {
            sources,
            lineages,
            sets,
        }
    }

    pub fn of_citation(&self, project: &Project, citation: &Citation) -> Support {
        self.gather(project, std::iter::once(citation))
            .into_support()
    }

    /// Of a paragraph of the source at this position.
    pub fn of_paragraph(&self, source: usize, n: u32) -> Support {
        let mut gathering = Gathering::new(self);
        gathering.paragraph(position(source), n);
        gathering.finish().into_support()
    }

    /// Of all of the source at this position.
    pub fn of_whole(&self, source: usize) -> Support {
        let mut gathering = Gathering::new(self);
        gathering.found.cited.push(position(source));
        gathering.sets.extend(self.set_of_whole(source));
        gathering.finish().into_support()
    }

    fn runs(&self, source: usize) -> &[(u32, Option<SetId>)] {
        let lineage = self.lineages.get(source);
        lineage.map_or(&[], |lineage| &lineage.runs)
    }

    fn set_of_paragraph(&self, source: usize, n: u32) -> Option<SetId> {
        self.lineages.get(source)?.of_paragraph(n)
    }

    fn set_of_whole(&self, source: usize) -> Option<SetId> {
        self.lineages.get(source)?.of_whole()
    }

    fn gather<'a>(&self, project: &Project, cites: impl Iterator<Item = &'a Citation>) -> Found {
        let mut gathering = Gathering::new(self);
        gathering.citations(project, cites);
        gathering.finish()
    }

    /// Tells of each source whether it leads elsewhere than before.
    fn update(&mut self, project: &Project, sources: &[usize]) -> Vec<bool> {
        let mut is_stale = vec![false; self.lineages.len()];
        let mut waiting = Vec::new();
        for &source in sources {
            let (Some(old), Some(new)) =
                (self.sources.get_mut(source), project.sources().get(source))
            else {
                continue;
            };
            if !leads_alike(old, new) {
                waiting.push(position(source));
            }
            *old = Arc::clone(new);
        }
        if waiting.is_empty() {
            return is_stale;
        }
        let deriving = self.deriving();
        while let Some(source) = waiting.pop() {
            if let Some(is_stale) = is_stale.get_mut(at(source))
                && !std::mem::replace(is_stale, true)
            {
                waiting.extend_from_slice(deriving.of(source));
            }
        }
        let stale = is_stale
            .iter()
            .enumerate()
            .filter(|(_, is_stale)| **is_stale);
        let stale: Vec<u32> = stale.map(|(source, _)| position(source)).collect();
        let before: Vec<Lineage> = stale
            .iter()
            .filter_map(|source| self.lineages.get(at(*source)).cloned())
            .collect();
        work_out(project, &stale, &mut self.lineages, &mut self.sets);
        for (source, before) in stale.into_iter().map(at).zip(before) {
            let is_same = self
                .lineages
                .get(source)
                .is_some_and(|now| now.is_same(&before));
            if let Some(is_changed) = is_stale.get_mut(source) {
                *is_changed = !is_same;
            }
        }
        is_stale
    }

    fn deriving(&self) -> Deriving {
        let mut starts = vec![0_u32; self.lineages.len() + 1];
        let targets = || self.lineages.iter().flat_map(|lineage| &lineage.leads_to);
        for target in targets() {
            if let Some(count) = starts.get_mut(at(*target) + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut ends = starts.clone();
        let mut sources = vec![0; at(sum)];
        for (source, lineage) in self.lineages.iter().enumerate() {
            for target in &lineage.leads_to {
                let Some(end) = ends.get_mut(at(*target)) else {
                    continue;
                };
                if let Some(entry) = sources.get_mut(at(*end)) {
                    *entry = position(source);
                }
                *end += 1;
            }
        }
        Deriving { starts, sources }
    }
}

/// For each source those with a link to it.
struct Deriving {
    starts: Vec<u32>,
    sources: Vec<u32>,
}

impl Deriving {
    fn of(&self, source: u32) -> &[u32] {
        let start = self.starts.get(at(source)).copied().unwrap_or_default();
        let end = self.starts.get(at(source) + 1).copied().unwrap_or_default();
        self.sources.get(at(start)..at(end)).unwrap_or_default()
    }
}

/// Collects what citations lead to; used again and again, for the sake of its lists.
struct Gathering<'a> {
    lineages: &'a Lineages,
    found: Found,
    sets: Vec<SetId>,
}

impl<'a> Gathering<'a> {
    fn new(lineages: &'a Lineages) -> Self {
        Self {
            lineages,
            found: Found::default(),
            sets: Vec::new(),
        }
    }

    fn paragraph(&mut self, source: u32, n: u32) {
        self.found.cited.push(source);
        match self.lineages.set_of_paragraph(at(source), n) {
            Some(set) => self.sets.push(set),
            None => self.found.ends.unknown.push(source),
        }
    }

    fn citations<'b>(&mut self, project: &Project, cites: impl Iterator<Item = &'b Citation>) {
        for citation in cites {
            if let Some(source) = project.source_position(&citation.source) {
                self.paragraph(position(source), citation.paragraph);
            }
        }
    }

    /// What was collected, to be looked at before the next is.
    fn event(&mut self, links: &Links, event: usize) -> &Found {
        self.found.cited.clear();
        self.found.ends.independent.clear();
        self.found.ends.unknown.clear();
        self.sets.clear();
        let cited = links.cited_by(event);
        for cited in cited.filter(|cited| cited.is_carrying) {
            self.paragraph(position(cited.source), cited.paragraph);
        }
        self.settle();
        &self.found
    }

    fn settle(&mut self) {
        settle(&mut self.found.cited);
        self.sets.sort_unstable();
        self.sets.dedup();
        let ends = &mut self.found.ends;
        let is_settled = ends.is_empty() && self.sets.len() == 1;
        for set in &self.sets {
            if let Some(set) = self.lineages.sets.get(*set) {
                ends.add(set);
            }
        }
        if !is_settled {
            ends.settle();
        }
    }

    fn finish(mut self) -> Found {
        self.settle();
        self.found
    }
}

/// Whether an edit left alone all that decides where a source leads, and where others lead through it.
fn leads_alike(old: &Source, new: &Source) -> bool {
    let pairs = layout::pairs_by_digest;
    let is_same_link = |(a, b): (&DerivesFrom, &DerivesFrom)| {
        (&a.source, pairs(a.how), &a.paragraphs, &a.of)
            == (&b.source, pairs(b.how), &b.paragraphs, &b.of)
    };
    let is_same_paragraph =
        |(a, b): (&Paragraph, &Paragraph)| (a.n, a.digest, a.role) == (b.n, b.digest, b.role);
    old.is_original == new.is_original
        && old.derives_from.len() == new.derives_from.len()
        && old.paragraphs.len() == new.paragraphs.len()
        && old
            .derives_from
            .iter()
            .zip(&new.derives_from)
            .all(is_same_link)
        && old
            .paragraphs
            .iter()
            .zip(&new.paragraphs)
            .all(is_same_paragraph)
}
