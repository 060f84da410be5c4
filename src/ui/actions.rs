//! One table of what a person can ask for without pointing at something: label, tip, shortcut. Menus,
//! the help sheet and the keys read it.

use egui::{Key, KeyboardShortcut, Modifiers};

use crate::app::{
    Command, Dialog, EditCommand, Extra, FileCommand, FilterCommand, Origin, Place, SelectCommand,
    Session, ViewCommand,
};
use crate::timeline::{Direction, Scale};

/// Something to ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    New,
    Open,
    OpenSample,
    Save,
    SaveAs,
    Revert,
    EarlierVersions,
    MakeItMine,
    Quit,
    Undo,
    Redo,
    NewEvent,
    NewEntity,
    NewRelation,
    NewKind,
    NewSource,
    EditRecord,
    Duplicate,
    Delete,
    Search,
    Palette,
    ClearFilters,
    PanLeft,
    PanRight,
    ZoomIn,
    ZoomOut,
    FitAll,
    FitSelection,
    SwitchAxis,
    NextShown,
    PreviousShown,
    NextInLane,
    PreviousInLane,
    LaneUp,
    LaneDown,
    ReadSource,
    NextEntity,
    NextConflict,
    Back,
    GoToDate,
    KnownBy,
    List,
    Leads,
    Grades,
    ThemeOfSystem,
    LightTheme,
    DarkTheme,
    Problems,
    Help,
    About,
    Clear,
}

/// How an action is shown and reached.
pub(super) struct Entry {
    pub action: Action,
    pub label: &'static str,
    pub tip: &'static str,
    pub keys: &'static [KeyboardShortcut],
    pub group: Group,
}

/// Where the help sheet and the menus put it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    File,
    Edit,
    Find,
    Look,
    Step,
    Help,
}

impl Group {
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::Find => "Find",
            Self::Look => "Look around",
            Self::Step => "Step through",
            Self::Help => "Help",
        }
    }
}

const fn key(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

const fn shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::SHIFT, key)
}

const fn command(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}

const fn command_shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key)
}

macro_rules! entry {
    ($group:ident, $action:ident, $label:literal, $tip:literal, [$($keys:expr),*]) => {
        Entry {
            action: Action::$action,
            label: $label,
            tip: $tip,
            keys: &[$($keys),*],
            group: Group::$group,
        }
    };
}

// A table reads as a table: one line an action.
#[rustfmt::skip]
pub(super) const ACTIONS: &[Entry] = &[
    entry!(File, New, "New project…", "An empty project in a file of its own", [command(Key::N)]),
    entry!(File, Open, "Open…", "Open a project file", [command(Key::O)]),
    entry!(File, OpenSample, "Open the bundled case", "The case that is part of the program", []),
    entry!(File, Save, "Save", "Write what was edited to the project's file", [command(Key::S)]),
    entry!(File, SaveAs, "Save as…", "Write the project to another file and go on in that", [command_shift(Key::S)]),
    entry!(File, Revert, "Revert to saved", "Back to what the file says; Undo brings the edits back", []),
    entry!(File, EarlierVersions, "Earlier versions…", "The project as it was before each save, to restore", []),
    entry!(File, MakeItMine, "Make it mine…", "A copy of the bundled case in a file of your own", []),
    entry!(File, Quit, "Quit", "Close the window", [command(Key::Q)]),
    entry!(Edit, Undo, "Undo", "Take the last change back", [command(Key::Z)]),
    entry!(Edit, Redo, "Redo", "Do again what was taken back", [command_shift(Key::Z), command(Key::Y)]),
    entry!(Edit, NewEvent, "New event", "Something that happened or was said to happen", [key(Key::N)]),
    entry!(Edit, NewEntity, "New entity", "A person, organisation, group, place, work or case", []),
    entry!(Edit, NewRelation, "New relation", "What one entity is to another", []),
    entry!(Edit, NewKind, "New kind", "A kind of events, with an icon and a colour", []),
    entry!(Edit, NewSource, "New source from text…", "A document becomes a source: its text is read, and its paragraphs get numbers", []),
    entry!(Edit, EditRecord, "Edit what is shown", "Change what the page on the right says, or go back to it", [key(Key::F2)]),
    entry!(Edit, Duplicate, "Duplicate", "A copy of the event or entity that is shown", [command(Key::D)]),
    entry!(Edit, Delete, "Delete…", "Take what is shown out of the project", [key(Key::Delete)]),
    entry!(Find, Search, "Search", "Find words in titles, names, spellings and gists", [command(Key::F), key(Key::Slash)]),
    entry!(Find, Palette, "Go to anything…", "One field that leads to every action, event, entity and source", [command(Key::K)]),
    entry!(Find, ClearFilters, "Clear all filters", "Show every event again", [shift(Key::Escape)]),
    entry!(Find, GoToDate, "Go to date…", "Bring a day, month or year into view", [key(Key::G)]),
    entry!(Find, KnownBy, "What was known on a day…", "Show only what a source that is cited had printed by then", []),
    entry!(Find, List, "List beside the timeline", "All shown events in time order, the timeline's twin", [key(Key::L)]),
    entry!(Find, Leads, "Leads beside the timeline", "What to look at: single origins, conflicts, what is undated or unread", [key(Key::I)]),
    entry!(Look, PanLeft, "Move earlier", "Shift the timeline towards the past", [key(Key::A)]),
    entry!(Look, PanRight, "Move later", "Shift the timeline towards the present", [key(Key::D)]),
    entry!(Look, ZoomIn, "Zoom in", "Fewer days, more detail", [key(Key::W), key(Key::Plus), key(Key::Equals)]),
    entry!(Look, ZoomOut, "Zoom out", "More days, less detail", [key(Key::S), key(Key::Minus)]),
    entry!(Look, FitAll, "Fit everything", "Show the whole span of the project", [key(Key::Home), key(Key::Num0)]),
    entry!(Look, FitSelection, "Fit the selection", "Show the selected events as large as fits", [key(Key::F)]),
    entry!(Look, Grades, "Grades on claims", "Show or hide the curator's grades, after the Admiralty system", []),
    entry!(Look, SwitchAxis, "Switch between happened and reported", "Show when events happened, or when each source printed them", [key(Key::T)]),
    entry!(Look, ThemeOfSystem, "Theme of the system", "Light or dark, as the system is", []),
    entry!(Look, LightTheme, "Light theme", "Always light", []),
    entry!(Look, DarkTheme, "Dark theme", "Always dark", []),
    entry!(Step, NextShown, "Next event shown", "Select the following event of all that are shown, or found, in the order of the axis", [key(Key::F3)]),
    entry!(Step, PreviousShown, "Previous event shown", "Select the event before, of all that are shown", [shift(Key::F3)]),
    entry!(Step, NextInLane, "Next event in lane", "Select the following event of the same lane", [key(Key::Period)]),
    entry!(Step, PreviousInLane, "Previous event in lane", "Select the preceding event of the same lane", [key(Key::Comma)]),
    entry!(Step, LaneUp, "Lane above", "Select the event nearest in time in the lane above", [key(Key::ArrowUp)]),
    entry!(Step, LaneDown, "Lane below", "Select the event nearest in time in the lane below", [key(Key::ArrowDown)]),
    entry!(Step, ReadSource, "Read the source", "Go through the paragraphs that the selected event cites", [key(Key::Enter)]),
    entry!(Step, NextEntity, "Show the participants", "Go through the entities of the selected event", [key(Key::E)]),
    entry!(Step, NextConflict, "Next conflict", "Select the next event whose accounts disagree", [key(Key::C)]),
    entry!(Step, Back, "Back", "Show what the inspector showed before", [key(Key::Backspace)]),
    entry!(Step, Clear, "Clear the selection", "Select nothing", [key(Key::Escape)]),
    entry!(Help, Help, "Keys and gestures", "Everything the keyboard and the pointer can do", [key(Key::Questionmark), key(Key::F1)]),
    entry!(Help, Problems, "Problems", "What is wrong with the open project", [key(Key::P)]),
    entry!(Help, About, "About Annals", "What this is, and under which licences", []),
];

/// How far one key press pans, as a share of the width.
const PAN_SHARE: f64 = 0.15;
/// How far one key press zooms.
const ZOOM_STEP: f64 = 1.3;

impl Action {
    /// Whether it makes sense now.
    pub(super) fn is_enabled(self, session: &Session) -> bool {
        match self {
            Self::Undo => session.undo_name().is_some(),
            Self::Redo => session.redo_name().is_some(),
            Self::Save | Self::Revert => session.is_dirty(),
            Self::EarlierVersions => session.filed().is_some(),
            Self::MakeItMine => session.document.origin == Origin::Sample,
            _ => true,
        }
    }

    /// What it does now, where that is more than the table's label says: "Undo merge of two people".
    pub(super) fn label_now(self, session: &Session) -> Option<String> {
        match self {
            Self::Undo => session.undo_name().map(|name| format!("Undo {name}")),
            Self::Redo => session.redo_name().map(|name| format!("Redo {name}")),
            _ => None,
        }
    }

    /// What it asks of the session; nothing for what only the window can do (search, quit,
    /// forms).
    pub(super) fn command(self, session: &Session, scale: Scale) -> Option<Command> {
        let zoom = |factor| {
            Command::View(ViewCommand::Scale(
                scale.zoomed_at(scale.width_points() / 2.0, factor),
            ))
        };
        let pan = |share: f64| {
            Command::View(ViewCommand::Scale(
                scale.panned(scale.width_points() * share),
            ))
        };
        let select = |command| Some(Command::Select(command));
        let place = |place| Some(Command::Show(Some(Dialog::Place(place))));
        match self {
            Self::New => place(Place::New),
            Self::NewSource => Some(Command::Show(Some(Dialog::NewSource))),
            Self::Open => Some(Command::Show(Some(Dialog::OpenPath))),
            Self::Save => Some(Command::File(FileCommand::Save)),
            Self::SaveAs => place(Place::SaveAs),
            Self::MakeItMine => place(Place::MakeItMine),
            Self::Revert => Some(Command::File(FileCommand::Revert)),
            Self::EarlierVersions => {
                let path = session.filed()?.path.clone();
                Some(Command::File(FileCommand::Versions(path)))
            }
            Self::Undo => Some(Command::Edit(EditCommand::Undo)),
            Self::Redo => Some(Command::Edit(EditCommand::Redo)),
            Self::OpenSample => Some(Command::File(FileCommand::OpenSample)),
            Self::NewEvent
            | Self::NewEntity
            | Self::NewRelation
            | Self::NewKind
            | Self::EditRecord
            | Self::Duplicate
            | Self::Delete
            | Self::Search
            | Self::Quit
            | Self::ThemeOfSystem
            | Self::LightTheme
            | Self::DarkTheme => None,
            Self::ClearFilters => Some(Command::Filter(FilterCommand::Clear)),
            Self::PanLeft => Some(pan(-PAN_SHARE)),
            Self::PanRight => Some(pan(PAN_SHARE)),
            Self::ZoomIn => Some(zoom(ZOOM_STEP)),
            Self::ZoomOut => Some(zoom(1.0 / ZOOM_STEP)),
            Self::FitAll => Some(Command::View(ViewCommand::FitAll)),
            Self::FitSelection => Some(Command::View(ViewCommand::FitSelection)),
            Self::NextShown => select(SelectCommand::StepShown(Direction::Forward)),
            Self::PreviousShown => select(SelectCommand::StepShown(Direction::Back)),
            Self::NextInLane => select(SelectCommand::StepInLane(Direction::Forward)),
            Self::PreviousInLane => select(SelectCommand::StepInLane(Direction::Back)),
            Self::LaneUp => select(SelectCommand::StepLane(Direction::Back)),
            Self::LaneDown => select(SelectCommand::StepLane(Direction::Forward)),
            Self::ReadSource => select(SelectCommand::NextCitation),
            Self::NextEntity => select(SelectCommand::NextEntity),
            Self::NextConflict => select(SelectCommand::NextConflict),
            Self::Back => select(SelectCommand::Back),
            Self::GoToDate => Some(Command::Show(Some(Dialog::GoToDate))),
            Self::KnownBy => Some(Command::Show(Some(Dialog::KnownBy))),
            Self::SwitchAxis => Some(Command::View(ViewCommand::Axis(session.axis.other()))),
            Self::Palette => Some(Command::Show(Some(Dialog::Palette))),
            Self::List => Some(Command::View(ViewCommand::Toggle(Extra::List))),
            Self::Leads => Some(Command::View(ViewCommand::Toggle(Extra::Leads))),
            Self::Grades => Some(Command::View(ViewCommand::Toggle(Extra::Grades))),
            Self::Problems => Some(Command::Show(Some(Dialog::Problems))),
            Self::Help => Some(Command::Show(Some(Dialog::Help))),
            Self::About => Some(Command::Show(Some(Dialog::About))),
            // One thing at a time: what is selected first, then the span.
            Self::Clear if session.axis_span().is_some() && session.selection.focus.is_none() => {
                Some(Command::Filter(FilterCommand::span_on(session.axis, None)))
            }
            Self::Clear => select(SelectCommand::Clear),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_means_two_things_and_every_action_is_in_the_table_once() {
        let mut keys: Vec<&KeyboardShortcut> =
            ACTIONS.iter().flat_map(|entry| entry.keys).collect();
        let count = keys.len();
        keys.sort_by_key(|keys| format!("{keys:?}"));
        keys.dedup();
        assert_eq!(keys.len(), count);
        for entry in ACTIONS {
            let same = ACTIONS
                .iter()
                .filter(|other| other.action == entry.action)
                .count();
            assert_eq!(same, 1, "{:?}", entry.action);
            assert!(
                !entry.label.ends_with('.') && !entry.tip.ends_with('.'),
                "{}",
                entry.label
            );
        }
    }
}
