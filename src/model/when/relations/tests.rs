//! Two times against each other: a table to read, and every way of making them precise.

use proptest::prelude::*;

use super::*;
use crate::model::Basis;

/// An EDTF date, with `within` or `throughout` after it where that is not its own reading.
fn when(text: &str) -> When {
    let (date, reading) = match text.split_once(' ') {
        Some((date, "within")) => (date, Some(Reading::Within)),
        Some((date, _)) => (date, Some(Reading::Throughout)),
        None => (text, None),
    };
    let mut when = When::from_edtf(date).expect("a date");
    when.reading = reading.unwrap_or(when.reading);
    when
}

#[test]
fn times_stand_to_each_other_certainly_possibly_or_not() {
    // a, b; whether a is before b, b before a, and both share a day.
    let table = [
        // Days.
        ("2015-11-13", "2015-11-13", "not not certainly"),
        ("2015-11-13", "2015-11-14", "certainly not not"),
        (
            "2015-11-13T23:00Z",
            "2015-11-13T01:00Z",
            "not not certainly",
        ),
        // Some day in a range.
        ("2015-11", "2015-11-13", "possibly possibly possibly"),
        ("2015-11", "2015-11-01", "not possibly possibly"),
        ("2015-11", "2015-11-30", "possibly not possibly"),
        ("2015-11", "2015-12", "certainly not not"),
        ("2015-11", "2015-11", "possibly possibly possibly"),
        ("2015", "2015-11", "possibly possibly possibly"),
        ("2015", "2016", "certainly not not"),
        ("201X", "2015", "possibly possibly possibly"),
        ("2015-24", "2016-01", "possibly possibly possibly"),
        ("2015-24", "2016-03", "certainly not not"),
        // Every day of a range.
        ("2015-09-22/2015-10-17", "2015-10-01", "not not certainly"),
        ("2015-09-22/2015-10-17", "2015-10-17", "not not certainly"),
        ("2015-09-22/2015-10-17", "2015-10-18", "certainly not not"),
        ("2015-09-22/2015-10-17", "2015-10", "possibly not possibly"),
        (
            "2015-09-22/2015-10-17",
            "2015-10-17/2015-10-20",
            "not not certainly",
        ),
        (
            "2015-09-22/2015-10-17",
            "2015-10-18/2015-10-20",
            "certainly not not",
        ),
        (
            "2015-09-22/2015-10-17 within",
            "2015-10-01",
            "possibly possibly possibly",
        ),
        ("2015-11-13 throughout", "2015-11-13", "not not certainly"),
        // Every day from some start to some end.
        ("2014/2016", "2015-06-01", "not not certainly"),
        ("2014/2016", "2016-06-01", "possibly not possibly"),
        ("2014/2016", "2014-06-01", "not possibly possibly"),
        ("2014/2015", "2015/2016", "possibly not possibly"),
        ("2014/2016", "2015/2017", "not not certainly"),
        ("2015/2015-03", "2015-02", "not possibly possibly"),
        // Without end or beginning.
        ("2014-01-05/..", "2020", "not not certainly"),
        ("2014-01-05/..", "2014-01-04", "not certainly not"),
        ("2014/..", "2014-06-01", "not possibly possibly"),
        ("../2014-01-05", "2013", "not not certainly"),
        ("../2014-01-05", "2014-01-06", "certainly not not"),
        ("../2014-01-05", "2014-01-05/..", "not not certainly"),
        ("../2014-01-05", "../1950", "not not certainly"),
        ("2014/.. within", "2020", "possibly possibly possibly"),
        // With an end or a beginning that nobody names.
        ("2014-01-05/", "2020", "possibly not possibly"),
        ("2014-01-05/", "2014-01-05", "not not certainly"),
        ("/2014-01-05", "2013", "not possibly possibly"),
        ("/2014-01-05", "2014-01-05/", "not not certainly"),
        ("/2014-01-05", "2014-01-06/..", "certainly not not"),
        ("[..2016-03-01]", "2016-03-01", "possibly not possibly"),
        ("[..2016-03-01]", "2016-03-02", "certainly not not"),
        ("[..2016-03-01]", "[2016-03-01..]", "possibly not possibly"),
        ("[2019-03-29..]", "2019-03-28", "not certainly not"),
        ("[2019-03-29..]", "2021/..", "possibly not possibly"),
        // One of some days.
        (
            "[2016-02-22,2016-02-29]",
            "2016-02-29",
            "possibly not possibly",
        ),
        ("[2016-02-22,2016-02-29]", "2016-03-01", "certainly not not"),
        (
            "[2016-02-22,2016-02-29]",
            "[2016-02-29,2016-03-07]",
            "possibly not possibly",
        ),
    ];
    let word = |presence: Option<Presence>| match presence.expect("dated") {
        Presence::Certainly => "certainly",
        Presence::Possibly => "possibly",
        Presence::Not => "not",
    };
    for (a, b, expected) in table {
        let (left, right) = (when(a), when(b));
        let found = [
            word(left.is_before(&right)),
            word(right.is_before(&left)),
            word(left.shares_day_with(&right)),
        ];
        assert_eq!(found.join(" "), expected, "{a} and {b}");
        assert_eq!(
            left.shares_day_with(&right),
            right.shares_day_with(&left),
            "{a} and {b}"
        );
    }
}

#[test]
fn what_has_no_date_stands_in_no_relation() {
    let (dated, undated) = (
        when("2015"),
        When::unresolved(Some("last night".to_owned())),
    );
    for (a, b) in [(&dated, &undated), (&undated, &dated), (&undated, &undated)] {
        assert_eq!(a.is_before(b), None);
        assert_eq!(a.shares_day_with(b), None);
    }
}

/// A calendar of ten days, of which the first and the last are the ends of the real one.
const LAST: u8 = 9;

fn day(number: u8) -> Day {
    match number {
        0 => Day::MIN,
        LAST => Day::MAX,
        number => Day::from_number(i64::from(number)).expect("a day"),
    }
}

/// A time on the small calendar.
#[derive(Clone, Debug)]
struct Small {
    start: (u8, u8),
    end: (u8, u8),
    from: Limit,
    to: Limit,
    reading: Reading,
}

impl Small {
    fn when(&self) -> When {
        When {
            edtf: None,
            bounds: Some(Bounds {
                first: day(self.start.0),
                last: day(self.start.1),
                end_first: day(self.end.0),
                end_last: day(self.end.1),
                from: self.from,
                to: self.to,
            }),
            reading: self.reading,
            words: None,
            basis: Basis::Stated,
            is_uncertain: false,
            is_approximate: false,
        }
    }

    /// Every first and last day that it may have had.
    fn realisations(&self) -> Vec<(u8, u8)> {
        if self.reading == Reading::Within {
            return (self.start.0..=self.end.1).map(|day| (day, day)).collect();
        }
        let starts = match self.from {
            Limit::Open => 0..=0,
            _ => self.start.0..=self.start.1,
        };
        let ends = match self.to {
            Limit::Open => LAST..=LAST,
            _ => self.end.0..=self.end.1,
        };
        let all = starts.flat_map(|start| ends.clone().map(move |end| (start, end)));
        all.filter(|(start, end)| start <= end).collect()
    }
}

fn limit() -> impl Strategy<Value = Limit> {
    prop_oneof![
        3 => Just(Limit::Known),
        1 => Just(Limit::Open),
        1 => Just(Limit::Unknown),
    ]
}

fn small() -> impl Strategy<Value = Small> {
    let days = prop::array::uniform4(0..=LAST);
    (days, limit(), limit(), any::<bool>(), any::<bool>()).prop_map(
        |(mut days, from, to, is_within, is_crossed)| {
            days.sort_unstable();
            let [first, mut last, mut end_first, end_last] = days;
            if is_crossed {
                (last, end_first) = (end_first, last);
            }
            Small {
                start: (if from == Limit::Known { first } else { 0 }, last),
                end: (end_first, if to == Limit::Known { end_last } else { LAST }),
                from,
                to,
                reading: if is_within {
                    Reading::Within
                } else {
                    Reading::Throughout
                },
            }
        },
    )
}

/// All, some or none.
fn quantified(answers: &[bool]) -> Presence {
    if answers.iter().all(|holds| *holds) {
        Presence::Certainly
    } else if answers.iter().any(|holds| *holds) {
        Presence::Possibly
    } else {
        Presence::Not
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn an_answer_is_what_all_some_or_none_of_the_possibilities_say(a in small(), b in small()) {
        let (left, right) = (a.realisations(), b.realisations());
        let (mut before, mut shared) = (Vec::new(), Vec::new());
        for (a_start, a_end) in &left {
            for (b_start, b_end) in &right {
                before.push(a_end < b_start);
                shared.push((0..=LAST).any(|day| {
                    (*a_start..=*a_end).contains(&day) && (*b_start..=*b_end).contains(&day)
                }));
            }
        }
        let (a, b) = (a.when(), b.when());
        prop_assert_eq!(a.is_before(&b), Some(quantified(&before)));
        prop_assert_eq!(a.shares_day_with(&b), Some(quantified(&shared)));
    }
}
