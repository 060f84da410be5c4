//! Where the forms of one frame put what they change: each edit is made for the project as the edits
//! before it leave it, so that two fields that change at once do not undo one another.

use std::sync::Arc;

use super::fields::Fields;
use super::picker::Picked;
use crate::app::{Command, EditCommand};
use crate::edit::{self, Edit, Record, Refused};
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
    staged: Option<Arc<Project>>,
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

    /// An edit by this name.
    fn named(&self, mut edit: Edit, item: &Item) -> Edit {
        edit.name.clone_from(&self.name);
        match &self.field {
            Some(field) => edit.in_burst(format!("{item}/{field}")),
            None => edit,
        }
    }
}

/// An edit as a command.
pub(super) fn doing(edit: Edit) -> Command {
    Command::Edit(EditCommand::Do(Box::new(edit)))
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

    /// Does what `make` makes of the project, with what was made on the spot, as one step. False: it is
    /// refused, and the page says why.
    pub(super) fn carry_out(
        &mut self,
        make: impl FnOnce(&Project) -> Result<Edit, Refused>,
    ) -> bool {
        let staged = self.staged.take();
        let base = staged.as_ref().unwrap_or(&self.project);
        let result = make(base).and_then(|edit| {
            let (next, _) = edit.apply(base)?;
            Ok((edit, next))
        });
        match result {
            Ok((edit, next)) => {
                let edit = match staged {
                    None => edit,
                    Some(_) => Edit {
                        burst: edit.burst,
                        ..Edit::between(edit.name, &self.project, &next)
                    },
                };
                if !edit.difference.is_empty() {
                    self.fields.refused = None;
                    self.out.push(doing(edit));
                    self.project = Arc::new(next);
                }
                true
            }
            Err(refused) => {
                self.fields.refuse(&refused);
                false
            }
        }
    }

    /// The id of what is made, if it is.
    pub(super) fn make<Id>(
        &mut self,
        make: impl FnOnce(&Project) -> Result<(Edit, Id), Refused>,
    ) -> Option<Id> {
        let mut new = None;
        let is_done = self.carry_out(|project| {
            let (edit, id) = make(project)?;
            new = Some(id);
            Ok(edit)
        });
        new.filter(|_| is_done)
    }

    fn stage<Id>(&mut self, made: Result<(Edit, Id), Refused>) -> Option<Id> {
        let done = made.and_then(|(edit, id)| Ok((edit.apply(&self.project)?.0, id)));
        match done {
            Ok((next, id)) => {
                self.staged = Some(Arc::new(next));
                Some(id)
            }
            Err(refused) => {
                self.fields.refuse(&refused);
                None
            }
        }
    }

    /// What was made on the spot comes into the project by itself.
    pub(super) fn commit(&mut self, name: &str) {
        if self.staged.is_some() {
            self.carry_out(|_| Ok(Edit::of(name, crate::model::Difference::default())));
        }
    }

    /// The entity that was picked; a new one comes into the project with the change that follows.
    pub(super) fn entity_of(&mut self, picked: Picked) -> Option<EntityId> {
        match picked {
            Picked::At(at) => Some(self.project.entities().get(at)?.id.clone()),
            Picked::NewEntity(name, kind) => {
                let made = edit::new_entity(&self.project, &name, kind);
                self.stage(made)
            }
            Picked::New(_) => None,
        }
    }

    pub(super) fn source_of(&mut self, picked: Picked) -> Option<SourceId> {
        match picked {
            Picked::At(at) => Some(self.project.sources().get(at)?.id.clone()),
            Picked::New(title) => {
                let made = edit::new_source(&self.project, &title);
                self.stage(made)
            }
            Picked::NewEntity(..) => None,
        }
    }

    pub(super) fn kind_of(&mut self, picked: Picked) -> Option<KindId> {
        match picked {
            Picked::At(at) => Some(self.project.kinds().get(at)?.id.clone()),
            Picked::New(label) => {
                let made = edit::new_kind(&self.project, &label);
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

    fn put(&mut self, step: &Step, item: &Item, record: Record) {
        self.carry_out(|project| {
            let edit = edit::put(project, item, record)?;
            Ok(step.named(edit, item))
        });
    }

    /// What a record is now, with what was made on the spot.
    fn now<T: Clone>(&self, of: impl Fn(&Project) -> Option<&Arc<T>>) -> Option<T> {
        let base = self.staged.as_ref().unwrap_or(&self.project);
        of(base).map(|record| T::clone(record))
    }

    /// Changes the event as it is now.
    pub(super) fn change_event(
        &mut self,
        id: &EventId,
        step: &Step,
        change: impl FnOnce(&mut Event),
    ) {
        if let Some(mut event) = self.now(|project| project.event(id)) {
            change(&mut event);
            self.put(step, &Item::Event(id.clone()), Record::Event(event));
        }
    }

    pub(super) fn change_entity(
        &mut self,
        id: &EntityId,
        step: &Step,
        change: impl FnOnce(&mut Entity),
    ) {
        if let Some(mut entity) = self.now(|project| project.entity(id)) {
            change(&mut entity);
            self.put(step, &Item::Entity(id.clone()), Record::Entity(entity));
        }
    }

    pub(super) fn change_source(
        &mut self,
        id: &SourceId,
        step: &Step,
        change: impl FnOnce(&mut Source),
    ) {
        if let Some(mut source) = self.now(|project| project.source(id)) {
            change(&mut source);
            self.put(step, &Item::Source(id.clone()), Record::Source(source));
        }
    }

    pub(super) fn change_kind(&mut self, id: &KindId, step: &Step, change: impl FnOnce(&mut Kind)) {
        if let Some(mut kind) = self.now(|project| project.kind(id)) {
            change(&mut kind);
            self.put(step, &Item::Kind(id.clone()), Record::Kind(kind));
        }
    }

    pub(super) fn put_relation(&mut self, position: usize, step: &Step, relation: Relation) {
        let item = Item::Relation(position);
        self.put(step, &item, Record::Relation(relation));
    }

    /// One behind the last.
    pub(super) fn add_relation(&mut self, relation: Relation) {
        self.carry_out(|project| edit::add(project, Record::Relation(relation)));
    }
}
