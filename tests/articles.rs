//! The bundled case against the articles that it was made from: digests, locators, and that nothing of
//! their text is in this repository. The articles are not in the repository either; where they are not
//! at hand (beside it, or in the folder that `ANNALS_SOURCES` names), these tests are skipped.

#![expect(
    clippy::expect_used,
    reason = "a test that cannot run says so by failing"
)]

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use annals::model::{Project, SourceId};
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
