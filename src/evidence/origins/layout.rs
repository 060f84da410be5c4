//! Which nodes the sources have in the graph of what leads where. Of a source that is held, neighbouring
//! paragraphs that rest on the same share a node; of one that is only known of, all numbers do that the
//! same of its links name.

use rayon::prelude::*;

use super::graph::Lead;
use super::lineage::Lineage;
use super::sets::{at, position};
use crate::model::{Derivation, DerivesFrom, Paragraph, Project, Source};

/// From a number on, up to the next: what stands there. `None`: the source has no such paragraph.
pub(super) type Runs<T> = Vec<(u32, Option<T>)>;

pub(super) fn run_at<T: Copy>(runs: &[(u32, Option<T>)], n: u32) -> Option<T> {
    let after = runs.partition_point(|(first, _)| *first <= n);
    runs.get(after.checked_sub(1)?)?.1
}

/// What stands in the runs that hold any number of the range.
fn runs_in<T: Copy>(
    runs: &[(u32, Option<T>)],
    (first, last): (u32, u32),
) -> impl Iterator<Item = T> {
    let after = runs.partition_point(|(start, _)| *start <= first);
    let runs = runs.get(after.saturating_sub(1)..).unwrap_or_default();
    let runs = runs.iter().take_while(move |(start, _)| *start <= last);
    runs.filter_map(|(_, it)| *it)
}

/// A link to another source.
pub(super) struct Link<'a> {
    pub(super) link: &'a DerivesFrom,
    /// `None`: there is no such source.
    pub(super) target: Option<u32>,
    /// Whether a paragraph may have a counterpart of its own: by its number, or by its digest.
    pub(super) is_pairing: bool,
}

/// One source in the graph.
pub(super) struct Plot<'a> {
    pub(super) position: u32,
    pub(super) source: &'a Source,
    pub(super) links: Vec<Link<'a>>,
    /// The first of its nodes; the others are numbered from it.
    first_node: u32,
    runs: Runs<u32>,
    /// All of it. Its links, each as a whole, follow.
    whole: u32,
}

impl Plot<'_> {
    fn node(&self, own: u32) -> u32 {
        self.first_node + own
    }

    pub(super) fn whole_node(&self) -> u32 {
        self.node(self.whole)
    }

    /// The node of its paragraphs, if one stands for all.
    pub(super) fn only_run(&self) -> Option<Lead> {
        let mut nodes = self.runs().filter_map(|(_, node)| node);
        let only = nodes.next().filter(|_| nodes.next().is_none());
        only.map(Lead::Node)
    }

    pub(super) fn link_node(&self, nth: usize) -> Lead {
        Lead::Node(self.whole_node() + 1 + position(nth))
    }

    /// From which number on which node stands for its paragraphs.
    pub(super) fn runs(&self) -> impl Iterator<Item = (u32, Option<u32>)> {
        let runs = self.runs.iter();
        runs.map(|&(first, own)| (first, own.map(|own| self.node(own))))
    }
}

pub(super) struct Layout<'a> {
    pub(super) project: &'a Project,
    pub(super) plots: Vec<Plot<'a>>,
    /// For each source its plot, if it is one of those to be worked out.
    plot_of: Vec<Option<u32>>,
    /// Of the others.
    lineages: &'a [Lineage],
}

impl<'a> Layout<'a> {
    pub(super) fn new(project: &'a Project, sources: &[u32], lineages: &'a [Lineage]) -> Self {
        let plots = sources.par_iter().filter_map(|position| {
            let source = project.sources().get(at(*position))?;
            Some(plot(project, source, *position))
        });
        let mut layout = Self {
            project,
            plots: plots.collect(),
            plot_of: vec![None; project.sources().len()],
            lineages,
        };
        let mut nodes = 0;
        for (nth, plot) in layout.plots.iter_mut().enumerate() {
            plot.first_node = nodes;
            nodes += plot.whole + 1 + position(plot.links.len());
            if let Some(entry) = layout.plot_of.get_mut(at(plot.position)) {
                *entry = Some(position(nth));
            }
        }
        layout
    }

    fn plot(&self, source: u32) -> Option<&Plot<'a>> {
        let plot = self.plot_of.get(at(source)).copied().flatten()?;
        self.plots.get(at(plot))
    }

    pub(super) fn whole(&self, source: u32) -> Option<Lead> {
        if let Some(plot) = self.plot(source) {
            return Some(Lead::Node(plot.whole_node()));
        }
        self.lineages.get(at(source))?.of_whole().map(Lead::Set)
    }

    pub(super) fn paragraph(&self, source: u32, n: u32) -> Option<Lead> {
        if let Some(plot) = self.plot(source) {
            let own = run_at(&plot.runs, n)?;
            return Some(Lead::Node(plot.node(own)));
        }
        self.lineages
            .get(at(source))?
            .of_paragraph(n)
            .map(Lead::Set)
    }

    /// The paragraphs of a source that a range names, as far as there are any.
    pub(super) fn each_in(&self, source: u32, range: (u32, u32), mut visit: impl FnMut(Lead)) {
        if let Some(plot) = self.plot(source) {
            runs_in(&plot.runs, range).for_each(|own| visit(Lead::Node(plot.node(own))));
        } else if let Some(lineage) = self.lineages.get(at(source)) {
            runs_in(&lineage.runs, range).for_each(|set| visit(Lead::Set(set)));
        }
    }
}

/// Numbers the nodes of a source.
struct Nodes(u32);

impl Nodes {
    fn next(&mut self) -> u32 {
        self.0 += 1;
        self.0 - 1
    }
}

fn plot<'a>(project: &'a Project, source: &'a Source, position: u32) -> Plot<'a> {
    let mut nodes = Nodes(0);
    let links = links(project, source);
    let runs = if source.is_held() {
        held_runs(&source.paragraphs, &links, &mut nodes)
    } else {
        let starts = unheld_starts(&links).into_iter();
        starts.map(|start| (start, Some(nodes.next()))).collect()
    };
    Plot {
        position,
        source,
        links,
        first_node: 0,
        runs,
        whole: nodes.next(),
    }
}

/// The links of a source, those to itself left out.
fn links<'a>(project: &Project, source: &'a Source) -> Vec<Link<'a>> {
    let others = source.derives_from.iter();
    let others = others.filter(|link| link.source != source.id);
    let links = others.map(|link| {
        let target = project.source_position(&link.source);
        let is_pairing = if link.of.is_empty() {
            let target = target.and_then(|target| project.sources().get(target));
            pairs_by_digest(link.how) && target.is_some_and(|target| target.is_held())
        } else {
            link.is_paired()
        };
        Link {
            link,
            target: target.map(position),
            is_pairing: is_pairing && source.is_held(),
        }
    });
    links.collect()
}

/// Whether a paragraph rests on the one with the same words.
pub(super) fn pairs_by_digest(how: Derivation) -> bool {
    matches!(how, Derivation::Copy | Derivation::Translation)
}

fn held_runs(paragraphs: &[Paragraph], links: &[Link<'_>], nodes: &mut Nodes) -> Runs<u32> {
    let is_plain = |link: &Link<'_>| link.link.paragraphs.is_empty() && !link.is_pairing;
    let is_uniform = links.iter().all(is_plain);
    if let Some((first, after)) = without_gaps(paragraphs).filter(|_| is_uniform) {
        let after = after.map(|after| (after, None));
        let runs = [(0, None), (first, Some(nodes.next()))].into_iter();
        return runs.chain(after).collect();
    }
    let mut runs = vec![(0, None)];
    // The number after the paragraph before, and the links that cover that one.
    let mut expected = 0;
    let (mut covering, mut before) = (Vec::new(), Vec::new());
    for paragraph in paragraphs {
        let n = paragraph.n;
        if n != expected && runs.last().is_some_and(|(_, node)| node.is_some()) {
            runs.push((expected, None));
        }
        let is_first = n != expected || runs.last().is_none_or(|(_, node)| node.is_none());
        expected = n.saturating_add(1);
        if is_uniform && !is_first {
            continue;
        }
        let covers = |(_, link): &(usize, &Link<'_>)| link.link.covers(n);
        covering.clear();
        covering.extend(links.iter().enumerate().filter(covers).map(|(nth, _)| nth));
        let mut own = covering.iter().filter_map(|nth| links.get(*nth));
        if is_first || own.any(|link| link.is_pairing) || covering != before {
            runs.push((n, Some(nodes.next())));
        }
        std::mem::swap(&mut covering, &mut before);
    }
    if expected != u32::MAX {
        runs.push((expected, None));
    }
    runs
}

/// The first number, and the one after the last if there can be one, of paragraphs without a gap.
fn without_gaps(paragraphs: &[Paragraph]) -> Option<(u32, Option<u32>)> {
    let (first, last) = (paragraphs.first()?.n, paragraphs.last()?.n);
    let is_whole = at(last - first) + 1 == paragraphs.len();
    is_whole.then(|| (first, last.checked_add(1)))
}

/// Where the numbers begin that other links name than those before.
fn unheld_starts(links: &[Link<'_>]) -> Vec<u32> {
    let ranges = links.iter().flat_map(|link| &link.link.paragraphs);
    let ends = ranges.flat_map(|&(first, last)| [Some(first), last.checked_add(1)]);
    let mut starts: Vec<u32> = ends.flatten().chain([0]).collect();
    super::sets::settle(&mut starts);
    starts
}
