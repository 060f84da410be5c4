//! *Look at this*: for each thing that Annals is made to show, the most telling place of the project, if
//! it has one. The way in for somebody who sees the project for the first time.

use std::cmp::Reverse;

use super::{Evidence, origin_sentence, when_phrase};
use crate::fold::fold;
use crate::model::{Basis, Entity, Event, Item, Project, Reading, SourceId, Spelling, Status};

/// A place to look at first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub kind: FindingKind,
    pub item: Item,
    /// What is to be seen there, in one sentence without its period.
    pub phrase: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindingKind {
    /// Several sources, one origin.
    Syndicated,
    Conflict,
    /// A date that is only bounded.
    Bounded,
    /// An allegation, and a refusal to comment on it.
    Refusal,
    /// One entity, spelt two ways.
    Spellings,
}

impl FindingKind {
    pub const ALL: [Self; 5] = [
        Self::Syndicated,
        Self::Conflict,
        Self::Bounded,
        Self::Refusal,
        Self::Spellings,
    ];

    pub fn label(self) -> &'static str {
        match self {
            Self::Syndicated => "Several articles, one origin",
            Self::Conflict => "Accounts that disagree",
            Self::Bounded => "A date that is only bounded",
            Self::Refusal => "An allegation and a refusal to comment",
            Self::Spellings => "A name spelt two ways",
        }
    }
}

/// At most one of each kind, in the order of [`FindingKind::ALL`].
pub fn findings(project: &Project, evidence: &Evidence) -> Vec<Finding> {
    let find = |kind| match kind {
        FindingKind::Syndicated => syndicated(project, evidence),
        FindingKind::Conflict => conflict(project, evidence),
        FindingKind::Bounded => bounded(project),
        FindingKind::Refusal => refusal(project),
        FindingKind::Spellings => spellings(project),
    };
    let found = FindingKind::ALL.into_iter().filter_map(|kind| {
        let (item, phrase) = find(kind)?;
        Some(Finding { kind, item, phrase })
    });
    found.collect()
}

/// The event that most sources print and that has one origin; of these the one that rests on most
/// paragraphs, where there is most to lay side by side.
fn syndicated(project: &Project, evidence: &Evidence) -> Option<(Item, String)> {
    let events = project.events().iter().enumerate();
    let counted = events
        .map(|(position, event)| (evidence.origins.counts_of_event(position), position, event));
    let shared = counted
        .filter(|(counts, ..)| counts.cited > 1 && counts.independent == 1 && counts.unknown == 0);
    let (_, position, event) = shared
        .min_by_key(|(counts, _, event)| Reverse((counts.cited, event.citations().count())))?;
    let phrase = origin_sentence(project, &evidence.origins.of_event(position));
    Some((Item::Event(event.id.clone()), phrase))
}

/// The first event with accounts that disagree.
fn conflict(project: &Project, evidence: &Evidence) -> Option<(Item, String)> {
    let position = evidence.conflicts.events().next()?;
    let event = project.events().get(position)?;
    let conflict = evidence.conflicts.of(position).first()?;
    let phrase = conflict.phrase(project, event);
    Some((Item::Event(event.id.clone()), phrase))
}

/// Of the times given in words that say less than a day, the one with the narrowest bounds: there one
/// sees best what follows from the words.
fn bounded(project: &Project) -> Option<(Item, String)> {
    // As recorded: words alone never mean what only the neighbours of an event say.
    let dated = project.events().iter().filter_map(|event| {
        let when = event.when.as_ref()?;
        let (words, bounds) = (when.words.as_deref()?, when.bounds?);
        let days = bounds.span().len_days();
        let is_resolved = matches!(when.basis, Basis::Published(_));
        let is_bounded = is_resolved && when.reading == Reading::Within && days > 1;
        is_bounded.then(|| (days, event, words, when_phrase(Some(when))))
    });
    let (_, event, words, meaning) = dated.min_by_key(|(days, ..)| *days)?;
    let phrase = format!("“{words}” means {meaning}; which day is not known");
    Some((Item::Event(event.id.clone()), phrase))
}

fn refusal(project: &Project) -> Option<(Item, String)> {
    let speaker = |event: &Event, status| {
        let claim = event.claims.iter().find(|claim| claim.status == status)?;
        Some(project.speaker_name(&claim.speaker).to_owned())
    };
    project.events().iter().find_map(|event| {
        let declines = speaker(event, Status::DeclinesToComment)?;
        let alleges = speaker(event, Status::Alleges)?;
        let phrase = format!("{alleges} alleges, {declines} declines to comment");
        Some((Item::Event(event.id.clone()), phrase))
    })
}

/// The entity that one source spells in two ways with the least between them: a slip rather than a
/// short form.
fn spellings(project: &Project) -> Option<(Item, String)> {
    let entities = project.entities().iter();
    let pairs = entities.flat_map(|entity| pairs_of_one_source(entity));
    let (_, entity, [a, b]) = pairs.min_by_key(|(distance, ..)| *distance)?;
    let phrase = format!("“{}” and “{}” in one article", a.text, b.text);
    Some((Item::Entity(entity.id.clone()), phrase))
}

/// Pairs of spellings that stand in one source and differ in their letters, with how many do.
fn pairs_of_one_source(entity: &Entity) -> Vec<(usize, &Entity, [&Spelling; 2])> {
    let mut pairs = Vec::new();
    for (position, a) in entity.spellings.iter().enumerate() {
        for b in entity.spellings.iter().skip(position + 1) {
            let is_in_b = |source: &SourceId| b.at.iter().any(|at| at.source == *source);
            if !a.at.iter().any(|at| is_in_b(&at.source)) {
                continue;
            }
            let distance = strsim::osa_distance(&fold(&a.text), &fold(&b.text));
            if distance > 0 {
                pairs.push((distance, entity, [a, b]));
            }
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::super::Spotted;
    use super::super::testing::{claim, event, project};
    use super::*;
    use crate::model::{Citation, Derivation, DerivesFrom, Records, Source, When};

    /// Sources and paragraphs.
    type Cites = &'static [(&'static str, u32)];

    /// Each event rests on these paragraphs; `article` and `other` both lead to the origin `file`.
    fn shared(events: &[(&str, Cites)]) -> Project {
        let source = |id: &str| SourceId::new(id).expect("a slug");
        let base = project();
        let mut sources: Vec<_> = base.sources().iter().map(|it| (**it).clone()).collect();
        let mut file = sources[1].clone();
        file.id = source("file");
        file.is_original = true;
        for source in &mut sources {
            source.derives_from = vec![DerivesFrom {
                source: file.id.clone(),
                how: Derivation::Quotes,
                paragraphs: Vec::new(),
                of: Vec::new(),
                note: None,
            }];
        }
        sources.push(file);
        let events = events.iter().map(|(id, cites)| {
            let mut claim = claim("bali", Status::Alleges, 1);
            let cites = cites.iter().map(|&(id, paragraph)| Citation {
                source: source(id),
                paragraph,
                digest: None,
            });
            claim.cites = cites.collect();
            event(id, "call", id, None, &[], claim)
        });
        let events = events.collect();
        let records = Records {
            sources,
            events,
            ..Records::default()
        };
        Project::new(String::new(), Vec::new(), records)
    }

    #[test]
    fn of_events_that_as_many_sources_print_the_one_with_most_paragraphs_shows_the_one_origin() {
        let once: Cites = &[("article", 1), ("article", 2)];
        let twice: Cites = &[("article", 1), ("other", 1)];
        let most: Cites = &[("article", 1), ("article", 2), ("other", 1)];
        let table = [
            (vec![("one", once)], None),
            (vec![("one", once), ("two", twice)], Some("two")),
            (
                vec![("two", twice), ("most", most), ("again", most)],
                Some("most"),
            ),
            (vec![("first", twice), ("second", twice)], Some("first")),
        ];
        for (events, expected) in table {
            let project = shared(&events);
            let evidence = Evidence::new(&project, Spotted::default());
            let found = syndicated(&project, &evidence).map(|(item, _)| match item {
                Item::Event(id) => id.to_string(),
                other => format!("{other:?}"),
            });
            assert_eq!(found.as_deref(), expected, "{events:?}");
        }
    }

    #[test]
    fn what_rests_on_anything_unknown_has_not_one_origin() {
        let both: Cites = &[("article", 1), ("other", 1)];
        let project = shared(&[("one", both)]);
        let other = project
            .sources()
            .iter()
            .find(|it| it.id.as_str() == "other");
        let mut other = Source::clone(other.expect("it is there"));
        other.derives_from.clear();
        let project = project.with_source(other).expect("it is there");
        let evidence = Evidence::new(&project, Spotted::default());
        assert_eq!(syndicated(&project, &evidence), None);
    }

    #[test]
    fn the_bounded_date_is_one_day_of_a_few_by_the_words_alone() {
        let when = |edtf: &str, words: &str| When {
            words: Some(words.to_owned()),
            basis: Basis::Published(SourceId::new("article").expect("a slug")),
            ..When::from_edtf(edtf).expect("a date")
        };
        let table = [
            ("throughout", when("2015-11-03/2015-11-04", "3-4 November")),
            ("a day", when("2015-11-03", "on 3 November")),
            ("a month", when("2015-11", "in November")),
            ("a week", when("[2015-11-01..2015-11-08]", "this week")),
        ];
        let events = table.into_iter().enumerate().map(|(at, (title, when))| {
            let mut event = event(
                &format!("e{at}"),
                "call",
                title,
                None,
                &[],
                claim("bali", Status::Alleges, 1),
            );
            event.when = Some(when);
            event
        });
        let records = Records {
            events: events.collect(),
            ..Records::default()
        };
        let (item, phrase) =
            bounded(&Project::new(String::new(), Vec::new(), records)).expect("one");
        assert_eq!(
            item,
            Item::Event(crate::model::EventId::new("e3").expect("a slug"))
        );
        assert!(
            phrase.starts_with("“this week” means some day in 1–8 November 2015"),
            "{phrase}"
        );
    }
}
