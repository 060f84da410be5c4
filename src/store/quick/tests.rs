//! The quick reader against the `ron` crate, which is right by definition.

use std::fmt::Debug;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use serde::de::DeserializeOwned;

use super::{Quick, whole};
use crate::store::records::{self, List};
use crate::store::sample_bytes;
use crate::store::schema::{parse, v1};

/// Whether it was read; panics if `ron` reads something else.
fn is_read_as_by_ron<'a, W>(text: &'a str) -> bool
where
    W: Quick<'a> + DeserializeOwned + PartialEq + Debug,
{
    let Some(read) = whole::<W>(text) else {
        return false;
    };
    match parse::<W>(text) {
        Ok(by_ron) => assert_eq!(read, by_ron, "{text}"),
        Err(error) => panic!("{text}\nis refused by ron: {error}"),
    }
    true
}

fn check(list: List, text: &str) -> bool {
    match list {
        List::Kinds => is_read_as_by_ron::<v1::Kind<'_>>(text),
        List::Sources => is_read_as_by_ron::<v1::Source<'_>>(text),
        List::Entities => is_read_as_by_ron::<v1::Entity<'_>>(text),
        List::Events => is_read_as_by_ron::<v1::Event<'_>>(text),
        List::Relations => is_read_as_by_ron::<v1::Relation<'_>>(text),
        List::Dismissed => is_read_as_by_ron::<v1::Dismissed<'_>>(text),
    }
}

fn records_of(text: &str) -> Vec<(List, String)> {
    let Ok(cut) = records::cut(text) else {
        return Vec::new();
    };
    let records = cut.records.into_iter();
    records
        .map(|record| (record.list, text[record.range].to_owned()))
        .collect()
}

fn sample() -> Vec<(List, String)> {
    records_of(std::str::from_utf8(sample_bytes()).expect("text"))
}

/// Every field and every word there is, once.
fn one_of_each() -> Vec<(List, String)> {
    let text = r#"Project(
        kinds: [Kind(id: "k", label: "K", icon: Handcuffs, colour: Vermillion)],
        sources: [Source(
            id: "s", title: "S", kind: CourtFile, publisher: "p", authors: ["a", "b"],
            published: When(date: "2015", words: "then", reading: Within, basis: Stated),
            address: "https://example.org", original: true,
            derives_from: [Link(to: "t", how: SameWire, paragraphs: "1-2", of: "3", note: "n")],
            paragraphs: [Paragraph(n: 10, digest: "b3:00", locator: "l", gist: "g", role: Furniture, read: true)],
            note: "n",
        )],
        entities: [Entity(
            id: "e", kind: Organisation, name: "E", spellings: [Spelling(text: "É", at: ["s#1"])],
            same_as: [Same(entity: "f", certainty: Likely, note: "n")], note: "n",
        )],
        events: [Event(
            id: "v", kind: "k", title: "V \"quoted\" \\ \n\t", summary: ["one", "two"],
            when: When(date: "2015", basis: Event("w", WithinDays(14))), // a comment
            place: "p", participants: [Part(who: "e", role: "r")], before: ["w"], after: ["x"],
            near: [Near(event: "y", days: 0)],
            claims: [Claim(
                speaker: "e", status: DeclinesToComment, says: "nothing", cites: ["s#1"],
                values: [
                    Number(value: -12.5, of: "trucks", unit: "t", precision: AtLeast),
                    Dated(date: "2015", words: "w", reading: Throughout, basis: Published("s")),
                    Place("p"), Role(who: "e", role: "r", sole: true),
                    Dated(basis: Judged("so")), Dated(basis: Event("w", Before)),
                ],
                grade: "B2", note: "n",
            )],
            adopted: [Adopted(value: Number(value: 3, of: "x"), note: "n")], tags: ["t"], note: "n",
        ), (id: "w", kind: "k", title: "nameless", summary: "one")],
        relations: [Relation(from: "e", to: "f", kind: "k", when: When(words: "w"), cites: ["s#1"], note: "n")],
        dismissed: [Dismissed(lead: "undated", at: "v", about: "a", note: "n")],
    )"#;
    records_of(text)
}

fn bad() -> Vec<(List, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad");
    let files = fs::read_dir(folder).expect("a folder");
    let mut paths: Vec<_> = files.map(|file| file.expect("a file").path()).collect();
    paths.sort();
    let texts = paths
        .iter()
        .filter_map(|path| fs::read_to_string(path).ok());
    texts.flat_map(|text| records_of(&text)).collect()
}

#[test]
fn what_is_usual_is_read_and_says_what_ron_says() {
    for (list, text) in one_of_each() {
        assert!(check(list, &text), "left to ron: {text}");
    }
    let sample = sample();
    let left = sample.iter().filter(|(list, text)| !check(*list, text));
    assert!(left.count() * 50 <= sample.len(), "too many left to ron");
}

#[test]
fn records_with_mistakes_are_left_to_ron_or_say_what_it_says() {
    let bad = bad();
    assert!(bad.len() > 100, "{}", bad.len());
    for (list, text) in bad {
        check(list, &text);
    }
}

#[test]
fn what_is_unusual_is_left_to_ron() {
    let event = |rest: &str| format!("Event(id: \"a\", kind: \"b\", title: \"c\"{rest})");
    assert!(check(List::Events, &event("")));
    for rest in [
        ", note: Some(\"a\")",
        ", note: None",
        ", note: r\"a\"",
        ", note: \"\\u{41}\"",
        ", id: \"a\"",
        ", other: 1",
        ",, note: \"a\"",
        " note: \"a\"",
        ", /* a */",
        ", near: [(event: \"a\", days: 007)]",
        ", near: [(event: \"a\", days: 4294967296)]",
        ", near: [(event: \"a\", days: 1_000)]",
        ", near: [(event: \"a\", days: 0x10)]",
        ", when: When(basis: Judged(\"a\",))",
        ", tags: [\"a\" \"b\"]",
        ", tags: [,]",
        ") ",
        "]",
    ] {
        assert!(!check(List::Events, &event(rest)), "{rest}");
    }
}

/// A record with some of its bytes replaced, taken out or doubled, or pieces of RON put between them.
fn mutated(text: &str, mutations: &[(u16, u8, u8)]) -> Option<String> {
    const PIECES: [&str; 24] = [
        "\"", "(", ")", "[", "]", ",", ":", "\\", "/*", "*/", "//", "\n", "r#\"", "'", " ", "1",
        "-", "_", ".", "e", "Some(", "None", "\u{85}", "\r",
    ];
    let mut bytes = text.as_bytes().to_vec();
    for (at, what, piece) in mutations {
        let at = usize::from(*at) % bytes.len().max(1);
        let piece = PIECES[usize::from(*piece) % PIECES.len()].as_bytes();
        match what % 5 {
            0 => drop(bytes.splice(at..(at + 1).min(bytes.len()), piece.iter().copied())),
            1 => drop(bytes.splice(at..at, piece.iter().copied())),
            2 => drop(bytes.drain(at..(at + 1 + usize::from(*what) / 16).min(bytes.len()))),
            3 => bytes.extend_from_within(at..(at + usize::from(*what)).min(bytes.len())),
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << (what / 5 % 7);
                }
            }
        }
    }
    String::from_utf8(bytes).ok()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 6_000, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_to_a_record_it_is_left_to_ron_or_says_what_ron_says(
        which in any::<prop::sample::Index>(),
        mutations in prop::collection::vec(any::<(u16, u8, u8)>(), 1..4),
    ) {
        thread_local! {
            static RECORDS: Vec<(List, String)> = {
                let each = one_of_each();
                // The few that have every field, as often as all the others together.
                let often = each.iter().cycle().take(400).cloned();
                sample().into_iter().chain(bad()).chain(often).collect()
            };
        }
        RECORDS.with(|records| {
            let (list, text) = which.get(records);
            if let Some(text) = mutated(text, &mutations) {
                check(*list, &text);
            }
        });
    }
}
