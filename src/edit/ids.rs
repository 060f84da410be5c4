//! Ids for new records, as a person would write them: slugs of their names, told apart by numbers
//! where another record has them. Events begin with the date when it is known.

use crate::fold::fold;
use crate::model::{EntityId, EventId, IdError, Item, KindId, Limit, Project, SourceId, When};

/// An id is at most so long, in bytes.
const MAX_LEN: usize = 80;

/// Words of a title beyond these say too little to stand in an id.
const MAX_WORDS: usize = 7;

/// Words that tell nothing apart.
const SMALL_WORDS: &[&str] = &[
    "a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with",
];

/// `text` as lower-case words joined by hyphens: "İlhami Balı" is `ilhami-bali`. Letters of scripts
/// that do not fold to Latin ones are left out; so it may be empty.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in fold(text).chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if c != '\'' && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    cut(slug, MAX_LEN)
}

/// An id for a new event, which no record has.
pub fn fresh_event_id(project: &Project, title: &str, when: Option<&When>) -> EventId {
    let words = telling_words(title);
    let date = when.and_then(date_words).unwrap_or_default();
    let words = if date.is_empty() && words.is_empty() {
        "event".to_owned()
    } else {
        joined(&date, &words)
    };
    fresh(&words, |id| is_taken(project, id), EventId::new)
}

/// An id for a new entity, which no record has.
pub fn fresh_entity_id(project: &Project, name: &str) -> EntityId {
    let words = or_else(slug(name), "entity");
    fresh(&words, |id| is_taken(project, id), EntityId::new)
}

/// An id for a new source, which no record has: its publisher and the year, else its title.
pub fn fresh_source_id(
    project: &Project,
    title: &str,
    publisher: Option<&EntityId>,
    when: Option<&When>,
) -> SourceId {
    let words = match publisher {
        Some(publisher) => publisher.to_string(),
        None => or_else(telling_words(title), "source"),
    };
    let year = when.and_then(date_words);
    let year = year.and_then(|date| date.get(..4).map(str::to_owned));
    let words = match year.filter(|year| !words.ends_with(year.as_str())) {
        Some(year) => joined(&words, &year),
        None => words,
    };
    fresh(&words, |id| is_taken(project, id), SourceId::new)
}

/// An id for a new kind of events.
pub fn fresh_kind_id(project: &Project, label: &str) -> KindId {
    let words = or_else(slug(label), "kind");
    let is_taken = |id: &str| KindId::new(id).is_ok_and(|id| project.kind(&id).is_some());
    fresh(&words, is_taken, KindId::new)
}

/// Whether an event, an entity or a source has this id. Leads and speakers name records of several
/// lists by their ids alone, so no two of these should share one.
pub(super) fn is_taken(project: &Project, id: &str) -> bool {
    holder(project, id).is_some()
}

/// The event, entity or source of this id.
pub(super) fn holder(project: &Project, id: &str) -> Option<Item> {
    let event = EventId::new(id).ok().map(Item::Event);
    let entity = EntityId::new(id).ok().map(Item::Entity);
    let source = SourceId::new(id).ok().map(Item::Source);
    let mut all = [event, entity, source].into_iter().flatten();
    all.find(|item| project.contains(item))
}

/// `words`, or the first of `words-2`, `words-3`, … that is free.
pub(super) fn fresh<Id>(
    words: &str,
    is_taken: impl Fn(&str) -> bool,
    make: impl Fn(&str) -> Result<Id, IdError>,
) -> Id {
    let mut number: u64 = 1;
    loop {
        let candidate = if number == 1 {
            cut(words.to_owned(), MAX_LEN)
        } else {
            let number = format!("-{number}");
            cut(words.to_owned(), MAX_LEN - number.len()) + &number
        };
        if let Ok(id) = make(&candidate)
            && !is_taken(&candidate)
        {
            return id;
        }
        number += 1;
    }
}

fn or_else(slug: String, fallback: &str) -> String {
    if slug.is_empty() {
        fallback.to_owned()
    } else {
        slug
    }
}

fn joined(first: &str, second: &str) -> String {
    let parts = [first, second];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("-")
}

/// The slug of the words that tell a title from others.
fn telling_words(title: &str) -> String {
    let slug = slug(title);
    let words = || slug.split('-').filter(|word| !word.is_empty());
    let telling = words().filter(|word| !SMALL_WORDS.contains(word));
    let telling: Vec<&str> = telling.take(MAX_WORDS).collect();
    if telling.is_empty() {
        words().take(MAX_WORDS).collect::<Vec<_>>().join("-")
    } else {
        telling.join("-")
    }
}

/// The day, month or year that holds all of it, as far as there is one of four digits.
fn date_words(when: &When) -> Option<String> {
    let bounds = when.bounds?;
    if (bounds.from, bounds.to) != (Limit::Known, Limit::Known) {
        return None;
    }
    let (first_year, first_month, first_day) = bounds.first.ymd();
    let (last_year, last_month, last_day) = bounds.end_last.ymd();
    if first_year != last_year || !(1..=9999).contains(&first_year) {
        return None;
    }
    let year = format!("{first_year:04}");
    Some(if first_month != last_month {
        year
    } else if first_day != last_day {
        format!("{year}-{first_month:02}")
    } else {
        format!("{year}-{first_month:02}-{first_day:02}")
    })
}

/// At most so long, and without half a word where that is possible.
fn cut(mut slug: String, max_len: usize) -> String {
    if slug.len() > max_len {
        let is_at_word = slug.as_bytes().get(max_len) == Some(&b'-');
        slug.truncate(max_len);
        if !is_at_word && let Some(at) = slug.rfind('-') {
            slug.truncate(at);
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::evidence::testing::project;

    #[test]
    fn names_fold_to_slugs() {
        for (text, expected) in [
            ("İlhami Balı", "ilhami-bali"),
            ("Can Dündar", "can-dundar"),
            ("  Today’s Zaman! ", "todays-zaman"),
            ("Straße №1", "strasse-no1"),
            ("كتاب", ""),
            ("---", ""),
        ] {
            assert_eq!(slug(text), expected, "{text}");
        }
    }

    #[test]
    fn an_event_is_named_by_its_date_and_the_words_that_tell_it_apart() {
        let project = project();
        let id = |title: &str, date: Option<&str>| {
            let when = date.map(|date| When::from_edtf(date).expect("a date"));
            fresh_event_id(&project, title, when.as_ref()).to_string()
        };
        let title = "Arrest of Dündar and Gül";
        assert_eq!(id(title, Some("2015-11")), "2015-11-arrest-dundar-gul");
        assert_eq!(
            id(title, Some("2015-11-26")),
            "2015-11-26-arrest-dundar-gul"
        );
        assert_eq!(
            id(title, Some("2015-09-22/2015-10-17")),
            "2015-arrest-dundar-gul"
        );
        assert_eq!(id(title, Some("[..2015-11-26]")), "arrest-dundar-gul");
        assert_eq!(id(title, None), "arrest-dundar-gul");
        assert_eq!(id("Of the", None), "of-the");
        assert_eq!(id("", None), "event");
        assert_eq!(id("كتاب", Some("2015")), "2015");
    }

    #[test]
    fn a_source_is_named_by_its_publisher_and_year() {
        let project = project();
        let rt = EntityId::new("rt").expect("a slug");
        let when = When::from_edtf("2016-05-13").expect("a date");
        let id = |title: &str, publisher, when| {
            fresh_source_id(&project, title, publisher, when).to_string()
        };
        assert_eq!(id("Wiretaps", Some(&rt), Some(&when)), "rt-2016");
        assert_eq!(id("Report of 2016", None, Some(&when)), "report-2016");
        assert_eq!(id("", None, None), "source");
    }

    #[test]
    fn an_id_that_any_record_has_is_numbered() {
        let project = project();
        let entity = project.entities()[0].id.to_string();
        let source = project.sources()[0].id.to_string();
        let id = |name: &str| fresh_entity_id(&project, name).to_string();
        assert_eq!(id(&entity), format!("{entity}-2"));
        assert_eq!(id(&source), format!("{source}-2"));
    }

    proptest! {
        #[test]
        fn every_text_gives_a_slug(text in "\\PC{0,120}") {
            let slug = slug(&text);
            prop_assert!(slug.is_empty() || EventId::new(&slug).is_ok(), "{}", slug);
        }

        #[test]
        fn long_words_leave_room_for_their_number(length in 70..90_usize, taken in 1..12_usize) {
            let words = "x".repeat(length);
            let is_taken = |id: &str| {
                let number = id.rsplit_once('-').map_or(1, |(_, n)| n.parse().expect("a number"));
                number <= taken
            };
            let id = fresh(&words, is_taken, EventId::new);
            let number = format!("-{}", taken + 1);
            prop_assert!(id.as_str().ends_with(&number), "{}", id);
        }
    }
}
