//! The command line as a person or a script meets it: exit codes, what goes where, and the shape of
//! `--json`.

#![expect(
    clippy::expect_used,
    reason = "a test that cannot run says so by failing"
)]

use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const PROJECT: &str = r#"Project(
    schema: 1,
    title: "Border",
    kinds: [Kind(id: "arrest", label: "Arrest", icon: Handcuffs, colour: Vermillion)],
    sources: [Source(id: "gazette-2015", title: "Two held", published: When(date: "2015-11-12"), paragraphs: [
        Paragraph(n: 1, digest: "b3:0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f", gist: "She is held."),
    ])],
    entities: [
        Entity(id: "ada-ay", kind: Person, name: "Ada Ay"),
        Entity(id: "gazette", kind: Organisation, name: "Gazette"),
    ],
    events: [
        Event(id: "later", kind: "arrest", title: "Second arrest", claims: [Claim(speaker: "gazette-2015", status: DeclinesToComment, says: "Nothing.", cites: ["gazette-2015#1"])]),
        Event(
            id: "arrest-of-ada",
            kind: "arrest",
            title: "Ada Ay is held",
            when: When(date: "../2015-11-12", words: "so far", basis: Published("gazette-2015")),
            participants: [Part(who: "ada-ay", role: "arrested")],
            claims: [Claim(
                speaker: "gazette", status: Reports, says: "She is held.", cites: ["gazette-2015#1"],
                values: [Number(value: 1400, of: "people", precision: About), Place("ada-ay")],
            )],
        ),
    ],
)"#;

fn annals(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_annals"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("annals runs")
}

/// Runs on a folder with the project above as `case.ron`, one mistake in it mended.
fn run(arguments: &[&str]) -> (i32, String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let sound = PROJECT.replace(r#", Place("ada-ay")"#, "");
    std::fs::write(folder.path().join("case.ron"), sound).expect("written");
    std::fs::write(folder.path().join("flawed.ron"), PROJECT).expect("written");
    let output = annals(arguments, folder.path());
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (
        output.status.code().expect("an exit code"),
        text(output.stdout),
        text(output.stderr),
    )
}

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn check_is_quiet_about_a_sound_project_and_tells_of_another() {
    assert_eq!(
        run(&["check", "case.ron"]),
        (0, String::new(), String::new())
    );
    assert_eq!(
        run(&["check", "case.ron", "--json"]),
        (0, "[]\n".into(), String::new())
    );
    let (code, out, err) = run(&["check", "flawed.ron"]);
    assert_eq!((code, out.as_str()), (1, ""));
    let expected = "flawed.ron:22:85: error[place-not-a-place]: `ada-ay` is not a place: its kind is person\n  hint: ";
    assert!(err.starts_with(expected), "{err}");
    let (code, out, err) = run(&["check", "flawed.ron", "--json"]);
    assert_eq!((code, err.as_str()), (1, ""));
    let finding = &json(&out)[0];
    assert_eq!(finding["code"], "place-not-a-place");
    assert_eq!(
        (&finding["line"], &finding["column"]),
        (&22.into(), &85.into())
    );
    assert_eq!(run(&["check", "none.ron"]).0, 2);
    assert_eq!(run(&["check"]).0, 2);
}

#[test]
fn list_gives_events_in_time_order_undated_last() {
    let (code, out, err) = run(&["list", "case.ron"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let expected =
        "until 12 November 2015  Ada Ay is held (1 article · origin unknown)  [arrest-of-ada]
undated                 Second arrest  [later]\n";
    assert_eq!(out, expected);
    assert_eq!(
        run(&["list", "case.ron", "--query", "HELD ada"])
            .1
            .lines()
            .count(),
        1
    );
    assert_eq!(
        run(&["list", "case.ron", "--query", "ada elephant"]),
        (0, String::new(), String::new())
    );
}

#[test]
fn list_tells_what_was_known_on_a_day() {
    let lines = |arguments: &[&str]| {
        let (code, out, err) = run(&[&["list", "case.ron"], arguments].concat());
        assert_eq!((code, err.as_str()), (0, ""), "{arguments:?}");
        out.lines().count()
    };
    assert_eq!(lines(&["--known-on", "2015-11-11"]), 0);
    assert_eq!(lines(&["--known-on", "2015-11-12", "--certain"]), 2);
    assert_eq!(lines(&["--known-on", "2015-10"]), 0);
    assert_eq!(lines(&["--known-on", "2015", "--query", "ada"]), 1);
    let (code, out, err) = run(&["list", "case.ron", "--known-on", "soon"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(
        err.contains("--known-on") && err.contains("2015-11-13"),
        "{err}"
    );
    assert_eq!(run(&["list", "case.ron", "--known-on", "2015/.."]).0, 2);
    assert_eq!(run(&["list", "case.ron", "--certain"]).0, 2);
}

#[test]
fn list_and_show_say_how_a_range_is_meant() {
    let folder = tempfile::tempdir().expect("a folder");
    let event = |id, reading| {
        format!(
            r#"Event(id: "{id}", kind: "k", title: "{id}", when: When(date: "2015-12-06/2015-12-20", reading: {reading}))"#
        )
    };
    let (once, always) = (event("once", "Within"), event("always", "Throughout"));
    let text = format!(r#"Project(schema: 1, title: "A", events: [{once}, {always}])"#);
    std::fs::write(folder.path().join("two.ron"), text).expect("written");
    let out = |arguments: &[&str]| {
        let output = annals(arguments, folder.path());
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let expected = "some day in 6–20 December 2015  once  [once]
6–20 December 2015              always  [always]\n";
    assert_eq!(out(&["list", "two.ron"]), expected);
    let shown = out(&["show", "two.ron", "once"]);
    assert!(
        shown.contains("When          some day in 6–20 December 2015\n"),
        "{shown}"
    );
}

#[test]
fn a_mistyped_subcommand_is_not_taken_for_a_project() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |word: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_annals"))
            .arg(word)
            .current_dir(folder.path())
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("WAYLAND_SOCKET")
            .output()
            .expect("annals runs");
        let told = String::from_utf8(output.stderr).expect("UTF-8");
        (output.status.code(), told)
    };
    let expected = "annals: there is no file `chek`; did you mean the subcommand `check`?\n";
    assert_eq!(run("chek"), (Some(2), expected.to_owned()));
    std::fs::write(folder.path().join("chek"), PROJECT).expect("written");
    // These go on to the window, for which there is no display.
    for word in ["chek", "frobnicate", "none.ron", "./lst"] {
        let (code, told) = run(word);
        assert_eq!(code, Some(2), "{word}");
        assert!(told.contains("there is no display"), "{word}: {told}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn without_a_display_the_program_says_what_works_without_one() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_annals"));
    for name in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"] {
        command.env_remove(name);
    }
    let output = command.output().expect("the program starts");
    let said = String::from_utf8(output.stderr).expect("it speaks UTF-8");
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("no display"), "{said}");
    for name in ["check", "list", "show", "sample"] {
        assert!(said.contains(name), "{said}");
    }
}

#[test]
fn the_json_of_an_event_says_what_is_known_and_null_for_the_rest() {
    let (code, out, _) = run(&["list", "case.ron", "--json"]);
    assert_eq!(code, 0);
    let events = json(&out);
    let (held, later) = (&events[0], &events[1]);
    assert_eq!(held["id"], "arrest-of-ada");
    let when = serde_json::json!({
        "first": null, "last": "2015-11-12", "end_first": "2015-11-12", "end_last": "2015-11-12",
        "reading": "throughout", "words": "so far",
        "basis": {"by": "published", "source": "gazette-2015"}, "edtf": "../2015-11-12",
        "derived": [],
    });
    assert_eq!(held["when"], when);
    assert_eq!(
        held["participants"],
        serde_json::json!([{"entity": "ada-ay", "role": "arrested"}])
    );
    let values = serde_json::json!([
        {"is": "number", "value": 1400.0, "of": "people", "unit": null, "precision": "about"},
    ]);
    assert_eq!(held["claims"][0]["values"], values);
    assert_eq!(later["when"], serde_json::Value::Null);
    assert_eq!(later["claims"][0]["status"], "declines_to_comment");
    let cites = serde_json::json!([{"source": "gazette-2015", "paragraph": 1}]);
    assert_eq!(later["claims"][0]["cites"], cites);
}

#[test]
fn show_finds_events_entities_and_sources() {
    for (id, expected) in [
        ("arrest-of-ada", "Ada Ay: arrested"),
        ("ada-ay", "[arrest-of-ada]"),
        ("gazette-2015", "She is held."),
    ] {
        let (code, out, err) = run(&["show", "case.ron", id]);
        assert_eq!((code, err.as_str()), (0, ""), "{id}");
        assert!(out.contains(expected), "{id}: {out}");
        let (code, out, _) = run(&["show", "case.ron", id, "--json"]);
        assert_eq!(code, 0);
        assert_eq!(json(&out)["id"], id);
    }
}

#[test]
fn show_suggests_what_may_have_been_meant() {
    let (code, out, err) = run(&["show", "case.ron", "ada-ai"]);
    assert_eq!((code, out.as_str()), (1, ""));
    let expected = "case.ron: error[unknown-id]: there is no event, entity or source `ada-ai`
  hint: did you mean `ada-ay`?\n";
    assert_eq!(err, expected);
    assert!(
        run(&["show", "case.ron", "arrest"])
            .2
            .contains("`arrest-of-ada`")
    );
}

#[test]
fn a_flawed_project_is_shown_as_far_as_it_can_be_read_and_says_so() {
    let (code, out, err) = run(&["list", "flawed.ron"]);
    assert_eq!((code, out.lines().count()), (1, 2));
    assert!(err.starts_with("flawed.ron: 1 error: "), "{err}");
}

#[test]
fn sample_writes_the_bundled_case_and_never_over_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = annals(&["sample", "new.ron"], folder.path());
    assert_eq!(first.status.code(), Some(0));
    assert!(first.stdout.is_empty() && first.stderr.is_empty());
    let written = std::fs::read(folder.path().join("new.ron")).expect("written");
    assert_eq!(written, annals::store::sample_bytes());
    let again = annals(&["sample", "new.ron"], folder.path());
    assert_eq!(again.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&again.stderr).contains("there is such a file already"));
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let event = |n| format!("Event(id: \"e{n}\", kind: \"k\", title: \"An event\")");
    let many = (0..20_000).map(event).collect::<Vec<_>>().join(",\n");
    let text = format!("Project(schema: 1, title: \"A\", events: [\n{many}])");
    std::fs::write(folder.path().join("many.ron"), text).expect("written");
    let mut child = Command::new(env!("CARGO_BIN_EXE_annals"))
        .args(["list", "many.ron"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("annals runs");
    let mut some = [0; 100];
    let mut out = child.stdout.take().expect("piped");
    out.read_exact(&mut some).expect("some output");
    drop(out);
    let output = child.wait_with_output().expect("it ends");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        !told.contains("cannot write") && !told.contains("panicked"),
        "{told}"
    );
    assert_eq!(output.status.code(), Some(1), "the events have no claims");
}

#[test]
fn help_and_version_are_results_not_errors() {
    for argument in ["--help", "--version"] {
        let (code, out, err) = run(&[argument]);
        assert_eq!((code, err.as_str()), (0, ""), "{argument}");
        assert!(
            out.to_lowercase().contains("annals") || out.contains("Usage"),
            "{out}"
        );
    }
}
