//! Whether every statement stands somewhere, and whether it still stands there.

use super::part::{Found, Part};
use super::suspects::Suspect;
use super::walk;
use crate::diag::Diagnostic;
use crate::model::{Item, ParagraphRole, Project, Source};

pub(super) fn unknown_paragraph(
    project: &Project,
    suspects: &[Suspect<'_>],
    found: &mut Vec<Diagnostic>,
) {
    for Suspect {
        at,
        citation,
        source,
        paragraph,
    } in suspects
    {
        let Some(source) = source.filter(|it| it.is_held()) else {
            continue;
        };
        if paragraph.is_none() {
            let unknown = no_such_paragraph(source, citation.paragraph);
            found.push(unknown.of(at.item()).at(citation.to_string()));
        }
    }
    for source in project.sources() {
        for link in &source.derives_from {
            let missing = missing_end(source, &link.paragraphs).or_else(|| {
                let target = project.source(&link.source)?;
                missing_end(target, &link.of)
            });
            if let Some(unknown) = missing {
                let item = Item::Source(source.id.clone());
                found.push(unknown.of(item).at(link.source.as_str()));
            }
        }
    }
}

/// The first end of these ranges that a held source does not have.
fn missing_end(source: &Source, ranges: &[(u32, u32)]) -> Option<Diagnostic> {
    let ends = ranges.iter().flat_map(|&(first, last)| [first, last]);
    let mut ends = ends.filter(|_| source.is_held());
    let missing = ends.find(|n| source.paragraph(*n).is_none())?;
    Some(no_such_paragraph(source, missing))
}

fn no_such_paragraph(source: &Source, n: u32) -> Diagnostic {
    let (id, count) = (&source.id, source.paragraphs.len());
    let first = source.paragraphs.first().map_or(0, |paragraph| paragraph.n);
    let last = source.paragraphs.last().map_or(0, |paragraph| paragraph.n);
    let has = match count {
        1 => "it has one paragraph".to_owned(),
        _ => format!("it has {count} paragraphs"),
    };
    Diagnostic::error(
        "unknown-paragraph",
        format!("source `{id}` has no paragraph {n}: {has}"),
    )
    .hint(format!("its numbers go from {first} to {last}"))
}

pub(super) fn unheld(_project: &Project, suspects: &[Suspect<'_>], found: &mut Vec<Diagnostic>) {
    for Suspect {
        at,
        citation,
        source,
        ..
    } in suspects
    {
        if source.is_some_and(|source| !source.is_held()) {
            let id = &citation.source;
            let message =
                format!("source `{id}` is only known of: the project has no paragraph of it");
            let unheld = Diagnostic::error("cites-unheld", message).hint(
                "cite the paragraph in which a held source tells of it, or add its paragraphs",
            );
            found.push(unheld.of(at.item()).at(citation.to_string()));
        }
    }
}

pub(super) fn furniture(_project: &Project, suspects: &[Suspect<'_>], found: &mut Vec<Diagnostic>) {
    for Suspect {
        at,
        citation,
        paragraph,
        ..
    } in suspects
    {
        let is_furniture =
            paragraph.is_some_and(|paragraph| paragraph.role == ParagraphRole::Furniture);
        if is_furniture {
            let message = format!("`{citation}` is page furniture, which is not evidence");
            let cites = Diagnostic::error("cites-furniture", message)
                .hint("cite a paragraph of the article, or mark this one as `role: Article`");
            found.push(cites.of(at.item()).at(citation.to_string()));
        }
    }
}

pub(super) fn changed(_project: &Project, suspects: &[Suspect<'_>], found: &mut Vec<Diagnostic>) {
    for Suspect {
        at,
        citation,
        paragraph,
        ..
    } in suspects
    {
        let (Some(cited), Some(paragraph)) = (&citation.digest, paragraph) else {
            continue;
        };
        if !cited.matches(&paragraph.digest) {
            let message = format!("`{citation}` has changed since it was cited");
            let digest = paragraph.digest.to_string();
            let now = digest.get(3..11).unwrap_or_default();
            let changed = Diagnostic::warning("changed-paragraph", message).hint(format!(
                "read it again; if the claim still holds, write `{citation}@{now}`"
            ));
            found.push(changed.of(at.item()).at(citation.to_string()));
        }
    }
}

pub(super) fn event_without_claims(part: &Part<'_>, found: &mut Found) {
    for event in part.events.iter().filter(|it| it.claims.is_empty()) {
        let message = format!(
            "event `{}` has no claim: nobody says that it happened",
            event.id
        );
        let empty = Diagnostic::error("event-without-claims", message)
            .hint("add to `claims` who says so and in which paragraph");
        found.push(empty.of(Item::Event(event.id.clone())));
    }
}

pub(super) fn claim_without_citation(part: &Part<'_>, found: &mut Found) {
    for (event, position, claim) in walk::claims_of(part.events) {
        if claim.cites.is_empty() {
            let item = Item::Claim(event.id.clone(), position);
            let message = format!("{item} has no citation");
            let uncited = Diagnostic::error("claim-without-citation", message)
                .hint("add the paragraphs in which it stands: `cites: [\"rt-2016#6\"]`");
            found.push(uncited.of(item));
        }
    }
}

pub(super) fn uncited_relation(project: &Project, found: &mut Vec<Diagnostic>) {
    for (position, relation) in project.relations.iter().enumerate() {
        if relation.cites.is_empty() {
            let (from, kind, to) = (&relation.from, &relation.kind, &relation.to);
            let message = format!("the relation `{from}` {kind} `{to}` has no citation");
            let uncited = Diagnostic::error("uncited-relation", message)
                .hint("add the paragraphs in which it stands: `cites: [\"rt-2016#6\"]`");
            found.push(uncited.of(Item::Relation(position)));
        }
    }
}
