//! What a panel may see, and where it puts what it wants.

use super::theme::Theme;
use crate::app::{Command, Document, SelectCommand, Session};
use crate::model::{Citation, Item, Kind, Project, Source};

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

    pub(super) fn project(&self) -> &'a Project {
        &self.session.document.project
    }

    /// The kind of the event at this position, if its kind exists.
    pub(super) fn kind_of(&self, event: usize) -> Option<&'a Kind> {
        let kind = self.document().evidence.links.kind_of(event)?;
        self.project().kinds().get(kind).map(AsRef::as_ref)
    }

    pub(super) fn short_name(&self, source: &Source) -> String {
        self.project().short_name(source)
    }

    /// "OffGuardian 2016 ¶17".
    pub(super) fn citation_label(&self, citation: &Citation) -> String {
        let source = self.project().source(&citation.source);
        let name = source.map_or(citation.source.to_string(), |source| {
            self.short_name(source)
        });
        format!("{name} ¶{}", citation.paragraph)
    }
}

pub(super) fn select(item: Item) -> Command {
    Command::Select(SelectCommand::Item(item))
}
