//! Puts a project together from its text: all that can be read of it, and everything that is wrong
//! with it.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

use super::convert;
use super::decode::{self, BOM};
use super::explain;
use super::lines::Lines;
use super::locate;
use super::open::Stop;
use super::progress::Progress;
use super::read::{self, Problem, Read, What};
use super::records::{self, Cut, Fault, List};
use super::whole;
use crate::diag::{Diagnostic, Position};
use crate::model::{EntityId, Item, Project, Records, SourceId};

/// A project as read, and the text it was read from.
#[derive(Debug)]
pub struct Loaded {
    pub project: Project,
    /// What is wrong with the file itself, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
    /// Without a byte order mark.
    pub text: Arc<str>,
    /// The file began with a byte order mark.
    pub has_bom: bool,
    pub spans: Spans,
    /// What the text names but the project lacks because it could not be read.
    unreadable: BTreeSet<String>,
    /// What was kept although something of it could not be read.
    damaged: BTreeSet<Item>,
}

/// The bytes of every record, list by list, in the order in which the project has them.
#[derive(Clone, Debug, Default)]
pub struct Spans {
    pub kinds: Vec<Range<usize>>,
    pub sources: Vec<Range<usize>>,
    pub entities: Vec<Range<usize>>,
    pub events: Vec<Range<usize>>,
    pub relations: Vec<Range<usize>>,
    pub dismissed: Vec<Range<usize>>,
}

/// Reads a project from the bytes of its file.
///
/// # Errors
/// If the opening was called off, or if the bytes are not a project at all: another encoding, nothing,
/// something else, a merge that nobody finished. Of a newer schema, what this one knows is read.
pub fn read(bytes: &[u8], progress: &Progress) -> Result<Loaded, Stop> {
    progress.start(bytes.len());
    let whole_text = decode::decode(bytes).map_err(Stop::Refused)?;
    let text = whole_text.strip_prefix(BOM).unwrap_or(whole_text);
    whole::refuse(text).map_err(Stop::Refused)?;
    let cut = records::cut(text).map_err(|fault| {
        let mut reader = Reader::new(text, progress);
        reader.fault(fault);
        reader.refusal()
    })?;
    let mut reader = Reader::new(text, progress);
    let header = reader.header(&cut);
    let (records, spans) = reader.records(&cut)?;
    Ok(Loaded {
        project: Project::new(header.title, header.about, records),
        has_bom: text.len() != whole_text.len(),
        text: text.into(),
        spans,
        diagnostics: placed(text, reader.problems),
        unreadable: reader.unreadable,
        damaged: reader.damaged,
    })
}

struct Reader<'a> {
    text: &'a str,
    progress: &'a Progress,
    problems: Vec<Problem>,
    unreadable: BTreeSet<String>,
    damaged: BTreeSet<Item>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, progress: &'a Progress) -> Self {
        Self {
            text,
            progress,
            problems: Vec::new(),
            unreadable: BTreeSet::new(),
            damaged: BTreeSet::new(),
        }
    }

    fn fault(&mut self, fault: Fault) {
        self.problems.push(Problem {
            at: fault.at,
            record: fault.at..fault.at,
            what: What::Fault(fault),
        });
    }

    /// Refuses the file for the first problem.
    fn refusal(self) -> Stop {
        let first = placed(self.text, self.problems).into_iter().next();
        let unnamed = || Diagnostic::error("not-a-project", "this is not an Annals project");
        Stop::Refused(Box::new(first.unwrap_or_else(unnamed)))
    }

    /// The fields that are not lists.
    fn header(&mut self, cut: &Cut) -> whole::Header {
        let (header, problems) = whole::header(self.text, cut);
        self.problems.extend(problems);
        for fault in &cut.faults {
            self.fault(fault.clone());
        }
        header
    }

    /// Sources and entities come first: who speaks in a claim may be either.
    fn records(&mut self, cut: &Cut) -> Result<(Records, Spans), Stop> {
        let (text, progress) = (self.text, self.progress);
        let of = |list| read::of_list(&cut.records, list);
        let kinds = read::all(text, &of(List::Kinds), progress, convert::kind);
        let (kinds, kind_spans) = self.unique(List::Kinds, kinds, |kind| kind.id.as_str());
        let sources = read::all(text, &of(List::Sources), progress, convert::source);
        let (sources, source_spans) = self.unique(List::Sources, sources, |it| it.id.as_str());
        let entities = read::all(text, &of(List::Entities), progress, convert::entity);
        let (entities, entity_spans) = self.unique(List::Entities, entities, |it| it.id.as_str());

        let source_ids: BTreeSet<&SourceId> = sources.iter().map(|source| &source.id).collect();
        let entity_ids: BTreeSet<&EntityId> = entities.iter().map(|entity| &entity.id).collect();
        let is_source = |id: &SourceId| {
            let is_entity = EntityId::new(id.as_str()).is_ok_and(|id| entity_ids.contains(&id));
            source_ids.contains(id) && !is_entity
        };
        let events = read::all(text, &of(List::Events), progress, |wire, found| {
            convert::event(wire, &is_source, found)
        });
        let (events, event_spans) = self.unique(List::Events, events, |event| event.id.as_str());
        let relations = read::all(text, &of(List::Relations), progress, convert::relation);
        let (relations, relation_spans) = self.kept(relations).into_iter().unzip();
        let dismissed = read::all(text, &of(List::Dismissed), progress, convert::dismissed);
        let (dismissed, dismissed_spans) = self.kept(dismissed).into_iter().unzip();
        if progress.is_cancelled() {
            return Err(Stop::Cancelled);
        }
        let records = Records {
            kinds,
            sources,
            entities,
            events,
            relations,
            dismissed,
        };
        let spans = Spans {
            kinds: kind_spans,
            sources: source_spans,
            entities: entity_spans,
            events: event_spans,
            relations: relation_spans,
            dismissed: dismissed_spans,
        };
        Ok((records, spans))
    }

    /// The records that could be read, their problems noted.
    fn kept<T>(&mut self, reads: Vec<Read<T>>) -> Vec<(T, Range<usize>)> {
        let mut kept = Vec::with_capacity(reads.len());
        for read in read::flattened(reads) {
            self.problems.extend(read.problems);
            self.unreadable.extend(read.unreadable);
            self.damaged.extend(read.damaged);
            kept.extend(read.value.map(|value| (value, read.range)));
        }
        kept
    }

    /// Those of them whose id no earlier one has.
    fn unique<T>(
        &mut self,
        list: List,
        reads: Vec<Read<T>>,
        id_of: impl Fn(&T) -> &str,
    ) -> (Vec<T>, Vec<Range<usize>>) {
        let kept = self.kept(reads);
        let mut first_at: HashMap<&str, usize> = HashMap::with_capacity(kept.len());
        let mut is_first = Vec::with_capacity(kept.len());
        let mut twice = Vec::new();
        let mut lines = None;
        for (value, range) in &kept {
            let first = *first_at.entry(id_of(value)).or_insert(range.start);
            is_first.push(first == range.start);
            if first != range.start {
                let lines = lines.get_or_insert_with(|| Lines::new(self.text));
                let line = lines.line(first);
                twice.push(self.duplicate(list, id_of(value), line, range));
            }
        }
        self.problems.extend(twice);
        let firsts = kept
            .into_iter()
            .zip(is_first)
            .filter(|(_, is_first)| *is_first);
        firsts.map(|(kept, _)| kept).unzip()
    }

    fn duplicate(&self, list: List, id: &str, line: usize, range: &Range<usize>) -> Problem {
        let record = list.record().to_lowercase();
        let message = format!(
            "there is already {} {record} `{id}`, in line {line}",
            article(&record)
        );
        Problem {
            at: locate::Finder::new(self.text).byte_of(range, None, Some(id)),
            record: range.clone(),
            what: What::Found(
                Diagnostic::error("duplicate-id", message)
                    .hint("give one of the two another id, or remove one")
                    .at(id),
            ),
        }
    }
}

fn article(noun: &str) -> &'static str {
    if noun.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    }
}

/// The diagnostics of these problems, with line and column, in the order of the text.
fn placed(text: &str, problems: Vec<Problem>) -> Vec<Diagnostic> {
    if problems.is_empty() {
        return Vec::new();
    }
    let lines = Lines::new(text);
    let mut diagnostics = Vec::with_capacity(problems.len());
    for problem in problems {
        let diagnostic = match problem.what {
            What::Found(diagnostic) => diagnostic,
            What::Fault(fault) => explain::fault(&fault, |at| lines.line_and_column(at)),
        };
        let (line, column) = lines.line_and_column(problem.at);
        diagnostics.push(diagnostic.position(Position {
            line,
            column,
            record: problem.record,
        }));
    }
    sort(&mut diagnostics);
    diagnostics
}

/// By place, then errors first, then by what is said. Without a place: first.
fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|a, b| {
        let key = |it: &Diagnostic| {
            let position = it.place.position.as_ref();
            (position.map(|p| (p.line, p.column)), it.severity, it.code)
        };
        key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
    });
}

impl Loaded {
    /// The bytes of the record that an item is, or is part of.
    pub fn span(&self, item: &Item) -> Option<&Range<usize>> {
        let (project, spans) = (&self.project, &self.spans);
        match item {
            Item::Kind(id) => spans.kinds.get(project.kind_position(id)?),
            Item::Source(id) | Item::Paragraph(id, _) => {
                spans.sources.get(project.source_position(id)?)
            }
            Item::Entity(id) => spans.entities.get(project.entity_position(id)?),
            Item::Event(id) | Item::Claim(id, _) => spans.events.get(project.event_position(id)?),
            Item::Relation(position) => spans.relations.get(*position),
            Item::Dismissed(position) => spans.dismissed.get(*position),
        }
    }

    /// Gives the findings of checks their place in the text, and drops those that only follow from
    /// what could not be read: a reference to a broken record, a claim whose one citation is broken.
    pub fn locate(&self, diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let mut found: Vec<_> = diagnostics
            .into_iter()
            .filter(|diagnostic| !self.is_consequence(diagnostic))
            .collect();
        if found.is_empty() {
            return found;
        }
        let text = &*self.text;
        let lines = Lines::new(text);
        let mut finder = locate::Finder::new(text);
        for diagnostic in &mut found {
            let place = &mut diagnostic.place;
            let Some(item) = &place.item else { continue };
            let Some(record) = self.span(item) else {
                continue;
            };
            let at = finder.byte_of(record, Some(item), place.literal.as_deref());
            let (line, column) = lines.line_and_column(at);
            place.position = Some(Position {
                line,
                column,
                record: record.clone(),
            });
        }
        sort(&mut found);
        found
    }

    /// What is wrong with the file and what checks found in the project, in the order of the text.
    pub fn all_diagnostics(&self, found_by_checks: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let mut all = self.diagnostics.clone();
        all.extend(self.locate(found_by_checks));
        sort(&mut all);
        all
    }

    fn is_consequence(&self, diagnostic: &Diagnostic) -> bool {
        let place = &diagnostic.place;
        match &place.literal {
            Some(literal) => {
                let source = literal.split('#').next().unwrap_or_default();
                let paragraph = literal.split('@').next().unwrap_or_default();
                self.unreadable.contains(source) || self.unreadable.contains(paragraph)
            }
            // What is said of a whole record is said of something that is missing in it.
            None => place
                .item
                .as_ref()
                .is_some_and(|item| self.damaged.contains(item)),
        }
    }
}
