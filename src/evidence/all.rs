//! Everything that follows from a project, computed once and kept up to date edit by edit.

use std::collections::HashSet;
use std::sync::Arc;

use super::leads::Touched;
use super::{
    Conflicts, Grounds, Leads, Links, Naming, Namings, NearCopy, Origins, SILENCE_DAYS, Times,
    equal_paragraphs,
};
use crate::model::{Project, When};

/// What follows from one version of a project.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// Shared with whoever searches by them on another thread.
    pub links: Arc<Links>,
    pub times: Times,
    pub origins: Origins,
    pub conflicts: Conflicts,
    pub namings: Namings,
    /// Suggested, never applied by themselves.
    pub copies: Vec<NearCopy>,
    /// By the positions of their sources, ascending: paragraphs that are not in the attached text as they
    /// were recorded.
    pub lost: Vec<(usize, u32)>,
    pub leads: Leads,
}

/// What was found in texts, which are not part of a project: by who may read them.
#[derive(Clone, Debug, Default)]
pub struct Spotted {
    /// Known names in gists and texts.
    pub namings: Vec<Naming>,
    pub copies: Vec<NearCopy>,
    /// By the positions of their sources: paragraphs that attached texts do not have as they were
    /// recorded.
    pub lost: Vec<(usize, u32)>,
}

impl Evidence {
    pub fn new(project: &Project, spotted: Spotted) -> Self {
        let make = || Arc::new(Links::new(project));
        Self::of(project, spotted, make)
    }

    /// The same with the links of a [sketch](Self::sketch) of the project.
    pub fn of_sketch(project: &Project, spotted: Spotted, links: &Arc<Links>) -> Self {
        Self::of(project, spotted, || Arc::clone(links))
    }

    fn of(project: &Project, spotted: Spotted, links: impl FnOnce() -> Arc<Links> + Send) -> Self {
        let Spotted {
            namings,
            copies,
            mut lost,
        } = spotted;
        lost.sort_unstable();
        let ((links, origins), ((times, conflicts), (copies, namings))) = rayon::join(
            || {
                let links = links();
                let origins = Origins::new(project, &links);
                (links, origins)
            },
            || {
                rayon::join(
                    || (Times::new(project), Conflicts::new(project)),
                    || (all_copies(project, copies), Namings::new(project, namings)),
                )
            },
        );
        let leads = Leads::new(
            Grounds {
                project,
                links: &links,
                times: &times,
                origins: &origins,
                conflicts: &conflicts,
                namings: &namings,
                copies: &copies,
                lost: &lost,
            },
            Some(SILENCE_DAYS),
        );
        Self {
            links,
            times,
            origins,
            conflicts,
            namings,
            copies,
            lost,
            leads,
        }
    }

    /// What ties events to what they name, and nothing else: times are those of the records, and nothing is
    /// counted, compared or missing. For a project that is to be looked at before it is weighed.
    pub fn sketch(project: &Project) -> Self {
        Self {
            links: Arc::new(Links::new(project)),
            ..Self::new(&Project::default(), Spotted::default())
        }
    }

    /// The events at these positions were edited in place: the same as [`Evidence::new`], at the cost
    /// of what rests on them. Gives these events and those whose times moved with them, ascending, for
    /// whoever keeps something that follows from links and times.
    pub fn update(&mut self, project: &Project, events: &[usize]) -> Vec<usize> {
        let mut touched = Touched::default();
        self.touch(&mut touched, events);
        Arc::make_mut(&mut self.links).update(project, events);
        let moved = self.times.update(project, events);
        self.origins.update(project, &self.links, events, &[]);
        self.conflicts.update(project, events);
        self.touch(&mut touched, events);
        let mut changed = [events, &moved].concat();
        changed.sort_unstable();
        changed.dedup();
        touched.events.extend(&moved);
        for event in moved {
            touched.entities.extend(entities_of(&self.links, event));
        }
        let mut leads = std::mem::take(&mut self.leads);
        leads.update(self.grounds(project), &touched);
        self.leads = leads;
        changed
    }

    fn touch(&self, touched: &mut Touched, events: &[usize]) {
        for &event in events {
            touched.events.insert(event);
            touched.entities.extend(entities_of(&self.links, event));
            let cited = self.links.cited_by(event);
            touched
                .paragraphs
                .extend(cited.map(|cited| (cited.source, cited.paragraph)));
        }
    }

    /// When an event was, as far as its record, its accounts and its neighbours say. `None`: undated.
    pub fn when<'a>(&'a self, project: &'a Project, event: usize) -> Option<&'a When> {
        self.times.when(project, event)
    }

    /// What leads are found from, and can say why they are there.
    pub fn grounds<'a>(&'a self, project: &'a Project) -> Grounds<'a> {
        Grounds {
            project,
            links: &self.links,
            times: &self.times,
            origins: &self.origins,
            conflicts: &self.conflicts,
            namings: &self.namings,
            copies: &self.copies,
            lost: &self.lost,
        }
    }

    /// Silence longer than this is a lead; `None`: none is.
    pub fn choose_silence(&mut self, project: &Project, days: Option<u32>) {
        let mut leads = std::mem::take(&mut self.leads);
        leads.choose_silence(self.grounds(project), days);
        self.leads = leads;
    }
}

fn entities_of(links: &Links, event: usize) -> impl Iterator<Item = usize> {
    let entities = links.entities_of(event).iter();
    entities.map(|entity| *entity as usize)
}

/// Those found in texts, and those that digests alone show, by source.
fn all_copies(project: &Project, in_texts: Vec<NearCopy>) -> Vec<NearCopy> {
    let ends = |copy: &NearCopy| (copy.from.min(copy.to), copy.from.max(copy.to));
    let known: HashSet<(usize, usize)> = in_texts.iter().map(ends).collect();
    let mut copies = equal_paragraphs(project);
    copies.retain(|copy| !known.contains(&ends(copy)));
    copies.extend(in_texts);
    copies.sort_by_key(|copy| (copy.from, copy.to));
    copies
}
