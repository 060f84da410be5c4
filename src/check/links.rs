//! Links that say too little of what they rest on.

use crate::diag::Diagnostic;
use crate::evidence::{Lineages, Support};
use crate::model::{Derivation, DerivesFrom, Item, Paragraph, ParagraphRole, Project, Source};

/// A link to all of a held source, of which some paragraphs lead elsewhere than others: each paragraph
/// that it covers is counted as resting on every one of these origins.
pub(super) fn unnamed_paragraphs(project: &Project, found: &mut Vec<Diagnostic>) {
    let mut lineages = None;
    for source in project.sources() {
        for link in &source.derives_from {
            let Some(position) = project.source_position(&link.source) else {
                continue;
            };
            let Some(target) = project.sources().get(position) else {
                continue;
            };
            let is_to_all = link.of.is_empty() && link.source != source.id && target.is_held();
            if !is_to_all || is_paired(source, link, target) {
                continue;
            }
            let lineages = lineages.get_or_insert_with(|| Lineages::new(project));
            if leads_one_way(lineages, position, target) {
                continue;
            }
            let (from, to) = (&source.id, &target.id);
            let counted = counted(&lineages.of_whole(position));
            let unnamed = Diagnostic::warning(
                "unnamed-paragraphs",
                format!(
                    "the link of `{from}` to `{to}` does not say which paragraphs of `{to}`: {counted} for each"
                ),
            )
            .hint(format!("add `of` with the paragraphs of `{to}` that `{from}` rests on"));
            found.push(unnamed.of(Item::Source(from.clone())).at(to.as_str()));
        }
    }
}

fn article(source: &Source) -> impl Iterator<Item = &Paragraph> {
    let paragraphs = source.paragraphs.iter();
    paragraphs.filter(|paragraph| paragraph.role == ParagraphRole::Article)
}

/// Whether each paragraph that the link covers has one with the same words.
fn is_paired(source: &Source, link: &DerivesFrom, target: &Source) -> bool {
    let is_copy = matches!(link.how, Derivation::Copy | Derivation::Translation);
    let mut covered = article(source).filter(|it| link.covers(it.n)).peekable();
    let others = target.paragraphs.iter();
    is_copy
        && covered.peek().is_some()
        && covered.all(|own| others.clone().any(|other| other.digest == own.digest))
}

/// Whether all of its paragraphs lead to the same origins.
fn leads_one_way(lineages: &Lineages, position: usize, source: &Source) -> bool {
    let mut ends = article(source).map(|paragraph| lineages.of_paragraph(position, paragraph.n));
    let Some(first) = ends.next() else {
        return true;
    };
    ends.all(|other| (&other.independent, &other.unknown) == (&first.independent, &first.unknown))
}

fn counted(support: &Support) -> String {
    let origins = match support.independent.len() {
        0 => None,
        1 => Some("1 origin".to_owned()),
        count => Some(format!("{count} origins")),
    };
    let unknown = match support.unknown.len() {
        0 => None,
        count => Some(format!("{count} of unknown lineage")),
    };
    let verb = match support.independent.len() + support.unknown.len() {
        1 => "is",
        _ => "are",
    };
    let parts: Vec<_> = origins.into_iter().chain(unknown).collect();
    format!("{} {verb} counted", parts.join(" and "))
}
