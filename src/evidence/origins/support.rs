//! What statements rest on, and how that is put in words.

use crate::model::{Project, SourceKind};

/// What statements rest on, as positions in [`Project::sources`]: ascending, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Support {
    /// Sources that print it.
    pub cited: Vec<usize>,
    /// Origins that it leads back to.
    pub independent: Vec<usize>,
    /// Sources behind which nothing is known. They never count as independent.
    pub unknown: Vec<usize>,
}

impl Support {
    /// "3 articles · 1 origin", "1 article · origin unknown", "2 sources · 1 origin, 1 unknown".
    pub fn phrase(&self, project: &Project) -> String {
        let noun = if self.are_articles(project) {
            "article"
        } else {
            "source"
        };
        let cited = number_of(self.cited.len(), noun);
        let origins = number_of(self.independent.len(), "origin");
        match (self.cited.len(), self.independent.len(), self.unknown.len()) {
            (0, ..) => "no source".to_owned(),
            (_, 0, 0 | 1) => format!("{cited} · origin unknown"),
            (_, 0, unknown) => format!("{cited} · {unknown} origins unknown"),
            (_, _, 0) => format!("{cited} · {origins}"),
            (_, _, unknown) => format!("{cited} · {origins}, {unknown} unknown"),
        }
    }

    fn are_articles(&self, project: &Project) -> bool {
        let sources = project.sources();
        let mut cited = self.cited.iter().filter_map(|at| sources.get(*at));
        cited.all(|source| source.kind == SourceKind::Article)
    }
}

/// "1 origin", "2 origins".
fn number_of(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

/// How the counts came about, as a sentence without a period: who prints it, and what that leads back to.
pub fn origin_sentence(project: &Project, support: &Support) -> String {
    if support.cited.is_empty() {
        return "No source is cited for it".to_owned();
    }
    let verb = if support.are_articles(project) {
        "Printed by"
    } else {
        "Found in"
    };
    let mut sentence = format!("{verb} {}", listed(publishers(project, &support.cited)));
    let origins = listed(titles(project, &support.independent));
    let who = match support.cited.len() {
        1 => "it leads",
        2 if is_single(support) => "both lead",
        _ if is_single(support) => "all lead",
        _ => "together they lead",
    };
    match support.independent.len() {
        0 => {}
        1 if support.cited == support.independent => sentence += "; it is itself the origin",
        1 => sentence += &format!("; {who} back to one origin: {origins}"),
        count => sentence += &format!("; {who} back to {count} origins: {origins}"),
    }
    match unknown_clause(project, support) {
        Some(clause) => format!("{sentence}; {clause} is not known"),
        None => sentence,
    }
}

fn unknown_clause(project: &Project, support: &Support) -> Option<String> {
    let is_one = support.unknown.len() == 1;
    let verb = if is_one { "rests" } else { "rest" };
    if support.unknown.is_empty() {
        None
    } else if support.unknown == support.cited && support.independent.is_empty() {
        let subject = if is_one { "it" } else { "they" };
        Some(format!("what {subject} {verb} on"))
    } else {
        let unknown = listed(titles(project, &support.unknown));
        Some(format!("what {unknown} {verb} on"))
    }
}

/// Whether each of those who print it leads there and nowhere else.
fn is_single(support: &Support) -> bool {
    support.independent.len() == 1 && support.unknown.is_empty()
}

/// Names that a sentence gives before it only counts.
const MAX_NAMES: usize = 6;

/// "a", "a and b", "a, b and c", "a, b and 7 others".
fn listed(mut names: Vec<String>) -> String {
    let others = names.len().saturating_sub(MAX_NAMES);
    if others > 1 {
        names.truncate(MAX_NAMES);
        names.push(format!("{others} others"));
    }
    let last = names.pop().unwrap_or_default();
    if names.is_empty() {
        last
    } else {
        format!("{} and {last}", names.join(", "))
    }
}

fn titles(project: &Project, positions: &[usize]) -> Vec<String> {
    let sources = positions.iter().filter_map(|at| project.sources().get(*at));
    sources.map(|source| source.title.clone()).collect()
}

/// By the names of those who published them, with the year where one published several.
fn publishers(project: &Project, positions: &[usize]) -> Vec<String> {
    let sources = positions.iter().filter_map(|at| project.sources().get(*at));
    let sources: Vec<_> = sources.collect();
    let names = sources.iter().map(|source| {
        let Some(publisher) = &source.publisher else {
            return source.title.clone();
        };
        let same = sources.iter();
        let same = same.filter(|other| other.publisher.as_ref() == Some(publisher));
        if same.count() > 1 {
            project.short_name(source)
        } else {
            project.entity_name(publisher).to_owned()
        }
    });
    names.collect()
}
