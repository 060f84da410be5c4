//! `annals fmt`: what it writes, what it tells, how it ends. And the file of a new project.

#![expect(
    clippy::expect_used,
    reason = "a test that cannot run says so by failing"
)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use annals::check;
use annals::store::{Progress, new_project, read};

const LOOSE: &str = "Project(schema: 1,\n  title: \"A\", // why\n  kinds: [Kind(id: \"k\", label: \"K\", icon: Dot, colour: Grey)])\n";
const LAID: &str = "#![enable(implicit_some)]\nProject(\n    schema: 1,\n    title: \"A\", // why\n    kinds: [\n        Kind(id: \"k\", label: \"K\", icon: Dot, colour: Grey),\n    ],\n)\n";

fn fmt(path: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_annals"));
    command.arg("fmt").arg(path).args(arguments);
    command.output().expect("it runs")
}

#[test]
fn a_file_is_laid_out_anew_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("case.ron");
    fs::write(&path, LOOSE).expect("written");
    let told = fmt(&path, &["--check"]);
    assert_eq!(told.status.code(), Some(1));
    let said = String::from_utf8_lossy(&told.stdout);
    assert!(said.contains("case.ron:1: "), "{said}");
    let shown = fmt(&path, &["--stdout"]);
    assert_eq!((shown.status.code(), shown.stdout), (Some(0), LAID.into()));
    assert_eq!(fs::read_to_string(&path).expect("read"), LOOSE);
    let done = fmt(&path, &[]);
    assert_eq!((done.status.code(), done.stdout), (Some(0), Vec::new()));
    assert_eq!(fs::read_to_string(&path).expect("read"), LAID);
    let again = fmt(&path, &["--check"]);
    assert_eq!((again.status.code(), again.stdout), (Some(0), Vec::new()));
}

#[test]
fn the_first_line_that_differs_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("case.ron");
    fs::write(&path, LAID.replace("    ],", "],")).expect("written");
    let told = fmt(&path, &["--check"]);
    let said = String::from_utf8_lossy(&told.stdout);
    assert!(said.contains("case.ron:7: "), "{said}");
}

#[test]
fn what_cannot_be_laid_out_is_left_and_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("case.ron");
    let missing = fmt(&path, &[]);
    assert_eq!(missing.status.code(), Some(2));
    let broken = LOOSE.replace("id: \"k\", ", "");
    fs::write(&path, &broken).expect("written");
    let refused = fmt(&path, &[]);
    assert_eq!(refused.status.code(), Some(2));
    let said = String::from_utf8_lossy(&refused.stderr);
    assert!(
        said.contains("cannot-format") && said.contains("annals check"),
        "{said}"
    );
    assert_eq!(fs::read_to_string(&path).expect("read"), broken);
}

#[test]
fn a_new_project_opens_without_a_word_and_is_laid_out_as_it_should_be() {
    for title in ["New project", "", "\"Q\" \\ ü\u{202e}"] {
        let bytes = new_project(title);
        let loaded = read(&bytes, &Progress::new()).expect("a project");
        assert_eq!(loaded.project.title, title);
        assert_eq!(loaded.all_diagnostics(check::run(&loaded.project)), []);
        assert_eq!(annals::store::formatted(&loaded).expect("sound"), bytes);
        assert_eq!(loaded.project.kinds().len(), 10);
        let mut colours: Vec<_> = loaded.project.kinds().iter().map(|it| it.colour).collect();
        colours.sort_unstable();
        colours.dedup();
        assert_eq!(colours.len(), 10);
    }
}
