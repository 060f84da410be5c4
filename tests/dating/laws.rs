//! What holds of every phrase, whatever the day; the calendar is asked by walking through its days.

use annals::evidence::{Dated, Meaning, date_words, edtf_of, spells_exactly};
use annals::model::{Bounds, Day, DaySpan, Edtf, Limit, Reading, When};
use proptest::prelude::*;

use crate::tables::{Row, rows};

/// Phrases that tell of the past, or of the present, and name no year.
const PAST: &[&str] = &[
    "in November",
    "last November",
    "November last year",
    "Monday",
    "last Friday",
    "today",
    "yesterday",
    "the day before yesterday",
    "last night",
    "this morning",
    "this week",
    "last week",
    "this month",
    "last month",
    "earlier this month",
    "earlier this week",
    "earlier this year",
    "this year",
    "last year",
    "two weeks ago",
    "a month ago",
    "10 days ago",
    "a few days ago",
    "several weeks ago",
    "two years ago",
    "since last May",
    "since Monday",
    "in recent weeks",
    "Christmas",
    "the first week of January",
    "the past two years",
    "over the past six months",
    "for three weeks",
    "last summer",
    "late last year",
    "the 13th",
    "13 November",
    "29 February",
    "before November",
    "three hours ago",
    "22-25 September",
    "in early November",
    "Kasım ayında",
    "geçen Cuma",
    "dün gece",
    "bu hafta",
    "iki hafta önce",
    "son iki yılda",
    "geçen yılın sonunda",
    "geçen Mayıs'tan beri",
];

/// Phrases of [`PAST`] that may mean, as an alternative, what is still to come.
const ANNOUNCED: &[&str] = &[
    "13 November",
    "29 February",
    "Christmas",
    "the first week of January",
    "in early November",
    "22-25 September",
];

/// 400 years are a whole number of weeks, and bring every leap day back.
const CYCLE_DAYS: i64 = 146_097;

fn day(number: i64) -> Day {
    Day::from_number(number).expect("in the calendar")
}

/// Days from 1900 to 2100, with many ends of months.
fn days() -> impl Strategy<Value = Day> {
    let any = (-25_567_i64..47_847).prop_map(day);
    let ends = (1900..2100_i32, 1..=12_u32, -2..2_i64).prop_map(|(year, month, offset)| {
        let first = Day::from_ymd(year, month, 1).expect("a day");
        first.plus(offset).expect("in the calendar")
    });
    prop_oneof![any, ends]
}

fn spans() -> impl Strategy<Value = DaySpan> {
    (days(), 0..40_i64).prop_map(|(first, more)| DaySpan {
        first,
        last: first.plus(more).expect("in the calendar"),
    })
}

fn phrases() -> impl Strategy<Value = &'static str> {
    let all: Vec<_> = rows().map(|row| row.words).collect();
    prop::sample::select(all)
}

fn on(words: &str, day: Day) -> Dated {
    date_words(words, Some(DaySpan::day(day))).expect("understood")
}

fn moved(bounds: Bounds, days: i64) -> Bounds {
    let to = |day: Day, limit: Limit| {
        if limit == Limit::Known {
            day.plus(days).expect("in the calendar")
        } else {
            day
        }
    };
    Bounds {
        first: to(bounds.first, bounds.from),
        last: bounds.last.plus(days).unwrap_or(Day::MAX),
        end_first: if bounds.end_first == Day::MIN {
            Day::MIN
        } else {
            to(bounds.end_first, Limit::Known)
        },
        end_last: to(bounds.end_last, bounds.to),
        ..bounds
    }
}

/// Going back from `from` until `fits`.
fn walk_back(from: Day, fits: impl Fn(Day) -> bool) -> Day {
    let mut day = from;
    while !fits(day) {
        day = day.plus(-1).expect("in the calendar");
    }
    day
}

#[test]
fn no_clock_is_read_a_publication_four_centuries_later_moves_all_by_as_much() {
    // Were anything counted from today, it would stay where it is.
    let published = Day::from_ymd(1612, 3, 1).expect("a day");
    let later = day(published.number() + CYCLE_DAYS);
    for words in PAST.iter().chain(&[
        "tomorrow",
        "next week",
        "until May",
        "this November",
        "later this month",
    ]) {
        let (then, now) = (on(words, published), on(words, later));
        for (then, now) in then.meanings().zip(now.meanings()) {
            assert_eq!(moved(then.bounds, CYCLE_DAYS), now.bounds, "{words}");
        }
        assert_eq!(then.alternatives.len(), now.alternatives.len(), "{words}");
        assert!(
            date_words(words, None).is_err(),
            "{words} needs a publication"
        );
    }
}

#[test]
fn no_word_is_skipped() {
    let understood = rows().filter(|row| !row.expected.starts_with('!'));
    for Row {
        words, published, ..
    } in understood
    {
        for other in ["not", "allegedly", "değil", "or"] {
            for text in [format!("{other} {words}"), format!("{words} {other}")] {
                let found = date_words(&text, published);
                assert!(found.is_err(), "{text}: {found:?}");
            }
            let middle = words.replacen(' ', &format!(" {other} "), 1);
            if middle != words {
                let found = date_words(&middle, published);
                assert!(found.is_err(), "{middle}: {found:?}");
            }
        }
    }
}

#[test]
fn capitals_and_quotation_marks_change_nothing() {
    for Row {
        words, published, ..
    } in rows()
    {
        let plain = date_words(words, published);
        for text in [
            words.to_uppercase(),
            format!("“{words}”"),
            format!(" '{words},' "),
        ] {
            assert_eq!(date_words(&text, published), plain, "{text}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn bounds_are_in_order_and_claim_no_day_twice(words in phrases(), published in spans()) {
        for published in [Some(published), Some(DaySpan::day(published.first)), None] {
            let Ok(dated) = date_words(words, published) else { continue };
            for meaning in dated.meanings() {
                let Bounds { first, last, end_first, end_last, from, to } = meaning.bounds;
                prop_assert!(first <= last && end_first <= end_last, "{words}: {meaning:?}");
                prop_assert!(first <= end_first && last <= end_last, "{words}: {meaning:?}");
                prop_assert!(meaning.reading == Reading::Throughout || (first, last) == (end_first, end_last));
                prop_assert_eq!(from == Limit::Known, first != Day::MIN);
                prop_assert_eq!(to == Limit::Known, end_last != Day::MAX);
                prop_assert!(!meaning.rule.is_empty());
            }
            let seen: Vec<_> = dated.meanings().map(|it| (it.bounds, it.reading)).collect();
            let is_first = |(at, it): &(usize, &_)| seen.iter().position(|other| other == *it) == Some(*at);
            prop_assert_eq!(seen.iter().enumerate().filter(is_first).count(), seen.len());
        }
    }

    #[test]
    fn nothing_told_as_past_reaches_beyond_publication(words in prop::sample::select(PAST), published in spans()) {
        let dated = date_words(words, Some(published)).expect("understood");
        let is_running = words == "22-25 September";
        let told: Vec<&Meaning> = if ANNOUNCED.contains(&words) {
            vec![&dated.meaning]
        } else {
            dated.meanings().collect()
        };
        for meaning in told {
            // Days that were going on at publication are given to their printed end, and it is said.
            let says_so = is_running && meaning.rule.contains("after publication");
            prop_assert!(meaning.bounds.end_last <= published.last || says_so || published.len_days() > 1 && is_running, "{words}: {meaning:?}");
        }
    }

    #[test]
    fn days_ago_move_with_the_day_of_publication(count in 1..900_i64, by in -900..900_i64, published in days()) {
        let words = format!("{count} days ago");
        let then = on(&words, published);
        prop_assert_eq!(then.meaning.bounds, Bounds::within(DaySpan::day(day(published.number() - count))));
        let later = on(&words, day(published.number() + by));
        prop_assert_eq!(moved(then.meaning.bounds, by), later.meaning.bounds);
    }

    #[test]
    fn weekdays_are_found_by_walking_back(weekday in 0..7_usize, published in days()) {
        let name = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][weekday];
        // 5 January 1970 was a Monday.
        let fits = |day: Day| (day.number() - 4).rem_euclid(7) == i64::try_from(weekday).expect("small");
        let last = walk_back(published, fits);
        let dated = on(&format!("on {name}"), published);
        prop_assert_eq!(dated.meaning.bounds.span(), DaySpan::day(last));
        prop_assert_eq!(dated.alternatives[0].bounds.span(), DaySpan::day(day(last.number() - 7)));
        let before = walk_back(day(published.number() - 1), fits);
        prop_assert_eq!(on(&format!("last {name}"), published).meaning.bounds.span(), DaySpan::day(before));
    }

    #[test]
    fn months_are_found_by_walking_back(month in 1..=12_u32, published in days()) {
        let name = ["January", "February", "March", "April", "May", "June", "July", "August",
            "September", "October", "November", "December"][month as usize - 1];
        let last = walk_back(published, |day| day.ymd().1 == month);
        let first = walk_back(last, |day| day.ymd().2 == 1);
        let end = if last == published {
            published
        } else {
            last
        };
        let dated = on(&format!("in {name}"), published);
        prop_assert_eq!(dated.meaning.bounds, Bounds::within(DaySpan { first, last: end }));
        let has_alternative = published.ymd().1 == month;
        prop_assert_eq!(dated.alternatives.len(), usize::from(has_alternative));
    }

    #[test]
    fn dates_without_a_year_are_found_by_walking_back(month in 1..=12_u32, date in 1..=31_u32, published in days()) {
        prop_assume!(Day::from_ymd(2000, month, date).is_some());
        let name = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][month as usize - 1];
        let expected = walk_back(published, |day| day.ymd().1 == month && day.ymd().2 == date);
        let dated = on(&format!("{name} {date}"), published);
        prop_assert_eq!(dated.meaning.bounds.span(), DaySpan::day(expected));
    }

    #[test]
    fn a_date_that_is_the_day_of_publication_may_also_be_that_of_the_year_before(published in days()) {
        let (_, month, date) = published.ymd();
        let name = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][month as usize - 1];
        let before = walk_back(day(published.number() - 1), |day| day.ymd().1 == month && day.ymd().2 == date);
        let dated = on(&format!("{name} {date}"), published);
        let found: Vec<_> = dated.meanings().map(|meaning| meaning.bounds.span()).collect();
        prop_assert_eq!(found, [DaySpan::day(published), DaySpan::day(before)]);
    }

    #[test]
    fn a_season_that_runs_is_this_one(published in days()) {
        let month = published.ymd().1;
        let name = ["winter", "spring", "summer", "autumn"][month as usize % 12 / 3];
        let first = walk_back(published, |day| day.ymd().1 % 3 == 0 && day.ymd().2 == 1);
        let dated = on(&format!("this {name}"), published);
        prop_assert_eq!(dated.meaning.bounds, Bounds::within(DaySpan { first, last: published }));
        prop_assert!(dated.alternatives.is_empty());
    }

    #[test]
    fn an_imprecise_publication_gives_the_hull_of_its_days(words in prop::sample::select(PAST), published in spans()) {
        let hull = date_words(words, Some(published)).expect("understood").meaning.bounds;
        let each = (published.first.number()..=published.last.number())
            .map(|number| on(words, day(number)).meaning.bounds);
        let expected = each.reduce(|a, b| Bounds {
            first: a.first.min(b.first),
            last: a.last.max(b.last),
            end_first: a.end_first.min(b.end_first),
            end_last: a.end_last.max(b.end_last),
            ..a
        });
        prop_assert_eq!(Some(hull), expected);
    }

    #[test]
    fn garbage_is_refused_quietly(text in prop_oneof!["[ -~]{0,60}", "\\PC{0,60}"], published in days()) {
        // What happens to be a date may be one, if it has a digit or a word of one; nothing panics.
        let dated = date_words(&text, Some(DaySpan::day(published)));
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        prop_assert!(dated.is_err() || letters >= 2, "{text}: {dated:?}");
    }

    #[test]
    fn words_of_the_trade_in_any_order_do_no_harm(
        words in prop::collection::vec(prop::sample::select(WORDS), 0..9),
        published in prop::sample::select(vec![Day::MIN, Day::MAX, day(0), day(16_861)]),
    ) {
        let text = words.join(" ");
        for published in [None, Some(DaySpan::day(published)), Some(DaySpan::ALL)] {
            if let Ok(dated) = date_words(&text, published) {
                for meaning in dated.meanings() {
                    let Bounds { first, last, end_first, end_last, .. } = meaning.bounds;
                    prop_assert!(first <= last && end_first <= end_last, "{text}: {meaning:?}");
                }
            }
        }
    }

    #[test]
    fn bounds_survive_their_spelling_or_are_claimed_less_of(
        a in days(), b in 0..800_i64, c in 0..800_i64, d in 0..800_i64,
        from in prop::sample::select(LIMITS), to in prop::sample::select(LIMITS),
        is_within in any::<bool>(),
    ) {
        prop_assume!(from == Limit::Known || to == Limit::Known);
        let plus = |day: Day, days| day.plus(days).expect("in the calendar");
        let (reading, bounds) = if is_within {
            (Reading::Within, Bounds::within(DaySpan { first: a, last: plus(a, b) }))
        } else {
            let end_first = plus(a, b.max(c));
            (Reading::Throughout, Bounds {
                last: plus(a, b), end_first, end_last: plus(end_first, d), ..Bounds::within(DaySpan::day(a))
            })
        };
        let mut bounds = Bounds { from, to, ..bounds };
        if from != Limit::Known {
            bounds.first = Day::MIN;
        }
        if to != Limit::Known {
            bounds.end_last = Day::MAX;
        }
        let edtf = edtf_of(&bounds, reading);
        let when = When::from_edtf(&edtf).expect("it is EDTF");
        let read = when.bounds.expect("dated");
        if spells_exactly(&bounds, reading) {
            prop_assert_eq!((read, when.reading), (bounds, reading));
        }
        // *Within* claims less than *throughout*; the other way round, more.
        prop_assert!(when.reading == reading || when.reading == Reading::Within);
        prop_assert!(read.span().contains(bounds.span()), "{edtf}");
    }

    #[test]
    fn units_of_the_calendar_are_spelt_as_such(year in 0..9999_i32, month in 1..=12_u32) {
        for edtf in [format!("{year:04}"), format!("{year:04}-{month:02}"), format!("{year:04}-{:02}", month % 4 + 21)] {
            // The winter of the last year ends outside the calendar.
            let Ok(read) = Edtf::parse(&edtf) else { continue };
            prop_assert_eq!(edtf_of(&read.bounds, read.reading), edtf);
        }
    }
}

const LIMITS: &[Limit] = &[Limit::Known, Limit::Known, Limit::Open, Limit::Unknown];

const WORDS: &[&str] = &[
    "the",
    "in",
    "on",
    "last",
    "this",
    "next",
    "early",
    "late",
    "mid",
    "-",
    "since",
    "until",
    "before",
    "after",
    "by",
    "from",
    "to",
    "between",
    "and",
    "past",
    "for",
    "two",
    "999",
    "2015",
    "0000",
    "9999",
    "0001",
    "31",
    "29",
    "February",
    "May",
    "Monday",
    "week",
    "weeks",
    "months",
    "years",
    "decades",
    "ago",
    "from now",
    "of",
    "century",
    "21st",
    "99th",
    "0th",
    "1990s",
    "0000s",
    "9990s",
    "summer",
    "winter",
    "night",
    "half",
    "first",
    "quarter",
    "end",
    "/",
    ".",
    "13",
    ",",
    "yesterday",
    "tomorrow",
    "about",
    "son",
    "iki",
    "yıl",
    "yılda",
    "önce",
    "Kasım'da",
    "'den",
    "beri",
    "kadar",
    "geçen",
    "bu",
    "başında",
    "ayın",
    "arasında",
    "dün",
    "gece",
    "günü",
    "yüzyıl",
    "haftadır",
    "throughout",
    "a",
    "few",
    "several",
    "dozen",
    "recent",
    "Christmas",
    "the end of the year",
    "earlier",
    "later",
];
