//! The page of something that is not there yet: what it needs to be there is asked for, and with Enter it
//! is. What is typed stays when the page is left without it.

use egui::{Key, Ui};

use super::desk::Desk;
use super::fields::{choice_ui, label_ui, own_line_ui, quiet_button};
use super::relation;
use crate::edit;
use crate::model::{EntityId, EntityKind, Item, KindId};
use crate::ui::widgets;

/// What is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Sort {
    Event,
    Entity,
    Relation,
    Kind,
}

impl Sort {
    pub(super) const ALL: [Self; 4] = [Self::Event, Self::Entity, Self::Relation, Self::Kind];

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
        let made = match sort {
            Sort::Event => self.event_ui(desk, ui),
            Sort::Entity => self.entity_ui(desk, ui),
            Sort::Relation => self.relation_ui(desk, ui),
            Sort::Kind => self.kind_ui(desk, ui),
        };
        if made.is_none() && self.begun(sort).is_some() {
            ui.add_space(4.0);
            if quiet_button(ui, None, "Clear what was begun").clicked() {
                self.clear(sort);
            }
        }
        made
    }

    /// What was typed or chosen for something new, in words.
    pub(super) fn begun(&self, sort: Sort) -> Option<String> {
        let (text, what) = match sort {
            Sort::Event => (&self.title, "a new event"),
            Sort::Entity => (&self.name, "a new entity"),
            Sort::Kind => (&self.label, "a new kind"),
            Sort::Relation => {
                return self
                    .relation
                    .is_begun()
                    .then(|| "a new relation".to_owned());
            }
        };
        let text = text.trim();
        (!text.is_empty()).then(|| format!("{what} “{text}”"))
    }

    pub(super) fn clear(&mut self, sort: Sort) {
        match sort {
            Sort::Event => (self.title, self.kind) = (String::new(), None),
            Sort::Entity => (self.name, self.sort) = (String::new(), None),
            Sort::Relation => self.relation = relation::Pending::default(),
            Sort::Kind => self.label.clear(),
        }
    }

    fn event_ui(&mut self, desk: &mut Desk<'_>, ui: &mut Ui) -> Option<Item> {
        label_ui(ui, "Title");
        let field = (Sort::Event.first_field(), "What happened");
        if let Some(title) = own_line_ui(desk.fields, ui, field, &self.title) {
            self.title = title;
        }
        let is_entered = entered(ui, field.0);
        let project = std::sync::Arc::clone(desk.project());
        let kind = self.kind.as_ref().and_then(|id| project.kind(id));
        let selected = desk.ctx.session.selected_event();
        let like_selected = selected.and_then(|event| project.kind(&event.kind));
        let kind = kind.or(like_selected).or(project.kinds().first());
        label_ui(ui, "Kind");
        let kind_ref = kind.map(AsRef::as_ref);
        let picked = super::event::kind_picker_ui(desk, ui, "New event: kind", ("", kind_ref));
        if let Some(id) = picked.and_then(|picked| desk.kind_of(picked)) {
            // A new kind is there at once: nothing rests on the event any more.
            desk.commit("new kind");
            self.kind = Some(id);
        }
        if !create_ui(ui, "Create event", &self.title, is_entered) {
            return None;
        }
        let kind = kind.map(|kind| kind.id.clone());
        let made = &self.title;
        let id = desk.make(|project| edit::new_event(project, made, kind.as_ref(), Vec::new()))?;
        (self.title, self.kind) = (String::new(), None);
        Some(Item::Event(id))
    }

    fn entity_ui(&mut self, desk: &mut Desk<'_>, ui: &mut Ui) -> Option<Item> {
        label_ui(ui, "Name");
        let field = (Sort::Entity.first_field(), "As it is best known");
        if let Some(name) = own_line_ui(desk.fields, ui, field, &self.name) {
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
        let id = desk.make(|project| edit::new_entity(project, &self.name, sort))?;
        (self.name, self.sort) = (String::new(), None);
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
        desk.add_relation(made);
        self.relation = relation::Pending::default();
        Some(Item::Entity(from))
    }

    fn kind_ui(&mut self, desk: &mut Desk<'_>, ui: &mut Ui) -> Option<Item> {
        label_ui(ui, "Label");
        let field = (Sort::Kind.first_field(), "Such as Arrest");
        if let Some(label) = own_line_ui(desk.fields, ui, field, &self.label) {
            self.label = label;
        }
        let is_entered = entered(ui, field.0);
        if !create_ui(ui, "Create kind", &self.label, is_entered) {
            return None;
        }
        let id = desk.make(|project| edit::new_kind(project, &self.label))?;
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
        let is_there = desk.project().entity(&mention.entity).is_some();
        if is_there && !known.contains(&mention.entity) && known.len() < MAX {
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
