//! What a picker can pick from, by position: the names that are matched, and how a row looks.

use std::collections::BTreeMap;

use egui::Color32;

use crate::evidence::when_phrase;
use crate::model::{EntityKind, Event, Project, Source, SourceId, Value};
use crate::ui::ctx::ViewCtx;
use crate::ui::icons::glyphs;
use crate::ui::widgets;

/// How many are listed before anything is typed.
const FIRST: usize = 12;

/// What is picked from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pool<'a> {
    Entities,
    Sources,
    Events,
    Kinds,
    /// Who may speak: entities, then documents.
    Speakers,
    Paragraphs(&'a SourceId),
    Words(WordsOf),
}

/// Words that are in use somewhere in the project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WordsOf {
    Roles,
    Tags,
    Relations,
    Quantities,
    Units,
}

/// How a thing is shown in the list.
#[derive(Clone, Debug)]
pub(super) struct Look {
    pub glyph: Option<(char, Color32)>,
    pub title: String,
    /// In grey, behind it.
    pub aside: String,
}

impl Pool<'_> {
    pub(super) fn count(self, project: &Project, words: &[String]) -> usize {
        match self {
            Self::Entities => project.entities().len(),
            Self::Sources => project.sources().len(),
            Self::Events => project.events().len(),
            Self::Kinds => project.kinds().len(),
            Self::Speakers => project.entities().len() + project.sources().len(),
            Self::Paragraphs(source) => project
                .source(source)
                .map_or(0, |source| source.paragraphs.len()),
            Self::Words(_) => words.len(),
        }
    }

    /// Every name of the thing at this position.
    pub(super) fn names(
        self,
        project: &Project,
        words: &[String],
        at: usize,
        name: &mut dyn FnMut(&str),
    ) {
        match self {
            Self::Entities => {
                if let Some(entity) = project.entities().get(at) {
                    entity.names().for_each(name);
                }
            }
            Self::Sources => {
                if let Some(source) = project.sources().get(at) {
                    name(&source.title);
                    name(&project.short_name(source));
                }
            }
            Self::Events => {
                if let Some(event) = project.events().get(at) {
                    name(&event.title);
                }
            }
            Self::Kinds => {
                if let Some(kind) = project.kinds().get(at) {
                    name(&kind.label);
                }
            }
            Self::Speakers => match at.checked_sub(project.entities().len()) {
                Some(at) => Pool::Sources.names(project, words, at, name),
                None => Pool::Entities.names(project, words, at, name),
            },
            Self::Paragraphs(source) => {
                let source = project.source(source);
                let Some(paragraph) = source.and_then(|source| source.paragraphs.get(at)) else {
                    return;
                };
                name(&paragraph.n.to_string());
                let texts = paragraph.gist.iter().chain(&paragraph.locator);
                texts.for_each(|text| name(text));
            }
            Self::Words(_) => {
                if let Some(word) = words.get(at) {
                    name(word);
                }
            }
        }
    }

    pub(super) fn look(
        self,
        ctx: ViewCtx<'_>,
        project: &Project,
        words: &[String],
        at: usize,
    ) -> Option<Look> {
        let weak = ctx.theme.weak;
        Some(match self {
            Self::Entities => {
                let entity = project.entities().get(at)?;
                Look {
                    glyph: Some((widgets::entity_glyph(entity.kind), weak)),
                    title: entity.name.clone(),
                    aside: entity.names().nth(1).unwrap_or_default().to_owned(),
                }
            }
            Self::Sources => {
                let source = project.sources().get(at)?;
                Look {
                    glyph: Some((glyphs::SOURCE, weak)),
                    title: source.title.clone(),
                    aside: aside_of_source(project, source),
                }
            }
            Self::Events => {
                let event = project.events().get(at)?;
                let (colour, glyph) =
                    widgets::kind_look(ctx.theme, project.kind(&event.kind).map(AsRef::as_ref));
                Look {
                    glyph: Some((glyph, colour)),
                    title: event.title.clone(),
                    aside: when_phrase(event.when.as_ref()),
                }
            }
            Self::Kinds => {
                let kind = project.kinds().get(at)?;
                let (colour, glyph) = widgets::kind_look(ctx.theme, Some(kind));
                Look {
                    glyph: Some((glyph, colour)),
                    title: kind.label.clone(),
                    aside: String::new(),
                }
            }
            Self::Speakers => match at.checked_sub(project.entities().len()) {
                Some(at) => Pool::Sources.look(ctx, project, words, at)?,
                None => Pool::Entities.look(ctx, project, words, at)?,
            },
            Self::Paragraphs(source) => {
                let paragraph = project.source(source)?.paragraphs.get(at)?;
                let words = paragraph.gist.as_ref().or(paragraph.locator.as_ref());
                Look {
                    glyph: None,
                    title: format!("¶{}", paragraph.n),
                    aside: words.cloned().unwrap_or_else(|| "no gist".to_owned()),
                }
            }
            Self::Words(_) => Look {
                glyph: None,
                title: words.get(at)?.clone(),
                aside: String::new(),
            },
        })
    }

    /// What is offered before anything is typed: what is used most.
    pub(super) fn first(self, ctx: ViewCtx<'_>, project: &Project, words: &[String]) -> Vec<usize> {
        let count = self.count(project, words);
        match self {
            Self::Entities | Self::Speakers => {
                let counts = &ctx.session.facets().entities;
                // The counts are of what is shown, which may be a moment behind.
                let is_behind = !std::ptr::eq(project, ctx.shown());
                let mut most: Vec<(std::cmp::Reverse<usize>, usize)> = Vec::new();
                for (at, entity) in project.entities().iter().enumerate() {
                    let shown = if is_behind {
                        ctx.shown().entity_position(&entity.id)
                    } else {
                        Some(at)
                    };
                    let uses = shown.and_then(|at| counts.get(at)).copied().unwrap_or(0);
                    let place = most.partition_point(|other| other.0.0 >= uses);
                    if place < FIRST {
                        most.insert(place, (std::cmp::Reverse(uses), at));
                        most.truncate(FIRST);
                    }
                }
                most.into_iter().map(|(_, at)| at).collect()
            }
            Self::Sources => {
                let sources = project.sources().iter().enumerate();
                let held = sources.clone().filter(|(_, source)| source.is_held());
                let others = sources.filter(|(_, source)| !source.is_held());
                held.chain(others).map(|(at, _)| at).take(FIRST).collect()
            }
            Self::Paragraphs(_) => (0..count.min(300)).collect(),
            Self::Kinds => (0..count.min(60)).collect(),
            Self::Events | Self::Words(_) => (0..count.min(FIRST)).collect(),
        }
    }

    /// The words in use, the most used first.
    pub(super) fn words(self, project: &Project) -> Vec<String> {
        let Self::Words(of) = self else {
            return Vec::new();
        };
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        match of {
            WordsOf::Relations => {
                for relation in &project.relations {
                    *counts.entry(&relation.kind).or_default() += 1;
                }
            }
            _ => project.events().iter().for_each(|event| {
                for word in words_of(event, of) {
                    *counts.entry(word).or_default() += 1;
                }
            }),
        }
        let mut words: Vec<(&str, usize)> = counts.into_iter().collect();
        words.retain(|(word, _)| !word.is_empty());
        words.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        words.into_iter().map(|(word, _)| word.to_owned()).collect()
    }
}

fn words_of(event: &Event, of: WordsOf) -> Vec<&str> {
    let values = event.claims.iter().flat_map(|claim| &claim.values);
    match of {
        WordsOf::Roles => {
            let parts = event.participants.iter().map(|part| part.role.as_str());
            let claimed = values.filter_map(|value| match value {
                Value::Role(role) => Some(role.role.as_str()),
                _ => None,
            });
            parts.chain(claimed).collect()
        }
        WordsOf::Tags => event.tags.iter().map(String::as_str).collect(),
        WordsOf::Quantities | WordsOf::Units => values
            .filter_map(|value| match value {
                Value::Number(quantity) if of == WordsOf::Units => quantity.unit.as_deref(),
                Value::Number(quantity) => Some(quantity.of.as_str()),
                _ => None,
            })
            .collect(),
        WordsOf::Relations => Vec::new(),
    }
}

fn aside_of_source(project: &Project, source: &Source) -> String {
    let name = project.short_name(source);
    if name == source.title {
        source.kind.label().to_owned()
    } else {
        name
    }
}

/// The sorts of entity, as a row of choices.
pub(super) const SORTS: [EntityKind; 6] = EntityKind::ALL;
