//! What a project says of the paragraphs of its sources.

use std::collections::BTreeSet;

use super::recent::Recent;
use super::walk;
use crate::diag::Diagnostic;
use crate::model::{Item, Paragraph, ParagraphRole, Project, Source};

/// Words that a locator may take from the text.
const MAX_LOCATOR_WORDS: usize = 6;

fn paragraphs(project: &Project) -> impl Iterator<Item = (&Source, &Paragraph)> {
    project.sources().iter().flat_map(|source| {
        let paragraphs = source.paragraphs.iter();
        paragraphs.map(move |paragraph| (&**source, paragraph))
    })
}

fn item(source: &Source, paragraph: &Paragraph) -> Item {
    Item::Paragraph(source.id.clone(), paragraph.n)
}

pub(super) fn read_and_cited(project: &Project, found: &mut Vec<Diagnostic>) {
    let read = paragraphs(project).filter(|(_, paragraph)| paragraph.is_read);
    let read: BTreeSet<_> = read.map(|(source, it)| (&source.id, it.n)).collect();
    if read.is_empty() {
        return;
    }
    let sources: BTreeSet<_> = read.iter().map(|(source, _)| *source).collect();
    let mut has_read = Recent::new();
    let cited: BTreeSet<_> = walk::claims(project)
        .flat_map(|(_, _, claim)| &claim.cites)
        .filter(|citation| {
            let source = &citation.source;
            has_read.get(source.as_str(), || sources.contains(source))
        })
        .map(|citation| (&citation.source, citation.paragraph))
        .filter(|place| read.contains(place))
        .collect();
    for (source, paragraph) in paragraphs(project) {
        if paragraph.is_read && cited.contains(&(&source.id, paragraph.n)) {
            let message = format!(
                "`{}#{}` is marked `read: true`, that is without anything to record, yet a claim cites it",
                source.id, paragraph.n
            );
            let both = Diagnostic::warning("read-and-cited", message)
                .hint("take `read: true` out: being cited says enough");
            found.push(both.of(item(source, paragraph)));
        }
    }
}

pub(super) fn long_locator(project: &Project, found: &mut Vec<Diagnostic>) {
    for (source, paragraph) in paragraphs(project) {
        let Some(locator) = &paragraph.locator else {
            continue;
        };
        let words = locator.split_whitespace().count();
        if words > MAX_LOCATOR_WORDS {
            let message = format!("a locator of {words} words is longer than {MAX_LOCATOR_WORDS}");
            let long = Diagnostic::error("locator-too-long", message)
                .hint("keep its first words only: a project carries no publisher's text");
            found.push(long.of(item(source, paragraph)).at(locator));
        }
    }
}

pub(super) fn missing_gist(project: &Project, found: &mut Vec<Diagnostic>) {
    for (source, paragraph) in paragraphs(project) {
        let has_gist = paragraph
            .gist
            .as_ref()
            .is_some_and(|gist| !gist.trim().is_empty());
        if paragraph.role == ParagraphRole::Article && !has_gist {
            let message = format!("`{}#{}` has no gist", source.id, paragraph.n);
            let missing = Diagnostic::warning("missing-gist", message)
                .hint("say in your own words what it says, or mark it as `role: Furniture`");
            found.push(missing.of(item(source, paragraph)));
        }
    }
}
