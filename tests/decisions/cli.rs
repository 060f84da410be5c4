//! `annals dismiss`, as a script meets it.

use std::fs;
use std::path::Path;
use std::process::Command;

const PROJECT: &str = "Project(
    schema: 1, // of the file
    title: \"A\",
    kinds: [Kind(id: \"k\", label: \"K\", icon: Dot, colour: Sky)],
    events: [Event(id: \"call\", kind: \"k\", title: \"A call\")],
)
";

fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_annals"))
        .arg("dismiss")
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("annals runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (
        output.status.code(),
        text(output.stdout),
        text(output.stderr),
    )
}

#[test]
fn a_lead_is_set_aside_and_open_again_and_the_version_before_is_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("case.ron");
    fs::write(&path, PROJECT).expect("written");
    let quiet = (Some(0), String::new(), String::new());
    let first = [
        "case.ron",
        "single-origin",
        "call",
        "--note",
        "one source only",
    ];
    assert_eq!(run(folder.path(), &first), quiet);
    let spelt = "    dismissed: [\n        Dismissed(lead: \"single-origin\", at: \"call\", note: \"one source only\"),\n    ],\n)\n";
    let expected = PROJECT.strip_suffix(")\n").expect("closed").to_owned() + spelt;
    let written = || fs::read_to_string(&path).expect("there");
    assert_eq!(written(), expected);
    let [kept] = &*annals::store::backups(&path) else {
        panic!("one version before");
    };
    assert_eq!(fs::read_to_string(&kept.path).expect("kept"), PROJECT);
    let about = [
        "case.ron",
        "open-conflict",
        "call",
        "--about",
        "when",
        "--note",
        "settled",
    ];
    assert_eq!(run(folder.path(), &about), quiet);
    assert!(written().contains("about: \"when\""));
    let (code, _, told) = run(
        folder.path(),
        &["case.ron", "open-conflict", "call", "--undo"],
    );
    assert_eq!(code, Some(1));
    assert!(
        told.contains("error[not-dismissed]") && told.contains("`--about when`"),
        "{told}"
    );
    let undo = [
        "case.ron",
        "open-conflict",
        "call",
        "--about",
        "when",
        "--undo",
    ];
    assert_eq!(run(folder.path(), &undo), quiet);
    assert_eq!(written(), expected);
}

#[test]
fn what_makes_no_sense_is_refused_and_nothing_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("case.ron");
    fs::write(&path, PROJECT).expect("written");
    let table: [(&[&str], i32, &str); 5] = [
        (
            &["case.ron", "single-orgin", "call", "--note", "n"],
            1,
            "did you mean `single-origin`?",
        ),
        (
            &["case.ron", "undated", "cal", "--note", "n"],
            1,
            "did you mean `call`?",
        ),
        (
            &["case.ron", "undated", "call", "--note", " "],
            1,
            "error[note-missing]",
        ),
        (
            &["none.ron", "undated", "call", "--note", "n"],
            2,
            "there is no such file",
        ),
        (&["case.ron", "undated", "call"], 2, "--note"),
    ];
    for (arguments, code, told) in table {
        let (found, out, err) = run(folder.path(), arguments);
        assert_eq!((found, out.as_str()), (Some(code), ""), "{arguments:?}");
        assert!(err.contains(told), "{err}");
    }
    assert_eq!(fs::read_to_string(&path).expect("there"), PROJECT);
    assert_eq!(fs::read_dir(folder.path()).expect("readable").count(), 1);
}
