//! What is read as EDTF, and what is refused.

use super::*;

/// `first last end_first end_last`, with `-` for no limit that is known.
fn read(text: &str) -> String {
    match Edtf::parse(text) {
        Err(error) => format!("! {error}"),
        Ok(edtf) => {
            let Bounds {
                first,
                last,
                end_first,
                end_last,
                from,
                to,
            } = edtf.bounds;
            let outer = |day: Day, limit| match limit {
                Limit::Known => day.to_string(),
                Limit::Open => "open".to_owned(),
                Limit::Unknown => "unknown".to_owned(),
            };
            let reading = match edtf.reading {
                Reading::Throughout => "throughout",
                Reading::Within => "within",
            };
            let uncertain = if edtf.is_uncertain { " ?" } else { "" };
            let approximate = if edtf.is_approximate { " ~" } else { "" };
            if reading == "within" {
                assert_eq!((first, last), (end_first, end_last), "{text}");
                let (first, last) = (outer(first, from), outer(last, to));
                return format!("within {first} {last}{uncertain}{approximate}");
            }
            let (first, end_last) = (outer(first, from), outer(end_last, to));
            format!("throughout {first} {last} {end_first} {end_last}{uncertain}{approximate}")
        }
    }
}

#[test]
fn every_spelling_gives_its_bounds() {
    let table = [
        ("2015-11-13", "within 2015-11-13 2015-11-13"),
        ("2015-11", "within 2015-11-01 2015-11-30"),
        ("2016-02", "within 2016-02-01 2016-02-29"),
        ("2015", "within 2015-01-01 2015-12-31"),
        ("-0044-03-15", "within -0044-03-15 -0044-03-15"),
        ("0000", "within 0000-01-01 0000-12-31"),
        ("201X", "within 2010-01-01 2019-12-31"),
        ("-012X", "within -0129-01-01 -0120-12-31"),
        ("2015-1X", "within 2015-10-01 2015-12-31"),
        ("2015-02-XX", "within 2015-02-01 2015-02-28"),
        ("2015-XX-31", "within 2015-01-31 2015-12-31"),
        ("1560-XX-25", "within 1560-01-25 1560-12-25"),
        ("20XX-02-29", "within 2000-02-29 2096-02-29"),
        ("2015-21", "within 2015-03-01 2015-05-31"),
        ("2015-24", "within 2015-12-01 2016-02-29"),
        ("2015-11?", "within 2015-11-01 2015-11-30 ?"),
        ("2015~", "within 2015-01-01 2015-12-31 ~"),
        ("2015%", "within 2015-01-01 2015-12-31 ? ~"),
        ("2015-10-10T10:04:00+03:00", "within 2015-10-10 2015-10-10"),
        ("2015-10-10T10:04Z", "within 2015-10-10 2015-10-10"),
        (
            "2015-09-22/2015-10-17",
            "throughout 2015-09-22 2015-09-22 2015-10-17 2015-10-17",
        ),
        (
            "2015/2016",
            "throughout 2015-01-01 2015-12-31 2016-01-01 2016-12-31",
        ),
        (
            "2015/2015-03",
            "throughout 2015-01-01 2015-03-31 2015-03-01 2015-03-31",
        ),
        (
            "2014/..",
            "throughout 2014-01-01 2014-12-31 2014-01-01 open",
        ),
        (
            "2014~/",
            "throughout 2014-01-01 2014-12-31 2014-01-01 unknown ~",
        ),
        (
            "../2014",
            "throughout open 2014-12-31 2014-01-01 2014-12-31",
        ),
        ("[2016-02-22,2016-02-29]", "within 2016-02-22 2016-02-29"),
        ("[2016-02-29, 2016-02-22]", "within 2016-02-22 2016-02-29"),
        ("[..2016-03-01]", "within unknown 2016-03-01"),
        ("[2019-03-29..]", "within 2019-03-29 unknown"),
        ("[2015,2017..2018]", "within 2015-01-01 2018-12-31"),
    ];
    for (text, expected) in table {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn what_is_no_date_is_refused_with_a_reason() {
    let table = [
        ("", "the date is empty"),
        (" 2015", "\" 2015\" has space around the date"),
        ("in November", "\"in November\" is not a date"),
        ("13.11.2015", "\"13.11.2015\" is not a date"),
        ("15-11-13", "\"15-11-13\" is not a date"),
        ("2015-11-13-1", "\"2015-11-13-1\" is not a date"),
        ("2015-2-3", "\"2015-2-3\" is not a date"),
        ("2015-02-30", "there is no day 2015-02-30"),
        ("2015-13-01", "there is no day 2015-13-01"),
        ("2015-00", "there is no day 2015-00"),
        ("2015-25", "\"2015-25\" names no month and no season"),
        ("2015-XX-32", "there is no day 2015-XX-32"),
        ("2015-10-10T24:00:00Z", "\"24:00:00Z\" is not a time of day"),
        ("2015-10T10:00Z", "\"2015-10T10:00Z\" has a time but no day"),
        ("Y12000", "\"Y12000\" is outside the calendar"),
        ("2016/2015", "the range 2016/2015 ends before it starts"),
        ("../..", "\"../..\" names no date"),
        ("[2016", "\"[2016\" has no closing `]`"),
        ("[]", "\"[]\" has a choice that names no date"),
        ("[2016..2015]", "the range 2016..2015 ends before it starts"),
        ("{2015,2016}", "\"{2015,2016}\" is a set of several dates"),
        ("२०१५", "\"२०१५\" is not a date"),
    ];
    for (text, expected) in table {
        assert_eq!(read(text), format!("! {expected}"), "{text}");
    }
}

#[test]
fn an_open_digit_stands_for_each_of_ten() {
    // Oracle: a brute-force walk over all days of the years in question.
    for text in [
        "2015-1X-3X",
        "201X-0X-29",
        "2015-X1",
        "2XXX-02-29",
        "2015-XX-1X",
    ] {
        let fits = |day: &Day| {
            let date = day.to_string();
            text.bytes()
                .zip(date.bytes())
                .all(|(pattern, digit)| pattern == b'X' || pattern == digit)
        };
        let number = |y| Day::from_ymd(y, 1, 1).expect("a day").number();
        let mut days = (number(2000)..number(3000))
            .filter_map(Day::from_number)
            .filter(fits);
        let first = days.next().expect("some day fits");
        let last = days.next_back().unwrap_or(first);
        assert_eq!(read(text), format!("within {first} {last}"), "{text}");
    }
}
