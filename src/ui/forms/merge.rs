//! Two entities that are one, and one that is two: what moves is shown before it does.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::Ui;

use super::desk::{Desk, Step};
use super::fields::{card_ui, label_ui, line_ui, quiet_button};
use super::kept::Kept;
use super::picker::{Ask, Creates, picker_ui};
use super::pool::Pool;
use super::references::{Reference, merged, phrases, references, split};
use crate::model::{Entity, EntityId, EntityKind, Item};
use crate::ui::widgets::{self, counted};

/// A merge or a split that is being thought over.
#[derive(Debug, Default)]
pub(super) struct Joining {
    is_merging: bool,
    other: Option<EntityId>,
    is_splitting: bool,
    /// Of the second one.
    name: String,
    /// What names the other one, in words.
    moving: Kept<EntityId, Vec<String>>,
    /// What names the one that is split.
    all: Kept<EntityId, Vec<Reference>>,
    ticked: BTreeSet<usize>,
}

impl Joining {
    pub(super) fn joining_ui(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, entity: &Entity) {
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            if quiet_button(ui, None, "Merge with…").clicked() {
                self.is_merging = !self.is_merging;
                desk.fields.focus = Some("Merge with".to_owned());
            }
            if quiet_button(ui, None, "Split…").clicked() {
                self.is_splitting = !self.is_splitting;
                self.name.clone_from(&entity.name);
                self.ticked.clear();
            }
        });
        if self.is_merging {
            card_ui(ui, |ui| self.merge_ui(desk, ui, entity));
        }
        if self.is_splitting {
            card_ui(ui, |ui| self.split_ui(desk, ui, entity));
        }
    }

    fn merge_ui(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, entity: &Entity) {
        let project = Arc::clone(desk.project());
        let shown = self.other.as_ref().map_or("", |id| project.entity_name(id));
        let picked = picker_ui(
            desk,
            ui,
            &Ask {
                name: "Merge with",
                hint: "The one that it is",
                shown,
                pool: Pool::Entities,
                creates: Creates::Nothing,
            },
        );
        let picked = picked.and_then(|picked| desk.entity_of(picked));
        if let Some(other) = picked.filter(|other| *other != entity.id) {
            self.other = Some(other);
        }
        let Some(other) = self
            .other
            .clone()
            .and_then(|id| project.entity(&id).cloned())
        else {
            return;
        };
        let id = &other.id;
        let moving = self
            .moving
            .get(&project, id, || phrases(&references(&project, id)));
        let moving = if moving.is_empty() {
            "nothing names it".to_owned()
        } else {
            moving.join(", ")
        };
        let (one, name) = (&entity.name, &other.name);
        widgets::weak(
            ui,
            format!("“{name}” becomes a spelling of “{one}”; what moves: {moving}"),
        );
        let label = format!("Merge “{name}” into “{one}”");
        let button = ui.add(egui::Button::new(&label).wrap());
        if button.clicked()
            && let Some(next) = merged(&project, &other.id, &entity.id)
        {
            let people = if [entity.kind, other.kind] == [EntityKind::Person; 2] {
                "people"
            } else {
                "entities"
            };
            desk.put(&Step::of(format!("merge of two {people}")), "", next);
            *self = Self::default();
        }
    }

    fn split_ui(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, entity: &Entity) {
        let project = Arc::clone(desk.project());
        label_ui(ui, "Name of the second one");
        let field = ("Name of the second one", "As it is best known");
        if let Some(name) = line_ui(desk.fields, ui, field, &self.name) {
            self.name = name;
        }
        let all = &mut self.all;
        let all = all.get(&project, &entity.id, || references(&project, &entity.id));
        widgets::weak(ui, "Tick what is the second one's");
        let area = egui::ScrollArea::vertical()
            .max_height(260.0)
            .id_salt("split");
        area.show(ui, |ui| {
            for (position, reference) in all.iter().enumerate() {
                tick_ui(ui, &mut self.ticked, position, reference);
            }
        });
        let moving = counted(self.ticked.len(), "reference", "references");
        let can = !self.ticked.is_empty() && !self.name.trim().is_empty();
        let button = egui::Button::new(format!("Split off {moving}"));
        if ui.add_enabled(can, button).clicked()
            && let Some((next, new)) = split(&project, &entity.id, &self.name, &self.ticked)
        {
            desk.put(&Step::of("split of an entity"), "", next);
            desk.select(Item::Entity(new));
            *self = Self::default();
        }
    }
}

fn tick_ui(ui: &mut Ui, ticked: &mut BTreeSet<usize>, position: usize, reference: &Reference) {
    let mut is_ticked = ticked.contains(&position);
    let naming = phrases(std::slice::from_ref(reference)).join("");
    let naming = naming.trim_start_matches("1 ").to_owned();
    let label = format!("{} · {naming}", reference.place);
    if ui.checkbox(&mut is_ticked, label).changed() {
        if is_ticked {
            ticked.insert(position);
        } else {
            ticked.remove(&position);
        }
    }
}
