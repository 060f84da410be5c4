//! A large project on its way in: a part of it, then all records, then what follows from them. Each is a document
//! that can be looked at.

use std::path::Path;
use std::sync::Arc;

use super::{Arrangement, Document, Origin, Read, Stage};
use crate::check;
use crate::store::{self, Progress, Stop};

/// A project of fewer events is shown when it is whole.
const LARGE: usize = 50_000;

/// What reading is of the time until all records are there to be looked at.
const READING_SHARE: f64 = 0.6;
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
        progress.enter(0.0..READING_SHARE);
        let loaded = store::open_in_parts(path, progress, &mut |project| {
            if project.events().len() > LARGEST_PART {
                return;
            }
            let part = Read::new(origin.clone(), Arc::new(project));
            show(Self::sketched(part, Stage::Part, wanted));
        })?;
        progress.enter(READING_SHARE..1.0);
        if loaded.project.events().len() < LARGE {
            return Ok(Self::of_file(path, loaded, (progress, wanted)));
        }
        let read = Read::of(origin, loaded);
        let again = read.clone();
        show(Self::sketched(read, Stage::Records, wanted));
        if progress.is_cancelled() {
            return Err(Stop::Cancelled);
        }
        Ok(Self::weighed(path, again, (progress, wanted)))
    }

    /// The same records with all that follows from them.
    fn weighed(path: &Path, read: Read, (progress, wanted): (&Progress, Arrangement)) -> Self {
        let (loaded, project) = (Arc::clone(&read.loaded), Arc::clone(&read.project));
        let ((mut document, of_texts), checked) = rayon::join(
            || {
                let (texts, of_texts) = store::texts(path, &project, progress);
                (Self::derived(Read { texts, ..read }, wanted), of_texts)
            },
            || loaded.all_diagnostics(check::run(&project)),
        );
        document.problems = checked;
        document.problems.extend(of_texts);
        document
    }
}
