//! Deleting a record: at once where nothing names it, else after a small question in the page. Nothing
//! is lost: an undo brings it back.

use egui::Ui;

use super::desk::{Desk, Step};
use super::fields::{card_ui, warning_ui};
use super::kept::Kept;
use super::make;
use super::picker::{Ask, Creates, picker_ui};
use super::pool::Pool;
use super::references::{self, references};
use crate::app::{Command, SelectCommand};
use crate::model::{Item, KindId, Project};
use crate::ui::widgets::{self, counted};

/// A record that is to be deleted and is in use.
#[derive(Debug)]
pub(super) struct Doomed {
    item: Item,
    /// The kind that its events get instead.
    instead: Option<KindId>,
    uses: Kept<Item, Vec<String>>,
}

/// Deletes what nothing names; gives the question where something does.
pub(super) fn begin(project: &Project, item: Item, out: &mut Vec<Command>) -> Option<Doomed> {
    if !project.contains(&item) {
        return None;
    }
    if uses(project, &item).is_empty() {
        let next = without(project, &item, None)?;
        out.push(Command::Select(SelectCommand::Clear));
        out.push(step(&item).command(project, &next));
        return None;
    }
    Some(Doomed {
        item,
        instead: None,
        uses: Kept::default(),
    })
}

fn step(item: &Item) -> Step {
    Step::of(match item {
        Item::Event(_) | Item::Claim(..) => "deletion of an event",
        Item::Entity(_) => "deletion of an entity",
        Item::Source(_) | Item::Paragraph(..) => "deletion of a source",
        Item::Kind(_) => "deletion of a kind",
        Item::Relation(_) | Item::Dismissed(_) => "deletion of a relation",
    })
}

fn without(project: &Project, item: &Item, instead: Option<&KindId>) -> Option<Project> {
    Some(match item {
        Item::Event(id) | Item::Claim(id, _) => make::without_event(project, id),
        Item::Entity(id) => references::without_entity(project, id),
        Item::Source(id) | Item::Paragraph(id, _) => make::without_source(project, id),
        Item::Kind(id) => make::without_kind(project, id, instead),
        Item::Relation(position) => make::without_relation(project, *position),
        Item::Dismissed(_) => return None,
    })
}

/// What names a record, in words: "3 events".
fn uses(project: &Project, item: &Item) -> Vec<String> {
    let mut uses = Vec::new();
    let mut add = |count: usize, one: &str, many: &str| {
        if count > 0 {
            uses.push(counted(count, one, many));
        }
    };
    match item {
        Item::Event(id) | Item::Claim(id, _) => {
            add(
                make::uses_of_event(project, id),
                "other event",
                "other events",
            );
        }
        Item::Kind(id) => add(make::uses_of_kind(project, id), "event", "events"),
        Item::Source(id) | Item::Paragraph(id, _) => {
            let [events, sources, entities, relations] = make::uses_of_source(project, id);
            add(events, "event", "events");
            add(sources, "other source", "other sources");
            add(entities, "entity", "entities");
            add(relations, "relation", "relations");
        }
        Item::Entity(id) => return references::phrases(&references(project, id)),
        Item::Relation(_) | Item::Dismissed(_) => {}
    }
    uses
}

impl Doomed {
    /// The question. False once it is answered.
    pub(super) fn doomed_ui(&mut self, desk: &mut Desk<'_>, ui: &mut Ui) -> bool {
        let project = std::sync::Arc::clone(desk.project());
        let item = &self.item;
        let uses = self
            .uses
            .get(&project, item, || uses(&project, item))
            .join(", ");
        if !project.contains(&self.item) {
            return false;
        }
        let mut answer = None;
        card_ui(ui, |ui| {
            let name = name_of(&project, &self.item);
            widgets::strong(ui, &format!("Delete “{name}”?"));
            warning_ui(ui, &format!("It is used by {uses}"));
            if matches!(self.item, Item::Kind(_)) {
                self.instead_ui(desk, ui);
            }
            ui.horizontal_wrapped(|ui| {
                let label = match (&self.item, &self.instead) {
                    (Item::Kind(_), Some(_)) => "Delete and give them the other kind",
                    (Item::Kind(_), None) => "Delete and leave them without a kind",
                    _ => "Delete and take it out of them",
                };
                if ui.button(label).clicked() {
                    answer = Some(true);
                }
                if ui.button("Keep").clicked() {
                    answer = Some(false);
                }
            });
        });
        if answer == Some(true)
            && let Some(next) = without(&project, &self.item, self.instead.as_ref())
        {
            desk.out().push(Command::Select(SelectCommand::Clear));
            desk.put(&step(&self.item), "", next);
        }
        answer.is_none()
    }

    fn instead_ui(&mut self, desk: &mut Desk<'_>, ui: &mut Ui) {
        let project = std::sync::Arc::clone(desk.project());
        let shown = self.instead.as_ref().and_then(|id| project.kind(id));
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
        let is_other = |kind: &KindId| !matches!(&self.item, Item::Kind(own) if own == kind);
        if let Some(kind) = kind.filter(is_other) {
            self.instead = Some(kind);
        }
    }
}

fn name_of(project: &Project, item: &Item) -> String {
    match item {
        Item::Event(id) | Item::Claim(id, _) => project.event(id).map(|it| it.title.clone()),
        Item::Entity(id) => project.entity(id).map(|it| it.name.clone()),
        Item::Source(id) | Item::Paragraph(id, _) => project.source(id).map(|it| it.title.clone()),
        Item::Kind(id) => project.kind(id).map(|it| it.label.clone()),
        Item::Relation(_) | Item::Dismissed(_) => None,
    }
    .unwrap_or_else(|| item.to_string())
}
