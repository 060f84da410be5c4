//! A large project on its way in: a part of it, then all records, then what follows from them. Each is a document
//! that can be looked at.

use std::path::Path;
use std::sync::Arc;

use super::{Arrangement, Document, Origin, Read, Stage};
use crate::check;
use crate::model::Project;
use crate::store::{self, Loaded, Progress, Stop, Text, Texts};

/// A project of fewer events is shown when it is whole.
const LARGE: usize = 50_000;

/// Making a larger part ready to be looked at would keep the rest waiting.
const LARGEST_PART: usize = 100_000;

impl Document {
    /// Reads a project file, showing what there is of a large one on the way. Slow; not for the thread that
    /// draws. `wanted` is how it is going to be looked at.
    ///
    /// # Errors
    /// As [`Document::open`]. What was shown before is then of no use.
    pub fn open_in_stages(
        path: &Path,
        progress: &Progress,
        wanted: Arrangement,
        show: &mut dyn FnMut(Self),
    ) -> Result<Self, Stop> {
        let origin = Origin::File(path.to_owned());
        let loaded = store::open_in_parts(path, progress, &mut |project| {
            if project.events().len() > LARGEST_PART {
                return;
            }
            let part = bare(&origin, Arc::new(project));
            show(Self::sketched(part, Stage::Part, wanted));
        })?;
        if loaded.project.events().len() < LARGE {
            return Ok(Self::of_file(path, loaded, (progress, wanted)));
        }
        let project = Arc::new(loaded.project.clone());
        let records = Read {
            problems: loaded.diagnostics.clone(),
            text: loaded.text.clone(),
            ..bare(&origin, Arc::clone(&project))
        };
        show(Self::sketched(records, Stage::Records, wanted));
        if progress.is_cancelled() {
            return Err(Stop::Cancelled);
        }
        Ok(Self::weighed(
            (path, &origin),
            loaded,
            project,
            (progress, wanted),
        ))
    }

    /// The same records with all that follows from them.
    fn weighed(
        (path, origin): (&Path, &Origin),
        loaded: Loaded,
        project: Arc<Project>,
        (progress, wanted): (&Progress, Arrangement),
    ) -> Self {
        let ((mut document, of_texts), checked) = rayon::join(
            || {
                let (texts, of_texts) = store::texts(path, &project, progress);
                let read = Read {
                    texts,
                    ..bare(origin, Arc::clone(&project))
                };
                (Self::derived(read, wanted), of_texts)
            },
            || loaded.all_diagnostics(check::run(&project)),
        );
        document.problems = checked;
        document.problems.extend(of_texts);
        document.text = loaded.text;
        document
    }
}

/// Without texts and problems.
fn bare(origin: &Origin, project: Arc<Project>) -> Read {
    Read {
        origin: origin.clone(),
        project,
        texts: Texts::default(),
        problems: Vec::new(),
        text: Text::default(),
    }
}
