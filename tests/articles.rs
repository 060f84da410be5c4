//! The bundled case against the articles that it was made from: digests, locators, where each name is
//! spelt how, the words of its dates, and that nothing of their text is in this repository. The articles are not in the repository either; where they are not
//! at hand (beside it, or in the folder that `ANNALS_SOURCES` names), these tests are skipped.

#![expect(
    clippy::expect_used,
    reason = "a test that cannot run says so by failing"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write as _;
use std::ops::Range;
use std::path::{Path, PathBuf};

use annals::model::{Basis, Citation, Event, ParagraphRole, Project, SourceId, Value, When};
use annals::store::{self, Progress, digest, normal, paragraphs};

/// An article, the source that stands for it, and its paragraphs that only repeat its title: a title
/// is no text to protect, and the case has to name it.
struct Article {
    number: &'static str,
    source: &'static str,
    titles: &'static [u32],
}

const ARTICLES: [Article; 5] = [
    Article {
        number: "000",
        source: "iotw-2019",
        titles: &[1, 2],
    },
    Article {
        number: "001",
        source: "free-beacon-2019",
        titles: &[1],
    },
    Article {
        number: "002",
        source: "offguardian-2016",
        titles: &[1],
    },
    Article {
        number: "003",
        source: "rt-2016",
        titles: &[],
    },
    Article {
        number: "004",
        source: "pulse-headlines-2015",
        titles: &[],
    },
];

/// Words in a row that must not be an article's.
const MAX_SHARED_WORDS: usize = 7;

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The texts of the articles, if they are at hand.
fn texts() -> Option<Vec<(Article, String)>> {
    let beside = repository()
        .parent()
        .map(|parent| parent.join("shared/sources"));
    let folder = std::env::var_os("ANNALS_SOURCES")
        .map(PathBuf::from)
        .or(beside)?;
    let Ok(entries) = fs::read_dir(&folder) else {
        // Written past the test runner, which keeps what passing tests print to itself.
        let line = format!("skipped: the articles are not at {}", folder.display());
        writeln!(std::io::stderr(), "{line}").expect("standard error is open");
        return None;
    };
    let mut files: Vec<_> = entries
        .map(|entry| entry.expect("readable").path())
        .collect();
    files.sort();
    let texts = ARTICLES.into_iter().map(|article| {
        let is_its = |path: &&PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with(article.number)
        };
        let file = files.iter().find(is_its).expect("the article is there");
        (article, fs::read_to_string(file).expect("readable"))
    });
    Some(texts.collect())
}

fn bundled_case() -> Project {
    let loaded = store::read(store::sample_bytes(), &Progress::new());
    loaded.expect("the bundled case is a project").project
}

#[test]
fn the_case_has_every_paragraph_of_every_article_with_its_digest_and_locator() {
    let Some(texts) = texts() else { return };
    let case = bundled_case();
    for (article, text) in texts {
        let id = SourceId::new(article.source).expect("an id");
        let source = case.source(&id).expect(article.source);
        let count = paragraphs(&text).count();
        assert_eq!(source.paragraphs.len(), count, "{id} has every paragraph");
        for (n, text) in paragraphs(&text) {
            let paragraph = source
                .paragraph(n)
                .expect("its paragraphs are numbered from 1");
            assert_eq!(paragraph.digest, digest(text), "{id}#{n}");
            let Some(locator) = &paragraph.locator else {
                continue;
            };
            let (text, locator) = (normal(text), normal(locator));
            let words: Vec<_> = locator.split(' ').collect();
            let first: Vec<_> = text.split(' ').take(words.len()).collect();
            assert_eq!(words, first, "{id}#{n}");
            assert!(words.len() <= 6, "{id}#{n}: {locator}");
        }
    }
}

/// The paragraphs of the articles that are evidence, each normalised, by source and number.
fn evidence_paragraphs(
    case: &Project,
    texts: &[(Article, String)],
) -> BTreeMap<(SourceId, u32), String> {
    let mut found = BTreeMap::new();
    for (article, text) in texts {
        let id = SourceId::new(article.source).expect("an id");
        let source = case.source(&id).expect(article.source);
        for (n, text) in paragraphs(text) {
            let role = source.paragraph(n).map(|paragraph| paragraph.role);
            if role == Some(ParagraphRole::Article) {
                found.insert((id.clone(), n), normal(text));
            }
        }
    }
    found
}

/// Where `name` stands in `text` as whole words, letter by letter; both normalised.
fn standing(name: &str, text: &str) -> Vec<Range<usize>> {
    let is_part = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let found = text.match_indices(name).map(|(at, _)| at..at + name.len());
    let found = found.filter(|range| {
        let before = text
            .get(..range.start)
            .and_then(|it| it.chars().next_back());
        let after = text.get(range.end..).and_then(|it| it.chars().next());
        !is_part(before) && !is_part(after)
    });
    found.collect()
}

#[test]
fn every_spelling_stands_in_the_paragraphs_that_it_is_said_to() {
    let Some(texts) = texts() else { return };
    let case = bundled_case();
    let paragraphs = evidence_paragraphs(&case, &texts);
    let mut wrong = Vec::new();
    let mut count = 0;
    for entity in case.entities() {
        for spelling in &entity.spellings {
            assert!(!spelling.at.is_empty(), "{}: {}", entity.id, spelling.text);
            for at in &spelling.at {
                let paragraph = paragraphs.get(&(at.source.clone(), at.paragraph));
                let name = normal(&spelling.text);
                if paragraph.is_none_or(|text| standing(&name, text).is_empty()) {
                    wrong.push(format!("{}: “{}” at {at}", entity.id, spelling.text));
                }
                count += 1;
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count > 250, "{count} in all");
}

/// Wherever a name or spelling of the case stands, some entity lists it there, or a longer spelling
/// that holds it: *Erdem* in *Erdem Gul* is somebody else.
#[test]
fn no_paragraph_with_a_known_spelling_is_missing_from_the_ledger() {
    let Some(texts) = texts() else { return };
    let case = bundled_case();
    let paragraphs = evidence_paragraphs(&case, &texts);
    let mut listed: BTreeMap<(&SourceId, u32), Vec<String>> = BTreeMap::new();
    let mut names = BTreeSet::new();
    for entity in case.entities() {
        names.extend(entity.names().map(normal));
        for spelling in &entity.spellings {
            for Citation {
                source, paragraph, ..
            } in &spelling.at
            {
                let here = listed.entry((source, *paragraph)).or_default();
                here.push(normal(&spelling.text));
            }
        }
    }
    let mut missing = Vec::new();
    for ((source, n), text) in &paragraphs {
        let here = listed.get(&(source, *n)).into_iter().flatten();
        let taken: Vec<Range<usize>> = here.flat_map(|name| standing(name, text)).collect();
        for name in &names {
            let is_taken = |range: &Range<usize>| {
                let mut around = taken.iter();
                around.any(|it| it.start <= range.start && range.end <= it.end)
            };
            if !standing(name, text).iter().all(is_taken) {
                missing.push(format!("{source}#{n}: {name}"));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// The dates of an event and of what its claims fix.
fn whens(event: &Event) -> impl Iterator<Item = &When> {
    let values = event.claims.iter().flat_map(|claim| &claim.values);
    let values = values.filter_map(|value| match value {
        Value::When(when) => Some(when),
        Value::Number(_) | Value::Place(_) | Value::Role(_) => None,
    });
    event.when.iter().chain(values)
}

/// In a paragraph that the event cites, letter by letter.
#[test]
fn the_words_of_a_date_are_printed_where_the_event_rests() {
    let Some(texts) = texts() else { return };
    let case = bundled_case();
    let paragraphs = evidence_paragraphs(&case, &texts);
    let mut wrong = Vec::new();
    let mut count = 0;
    for event in case.events() {
        for when in whens(event) {
            // What the curator judges rests on other grounds, such as an address.
            let words = when.words.as_ref();
            let words = words.filter(|_| !matches!(when.basis, Basis::Judged(_)));
            let Some(words) = words.map(|words| normal(words)) else {
                continue;
            };
            let mut cited = event.citations();
            let is_printed = cited.any(|at| {
                let paragraph = paragraphs.get(&(at.source.clone(), at.paragraph));
                paragraph.is_some_and(|text| !standing(&words, text).is_empty())
            });
            if !is_printed {
                wrong.push(format!("{}: “{words}”", event.id));
            }
            count += 1;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count > 25, "{count} in all");
}

/// Runs of letters and digits, in lower case.
fn words(text: &str) -> Vec<String> {
    let runs = text.split(|c: char| !c.is_alphanumeric());
    runs.filter(|run| !run.is_empty())
        .map(str::to_lowercase)
        .collect()
}

fn runs_of_words(text: &str) -> BTreeSet<String> {
    let words = words(text);
    words
        .windows(MAX_SHARED_WORDS)
        .map(|run| run.join(" "))
        .collect()
}

/// The repository's files that people write.
fn written_files() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> = ["src", "tests", "data", "docs", "benches"]
        .map(|name| repository().join(name))
        .into();
    for entry in fs::read_dir(repository()).expect("readable") {
        let path = entry.expect("readable").path();
        if path.extension().is_some_and(|extension| extension == "md") {
            found.push(path);
        }
    }
    while let Some(folder) = folders.pop() {
        // Not every folder has to exist.
        let Ok(entries) = fs::read_dir(folder) else {
            continue;
        };
        for entry in entries {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

#[test]
fn no_seven_words_of_an_article_in_a_row_are_in_this_repository() {
    let Some(texts) = texts() else { return };
    let mut theirs = BTreeSet::new();
    let mut titles = BTreeSet::new();
    for (article, text) in &texts {
        theirs.extend(runs_of_words(text));
        for (n, text) in paragraphs(text) {
            if article.titles.contains(&n) {
                titles.extend(runs_of_words(text));
            }
        }
    }
    let mut shared = Vec::new();
    for path in written_files() {
        // What is not text holds no words.
        let Ok(text) = fs::read_to_string(&path) else {
            continue;
        };
        for run in runs_of_words(&text) {
            if theirs.contains(&run) && !titles.contains(&run) {
                shared.push(format!("{}: {run}", path.display()));
            }
        }
    }
    assert!(shared.is_empty(), "{}", shared.join("\n"));
}
