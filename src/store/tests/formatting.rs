//! Any project in any spelling, laid out anew: it says the same, every comment is there, and once is
//! enough.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::scramble::Scrambler;
use super::{Dice, loaded};
use crate::store::format::formatted;
use crate::store::rewrite::is_same;
use crate::store::sample_bytes;
use crate::store::trivia;

/// Every comment, and how often it is there.
fn comments(text: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for range in trivia::comments(text, &(0..text.len())) {
        *counts.entry(text[range].trim_end().to_owned()).or_default() += 1;
    }
    counts
}

fn laid(text: &str) -> String {
    let bytes = formatted(&loaded(text)).expect("sound");
    String::from_utf8(bytes).expect("text")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn a_file_laid_out_anew_says_the_same_with_every_comment_and_stays_so(
        throws in prop::collection::vec(any::<u8>(), 1..300),
    ) {
        let mut dice = Dice::new(&throws);
        let (records, title) = (dice.records(), dice.words());
        let about = dice.list(3, Dice::words);
        let mut scrambler = Scrambler { dice: &mut dice, may_break: false, has_comments: true };
        let text = scrambler.project(&title, &about, &records).text;
        let new = laid(&text);
        prop_assert!(is_same(&loaded(&new).project, &loaded(&text).project), "{}", new);
        prop_assert_eq!(comments(&new), comments(&text), "{}\n----\n{}", text, new);
        prop_assert_eq!(laid(&new), new.as_str(), "{}", text);
        prop_assert_eq!(text.contains("\r\n"), new.contains("\r\n"));
        // Two spellings of one project differ in their comments only.
        let mut plain = Scrambler { dice: &mut dice, may_break: false, has_comments: false };
        let one = plain.project(&title, &about, &records).text;
        let other = plain.project(&title, &about, &records).text;
        let bare = |text: &str| {
            let laid = laid(text).replace("\r\n", "\n").replace(['\u{feff}'], "");
            laid.lines().filter(|line| !line.starts_with("//")).collect::<Vec<_>>().join("\n")
        };
        prop_assert_eq!(bare(&one), bare(&other));
    }
}

#[test]
fn comments_stay_with_what_they_are_about() {
    let text = "// first\nProject(schema: 1, title: \"A\", // the title\n  kinds: [ // all\n\n// Free.\n\n // above k\n Kind(id: \"k\", /* in */ label: \"K\", icon: Dot, colour: Grey), // behind k\n // last\n ], about: [], // none\n events: [Event(id: \"e\", kind: \"k\",\n // above t\n title: \"T\", tags: [\"x\", // x\n \"y\"])])\n// end\n";
    let expected = "#![enable(implicit_some)]\n// first\nProject(\n    schema: 1,\n    title: \"A\", // the title\n    kinds: [ // all\n        // Free.\n\n        // above k\n        /* in */\n        Kind(id: \"k\", label: \"K\", icon: Dot, colour: Grey), // behind k\n        // last\n    ],\n    // none\n    events: [\n        Event(\n            id: \"e\",\n            kind: \"k\",\n            // above t\n            title: \"T\",\n            // x\n            tags: [\"x\", \"y\"],\n        ),\n    ],\n)\n// end\n";
    assert_eq!(laid(text), expected);
    assert_eq!(laid(expected), expected);
}

#[test]
fn the_bundled_case_is_laid_out_nearly_as_it_would_be_written() {
    let text = std::str::from_utf8(sample_bytes()).expect("text");
    let new = laid(text);
    let (mut old, mut new): (Vec<_>, Vec<_>) = (text.lines().collect(), new.lines().collect());
    old.sort_unstable();
    new.sort_unstable();
    // Two entities with a note have a line each there, and two notes stand before the paragraphs.
    let n_only = old
        .iter()
        .filter(|line| new.binary_search(line).is_err())
        .count();
    assert_eq!(n_only, 2);
}

#[test]
fn what_could_not_be_read_is_not_moved_about() {
    let text = "Project(schema: 1, title: \"A\", events: [Event(id: 5)])";
    let problem = formatted(&loaded(text)).expect_err("an event is broken");
    assert_eq!(problem.code, "cannot-format");
    let newer = "Project(schema: 2, title: \"A\")";
    assert!(formatted(&loaded(newer)).is_err());
}
