//! A project as it was read, and the way from what it holds back to the text.

use std::collections::BTreeSet;
use std::ops::Range;

use super::explain;
use super::lines::Lines;
use super::locate;
use super::past::Past;
use super::reads::{Problem, What};
use super::text::Text;
use crate::diag::{Diagnostic, Position};
use crate::model::{Item, Project};

/// A project as read, and the text it was read from.
#[derive(Debug, Default)]
pub struct Loaded {
    pub project: Project,
    /// What is wrong with the file itself, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
    /// Without a byte order mark.
    pub text: Text,
    pub spans: Spans,
    /// What the text names but the project lacks because it could not be read.
    pub(super) unreadable: BTreeSet<String>,
    /// What was kept although something of it could not be read.
    pub(super) damaged: BTreeSet<Item>,
    /// The versions of the file that this program wrote before and after this one.
    pub(super) past: Past,
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

/// The diagnostics of these problems, with line and column, in the order of the text.
pub(super) fn placed(text: &str, problems: Vec<Problem>) -> Vec<Diagnostic> {
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
