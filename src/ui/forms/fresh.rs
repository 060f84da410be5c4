//! The page of something that is not there yet: what it needs to be there is asked for, and with Enter it
//! is. What is typed stays when the page is left without it.

use egui::{Key, Ui};

use super::desk::{Desk, Step};
use super::fields::{choice_ui, label_ui, line_ui};
use super::make;
use super::picker::{Ask, Creates, picker_ui};
use super::pool::Pool;
use super::relation;
use crate::model::{EntityId, EntityKind, Item, KindId};
use crate::ui::widgets;

/// What is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Event,
    Entity,
    Relation,
    Kind,
}

impl Sort {
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Event => "New event",
            Self::Entity => "New entity",
            Self::Relation => "New relation",
            Self::Kind => "New kind",
        }
    }

    /// What is typed into first.
    pub(super) fn first_field(self) -> &'static str {
        match self {
            Self::Event => "New event: title",
            Self::Entity => "New entity: name",
            Self::Relation => "New relation: from",
            Self::Kind => "New kind: label",
        }
    }
}

/// What was typed so far.
#[derive(Debug, Default)]
pub(super) struct Fresh {
    title: String,
    kind: Option<KindId>,
    name: String,
    sort: Option<EntityKind>,
    label: String,
    relation: relation::Pending,
}

impl Fresh {
    /// What came into being.
    pub(super) fn fresh_form_ui(
        &mut self,
        desk: &mut Desk<'_>,
        ui: &mut Ui,
        sort: Sort,
    ) -> Option<Item> {
        match sort {
            Sort::Event => self.event_ui(desk, ui),
            Sort::Entity => self.entity_ui(desk, ui),
            Sort::Relation => self.relation_ui(desk, ui),
            Sort::Kind => self.kind_ui(desk, ui),
        }
    }

    fn event_ui(&mut self, desk: &mut Desk<'_>, ui: &mut Ui) -> Option<Item> {
        label_ui(ui, "Title");
        let field = (Sort::Event.first_field(), "What happened");
        if let Some(title) = line_ui(desk.fields, ui, field, &self.title) {
            self.title = title;
        }
        let is_entered = entered(ui, field.0);
        let project = std::sync::Arc::clone(desk.project());
        let kind = self.kind.as_ref().and_then(|id| project.kind(id));
        let selected = desk.ctx.session.selected_event();
        let like_selected = selected.and_then(|event| project.kind(&event.kind));
        let kind = kind.or(like_selected).or(project.kinds().first());
        label_ui(ui, "Kind");
        let picked = picker_ui(
            desk,
            ui,
            &Ask {
                name: "New event: kind",
                hint: "Kind of event",
                shown: kind.map_or("", |kind| &kind.label),
                pool: Pool::Kinds,
                creates: Creates::Named,
            },
        );
        if let Some(id) = picked.and_then(|picked| desk.kind_of(picked)) {
            // A new kind is there at once: nothing rests on the event any more.
            desk.commit(&Step::of("new kind"));
            self.kind = Some(id);
        }
        if !create_ui(ui, "Create event", &self.title, is_entered) {
            return None;
        }
        let kind = kind.map(|kind| kind.id.clone());
        let (next, id) = make::new_event(desk.project(), &self.title, kind.as_ref())?;
        desk.put(&Step::of("new event"), "", next);
        self.title.clear();
        Some(Item::Event(id))
    }

    fn entity_ui(&mut self, desk: &mut Desk<'_>, ui: &mut Ui) -> Option<Item> {
        label_ui(ui, "Name");
        let field = (Sort::Entity.first_field(), "As it is best known");
        if let Some(name) = line_ui(desk.fields, ui, field, &self.name) {
            self.name = name;
        }
        let is_entered = entered(ui, field.0);
        label_ui(ui, "What it is");
        let sort = self.sort.unwrap_or(EntityKind::Person);
        let chosen = choice_ui(ui, "Sort", &sorts(), Some(sort));
        self.sort = chosen.or(self.sort);
        known_ui(desk, ui, &self.name);
        if !create_ui(ui, "Create entity", &self.name, is_entered) {
            return None;
        }
        let (next, id) = make::new_entity(desk.project(), &self.name, sort)?;
        desk.put(&Step::of("new entity"), "", next);
        self.name.clear();
        Some(Item::Entity(id))
    }

    fn relation_ui(&mut self, desk: &mut Desk<'_>, ui: &mut Ui) -> Option<Item> {
        if self.relation.from.is_none()
            && let Some(Item::Entity(shown)) = &desk.ctx.session.selection.focus
        {
            self.relation.from = Some(shown.clone());
        }
        let made = self.relation.pending_ui(desk, ui, "New relation")?;
        let from: EntityId = made.from.clone();
        let position = desk.project().relations.len();
        desk.put_relation(position, &Step::of("new relation"), made);
        self.relation = relation::Pending::default();
        Some(Item::Entity(from))
    }

    fn kind_ui(&mut self, desk: &mut Desk<'_>, ui: &mut Ui) -> Option<Item> {
        label_ui(ui, "Label");
        let field = (Sort::Kind.first_field(), "Such as Arrest");
        if let Some(label) = line_ui(desk.fields, ui, field, &self.label) {
            self.label = label;
        }
        let is_entered = entered(ui, field.0);
        if !create_ui(ui, "Create kind", &self.label, is_entered) {
            return None;
        }
        let (next, id) = make::new_kind(desk.project(), &self.label)?;
        desk.put(&Step::of("new kind"), "", next);
        self.label.clear();
        Some(Item::Kind(id))
    }
}

/// The sorts of entity, to choose from.
pub(super) fn sorts() -> [(EntityKind, Option<char>, &'static str); 6] {
    EntityKind::ALL.map(|kind| (kind, Some(widgets::entity_glyph(kind)), kind.label()))
}

/// Whether Enter was pressed in a field.
fn entered(ui: &Ui, field: &str) -> bool {
    let id = super::fields::field_id(field);
    let was_there = ui.memory(|memory| memory.has_focus(id)) || {
        ui.read_response(id).is_some_and(|it| it.lost_focus())
    };
    was_there && ui.input(|input| input.key_pressed(Key::Enter))
}

fn create_ui(ui: &mut Ui, label: &str, text: &str, is_entered: bool) -> bool {
    ui.add_space(6.0);
    let can = !text.trim().is_empty();
    let button = ui.add_enabled(can, egui::Button::new(label));
    widgets::focus_ring(ui, &button);
    can && (button.clicked() || is_entered)
}

/// Those that are called so already, to open instead.
fn known_ui(desk: &mut Desk<'_>, ui: &mut Ui, name: &str) {
    const MAX: usize = 3;
    let name = name.trim();
    if name.chars().count() < 3 {
        return;
    }
    let mentions = desk.ctx.document().names.mentions(name);
    let mut known: Vec<EntityId> = Vec::new();
    for mention in mentions {
        if !known.contains(&mention.entity) && known.len() < MAX {
            known.push(mention.entity);
        }
    }
    if known.is_empty() {
        return;
    }
    widgets::weak(ui, "There is already");
    ui.horizontal_wrapped(|ui| {
        for id in known {
            let ctx = desk.ctx;
            widgets::entity_chip(ctx, ui, &id, desk.out());
        }
    });
}
