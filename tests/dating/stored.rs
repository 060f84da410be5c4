//! What is stored against what the words say: the check `date-and-words` takes every date that dating
//! gives, and says so of another.

use annals::check::CHECKS;
use annals::evidence::date_words;
use annals::model::{Day, DaySpan};
use annals::store::{Progress, read};

use crate::tables::{Row, rows};

/// The codes and hints of what is found about an event's date.
fn findings(when: &str, published: Option<DaySpan>) -> Vec<(&'static str, String)> {
    let published = published.map_or_else(String::new, |DaySpan { first, last }| {
        format!("published: When(date: \"[{first}..{last}]\"), ")
    });
    let text = format!(
        r#"#![enable(implicit_some)]
        Project(schema: 1, title: "A",
            kinds: [Kind(id: "k", label: "K", icon: Handcuffs, colour: Vermillion)],
            sources: [Source(id: "gazette", title: "A", {published}paragraphs: [
                Paragraph(n: 1, digest: "b3:0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f", gist: "G."),
            ])],
            events: [Event(id: "e", kind: "k", title: "E", when: When({when}), claims: [
                Claim(speaker: "gazette", status: Reports, says: "S.", cites: ["gazette#1"]),
            ])],
        )"#
    );
    let loaded = read(text.as_bytes(), &Progress::new()).expect("a project");
    assert!(
        loaded.diagnostics.is_empty(),
        "{when}: {:?}",
        loaded.diagnostics
    );
    let mut found = Vec::new();
    let dates = ["after-publication", "date-and-words"];
    for check in CHECKS.iter().filter(|check| dates.contains(&check.name)) {
        check.run(&loaded.project, &mut found);
    }
    found
        .into_iter()
        .map(|found| (found.code, found.hint.unwrap_or_default()))
        .collect()
}

fn codes(when: &str, published: Option<DaySpan>) -> Vec<&'static str> {
    findings(when, published)
        .into_iter()
        .map(|(code, _)| code)
        .collect()
}

fn basis(published: Option<DaySpan>) -> &'static str {
    match published {
        Some(_) => r#"basis: Published("gazette")"#,
        None => "basis: Stated",
    }
}

#[test]
fn what_the_check_tells_to_write_it_takes() {
    for Row {
        words,
        published,
        expected,
        ..
    } in rows()
    {
        let basis = basis(published);
        let undated = findings(&format!(r#"words: "{words}", {basis}"#), published);
        if expected.starts_with('!') {
            assert_eq!(
                undated,
                [],
                "{words}: there is nothing to say of mere words"
            );
            continue;
        }
        let [(code, hint)] = undated.as_slice() else {
            panic!("{words}: {undated:?}");
        };
        assert_eq!(*code, "date-and-words", "{words}");
        let dated = date_words(words, published).expect("in the table");
        for meaning in dated.meanings() {
            let edtf = meaning.edtf();
            assert!(
                hint.contains(&format!("`date: \"{edtf}\"`")),
                "{words}: {hint}"
            );
            let when = format!(r#"date: "{edtf}", words: "{words}", {basis}"#);
            assert_eq!(findings(&when, published), [], "{words}: {edtf}");
        }
        // Another day, which none of these phrases means.
        let when = format!(r#"date: "1400-02-03", words: "{words}", {basis}"#);
        assert_eq!(codes(&when, published), ["date-and-words"], "{words}");
        let judged = r#"basis: Judged("The court file has the day.")"#;
        let when = format!(r#"date: "1400-02-03", words: "{words}", {judged}"#);
        assert_eq!(findings(&when, published), [], "{words}: judged");
    }
}

#[test]
fn a_curator_may_leave_open_which_and_whether_throughout() {
    let published = Day::from_ymd(2016, 3, 1).map(DaySpan::day);
    let table: &[(&str, &str, &[&str])] = &[
        // Both Mondays, and a reading of one's own.
        ("[2016-02-22,2016-02-29]", "Monday", &[]),
        ("2016-02-22", "Monday", &[]),
        ("2016-02-29", "Monday", &[]),
        (
            "[2016-02-15,2016-02-22,2016-02-29]",
            "Monday",
            &["date-and-words"],
        ),
        ("2016-02-15", "Monday", &["date-and-words"]),
        ("2015-01-01/2015-12-31", "in 2015", &[]),
        ("2015", "in 2015", &[]),
        ("2015-01-01/2015-12-30", "in 2015", &["date-and-words"]),
        ("2015-03/2015-05", "from March to May 2015", &[]),
        // That it began on the very first of March is not in the words.
        (
            "2015-03-01/2015-05-31",
            "from March to May 2015",
            &["date-and-words"],
        ),
        ("2012/..", "since 2012", &["date-and-words"]),
        // What reaches beyond publication is told once, unless the words look ahead.
        ("2016-03", "this month", &["after-publication"]),
        ("2016-03-02", "tomorrow", &[]),
        ("2016-03-03", "tomorrow", &["after-publication"]),
        // Not understood, so nothing is known against it.
        ("[..2016-03-01]", "recently", &[]),
    ];
    for (date, words, expected) in table {
        let when = format!(r#"date: "{date}", words: "{words}", basis: Published("gazette")"#);
        assert_eq!(codes(&when, published), *expected, "{date} for {words}");
    }
    let when = r#"date: "2016-02-29", words: "Monday", basis: Published("gazette")"#;
    assert_eq!(codes(when, None), [""; 0], "the publication has no date");
    let within = r#"date: "2016-02-22/2016-02-29", reading: Within, words: "Monday", basis: Published("gazette")"#;
    assert_eq!(codes(within, published), [""; 0]);
}
