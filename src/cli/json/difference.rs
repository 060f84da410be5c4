//! A difference between two versions of a project.

use serde::Serialize;

use crate::edit::{Change, Line};
use crate::model::Item;

/// One line of `annals diff`.
#[derive(Debug, Serialize)]
pub struct Difference<'a> {
    /// What the record is; `null` for the project, a relation and a dismissed lead.
    is: Option<&'static str>,
    id: Option<String>,
    of: &'a str,
    field: Option<&'a str>,
    change: &'static str,
    old: Option<&'a str>,
    new: Option<&'a str>,
    sentence: String,
}

pub fn difference(line: &Line) -> Difference<'_> {
    let item = line.item.as_ref().and_then(named);
    let (is, id) = item.unzip();
    Difference {
        is,
        id,
        of: &line.of,
        field: line.field.as_deref(),
        change: match line.change {
            Change::Added => "added",
            Change::Removed => "removed",
            Change::Changed => "changed",
            Change::Moved => "moved",
        },
        old: line.old.as_deref(),
        new: line.new.as_deref(),
        sentence: line.to_string(),
    }
}

fn named(item: &Item) -> Option<(&'static str, String)> {
    Some(match item {
        Item::Kind(id) => ("kind", id.to_string()),
        Item::Source(id) => ("source", id.to_string()),
        Item::Paragraph(id, n) => ("paragraph", format!("{id}#{n}")),
        Item::Entity(id) => ("entity", id.to_string()),
        Item::Event(id) => ("event", id.to_string()),
        Item::Claim(..) | Item::Relation(_) | Item::Dismissed(_) => return None,
    })
}
