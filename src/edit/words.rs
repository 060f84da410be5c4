//! How two versions of a project differ, in the reader's words: "claim 2 of “Two held”: status alleged
//! → denied". Nothing that differs is left out.

mod line;
mod report;

use super::fields::{Header, Listed};
use crate::model::Project;

pub use line::{Change, Line};
pub(super) use report::{Report, told_by_fields};

/// What makes `new` of `old`, list by list; nothing if they say the same.
pub fn describe(old: &Project, new: &Project) -> Vec<Line> {
    let mut report = Report::new(old, new);
    let header = |project: &Project| Header {
        title: project.title.clone(),
        about: project.about.clone(),
    };
    let (old_header, new_header) = (header(old), header(new));
    report.at_project(|report| told_by_fields(&old_header, &new_header, report));
    report.list("kind", old.kinds(), new.kinds());
    report.list("source", old.sources(), new.sources());
    report.list("entity", old.entities(), new.entities());
    report.list("event", old.events(), new.events());
    report.list("relation", &old.relations, &new.relations);
    report.list("dismissed lead", &old.dismissed, &new.dismissed);
    report.lines
}

/// How one item of a list differs from its earlier version, without saying which it is.
pub(super) fn changes<T: Listed>(
    old: &T,
    new: &T,
    old_project: &Project,
    new_project: &Project,
) -> Vec<String> {
    let mut report = Report::new(old_project, new_project);
    report.at_nameless(|report| T::tell(old, new, report));
    let lines = report.lines.iter();
    lines
        .map(|line| match line.of.as_str() {
            "" => line.inner_words(),
            of => format!("{of}: {}", line.inner_words()),
        })
        .collect()
}

/// The name of several things, from that of one: "event that it follows".
pub(super) fn plural(name: &str) -> String {
    let ends = [" that ", " where ", " in "];
    let end = ends.iter().filter_map(|end| name.find(end)).min();
    let (noun, rest) = name
        .split_at_checked(end.unwrap_or(name.len()))
        .unwrap_or((name, ""));
    match noun.strip_suffix('y') {
        Some(stem) => format!("{stem}ies{rest}"),
        None => format!("{noun}s{rest}"),
    }
}
