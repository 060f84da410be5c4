//! Folders of texts, good and bad.

use std::fs::{self, File};

use tempfile::TempDir;

use super::*;
use crate::evidence::{Against, Change, digest, locator};
use crate::model::{Item, Paragraph, ParagraphRole, Records, SourceKind};

const LINES: [&str; 3] = ["Two held", "They were “held”.", "Nobody said why."];

fn source(id: &str, lines: &[&str]) -> Source {
    let paragraphs = (1..).zip(lines).map(|(n, line)| Paragraph {
        n,
        digest: digest(line),
        locator: None,
        gist: None,
        role: ParagraphRole::Article,
        is_read: false,
    });
    Source {
        id: SourceId::new(id).expect("a slug"),
        kind: SourceKind::Article,
        title: id.to_owned(),
        publisher: None,
        authors: Vec::new(),
        published: None,
        address: None,
        is_original: false,
        derives_from: Vec::new(),
        paragraphs: paragraphs.collect(),
        note: None,
    }
}

fn project() -> Project {
    let sources = vec![
        source("gazette", &LINES),
        source("courier", &LINES[..1]),
        source("known-of", &[]),
    ];
    let records = Records {
        sources,
        ..Records::default()
    };
    Project::new("Texts".to_owned(), Vec::new(), records)
}

/// A project `case.ron` in a folder of its own, with these files in `case.texts`.
struct Case {
    folder: TempDir,
}

impl Case {
    fn new(files: &[(&str, &[u8])]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let case = Self { folder };
        fs::create_dir(case.texts()).expect("made");
        for (name, bytes) in files {
            fs::write(case.texts().join(name), bytes).expect("written");
        }
        case
    }

    fn project_file(&self) -> PathBuf {
        self.folder.path().join("case.ron")
    }

    fn texts(&self) -> PathBuf {
        texts_folder(&self.project_file())
    }

    fn read(&self) -> (Texts, Vec<Diagnostic>) {
        texts(&self.project_file(), &project(), &Progress::new())
    }

    /// The code and the message of each finding.
    fn told(&self) -> Vec<(&'static str, String)> {
        let (_, found) = self.read();
        let told = found.into_iter();
        told.map(|found| {
            assert!(found.hint.is_some() && !found.is_error(), "{found:?}");
            (found.code, found.message)
        })
        .collect()
    }
}

fn id(id: &str) -> SourceId {
    SourceId::new(id).expect("a slug")
}

fn told(code: &'static str, message: &str) -> (&'static str, String) {
    (code, message.to_owned())
}

#[test]
fn without_a_folder_there_are_no_texts_and_nothing_is_wrong() {
    let case = Case::new(&[]);
    assert!(case.read().0.is_empty());
    fs::remove_dir(case.texts()).expect("removed");
    let (texts, found) = case.read();
    assert!(texts.is_empty());
    assert_eq!(found, []);
}

#[test]
fn paragraphs_are_recognised_whatever_a_site_did_to_its_typography() {
    let text = "\u{feff}Two held\r\n\r\n  They were \"held\".\r\nNobody  said why.";
    let case = Case::new(&[("gazette.txt", text.as_bytes()), ("notes.md", b"mine")]);
    let (texts, found) = case.read();
    assert_eq!(found, []);
    let gazette = id("gazette");
    let paragraphs: Vec<_> = texts.paragraphs(&gazette).collect();
    let expected = [
        (1, "Two held"),
        (2, "  They were \"held\"."),
        (3, "Nobody  said why."),
    ];
    assert_eq!(paragraphs, expected);
    assert_eq!(texts.paragraph(&gazette, 3), Some("Nobody  said why."));
    assert_eq!(texts.state(&gazette, 4), None);
    assert!(texts.has(&gazette) && !texts.has(&id("courier")));
    assert_eq!(texts.of_sources(&project()), [(0, paragraphs)]);
}

#[test]
fn a_paragraph_with_other_words_is_told_of_and_not_used() {
    let case = Case::new(&[("gazette.txt", b"\nTwo held\n\nThey were let go.\n")]);
    let (texts, found) = case.read();
    let gazette = id("gazette");
    let states = [1, 2, 3].map(|n| texts.state(&gazette, n));
    let expected = [TextState::Matched, TextState::Changed(2), TextState::Orphan];
    assert_eq!(states, expected.map(Some));
    assert_eq!(texts.paragraph(&gazette, 2), None);
    assert_eq!(texts.paragraphs(&gazette).count(), 1);
    let items = found.iter().map(|found| found.place.item.clone());
    let expected = [2, 3].map(|n| Some(Item::Paragraph(gazette.clone(), n)));
    assert_eq!(items.collect::<Vec<_>>(), expected);
    assert_eq!(
        case.told(),
        [
            told(
                "text-changed",
                "`case.texts/gazette.txt`, line 4, is not paragraph 2 of `gazette` as it was recorded"
            ),
            told(
                "text-changed",
                "`case.texts/gazette.txt` has nothing like paragraph 3 of `gazette`"
            ),
        ]
    );
}

#[test]
fn a_line_added_above_leaves_the_rest_where_it_is_found() {
    let text = "An appeal for money\nTwo held\nThey were “held”.\nAnother one\nNobody said why.";
    let case = Case::new(&[("gazette.txt", text.as_bytes())]);
    let (texts, found) = case.read();
    assert_eq!(found, []);
    let paragraphs: Vec<_> = texts
        .paragraphs(&id("gazette"))
        .map(|(_, text)| text)
        .collect();
    assert_eq!(paragraphs, LINES);
    let states: Vec<_> = texts.states(&id("gazette")).collect();
    let moved = |n, to| (n, TextState::Moved(to));
    assert_eq!(states, [moved(1, 2), moved(2, 3), moved(3, 5)]);
    assert_eq!(texts.lost(&project()), []);
}

#[test]
fn the_text_of_another_source_is_told_of_once() {
    let case = Case::new(&[("gazette.txt", b"Nothing\nof\nthis"), ("courier.txt", b"")]);
    assert_eq!(
        case.told(),
        [
            told(
                "text-changed",
                "`case.texts/gazette.txt` has no paragraph of `gazette` as it was recorded"
            ),
            told(
                "text-changed",
                "`case.texts/courier.txt` has no paragraph of `courier` as it was recorded"
            ),
        ]
    );
    assert_eq!(
        case.read().0.of_sources(&project()),
        [(0, vec![]), (1, vec![])]
    );
}

#[test]
fn only_files_of_held_sources_are_read() {
    let case = Case::new(&[
        ("known-of.txt", b"Two held"),
        ("nobody.txt", b"Two held"),
        ("Gazette.txt", b"Two held"),
    ]);
    let names = ["Gazette", "known-of", "nobody"];
    let expected = names.map(|name| {
        let message =
            format!("`case.texts/{name}.txt` is the text of no source that the project holds");
        ("text-without-source", message)
    });
    assert_eq!(case.told(), expected);
    assert!(case.read().0.is_empty());
}

#[test]
fn what_is_no_text_is_told_of() {
    let case = Case::new(&[("gazette.txt", b"Two held\nG\xfcl")]);
    fs::create_dir(case.texts().join("courier.txt")).expect("made");
    assert_eq!(
        case.told(),
        [
            told(
                "text-unreadable",
                "`case.texts/courier.txt` cannot be read: it is not a file"
            ),
            told(
                "text-unreadable",
                "`case.texts/gazette.txt` cannot be read: the file is not UTF-8: byte 0xfc stands for no character (line 2)"
            ),
        ]
    );
    assert!(case.read().0.is_empty());
}

#[test]
fn a_file_too_long_is_not_read() {
    let case = Case::new(&[("courier.txt", b"Two held")]);
    let file = File::create(case.texts().join("gazette.txt")).expect("made");
    file.set_len(MAX_TEXT_LEN + 1).expect("a long file");
    assert_eq!(
        case.told(),
        [told(
            "text-unreadable",
            "`case.texts/gazette.txt` cannot be read: it is longer than 16 MB"
        )]
    );
    let (texts, _) = case.read();
    assert_eq!(texts.paragraph(&id("courier"), 1), Some("Two held"));
    // One that grew after its length was asked for.
    let grown = case.texts().join("gazette.txt");
    assert_eq!(files::read(&grown, 8), Err(files::too_long()));
}

/// The gazette's second paragraph has other words; the text before is there, or is not.
fn with_change(before: Option<&str>) -> (Case, Texts) {
    let now = "Two held\nThey were “let go”.\nNobody said why.";
    let mut files = vec![("gazette.txt", now.as_bytes())];
    files.extend(before.map(|before| ("gazette.before.txt", before.as_bytes())));
    let case = Case::new(&files);
    let (texts, found) = case.read();
    assert_eq!(found.len(), 1, "{found:?}");
    (case, texts)
}

#[test]
fn what_changed_is_told_word_by_word_where_the_text_before_is_there() {
    let gazette = id("gazette");
    let (_, texts) = with_change(Some("Something else\nThey were \"held\"."));
    assert_eq!(texts.instead(&gazette, 2), Some("They were “let go”."));
    assert_eq!(texts.instead(&gazette, 1), None);
    let changes = texts.changes(&gazette, 2).expect("it changed");
    assert_eq!(changes.against, Against::Text);
    let words = changes.words.iter().map(|it| (it.text.as_str(), it.change));
    let expected = [
        ("They", Change::Same),
        ("were", Change::Same),
        ("\"held\".", Change::Removed),
        ("“let", Change::Added),
        ("go”.", Change::Added),
    ];
    assert_eq!(words.collect::<Vec<_>>(), expected);
    assert_eq!(texts.changes(&gazette, 3), None);
    // Without it, there is not even a locator here.
    let (_, texts) = with_change(None);
    let changes = texts.changes(&gazette, 2).expect("it changed");
    assert_eq!(changes.against, Against::Nothing);
    assert_eq!(texts.lost(&project()), [(0, 2)]);
}

#[test]
fn a_link_in_the_place_of_the_text_before_is_not_followed() {
    let elsewhere = tempfile::tempdir().expect("a folder");
    let secret = elsewhere.path().join("secret.txt");
    fs::write(&secret, "They were \"held\".").expect("written");
    let (case, _) = with_change(None);
    #[cfg(unix)]
    std::os::unix::fs::symlink(&secret, case.texts().join("gazette.before.txt")).expect("linked");
    let changes = case
        .read()
        .0
        .changes(&id("gazette"), 2)
        .expect("it changed");
    assert_eq!(changes.against, Against::Nothing);
}

#[test]
fn beside_another_version_of_the_project_states_are_those_of_that() {
    let (_, texts) = with_change(None);
    let before = project();
    let mut source = Source::clone(before.source(&id("gazette")).expect("there"));
    let now = texts.instead(&source.id, 2).expect("it changed");
    source.paragraphs[1].digest = digest(now);
    source.paragraphs[1].locator = locator(now);
    let after = before.with_source(source).expect("there");
    let accepted = texts.beside(&after);
    assert_eq!(accepted.state(&id("gazette"), 2), Some(TextState::Matched));
    assert_eq!(
        (accepted.lost(&after), accepted.problems(&after)),
        (vec![], vec![])
    );
    assert_eq!(
        accepted.beside(&before).state(&id("gazette"), 2),
        Some(TextState::Changed(2))
    );
    // Taken out and put back.
    let gone = texts.beside(&Project::default()).beside(&before);
    assert_eq!(gone.lost(&before), [(0, 2)]);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    let elsewhere = tempfile::tempdir().expect("a folder");
    let secret = elsewhere.path().join("gazette.txt");
    fs::write(&secret, "Two held").expect("written");
    let case = Case::new(&[]);
    std::os::unix::fs::symlink(&secret, case.texts().join("gazette.txt")).expect("linked");
    let message =
        "`case.texts/gazette.txt` cannot be read: it is a link, and may lead out of the folder";
    assert_eq!(case.told(), [told("text-unreadable", message)]);
    assert!(case.read().0.is_empty());
    fs::remove_dir_all(case.texts()).expect("removed");
    std::os::unix::fs::symlink(elsewhere.path(), case.texts()).expect("linked");
    let message = "`case.texts` cannot be read: it is not a folder, but a file or a link";
    assert_eq!(case.told(), [told("text-unreadable", message)]);
    assert!(case.read().0.is_empty());
}

#[test]
fn a_reading_that_was_called_off_gives_nothing_more() {
    let case = Case::new(&[("gazette.txt", b"Two held")]);
    let progress = Progress::new();
    progress.cancel();
    let (texts, found) = texts(&case.project_file(), &project(), &progress);
    assert!(texts.is_empty());
    assert_eq!(found, []);
    let progress = Progress::new();
    super::texts(&case.project_file(), &project(), &progress);
    assert!((progress.fraction() - 1.0).abs() < f32::EPSILON);
}
