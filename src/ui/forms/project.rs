//! The form of the project itself: its title, and what it is about.

use egui::Ui;

use super::desk::{Desk, Step};
use super::fields::{label_ui, line_ui, prose_ui};
use crate::model::Project;

pub(super) fn project_form_ui(desk: &mut Desk<'_>, ui: &mut Ui) {
    let project = Project::clone(desk.project());
    label_ui(ui, "Title");
    if let Some(title) = line_ui(
        desk.fields,
        ui,
        ("Title", "What the case is called"),
        &project.title,
    ) {
        let mut next = project.clone();
        next.title = title;
        desk.put(
            &Step::typing("title of the project", "title"),
            "project",
            next,
        );
    }
    label_ui(ui, "What it is about");
    // A paragraph a line; a blank line at the end is one that is being begun.
    let about = project.about.join("\n");
    let hint = "One paragraph a line";
    if let Some(about) = prose_ui(desk.fields, ui, ("About", hint), &about) {
        let about = if about.is_empty() {
            Vec::new()
        } else {
            about.split('\n').map(str::to_owned).collect()
        };
        // The title may have been typed in the same frame.
        let mut next = Project::clone(desk.project());
        next.about = about;
        desk.put(
            &Step::typing("words about the project", "about"),
            "project",
            next,
        );
    }
}
