//! The form of the project itself: its title, and what it is about.

use egui::Ui;

use super::desk::Desk;
use super::fields::{label_ui, line_ui, prose_ui};
use crate::edit;

pub(super) fn project_form_ui(desk: &mut Desk<'_>, ui: &mut Ui) {
    let project = std::sync::Arc::clone(desk.project());
    label_ui(ui, "Title");
    let field = ("Title", "What the case is called");
    if let Some(title) = line_ui(desk.fields, ui, field, &project.title) {
        desk.carry_out(|project| Ok(edit::set_title(project, title).in_burst("project/title")));
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
        desk.carry_out(|project| Ok(edit::set_about(project, about).in_burst("project/about")));
    }
}
