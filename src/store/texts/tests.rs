//! Folders of texts, good and bad.

use tempfile::TempDir;

use super::*;
use crate::model::{Paragraph, ParagraphRole, Records, SourceKind};

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
    let expected = [TextState::Matched, TextState::Changed, TextState::Missing];
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
                "`case.texts/gazette.txt` ends before paragraph 3 of `gazette`"
            ),
        ]
    );
}

#[test]
fn a_line_added_above_leaves_the_rest_where_it_is_found() {
    let text =
        "An appeal for money\nTwo held\nThey were 'held'.\nThey were “held”.\nNobody said why.";
    let case = Case::new(&[("gazette.txt", text.as_bytes())]);
    let (texts, found) = case.read();
    assert_eq!(found, []);
    let paragraphs: Vec<_> = texts
        .paragraphs(&id("gazette"))
        .map(|(_, text)| text)
        .collect();
    assert_eq!(paragraphs, LINES);
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
    let project = project();
    let grown = TextFile {
        source: &project.sources()[0],
        path: case.texts().join("gazette.txt"),
        name: String::new(),
        len: 8,
    };
    assert_eq!(read(&grown), Err(too_long()));
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
