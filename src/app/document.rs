//! The open project with everything that follows from it and is asked for in every frame.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::check;
use crate::diag::Diagnostic;
use crate::evidence::{self, Coverage, Evidence, Finding, Spotted, findings};
use crate::model::{DaySpan, Event, EventId, Project, Source, When};
use crate::query::{self, Corpus, Index, Names};
use crate::store::{self, Loaded, Progress, Stop, Texts};
use crate::timeline::{Axis, Placement, placements};

/// Where a project came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The case that is part of the program.
    Sample,
    File(PathBuf),
}

/// An open project. Never changed: a later version replaces it.
#[derive(Debug)]
pub struct Document {
    pub origin: Origin,
    pub project: Project,
    pub evidence: Evidence,
    /// The most telling places, to look at first.
    pub findings: Vec<Finding>,
    pub index: Index,
    pub names: Names,
    /// What stands where on the two time axes; see [`Document::placements`].
    happened: Vec<Placement>,
    reported: Vec<Placement>,
    /// What the publishers wrote, as far as it is attached.
    pub texts: Texts,
    /// By position in the file; after these, what is wrong with attached texts.
    pub problems: Vec<Diagnostic>,
    /// As it was read, with its text: to decide about, and for excerpts beside the problems.
    pub loaded: Arc<Loaded>,
}

impl Document {
    /// The bundled case. Should it ever be unreadable, an empty project with the reason.
    pub fn sample() -> Self {
        match store::read(store::sample_bytes(), &Progress::default()) {
            Ok(loaded) => Self::new(Origin::Sample, loaded, Texts::default()),
            Err(stop) => Self::empty(match stop {
                Stop::Refused(problem) | Stop::NoFile(problem) => vec![*problem],
                Stop::Cancelled => Vec::new(),
            }),
        }
    }

    /// Reads a project file. Slow; not for the thread that draws.
    ///
    /// # Errors
    /// If nothing of it can be shown: the file cannot be read, is no project, or reading was called
    /// off.
    pub fn open(path: &Path, progress: &Progress) -> Result<Self, Stop> {
        progress.enter(0.0..0.6);
        let loaded = store::open(path, progress)?;
        progress.enter(0.6..0.7);
        Ok(Self::of_file(path, loaded, progress))
    }

    /// A project as it was read from its file, with the texts that are attached to it. As slow.
    pub(super) fn of_file(path: &Path, loaded: Loaded, progress: &Progress) -> Self {
        let (texts, problems) = store::texts(path, &loaded.project, progress);
        let mut document = Self::new(Origin::File(path.to_owned()), loaded, texts);
        document.problems.extend(problems);
        document
    }

    fn new(origin: Origin, loaded: Loaded, texts: Texts) -> Self {
        let problems = loaded.all_diagnostics(check::run(&loaded.project));
        let project = loaded.project.clone();
        let names = Names::new(&project);
        let spotted = query::spotted(&project, &names, &texts.of_sources(&project));
        let evidence = Evidence::new(&project, spotted);
        let when_of = |event: usize| evidence.when(&project, event);
        Self {
            origin,
            index: Index::new(&project, &evidence),
            names,
            findings: findings(&project, &evidence),
            happened: placements(&project, Axis::Happened, &when_of),
            reported: placements(&project, Axis::Reported, &when_of),
            evidence,
            project,
            texts,
            problems,
            loaded: Arc::new(loaded),
        }
    }

    fn empty(problems: Vec<Diagnostic>) -> Self {
        Self {
            origin: Origin::Sample,
            project: Project::default(),
            evidence: Evidence::new(&Project::default(), Spotted::default()),
            findings: Vec::new(),
            index: Index::default(),
            names: Names::default(),
            happened: Vec::new(),
            reported: Vec::new(),
            texts: Texts::default(),
            problems,
            loaded: Arc::default(),
        }
    }

    /// The name to show: the project's title, or its file's name.
    pub fn title(&self) -> &str {
        if !self.project.title.is_empty() {
            return &self.project.title;
        }
        match &self.origin {
            Origin::Sample => store::SAMPLE_NAME,
            Origin::File(path) => path
                .file_name()
                .and_then(|name| name.to_str())
                .unwrap_or("Project"),
        }
    }

    /// All that stands on an axis, in the order of [`placements`].
    pub fn placements(&self, axis: Axis) -> &[Placement] {
        match axis {
            Axis::Happened => &self.happened,
            Axis::Reported => &self.reported,
        }
    }

    pub fn event(&self, position: usize) -> Option<&Arc<Event>> {
        self.project.events().get(position)
    }

    /// When an event was, as far as its record and its neighbours say.
    pub fn when(&self, position: usize) -> Option<&When> {
        self.evidence.when(&self.project, position)
    }

    /// The days that somebody named for an event, or that follow from its neighbours.
    pub fn known_span(&self, event: &EventId) -> Option<DaySpan> {
        let bounds = self.when(self.project.event_position(event)?)?.bounds?;
        DaySpan::new(bounds.known_first(), bounds.known_last())
    }

    /// Silence longer than this is a lead.
    pub fn choose_silence(&mut self, days: Option<u32>) {
        self.evidence.choose_silence(&self.project, days);
    }

    /// How often a paragraph is cited: by claims, and by relations.
    pub fn uses(&self, source: &Source, paragraph: u32) -> usize {
        let position = self.project.source_position(&source.id);
        position.map_or(0, |source| self.evidence.links.use_count(source, paragraph))
    }

    /// What a filter goes through.
    pub fn corpus(&self) -> Corpus<'_> {
        Corpus {
            project: &self.project,
            evidence: &self.evidence,
            index: &self.index,
        }
    }

    pub fn coverage(&self, source: &Source) -> Coverage {
        evidence::coverage(source, |paragraph| self.uses(source, paragraph))
    }

    /// The text of the file around a problem, with the number of its first line.
    pub fn excerpt(&self, problem: &Diagnostic) -> Option<(usize, &str)> {
        const MAX_LINES: usize = 12;
        let position = problem.place.position.as_ref()?;
        let text = &*self.loaded.text;
        let start = position.record.start.min(text.len());
        let line_start = text.get(..start)?.rfind('\n').map_or(0, |at| at + 1);
        let first_line = text.get(..line_start)?.matches('\n').count() + 1;
        // Centred on the line, and never before the record.
        let skipped = position
            .line
            .saturating_sub(first_line)
            .saturating_sub(MAX_LINES / 2);
        let rest = text.get(line_start..)?;
        let from = nth_line_start(rest, skipped)?;
        let to = nth_line_start(rest, skipped + MAX_LINES).unwrap_or(rest.len());
        Some((first_line + skipped, rest.get(from..to)?))
    }
}

fn nth_line_start(text: &str, n: usize) -> Option<usize> {
    if n == 0 {
        return Some(0);
    }
    text.match_indices('\n').nth(n - 1).map(|(at, _)| at + 1)
}
