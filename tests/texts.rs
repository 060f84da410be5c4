//! Texts beside a project, from the files that a person has to the states of the recorded paragraphs: with
//! the articles that the bundled case was made from, where they are at hand (beside the repository, or in
//! the folder that `ANNALS_SOURCES` names), and always with made-up ones.

#![expect(
    clippy::expect_used,
    reason = "a test that cannot run says so by failing"
)]

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use annals::app::Document;
use annals::edit::Reanchor;
use annals::evidence::{Against, Change, TextState};
use annals::exchange::{self, Hint};
use annals::model::{LeadKind, SourceId};
use annals::store::{self, Progress, Texts, attach_text, digest, paragraphs};
use serde_json::Value;
use tempfile::TempDir;

/// A project on its own, and the files that its sources were made from.
struct Case {
    folder: TempDir,
    files: Vec<PathBuf>,
}

impl Case {
    fn path(&self) -> PathBuf {
        self.folder.path().join("case.ron")
    }

    fn annals(&self, arguments: &[&str]) -> (Option<i32>, String, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_annals"))
            .args(arguments)
            .current_dir(self.folder.path())
            .output()
            .expect("annals runs");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        (
            output.status.code(),
            text(output.stdout),
            text(output.stderr),
        )
    }

    /// Attaches all files.
    fn attach(&self) -> (Option<i32>, String, String) {
        let files = self.files.iter().map(|file| file.to_str().expect("a path"));
        let arguments: Vec<&str> = ["texts", "case.ron", "--attach"]
            .into_iter()
            .chain(files)
            .collect();
        self.annals(&arguments)
    }

    fn open(&self) -> Document {
        Document::open(&self.path(), &Progress::new()).expect("a project")
    }

    fn put(&self, source: &SourceId, lines: &[String]) -> Document {
        attach_text(&self.path(), source, &lines.join("\n")).expect("attached");
        self.open()
    }

    /// The exit code of `--verify`, and what it says in JSON.
    fn verify(&self) -> (Option<i32>, Vec<Value>) {
        let (code, out, err) = self.annals(&["texts", "case.ron", "--verify", "--json"]);
        assert_eq!(err, "");
        (code, serde_json::from_str(&out).expect("JSON"))
    }
}

/// A copy of the bundled case and its articles, if they are at hand.
fn articles() -> Option<Case> {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let beside = repository
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
    let files = entries.map(|entry| entry.expect("readable").path());
    let mut files: Vec<PathBuf> = files
        .filter(|path| path.extension().is_some_and(|it| it == "txt"))
        .collect();
    files.sort();
    assert_eq!(files.len(), 5);
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("case.ron"), store::sample_bytes()).expect("written");
    Some(Case { folder, files })
}

/// Three made-up articles, the third a shortened copy of the first, and a project of them.
fn made_up() -> Case {
    let folder = tempfile::tempdir().expect("a folder");
    let line = |source: usize, n: usize| {
        let words = (0..14).map(|word| format!("w{source}x{n}y{word}"));
        words.collect::<Vec<_>>().join(" ")
    };
    let texts = [
        (0..9).map(|n| line(0, n)).collect::<Vec<_>>(),
        (0..6).map(|n| line(1, n)).collect(),
        (0..4).map(|n| line(0, n)).collect(),
    ];
    let mut sources = Vec::new();
    let mut files = Vec::new();
    for (number, lines) in texts.iter().enumerate() {
        let path = folder.path().join(format!("article {number}.txt"));
        fs::write(&path, lines.join("\n\n")).expect("written");
        files.push(path);
        let paragraphs = (1..).zip(lines).map(|(n, line)| {
            let first: Vec<&str> = line.split(' ').take(6).collect();
            let (digest, locator) = (digest(line), first.join(" "));
            format!("Paragraph(n: {n}, digest: \"{digest}\", locator: \"{locator}\", gist: \"g\")")
        });
        let paragraphs = paragraphs.collect::<Vec<_>>().join(", ");
        sources.push(format!(
            "Source(id: \"s{number}\", title: \"S\", paragraphs: [{paragraphs}])"
        ));
    }
    let sources = sources.join(",\n");
    let project = format!(
        "Project(schema: 1, title: \"A\", kinds: [Kind(id: \"k\", label: \"K\", icon: Dot, colour: Sky)], \
         sources: [{sources}], events: [Event(id: \"e\", kind: \"k\", title: \"E\", claims: [Claim(\
         speaker: \"s0\", status: Reports, says: \"x\", cites: [\"s0#3\", \"s1#2\", \"s2#2\"])])])"
    );
    fs::write(folder.path().join("case.ron"), project).expect("written");
    Case { folder, files }
}

fn cases() -> impl Iterator<Item = Case> {
    std::iter::once(made_up()).chain(articles())
}

/// Every held source, with the lines of its text.
fn held(document: &Document) -> Vec<(SourceId, Vec<String>)> {
    let sources = document.project.sources().iter();
    let held = sources.filter(|source| source.is_held());
    let lines = |id: &SourceId| {
        let text = document.texts.text(id).expect("attached");
        paragraphs(text).map(|(_, line)| line.to_owned()).collect()
    };
    held.map(|source| (source.id.clone(), lines(&source.id)))
        .collect()
}

fn states(texts: &Texts, source: &SourceId) -> Vec<TextState> {
    texts.states(source).map(|(_, state)| state).collect()
}

/// The positions of lines of at least ten words that stand there once.
fn long_ones(lines: &[String]) -> Vec<usize> {
    let once = |line: &String| {
        lines
            .iter()
            .filter(|other| digest(other) == digest(line))
            .count()
            == 1
    };
    let is_long = |line: &String| line.split_whitespace().count() >= 10;
    let found = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| is_long(line) && once(line));
    found.map(|(at, _)| at).collect()
}

/// The line with another word in its place.
fn with_other_word(line: &str, word: usize) -> String {
    let words = line.split_whitespace().enumerate();
    let words = words.map(|(at, it)| if at == word { "elsewise" } else { it });
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn every_digest_of_the_attached_articles_matches() {
    for case in cases() {
        let (code, out, err) = case.attach();
        assert_eq!((code, err.as_str()), (Some(0), ""), "{out}");
        assert_eq!(out.lines().count(), case.files.len());
        let (code, verified) = case.verify();
        assert_eq!((code, verified.len()), (Some(0), case.files.len()));
        let mut sources = BTreeSet::new();
        for source in &verified {
            let n = source["paragraphs"].as_array().expect("a list").len();
            assert!(n > 0);
            assert_eq!(source["matched"], n, "{source}");
            sources.insert(source["source"].to_string());
        }
        assert_eq!(
            sources.len(),
            case.files.len(),
            "each file is another's text"
        );
        assert!(
            case.open()
                .problems
                .iter()
                .all(|it| !it.code.starts_with("text-"))
        );
    }
}

#[test]
fn one_changed_word_makes_one_changed_paragraph_and_moves_nothing() {
    for case in cases() {
        case.attach();
        for (id, lines) in held(&case.open()) {
            for at in long_ones(&lines) {
                let mut other = lines.clone();
                other[at] = with_other_word(&lines[at], 2 + at % 7);
                let document = case.put(&id, &other);
                let n = u32::try_from(at + 1).expect("few");
                let mut expected = vec![TextState::Matched; lines.len()];
                expected[at] = TextState::Changed(n);
                assert_eq!(states(&document.texts, &id), expected, "{id}#{n}");
                let changes = document.texts.changes(&id, n).expect("it changed");
                assert_eq!(changes.against, Against::Text);
                let others = changes.words.iter().filter(|it| it.change != Change::Same);
                let others: Vec<Change> = others.map(|it| it.change).collect();
                assert_eq!(others, [Change::Removed, Change::Added], "{id}#{n}");
            }
            case.put(&id, &lines);
        }
        assert_eq!(case.verify().0, Some(0));
    }
}

#[test]
fn a_changed_paragraph_that_is_cited_is_an_orphaned_citation_until_its_text_is_taken() {
    for case in cases() {
        case.attach();
        let before = case.open();
        let orphans = |document: &Document| {
            document
                .evidence
                .leads
                .open(LeadKind::OrphanedCitation)
                .len()
        };
        assert_eq!(orphans(&before), 0);
        for (id, lines) in held(&before) {
            let is_cited = |at: &usize| {
                let source = before.project.source(&id).expect("there");
                before.uses(source, u32::try_from(at + 1).expect("few")) > 0
            };
            let Some(at) = long_ones(&lines).into_iter().find(is_cited) else {
                continue;
            };
            let n = u32::try_from(at + 1).expect("few");
            let mut changed = lines.clone();
            changed[at] = with_other_word(&lines[at], 8);
            let document = case.put(&id, &changed);
            assert!(orphans(&document) > 0, "{id}#{n}");
            let told = document
                .problems
                .iter()
                .filter(|it| it.code == "text-changed");
            assert_eq!(told.count(), 1);
            assert_eq!(case.verify().0, Some(1));
            let text = document.texts.instead(&id, n).expect("it changed");
            let next = Reanchor::to(id.clone(), n, text)
                .apply(&document.project)
                .expect("done");
            let texts = document.texts.beside(&next);
            assert_eq!(states(&texts, &id), vec![TextState::Matched; lines.len()]);
            assert_eq!((texts.lost(&next), texts.problems(&next)), (vec![], vec![]));
            case.put(&id, &lines);
        }
    }
}

#[test]
fn a_paragraph_taken_out_is_one_orphan_and_one_put_in_is_none() {
    for case in cases() {
        case.attach();
        for (id, lines) in held(&case.open()) {
            let number = |at: usize| u32::try_from(at + 1).expect("few");
            for at in long_ones(&lines) {
                let mut fewer = lines.clone();
                fewer.remove(at);
                let document = case.put(&id, &fewer);
                let found = states(&document.texts, &id);
                assert_eq!(found[at], TextState::Orphan, "{id}#{}", at + 1);
                assert_eq!(found[..at], vec![TextState::Matched; at]);
                for (behind, state) in found.iter().enumerate().skip(at + 1) {
                    assert_eq!(*state, TextState::Moved(number(behind - 1)), "{id}");
                }
                let mut more = lines.clone();
                more.insert(at, "A paragraph that nobody has seen before.".to_owned());
                let document = case.put(&id, &more);
                let found = states(&document.texts, &id);
                for (place, state) in found.into_iter().enumerate() {
                    let expected = if place < at {
                        TextState::Matched
                    } else {
                        TextState::Moved(number(place + 1))
                    };
                    assert_eq!(state, expected, "{id}");
                }
                assert_eq!(document.texts.lost(&document.project), []);
                // Its words are shown wherever they stand.
                let shown = document.texts.paragraph(&id, number(at)).expect("shown");
                assert_eq!(digest(shown), digest(&lines[at]));
            }
            case.put(&id, &lines);
        }
    }
}

#[test]
fn the_articles_are_read_line_by_line_and_their_own_furniture_is_guessed_at() {
    for case in cases() {
        for file in &case.files {
            let bytes = fs::read(file).expect("readable");
            let name = file.file_name().expect("a name").to_string_lossy();
            let document = exchange::read(&bytes, Hint::Name(&name)).expect("read");
            let text = String::from_utf8(bytes).expect("UTF-8");
            let lines: Vec<_> = paragraphs(&text).map(|(_, line)| digest(line)).collect();
            let found: Vec<_> = document
                .paragraphs
                .iter()
                .map(|it| digest(&it.text))
                .collect();
            assert_eq!(found, lines, "{name}");
            // A long paragraph is never taken for furniture, unless it is a comment.
            for piece in &document.paragraphs {
                let n_words = piece.text.split_whitespace().count();
                let is_comment = piece.furniture == Some(exchange::Guess::BelowComments);
                assert!(
                    n_words < 15 || piece.furniture.is_none() || is_comment,
                    "{name}"
                );
            }
        }
    }
}

// --- the command -----------------------------------------------------------------------------------

#[test]
fn a_file_of_nobody_is_told_of_and_the_others_are_attached() {
    let mut case = made_up();
    let stray = case.folder.path().join("stray.txt");
    fs::write(&stray, "Nobody's words").expect("written");
    case.files.insert(1, stray);
    let (code, out, err) = case.attach();
    assert_eq!(code, Some(1));
    assert_eq!(out.lines().count(), 3);
    assert!(out.lines().all(|line| line.contains("article")), "{out}");
    assert!(
        err.contains("text-of-no-source") && err.contains("--source"),
        "{err}"
    );
    case.files.push(case.folder.path().join("not there.txt"));
    let (code, _, err) = case.attach();
    assert_eq!(code, Some(2));
    assert!(err.contains("document-unreadable"), "{err}");
}

#[test]
fn a_text_is_attached_to_the_source_that_is_named_whatever_it_says() {
    let case = made_up();
    let stray = case.folder.path().join("stray.html");
    fs::write(&stray, "<p>Nobody's <b>words</b><p>More").expect("written");
    let attach = |id| {
        case.annals(&[
            "texts",
            "case.ron",
            "--attach",
            "stray.html",
            "--source",
            id,
        ])
    };
    let (code, out, err) = attach("s1");
    assert_eq!(
        (code, out.as_str(), err.as_str()),
        (Some(0), "stray.html: 0 of 6 paragraphs of s1\n", "")
    );
    let texts = store::texts_folder(&case.path());
    let text = fs::read_to_string(texts.join("s1.txt")).expect("there");
    assert_eq!(text, "Nobody's words\nMore\n");
    let (code, _, err) = attach("s9");
    assert_eq!(code, Some(1));
    assert!(
        err.contains("no-such-source") && err.contains("did you mean"),
        "{err}"
    );
}

#[test]
fn what_is_attached_is_told_as_json() {
    let case = made_up();
    let stray = case.folder.path().join("stray.txt");
    fs::write(&stray, "x").expect("written");
    let (code, out, _) = case.annals(&[
        "texts",
        "case.ron",
        "--json",
        "--attach",
        "article 2.txt",
        "stray.txt",
    ]);
    assert_eq!(code, Some(1));
    let records: Vec<Value> = serde_json::from_str(&out).expect("JSON");
    let first = serde_json::json!({
        "file": "article 2.txt", "source": "s2", "matched": 4, "recorded": 4, "problem": null,
    });
    assert_eq!(records[0], first);
    assert_eq!(records[1]["source"], Value::Null);
    assert!(records[1]["problem"].is_string());
    let (code, verified) = case.verify();
    assert_eq!(code, Some(1), "two have no text");
    let none = serde_json::json!({
        "source": "s0", "attached": false, "matched": 0, "moved": 0, "changed": 0, "orphan": 0,
        "paragraphs": [],
    });
    assert_eq!(verified[0], none);
    assert_eq!(
        verified[2]["paragraphs"][3],
        serde_json::json!({"n": 4, "state": "matched", "at": 4})
    );
}

#[test]
fn paragraphs_of_a_project_that_was_read_only_in_part_are_not_called_verified() {
    let case = made_up();
    case.attach();
    let (code, whole, _) = case.annals(&["texts", "case.ron", "--verify"]);
    assert_eq!(code, Some(0), "{whole}");
    let text = fs::read_to_string(case.path()).expect("readable");
    let torn = text.replacen("sources: [", "sources: [(id: \"torn\", title: 7),", 1);
    assert_ne!(torn, text);
    fs::write(case.path(), torn).expect("written");
    let (code, out, err) = case.annals(&["texts", "case.ron", "--verify"]);
    assert_eq!((code, out), (Some(1), whole));
    assert!(err.contains("what follows may lack something"), "{err}");
}

#[test]
fn what_became_of_paragraphs_is_told_in_words() {
    let case = made_up();
    case.attach();
    let (id, mut lines) = held(&case.open()).remove(0);
    lines.remove(6);
    lines[1] = with_other_word(&lines[1], 9);
    case.put(&id, &lines);
    let (code, out, err) = case.annals(&["texts", "case.ron", "--verify"]);
    let expected =
        "s0: 5 matched, 2 moved, 1 changed (2), 1 orphan (7)\ns1: 6 matched\ns2: 4 matched\n";
    assert_eq!((code, out.as_str(), err.as_str()), (Some(1), expected, ""));
    let (code, out, _) = case.annals(&["leads", "case.ron", "--kind", "orphaned-citation"]);
    assert_eq!(code, Some(0));
    // It is not the changed one that the event cites.
    assert_eq!(out, "");
    lines[2] = with_other_word(&lines[2], 9);
    case.put(&id, &lines);
    let (_, out, err) = case.annals(&["leads", "case.ron", "--kind", "orphaned-citation"]);
    assert!(
        out.contains("not in the attached text as it was recorded"),
        "{out}{err}"
    );
}

#[test]
fn nothing_to_do_and_two_things_at_once_are_refused() {
    let case = made_up();
    for arguments in [
        &["texts", "case.ron"][..],
        &["texts", "case.ron", "--verify", "--attach", "article 0.txt"],
        &["texts", "case.ron", "--verify", "--source", "s0"],
        &["texts", "nowhere.ron", "--verify"],
    ] {
        let (code, out, err) = case.annals(arguments);
        assert_eq!((code, out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(!err.is_empty());
    }
}
