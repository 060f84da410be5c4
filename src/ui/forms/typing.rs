//! What the keyboard does in forms: which typing is one step, and where undoing and letters are theirs.

use super::page::Forms;
use crate::app::{Command, EditCommand};

impl Forms {
    /// A field was left: what is typed next is another step. Before anything of a frame is drawn.
    pub(in crate::ui) fn end_burst(&mut self, ctx: &egui::Context, out: &mut Vec<Command>) {
        let focused = ctx.memory(egui::Memory::focused);
        if self.in_burst.is_some() && self.in_burst != focused {
            self.in_burst = None;
            out.push(Command::Edit(EditCommand::EndBurst));
        }
    }

    /// Looks for typing in what a frame asked for.
    pub(in crate::ui) fn note_burst(&mut self, ctx: &egui::Context, commands: &[Command]) {
        let is_typing = |command: &Command| match command {
            Command::Edit(EditCommand::Do(edit)) => edit.burst.is_some(),
            _ => false,
        };
        if commands.iter().any(is_typing) {
            self.in_burst = ctx.memory(egui::Memory::focused);
        }
    }

    /// A step is taken back or done again: the field with the keyboard shows what the record says then.
    pub(in crate::ui) fn note_undo(&mut self, ctx: &egui::Context) {
        if let Some(focused) = ctx.memory(egui::Memory::focused) {
            self.work.fields.forget_draft_of(focused);
        }
    }

    /// Whether the keyboard is on a button or a chip of the form.
    pub(in crate::ui) fn has_keyboard(&self, ctx: &egui::Context) -> bool {
        let focused = ctx.memory(egui::Memory::focused);
        let response = focused.and_then(|id| ctx.read_response(id));
        let rect = self.rect.filter(|_| self.page.is_some());
        rect.zip(response)
            .is_some_and(|(rect, response)| rect.contains(response.rect.center()))
    }
}
