//! A path: typed or pasted, or chosen in the system's dialog. The field is always there, because on small
//! window managers the system's dialog may not come.

use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver};

use egui::{Key, Ui};

use super::super::widgets;

/// What the system's dialog is to ask for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Asks {
    /// A file that is there.
    Open { title: &'static str },
    /// A text, a saved page, a PDF.
    Document { title: &'static str },
    /// A file that is to be written.
    Save { title: &'static str },
}

/// A field for a path, and the way to the system's dialog.
#[derive(Debug, Default)]
pub(super) struct PathField {
    pub(super) path: String,
    /// The system's dialog, while it is open on its own thread.
    chosen: Option<Receiver<Option<PathBuf>>>,
    /// The pass in which it was shown last: a dialog that was not there in the pass before was opened.
    shown_in: Option<u64>,
    /// It had the focus since the dialog was opened, and is not given it again.
    had_focus: bool,
}

impl PathField {
    /// The field. Whether Enter was pressed in it.
    pub(super) fn field_ui(&mut self, ui: &mut Ui, hint: &str, name: &str) -> bool {
        self.take_chosen();
        let response = widgets::text_field(ui, &mut self.path, hint, name);
        // Read before the focus is asked for: a field that has it again has not lost it.
        let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        self.focus_once(ui, &response);
        is_entered
    }

    fn focus_once(&mut self, ui: &Ui, response: &egui::Response) {
        let pass = ui.ctx().cumulative_pass_nr();
        let was_shown = self.shown_in.is_some_and(|shown| shown + 1 >= pass);
        self.shown_in = Some(pass);
        self.had_focus &= was_shown;
        if response.has_focus() {
            self.had_focus = true;
        } else if !self.had_focus {
            response.request_focus();
        }
    }

    pub(super) fn browse_ui(&mut self, ui: &mut Ui, asks: Asks) {
        let browse = ui.add_enabled(self.chosen.is_none(), egui::Button::new("Browse…"));
        if browse.clicked() {
            self.browse(ui.ctx(), asks);
        }
    }

    /// What is given, if anything is.
    pub(super) fn given(&self) -> Option<PathBuf> {
        let path = self.path.trim();
        (!path.is_empty()).then(|| PathBuf::from(path))
    }

    /// Asks the system, on another thread: its dialog may take its time, or never come.
    fn browse(&mut self, ctx: &egui::Context, asks: Asks) {
        let (sender, receiver) = mpsc::channel();
        let ctx = ctx.clone();
        let task = move || {
            let dialog = rfd::FileDialog::new();
            let projects = || dialog.clone().add_filter("Annals projects", &["ron"]);
            let chosen = match asks {
                Asks::Open { title } => projects().set_title(title).pick_file(),
                Asks::Document { title } => dialog.set_title(title).pick_file(),
                Asks::Save { title } => projects().set_title(title).save_file(),
            };
            // Nobody waits for the answer if the dialog was closed meanwhile.
            sender.send(chosen).ok();
            ctx.request_repaint();
        };
        let thread = std::thread::Builder::new().name("choose".to_owned());
        if thread.spawn(task).is_ok() {
            self.chosen = Some(receiver);
        }
    }

    fn take_chosen(&mut self) {
        let Some(receiver) = &self.chosen else { return };
        match receiver.try_recv() {
            Ok(Some(path)) => {
                self.chosen = None;
                self.path = path.display().to_string();
            }
            Ok(None) | Err(mpsc::TryRecvError::Disconnected) => self.chosen = None,
            Err(mpsc::TryRecvError::Empty) => {}
        }
    }
}
