//! What a person can ask for with the texts of sources.

use std::path::PathBuf;

use crate::edit::{self, Edit, Reanchor, Record, Refused};
use crate::model::{Project, Source, SourceId};

/// A change of the project, or of the texts beside it, or of both.
#[derive(Clone, Debug, PartialEq)]
pub enum TextCommand {
    /// A new source, and the text that it was made of.
    Create { source: Box<Source>, text: String },
    /// What a file holds becomes the text of a source; `None`: of the one whose paragraphs it has.
    Attach {
        source: Option<SourceId>,
        path: PathBuf,
    },
    /// What stands there now is the paragraph.
    Reanchor(Reanchor),
}

impl TextCommand {
    /// What it does to the project, as one step; `None` if nothing.
    pub(super) fn edit(&self, project: &Project) -> Option<Result<Edit, Refused>> {
        match self {
            Self::Create { source, .. } => {
                let record = Record::Source(Source::clone(source));
                Some(edit::add(project, record))
            }
            Self::Attach { .. } => None,
            Self::Reanchor(reanchor) => Some(reanchor.edit(project)),
        }
    }
}
