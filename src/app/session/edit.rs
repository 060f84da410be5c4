//! Edits: done, taken back, done again. What follows from the project is worked out anew.

use std::sync::Arc;
use std::time::Instant;

use super::Session;
use crate::app::EditCommand;
use crate::model::Project;

impl Session {
    /// The project as it is edited.
    pub fn project(&self) -> &Arc<Project> {
        &self.document.project
    }

    pub(super) fn run_edit(&mut self, command: EditCommand) {
        let project = Arc::clone(self.project());
        let next = match command {
            EditCommand::Do(edit) => Some(self.history.run(&project, *edit, Instant::now())),
            EditCommand::Undo => self.history.undo(&project),
            EditCommand::Redo => self.history.redo(&project),
        };
        match next {
            Some(Ok(next)) => self.go_on_edited(next),
            Some(Err(refused)) => log::warn!("{}", refused.message),
            None => {}
        }
    }

    fn go_on_edited(&mut self, project: Project) {
        let document = self.document.edited(project);
        self.continue_with(Arc::new(document));
    }
}
