//! The few citations about which there may be something to say. A project has millions; several checks
//! ask of each where it leads, which is looked up once.

use rayon::prelude::*;

use super::recent::Recent;
use super::walk::{self, At};
use crate::model::{Citation, Paragraph, ParagraphRole, Project, Source};

/// A citation that does not simply lead to a paragraph of an article as it was.
#[derive(Clone, Copy)]
pub(super) struct Suspect<'a> {
    pub at: At<'a>,
    pub citation: &'a Citation,
    /// Where it leads.
    pub source: Option<&'a Source>,
    pub paragraph: Option<&'a Paragraph>,
}

/// Events looked through by one task.
const EVENTS_AT_ONCE: usize = 4096;

/// All of them: those of entities, of events and of relations.
pub(super) fn suspects(project: &Project) -> Vec<Suspect<'_>> {
    let mut sources = Recent::new();
    let mut suspects: Vec<_> = walk::of_entities(project)
        .filter_map(|(at, citation)| suspect(project, &mut sources, at, citation))
        .collect();
    let parts = project.events().par_chunks(EVENTS_AT_ONCE).map(|events| {
        let mut sources = Recent::new();
        let citations = walk::of_events(events);
        let suspects =
            citations.filter_map(|(at, citation)| suspect(project, &mut sources, at, citation));
        suspects.collect()
    });
    let parts: Vec<Vec<_>> = parts.collect();
    suspects.extend(parts.into_iter().flatten());
    let of_relations = walk::of_relations(project);
    suspects.extend(
        of_relations.filter_map(|(at, citation)| suspect(project, &mut sources, at, citation)),
    );
    suspects
}

fn suspect<'a>(
    project: &'a Project,
    sources: &mut Recent<'a, Option<&'a Source>>,
    at: At<'a>,
    citation: &'a Citation,
) -> Option<Suspect<'a>> {
    let id = &citation.source;
    let source = sources.get(id.as_str(), || project.source(id).map(|source| &**source));
    let paragraph = source.and_then(|source| source.paragraph(citation.paragraph));
    let is_sound = paragraph.is_some_and(|paragraph| {
        let digest = citation.digest.as_ref();
        let is_as_cited = digest.is_none_or(|digest| digest.matches(&paragraph.digest));
        paragraph.role == ParagraphRole::Article && is_as_cited
    });
    (!is_sound).then_some(Suspect {
        at,
        citation,
        source,
        paragraph,
    })
}
