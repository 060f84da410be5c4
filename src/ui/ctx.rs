//! What a panel may see, and where it puts what it wants.

use super::theme::Theme;
use crate::app::{Command, Document, SelectCommand, Session};
use crate::model::{Citation, Entity, EntityId, Item, Kind, Project, Source, SourceId};

/// A panel's view of the session: shared references only.
#[derive(Clone, Copy)]
pub(super) struct ViewCtx<'a> {
    pub session: &'a Session,
    pub theme: Theme,
}

impl<'a> ViewCtx<'a> {
    pub(super) fn document(&self) -> &'a Document {
        &self.session.document
    }

    /// The latest: what forms and pickers see, and what commands are run on.
    pub(super) fn project(&self) -> &'a Project {
        self.session.project()
    }

    /// What the document was made of, which may be a moment behind the latest. All positions in the
    /// document are of its records.
    pub(super) fn shown(&self) -> &'a Project {
        &self.document().project
    }

    /// As it is now; what was deleted a moment ago is still shown as it was.
    pub(super) fn entity(&self, id: &EntityId) -> Option<&'a Entity> {
        let latest = self.project().entity(id);
        latest
            .or_else(|| self.shown().entity(id))
            .map(AsRef::as_ref)
    }

    /// The same of a source.
    pub(super) fn source(&self, id: &SourceId) -> Option<&'a Source> {
        let latest = self.project().source(id);
        latest
            .or_else(|| self.shown().source(id))
            .map(AsRef::as_ref)
    }

    /// The kind of the event at this position, if its kind exists.
    pub(super) fn kind_of(&self, event: usize) -> Option<&'a Kind> {
        let kind = self.document().evidence.links.kind_of(event)?;
        self.shown().kinds().get(kind).map(AsRef::as_ref)
    }

    pub(super) fn short_name(&self, source: &Source) -> String {
        self.project().short_name(source)
    }

    /// "OffGuardian 2016 ¶17".
    pub(super) fn citation_label(&self, citation: &Citation) -> String {
        let source = self.source(&citation.source);
        let name = source.map_or(citation.source.to_string(), |source| {
            self.short_name(source)
        });
        format!("{name} ¶{}", citation.paragraph)
    }
}

pub(super) fn select(item: Item) -> Command {
    Command::Select(SelectCommand::Item(item))
}
