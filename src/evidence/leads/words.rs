//! What a lead says, where it leads to, and how the project file names it.

use super::{About, Grounds, Lead, Place, silence};
use crate::evidence::{day_phrase, origin_sentence};
use crate::model::{Citation, Item, LeadKind, Project, Source, Value};

impl Lead {
    /// What to show for it.
    pub fn item(&self, project: &Project) -> Option<Item> {
        Some(match (self.place, self.about) {
            (Place::Event(event), About::Claim(claim) | About::Citation(claim, _)) => {
                Item::Claim(project.events().get(event)?.id.clone(), claim)
            }
            (Place::Event(event), _) => Item::Event(project.events().get(event)?.id.clone()),
            (Place::Entity(entity), _) => Item::Entity(project.entities().get(entity)?.id.clone()),
            (Place::Source(source), _) => Item::Source(project.sources().get(source)?.id.clone()),
            (Place::Paragraph(source, n), _) => {
                Item::Paragraph(project.sources().get(source)?.id.clone(), n)
            }
        })
    }

    /// The `at` of its dismissal.
    pub fn at_name(&self, project: &Project) -> String {
        let name = match self.place {
            Place::Event(event) => project.events().get(event).map(|it| it.id.to_string()),
            Place::Entity(entity) => project.entities().get(entity).map(|it| it.id.to_string()),
            Place::Source(source) => project.sources().get(source).map(|it| it.id.to_string()),
            Place::Paragraph(source, n) => {
                let source = project.sources().get(source);
                source.map(|source| format!("{}#{n}", source.id))
            }
        };
        name.unwrap_or_default()
    }

    /// The `about` of its dismissal, the same in every version of the project that has the lead.
    pub fn about_name(&self, project: &Project, conflicts: &super::Conflicts) -> Option<String> {
        let entity = |position: usize| {
            let entity = project.entities().get(position);
            entity.map(|entity| entity.id.to_string())
        };
        match (self.place, self.about) {
            (Place::Event(event), About::Conflict(number)) => {
                conflicts.of(event).get(number).map(super::Conflict::about)
            }
            // By its words: claims before it may come and go.
            (Place::Event(event), About::Claim(claim)) => {
                let claim = project.events().get(event)?.claims.get(claim)?;
                claim.values.iter().find_map(unresolved_words)
            }
            (_, About::Nothing | About::Conflict(_) | About::Claim(_)) => None,
            (_, About::Citation(..)) => self.citation(project).map(Citation::to_string),
            (_, About::Entity(position) | About::Spelling(_, position)) => entity(position),
            (_, About::Source(source)) => {
                let source = project.sources().get(source);
                source.map(|source| source.id.to_string())
            }
            (_, About::Gap(before, after)) => {
                let (before, after) = (project.events().get(before)?, project.events().get(after)?);
                Some(format!("{}..{}", before.id, after.id))
            }
        }
    }

    fn citation<'a>(&self, project: &'a Project) -> Option<&'a Citation> {
        let (Place::Event(event), About::Citation(claim, cite)) = (self.place, self.about) else {
            return None;
        };
        project
            .events()
            .get(event)?
            .claims
            .get(claim)?
            .cites
            .get(cite)
    }

    /// What it is about, to head its line: the title of an event, the name of an entity.
    pub fn title(&self, project: &Project) -> String {
        let title = match self.place {
            Place::Event(event) => project.events().get(event).map(|it| it.title.clone()),
            Place::Entity(entity) => project.entities().get(entity).map(|it| it.name.clone()),
            Place::Source(source) => {
                let source = project.sources().get(source);
                source.map(|source| project.short_name(source))
            }
            Place::Paragraph(source, n) => {
                let source = project.sources().get(source);
                source.map(|source| paragraph_name(project, source, n))
            }
        };
        title.unwrap_or_default()
    }

    /// Why it is there, in one sentence without its period.
    pub fn phrase(&self, grounds: Grounds<'_>) -> String {
        let phrase = match self.place {
            Place::Event(event) => self.event_phrase(grounds, event),
            Place::Entity(entity) => self.entity_phrase(grounds, entity),
            Place::Source(_) => self.copy_phrase(grounds),
            Place::Paragraph(source, n) => self.paragraph_phrase(grounds, source, n),
        };
        phrase.unwrap_or_else(|| self.kind.label().to_lowercase())
    }

    fn event_phrase(&self, grounds: Grounds<'_>, position: usize) -> Option<String> {
        let Grounds { project, .. } = grounds;
        let event = project.events().get(position)?;
        Some(match (self.kind, self.about) {
            (LeadKind::OpenConflict, About::Conflict(number)) => grounds
                .conflicts
                .of(position)
                .get(number)?
                .phrase(project, event),
            (LeadKind::OrphanedCitation, _) => {
                let citation = self.citation(project)?;
                let source = project.source(&citation.source)?;
                let name = paragraph_name(project, source, citation.paragraph);
                let Some(paragraph) = source.paragraph(citation.paragraph) else {
                    return Some(format!("{name} is cited, and not in the source"));
                };
                let digest = citation.digest.as_ref();
                if digest.is_some_and(|digest| !digest.matches(&paragraph.digest)) {
                    format!("{name} has changed since it was cited")
                } else {
                    format!("{name} is not in the attached text as it was recorded")
                }
            }
            (LeadKind::SingleOrigin | LeadKind::UnknownLineage, _) => {
                origin_sentence(project, &grounds.origins.of_event(position))
            }
            (LeadKind::UnresolvedWords, About::Claim(claim)) => {
                let claim = event.claims.get(claim)?;
                let words = claim.values.iter().find_map(unresolved_words)?;
                let speaker = project.speaker_name(&claim.speaker);
                format!("“{words}”, as {speaker} puts it, could not be resolved to days")
            }
            (LeadKind::UnresolvedWords, _) => {
                let words = grounds.times.when(project, position)?.words.as_ref()?;
                format!("“{words}” could not be resolved to days, and no neighbour gives bounds")
            }
            _ => "no date is given, and no neighbour gives bounds".to_owned(),
        })
    }

    fn entity_phrase(&self, grounds: Grounds<'_>, position: usize) -> Option<String> {
        let Grounds { project, .. } = grounds;
        let entity = project.entities().get(position)?;
        Some(match self.about {
            About::Gap(before, after) => {
                let last = silence::span(grounds, before)?.last;
                let first = silence::span(grounds, after)?.first;
                let days = first.number() - last.number() - 1;
                let (before, after) = (project.events().get(before)?, project.events().get(after)?);
                format!(
                    "nothing dated is told for {days} days: from {}, “{}”, to {}, “{}”",
                    day_phrase(last),
                    before.title,
                    day_phrase(first),
                    after.title
                )
            }
            About::Spelling(spelling, other) => {
                let spelling = entity.spellings.get(spelling)?;
                let source = project.source(&spelling.at.first()?.source)?;
                format!(
                    "“{}”, which only {} has, is close to a spelling of {}",
                    spelling.text,
                    project.short_name(source),
                    project.entities().get(other)?.name
                )
            }
            _ => return None,
        })
    }

    fn copy_phrase(&self, grounds: Grounds<'_>) -> Option<String> {
        let (Place::Source(from), About::Source(to)) = (self.place, self.about) else {
            return None;
        };
        let copies = grounds.copies.iter();
        let copy = copies
            .into_iter()
            .find(|copy| (copy.from, copy.to) == (from, to))?;
        let name = |position: usize| {
            let source = grounds.project.sources().get(position);
            source.map(|source| grounds.project.short_name(source))
        };
        Some(format!(
            "{} and {} have {:.0} % of the shorter one in common, and no link says why",
            name(from)?,
            name(to)?,
            copy.shared * 100.0
        ))
    }

    fn paragraph_phrase(&self, grounds: Grounds<'_>, source: usize, n: u32) -> Option<String> {
        let Grounds { project, .. } = grounds;
        let record = project.sources().get(source)?;
        Some(match self.about {
            About::Entity(entity) => {
                let entity = project.entities().get(entity)?;
                format!(
                    "{} is named there, and nothing that rests on the paragraph links it",
                    entity.name
                )
            }
            _ => match &record.paragraph(n)?.gist {
                Some(gist) => format!("neither used nor marked as read: {gist}"),
                None => "neither used nor marked as read".to_owned(),
            },
        })
    }
}

/// The words of a time that no date was made of.
pub(super) fn unresolved_words(value: &Value) -> Option<String> {
    match value {
        Value::When(when) if !when.is_dated() => when.words.clone(),
        Value::When(_) | Value::Number(_) | Value::Place(_) | Value::Role(_) => None,
    }
}

/// "RT 2016 ¶6".
fn paragraph_name(project: &Project, source: &Source, n: u32) -> String {
    format!("{} ¶{n}", project.short_name(source))
}
