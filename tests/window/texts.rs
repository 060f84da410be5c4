//! Sources from texts, and texts of sources, in the window: what is read, marked, made, attached, and taken
//! as the paragraph.

#![expect(
    clippy::expect_used,
    reason = "a test that cannot run says so by failing"
)]

use std::path::{Path, PathBuf};
use std::time::Duration;

use annals::app::{Command, Dialog, Document, EditCommand, Session, TextCommand};
use annals::model::{EntityId, ParagraphRole, Source, SourceId};
use annals::store::{Progress, attach_text, create, sample_bytes, texts_folder};
use egui::accesskit::Toggled;
use egui_kittest::kittest::NodeT as _;

use crate::common::{TestWindow, activate, has, names_with, node, sample_window, window};

const TEXT: &str = "Two held at the border\nBy Ada Ay\nThey were held on Monday, a lawyer said, and nobody was told of it.\nRead more: What came of it";

const EMPTY: &str = "Project(
    schema: 1,
    title: \"Border\",
    entities: [Entity(id: \"gazette\", kind: Organisation, name: \"The Gazette\")],
)
";

fn project(folder: &Path, text: &[u8]) -> (TestWindow, PathBuf) {
    let path = folder.join("case.ron");
    create(&path, text).expect("written");
    let document = Document::open(&path, &Progress::new()).expect("a project");
    (window(Session::new(document), 1600.0, 1200.0), path)
}

fn run(harness: &mut TestWindow, command: Command) {
    harness.state_mut().session_mut().run([command]);
    harness.run();
}

fn wait_until(harness: &mut TestWindow, holds: impl Fn(&TestWindow) -> bool) {
    for _ in 0..1_000 {
        harness.step();
        if holds(harness) {
            harness.run();
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("it never came");
}

fn is_attached(harness: &TestWindow) -> bool {
    harness.state().session().attaching().is_none()
}

fn fill(harness: &mut TestWindow, field: &str, text: &str) {
    node(harness, field).focus();
    harness.run();
    harness.event(egui::Event::Paste(text.to_owned()));
    harness.run();
}

/// The dialog, with this text read.
fn read(harness: &mut TestWindow, text: &str) {
    run(harness, Command::Show(Some(Dialog::NewSource)));
    fill(harness, "Text of the document", text);
    activate(harness, "Read");
    wait_until(harness, |harness| has(harness, "Create source"));
}

fn only_source(harness: &TestWindow) -> Source {
    let sources = harness
        .state()
        .session()
        .document
        .project
        .sources()
        .to_vec();
    assert_eq!(sources.len(), 1);
    Source::clone(&sources[0])
}

#[test]
fn a_pasted_text_becomes_a_source_with_what_was_marked_and_typed() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut harness, path) = project(folder.path(), EMPTY.as_bytes());
    read(&mut harness, TEXT);
    assert!(!names_with(&harness, "4 paragraphs: a paragraph is a line").is_empty());
    fill(&mut harness, "Publisher", "the gazette");
    fill(&mut harness, "Published", "13 May 2016");
    fill(&mut harness, "Address", "https://example.org/two");
    assert!(!names_with(&harness, "13 May 2016").is_empty());
    // Nothing is marked until somebody does.
    let second = "Paragraph 2 is furniture, maybe: a few words without a full stop, near the beginning or the end";
    let toggled = |harness: &TestWindow| node(harness, second).accesskit_node().toggled();
    assert_ne!(toggled(&harness), Some(Toggled::True));
    activate(&mut harness, "Mark what may be furniture (2)");
    assert_eq!(toggled(&harness), Some(Toggled::True));
    activate(&mut harness, second);
    activate(&mut harness, "Create source");
    wait_until(&mut harness, is_attached);
    let source = only_source(&harness);
    assert_eq!(source.id.as_str(), "gazette-2016");
    assert_eq!(source.title, "Two held at the border");
    assert_eq!(
        source.publisher.as_ref().map(EntityId::as_str),
        Some("gazette")
    );
    assert_eq!(source.address.as_deref(), Some("https://example.org/two"));
    let words = source
        .published
        .as_ref()
        .and_then(|when| when.words.as_deref());
    assert_eq!(words, Some("13 May 2016"));
    let furniture: Vec<u32> = source
        .paragraphs
        .iter()
        .filter(|it| it.role == ParagraphRole::Furniture)
        .map(|it| it.n)
        .collect();
    assert_eq!(furniture, [4]);
    // The text lies beside the project, and the reader shows it.
    let text = std::fs::read_to_string(texts_folder(&path).join("gazette-2016.txt"));
    assert_eq!(text.expect("there"), format!("{TEXT}\n"));
    let third = TEXT.lines().nth(2).expect("a line");
    assert!(has(&harness, third), "{:?}", names_with(&harness, "They"));
    assert!(harness.state().session().notices().is_empty());
    // One step back, and forth.
    run(&mut harness, Command::Edit(EditCommand::Undo));
    assert!(
        harness
            .state()
            .session()
            .document
            .project
            .sources()
            .is_empty()
    );
    run(&mut harness, Command::Edit(EditCommand::Redo));
    assert_eq!(only_source(&harness), source);
    assert!(has(&harness, third));
}

#[test]
fn a_new_publisher_comes_along_a_byline_goes_into_the_note_and_unclear_words_stay_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut harness, _) = project(folder.path(), EMPTY.as_bytes());
    let page = "<html><head><title>Two held</title><meta name=author content='Ada Ay'></head><body><p>They were held.</p></body></html>";
    read(&mut harness, page);
    fill(&mut harness, "Publisher", "The Courier");
    fill(&mut harness, "Published", "some day or other");
    assert!(!names_with(&harness, "Kept as words").is_empty());
    activate(&mut harness, "Create source");
    wait_until(&mut harness, is_attached);
    let source = only_source(&harness);
    let publisher = source.publisher.expect("a new one");
    let session = harness.state().session();
    let publisher = session.project().entity(&publisher).expect("there");
    assert_eq!(publisher.name, "The Courier");
    assert_eq!(
        source.note.as_deref(),
        Some("Written by Ada Ay, as it says.")
    );
    let when = source.published.expect("words");
    assert_eq!(
        (when.words.as_deref(), when.bounds),
        (Some("some day or other"), None)
    );
}

#[test]
fn what_cannot_be_read_says_why_and_keeps_what_was_pasted() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut harness, _) = project(folder.path(), EMPTY.as_bytes());
    run(&mut harness, Command::Show(Some(Dialog::NewSource)));
    fill(&mut harness, "Path of the document", "no/such/file.txt");
    activate(&mut harness, "Read");
    wait_until(&mut harness, |harness| {
        !names_with(harness, "cannot be read").is_empty()
    });
    fill(&mut harness, "Text of the document", "Kept");
    activate(&mut harness, "Close");
    run(&mut harness, Command::Show(Some(Dialog::NewSource)));
    activate(&mut harness, "Read");
    wait_until(&mut harness, |harness| has(harness, "Create source"));
    activate(&mut harness, "Another text");
    assert!(has(&harness, "Text of the document"));
}

/// The bundled case in a file of its own, with a made-up text for its first held source.
fn with_text(folder: &Path, text: impl Fn(&Source) -> String) -> (TestWindow, Source) {
    let path = folder.join("case.ron");
    create(&path, sample_bytes()).expect("written");
    let sample = Document::sample().project;
    let source = sample.sources().iter().find(|source| source.is_held());
    let source = Source::clone(source.expect("one is held"));
    attach_text(&path, &source.id, &text(&source)).expect("attached");
    let document = Document::open(&path, &Progress::new()).expect("a project");
    let mut harness = window(Session::new(document), 1600.0, 1200.0);
    let read = annals::app::SelectCommand::Item(annals::model::Item::Source(source.id.clone()));
    run(&mut harness, Command::Select(read));
    (harness, source)
}

/// Begins as each paragraph does, and goes on otherwise.
fn changed(source: &Source) -> String {
    let paragraphs = source.paragraphs.iter();
    let lines = paragraphs.map(|it| {
        format!(
            "{} and nothing more\n",
            it.locator.as_deref().unwrap_or("None")
        )
    });
    lines.collect()
}

#[test]
fn a_changed_paragraph_is_shown_and_taken_by_a_click_that_can_be_undone() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut harness, source) = with_text(folder.path(), changed);
    let take = "Take this text as paragraph 1";
    assert!(has(&harness, take));
    let digest_of = |harness: &TestWindow, id: &SourceId| {
        let project = &harness.state().session().document.project;
        project
            .source(id)
            .expect("there")
            .paragraph(1)
            .expect("there")
            .digest
    };
    let before = digest_of(&harness, &source.id);
    activate(&mut harness, take);
    wait_until(&mut harness, |harness| !has(harness, take));
    assert_ne!(digest_of(&harness, &source.id), before);
    assert!(has(&harness, "Take this text as paragraph 2"));
    let texts = &harness.state().session().document.texts;
    assert!(texts.paragraph(&source.id, 1).is_some());
    run(&mut harness, Command::Edit(EditCommand::Undo));
    wait_until(&mut harness, |harness| has(harness, take));
    assert_eq!(digest_of(&harness, &source.id), before);
}

#[test]
fn a_text_is_attached_from_the_reader() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut harness, source) = with_text(folder.path(), |_| "Nothing of it\n".to_owned());
    assert!(!names_with(&harness, "Orphan: nothing like it").is_empty());
    let file = folder.path().join("other.txt");
    std::fs::write(&file, changed(&source)).expect("written");
    activate(&mut harness, "Attach text…");
    fill(
        &mut harness,
        "Path of the text",
        file.to_str().expect("a path"),
    );
    activate(&mut harness, "Attach");
    wait_until(&mut harness, is_attached);
    let texts = &harness.state().session().document.texts;
    assert_eq!(texts.text(&source.id), Some(changed(&source).as_str()));
    assert!(has(&harness, "Take this text as paragraph 1"));
    let notices = harness.state().session().notices();
    assert!(
        notices.iter().any(|it| it.problem.code == "text-in-part"),
        "{notices:?}"
    );
}

#[test]
fn the_bundled_case_takes_no_source_and_says_how_to_have_one_that_does() {
    let mut harness = sample_window(1600.0, 1200.0);
    assert!(!has(&harness, "Attach text…"));
    read(&mut harness, TEXT);
    assert!(!names_with(&harness, "cannot be changed here").is_empty());
    activate(&mut harness, "Create source");
    assert!(harness.state().session().attaching().is_none());
    // What was read and typed stays.
    activate(&mut harness, "Close");
    run(&mut harness, Command::Show(Some(Dialog::NewSource)));
    assert!(has(&harness, "Title of the source"));
    // Whoever asks all the same is told how.
    let texts = TextCommand::Attach {
        source: None,
        path: "a.txt".into(),
    };
    run(&mut harness, Command::Text(texts));
    let notices = harness.state().session().notices();
    assert!(
        notices.iter().any(|it| it.problem.code == "read-only"),
        "{notices:?}"
    );
}
