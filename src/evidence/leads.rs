//! Leads: what a curator should look at, as a list and never as a score. Each follows from the project
//! alone, can say in one sentence why it is there, and leads to its place. What somebody looked at and
//! set aside with a note is kept apart.

mod events;
mod paragraphs;
mod silence;
mod spellings;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Dismissed, EntityId, EventId, LeadKind, Project, SourceId};

use super::{Conflict, Conflicts, Links, NearCopy, Origins, Times};

pub use paragraphs::{Naming, Namings};

/// Something to look at. In order: by kind, then by place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lead {
    pub kind: LeadKind,
    pub place: Place,
    pub about: About,
}

/// Where a lead stands, by position in the project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    Event(usize),
    Entity(usize),
    Source(usize),
    Paragraph(usize, u32),
}

/// What tells a lead from others of its kind at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    Nothing,
    /// A conflict, by its position among the event's.
    Conflict(usize),
    /// A claim of the event; its words.
    Claim(usize),
    /// A citation, by the position of its claim and its own in it.
    Citation(usize, usize),
    Entity(usize),
    Source(usize),
    /// A spelling of the entity at the place, by its position, and the entity with one close to it.
    Spelling(usize, usize),
    /// Between these events.
    Gap(usize, usize),
}

/// What leads are found from.
#[derive(Clone, Copy, Debug)]
pub struct Grounds<'a> {
    pub project: &'a Project,
    pub links: &'a Links,
    pub times: &'a Times,
    pub origins: &'a Origins,
    pub conflicts: &'a Conflicts,
    pub namings: &'a Namings,
    pub copies: &'a [NearCopy],
    /// Paragraphs that are not in the attached text of their source as they were recorded, ascending.
    pub lost: &'a [(usize, u32)],
}

/// Silence longer than this is a lead, unless somebody chooses another span.
pub const SILENCE_DAYS: u32 = 365;

/// All leads of a project.
#[derive(Clone, Debug, Default)]
pub struct Leads {
    /// Ascending; those set aside are not among them.
    open: BTreeMap<LeadKind, Vec<Lead>>,
    set_aside: BTreeMap<Lead, usize>,
    dismissals: Dismissals,
    /// `None`: silence is no lead.
    silence_days: Option<u32>,
}

/// What one edit may have touched, before and after it.
#[derive(Clone, Debug, Default)]
pub(super) struct Touched {
    pub events: BTreeSet<usize>,
    pub entities: BTreeSet<usize>,
    pub paragraphs: BTreeSet<(usize, u32)>,
}

impl Leads {
    pub fn new(grounds: Grounds<'_>, silence_days: Option<u32>) -> Self {
        let mut leads = Self {
            open: LeadKind::ALL.map(|kind| (kind, Vec::new())).into(),
            set_aside: BTreeMap::new(),
            dismissals: Dismissals::new(grounds.project),
            silence_days,
        };
        let ((events, paragraphs), (silences, spellings)) = rayon::join(
            || rayon::join(|| events::all(grounds), || paragraphs::all(grounds)),
            || {
                rayon::join(
                    || silence::all(grounds, silence_days),
                    || spellings::all(grounds.project),
                )
            },
        );
        let found = [events, paragraphs, silences, spellings]
            .into_iter()
            .flatten();
        // Each kind comes from one of these, in order.
        for lead in found.chain(copies(grounds)) {
            leads.put(grounds, lead);
        }
        leads
    }

    /// Only what an edit may have touched is looked at again.
    pub(super) fn update(&mut self, grounds: Grounds<'_>, touched: &Touched) {
        for &event in &touched.events {
            let now = events::of(grounds, event);
            self.replace(grounds, &events::KINDS, Place::Event(event), now);
        }
        for &(source, n) in &touched.paragraphs {
            let now = paragraphs::of(grounds, source, n);
            let place = Place::Paragraph(source, n);
            self.replace(grounds, &paragraphs::KINDS, place, now);
        }
        for &entity in &touched.entities {
            let now = silence::of(grounds, self.silence_days, entity);
            self.replace(grounds, &[LeadKind::Silence], Place::Entity(entity), now);
        }
    }

    /// Another span of silence is chosen.
    pub fn choose_silence(&mut self, grounds: Grounds<'_>, silence_days: Option<u32>) {
        self.silence_days = silence_days;
        if let Some(open) = self.open.get_mut(&LeadKind::Silence) {
            open.clear();
        }
        self.set_aside
            .retain(|lead, _| lead.kind != LeadKind::Silence);
        for lead in silence::all(grounds, silence_days) {
            self.put(grounds, lead);
        }
    }

    pub fn silence_days(&self) -> Option<u32> {
        self.silence_days
    }

    /// Those of a kind that are open, in the order of the project.
    pub fn open(&self, kind: LeadKind) -> &[Lead] {
        self.open.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// All that are open, by kind.
    pub fn all_open(&self) -> impl Iterator<Item = &Lead> {
        LeadKind::ALL.into_iter().flat_map(|kind| self.open(kind))
    }

    pub fn open_count(&self) -> usize {
        self.open.values().map(Vec::len).sum()
    }

    /// Those that somebody set aside, with the position of the dismissal in the project.
    pub fn set_aside(&self) -> impl Iterator<Item = (&Lead, usize)> {
        self.set_aside.iter().map(|(lead, by)| (lead, *by))
    }

    /// Open leads that stand at this place.
    pub fn at(&self, place: Place) -> impl Iterator<Item = &Lead> {
        self.open.values().flat_map(move |leads| {
            let range = range_of(leads, place);
            leads.get(range).unwrap_or_default()
        })
    }

    /// `lead` comes after all others of its kind at lower places.
    fn put(&mut self, grounds: Grounds<'_>, lead: Lead) {
        match self.dismissals.of(grounds, &lead) {
            Some(by) => {
                self.set_aside.insert(lead, by);
            }
            None => self.open.entry(lead.kind).or_default().push(lead),
        }
    }

    /// What stands at `place` of these kinds is `now`, in ascending order.
    fn replace(&mut self, grounds: Grounds<'_>, kinds: &[LeadKind], place: Place, now: Vec<Lead>) {
        self.set_aside
            .retain(|lead, _| lead.place != place || !kinds.contains(&lead.kind));
        let (aside, open): (Vec<_>, Vec<_>) = now
            .into_iter()
            .map(|lead| (lead, self.dismissals.of(grounds, &lead)))
            .partition(|(_, by)| by.is_some());
        for (lead, by) in aside {
            self.set_aside.extend(by.map(|by| (lead, by)));
        }
        for kind in kinds {
            let leads = self.open.entry(*kind).or_default();
            let range = range_of(leads, place);
            let now = open.iter().map(|(lead, _)| *lead);
            let now: Vec<Lead> = now.filter(|lead| lead.kind == *kind).collect();
            // Most edits change nothing here, and a splice moves all that follows.
            if leads.get(range.clone()) != Some(now.as_slice()) {
                leads.splice(range, now);
            }
        }
    }
}

fn range_of(leads: &[Lead], place: Place) -> std::ops::Range<usize> {
    let start = leads.partition_point(|lead| lead.place < place);
    let end = leads.partition_point(|lead| lead.place <= place);
    start..end
}

fn copies(grounds: Grounds<'_>) -> impl Iterator<Item = Lead> {
    let suggested = grounds.copies.iter().filter(|copy| !copy.is_linked);
    suggested.map(|copy| Lead {
        kind: LeadKind::NearCopy,
        place: Place::Source(copy.from),
        about: About::Source(copy.to),
    })
}

/// What was set aside, by kind and place.
#[derive(Clone, Debug, Default)]
struct Dismissals(BTreeMap<(LeadKind, Place), Vec<usize>>);

impl Dismissals {
    fn new(project: &Project) -> Self {
        let mut dismissals = Self::default();
        for (position, dismissed) in project.dismissed.iter().enumerate() {
            for place in places(project, dismissed) {
                let key = (dismissed.lead, place);
                dismissals.0.entry(key).or_default().push(position);
            }
        }
        dismissals
    }

    fn of(&self, grounds: Grounds<'_>, lead: &Lead) -> Option<usize> {
        let Grounds {
            project, conflicts, ..
        } = grounds;
        let positions = self.0.get(&(lead.kind, lead.place))?;
        let at = lead.at_name(project);
        let about = lead.about_name(project, conflicts);
        positions.iter().copied().find(|position| {
            let dismissed = project.dismissed.get(*position);
            dismissed.is_some_and(|it| it.is_of(lead.kind, &at, about.as_deref()))
        })
    }
}

/// What an `at` may mean: ids are unique only within their list.
fn places(project: &Project, dismissed: &Dismissed) -> Vec<Place> {
    let at = dismissed.at.as_str();
    if let Some((source, n)) = at.split_once('#') {
        let source = SourceId::new(source).ok();
        let source = source.and_then(|id| project.source_position(&id));
        let paragraph = source.zip(n.parse().ok());
        return paragraph
            .map(|(source, n)| Place::Paragraph(source, n))
            .into_iter()
            .collect();
    }
    let event = EventId::new(at).ok();
    let event = event.and_then(|id| project.event_position(&id));
    let entity = EntityId::new(at).ok();
    let entity = entity.and_then(|id| project.entity_position(&id));
    let source = SourceId::new(at).ok();
    let source = source.and_then(|id| project.source_position(&id));
    let places = [
        event.map(Place::Event),
        entity.map(Place::Entity),
        source.map(Place::Source),
    ];
    places.into_iter().flatten().collect()
}
