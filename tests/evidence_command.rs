//! `annals show --json` and `annals leads`: what follows from a project, as other programs read it. The
//! fields are those of docs/json.md, all of them and no others.

#![expect(
    clippy::expect_used,
    reason = "a test that cannot run says so by failing"
)]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

const CASE: &str = "data/turkey-isis-wiretaps.ron";

fn annals(arguments: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_annals"))
        .args(arguments)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")))
        .output()
        .expect("annals runs");
    let out = String::from_utf8(output.stdout).expect("UTF-8");
    (output.status.code().expect("an exit code"), out)
}

fn json(arguments: &[&str]) -> Value {
    let (code, out) = annals(arguments);
    assert_eq!(code, 0, "{out}");
    serde_json::from_str(&out).expect("JSON")
}

fn show(id: &str) -> Value {
    json(&["show", CASE, id, "--json"])
}

#[track_caller]
fn assert_fields(value: &Value, fields: &str) {
    let object = value.as_object().expect("an object");
    let found: BTreeSet<&str> = object.keys().map(String::as_str).collect();
    let expected: BTreeSet<&str> = fields.split_whitespace().collect();
    assert_eq!(found, expected);
}

#[test]
fn an_event_carries_its_origins_conflicts_publications_and_leads() {
    let event = show("2014-ankara-isil-investigation");
    assert_fields(
        &event,
        "id kind title summary when when_from when_rules place participants claims origins conflicts adopted reported leads",
    );
    assert_fields(
        &event["claims"][0],
        "speaker status says cites values grade origins",
    );
    let origins = &event["origins"];
    assert_fields(
        origins,
        "independent unknown sources cited origins unknown_at sentence",
    );
    assert_eq!(
        (
            &origins["independent"],
            &origins["unknown"],
            &origins["sources"]
        ),
        (&1.into(), &0.into(), &2.into())
    );
    assert_eq!(
        origins["cited"],
        serde_json::json!(["iotw-2019", "free-beacon-2019"])
    );
    assert_eq!(
        origins["origins"],
        serde_json::json!(["ankara-wiretap-records"])
    );

    let conflict = &event["conflicts"][0];
    assert_fields(conflict, "field of unit about accounts adopted sentence");
    assert_eq!(conflict["field"], "number");
    let accounts = conflict["accounts"].as_array().expect("a list");
    assert_eq!(accounts.len(), 2);
    for account in accounts {
        assert_fields(account, "value claims denied_by origins");
        assert_eq!(account["value"]["is"], "number");
        assert_eq!(account["origins"][0]["independent"], 1);
    }

    let reported = event["reported"].as_array().expect("a list");
    let sources: Vec<&Value> = reported.iter().map(|it| &it["source"]).collect();
    assert_eq!(sources, ["free-beacon-2019", "iotw-2019"]);
    assert_fields(&reported[0], "source published delay");
    assert_fields(
        &event["leads"][0],
        "lead is at about title sentence dismissed",
    );
    assert_eq!(event["leads"][0]["lead"], "open-conflict");
}

#[test]
fn a_derived_bound_says_which_rule_and_which_event_gave_it() {
    let list = json(&["list", CASE, "--json"]);
    let events = list.as_array().expect("a list");
    let derived: Vec<&Value> = events
        .iter()
        .flat_map(|event| event["when"]["derived"].as_array().into_iter().flatten())
        .collect();
    assert!(derived.len() > 10, "{}", derived.len());
    for bound in derived {
        assert_fields(bound, "bound day rule days event sentence");
        let sentence = bound["sentence"].as_str().expect("words");
        assert!(sentence.starts_with("not "), "{sentence}");
        assert!(events.iter().any(|event| event["id"] == bound["event"]));
    }
    assert_fields(
        &events[0]["when"],
        "first last end_first end_last reading words basis edtf derived",
    );
}

#[test]
fn a_source_says_how_far_it_is_worked_through() {
    let source = show("rt-2016");
    let count = |field: &str| source["coverage"][field].as_u64().expect("a number");
    let paragraphs = source["paragraphs"].as_array().expect("a list").len();
    let sum = ["used", "read", "unread", "furniture"].map(count);
    assert_eq!(sum.iter().sum::<u64>(), paragraphs as u64);
    assert!(count("used") > 10);
    assert_fields(&source["derives_from"][0], "source how paragraphs of note");
}

#[test]
fn leads_are_listed_by_kind_with_where_they_lead_and_why() {
    let open = json(&["leads", CASE, "--json"]);
    let open = open.as_array().expect("a list");
    assert!(open.iter().all(|lead| lead["dismissed"].is_null()));
    let kinds: Vec<&str> = open
        .iter()
        .filter_map(|lead| lead["lead"].as_str())
        .collect();
    assert_eq!(kinds.first(), Some(&"open-conflict"));
    for lead in open {
        assert_fields(lead, "lead is at about title sentence dismissed");
        assert!(
            lead["sentence"]
                .as_str()
                .is_some_and(|sentence| sentence.len() > 20)
        );
    }
    let all = json(&["leads", CASE, "--json", "--all"]);
    let aside = all.as_array().expect("a list").len() - open.len();
    assert_eq!(aside, 6, "those that the case sets aside");
    let one = json(&["leads", CASE, "--json", "--kind", "single-origin"]);
    let one = one.as_array().expect("a list");
    assert_eq!(
        one.len(),
        kinds
            .iter()
            .filter(|kind| **kind == "single-origin")
            .count()
    );
    let silent = json(&[
        "leads",
        CASE,
        "--json",
        "--kind",
        "silence",
        "--silence",
        "1",
    ]);
    assert_ne!(silent, serde_json::json!([]));
    assert_eq!(annals(&["leads", CASE, "--kind", "silnce"]).0, 2);
}

#[test]
fn the_page_of_an_event_says_in_words_what_follows() {
    let (code, page) = annals(&["show", CASE, "2014-ankara-isil-investigation"]);
    assert_eq!(code, 0);
    for words in [
        "Origins       2 articles · 1 origin",
        "as linked here, both lead back to one origin: Wiretap records of the Ankara prosecution",
        "Conflicts     On the number",
        "Leads         Open conflict",
    ] {
        assert!(page.contains(words), "{words} is not in\n{page}");
    }
}

#[test]
fn every_field_is_in_the_documentation() {
    let page = include_str!("../docs/json.md");
    // Of the words between backquotes.
    let code = page.split('`').skip(1).step_by(2);
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let documented: BTreeSet<&str> = code.flat_map(|code| code.split(|c| !is_name(c))).collect();
    for event in ["2014-ankara-isil-investigation", "call-bali-eighteen"] {
        let mut waiting = vec![show(event)];
        while let Some(value) = waiting.pop() {
            match value {
                Value::Object(fields) => {
                    for (name, value) in fields {
                        assert!(documented.contains(name.as_str()), "{name}");
                        waiting.push(value);
                    }
                }
                Value::Array(values) => waiting.extend(values),
                _ => {}
            }
        }
    }
}
