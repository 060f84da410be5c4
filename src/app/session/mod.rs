//! The session: everything the window shows, and the one place where it changes.

mod attend;
mod axis;
mod earlier;
mod edit;
mod files;
mod foreign;
mod keep;
mod select;
mod texts;
mod words;

use std::collections::BTreeSet;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use super::deriving::Deriving;
use super::earlier::{Earlier, Restoring};
use super::filed::Filed;
use super::looking::Looking;
use super::notice::Notice;
use super::{
    Arrangement, Arranging, Attaching, Command, Dialog, Document, Extra, FileCommand, Opening,
    ReaderPlace, Saving, Selection, Stage, ViewCommand,
};
use crate::edit::History;
use crate::model::{DaySpan, Event, Project};
use crate::query::{FacetCounts, Filter, Matches, apply};
use crate::store::Texts;
use crate::timeline::{Axis, Columns, LaneBy, Lanes, Scale, Shown, Stops, Versions};
pub use attend::LeftEdits;
use foreign::Conflicts;
use words::Words;

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
    pub document: Arc<Document>,
    pub filter: Filter,
    pub selection: Selection,
    pub reading: Option<ReaderPlace>,
    pub lane_by: LaneBy,
    /// The time that everything stands at.
    pub axis: Axis,
    /// `None`: everything, at whatever width there is. Set once the user zooms or pans.
    pub scale: Option<Scale>,
    /// What the timeline is asked to show; answered by the view, which knows its width.
    pub asked: Option<Asked>,
    extras: BTreeSet<Extra>,
    pub dialog: Option<Dialog>,
    pub opening: Option<Opening>,
    /// What was shown and worked on before parts of the project that is being opened.
    before: Option<(Arc<Document>, Work)>,
    /// What is worked on.
    work: Work,
    /// What follows from the latest edits, on its way.
    deriving: Option<Deriving>,
    /// Something changed meanwhile.
    derives_again: bool,
    /// On its way to the disk.
    pub saving: Option<Saving>,
    /// Something was edited meanwhile that is to be saved as well.
    saves_again: bool,
    /// What is done once all is saved.
    then: Option<Box<FileCommand>>,
    leaving: Leaving,
    /// How many projects were worked on.
    n_works: u64,
    /// Texts on their way to the folder beside the project.
    attaching: Option<Attaching>,
    /// Those that follow, each with its project's file.
    to_attach: Vec<texts::ToAttach>,
    being_attached: Vec<texts::ToAttach>,
    /// Those that could not be.
    unattached: Vec<texts::ToAttach>,
    /// A look at the project's file that is under way.
    looking: Option<Looking>,
    /// Earlier versions that were asked for, and one that is being read.
    earlier: Option<Earlier>,
    restoring: Option<Restoring>,
    /// What a crash left, until somebody decides.
    left: Option<LeftEdits>,
    /// Of a merge, until somebody chose.
    conflicts: Option<Conflicts>,
    notices: Vec<Notice>,
    recent: Vec<PathBuf>,
    /// Whether opened projects are remembered beyond the session.
    keeps_recent: bool,
    /// Of the axis and the choice of lanes that are shown.
    lanes: Arc<Lanes>,
    /// Others, on their way.
    arranging: Option<Arranging>,
    /// Grows with every other set of lanes.
    lanes_version: u64,
    derived: Derived,
    words: Words,
    /// Grows with every document that is shown.
    document_version: u64,
    selection_news: News,
    wake: Wake,
    /// How many requests the reader has had.
    requests: u64,
    stepped_lane: Option<usize>,
}

/// The open project as it is worked on.
#[derive(Debug, Default)]
struct Work {
    /// Tells it from what was worked on before.
    number: u64,
    /// As it is edited; what is shown may be a moment behind.
    project: Arc<Project>,
    history: History,
    texts: Texts,
    /// `None` for the bundled case, and while it is being opened.
    filed: Option<Filed>,
}

impl Work {
    /// Nothing is edited yet.
    fn on(document: &Document) -> Self {
        Self {
            project: Arc::clone(&document.project),
            texts: document.texts.clone(),
            ..Self::default()
        }
    }
}

/// What follows from document, filter and lanes.
#[derive(Debug, Default)]
struct Derived {
    matches: Matches,
    facets: FacetCounts,
    shown: Shown,
    /// Grows whenever something else is shown.
    version: u64,
}

/// Days that the timeline is asked to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// One of these, whichever takes the least moving. At least one.
    Show(Vec<DaySpan>),
    /// As large as fits.
    Fit(DaySpan),
}

/// Whether the open project is being left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Leaving {
    #[default]
    No,
    /// Somebody said that what is not saved is not wanted.
    GivingUp,
    /// The window is to be closed.
    Quits,
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
        let mut session = Self::on(Arc::new(document));
        session.start_work();
        session
    }

    /// Looks at a document that nobody works on yet.
    fn on(document: Arc<Document>) -> Self {
        let mut session = Self {
            work: Work::on(&document),
            document,
            filter: Filter::default(),
            selection: Selection::default(),
            reading: None,
            lane_by: LaneBy::Kind,
            axis: Axis::Happened,
            scale: None,
            asked: None,
            extras: BTreeSet::new(),
            dialog: None,
            opening: None,
            before: None,
            deriving: None,
            derives_again: false,
            saving: None,
            saves_again: false,
            then: None,
            leaving: Leaving::default(),
            n_works: 0,
            attaching: None,
            to_attach: Vec::new(),
            being_attached: Vec::new(),
            unattached: Vec::new(),
            looking: None,
            earlier: None,
            restoring: None,
            left: None,
            conflicts: None,
            notices: Vec::new(),
            recent: Vec::new(),
            keeps_recent: false,
            lanes: Arc::default(),
            arranging: None,
            lanes_version: 0,
            derived: Derived::default(),
            words: Words::default(),
            document_version: 0,
            selection_news: News::default(),
            wake: Wake(Arc::new(|| {})),
            requests: 0,
            stepped_lane: None,
        };
        session.start_reading_something();
        session.arrange_document(Arrangement::default());
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

    /// The lanes of all that stands on the axis.
    pub fn lanes(&self) -> &Lanes {
        &self.lanes
    }

    /// What of the lanes and of the axis passes the filter.
    pub fn shown(&self) -> &Shown {
        &self.derived.shown
    }

    /// Numbers that change whenever something else is to be laid out.
    pub fn versions(&self) -> Versions {
        Versions {
            lanes: self.lanes_version,
            shown: self.derived.version,
        }
    }

    /// All that stands on the axis that is shown.
    pub fn columns(&self) -> &Columns {
        self.document.columns(self.axis)
    }

    /// What can be stepped through.
    pub fn stops(&self) -> Stops<'_> {
        Stops {
            columns: self.columns(),
            lanes: &self.lanes,
            shown: &self.derived.shown,
        }
    }

    /// The `n`th shown event in the order of the axis, what has no date on it last.
    pub fn nth_event(&self, n: usize) -> Option<usize> {
        self.derived.shown.nth_event(self.columns(), n)
    }

    /// The days of the axis that the filter narrows to.
    pub fn axis_span(&self) -> Option<DaySpan> {
        match self.axis {
            Axis::Happened => self.filter.span,
            Axis::Reported => self.filter.reported,
        }
    }

    /// Projects that were opened before, the latest first.
    pub fn recent(&self) -> &[PathBuf] {
        &self.recent
    }

    /// These were opened before.
    pub fn set_recent(&mut self, recent: Vec<PathBuf>) {
        self.recent = recent;
    }

    /// From now on, what is opened is remembered in the platform's place for it.
    pub fn keep_recent(&mut self) {
        self.keeps_recent = true;
    }

    /// What a person should know, the most urgent first.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// Whether the window is to be closed.
    pub fn quits(&self) -> bool {
        self.leaving == Leaving::Quits
    }

    pub fn shows(&self, extra: Extra) -> bool {
        self.extras.contains(&extra)
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
        self.take_saved();
        self.take_opened();
        self.take_attended();
        self.take_earlier();
        self.take_attached();
        self.take_derived();
        self.take_arranged();
        self.take_searched();
        self.selection.repair(&self.work.project);
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
                Command::View(view) => self.run_view(view),
                Command::Filter(filter) => {
                    filter.apply(&mut self.filter);
                    self.search_words();
                    self.derive();
                }
                Command::File(file) => self.run_file(file),
                Command::Edit(edit) => self.run_edit(edit),
                Command::Text(text) => self.run_text(text),
                Command::PutAway(about) => self.settle(about),
                Command::Show(dialog) => {
                    // What was to follow a save is not asked for any more.
                    self.then = self.then.take().filter(|_| self.saving.is_some());
                    self.dialog = dialog;
                }
            }
        }
    }

    fn run_view(&mut self, command: ViewCommand) {
        match command {
            ViewCommand::Scale(scale) => self.scale = Some(scale),
            ViewCommand::FitAll => self.scale = None,
            ViewCommand::FitSelection => self.asked = self.selected_span().map(Asked::Fit),
            ViewCommand::Fit(span) => self.asked = Some(Asked::Fit(span)),
            ViewCommand::LaneBy(lane_by) => self.choose_lanes(lane_by),
            ViewCommand::Axis(axis) => self.switch_axis(axis),
            ViewCommand::Show(event) => self.show_event(&event),
            ViewCommand::Shown(scale) => {
                self.asked = None;
                self.scale = scale.or(self.scale);
            }
            ViewCommand::Silence(days) => {
                // Nobody else holds it but for a moment of background work.
                if let Some(document) = Arc::get_mut(&mut self.document) {
                    document.choose_silence(days);
                }
            }
            ViewCommand::Toggle(extra) => {
                if !self.extras.remove(&extra) {
                    self.extras.insert(extra);
                }
                // The list opens where the selection is.
                self.selection_news = News::Coming;
            }
        }
    }

    /// What passes the filter, and all counts.
    fn derive(&mut self) {
        let corpus = self.document.corpus();
        let (matches, facets) = apply(&self.filter, corpus, self.words.hits());
        let passing = (matches.hidden() > 0).then_some(matches.bits());
        self.derived = Derived {
            shown: Shown::new(self.columns(), &self.lanes, passing),
            version: self.derived.version + 1,
            matches,
            facets,
        };
    }

    /// From the first to the last day of what is selected, on the axis that is shown.
    fn selected_span(&self) -> Option<DaySpan> {
        let events = self.selection.events.iter();
        events
            .flat_map(|id| self.spans_of(id))
            .reduce(DaySpan::union)
    }
}
