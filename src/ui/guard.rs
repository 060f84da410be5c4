//! A frame that panics does not take the work with it: the window comes back on the project as it was edited.

use std::panic::{AssertUnwindSafe, catch_unwind};

use egui::Ui;

use super::Window;

impl Window {
    /// Draws one frame and runs what was asked for in it. Should that panic, the next frame is drawn by a new
    /// window on the same project.
    pub fn window_ui(&mut self, ui: &mut Ui) {
        self.guarded_ui(ui, Self::frame_ui);
    }

    /// The same with another way to draw the frame: for tests of what happens when that panics.
    pub fn guarded_ui(&mut self, ui: &mut Ui, frame: impl FnOnce(&mut Self, &mut Ui)) {
        // What the panic left half done is thrown away below.
        if catch_unwind(AssertUnwindSafe(|| frame(self, ui))).is_ok() {
            return;
        }
        log::error!("a frame panicked; the window starts afresh");
        ui.ctx()
            .memory_mut(|memory| *memory = egui::Memory::default());
        self.start_afresh();
        ui.ctx().request_repaint();
    }
}
