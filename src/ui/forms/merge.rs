//! Two entities that are one, and one that is two: what moves is shown before it does.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::Ui;

use super::desk::Desk;
use super::fields::{card_ui, label_ui, own_line_ui, quiet_button};
use super::kept::Kept;
use super::picker::{Ask, Creates, picker_ui};
use super::pool::Pool;
use super::remove::name_of;
use crate::edit::{self, Edit, Part, Refused, Split, Use};
use crate::model::{Entity, EntityId, Item, Project};
use crate::ui::ctx::ViewCtx;
use crate::ui::widgets::{self, counted};

/// A merge or a split that is being thought over.
#[derive(Debug, Default)]
pub(super) struct Joining {
    is_merging: bool,
    other: Option<EntityId>,
    is_splitting: bool,
    /// Of the second one.
    name: String,
    /// Of the kept one and the other one.
    told: Kept<(EntityId, EntityId), Told>,
    /// What names the one that is split, each with how it is shown.
    all: Kept<EntityId, Vec<(Use, String)>>,
    ticked: BTreeSet<Use>,
    /// Positions of the spellings that are the second one's.
    spellings: BTreeSet<usize>,
}

/// What a merge does, in words.
#[derive(Debug)]
struct Told {
    /// What names the other one.
    moving: String,
    /// What is not there any more afterwards, line by line.
    deleted: Vec<String>,
}

impl Joining {
    /// What was chosen so far, and is not done.
    pub(super) fn unfinished(&self) -> Option<&'static str> {
        if self.is_splitting && !(self.ticked.is_empty() && self.spellings.is_empty()) {
            Some("a split")
        } else if self.is_merging && self.other.is_some() {
            Some("a merge")
        } else {
            None
        }
    }

    pub(super) fn joining_ui(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, entity: &Entity) {
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            if quiet_button(ui, None, "Merge with…").clicked() {
                self.is_merging = !self.is_merging;
                self.other = None;
                desk.fields.focus = Some("Merge with".to_owned());
            }
            if quiet_button(ui, None, "Split…").clicked() {
                self.is_splitting = !self.is_splitting;
                self.name.clone_from(&entity.name);
                self.ticked.clear();
                self.spellings.clear();
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
        let other = self.other.as_ref().and_then(|id| project.entity(id));
        let Some(other) = other else {
            return;
        };
        let both = (entity.id.clone(), other.id.clone());
        let Told { moving, deleted } = self.told.get(&project, &both, || Told {
            moving: moving(&project, &other.id),
            deleted: deleted(desk.ctx, &project, &entity.id, &other.id),
        });
        let (one, name) = (&entity.name, &other.name);
        widgets::weak(
            ui,
            format!("“{name}” becomes a spelling of “{one}”; what moves: {moving}"),
        );
        for line in deleted {
            widgets::weak(ui, line);
        }
        let label = format!("Merge “{name}” into “{one}”");
        let button = ui.add(egui::Button::new(&label).wrap());
        if button.clicked() {
            let others = [other.id.clone()];
            if desk.carry_out(|project| edit::merge_entities(project, &entity.id, &others)) {
                *self = Self::default();
            }
        }
    }

    fn split_ui(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, entity: &Entity) {
        let project = Arc::clone(desk.project());
        label_ui(ui, "Name of the second one");
        let field = ("Name of the second one", "As it is best known");
        if let Some(name) = own_line_ui(desk.fields, ui, field, &self.name) {
            self.name = name;
        }
        let all = &mut self.all;
        let all = all.get(&project, &entity.id, || all_of(&project, &entity.id));
        widgets::weak(ui, "Tick what is the second one’s");
        let area = egui::ScrollArea::vertical()
            .max_height(260.0)
            .id_salt("split");
        let (ticked, spellings) = (&mut self.ticked, &mut self.spellings);
        area.show(ui, |ui| {
            for (position, spelling) in entity.spellings.iter().enumerate() {
                let label = format!("the spelling “{}”", spelling.text);
                tick_ui(ui, spellings, position, &label);
            }
            for (reference, label) in all {
                tick_ui(ui, ticked, reference.clone(), label);
            }
        });
        // What was changed meanwhile cannot move.
        ticked.retain(|it| all.iter().any(|(reference, _)| reference == it));
        spellings.retain(|position| *position < entity.spellings.len());
        let count = ticked.len();
        let moving = counted(count, "reference", "references");
        let can = count + spellings.len() > 0 && !self.name.trim().is_empty();
        let button = egui::Button::new(format!("Split off {moving}"));
        if !ui.add_enabled(can, button).clicked() {
            return;
        }
        if let Some(new) = desk.make(|project| self.split(project, entity)) {
            desk.select(Item::Entity(new));
            *self = Self::default();
        }
    }

    fn split(&self, project: &Project, entity: &Entity) -> Result<(Edit, EntityId), Refused> {
        let id = edit::fresh_entity_id(project, &self.name);
        let second = Entity {
            id: id.clone(),
            kind: entity.kind,
            name: self.name.trim().to_owned(),
            spellings: Vec::new(),
            same_as: Vec::new(),
            note: None,
        };
        let split = Split {
            entity: second,
            moves: self.ticked.iter().cloned().collect(),
            spellings: self.spellings.iter().copied().collect(),
        };
        Ok((edit::split_entity(project, &entity.id, split)?, id))
    }
}

fn tick_ui<T: Ord>(ui: &mut Ui, ticked: &mut BTreeSet<T>, tick: T, label: &str) {
    let mut is_ticked = ticked.contains(&tick);
    if ui.checkbox(&mut is_ticked, label).changed() {
        if is_ticked {
            ticked.insert(tick);
        } else {
            ticked.remove(&tick);
        }
    }
}

fn moving(project: &Project, other: &EntityId) -> String {
    let uses = edit::uses(project, &Item::Entity(other.clone()));
    let phrase = edit::uses_phrase(&uses);
    if phrase.is_empty() {
        "nothing names it".to_owned()
    } else {
        format!("what names it, in {phrase}")
    }
}

/// The relations that a merge takes out: nobody is related to oneself, and none is said twice.
fn deleted(ctx: ViewCtx<'_>, project: &Project, one: &EntityId, other: &EntityId) -> Vec<String> {
    let is_either = |id: &EntityId| id == one || id == other;
    let between = project.relations.iter().enumerate().filter(|(_, it)| {
        let is_touched = it.from == *other || it.to == *other;
        is_touched && is_either(&it.from) && is_either(&it.to)
    });
    let between: Vec<_> = between.collect();
    let mut lines = Vec::new();
    if !between.is_empty() {
        let count = counted(between.len(), "relation", "relations");
        lines.push(format!("deleted: {count} between the two"));
    }
    for (position, relation) in &between {
        let phrase = place_phrase(project, &Item::Relation(*position));
        let places = relation.cites.iter().map(|it| ctx.citation_label(it));
        let places: Vec<String> = places.collect();
        let cited = if places.is_empty() {
            "cites nothing".to_owned()
        } else {
            format!("cites {}", places.join(", "))
        };
        lines.push(format!("{phrase}; {cited}"));
    }
    let merged = edit::merge_entities(project, one, std::slice::from_ref(other)).ok();
    let merged = merged.and_then(|edit| edit.apply(project).ok());
    let n_left = merged.map_or(0, |(merged, _)| merged.relations.len() + between.len());
    let n_doubles = project.relations.len().saturating_sub(n_left);
    if n_left > 0 && n_doubles > 0 {
        let count = counted(n_doubles, "relation", "relations");
        lines.push(format!("deleted: {count} that another one says already"));
    }
    lines
}

/// What names an entity, and how each is shown: "Two held · participant, arrested".
fn all_of(project: &Project, id: &EntityId) -> Vec<(Use, String)> {
    let uses = edit::uses(project, &Item::Entity(id.clone()));
    let labelled = uses.into_iter().map(|it| {
        let label = format!("{} · {}", place_phrase(project, &it.by), how(project, &it));
        (it, label)
    });
    labelled.collect()
}

fn place_phrase(project: &Project, by: &Item) -> String {
    match by {
        Item::Relation(position) => match project.relations.get(*position) {
            Some(relation) => {
                let (from, to) = (&relation.from, &relation.to);
                let (from, to) = (project.entity_name(from), project.entity_name(to));
                format!("{from} {} {to}", relation.kind)
            }
            None => by.to_string(),
        },
        by => name_of(project, by),
    }
}

fn how(project: &Project, used: &Use) -> String {
    let words = match used.part {
        Part::Participant(position) => {
            let Item::Event(id) = &used.by else {
                return "participant".to_owned();
            };
            let event = project.event(id);
            let part = event.and_then(|event| event.participants.get(position));
            return match part.map(|part| part.role.as_str()) {
                Some(role) if !role.is_empty() => format!("participant, {role}"),
                _ => "participant".to_owned(),
            };
        }
        Part::Place => "where it was",
        Part::Speaker => "speaker of a claim",
        Part::Value(_) => "value of a claim",
        Part::Adopted(_) => "adopted value",
        Part::Publisher => "publisher",
        Part::Author(_) => "author",
        Part::SameAs(_) => "perhaps the same",
        Part::From => "left side",
        Part::To => "right side",
        Part::Lead | Part::About => "lead that was set aside",
        _ => "reference",
    };
    match &used.by {
        Item::Claim(_, position) => format!("{words} ({})", position + 1),
        _ => words.to_owned(),
    }
}
