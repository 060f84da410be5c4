//! Where the forms of one frame put what they change: each edit is made for the project as the edits
//! before it leave it, so that two fields that change at once do not undo one another.

use std::sync::Arc;

use super::fields::Fields;
use super::make;
use super::picker::Picked;
use crate::app::{Command, EditCommand};
use crate::edit::Edit;
use crate::model::{
    Entity, EntityId, Event, EventId, Item, Kind, KindId, Project, Relation, Source, SourceId,
    Speaker,
};
use crate::ui::ctx::{self, ViewCtx};

/// What the forms of a frame see and where they put what they want.
pub(super) struct Desk<'a> {
    pub ctx: ViewCtx<'a>,
    pub fields: &'a mut Fields,
    project: Arc<Project>,
    /// The project with what was made on the spot: part of the change that follows.
    staged: Option<Project>,
    out: &'a mut Vec<Command>,
}

/// What a change is called, and whether it goes on from the change before.
#[derive(Clone, Debug)]
pub(super) struct Step {
    name: String,
    /// The field that is typed into.
    field: Option<String>,
}

impl Step {
    /// A change that is a step of its own: "new claim".
    pub(super) fn of(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            field: None,
        }
    }

    /// Typing in a field.
    pub(super) fn typing(name: impl Into<String>, field: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            field: Some(field.into()),
        }
    }

    /// Typing if so, else a step of its own.
    pub(super) fn of_field(name: &str, field: &str, is_typing: bool) -> Self {
        Self {
            name: name.to_owned(),
            field: is_typing.then(|| field.to_owned()),
        }
    }
}

impl Step {
    /// As a command, for what is no form.
    pub(super) fn command(&self, old: &Project, new: &Project) -> Command {
        let edit = Edit::between(self.name.clone(), old, new);
        Command::Edit(EditCommand::Do(Box::new(edit)))
    }
}

impl<'a> Desk<'a> {
    pub(super) fn new(ctx: ViewCtx<'a>, fields: &'a mut Fields, out: &'a mut Vec<Command>) -> Self {
        Self {
            ctx,
            fields,
            project: Arc::clone(ctx.session.project()),
            staged: None,
            out,
        }
    }

    /// The latest project, with what was changed in this frame.
    pub(super) fn project(&self) -> &Arc<Project> {
        &self.project
    }

    /// For what the panels share.
    pub(super) fn out(&mut self) -> &mut Vec<Command> {
        self.out
    }

    pub(super) fn select(&mut self, item: Item) {
        self.out.push(ctx::select(item));
    }

    /// Goes on with the next version of the project.
    pub(super) fn put(&mut self, step: &Step, record: &str, next: Project) {
        let mut edit = Edit::between(step.name.clone(), &self.project, &next);
        if edit.difference.is_empty() {
            return;
        }
        if let Some(field) = &step.field {
            edit = edit.in_burst(format!("{record}/{field}"));
        }
        let edit = EditCommand::Do(Box::new(edit));
        self.out.push(Command::Edit(edit));
        self.project = Arc::new(next);
    }

    /// What the next change starts from.
    pub(super) fn base(&mut self) -> Project {
        let staged = self.staged.take();
        staged.unwrap_or_else(|| Project::clone(&self.project))
    }

    fn stage<Id>(&mut self, made: Option<(Project, Id)>) -> Option<Id> {
        let (next, id) = made?;
        self.staged = Some(next);
        Some(id)
    }

    /// What was made on the spot comes into the project by itself.
    pub(super) fn commit(&mut self, step: &Step) {
        if let Some(next) = self.staged.take() {
            self.put(step, "", next);
        }
    }

    /// The entity that was picked; a new one comes into the project with the change that follows.
    pub(super) fn entity_of(&mut self, picked: Picked) -> Option<EntityId> {
        match picked {
            Picked::At(at) => Some(self.project.entities().get(at)?.id.clone()),
            Picked::NewEntity(name, kind) => {
                let made = make::new_entity(&self.project, &name, kind);
                self.stage(made)
            }
            Picked::New(_) => None,
        }
    }

    pub(super) fn source_of(&mut self, picked: Picked) -> Option<SourceId> {
        match picked {
            Picked::At(at) => Some(self.project.sources().get(at)?.id.clone()),
            Picked::New(title) => {
                let made = make::new_source(&self.project, &title);
                self.stage(made)
            }
            Picked::NewEntity(..) => None,
        }
    }

    pub(super) fn kind_of(&mut self, picked: Picked) -> Option<KindId> {
        match picked {
            Picked::At(at) => Some(self.project.kinds().get(at)?.id.clone()),
            Picked::New(label) => {
                let made = make::new_kind(&self.project, &label);
                self.stage(made)
            }
            Picked::NewEntity(..) => None,
        }
    }

    pub(super) fn event_of(&self, picked: &Picked) -> Option<EventId> {
        let Picked::At(at) = picked else {
            return None;
        };
        Some(self.project.events().get(*at)?.id.clone())
    }

    /// Entities come first, then documents.
    pub(super) fn speaker_of(&mut self, picked: Picked) -> Option<Speaker> {
        let entities = self.project.entities().len();
        match picked {
            Picked::At(at) if at >= entities => {
                let source = self.source_of(Picked::At(at - entities))?;
                Some(Speaker::Source(source))
            }
            picked => self.entity_of(picked).map(Speaker::Entity),
        }
    }

    /// Changes the event as it is now.
    pub(super) fn change_event(
        &mut self,
        id: &EventId,
        step: &Step,
        change: impl FnOnce(&mut Event),
    ) {
        let base = self.base();
        if let Some(event) = base.event(id) {
            let mut event = Event::clone(event);
            change(&mut event);
            let next = make::put_event(&base, event);
            self.put(step, &format!("event {id}"), next);
        }
    }

    pub(super) fn change_entity(
        &mut self,
        id: &EntityId,
        step: &Step,
        change: impl FnOnce(&mut Entity),
    ) {
        let base = self.base();
        if let Some(entity) = base.entity(id) {
            let mut entity = Entity::clone(entity);
            change(&mut entity);
            let next = make::put_entity(&base, entity);
            self.put(step, &format!("entity {id}"), next);
        }
    }

    pub(super) fn change_source(
        &mut self,
        id: &SourceId,
        step: &Step,
        change: impl FnOnce(&mut Source),
    ) {
        let base = self.base();
        if let Some(source) = base.source(id) {
            let mut source = Source::clone(source);
            change(&mut source);
            let next = make::put_source(&base, source);
            self.put(step, &format!("source {id}"), next);
        }
    }

    pub(super) fn change_kind(&mut self, id: &KindId, step: &Step, change: impl FnOnce(&mut Kind)) {
        let base = self.base();
        if let Some(kind) = base.kind(id) {
            let mut kind = Kind::clone(kind);
            change(&mut kind);
            let next = make::put_kind(&base, kind);
            self.put(step, &format!("kind {id}"), next);
        }
    }

    /// Changes a relation, or adds one behind the last.
    pub(super) fn put_relation(&mut self, position: usize, step: &Step, relation: Relation) {
        let base = self.base();
        let next = make::put_relation(&base, position, relation);
        self.put(step, &format!("relation {position}"), next);
    }
}
