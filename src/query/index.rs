//! What filters, counts, lists and searches go by, and follows from the words, links and days of a
//! project. Built once for a version of a project, and kept up to date event by event.

mod days;
mod facets;
mod order;
mod printed;
mod slots;
mod values;

use rayon::prelude::*;

use super::texts::{CHUNK, Chunk, Texts, range_of};
use crate::evidence::Evidence;
use crate::model::{Event, Project};
pub(super) use facets::Facets;
use order::TimeOrder;
pub(super) use values::{Linked, Ties, Values};

/// By position in the project's lists.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// The events' own words; what else belongs to their words is below.
    pub(super) own: Texts,
    /// All names of each entity.
    pub(super) names: Texts,
    /// Of the sources.
    pub(super) titles: Texts,
    /// Of the kinds.
    pub(super) labels: Texts,
    pub(super) gists: Gists,
    pub(super) facets: Facets,
    order: TimeOrder,
}

/// The gists of paragraphs.
#[derive(Clone, Debug, Default)]
pub(super) struct Gists {
    pub(super) texts: Texts,
    /// The source and the number of each one's paragraph, ascending.
    pub(super) places: Vec<(u32, u32)>,
    /// Where the gists of each source begin, and where the last end.
    starts: Vec<u32>,
}

/// What the index takes of the heap, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexBytes {
    /// Folded text of events, names, titles and gists.
    pub text: usize,
    /// Everything beside the text, by what it is for.
    pub beside: Vec<(&'static str, usize)>,
}

impl Index {
    pub fn new(project: &Project, evidence: &Evidence) -> Self {
        let n_events = project.events().len();
        let chunks = (0..n_events.div_ceil(CHUNK)).into_par_iter();
        let n_in_a_row = facets::in_a_row(project);
        let read = chunks.map(|chunk| {
            let events = range_of(chunk, n_events);
            let mut texts = Chunk::with_capacity(events.len());
            let records = project.events().get(events.clone()).unwrap_or_default();
            texts.reserve(records.iter().flat_map(|event| own_parts(event)));
            for event in records {
                texts.push(own_parts(event));
            }
            let keys: Vec<order::Key> = events
                .clone()
                .map(|event| order::key(event, evidence.when(project, event)))
                .collect();
            let part = facets::Part::new(project, evidence, &n_in_a_row, events);
            (texts.settled(), keys, part)
        });
        let read: Vec<_> = read.collect();
        let (mut texts, mut keys, mut parts) = (Vec::new(), Vec::new(), Vec::new());
        for (own_texts, own_keys, part) in read {
            texts.push(own_texts);
            keys.extend(own_keys);
            parts.push(part);
        }
        let (order, facets) = rayon::join(
            || TimeOrder::new(keys),
            || Facets::new(project, evidence, parts),
        );
        let (entities, sources, kinds) = (project.entities(), project.sources(), project.kinds());
        Self {
            own: Texts::from_chunks(texts),
            names: Texts::of(entities.len(), |at| {
                entities.get(at).into_iter().flat_map(|it| it.names())
            }),
            titles: Texts::of(sources.len(), |at| sources.get(at).map(|it| &*it.title)),
            labels: Texts::of(kinds.len(), |at| kinds.get(at).map(|it| &*it.label)),
            gists: Gists::new(project),
            facets,
            order,
        }
    }

    /// The events at these positions, ascending, were edited in place, or their times moved: what
    /// [`Evidence::update`] gives. The same as a new index, at a cost that does not grow with the number
    /// of events but for those that an event moves past in time.
    pub fn update(&mut self, project: &Project, evidence: &Evidence, events: &[usize]) {
        for &event in events {
            if let Some(record) = project.events().get(event) {
                self.own.replace(event, own_parts(record));
            }
        }
        self.facets.update(project, evidence, events);
        self.order.update(project, evidence, events);
    }

    /// All events, by earliest day, undated last.
    pub fn in_time_order(&self) -> &[u32] {
        self.order.events()
    }

    /// Where an event stands in that order.
    pub fn place_in_time(&self, event: usize) -> Option<usize> {
        self.order.place_of(event)
    }

    /// How many events there are.
    pub fn n_events(&self) -> usize {
        self.own.len()
    }

    pub fn heap_bytes(&self) -> IndexBytes {
        let all = [
            &self.own,
            &self.names,
            &self.titles,
            &self.labels,
            &self.gists.texts,
        ];
        let texts = all.map(Texts::heap_bytes);
        let places = size_of_val(&*self.gists.places) + size_of_val(&*self.gists.starts);
        let mut beside = self.facets.heap_bytes();
        beside.push(("order of time", self.order.heap_bytes()));
        beside.push((
            "places of texts",
            places + texts.iter().map(|(_, places)| places).sum::<usize>(),
        ));
        IndexBytes {
            text: texts.iter().map(|(text, _)| text).sum(),
            beside,
        }
    }
}

impl Gists {
    fn new(project: &Project) -> Self {
        let (mut places, mut gists) = (Vec::new(), Vec::new());
        let mut starts = vec![0];
        for (source, record) in (0..).zip(project.sources()) {
            for paragraph in &record.paragraphs {
                if let Some(gist) = &paragraph.gist {
                    places.push((source, paragraph.n));
                    gists.push(gist.as_str());
                }
            }
            starts.push(u32::try_from(gists.len()).unwrap_or(u32::MAX));
        }
        Self {
            texts: Texts::of(gists.len(), |at| gists.get(at).copied()),
            places,
            starts,
        }
    }

    /// The gist of a paragraph.
    pub(super) fn position(&self, source: usize, n: u32) -> Option<usize> {
        let start = *self.starts.get(source)? as usize;
        let own = self
            .places
            .get(start..*self.starts.get(source + 1)? as usize)?;
        // Where every paragraph has one, it stands at its number.
        let guess = (n as usize).wrapping_sub(1);
        if own.get(guess).is_some_and(|(_, other)| *other == n) {
            return Some(start + guess);
        }
        let at = own.binary_search_by_key(&n, |(_, other)| *other);
        Some(start + at.ok()?)
    }
}

/// The words that an event has to itself.
fn own_parts(event: &Event) -> impl Iterator<Item = &str> {
    let tags = event.tags.iter().map(String::as_str);
    let says = event.claims.iter().map(|claim| claim.says.as_str());
    std::iter::once(event.title.as_str())
        .chain(event.summary.as_deref())
        .chain(tags)
        .chain(says)
}

#[cfg(test)]
mod tests;
