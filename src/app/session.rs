//! The session: everything the window shows, and the one place where it changes.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{
    Command, Dialog, Document, FileCommand, FilterCommand, Opening, Origin, Reading, SelectCommand,
    Selection, ViewCommand,
};
use crate::diag::Diagnostic;
use crate::model::{Citation, DaySpan, Event, EventId, Item, SourceId};
use crate::query::{FacetCounts, Filter, Matches, facet_counts};
use crate::store::{self, Stop};
use crate::timeline::{self, Direction, Lane, LaneBy, Scale, Spot};

/// Wakes the window from another thread.
#[derive(Clone)]
struct Wake(Arc<dyn Fn() + Send + Sync>);

impl fmt::Debug for Wake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Wake")
    }
}

/// The state behind the window.
#[derive(Debug)]
pub struct Session {
    pub document: Document,
    pub filter: Filter,
    pub selection: Selection,
    pub reading: Option<Reading>,
    pub lane_by: LaneBy,
    /// `None`: everything, at whatever width there is. Set once the user zooms or pans.
    pub scale: Option<Scale>,
    /// What the timeline is asked to show; answered by the view, which knows its width.
    pub asked: Option<Asked>,
    pub is_list_shown: bool,
    pub dialog: Option<Dialog>,
    pub opening: Option<Opening>,
    /// `None`: opened projects are not remembered.
    recent: Option<Vec<PathBuf>>,
    derived: Derived,
    /// Grows with every document that is shown.
    document_version: u64,
    selection_news: News,
    wake: Wake,
    /// How many requests the reader has had.
    requests: u64,
    stepped_lane: Option<usize>,
}

/// What follows from document, filter and lanes.
#[derive(Debug, Default)]
struct Derived {
    matches: Matches,
    facets: FacetCounts,
    lanes: Vec<Lane>,
    undated: Vec<usize>,
}

/// Days that the timeline is asked to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Moving as little as is needed.
    Show(DaySpan),
    /// As large as fits.
    Fit(DaySpan),
}

/// Whether something changed since the last frame was drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum News {
    #[default]
    Old,
    /// Since the panels last drew.
    Coming,
    /// The panels that draw now have not seen it yet.
    New,
}

impl Session {
    pub fn new(document: Document) -> Self {
        let mut session = Self {
            document,
            filter: Filter::default(),
            selection: Selection::default(),
            reading: None,
            lane_by: LaneBy::Kind,
            scale: None,
            asked: None,
            is_list_shown: false,
            dialog: None,
            opening: None,
            recent: None,
            derived: Derived::default(),
            document_version: 0,
            selection_news: News::default(),
            wake: Wake(Arc::new(|| {})),
            requests: 0,
            stepped_lane: None,
        };
        session.start_reading_something();
        session.derive();
        session
    }

    /// What to call when background work has something to show.
    pub fn set_wake(&mut self, wake: impl Fn() + Send + Sync + 'static) {
        self.wake = Wake(Arc::new(wake));
    }

    pub fn matches(&self) -> &Matches {
        &self.derived.matches
    }

    pub fn facets(&self) -> &FacetCounts {
        &self.derived.facets
    }

    pub fn lanes(&self) -> &[Lane] {
        &self.derived.lanes
    }

    /// Events that are shown but have no date, by position.
    pub fn undated(&self) -> &[usize] {
        &self.derived.undated
    }

    /// Projects that were opened before, the latest first.
    pub fn recent(&self) -> &[PathBuf] {
        self.recent.as_deref().unwrap_or_default()
    }

    /// These were opened before; from now on, what is opened is remembered beside them.
    pub fn remember_from(&mut self, recent: Vec<PathBuf>) {
        self.recent = Some(recent);
    }

    /// Changes whenever another document is shown.
    pub fn document_version(&self) -> u64 {
        self.document_version
    }

    /// Whether something else was selected since the last frame, so that it must be scrolled to.
    pub fn has_new_selection(&self) -> bool {
        self.selection_news == News::New
    }

    /// The selected event that stepping starts from.
    pub fn selected_event(&self) -> Option<&Arc<Event>> {
        self.document.project.event(self.selection.event()?)
    }

    /// Takes in finished background work and drops what no longer exists.
    pub fn begin_frame(&mut self) {
        if let Some(opening) = &self.opening
            && let Some(outcome) = opening.take()
        {
            let path = opening.path.clone();
            self.opening = None;
            match outcome {
                Ok(document) => self.show(document),
                Err(Stop::Refused(problem) | Stop::NoFile(problem)) => {
                    self.dialog = Some(Dialog::Failed { path, problem });
                }
                Err(Stop::Cancelled) => {}
            }
        }
        self.selection.repair(&self.document.project);
        self.selection_news = match self.selection_news {
            News::Coming => News::New,
            News::New | News::Old => News::Old,
        };
    }

    /// Runs what the panels asked for, in order.
    pub fn run(&mut self, commands: impl IntoIterator<Item = Command>) {
        for command in commands {
            match command {
                Command::Select(select) => self.run_select(select),
                Command::View(view) => self.run_view(&view),
                Command::Filter(filter) => self.run_filter(filter),
                Command::File(file) => self.run_file(file),
                Command::Show(dialog) => self.dialog = dialog,
            }
        }
    }

    fn run_select(&mut self, command: SelectCommand) {
        let before = self.selection.events.clone();
        match command {
            SelectCommand::Item(item) => self.select_item(item),
            SelectCommand::Toggle(event) => self.selection.toggle(&event),
            SelectCommand::Positions(positions) => {
                let events = positions
                    .into_iter()
                    .filter_map(|event| self.document.event(event));
                self.selection
                    .select_events(events.map(|event| event.id.clone()).collect());
            }
            SelectCommand::Cite(citation) => self.read(citation.source, Some(citation.paragraph)),
            SelectCommand::StepInLane(direction) => self.step_in_lane(direction),
            SelectCommand::StepLane(direction) => self.step_lane(direction),
            SelectCommand::NextCitation => self.next_citation(),
            SelectCommand::NextEntity => self.next_entity(),
            SelectCommand::Back => self.selection.go_back(),
            SelectCommand::Clear => self.selection.clear(),
        }
        if self.selection.events != before {
            self.selection_news = News::Coming;
        }
    }

    fn run_view(&mut self, command: &ViewCommand) {
        match *command {
            ViewCommand::Scale(scale) => self.scale = Some(scale),
            ViewCommand::FitAll => self.scale = None,
            ViewCommand::FitSelection => self.asked = self.selected_span().map(Asked::Fit),
            ViewCommand::Fit(span) => self.asked = Some(Asked::Fit(span)),
            ViewCommand::LaneBy(lane_by) => {
                self.lane_by = lane_by;
                self.derive();
            }
            ViewCommand::Show(days) => self.asked = Some(Asked::Show(days)),
            ViewCommand::Shown(scale) => {
                self.asked = None;
                self.scale = scale.or(self.scale);
            }
            ViewCommand::ToggleList => self.is_list_shown = !self.is_list_shown,
        }
    }

    fn run_filter(&mut self, command: FilterCommand) {
        fn toggle<T: Ord>(set: &mut std::collections::BTreeSet<T>, value: T) {
            if !set.remove(&value) {
                set.insert(value);
            }
        }
        let filter = &mut self.filter;
        match command {
            FilterCommand::Words(words) => filter.words = words,
            FilterCommand::ToggleKind(kind) => toggle(&mut filter.kinds, kind),
            FilterCommand::ToggleEntity(entity) => toggle(&mut filter.entities, entity),
            FilterCommand::ToggleSource(source) => toggle(&mut filter.sources, source),
            FilterCommand::ToggleStatus(status) => toggle(&mut filter.statuses, status),
            FilterCommand::Span(span) => filter.span = span,
            FilterCommand::Certain(is_certain) => filter.is_certain = is_certain,
            FilterCommand::Clear => *filter = Filter::default(),
        }
        self.derive();
    }

    fn run_file(&mut self, command: FileCommand) {
        match command {
            FileCommand::OpenSample => self.show(Document::sample()),
            FileCommand::Open(path) => self.open(&path),
            FileCommand::CancelOpening => {
                if let Some(opening) = self.opening.take() {
                    opening.cancel();
                }
            }
        }
    }

    /// Starts reading a project; the open one stays until the new one is there.
    pub fn open(&mut self, path: &Path) {
        if let Some(previous) = self.opening.take() {
            previous.cancel();
        }
        self.dialog = None;
        let Wake(wake) = self.wake.clone();
        self.opening = Some(Opening::start(path, move || wake()));
    }

    /// Replaces the open project. The view starts afresh; nothing of the old one is selected.
    fn show(&mut self, document: Document) {
        if let (Origin::File(path), Some(recent)) = (&document.origin, &mut self.recent) {
            recent.retain(|other| other != path);
            recent.insert(0, path.clone());
            remember(path.clone());
        }
        self.dialog = document
            .problems
            .iter()
            .any(Diagnostic::is_error)
            .then_some(Dialog::Problems);
        self.document = document;
        self.document_version += 1;
        self.filter = Filter::default();
        self.selection = Selection::default();
        self.reading = None;
        self.scale = None;
        self.start_reading_something();
        self.derive();
    }

    /// The reader is never empty if there is something to read: at first, the first held source.
    fn start_reading_something(&mut self) {
        let first = self
            .document
            .project
            .sources()
            .iter()
            .find(|source| source.is_held());
        if let Some(source) = first.map(|source| source.id.clone()) {
            self.read(source, None);
        }
    }

    fn derive(&mut self) {
        let Document {
            project,
            index,
            marks,
            ..
        } = &self.document;
        let matches = self.filter.matches(project, index);
        let visible = |event: usize| matches.contains(event);
        self.derived = Derived {
            facets: facet_counts(&self.filter, project, index),
            lanes: timeline::lanes(project, self.lane_by, marks, &visible),
            undated: timeline::undated(marks, &visible),
            matches,
        };
    }

    fn select_item(&mut self, item: Item) {
        match &item {
            Item::Event(id) => self.read_first_citation(&id.clone(), 0),
            Item::Claim(id, claim) => self.read_first_citation(&id.clone(), *claim),
            Item::Source(id) => self.read(id.clone(), None),
            Item::Paragraph(id, n) => {
                self.read(id.clone(), Some(*n));
                return;
            }
            Item::Kind(_) | Item::Entity(_) | Item::Relation(_) => {}
        }
        self.selection.focus_on(item);
    }

    /// Shows where an event's claim stands, unless the reader already shows a place that it cites.
    fn read_first_citation(&mut self, event: &EventId, claim: usize) {
        let Some(event) = self.document.project.event(event) else {
            return;
        };
        let held = |citation: &&Citation| self.document.project.cited(citation).is_some();
        let claims = event.claims.iter().skip(claim);
        if let Some(citation) = claims.flat_map(|claim| &claim.cites).find(held).cloned() {
            self.read(citation.source, Some(citation.paragraph));
        }
    }

    fn read(&mut self, source: SourceId, paragraph: Option<u32>) {
        self.requests += 1;
        self.reading = Some(Reading {
            source,
            paragraph,
            request: self.requests,
        });
    }

    /// From citation to citation of the selected event, round.
    fn next_citation(&mut self) {
        let Some(event) = self.selected_event() else {
            return;
        };
        let citations: Vec<Citation> = event
            .citations()
            .filter(|citation| self.document.project.cited(citation).is_some())
            .cloned()
            .collect();
        let shown = self.reading.as_ref();
        let current = citations.iter().position(|citation| {
            shown.is_some_and(|shown| {
                shown.source == citation.source && shown.paragraph == Some(citation.paragraph)
            })
        });
        let next = current.map_or(0, |current| (current + 1) % citations.len());
        if let Some(citation) = citations.get(next).cloned() {
            self.read(citation.source, Some(citation.paragraph));
        }
    }

    /// From entity to entity of the selected event, round.
    fn next_entity(&mut self) {
        let Some(event) = self.selected_event() else {
            return;
        };
        let mut entities = Vec::new();
        for entity in event.entities() {
            if !entities.contains(entity) {
                entities.push(entity.clone());
            }
        }
        let current = entities.iter().position(|entity| {
            self.selection.focus.as_ref() == Some(&Item::Entity(entity.clone()))
        });
        let next = current.map_or(0, |current| (current + 1) % entities.len());
        if let Some(entity) = entities.into_iter().nth(next) {
            self.selection.focus_on(Item::Entity(entity));
        }
    }

    fn step_in_lane(&mut self, direction: Direction) {
        let next = timeline::next_in_lane(&self.derived.lanes, self.spot(), direction);
        self.select_stepped(next);
    }

    fn step_lane(&mut self, direction: Direction) {
        let (lanes, marks) = (&self.derived.lanes, &self.document.marks);
        let next = match self.spot() {
            Some(spot) => timeline::neighbour_lane(lanes, marks, spot, direction),
            None => timeline::next_in_lane(lanes, None, direction),
        };
        self.select_stepped(next);
    }

    /// The lane and event position that stepping starts from. Of several lanes with the event, the
    /// one that was last stepped into.
    fn spot(&self) -> Option<Spot> {
        let event = self
            .document
            .project
            .event_position(self.selection.event()?)?;
        let has_event = |lane: &Lane| lane.events.contains(&event);
        let lanes = &self.derived.lanes;
        let stepped = self
            .stepped_lane
            .filter(|lane| lanes.get(*lane).is_some_and(has_event));
        let lane = stepped.or_else(|| lanes.iter().position(has_event))?;
        Some(Spot { lane, event })
    }

    fn select_stepped(&mut self, spot: Option<Spot>) {
        let Some(spot) = spot else { return };
        let Some(event) = self.document.event(spot.event) else {
            return;
        };
        let (id, span) = (event.id.clone(), drawn_span(event));
        self.stepped_lane = Some(spot.lane);
        self.select_item(Item::Event(id));
        self.asked = span.map(Asked::Show);
    }

    fn selected_span(&self) -> Option<DaySpan> {
        let events = self.selection.events.iter();
        events
            .filter_map(|id| drawn_span(self.document.project.event(id)?))
            .reduce(|a, b| DaySpan {
                first: a.first.min(b.first),
                last: a.last.max(b.last),
            })
    }
}

/// Writes the recent list, off this thread: a frame never waits for a disk.
fn remember(path: PathBuf) {
    let task = move || {
        if let Err(error) = store::remember(&path) {
            log::warn!("the recent list was not written: {error}");
        }
    };
    if let Err(error) = std::thread::Builder::new()
        .name("recent".to_owned())
        .spawn(task)
    {
        log::warn!("no thread could be started for the recent list: {error}");
    }
}

/// The days that an event's mark covers.
fn drawn_span(event: &Event) -> Option<DaySpan> {
    let bounds = event.when.as_ref()?.bounds?;
    DaySpan::new(bounds.known_first(), bounds.known_last())
}
