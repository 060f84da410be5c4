//! The open project with everything that follows from it and is asked for in every frame.

mod edited;
mod laid;
mod stages;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::check;
use crate::diag::Diagnostic;
use crate::evidence::{self, Coverage, Evidence, Finding, Spotted, findings};
use crate::model::{DaySpan, Event, EventId, Project, Source, When};
use crate::query::{self, Corpus, Index, Names};
use crate::store::{self, Loaded, Progress, Stop, Texts};
use crate::timeline::{Axis, Columns, LaneBy, Lanes, Mark, Marks, Placement};
use laid::Laid;

/// Where a project came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The case that is part of the program.
    Sample,
    File(PathBuf),
}

/// How much of a project is there. Small ones are whole at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Some of the events; the others are still being read.
    Part,
    /// All records. What follows from them is still being worked out: times by neighbours, origins,
    /// conflicts, leads, and what the checks say.
    Records,
    Whole,
}

/// Which lanes, of which axis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Arrangement {
    pub axis: Axis,
    pub lane_by: LaneBy,
}

/// An open project. Never changed: a later version replaces it.
#[derive(Debug)]
pub struct Document {
    pub origin: Origin,
    pub stage: Stage,
    pub project: Arc<Project>,
    pub evidence: Evidence,
    /// The most telling places, to look at first.
    pub findings: Vec<Finding>,
    /// Shared with a search on another thread.
    pub index: Arc<Index>,
    pub names: Arc<Names>,
    n_claims: usize,
    /// What stands where on the two time axes.
    happened: Arc<Columns>,
    reported: Arc<Columns>,
    /// One set of lanes, made beside the rest.
    lanes: (Arrangement, Arc<Lanes>),
    /// What the publishers wrote, as far as it is attached.
    pub texts: Texts,
    /// By position in the file; after these, what is wrong with attached texts.
    pub problems: Vec<Diagnostic>,
    /// As it was read, with its text: to decide about, and for excerpts beside the problems.
    pub loaded: Arc<Loaded>,
}

/// What a document is made of, before anything follows from it.
#[derive(Clone, Debug)]
struct Read {
    origin: Origin,
    project: Arc<Project>,
    loaded: Arc<Loaded>,
    texts: Texts,
    problems: Vec<Diagnostic>,
}

impl Read {
    /// With what the reader itself found.
    fn of(origin: Origin, loaded: Loaded) -> Self {
        Self {
            problems: loaded.diagnostics.clone(),
            project: Arc::new(loaded.project.clone()),
            loaded: Arc::new(loaded),
            ..Self::new(origin, Arc::default())
        }
    }

    /// Without texts and problems.
    fn new(origin: Origin, project: Arc<Project>) -> Self {
        Self {
            origin,
            project,
            loaded: Arc::default(),
            texts: Texts::default(),
            problems: Vec::new(),
        }
    }
}

impl Document {
    /// The bundled case. Should it ever be unreadable, an empty project with the reason.
    pub fn sample() -> Self {
        match store::read(store::sample_bytes(), &Progress::default()) {
            Ok(loaded) => Self::new(
                Origin::Sample,
                loaded,
                Texts::default(),
                Arrangement::default(),
            ),
            Err(stop) => {
                let problems = match stop {
                    Stop::Refused(problem) | Stop::NoFile(problem) => vec![*problem],
                    Stop::Cancelled => Vec::new(),
                };
                let mut empty = Self::empty();
                empty.problems = problems;
                empty
            }
        }
    }

    /// Nothing at all, in the place of the bundled case.
    pub fn empty() -> Self {
        Self::of_project(Origin::Sample, Project::default())
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
        Ok(Self::of_file(
            path,
            loaded,
            (progress, Arrangement::default()),
        ))
    }

    /// A project as it was read from its file, with the texts that are attached to it. As slow.
    pub(super) fn of_file(
        path: &Path,
        loaded: Loaded,
        (progress, wanted): (&Progress, Arrangement),
    ) -> Self {
        let (texts, problems) = store::texts(path, &loaded.project, progress);
        let mut document = Self::new(Origin::File(path.to_owned()), loaded, texts, wanted);
        document.problems.extend(problems);
        document
    }

    /// A project that was made and not read: nothing is checked, and there is no file to point into.
    pub fn of_project(origin: Origin, project: Project) -> Self {
        let read = Read::new(origin, Arc::new(project));
        Self::derived(read, Arrangement::default())
    }

    fn new(origin: Origin, loaded: Loaded, texts: Texts, wanted: Arrangement) -> Self {
        let problems = loaded.all_diagnostics(check::run(&loaded.project));
        let read = Read {
            texts,
            problems,
            ..Read::of(origin, loaded)
        };
        Self::derived(read, wanted)
    }

    /// Everything that follows.
    fn derived(read: Read, wanted: Arrangement) -> Self {
        let (names, spotted) = spotted(&read);
        let evidence = Evidence::new(&read.project, spotted);
        let laid = Laid::out(&read.project, &evidence, wanted);
        Self::of(read, Stage::Whole, evidence, (laid, names))
    }

    /// What can be looked at before anything is weighed: events stand where their records say.
    fn sketched(read: Read, stage: Stage, wanted: Arrangement) -> Self {
        let evidence = Evidence::sketch(&read.project);
        let laid = Laid::out(&read.project, &evidence, wanted);
        let names = Arc::new(Names::new(&read.project));
        Self::of(read, stage, evidence, (laid, names))
    }

    fn of(read: Read, stage: Stage, evidence: Evidence, (laid, names): (Laid, Arc<Names>)) -> Self {
        let claims = read.project.events().par_iter();
        Self {
            origin: read.origin,
            stage,
            names,
            findings: findings(&read.project, &evidence),
            n_claims: claims.map(|event| event.claims.len()).sum(),
            index: laid.index,
            happened: laid.happened,
            reported: laid.reported,
            lanes: laid.lanes,
            evidence,
            project: read.project,
            texts: read.texts,
            problems: read.problems,
            loaded: read.loaded,
        }
    }

    /// The lanes of an arrangement. Slow for a large project.
    pub(super) fn arranged(&self, wanted: Arrangement) -> Lanes {
        let columns = self.columns(wanted.axis);
        Lanes::new(&self.project, wanted.lane_by, columns)
    }

    /// One set of lanes that is there, and of what.
    pub fn lanes(&self) -> (Arrangement, &Arc<Lanes>) {
        (self.lanes.0, &self.lanes.1)
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

    /// Of all events.
    pub fn n_claims(&self) -> usize {
        self.n_claims
    }

    /// Where an event stands on an axis, in the order of time.
    pub fn placements_of(&self, axis: Axis, event: usize) -> Vec<Placement> {
        self.columns(axis).placements_of(event, self)
    }

    /// All that stands on an axis.
    pub fn columns(&self, axis: Axis) -> &Columns {
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

impl Marks for Document {
    fn mark(&self, event: usize, source: Option<usize>) -> Option<Mark> {
        let when = match source {
            Some(source) => self.project.sources().get(source)?.published.as_ref(),
            None => self.when(event),
        };
        when.and_then(Mark::from_when)
    }
}

/// Known names, and where texts and gists name whom.
fn spotted(read: &Read) -> (Arc<Names>, Spotted) {
    let names = Arc::new(Names::new(&read.project));
    let texts = read.texts.of_sources(&read.project);
    let spotted = Spotted {
        lost: read.texts.lost(&read.project),
        ..query::spotted(&read.project, &names, &texts)
    };
    (names, spotted)
}

fn nth_line_start(text: &str, n: usize) -> Option<usize> {
    if n == 0 {
        return Some(0);
    }
    text.match_indices('\n').nth(n - 1).map(|(at, _)| at + 1)
}
