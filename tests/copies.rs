//! Near copies from attached texts to counted origins: suggested, never applied by themselves, and gone
//! from the leads once a person accepts the link.

#![expect(
    clippy::expect_used,
    reason = "a test that cannot run says so by failing"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use annals::app::{Command, Document, EditCommand, FileCommand, Session};
use annals::edit::Decision;
use annals::evidence::{About, Lead, Place};
use annals::model::LeadKind;
use annals::store::{Progress, digest};

/// Paragraphs of our own making, long enough to be known by their words.
const ORIGINAL: [&str; 3] = [
    "The harbour master of the small town told two reporters on the quay that nine crates without papers had been unloaded before dawn and driven away.",
    "Nobody at the customs office wanted to say who had signed for the crates, and the books for that week could not be found when the reporters asked.",
    "A fisherman who had watched from his boat remembered a green lorry with foreign plates and three men who did not speak while they worked.",
];
/// The first two of them, one with a few words changed, and something else.
const COPY: [&str; 3] = [
    "Crates without papers: a scandal in the harbour",
    "The harbour master of the small town told two reporters on the quay that nine crates without any papers had been unloaded before dawn and driven away.",
    "Nobody at the customs office wanted to say who had signed for the crates, and the books for that week could not be found when the reporters asked.",
];

fn source(id: &str, published: &str, paragraphs: &[&str], rest: &str) -> String {
    let mut text = format!(
        "Source(id: \"{id}\", title: \"Of {id}\", published: When(date: \"{published}\"), {rest}paragraphs: ["
    );
    for (position, paragraph) in paragraphs.iter().enumerate() {
        let digest = digest(paragraph);
        write!(
            text,
            "Paragraph(n: {}, digest: \"{digest}\", gist: \"Crates.\"), ",
            position + 1
        )
        .expect("written");
    }
    text + "]),\n"
}

/// A project file with two articles, their texts attached, and one event that both print.
fn project(folder: &Path) -> PathBuf {
    let path = folder.join("harbour.ron");
    let sources = [
        source("gazette", "2015-03-01", &ORIGINAL, "original: true, "),
        source("herald", "2015-03-04", &COPY, ""),
    ];
    let text = format!(
        "Project(
    schema: 1,
    title: \"Harbour\",
    kinds: [Kind(id: \"k\", label: \"Kind\", icon: Dot, colour: Blue)],
    sources: [
        {}    ],
    entities: [Entity(id: \"e\", kind: Person, name: \"The harbour master\")],
    events: [
        Event(id: \"crates\", kind: \"k\", title: \"Crates are unloaded\", claims: [
            Claim(speaker: \"e\", status: Alleges, says: \"Nine.\", cites: [\"gazette#1\", \"herald#2\"]),
        ]),
    ],
)
",
        sources.concat()
    );
    fs::write(&path, text).expect("written");
    let texts = folder.join("harbour.texts");
    fs::create_dir(&texts).expect("made");
    fs::write(texts.join("gazette.txt"), ORIGINAL.join("\n\n")).expect("written");
    fs::write(texts.join("herald.txt"), COPY.join("\n")).expect("written");
    path
}

fn copies(document: &Document) -> Vec<Lead> {
    document.evidence.leads.open(LeadKind::NearCopy).to_vec()
}

#[test]
fn what_is_wrong_with_attached_texts_is_told_by_check_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = project(folder.path());
    let check = || {
        let mut annals = std::process::Command::new(env!("CARGO_BIN_EXE_annals"));
        let output = annals.arg("check").arg(&path).output().expect("it runs");
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    assert_eq!(check(), "");
    let changed = ORIGINAL.join("\n\n").replace("nine", "ten");
    fs::write(folder.path().join("harbour.texts/gazette.txt"), changed).expect("written");
    assert!(check().contains("gazette"), "{}", check());
}

#[test]
fn a_near_copy_is_suggested_and_becomes_a_link_only_when_a_person_accepts_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = project(folder.path());
    let document = Document::open(&path, &Progress::new()).expect("a project");
    assert!(document.problems.is_empty(), "{:?}", document.problems);
    // The later one derives from the earlier.
    let lead = Lead {
        kind: LeadKind::NearCopy,
        place: Place::Source(1),
        about: About::Source(0),
    };
    assert_eq!(copies(&document), [lead]);
    // Until then it is of unknown lineage, and never counts as independent.
    let counts = document.evidence.origins.counts_of_event(0);
    assert_eq!(
        (counts.cited, counts.independent, counts.unknown),
        (2, 1, 1)
    );

    let links = document.evidence.copies[0].links(&document.project);
    assert_eq!(links.len(), 1);
    assert_eq!(
        (&links[0].paragraphs, &links[0].of),
        (&vec![(2, 3)], &vec![(1, 2)])
    );
    let before = fs::read_to_string(&path).expect("there");
    assert!(!before.contains("Link("), "nothing is applied by itself");

    let mut session = Session::new(document);
    let source = session.document.project.sources()[1].id.clone();
    let link = links.into_iter().next().expect("one");
    let decide = EditCommand::Decide(Decision::Link { source, link });
    session.run([Command::Edit(decide), Command::File(FileCommand::Save)]);
    assert!(session.finish_saving(Duration::from_secs(20)));
    session.begin_frame();
    assert_eq!(session.dialog, None);
    let document = &session.document;
    assert!(fs::read_to_string(&path).expect("there").contains("Link("));
    assert_eq!(copies(document), []);
    let counts = document.evidence.origins.counts_of_event(0);
    assert_eq!(
        (counts.cited, counts.independent, counts.unknown),
        (2, 1, 0)
    );
}

#[test]
fn known_names_are_spotted_in_attached_texts() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = project(folder.path());
    let named = |document: &Document| {
        let namings = &document.evidence.namings;
        [1, 2, 3].map(|n| namings.in_paragraph(0, n).count())
    };
    let document = Document::open(&path, &Progress::new()).expect("a project");
    assert_eq!(named(&document), [1, 0, 0]);
    fs::remove_dir_all(folder.path().join("harbour.texts")).expect("removed");
    let document = Document::open(&path, &Progress::new()).expect("a project");
    assert_eq!(named(&document), [0, 0, 0]);
    assert_eq!(copies(&document), [], "and there is nothing to compare");
}

#[test]
fn a_changed_text_is_told_of_and_not_used() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = project(folder.path());
    let text = folder.path().join("harbour.texts").join("gazette.txt");
    let changed = ORIGINAL.join("\n").replace("nine crates", "ten crates");
    fs::write(text, changed).expect("written");
    let document = Document::open(&path, &Progress::new()).expect("a project");
    let codes: Vec<_> = document
        .problems
        .iter()
        .map(|problem| problem.code)
        .collect();
    assert_eq!(codes, ["text-changed"]);
    let source = &document.project.sources()[0].id;
    assert_eq!(document.texts.paragraph(source, 1), None);
    assert_eq!(document.texts.paragraph(source, 2), Some(ORIGINAL[1]));
}
