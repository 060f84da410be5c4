//! Where the paragraphs of sources lead, worked out for many sources at once.

use std::collections::HashMap;

use super::graph::{Graph, Stop};
use super::layout::{Layout, Link, Plot, Runs, run_at};
use super::sets::{SetId, Sets, at};
use crate::model::{ParagraphRole, Project};

/// Where one source leads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Lineage {
    pub(super) runs: Runs<SetId>,
    pub(super) whole: Option<SetId>,
    /// The other sources that its links name, repetitions included.
    pub(super) leads_to: Vec<u32>,
}

impl Lineage {
    /// `None`: a source that is held has no such paragraph.
    pub(super) fn of_paragraph(&self, n: u32) -> Option<SetId> {
        run_at(&self.runs, n)
    }

    pub(super) fn of_whole(&self) -> Option<SetId> {
        self.whole
    }

    /// Whether both lead to the same ends from the same paragraphs.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        (&self.runs, self.whole) == (&other.runs, other.whole)
    }
}

/// Works out the lineages of these sources, ascending. Those of all others that they lead to must be
/// there already.
pub(super) fn work_out(
    project: &Project,
    sources: &[u32],
    lineages: &mut [Lineage],
    sets: &mut Sets,
) {
    let layout = Layout::new(project, sources, lineages);
    let mut drawing = Drawing {
        layout: &layout,
        graph: Graph::default(),
        by_digest: HashMap::new(),
    };
    layout.plots.iter().for_each(|plot| drawing.source(plot));
    let ends = drawing.graph.solve(sets);
    let ends_of = |node: u32| ends.get(at(node)).copied();
    let worked_out = layout.plots.iter().map(|plot| {
        let runs = plot.runs();
        let runs = runs.map(|(first, node)| (first, node.and_then(ends_of)));
        let lineage = Lineage {
            runs: runs.collect(),
            whole: ends_of(plot.whole_node()),
            leads_to: plot.links.iter().filter_map(|link| link.target).collect(),
        };
        (at(plot.position), lineage)
    });
    for (position, lineage) in worked_out.collect::<Vec<_>>() {
        if let Some(entry) = lineages.get_mut(position) {
            *entry = lineage;
        }
    }
}

/// Puts the nodes of a layout into a graph, in its order.
struct Drawing<'a> {
    layout: &'a Layout<'a>,
    graph: Graph,
    /// Of a source that others copy: its paragraphs in the order of their digests.
    by_digest: HashMap<u32, Vec<([u8; 32], u32)>>,
}

impl Drawing<'_> {
    fn source(&mut self, plot: &Plot<'_>) {
        for (n, node) in plot.runs() {
            if node.is_some() {
                self.graph.begin(plot.position);
                self.paragraph(plot, n);
            }
        }
        self.graph.begin(plot.position);
        self.whole(plot);
        for link in &plot.links {
            self.graph.begin(plot.position);
            self.link(link);
        }
    }

    /// Where no link covers it, the way ends.
    fn paragraph(&mut self, plot: &Plot<'_>, n: u32) {
        let mut is_covered = false;
        for (nth, link) in plot.links.iter().enumerate() {
            if link.link.covers(n) {
                is_covered = true;
                if !(link.is_pairing && self.counterparts(plot, link, n)) {
                    self.graph.lead(plot.link_node(nth));
                }
            }
        }
        if !is_covered {
            self.stop(plot);
        }
    }

    fn stop(&mut self, plot: &Plot<'_>) {
        self.graph.stop(if plot.source.is_original {
            Stop::Origin
        } else {
            Stop::Unknown
        });
    }

    /// The paragraphs that this one is paired with; whether it is with any.
    fn counterparts(&mut self, plot: &Plot<'_>, link: &Link<'_>, n: u32) -> bool {
        let Some(target) = link.target else {
            return false;
        };
        if let Some(counterpart) = link.link.counterpart(n) {
            match self.layout.paragraph(target, counterpart) {
                Some(lead) => self.graph.lead(lead),
                // Paired with a paragraph that is not there: what it says there cannot be known.
                None => self.graph.stop(Stop::Unknown),
            }
            return true;
        }
        let Some(paragraph) = plot.source.paragraph(n) else {
            return false;
        };
        let (layout, digest) = (self.layout, &paragraph.digest.0);
        let others = self
            .by_digest
            .entry(target)
            .or_insert_with(|| by_digest(layout.project, target));
        let from = others.partition_point(|(other, _)| other < digest);
        let others = others.get(from..).unwrap_or_default();
        let same = others.iter().take_while(|(other, _)| other == digest);
        let leads = same.filter_map(|&(_, n)| layout.paragraph(target, n));
        let mut is_paired = false;
        for lead in leads {
            self.graph.lead(lead);
            is_paired = true;
        }
        is_paired
    }

    /// A held source as a whole is all of its article's paragraphs. A link that covers none of these is
    /// followed all the same: it was drawn for something.
    fn whole(&mut self, plot: &Plot<'_>) {
        let article = || {
            let paragraphs = plot.source.paragraphs.iter();
            paragraphs.filter(|paragraph| paragraph.role == ParagraphRole::Article)
        };
        let has_article = article().next().is_some();
        if let Some(only) = plot.only_run().filter(|_| has_article) {
            self.graph.lead(only);
        } else {
            for paragraph in article() {
                if let Some(lead) = self.layout.paragraph(plot.position, paragraph.n) {
                    self.graph.lead(lead);
                }
            }
        }
        for (nth, link) in plot.links.iter().enumerate() {
            let is_covering = has_article && link.link.paragraphs.is_empty()
                || article().any(|paragraph| link.link.covers(paragraph.n));
            if !is_covering {
                self.graph.lead(plot.link_node(nth));
            }
        }
        if !has_article && plot.links.is_empty() {
            self.stop(plot);
        }
    }

    /// A link whichever paragraph it is followed from: to all that it names.
    fn link(&mut self, link: &Link<'_>) {
        let Some(target) = link.target else {
            // Which source is meant cannot be read.
            return self.graph.stop(Stop::Unknown);
        };
        if link.link.of.is_empty() {
            if let Some(lead) = self.layout.whole(target) {
                self.graph.lead(lead);
            }
            return;
        }
        for range in &link.link.of {
            let graph = &mut self.graph;
            self.layout.each_in(target, *range, |lead| graph.lead(lead));
        }
        if self.graph.is_dead_end() {
            self.graph.stop(Stop::Unknown);
        }
    }
}

fn by_digest(project: &Project, source: u32) -> Vec<([u8; 32], u32)> {
    let source = project.sources().get(at(source));
    let paragraphs = source.into_iter().flat_map(|source| &source.paragraphs);
    let paragraphs = paragraphs.map(|paragraph| (paragraph.digest.0, paragraph.n));
    let mut paragraphs: Vec<_> = paragraphs.collect();
    paragraphs.sort_unstable();
    paragraphs
}
