//! Relations between entities: one that is being made, and those that are there.

use std::sync::Arc;

use egui::{Align, Layout, Ui};

use super::cite::cites_ui;
use super::claim::cited_sources;
use super::date::{AskDate, DateAt, date_form_ui};
use super::desk::{Desk, Step};
use super::fields::{card_ui, filled, label_ui, prose_ui, remove_ui};
use super::picker::{Ask, Creates, picker_ui};
use super::pool::{Pool, WordsOf};
use super::value::word_of;
use crate::edit;
use crate::model::{EntityId, Item, Relation};
use crate::ui::widgets;

/// A relation of which not all is known that it needs.
#[derive(Debug, Default)]
pub(super) struct Pending {
    pub from: Option<EntityId>,
    pub kind: Option<String>,
    pub to: Option<EntityId>,
}

/// One end: the entity that it is, and that is picked.
fn end_ui(
    desk: &mut Desk<'_>,
    ui: &mut Ui,
    (name, hint): (&str, &str),
    current: Option<&EntityId>,
) -> Option<EntityId> {
    let project = Arc::clone(desk.project());
    let picked = picker_ui(
        desk,
        ui,
        &Ask {
            name,
            hint,
            shown: current.map_or("", |id| project.entity_name(id)),
            pool: Pool::Entities,
            creates: Creates::Entity,
        },
    )?;
    desk.entity_of(picked)
}

fn kind_ui(desk: &mut Desk<'_>, ui: &mut Ui, name: &str, shown: &str) -> Option<String> {
    let picked = picker_ui(
        desk,
        ui,
        &Ask {
            name,
            hint: "is … of, such as editor of",
            shown,
            pool: Pool::Words(WordsOf::Relations),
            creates: Creates::Word,
        },
    )?;
    word_of(desk, picked, WordsOf::Relations)
}

impl Pending {
    /// Whether more was chosen than whose page it is.
    pub(super) fn is_begun(&self) -> bool {
        self.kind.is_some() || self.to.is_some()
    }

    /// The relation, once both ends and what they are to one another are known.
    pub(super) fn pending_ui(
        &mut self,
        desk: &mut Desk<'_>,
        ui: &mut Ui,
        name: &str,
    ) -> Option<Relation> {
        let step = "new entity";
        label_ui(ui, "Read from left to right: who is what to whom");
        let from = format!("{name}: from");
        if let Some(id) = end_ui(desk, ui, (&from, "Who"), self.from.as_ref()) {
            desk.commit(step);
            self.from = Some(id);
        }
        let kind = format!("{name}: kind");
        let shown = self.kind.clone().unwrap_or_default();
        if let Some(kind) = kind_ui(desk, ui, &kind, &shown) {
            self.kind = Some(kind);
        }
        let to = format!("{name}: to");
        if let Some(id) = end_ui(desk, ui, (&to, "Whom or what"), self.to.as_ref()) {
            desk.commit(step);
            self.to = Some(id);
        }
        let (Some(from), Some(kind), Some(to)) = (&self.from, &self.kind, &self.to) else {
            widgets::weak(ui, "It is there as soon as all three are given");
            return None;
        };
        let relation = Relation {
            from: from.clone(),
            to: to.clone(),
            kind: kind.clone(),
            when: None,
            cites: Vec::new(),
            note: None,
        };
        ui.button("Create relation").clicked().then_some(relation)
    }
}

/// The relations that name an entity, each a card.
pub(super) fn relations_ui(desk: &mut Desk<'_>, ui: &mut Ui, id: &EntityId) {
    let project = Arc::clone(desk.project());
    let relations = project.relations.iter().enumerate();
    let own = relations.filter(|(_, it)| it.from == *id || it.to == *id);
    for (position, relation) in own {
        ui.push_id(("relation card", position), |ui| {
            card_ui(ui, |ui| relation_ui(desk, ui, position, relation));
        });
    }
}

fn relation_ui(desk: &mut Desk<'_>, ui: &mut Ui, position: usize, relation: &Relation) {
    let name = format!("Relation {}", position + 1);
    let mut removed = false;
    ui.horizontal(|ui| {
        widgets::strong(ui, &name);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            removed = remove_ui(ui, &format!("Delete relation {}", position + 1));
        });
    });
    if removed {
        desk.carry_out(|project| edit::delete(project, &[Item::Relation(position)]));
        return;
    }
    let mut changed = relation.clone();
    let mut typing = None;
    if let Some(from) = end_ui(
        desk,
        ui,
        (&format!("{name}: from"), "Who"),
        Some(&relation.from),
    ) {
        changed.from = from;
    }
    if let Some(kind) = kind_ui(desk, ui, &format!("{name}: kind"), &relation.kind) {
        changed.kind = kind;
    }
    if let Some(to) = end_ui(
        desk,
        ui,
        (&format!("{name}: to"), "Whom"),
        Some(&relation.to),
    ) {
        changed.to = to;
    }
    label_ui(ui, "When it was so");
    let cited = cited_sources(&relation.cites);
    let when_name = format!("{name}: when");
    let ask = AskDate {
        name: &when_name,
        cited: &cited,
        event: None,
        at: DateAt::Relation(position),
    };
    if let Some(new) = date_form_ui(desk, ui, ask, relation.when.as_ref()) {
        changed.when = new.when;
        typing = new.is_typing.then_some(when_name.clone());
    }
    if let Some(cites) = cites_ui(desk, ui, &name, &relation.cites) {
        changed.cites = cites;
    }
    let note = relation.note.as_deref().unwrap_or_default();
    let field = format!("{name}: note");
    if let Some(note) = prose_ui(desk.fields, ui, (&field, "Note"), note) {
        changed.note = filled(note);
        typing = Some(field);
    }
    if changed != *relation {
        let step = match typing {
            Some(field) => Step::typing("change of a relation", field),
            None => Step::of("change of a relation"),
        };
        desk.put_relation(position, &step, changed);
    }
}
