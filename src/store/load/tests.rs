//! Reading ahead, in parts, and on from a beginning, against cutting first and reading then.

use std::fs;
use std::path::Path;

use proptest::prelude::*;

use super::*;
use crate::store::sample_bytes;

fn gathered(text: &str) -> Gathered {
    text::of_bytes(text.as_bytes(), &Progress::new()).expect("a text")
}

/// All that a reading gave, to compare.
fn told(outcome: Result<Loaded, Stop>) -> Result<String, String> {
    let loaded = outcome.map_err(|stop| format!("{stop:?}"))?;
    let Loaded {
        project,
        diagnostics,
        spans,
        unreadable,
        damaged,
        ..
    } = loaded;
    let lists = (
        project.kinds(),
        project.sources(),
        project.entities(),
        project.events(),
        &project.relations,
        &project.dismissed,
    );
    let header = (&project.title, &project.about);
    Ok(format!(
        "{header:#?}{lists:#?}{spans:#?}{diagnostics:#?}{unreadable:#?}{damaged:#?}"
    ))
}

#[track_caller]
fn assert_same(one: &Result<String, String>, other: &Result<String, String>, text: &str) {
    if one == other {
        return;
    }
    let (one, other) = match (one, other) {
        (Ok(one), Ok(other)) | (Err(one), Err(other)) => (one.as_str(), other.as_str()),
        _ => ("one is refused", "the other not"),
    };
    let mut lines = one.lines().zip(other.lines());
    let differing = lines.find(|(one, other)| one != other);
    panic!("{differing:?} in\n{text}");
}

fn check(text: &str, part_len: usize, head_len: usize) {
    let gathered = gathered(text);
    let text = &*gathered.text;
    let progress = Progress::new();
    let expected = match whole::refuse(text, gathered.notes) {
        Ok(()) => told(read_in_order(&gathered, &progress)),
        Err(problem) => told(Err(Stop::Refused(problem))),
    };
    let in_parts = read_in_parts(
        part_len,
        &gathered,
        Seeds::default(),
        &progress,
        &mut |_| {},
    );
    assert_same(&told(in_parts), &expected, text);
    let mut head_len = head_len.min(text.len());
    while !text.is_char_boundary(head_len) {
        head_len -= 1;
    }
    let seeds = begin(&text[..head_len], &progress, &mut |_| {});
    let on_from_head = read_in_parts(part_len, &gathered, seeds, &progress, &mut |_| {});
    assert_same(&told(on_from_head), &expected, text);
}

fn sample() -> &'static str {
    std::str::from_utf8(sample_bytes()).expect("text")
}

#[test]
fn the_sample_is_read_the_same_in_parts_and_on_from_any_beginning() {
    let len = sample().len();
    for nth in 0..12 {
        check(sample(), 300 << nth, len * nth / 11);
    }
}

#[test]
fn files_with_mistakes_are_read_the_same_in_parts() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad");
    for file in fs::read_dir(folder).expect("a folder") {
        let path = file.expect("a file").path();
        let Ok(text) = fs::read_to_string(&path) else {
            continue;
        };
        for (part_len, head_len) in [(1, text.len() / 2), (100, text.len() * 3 / 4), (700, 900)] {
            check(&text, part_len, head_len);
        }
    }
}

/// A project with lists in any order, some of them twice, of records on lines of their own.
fn project(lists: &[u8], records: &[u8]) -> String {
    let mut text = "Project(\n    schema: 1,\n    title: \"T\",\n".to_owned();
    let mut dice = records.iter().cycle();
    let mut throw = |below: u8| dice.next().map_or(0, |byte| byte % below);
    for list in lists {
        let (field, n) = match list % 8 {
            0 => ("sources", 2),
            1 => ("entities", 2),
            2 => ("kinds", 1),
            3 => ("relations", 2),
            _ => ("events", 6),
        };
        text.extend(["    ", field, ": [\n"]);
        for _ in 0..n {
            let (a, b) = (throw(4), throw(4));
            let record = match field {
                "sources" => format!("Source(id: \"s{a}\", title: \"S\", publisher: \"e{b}\")"),
                "entities" => format!(
                    "Entity(id: \"{}{a}\", kind: Person, name: \"E\")",
                    ["e", "s"][usize::from(b % 2)]
                ),
                "kinds" => "Kind(id: \"k\", label: \"K\", icon: Dot, colour: Sky)".to_owned(),
                "relations" => format!("Relation(from: \"e{a}\", to: \"e{b}\", kind: \"knows\")"),
                _ => format!(
                    "Event(\n            id: \"v{}\", kind: \"k\", title: {},\n            claims: [Claim(speaker: \"s{a}\", status: Denies, says: \"so\", cites: [\"s{b}#1\"])])",
                    throw(30),
                    [
                        "\"T\"",
                        "r\"\n        Event(\n\"",
                        "\"\n        Event(\"",
                        "\"a\\u{41}\""
                    ][usize::from(throw(4))],
                ),
            };
            let comment = ["", " // a comment", " /* Event( */"][usize::from(throw(3))];
            text.extend(["        ", &record, ",", comment, "\n"]);
        }
        text += "    ],\n";
    }
    text + ")\n"
}

fn mutated(text: &str, mutations: &[(u32, u8)]) -> String {
    const MARKS: [&str; 14] = [
        "",
        "\"",
        "(",
        ")",
        "[",
        "]",
        ",",
        ":",
        "\\",
        "/*",
        "//",
        "\n",
        "Event(",
        "\n        Event(",
    ];
    let mut chars: Vec<&str> = text.split_inclusive(|_| true).collect();
    for (at, mark) in mutations {
        let at = usize::try_from(*at).expect("a place") % chars.len();
        chars[at] = MARKS[usize::from(*mark) % MARKS.len()];
    }
    chars.concat()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_project_is_read_the_same_in_parts_and_on_from_any_beginning(
        lists in prop::collection::vec(any::<u8>(), 1..7),
        records in prop::collection::vec(any::<u8>(), 1..60),
        mutations in prop::collection::vec(any::<(u32, u8)>(), 0..4),
        part_len in 1_usize..600,
        head_len in 0_usize..4_000,
    ) {
        check(&mutated(&project(&lists, &records), &mutations), part_len, head_len);
    }
}

#[test]
fn what_is_shown_of_a_project_grows_and_shares_its_records() {
    let event = "        Event(id: \"v\", kind: \"k\", title: \"A title that is long enough for a file of some size\"),\n";
    let events = (0..300_000).map(|n| event.replace("\"v\"", &format!("\"v{n}\"")));
    let text = format!(
        "Project(\n    schema: 1,\n    title: \"T\",\n    events: [\n{}    ],\n)\n",
        events.collect::<String>()
    );
    let gathered = gathered(&text);
    let mut parts = Vec::new();
    let progress = Progress::new();
    let seeds = begin(&text[..6 << 20], &progress, &mut |part| parts.push(part));
    let shown = &mut |part| parts.push(part);
    let loaded = read_text(&gathered, seeds, &progress, shown).expect("a project");
    assert!(parts.len() > 1, "{}", parts.len());
    for pair in parts.windows(2) {
        assert!(pair[0].events().len() * 2 <= pair[1].events().len());
    }
    for part in &parts {
        assert_eq!(part.title, "T");
        let pairs = part.events().iter().zip(loaded.project.events());
        assert!(
            pairs
                .into_iter()
                .all(|(part, whole)| Arc::ptr_eq(part, whole))
        );
    }
}

#[test]
fn a_reading_that_is_called_off_in_the_middle_ends_soon() {
    let event = "        Event(id: \"v\", kind: \"k\", title: \"A title\"),\n";
    let text = format!(
        "Project(\n    events: [\n{}    ],\n)\n",
        event.repeat(200_000)
    );
    let progress = Progress::new();
    let mut n_shown = 0;
    let stop = read_text(&gathered(&text), Seeds::default(), &progress, &mut |part| {
        progress.cancel();
        n_shown = part.events().len().max(1);
    });
    assert!(matches!(stop, Err(Stop::Cancelled)));
    assert!(n_shown > 0);
}
