//! The phrases of `english.txt` and `turkish.txt`, each with what it means.

use annals::evidence::{Dated, Meaning, NotDated, date_words, spells_exactly};
use annals::model::{Bounds, Day, DaySpan, Edtf, Limit, Reading};

const ENGLISH: &str = include_str!("english.txt");
const TURKISH: &str = include_str!("turkish.txt");

pub(crate) struct Row {
    pub(crate) words: &'static str,
    pub(crate) published: Option<DaySpan>,
    /// What is expected, or why there is nothing, after the mark `!`.
    pub(crate) expected: &'static str,
    rule: &'static str,
    alternatives: &'static str,
    twin: Option<&'static str>,
}

fn rows_of(table: &'static str) -> impl Iterator<Item = Row> {
    let lines = table.lines();
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| {
        let mut fields = line.split('|').map(str::trim);
        let words = fields.next().expect("words");
        let published = fields.next().expect("a publication");
        Row {
            words,
            published: (published != "-").then(|| span(published)),
            expected: fields.next().expect("a meaning"),
            rule: fields.next().unwrap_or_default(),
            alternatives: fields.next().unwrap_or_default(),
            twin: fields.next(),
        }
    })
}

pub(crate) fn rows() -> impl Iterator<Item = Row> {
    rows_of(ENGLISH).chain(rows_of(TURKISH))
}

pub(crate) fn span(edtf: &str) -> DaySpan {
    Edtf::parse(edtf).expect("an EDTF date").bounds.span()
}

fn day(text: &str) -> Day {
    span(text).first
}

/// Bounds, reading, approximate; `T` (`T~`) and four days for what EDTF cannot spell.
fn meant(expected: &str) -> (Bounds, Reading, bool) {
    let (expected, is_approximate) = match expected.strip_prefix("T~ ") {
        Some(days) => (format!("T {days}"), true),
        None => (expected.to_owned(), false),
    };
    if let Some(days) = expected.strip_prefix("T ") {
        let [first, last, end_first, end_last] = *days.split(' ').map(day).collect::<Vec<_>>()
        else {
            panic!("{expected}: four days");
        };
        let (from, to) = (Limit::Known, Limit::Known);
        let bounds = Bounds {
            first,
            last,
            end_first,
            end_last,
            from,
            to,
        };
        return (bounds, Reading::Throughout, is_approximate);
    }
    let edtf = Edtf::parse(&expected).unwrap_or_else(|error| panic!("{expected}: {error}"));
    (edtf.bounds, edtf.reading, edtf.is_approximate)
}

fn found(meaning: &Meaning) -> (Bounds, Reading, bool) {
    (meaning.bounds, meaning.reading, meaning.is_approximate)
}

/// What is wrong with a row, if anything.
fn differs(row: &Row) -> Option<String> {
    let dated = date_words(row.words, row.published);
    if let Some(reason) = row.expected.strip_prefix("! ") {
        return match dated {
            Err(error) if error.to_string().contains(reason) => None,
            other => Some(format!("expected a refusal ({reason}), found {other:?}")),
        };
    }
    let Dated {
        meaning,
        alternatives,
    } = match dated {
        Ok(dated) => dated,
        Err(error) => return Some(format!("refused: {error}")),
    };
    let edtf = |meaning: &Meaning| meaning.edtf();
    let also: Vec<_> = row
        .alternatives
        .split(' ')
        .filter(|it| !it.is_empty())
        .collect();
    let is_same = found(&meaning) == meant(row.expected)
        && meaning.rule.contains(row.rule)
        && alternatives.iter().map(found).collect::<Vec<_>>()
            == also.iter().map(|it| meant(it)).collect::<Vec<_>>();
    (!is_same).then(|| {
        let others: Vec<_> = alternatives.iter().map(edtf).collect();
        format!(
            "expected {} | {} | {}\n     found {} | {} | {}",
            row.expected,
            row.rule,
            row.alternatives,
            edtf(&meaning),
            meaning.rule,
            others.join(" ")
        )
    })
}

#[test]
fn phrases_mean_what_the_tables_say() {
    let wrong: Vec<_> = rows()
        .filter_map(|row| Some(format!("{:?}: {}", row.words, differs(&row)?)))
        .collect();
    let count = rows().count();
    assert!(count >= 480, "only {count} phrases");
    assert!(
        wrong.is_empty(),
        "{} of {count}\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn turkish_and_english_twins_agree() {
    let mut count = 0;
    for row in rows_of(TURKISH) {
        let Some(twin) = row.twin else { continue };
        let (turkish, english) = (
            date_words(row.words, row.published),
            date_words(twin, row.published),
        );
        assert_eq!(turkish, english, "{:?} and {twin:?}", row.words);
        assert!(turkish.is_ok(), "{:?}", row.words);
        count += 1;
    }
    assert!(count >= 110, "only {count} twins");
}

/// A phrase must come out as what is stored: this table's own EDTF is read by the model.
#[test]
fn what_the_tables_spell_is_what_edtf_gives_back() {
    let mut count = 0;
    for row in rows().filter(|row| !row.expected.starts_with(['!', 'T'])) {
        let dated = date_words(row.words, row.published).expect("in the table");
        assert_eq!(dated.meaning.edtf(), row.expected, "{:?}", row.words);
        let meaning = &dated.meaning;
        assert!(
            spells_exactly(&meaning.bounds, meaning.reading),
            "{:?}",
            row.words
        );
        count += 1;
    }
    assert!(count >= 200, "only {count}");
}

#[test]
fn a_refusal_says_why() {
    for (words, expected) in [
        ("garbage", NotDated::NotUnderstood),
        ("", NotDated::NotUnderstood),
        ("yesterday", NotDated::NeedsPublication),
        (
            "30 February 2015",
            NotDated::Impossible("there is no 30 February".to_owned()),
        ),
    ] {
        assert_eq!(date_words(words, None), Err(expected), "{words}");
    }
    let long = "Monday ".repeat(1000);
    assert_eq!(date_words(&long, None), Err(NotDated::NotUnderstood));
}
