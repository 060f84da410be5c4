//! Open a project: a path, typed or pasted, or chosen in the system's dialog. The field is always
//! there, because on small window managers the system's dialog may not come.

use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver};

use egui::{Key, Ui};

use super::super::ctx::ViewCtx;
use super::super::widgets;
use super::head_ui;
use crate::app::{Command, FileCommand};

#[derive(Debug, Default)]
pub(super) struct OpenDialog {
    path: String,
    /// The system's dialog, while it is open on its own thread.
    chosen: Option<Receiver<Option<PathBuf>>>,
}

impl OpenDialog {
    pub(super) fn open_ui(&mut self, ctx: ViewCtx<'_>, ui: &mut Ui, out: &mut Vec<Command>) {
        ui.set_width(480.0);
        head_ui(ui, "Open a project", out);
        let hint = "Path of a .ron file";
        let response = widgets::text_field(ui, &mut self.path, hint, "Path of the project");
        if self.chosen.is_none() && ui.memory(|memory| memory.focused().is_none()) {
            response.request_focus();
        }
        let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let path = PathBuf::from(self.path.trim());
        ui.horizontal(|ui| {
            let is_given = !self.path.trim().is_empty();
            let open = ui.add_enabled(is_given, egui::Button::new("Open"));
            if open.clicked() || is_entered && is_given {
                self.path.clear();
                out.push(Command::File(FileCommand::Open(path)));
            }
            if ui
                .add_enabled(self.chosen.is_none(), egui::Button::new("Browse…"))
                .clicked()
            {
                self.browse(ui.ctx());
            }
            if ui.button("Cancel").clicked() {
                out.push(Command::Show(None));
            }
        });
        self.take_chosen(out);
        for recent in ctx.session.recent() {
            let name = recent
                .file_name()
                .map_or_else(|| recent.to_string_lossy(), |name| name.to_string_lossy());
            if ui
                .link(&*name)
                .on_hover_text(recent.display().to_string())
                .clicked()
            {
                out.push(Command::File(FileCommand::Open(recent.clone())));
            }
        }
        widgets::weak(ui, "A file can also be dropped on the window.");
    }

    /// Asks the system, on another thread: its dialog may take its time, or never come.
    fn browse(&mut self, ctx: &egui::Context) {
        let (sender, receiver) = mpsc::channel();
        let ctx = ctx.clone();
        let task = move || {
            let chosen = rfd::FileDialog::new()
                .set_title("Open a project")
                .add_filter("Annals projects", &["ron"])
                .pick_file();
            // Nobody waits for the answer if the dialog was closed meanwhile.
            sender.send(chosen).ok();
            ctx.request_repaint();
        };
        if std::thread::Builder::new()
            .name("choose".to_owned())
            .spawn(task)
            .is_ok()
        {
            self.chosen = Some(receiver);
        }
    }

    fn take_chosen(&mut self, out: &mut Vec<Command>) {
        let Some(receiver) = &self.chosen else { return };
        match receiver.try_recv() {
            Ok(Some(path)) => {
                self.chosen = None;
                out.push(Command::File(FileCommand::Open(path)));
            }
            Ok(None) | Err(mpsc::TryRecvError::Disconnected) => self.chosen = None,
            Err(mpsc::TryRecvError::Empty) => {}
        }
    }
}
