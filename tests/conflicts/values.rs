//! Two values against each other, in tables: which cannot both hold, and which are one.

use annals::evidence::{Places, same_field, same_value};
use annals::model::{Status, Value};

use crate::builders::{
    PLACES, abouts, claim, conflict, date, event, number, place, project, reports, role, words,
};

#[track_caller]
fn check(places: &Places, make: fn(&str) -> Value, table: &[(&str, &str, bool)]) {
    for (a, b, expected) in table {
        let is_conflict = conflict(places, &make(a), &make(b));
        assert_eq!(is_conflict, *expected, "{a} and {b}");
    }
}

#[test]
fn dates_conflict_only_when_they_share_no_day() {
    let table = [
        // One is only more precise, or reaches into the other.
        ("2015-11", "2015-11-13", false),
        ("2015", "2015-11", false),
        ("2015-11-10/2015-11-13", "2015-11-13", false),
        ("2015-11-10/2015-11-13", "2015-11-13/2015-11-20", false),
        ("2015-11", "2015-11-20/2015-12-20", false),
        ("2015-24", "2016-02", false),
        ("2015/2016", "2016-12-31", false),
        ("2015-11-13", "2015-11-13 throughout", false),
        // Days, months, years.
        ("2015-11-13", "2015-11-14", true),
        ("2015-11", "2015-12", true),
        ("2015-11", "2015-12-01", true),
        ("201X", "2020", true),
        ("2015-24", "2016-03-01", true),
        // All pairs of readings.
        (
            "2015-11-01/2015-11-10 within",
            "2015-11-11/2015-11-20 within",
            true,
        ),
        (
            "2015-11-01/2015-11-10 within",
            "2015-11-11/2015-11-20",
            true,
        ),
        (
            "2015-11-01/2015-11-10",
            "2015-11-11/2015-11-20 within",
            true,
        ),
        ("2015-11-01/2015-11-10", "2015-11-11/2015-11-20", true),
        (
            "2015-11-01/2015-11-10 within",
            "2015-11-10/2015-11-20",
            false,
        ),
        // Open and unknown limits.
        ("2014-01-05/..", "2014-01-04", true),
        ("2014-01-05/..", "2020", false),
        ("2014-01-05/", "2014-01-04", true),
        ("2014-01-05/", "2020", false),
        ("../2014-01-05", "2014-01-06/..", true),
        ("../2014-01-05", "2014-01-05/..", false),
        ("/2014-01-05", "2014-01-06/", true),
        ("[..2016-03-01]", "[2016-03-02..]", true),
        ("[..2016-03-01]", "[2016-03-01..]", false),
        ("../2014-01-05", "1950", false),
        // Sets.
        ("[2016-02-22,2016-02-29]", "2016-02-29", false),
        ("[2016-02-22,2016-02-29]", "2016-03-01", true),
        ("[2016-02-22,2016-02-29]", "[2016-03-07,2016-03-14]", true),
        // A doubtful source of a date still has a date.
        ("2015-11-13?", "2015-11-14", true),
        // About then: as much again on either side.
        ("2015-11-13~", "2015-11-14", false),
        ("2015-11-13~", "2015-11-15", true),
        ("2015~", "2016-12-30", false),
        ("2015~", "2016-12-31", true),
        ("2015~", "2013-12-31", true),
        ("2015-11~", "2015-10-02", false),
        ("2015-11~", "2015-10-01", true),
        ("2015-11~", "2015-12-30", false),
        ("2015-11~", "2015-12-31", true),
        ("2015~", "2017~", false),
        ("2015-11-10~/2015-11-13", "2015-11-14", false),
        ("2015-11-10~/2015-11-13", "2015-11-15", true),
        ("2014-11~/..", "2014-10-02", false),
        ("2014-11~/..", "2014-09-30", true),
    ];
    check(&Places::default(), date, &table);
}

#[test]
fn words_without_a_date_contradict_nothing() {
    let words_and_dates = [words("last night"), words("on Monday"), date("2015")];
    assert_eq!(abouts(&reports(&words_and_dates)), [""; 0]);
    let denied = event(vec![
        claim("ada", Status::Reports, vec![words("last night")]),
        claim("bea", Status::Denies, vec![words("last night")]),
    ]);
    assert_eq!(abouts(&denied), [""; 0]);
}

#[test]
fn numbers_of_different_measures_are_never_compared() {
    let table = [
        (
            "98 km: length of the stretch",
            "822 km: length of the whole border",
            false,
        ),
        (
            "98 km: length of the stretch",
            "822 km: length  of the Stretch",
            true,
        ),
        ("98 km: length", "98: length", false),
        ("98: length", "99: length", true),
        ("4 people: held", "2 families: held", false),
        ("4 people: held", "5 People: held", true),
        ("98 km: of it", "99 kg: of it", false),
        ("98 km: of it", "99 li: of it", false),
        ("98 li: of it", "99 li: of it", true),
    ];
    check(&Places::default(), number, &table);
}

#[test]
fn numbers_conflict_when_their_precisions_leave_nothing_in_common() {
    let table = [
        ("27: charged", "27: charged", false),
        ("27: charged", "28: charged", true),
        ("27: charged", "27.5: charged", true),
        ("at least 19: watched", "19: watched", false),
        ("at least 19: watched", "18: watched", true),
        ("more than 19: watched", "19: watched", true),
        ("more than 19: watched", "20: watched", false),
        ("at most 19: watched", "19: watched", false),
        ("at most 19: watched", "20: watched", true),
        ("less than 19: watched", "19: watched", true),
        ("less than 19: watched", "18: watched", false),
        ("at least 19: watched", "at most 19: watched", false),
        ("more than 19: watched", "at most 19: watched", true),
        ("at least 19: watched", "less than 19: watched", true),
        ("more than 19: watched", "more than 100: watched", false),
        ("less than 19: watched", "at most 3: watched", false),
        ("about 1400: crossed", "1260: crossed", false),
        ("about 1400: crossed", "1540: crossed", false),
        ("about 1400: crossed", "1259: crossed", true),
        ("about 1400: crossed", "1541: crossed", true),
        ("about 1400: crossed", "about 1200: crossed", false),
        ("about 1400: crossed", "about 1100: crossed", true),
        ("about 1400: crossed", "more than 1540: crossed", true),
        ("about -10: degrees", "-9: degrees", false),
        ("about -10: degrees", "-8: degrees", true),
        ("0: killed", "more than 0: killed", true),
        ("0: killed", "about 0: killed", false),
    ];
    check(&Places::default(), number, &table);
}

#[test]
fn units_are_converted_and_roundings_allowed() {
    let table = [
        ("98 km: l", "61 miles: l", false),
        ("98 km: l", "62 miles: l", true),
        ("98 km: l", "60 mi: l", false), // 60 may stand for 57 to 63.
        ("822 km: l", "511 miles: l", false),
        ("822 km: l", "512 Miles: l", true),
        ("822 km: l", "98 miles: l", true),
        ("1000 km: l", "900 miles: l", true),
        ("1 km: l", "1000 m: l", false),
        ("1 km: l", "3281 ft: l", false),
        ("1 km: l", "3 miles: l", true),
        ("98 km: l", "98 kilometres: l", false),
        ("98 km: l", "99 kilometres: l", true),
        ("98 km: l", "98.2 km: l", false),
        ("98.2 km: l", "98.3 km: l", true),
        ("98 km: l", "98.6 kilometers: l", true),
        ("more than 100 km: l", "61 miles: l", true),
        ("at least 98 km: l", "61 miles: l", false),
        ("at least 99 km: l", "61 miles: l", false),
        ("at least 100 km: l", "61 miles: l", true),
        ("about 100 km: l", "56 miles: l", false),
        ("about 100 km: l", "54 miles: l", true),
        ("2 t: m", "2000 kg: m", false),
        ("2 t: m", "2400 kg: m", false),
        ("2 t: m", "3100 kg: m", true),
        ("5 kg: m", "11 lb: m", false),
        ("5 kg: m", "15 lb: m", true),
        ("1 ha: a", "2.5 acres: a", false),
        ("1 km²: a", "100 ha: a", false),
        ("1 square mile: a", "259 ha: a", false),
        ("1 square mile: a", "59 ha: a", true),
        ("0 km: l", "0 miles: l", false),
    ];
    check(&Places::default(), number, &table);
}

#[test]
fn places_conflict_unless_one_lies_in_the_other() {
    let table = [
        ("syria", "syria", false),
        ("syria", "cairo", true),
        ("tel-abyad", "syria", false),
        ("border-post", "syria", false), // Through Tel Abyad.
        ("border-post", "egypt", true),
        ("cairo", "kahire", false),
        ("kahire", "egypt", false), // Through Cairo, which it may be.
        ("tel-abyad", "cairo", true),
        ("not-in-the-project", "cairo", true),
    ];
    let relations = [
        "tel-abyad border town in syria",
        "border-post Part  of tel-abyad",
        "cairo located in egypt",
        "cairo twinned with tel-abyad",
        "syria not in egypt",
    ];
    let project = project(&relations, &[("kahire", "cairo")]);
    check(&Places::new(&project), place, &table);
}

#[test]
fn circles_of_places_come_to_an_end() {
    let circle = ["syria in tel-abyad", "tel-abyad in syria", "cairo in cairo"];
    let same = [("syria", "kahire"), ("kahire", "egypt"), ("egypt", "syria")];
    let project = project(&circle, &same);
    let places = Places::new(&project);
    for a in PLACES {
        for b in PLACES {
            let tied = |place| ["syria", "tel-abyad", "kahire", "egypt"].contains(&place);
            let expected = a != b && !(tied(a) && tied(b));
            assert_eq!(conflict(&places, &place(a), &place(b)), expected, "{a} {b}");
        }
    }
}

#[test]
fn holders_of_a_role_conflict_only_if_one_had_it_alone() {
    let table = [
        (("ada", "driver"), ("bea", "driver"), false),
        (("ada", "driver alone"), ("bea", "driver"), true),
        (("ada", "driver alone"), ("bea", "Driver alone"), true),
        (("ada", "driver alone"), ("ada", "driver"), false),
        (("ada", "driver alone"), ("bea", "guide"), false),
        (("ada", "driver alone"), ("cem", "driver"), false), // Who may be Ada.
    ];
    let project = project(&[], &[("cem", "ada")]);
    let places = Places::new(&project);
    for (a, b, expected) in table {
        let is_conflict = conflict(&places, &role(a.0, a.1), &role(b.0, b.1));
        assert_eq!(is_conflict, expected, "{a:?} and {b:?}");
    }
}

#[test]
fn equal_values_are_one_account_however_they_are_written() {
    let mut worded = date("2015-11-13");
    if let Value::When(when) = &mut worded {
        when.words = Some("on Friday".to_owned());
    }
    let equal = [
        (date("2015-11-13"), worded),
        (date("2015-11-13"), date("2015-11-13/2015-11-13")),
        (number("98 km: length"), number("98 kilometres: Length")),
        (number("4 people: held"), number("4 People: held")),
        (role("ada", "driver"), role("ada", "Driver")),
    ];
    for (a, b) in &equal {
        assert!(same_field(a, b) && same_value(a, b), "{a:?} and {b:?}");
    }
    let different = [
        (date("2015-11"), date("2015-11-01/2015-11-30")),
        (date("2015-11"), date("2015-11~")),
        (number("98 km: length"), number("about 98 km: length")),
        (number("98 km: length"), number("98 miles: length")),
        (number("98 km: length"), number("98: length")),
        (role("ada", "driver"), role("ada", "driver alone")),
        (words("last night"), words("on Monday")),
        (words("last night"), date("2015")),
    ];
    for (a, b) in different {
        assert!(
            !same_value(&a, &b) && !same_value(&b, &a),
            "{a:?} and {b:?}"
        );
    }
}
