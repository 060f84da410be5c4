//! `annals diff` and `annals merge`, as a script, a person and git meet them.

#![expect(
    clippy::expect_used,
    reason = "a test that cannot run says so by failing"
)]

use std::fs;
use std::path::Path;
use std::process::Command;

const BASE: &str = r#"#![enable(implicit_some)]
Project(
    schema: 1,
    title: "Border", // of the case
    kinds: [
        Kind(id: "arrest", label: "Arrest", icon: Handcuffs, colour: Vermillion),
        Kind(id: "call", label: "Call", icon: Phone, colour: Sky),
    ],
    sources: [
        Source(id: "gazette-2015", title: "Two held", paragraphs: [
            Paragraph(n: 1, digest: "b3:0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f", gist: "She is held."),
        ]),
    ],
    entities: [
        Entity(id: "ada-ay", kind: Person, name: "Ada Ay"),
        Entity(id: "gazette", kind: Organisation, name: "Gazette"),
    ],
    events: [
        // Both of them.
        Event(
            id: "arrest-of-ada",
            kind: "arrest",
            title: "Two held",
            claims: [
                Claim(speaker: "gazette", status: Reports, says: "She is held.", cites: ["gazette-2015#1"]),
                Claim(speaker: "ada-ay", status: Alleges, says: "She was not told why.", cites: ["gazette-2015#1"]),
            ],
        ),
    ],
)
"#;

fn annals(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_annals"))
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

/// A folder with these versions of the project.
fn folder(versions: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in versions {
        fs::write(folder.path().join(name), text).expect("written");
    }
    folder
}

fn changed(text: &str, changes: &[(&str, &str)]) -> String {
    changes.iter().fold(text.to_owned(), |text, (old, new)| {
        assert_eq!(text.matches(old).count(), 1, "{old}");
        text.replace(old, new)
    })
}

#[test]
fn a_difference_is_told_in_words_and_by_the_exit_code() {
    let later = changed(
        BASE,
        &[
            ("status: Alleges", "status: Denies"),
            ("kind: \"arrest\"", "kind: \"call\""),
            ("name: \"Ada Ay\"", "name: \"Ada Ay\", note: \"A teacher.\""),
            (", // of the case", ","),
        ],
    );
    let same = changed(BASE, &[("// Both of them.", "// The two of them.")]);
    let folder = folder(&[("a.ron", BASE), ("b.ron", &later), ("c.ron", &same)]);
    let (code, out, told) = annals(folder.path(), &["diff", "a.ron", "b.ron"]);
    let expected = "person “Ada Ay”: note added: “A teacher.”\n\
        event “Two held”: kind “Arrest” → “Call”\n\
        claim 2 of “Two held”: status alleged → denied\n";
    assert_eq!((code, out.as_str(), told.as_str()), (Some(1), expected, ""));
    let (code, out, told) = annals(folder.path(), &["diff", "a.ron", "c.ron"]);
    assert_eq!((code, out.as_str(), told.as_str()), (Some(0), "", ""));
    let (code, out, _) = annals(folder.path(), &["diff", "a.ron", "c.ron", "--json"]);
    assert_eq!((code, out.as_str()), (Some(0), "[]\n"));
    let (code, out, told) = annals(folder.path(), &["diff", "a.ron", "none.ron"]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(told.starts_with("none.ron: error[cannot-open]"), "{told}");
}

#[test]
fn a_difference_as_json_has_the_documented_fields() {
    let later = changed(BASE, &[("status: Alleges", "status: Denies")]);
    let folder = folder(&[("a.ron", BASE), ("b.ron", &later)]);
    let (code, out, _) = annals(folder.path(), &["diff", "a.ron", "b.ron", "--json"]);
    assert_eq!(code, Some(1));
    let lines: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let expected = serde_json::json!([{
        "is": "event",
        "id": "arrest-of-ada",
        "of": "claim 2 of “Two held”",
        "field": "status",
        "change": "changed",
        "old": "alleged",
        "new": "denied",
        "sentence": "claim 2 of “Two held”: status alleged → denied",
    }]);
    assert_eq!(lines, expected);
    let page = include_str!("../docs/json.md");
    let section = page.split("## Difference").nth(1).expect("described");
    let section = section.split("\n## ").next().expect("a section");
    for field in expected[0].as_object().expect("an object").keys() {
        assert!(section.contains(&format!("`{field}`")), "{field}");
    }
}

#[test]
fn what_cannot_be_read_is_not_taken_for_deleted() {
    let broken = changed(BASE, &[("name: \"Ada Ay\"", "nome: \"Ada Ay\"")]);
    let folder = folder(&[("a.ron", BASE), ("b.ron", &broken), ("c.ron", BASE)]);
    let (code, _, told) = annals(folder.path(), &["diff", "a.ron", "b.ron"]);
    assert_eq!(code, Some(2));
    assert!(
        told.starts_with("b.ron:15:") && told.contains("error["),
        "{told}"
    );
    for versions in [
        ["a.ron", "b.ron", "c.ron"],
        ["a.ron", "c.ron", "b.ron"],
        ["b.ron", "a.ron", "c.ron"],
    ] {
        let [base, ours, theirs] = versions;
        let (code, _, told) = annals(folder.path(), &["merge", base, ours, theirs]);
        assert_eq!(code, Some(2), "{versions:?}");
        assert!(told.starts_with("b.ron:15:"), "{told}");
    }
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).expect("there");
    assert_eq!(
        (read("a.ron"), read("b.ron"), read("c.ron")),
        (BASE.to_owned(), broken, BASE.to_owned())
    );
}

const NEW_CLAIM: &str = "Claim(speaker: \"gazette\", status: Confirms, says: \"He is free.\", cites: [\"gazette-2015#1\"]),";

#[test]
fn two_people_work_on_one_event_and_nothing_else_of_the_text_changes() {
    let ours = changed(
        BASE,
        &[(
            "title: \"Two held\",\n            claims",
            "title: \"Two are held\",\n            claims",
        )],
    );
    let last = "cites: [\"gazette-2015#1\"]),\n            ],";
    let with_claim =
        format!("cites: [\"gazette-2015#1\"]),\n                {NEW_CLAIM}\n            ],");
    let theirs = changed(
        BASE,
        &[(last, &with_claim), ("status: Reports", "status: Confirms")],
    );
    let folder = folder(&[
        ("base.ron", BASE),
        ("ours.ron", &ours),
        ("theirs.ron", &theirs),
    ]);
    let arguments = ["merge", "base.ron", "ours.ron", "theirs.ron"];
    let (code, out, told) = annals(folder.path(), &arguments);
    assert_eq!((code, out.as_str(), told.as_str()), (Some(0), "", ""));
    let merged = fs::read_to_string(folder.path().join("ours.ron")).expect("there");
    let expected = changed(
        &ours,
        &[(last, &with_claim), ("status: Reports", "status: Confirms")],
    );
    assert_eq!(merged, expected);
    // The version before stays, as with every save.
    assert!(folder.path().join("ours.backups").exists());
    // Once more there is nothing to do.
    assert_eq!(
        annals(folder.path(), &arguments),
        (Some(0), String::new(), String::new())
    );
}

#[test]
fn a_conflict_is_told_with_its_place_and_ours_stands() {
    let ours = changed(BASE, &[("status: Alleges", "status: Denies")]);
    let theirs = changed(
        BASE,
        &[
            ("status: Alleges", "status: Retracts"),
            ("title: \"Border\"", "title: \"Borders\""),
        ],
    );
    let folder = folder(&[
        ("base.ron", BASE),
        ("ours.ron", &ours),
        ("theirs.ron", &theirs),
    ]);
    let arguments = [
        "merge",
        "base.ron",
        "ours.ron",
        "theirs.ron",
        "--output",
        "new.ron",
    ];
    let (code, _, told) = annals(folder.path(), &arguments);
    assert_eq!(code, Some(1));
    let expected = "ours.ron:20:9: conflict: claim 2 of “Two held”: status: was alleged; ours: denied; theirs: retracted\n  \
        hint: our side of these stands in the result; look at each\n";
    assert_eq!(told, expected);
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).expect("there");
    assert_eq!(read("ours.ron"), ours);
    assert_eq!(
        read("new.ron"),
        changed(&ours, &[("title: \"Border\"", "title: \"Borders\"")])
    );
    let (code, _, told) = annals(folder.path(), &arguments);
    assert_eq!(code, Some(2), "the file is there already");
    assert!(told.contains("error[cannot-write]"), "{told}");
    assert_eq!(
        read("new.ron"),
        changed(&ours, &[("title: \"Border\"", "title: \"Borders\"")])
    );
}

#[test]
fn git_merges_with_it() {
    let folder = folder(&[
        ("case.ron", BASE),
        (".gitattributes", "*.ron merge=annals\n"),
    ]);
    let git = |arguments: &[&str]| {
        let output = Command::new("git")
            .args(["-c", "user.name=A", "-c", "user.email=a@example.org"])
            .args(arguments)
            .current_dir(folder.path())
            .env("GIT_CONFIG_GLOBAL", "")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .output()
            .expect("git runs");
        let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
        (
            output.status.success(),
            text(&output.stdout) + &text(&output.stderr),
        )
    };
    let done = |arguments: &[&str]| {
        let (is_done, told) = git(arguments);
        assert!(is_done, "{arguments:?}: {told}");
    };
    let write = |text: &str| fs::write(folder.path().join("case.ron"), text).expect("written");
    let read = || fs::read_to_string(folder.path().join("case.ron")).expect("there");
    let driver = format!("{} merge %O %A %B --name %P", env!("CARGO_BIN_EXE_annals"));
    done(&["init", "-q", "-b", "main"]);
    done(&["config", "merge.annals.driver", &driver]);
    done(&["add", "."]);
    done(&["commit", "-q", "-m", "base"]);
    done(&["checkout", "-q", "-b", "theirs"]);
    // Both add behind the same line: by lines, this is a conflict.
    let last = "name: \"Gazette\"),\n";
    let added = |name: &str| {
        format!("{last}        Entity(id: \"{name}\", kind: Person, name: \"{name}\"),\n")
    };
    write(&changed(BASE, &[(last, &added("bo"))]));
    done(&["commit", "-q", "-am", "theirs"]);
    done(&["checkout", "-q", "main"]);
    write(&changed(BASE, &[(last, &added("cem"))]));
    done(&["commit", "-q", "-am", "ours"]);
    done(&["merge", "-q", "theirs"]);
    let both = read();
    assert!(
        both.contains("Entity(id: \"bo\"") && both.contains("Entity(id: \"cem\""),
        "{both}"
    );
    assert!(both.contains("// Both of them."));
    // What both changed is left for a person, and told by the name that git has for it.
    done(&["checkout", "-q", "-b", "more", "HEAD~1"]);
    write(&changed(
        &read(),
        &[("title: \"Border\"", "title: \"Theirs\"")],
    ));
    done(&["commit", "-q", "-am", "theirs again"]);
    done(&["checkout", "-q", "main"]);
    write(&changed(&both, &[("title: \"Border\"", "title: \"Ours\"")]));
    done(&["commit", "-q", "-am", "ours again"]);
    let (is_merged, told) = git(&["merge", "-q", "more"]);
    assert!(
        !is_merged && told.contains("case.ron: conflict: the project: title"),
        "{told}"
    );
    assert!(read().contains("title: \"Ours\""));
    let mut names: Vec<_> = fs::read_dir(folder.path())
        .expect("a folder")
        .map(|entry| {
            entry
                .expect("readable")
                .file_name()
                .into_string()
                .expect("UTF-8")
        })
        .collect();
    names.sort();
    assert_eq!(
        names,
        [".git", ".gitattributes", "case.ron"],
        "nothing is left behind"
    );
}
