//! Tables: a text, a decision, the text after it.

use std::sync::Arc;

use annals::edit::Decision;
use annals::model::{Basis, Distance, Precision, Quantity, Reading, Role, Value, When};

use crate::{adopt, decided, dismiss, event, link, loaded, place, source};

/// `>` is what decides between: it stands for the part of a project around the lists.
fn project(rest: &str) -> String {
    format!(
        "Project(\n    schema: 1,\n    title: \"A\",\n    events: [Event(id: \"e\", kind: \"k\", title: \"E\")],\n{rest})\n"
    )
}

const NEW: &str = r#"Dismissed(lead: "single-origin", at: "e", note: "n")"#;
const OLD: &str = r#"Dismissed(lead: "undated", at: "e", note: "o")"#;

#[test]
fn a_dismissed_lead_is_put_last_as_its_neighbours_are() {
    let table = [
        // No list: at the end of the project.
        ("", "    dismissed: [\n        NEW,\n    ],\n"),
        // An empty list, of either kind.
        (
            "    dismissed: [],\n",
            "    dismissed: [\n        NEW,\n    ],\n",
        ),
        (
            "    dismissed: [\n    ],\n",
            "    dismissed: [\n        NEW,\n    ],\n",
        ),
        (
            "    dismissed: [\n        // none yet ]\n    ]\n",
            "    dismissed: [\n        NEW,\n        // none yet ]\n    ]\n",
        ),
        (
            "    about: \"a\", dismissed: [],\n",
            "    about: \"a\", dismissed: [NEW],\n",
        ),
        (
            "    dismissed: [/* none */],\n",
            "    dismissed: [/* none */NEW],\n",
        ),
        // One line.
        ("    dismissed: [OLD],\n", "    dismissed: [OLD, NEW],\n"),
        ("    dismissed: [OLD,],\n", "    dismissed: [OLD, NEW,],\n"),
        (
            "    dismissed: [OLD /* , */]",
            "    dismissed: [OLD, NEW /* , */]",
        ),
        // A line each.
        (
            "    dismissed: [\n\tOLD, // why, ]\n\n    ],\n",
            "    dismissed: [\n\tOLD, // why, ]\n\tNEW,\n\n    ],\n",
        ),
        (
            "    dismissed: [\n      OLD // why\n    ],\n",
            "    dismissed: [\n      OLD, // why\n      NEW\n    ],\n",
        ),
        (
            "    dismissed: [\n      OLD\n      , // why\n    ],\n",
            "    dismissed: [\n      OLD\n      , // why\n      NEW,\n    ],\n",
        ),
        (
            "    dismissed: [\n        OLD, /* one\n two */\n    ],\n",
            "    dismissed: [\n        OLD, /* one\n two */\n        NEW,\n    ],\n",
        ),
        (
            "    dismissed: [\n        OLD]",
            "    dismissed: [\n        OLD,\n        NEW]",
        ),
    ];
    let spelt = |text: &str| project(&text.replace("OLD", OLD).replace("NEW", NEW));
    for (before, after) in table {
        let (before, after) = (spelt(before), spelt(after));
        assert_eq!(
            decided(&before, &dismiss("e", "n")),
            Ok(after.clone()),
            "{before}"
        );
        // The same with the other line ends.
        let crlf = decided(&before.replace('\n', "\r\n"), &dismiss("e", "n"));
        assert_eq!(crlf, Ok(after.replace('\n', "\r\n")), "{before}");
        let with_mark = decided(&format!("\u{feff}{before}"), &dismiss("e", "n"));
        assert_eq!(with_mark, Ok(format!("\u{feff}{after}")), "{before}");
    }
}

#[test]
fn a_project_on_one_line_stays_on_one() {
    let one = r#"(schema:1,title:"A",events:[(id:"e",kind:"k",title:"E")])"#;
    let expected = one.replace(")])", &format!(")], dismissed: [{NEW}])"));
    assert_eq!(decided(one, &dismiss("e", "n")), Ok(expected));
}

#[test]
fn what_is_taken_back_goes_with_its_comma_and_its_own_comments() {
    let other = OLD.replace("undated", "silence");
    let table = [
        (1, "[A, B, C]", "[A, C]"),
        (2, "[A, B, C]", "[A, B]"),
        (2, "[A, B, C,]", "[A, B,]"),
        (0, "[A, B, C]", "[B, C]"),
        (0, "[A]", "[]"),
        (0, "[A,]", "[]"),
        (0, "[ /* x */ A ]", "[ /* x */ ]"),
        (0, "[\n        A,\n    ]", "[]"),
        (
            0,
            "[\n        // x\n\n        // its own\n        A,\n    ]",
            "[\n        // x\n\n    ]",
        ),
        (1, "[\n  A,\n  B,\n\n  C\n ]", "[\n  A,\n\n  C\n ]"),
        (2, "[\n  A,\n  B,\n\n  C\n ]", "[\n  A,\n  B\n\n ]"),
        (2, "[\n  A,\n  B,\n  C]", "[\n  A,\n  B]"),
        (
            1,
            "[\n  A, // a\n  B, // b\n  C // c\n ]",
            "[\n  A, // a\n  C // c\n ]",
        ),
        (
            2,
            "[\n  A, // a\n  B, // b\n  C // c\n ]",
            "[\n  A, // a\n  B // b\n ]",
        ),
        (0, "[A /* a */, /* b */ B, C]", "[/* b */ B, C]"),
        (1, "[\n  A, B,\n  C,\n ]", "[\n  A,\n  C,\n ]"),
        (1, "[\n  A,\n  B // b\n  ,\n  C,\n ]", "[\n  A,\n  C,\n ]"),
    ];
    let spelt = |list: &str| {
        let list = list
            .replace('A', OLD)
            .replace('B', NEW)
            .replace('C', &other);
        project(&format!("    dismissed: {list},\n"))
    };
    for (position, before, after) in table {
        let found = decided(&spelt(before), &Decision::Restore(position));
        assert_eq!(found, Ok(spelt(after)), "{position} of {before}");
        let crlf = decided(
            &spelt(before).replace('\n', "\r\n"),
            &Decision::Restore(position),
        );
        assert_eq!(
            crlf,
            Ok(spelt(after).replace('\n', "\r\n")),
            "{position} of {before}"
        );
    }
}

const EVENT: &str = r#"Project(
    schema: 1,
    title: "A",
    sources: [
        Source(id: "s", title: "S"),
        Source(
            // The text.
            title: "T",
            id: "t", // its id
            // What it says.
            paragraphs: [Paragraph(n: 1, digest: "b3:0000000000000000000000000000000000000000000000000000000000000000")],
        ),
        Source(id: "u", title: "U", derives_from: [
            Link(to: "s", how: Cites),
        ], note: "x"),
        Source(paragraphs: [], title: "V", id: "v"),
    ],
    entities: [Entity(id: "here", kind: Place, name: "Here"), Entity(id: "p", kind: Person, name: "P")],
    events: [
        Event(id: "one", kind: "k", title: "One", claims: [Claim(speaker: "p", status: Reports, says: "x", values: [Place("here")])]),
        Event(
            id: "many",
            kind: "k",
            claims: [ // All of them.
                Claim(speaker: "p", status: Reports, says: "x", values: [Place("here")])
            ],
            title: "Many"
        ),
    ],
)"#;

#[test]
fn an_adopted_account_stands_behind_the_claims() {
    let spelt = r#"adopted: [Adopted(value: Place("here"), note: "n")]"#;
    let one = EVENT.replacen(
        r#"[Place("here")])]),"#,
        &format!(r#"[Place("here")])], {spelt}),"#),
        1,
    );
    assert_eq!(decided(EVENT, &adopt("one", place("here"), "n")), Ok(one));
    let lines = "            ],\n            adopted: [\n                Adopted(value: Place(\"here\"), note: \"n\"),\n            ],\n            title: \"Many\"";
    let many = EVENT.replace("            ],\n            title: \"Many\"", lines);
    let after = decided(EVENT, &adopt("many", place("here"), "n"));
    assert_eq!(after.as_ref(), Ok(&many));
    let unadopt = Decision::Unadopt {
        event: event("many"),
        position: 0,
    };
    let without = decided(&after.expect("written"), &unadopt).expect("written");
    assert!(
        without.contains("            ],\n            adopted: [],\n            title"),
        "{without}"
    );
    // And again into the empty list.
    assert_eq!(
        decided(&without, &adopt("many", place("here"), "n")),
        Ok(many)
    );
}

#[test]
fn a_link_stands_before_the_paragraphs_or_last() {
    let spelt = r#"Link(to: "s", how: Copy, paragraphs: "1-2,4")"#;
    let lines = format!(
        "id\n            derives_from: [\n                {spelt},\n            ],\n            // What"
    );
    let t = EVENT.replace("id\n            // What", &lines);
    assert_eq!(decided(EVENT, &link("t", "s")), Ok(t));
    let u = EVENT.replace(
        "how: Cites),\n",
        &format!("how: Cites),\n            {spelt},\n"),
    );
    assert_eq!(decided(EVENT, &link("u", "s")), Ok(u));
    let s = EVENT.replacen(
        "title: \"S\")",
        &format!(
            "title: \"S\", derives_from: [{}])",
            spelt.replace("\"s\"", "\"t\"")
        ),
        1,
    );
    assert_eq!(decided(EVENT, &link("s", "t")), Ok(s));
    let v = EVENT.replace(
        "id: \"v\")",
        &format!("id: \"v\", derives_from: [{spelt}])"),
    );
    assert_eq!(decided(EVENT, &link("v", "s")), Ok(v));
}

#[test]
fn every_kind_of_value_is_spelt_as_the_reference_has_it() {
    let dated = |edtf: &str| When::from_edtf(edtf).expect("a date");
    let number = |value, unit: Option<&str>, precision| {
        let unit = unit.map(str::to_owned);
        Value::Number(Quantity {
            value,
            precision,
            of: "people".to_owned(),
            unit,
        })
    };
    let table = [
        (
            number(1400.0, None, Precision::Exactly),
            r#"Number(value: 1400, of: "people")"#,
        ),
        (
            number(-0.5, Some("m"), Precision::AtLeast),
            r#"Number(value: -0.5, of: "people", unit: "m", precision: AtLeast)"#,
        ),
        (
            Value::When(dated("2016-02-22")),
            r#"Dated(date: "2016-02-22")"#,
        ),
        (
            Value::When(When {
                reading: Reading::Within,
                words: Some("so far".to_owned()),
                ..dated("2014/..")
            }),
            r#"Dated(date: "2014/..", reading: Within, words: "so far")"#,
        ),
        (
            Value::When(When {
                basis: Basis::Published(source("s")),
                ..dated("2014")
            }),
            r#"Dated(date: "2014", basis: Published("s"))"#,
        ),
        (
            Value::When(When {
                basis: Basis::Event(event("e"), Distance::WithinDays(3)),
                ..When::unresolved(Some("soon".to_owned()))
            }),
            r#"Dated(words: "soon", basis: Event("e", WithinDays(3)))"#,
        ),
        (
            Value::When(When {
                basis: Basis::Judged("\"so\"".to_owned()),
                reading: Reading::Throughout,
                ..dated("[2014..]")
            }),
            r#"Dated(date: "[2014..]", reading: Throughout, basis: Judged("\"so\""))"#,
        ),
        (place("here"), r#"Place("here")"#),
        (
            Value::Role(Role {
                who: annals::model::EntityId::new("p").expect("a slug"),
                role: "rector".to_owned(),
                is_sole: true,
            }),
            r#"Role(who: "p", role: "rector", sole: true)"#,
        ),
    ];
    for (value, spelt) in table {
        let text = EVENT.replace("values: [Place(\"here\")]", &format!("values: [{spelt}]"));
        let after = decided(&text, &adopt("one", value, "n")).expect("written");
        assert!(
            after.contains(&format!("Adopted(value: {spelt}, note: \"n\")")),
            "{after}"
        );
    }
}

#[test]
fn a_note_cannot_break_out_of_its_quotes_or_hide() {
    let said =
        "Dündar e\u{301} \"x\" \\ \n\t\r ), ] // /* \u{202e}\u{0}\u{feff}\u{e0041} می\u{200c}خواهم";
    let spelt = "Dündar e\u{301} \\\"x\\\" \\\\ \\n\\t\\u{d} ), ] // /* \\u{202e}\\u{0}\\u{feff}\\u{e0041} می\u{200c}خواهم";
    let after = decided(&project(""), &dismiss("e", said)).expect("written");
    assert!(after.contains(&format!("note: \"{spelt}\"")), "{after}");
    assert_eq!(loaded(&after).project.dismissed[0].note, said);
}

#[test]
fn broken_neighbours_hinder_nothing_and_keep_their_bytes() {
    let broken = "        Event(id: \"x\", title: 5, ),\n        Event(id: \"y, kind: \"k\",\n";
    let text = EVENT.replace("    events: [\n", &format!("    events: [\n{broken}"));
    for decision in [
        dismiss("many", "n"),
        adopt("many", place("here"), "n"),
        link("t", "s"),
    ] {
        let after = decided(&text, &decision).expect("written");
        assert!(
            after.contains(broken) && after.len() > text.len(),
            "{after}"
        );
    }
    // A lead that could not be read stands between two that could.
    let list = format!(
        "    dismissed: [{OLD}, Dismissed(lead: \"no-such\", at: \"e\", note: \"n\"), {NEW}],\n"
    );
    let after = decided(&project(&list), &Decision::Restore(1)).expect("written");
    assert!(
        after.contains("no-such") && after.contains(OLD) && !after.contains(NEW),
        "{after}"
    );
}

#[test]
fn where_it_cannot_be_written_safely_it_is_refused() {
    // The list is not one.
    let text = project(&format!("    dismissed: {OLD},\n"));
    assert_eq!(decided(&text, &dismiss("e", "n")), Err("cannot-spell"));
    // Which of the adopted values in the text is meant cannot be told: one could not be read.
    let text = EVENT.replace(
        "title: \"Many\"",
        "title: \"Many\", adopted: [Adopted(value: Place(\"Nowhere\"), note: \"a\"), Adopted(value: Place(\"here\"), note: \"b\")]",
    );
    let unadopt = Decision::Unadopt {
        event: event("many"),
        position: 0,
    };
    assert_eq!(decided(&text, &unadopt), Err("cannot-spell"));
    // What is meant cannot be read back: the range ends before it starts.
    let Decision::Link { source, mut link } = link("t", "s") else {
        panic!("it is a link");
    };
    link.paragraphs = vec![(9, 3)];
    let backwards = Decision::Link { source, link };
    assert_eq!(decided(EVENT, &backwards), Err("cannot-spell"));
    let newer = project("").replace("schema: 1", "schema: 2");
    assert_eq!(decided(&newer, &dismiss("e", "n")), Err("newer-schema"));
}

#[test]
fn what_cannot_be_decided_is_refused_with_the_reason() {
    let table = [
        (dismiss("e", " "), "note-missing"),
        (dismiss("x", "n"), "unknown-id"),
        (dismiss("e#1", "n"), "unknown-id"),
        (Decision::Restore(1), "already-decided"),
        (adopt("e", place("here"), "n"), "not-an-account"),
        (adopt("x", place("here"), "n"), "unknown-id"),
        (
            Decision::Unadopt {
                event: event("e"),
                position: 0,
            },
            "already-decided",
        ),
        (link("s", "t"), "unknown-id"),
    ];
    let text = project(&format!("    dismissed: [{OLD}],\n"));
    for (decision, code) in table {
        assert_eq!(decided(&text, &decision), Err(code), "{decision:?}");
    }
    let twice = decided(&text, &dismiss("e", "n")).expect("written");
    assert_eq!(
        decided(&twice, &dismiss("e", "again")),
        Err("already-decided")
    );
    assert_eq!(decided(EVENT, &link("s", "s")), Err("circular-sources"));
    let linked = decided(EVENT, &link("t", "s")).expect("written");
    assert_eq!(decided(&linked, &link("t", "s")), Err("already-decided"));
    let adopted = decided(EVENT, &adopt("one", place("here"), "n")).expect("written");
    let again = adopt("one", place("here"), "m");
    assert_eq!(decided(&adopted, &again), Err("already-decided"));
}

#[test]
fn the_records_that_a_decision_does_not_concern_are_the_same_ones() {
    let before = loaded(EVENT).project;
    let after = adopt("one", place("here"), "n").apply(&before);
    let after = after.expect("it can be decided");
    let is_same = |at: usize| Arc::ptr_eq(&before.events()[at], &after.events()[at]);
    assert!(!is_same(0) && is_same(1));
    let sources = before.sources().iter().zip(after.sources());
    assert!(sources.into_iter().all(|(old, new)| Arc::ptr_eq(old, new)));
    assert_eq!(after.event(&event("many")), before.event(&event("many")));
}

#[test]
fn of_two_that_say_the_same_the_one_that_was_meant_goes() {
    let text = project(&format!(
        "    dismissed: [\n        {OLD}, // first\n        {OLD}, // second\n    ],\n"
    ));
    let after = decided(&text, &Decision::Restore(0)).expect("written");
    assert!(
        !after.contains("// first") && after.contains(&format!("        {OLD}, // second\n")),
        "{after}"
    );
}
