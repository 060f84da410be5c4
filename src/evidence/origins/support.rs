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
    let printed = format!("{verb} {}", listed(publishers(project, &support.cited)));
    let clauses = [
        Some(printed),
        origins_clause(project, support),
        unknown_clause(project, support),
    ];
    clauses.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

fn origins_clause(project: &Project, support: &Support) -> Option<String> {
    let origins = listed(titles(project, &support.independent));
    let who = who_leads(support);
    match support.independent.len() {
        0 => None,
        1 if support.cited == support.independent => Some("it is itself an origin".to_owned()),
        1 => Some(format!(
            "as linked here, {who} back to one origin: {origins}"
        )),
        count => Some(format!(
            "as linked here, {who} back to {count} origins: {origins}"
        )),
    }
}

fn unknown_clause(project: &Project, support: &Support) -> Option<String> {
    let is_one = support.unknown.len() == 1;
    let verb = if is_one { "rests" } else { "rest" };
    let is_cited = |at: &usize| support.cited.contains(at);
    let is_only_end = support.independent.is_empty();
    if support.unknown.is_empty() {
        None
    } else if support.unknown == support.cited && is_only_end {
        let subject = if is_one { "it" } else { "they" };
        Some(format!("what {subject} {verb} on is not known"))
    } else if support.unknown.iter().all(is_cited) {
        let else_ = if is_only_end { "" } else { "else " };
        let unknown = listed(publishers(project, &support.unknown));
        Some(format!("what {else_}{unknown} {verb} on is not known"))
    } else if is_only_end && !support.unknown.iter().any(is_cited) {
        let unknown = listed(titles(project, &support.unknown));
        let subject = if is_one { "that" } else { "these" };
        let who = who_leads(support);
        Some(format!(
            "as linked here, {who} back to {unknown}, and what {subject} {verb} on is not known"
        ))
    } else {
        let unknown = listed(titles(project, &support.unknown));
        Some(format!("what {unknown} {verb} on is not known"))
    }
}

/// Of several that print it, each leads to the one end if there is only one.
fn who_leads(support: &Support) -> &'static str {
    let has_one_end = support.independent.len() + support.unknown.len() == 1;
    match support.cited.len() {
        1 => "it leads",
        2 if has_one_end => "both lead",
        _ if has_one_end => "all lead",
        _ => "together they lead",
    }
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
