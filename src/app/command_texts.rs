//! What a person can ask for with the texts of sources.

use std::path::PathBuf;

use crate::edit::{self, Edit, Reanchor, Record, Refused};
use crate::model::{Entity, Project, Source, SourceId};

/// A change of the project, or of the texts beside it, or of both.
#[derive(Clone, Debug, PartialEq)]
pub enum TextCommand {
    /// A new source, and the text that it was made of; with its publisher, if that is new too.
    Create {
        source: Box<Source>,
        text: String,
        publisher: Option<Box<Entity>>,
    },
    /// What a file holds becomes the text of a source; `None`: of the one whose paragraphs it has.
    Attach {
        source: Option<SourceId>,
        path: PathBuf,
    },
    /// What stands there now is the paragraph.
    Reanchor(Reanchor),
    /// Texts that could not be put beside the project are tried once more.
    Again,
}

impl TextCommand {
    /// What it does to the project, as one step; `None` if nothing.
    pub(super) fn edit(&self, project: &Project) -> Option<Result<Edit, Refused>> {
        match self {
            Self::Create {
                source, publisher, ..
            } => {
                let record = Record::Source(Source::clone(source));
                Some(match publisher {
                    Some(publisher) => with_publisher(project, Entity::clone(publisher), record),
                    None => edit::add(project, record),
                })
            }
            Self::Attach { .. } | Self::Again => None,
            Self::Reanchor(reanchor) => Some(reanchor.edit(project)),
        }
    }
}

/// Both in one step, named for the source.
fn with_publisher(project: &Project, publisher: Entity, source: Record) -> Result<Edit, Refused> {
    let (named, _back) = edit::add(project, Record::Entity(publisher))?.apply(project)?;
    let edit = edit::add(&named, source)?;
    let (next, _back) = edit.apply(&named)?;
    Ok(Edit::between(edit.name, project, &next))
}
