//! Deleting a record: at once where nothing names it, else after a small question in the page that says
//! what goes with it. Nothing is lost: an undo brings it back.

use std::sync::Arc;

use egui::Ui;

use super::desk::{Desk, doing};
use super::fields::{Fields, card_ui, warning_ui};
use super::kept::Kept;
use super::picker::{Ask, Creates, picker_ui};
use super::pool::Pool;
use crate::app::{Command, SelectCommand};
use crate::edit::{self, Edit, Part, Refused, Use};
use crate::model::{Item, KindId, Project};
use crate::ui::widgets::{self, counted};

/// A record that is to be deleted and is in use.
#[derive(Debug)]
pub(super) struct Doomed {
    item: Item,
    /// The kind that its events get instead.
    instead: Option<KindId>,
    told: Kept<Item, Vec<String>>,
}

/// Deletes what nothing names; gives the question where something does.
pub(super) fn begin(
    project: &Project,
    item: Item,
    fields: &mut Fields,
    out: &mut Vec<Command>,
) -> Option<Doomed> {
    if !project.contains(&item) {
        return None;
    }
    if edit::uses(project, &item).is_empty() {
        match edit::delete(project, &[item]) {
            Ok(edit) => {
                out.push(Command::Select(SelectCommand::Clear));
                out.push(doing(edit));
            }
            Err(refused) => fields.refuse(&refused),
        }
        return None;
    }
    Some(Doomed {
        item,
        instead: None,
        told: Kept::default(),
    })
}

/// A kind goes once its events have another.
fn without(project: &Project, item: &Item, instead: Option<&KindId>) -> Result<Edit, Refused> {
    match (item, instead) {
        (Item::Kind(kind), Some(instead)) => {
            edit::merge_kinds(project, instead, std::slice::from_ref(kind))
        }
        _ => edit::delete(project, std::slice::from_ref(item)),
    }
}

/// What happens to all that names a record, a sentence each.
fn told(project: &Project, item: &Item) -> Vec<String> {
    let uses = edit::uses(project, item);
    if matches!(item, Item::Kind(_)) {
        let events = edit::uses_phrase(&uses);
        return vec![format!("It is the kind of {events}")];
    }
    let count = |is_one: &dyn Fn(&Use) -> bool| uses.iter().filter(|it| is_one(it)).count();
    let claims = count(&|it| it.part == Part::Speaker);
    let relations = count(&|it| matches!(it.part, Part::From | Part::To));
    let dates = count(&|it| it.part == Part::Basis);
    let is_gone = |it: &Use| matches!(it.part, Part::Speaker | Part::From | Part::To);
    let others: Vec<Use> = uses.iter().filter(|it| !is_gone(it)).cloned().collect();
    let mut gone = Vec::new();
    if claims > 0 {
        gone.push(counted(
            claims,
            "claim that it makes",
            "claims that it makes",
        ));
    }
    if relations > 0 {
        gone.push(counted(relations, "relation", "relations"));
    }
    let mut told = Vec::new();
    if !gone.is_empty() {
        told.push(format!("Deleted with it: {}", gone.join(" and ")));
    }
    if !others.is_empty() {
        told.push(format!("It is taken out of {}", edit::uses_phrase(&others)));
    }
    if dates > 0 {
        let dates = counted(dates, "date that rests", "dates that rest");
        told.push(format!("{dates} on it: kept, as judged"));
    }
    told
}

impl Doomed {
    /// The question. False once it is answered.
    pub(super) fn doomed_ui(&mut self, desk: &mut Desk<'_>, ui: &mut Ui) -> bool {
        let project = Arc::clone(desk.project());
        if !project.contains(&self.item) {
            return false;
        }
        let item = &self.item;
        let told = self.told.get(&project, item, || told(&project, item));
        let mut answer = None;
        card_ui(ui, |ui| {
            let name = name_of(&project, &self.item);
            widgets::strong(ui, &format!("Delete “{name}”?"));
            for sentence in told {
                warning_ui(ui, sentence);
            }
            let is_kind = matches!(self.item, Item::Kind(_));
            if is_kind {
                instead_ui(&self.item, &mut self.instead, desk, ui);
            }
            ui.horizontal_wrapped(|ui| {
                let label = match (is_kind, &self.instead) {
                    (true, Some(_)) => "Give them the other kind and delete",
                    (true, None) => "Choose another kind for them first",
                    _ => "Delete it",
                };
                let can = !is_kind || self.instead.is_some();
                if ui.add_enabled(can, egui::Button::new(label)).clicked() {
                    answer = Some(true);
                }
                if ui.button("Keep").clicked() {
                    answer = Some(false);
                }
            });
        });
        if answer == Some(true) {
            let instead = self.instead.as_ref();
            if desk.carry_out(|project| without(project, &self.item, instead)) {
                desk.out().push(Command::Select(SelectCommand::Clear));
            }
        }
        answer.is_none()
    }
}

fn instead_ui(item: &Item, instead: &mut Option<KindId>, desk: &mut Desk<'_>, ui: &mut Ui) {
    let project = Arc::clone(desk.project());
    let shown = instead.as_ref().and_then(|id| project.kind(id));
    let picked = picker_ui(
        desk,
        ui,
        &Ask {
            name: "Kind to give them",
            hint: "Give them another kind",
            shown: shown.map_or("", |kind| &kind.label),
            pool: Pool::Kinds,
            creates: Creates::Nothing,
        },
    );
    let kind = picked.and_then(|picked| desk.kind_of(picked));
    let is_other = |kind: &KindId| !matches!(item, Item::Kind(own) if own == kind);
    if let Some(kind) = kind.filter(is_other) {
        *instead = Some(kind);
    }
}

pub(super) fn name_of(project: &Project, item: &Item) -> String {
    match item {
        Item::Event(id) | Item::Claim(id, _) => project.event(id).map(|it| it.title.clone()),
        Item::Entity(id) => project.entity(id).map(|it| it.name.clone()),
        Item::Source(id) | Item::Paragraph(id, _) => project.source(id).map(|it| it.title.clone()),
        Item::Kind(id) => project.kind(id).map(|it| it.label.clone()),
        Item::Relation(_) | Item::Dismissed(_) => None,
    }
    .unwrap_or_else(|| item.to_string())
}
