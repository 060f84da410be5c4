//! `annals date`: words in, days out.

#![expect(
    clippy::expect_used,
    reason = "a test that cannot run says so by failing"
)]

use std::process::Command;

use serde_json::json;

fn run(arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_annals"))
        .arg("date")
        .args(arguments)
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
fn the_days_the_rule_and_what_to_store_are_a_line_for_each_meaning() {
    let expected = "29 February 2016: the last Monday on or before publication (1 March 2016); store 2016-02-29
or 22 February 2016: the Monday one week earlier (1 March 2016); store 2016-02-22\n";
    let arguments = ["On Monday", "--published", "2016-03-01"];
    assert_eq!(
        run(&arguments),
        (Some(0), expected.to_owned(), String::new())
    );
    let expected = "some day in 1–12 November 2015: the month of publication, capped by publication on 12 November 2015; store [2015-11-01..2015-11-12]\n";
    let arguments = ["bu ay", "--published", "2015-11-12"];
    assert_eq!(
        run(&arguments),
        (Some(0), expected.to_owned(), String::new())
    );
    let expected =
        "about some day in 2014: the year as printed, said to be about then; store 2014~\n";
    assert_eq!(
        run(&["around 2014"]),
        (Some(0), expected.to_owned(), String::new())
    );
}

#[test]
fn a_spelling_that_claims_less_is_said_to() {
    let (code, out, _) = run(&["since 2012", "--published", "2015-12-21/2015-12-31"]);
    assert_eq!(code, Some(0));
    assert!(
        out.ends_with(
            "; store 2012/2015-12 (no spelling has just these days; this one claims less)\n"
        ),
        "{out}"
    );
    assert!(
        out.starts_with("from some day in 2012 to some day in 21–31 December 2015: "),
        "{out}"
    );
}

#[test]
fn json_has_every_meaning_with_its_bounds() {
    let (code, out, err) = run(&["until May", "--published", "2016-03", "--json"]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    let found: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let expected = json!({
        "words": "until May",
        "published": {"first": "2016-03-01", "last": "2016-03-31"},
        "first": null, "last": "2016-05-31", "end_first": "2016-05-01", "end_last": "2016-05-31",
        "reading": "throughout", "approximate": false,
        "rule": "until the next May after publication, with no beginning named (each day of 1–31 March 2016)",
        "edtf": "/2016-05", "edtf_is_exact": true,
        "alternatives": [{
            "first": null, "last": "2015-05-31", "end_first": "2015-05-01", "end_last": "2015-05-31",
            "reading": "throughout", "approximate": false,
            "rule": "until the last May on or before publication, with no beginning named (each day of 1–31 March 2016)",
            "edtf": "/2015-05", "edtf_is_exact": true,
        }],
    });
    assert_eq!(found, expected);
    let (_, out, _) = run(&["2015", "--json"]);
    let found: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(found["published"], json!(null));
    assert_eq!(found["alternatives"], json!([]));
}

#[test]
fn refusals_say_why_and_what_to_do() {
    for (arguments, code, expected) in [
        (
            &["recently", "--published", "2016-03-01"][..],
            1,
            "error[not-understood]: “recently”: the words are not understood as a date\n  hint: ",
        ),
        (
            &["yesterday"],
            1,
            "error[needs-publication]: “yesterday”: the words count from the day of publication, and none is given\n  hint: say when it was printed: --published 2015-12-28\n",
        ),
        (
            &["February 30, 2015", "--json"],
            1,
            "error[no-such-day]: “February 30, 2015”: there is no 30 February\n  hint: ",
        ),
        (
            &["a\u{1b}[2J"],
            1,
            "error[not-understood]: “a\u{fffd}[2J”: ",
        ),
        (
            &["yesterday", "--published", "2015-13"],
            2,
            "annals: --published: \"2015-13\" names no month and no season\n  hint: ",
        ),
        (
            &["yesterday", "--published", "2015/.."],
            2,
            "annals: --published: \"2015/..\" has no first or no last day\n  hint: give both: 2015-12-21/2015-12-31\n",
        ),
        (
            &[],
            2,
            "error: the following required arguments were not provided",
        ),
    ] {
        let (found, out, err) = run(arguments);
        assert_eq!((found, out.as_str()), (Some(code), ""), "{arguments:?}");
        assert!(err.starts_with(expected), "{arguments:?}: {err}");
    }
}
