//! What a person can ask for. Panels push these while they draw; the session runs them afterwards.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::notice::About;
use super::{Link, TextCommand};
use crate::diag::Diagnostic;
use crate::edit::{Decision, Edit, Side};
use crate::model::{Citation, Day, DaySpan, EntityId, EventId, Item, KindId, SourceId, Status};
use crate::query::Filter;
use crate::timeline::{Axis, Direction, LaneBy, Scale};

/// Nested by subsystem; each part applies itself.
#[derive(Clone, Debug)]
pub enum Command {
    Select(SelectCommand),
    View(ViewCommand),
    Filter(FilterCommand),
    File(FileCommand),
    Edit(EditCommand),
    Text(TextCommand),
    /// Puts a notice away.
    PutAway(About),
    /// Opens a dialog, or closes the one that is open.
    Show(Option<Dialog>),
}

/// What is selected, and what the reader shows.
#[derive(Clone, Debug)]
pub enum SelectCommand {
    /// Shows an item in the inspector; an event or source also in the reader.
    Item(Item),
    /// Adds an event to those selected, or takes it out.
    Toggle(EventId),
    /// Exactly the events at these positions, the last of them in the inspector.
    Positions(Vec<usize>),
    /// Opens the reader at a citation; the inspector stays.
    Cite(Citation),
    /// The next or previous of all shown events in the order of the axis.
    StepShown(Direction),
    /// The next or previous event of the selected one's lane.
    StepInLane(Direction),
    /// The event nearest in time in the next or previous lane.
    StepLane(Direction),
    /// The reader at the next citation of the selected event.
    NextCitation,
    /// The next entity of the selected event.
    NextEntity,
    /// The next event, in time order, with accounts that disagree.
    NextConflict,
    /// What the inspector showed before.
    Back,
    Clear,
}

/// How the timeline is looked at. Never an undo step.
#[derive(Clone, Debug)]
pub enum ViewCommand {
    Scale(Scale),
    FitAll,
    FitSelection,
    LaneBy(LaneBy),
    /// By when things happened, or by when they were reported.
    Axis(Axis),
    /// Shows exactly these days.
    Fit(DaySpan),
    /// Brings an event into view, moving as little as is needed.
    Show(EventId),
    /// The view has done so: with another scale, or as it was.
    Shown(Option<Scale>),
    Toggle(Extra),
    /// Silence longer than this is a lead; `None`: none is.
    Silence(Option<u32>),
}

/// What is shown on request, and not at first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Extra {
    /// The list beside the timeline.
    List,
    /// The leads beside the timeline.
    Leads,
    /// The curator's grades on claims: opinions, and most projects have none.
    Grades,
}

/// What is hidden.
#[derive(Clone, Debug)]
pub enum FilterCommand {
    Words(String),
    ToggleKind(KindId),
    ToggleEntity(EntityId),
    ToggleSource(SourceId),
    ToggleStatus(Status),
    /// Ticks this entity, and no other.
    OnlyEntity(EntityId),
    OnlySource(SourceId),
    /// When things happened.
    Span(Option<DaySpan>),
    /// When a source was published that prints them.
    Reported(Option<DaySpan>),
    /// What was publicly known on this day.
    KnownBy(Option<Day>),
    Certain(bool),
    Clear,
}

impl FilterCommand {
    /// Narrows to what lies in these days of an axis.
    pub fn span_on(axis: Axis, span: Option<DaySpan>) -> Self {
        match axis {
            Axis::Happened => Self::Span(span),
            Axis::Reported => Self::Reported(span),
        }
    }

    pub(super) fn apply(self, filter: &mut Filter) {
        fn toggle<T: Ord>(set: &mut BTreeSet<T>, value: T) {
            if !set.remove(&value) {
                set.insert(value);
            }
        }
        match self {
            Self::Words(words) => filter.words = words,
            Self::ToggleKind(kind) => toggle(&mut filter.kinds, kind),
            Self::ToggleEntity(entity) => toggle(&mut filter.entities, entity),
            Self::ToggleSource(source) => toggle(&mut filter.sources, source),
            Self::ToggleStatus(status) => toggle(&mut filter.statuses, status),
            Self::OnlyEntity(entity) => filter.entities = [entity].into(),
            Self::OnlySource(source) => filter.sources = [source].into(),
            Self::Span(span) => filter.span = span,
            Self::Reported(span) => filter.reported = span,
            Self::KnownBy(day) => filter.known_by = day,
            Self::Certain(is_certain) => filter.is_certain = is_certain,
            Self::Clear => *filter = Filter::default(),
        }
    }
}

/// Projects in and out.
#[derive(Clone, Debug, PartialEq)]
pub enum FileCommand {
    OpenSample,
    Open(PathBuf),
    CancelOpening,
    /// A new project with this title, in a file of its own from the start.
    New {
        path: PathBuf,
        title: String,
    },
    Save,
    /// To a new file, which is the open one from then on.
    SaveAs(PathBuf),
    /// Back to what the file says.
    Revert,
    /// Lists the earlier versions of the project at this path.
    Versions(PathBuf),
    /// The open project says again what it said in this earlier version.
    Restore(PathBuf),
    /// Their changes and ours in one, without saving.
    Merge,
    /// Of the conflicts that are shown, these sides; what is merged is the project.
    Resolve(Vec<Side>),
    /// Edit here, if nobody else does any more.
    TakeOver,
    /// What a crash left is the project.
    Recover,
    /// It is put aside.
    DiscardRecovery,
    /// Saves, then does the other.
    SaveThen(Box<FileCommand>),
    /// Gives up what was edited, then does the other.
    GiveUpThen(Box<FileCommand>),
    /// The window closes.
    Quit,
}

/// Changes of the project. Each is a step that can be taken back.
#[derive(Clone, Debug)]
pub enum EditCommand {
    Do(Box<Edit>),
    /// What a person decides about the evidence.
    Decide(Decision),
    Undo,
    Redo,
    /// What is typed next is a step of its own.
    EndBurst,
}

/// What stands before the window until it is answered or closed.
#[derive(Clone, Debug, PartialEq)]
pub enum Dialog {
    Help,
    About,
    /// One field that leads everywhere.
    Palette,
    /// What is wrong with the open project.
    Problems,
    /// A path to open, typed or chosen.
    OpenPath,
    GoToDate,
    /// What was known on a day.
    KnownBy,
    /// An address that is about to be opened in the browser.
    FollowLink(Link),
    /// Where a project is to be written.
    Place(Place),
    /// A document becomes a source.
    NewSource,
    /// Which file is the text of this source.
    AttachText(SourceId),
    /// Something is about to lose what is not saved.
    Unsaved {
        then: Box<FileCommand>,
    },
    /// What both changed, to choose from.
    Conflicts,
    /// What a crash left.
    Recovered,
    /// The earlier versions of a project.
    Versions,
    /// A project that could not be opened at all.
    Failed {
        path: PathBuf,
        problem: Box<Diagnostic>,
    },
}

/// What is written to a place that a person chooses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    New,
    SaveAs,
    /// A copy of the bundled case.
    MakeItMine,
}
