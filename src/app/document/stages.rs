//! A large project on its way in: a part of it, then all records, then what follows from them. Each is a document
//! that can be looked at.

use std::path::Path;
use std::sync::Arc;

use super::laid::Laid;
use super::{Arrangement, Document, Origin, Read, Stage, spotted};
use crate::check;
use crate::evidence::{Evidence, Links};
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
        let records = Self::sketched(read.clone(), Stage::Records, wanted);
        let sketch = records.sketch();
        show(records);
        if progress.is_cancelled() {
            return Err(Stop::Cancelled);
        }
        Ok(Self::weighed((path, progress), read, (sketch, wanted)))
    }

    /// What the next stage can use.
    fn sketch(&self) -> (Arc<Links>, Laid) {
        (Arc::clone(&self.evidence.links), self.laid())
    }

    /// The same records with all that follows from them.
    fn weighed(
        (path, progress): (&Path, &Progress),
        read: Read,
        ((links, laid), wanted): ((Arc<Links>, Laid), Arrangement),
    ) -> Self {
        let (loaded, project) = (Arc::clone(&read.loaded), Arc::clone(&read.project));
        let ((mut document, of_texts), checked) = rayon::join(
            || {
                let (texts, of_texts) = store::texts(path, &project, progress);
                let read = Read { texts, ..read };
                let (names, spotted) = spotted(&read);
                let evidence = Evidence::of_sketch(&project, spotted, &links);
                let events = 0..project.events().len();
                let moved: Vec<usize> = events
                    .filter(|event| evidence.times.is_derived(*event))
                    .collect();
                let laid = laid.moved(&project, &evidence, (&moved, wanted));
                let document = Self::of(read, Stage::Whole, evidence, (laid, names));
                (document, of_texts)
            },
            || loaded.all_diagnostics(check::run(&project)),
        );
        document.problems = checked;
        document.problems.extend(of_texts);
        document
    }
}
