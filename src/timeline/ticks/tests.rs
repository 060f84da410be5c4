//! The ruler at each zoom, from days to millennia, and the rules that hold at all of them.

use proptest::prelude::*;

use super::super::scale::end_of;
use super::super::testing::ymd;
use super::*;

/// The view from one day to another, both included, 1,000 points wide.
fn view(first: (i32, u32, u32), last: (i32, u32, u32)) -> Scale {
    let day = |(year, month, day)| ymd(year, month, day);
    Scale::showing(start_of(day(first)), end_of(day(last)), 1000.0)
}

/// Labels, the context in brackets, `*` for major without context, `_` for blank; the leading label
/// first, with a bar behind it.
fn read(scale: &Scale) -> String {
    let ruler = ruler(scale, 60.0);
    let leading = ruler.leading.map(|label| format!("{label} |"));
    let ticks = ruler.ticks.iter().map(|tick| match &tick.context {
        Some(context) => format!("{}[{context}]", tick.label),
        None if tick.label.is_empty() => "_".to_owned(),
        None if tick.is_major => format!("{}*", tick.label),
        None => tick.label.clone(),
    });
    leading
        .into_iter()
        .chain(ticks)
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn every_zoom_has_its_unit() {
    let table = [
        ((2015, 11, 13), (2015, 11, 14), "Nov 2015 | _ 14"),
        (
            (2015, 11, 25),
            (2015, 12, 4),
            "Nov 2015 | _ 26 27 28 29 30 1[Dec 2015] 2 3 4",
        ),
        (
            (2015, 10, 20),
            (2015, 11, 30),
            "Oct 2015 | _ 26 1[Nov 2015] 6 11 16 21 26",
        ),
        (
            (2016, 1, 20),
            (2016, 3, 31),
            "Jan 2016 | _ 1[Feb 2016] 11 21 1[Mar 2016] 11 21",
        ),
        (
            (2015, 9, 2),
            (2016, 6, 3),
            "2015 | Oct Nov Dec Jan[2016] Feb Mar Apr May Jun",
        ),
        (
            (2014, 11, 1),
            (2017, 2, 1),
            "2014 | _ Jan[2015] Mar May Jul Sep Nov Jan[2016] Mar May Jul Sep Nov Jan[2017]",
        ),
        (
            (2012, 1, 1),
            (2019, 12, 31),
            "Jan[2012] Jul Jan[2013] Jul Jan[2014] Jul Jan[2015] Jul Jan[2016] Jul Jan[2017] Jul \
             Jan[2018] Jul Jan[2019] Jul",
        ),
        (
            (2008, 6, 1),
            (2019, 12, 31),
            "2009 2010* 2011 2012 2013 2014 2015 2016 2017 2018 2019",
        ),
        (
            (1961, 1, 1),
            (2019, 12, 31),
            "1965 1970* 1975 1980* 1985 1990* 1995 2000* 2005 2010* 2015",
        ),
        (
            (1450, 6, 1),
            (2019, 12, 31),
            "1500* 1550 1600* 1650 1700* 1750 1800* 1850 1900* 1950 2000*",
        ),
        (
            (-9999, 1, 1),
            (9999, 12, 31),
            "10000 BCE* 8000 BCE 6000 BCE 4000 BCE 2000 BCE 1 CE 2000 4000 6000 8000",
        ),
        (
            (-60, 3, 1),
            (40, 12, 31),
            "60 BCE 50 BCE 40 BCE 30 BCE 20 BCE 10 BCE 1 CE 10 CE 20 CE 30 CE 40 CE",
        ),
        (
            (-44, 11, 1),
            (-43, 6, 30),
            "45 BCE | _ Dec Jan[44 BCE] Feb Mar Apr May Jun",
        ),
        (
            (-2, 6, 1),
            (3, 12, 31),
            "3 BCE | _ Jan[2 BCE] Jul Jan[1 BCE] Jul Jan[1 CE] Jul Jan[2 CE] Jul Jan[3 CE] Jul",
        ),
    ];
    let mut found = Vec::new();
    for (first, last, expected) in table {
        let text = read(&view(first, last));
        if text != expected {
            found.push(format!("{first:?} {last:?}\n  {text}\n  {expected}"));
        }
    }
    assert!(
        found.is_empty(),
        "found, then expected:\n{}",
        found.join("\n")
    );
}

#[test]
fn the_leading_label_names_the_unit_above_the_ticks() {
    let table = [
        ((2015, 11, 13), (2015, 11, 20), "Nov 2015"),
        ((2015, 11, 13), (2016, 6, 20), "2015"),
        ((1715, 11, 13), (2016, 6, 20), "1715"),
        ((-44, 3, 15), (-44, 3, 20), "Mar 45 BCE"),
    ];
    for (first, last, expected) in table {
        assert_eq!(leading_label(&view(first, last), 60.0), expected);
    }
}

#[test]
fn beyond_the_calendar_there_are_no_ticks() {
    let scale = Scale::fitted(crate::model::DaySpan::ALL, 1000.0, 40.0);
    let ticks = ticks(&scale, 60.0);
    assert!(ticks.iter().all(|tick| tick.x >= 39.9 && tick.x <= 960.1));
    let end = Scale::new(end_of(Day::MAX), 30.0, 1000.0);
    let labels: Vec<_> = super::ticks(&end, 60.0)
        .into_iter()
        .map(|tick| tick.label)
        .collect();
    assert_eq!(
        labels,
        [
            "1", "3", "5", "7", "9", "11", "13", "15", "17", "19", "21", "23", "25", "27", "29"
        ]
    );
}

fn any_scale() -> impl Strategy<Value = Scale> {
    (-4.4e6..2.95e6, -14.0..9.0, 150.0..2000.0)
        .prop_map(|(first, zoom, width): (f64, f64, f64)| Scale::new(first, zoom.exp2(), width))
}

proptest! {
    #[test]
    fn ticks_ascend_and_keep_their_distance(scale in any_scale(), spacing in 20.0..120.0) {
        let ticks = ticks(&scale, spacing);
        for pair in ticks.windows(2) {
            prop_assert!(pair[0].day < pair[1].day);
            prop_assert!(pair[1].x - pair[0].x >= spacing - 1e-6, "{:?}", pair);
        }
        for tick in &ticks {
            prop_assert!(tick.x >= -1e-6 && tick.x <= scale.width_points() + 1e-6);
            prop_assert!((scale.x_from_day(start_of(tick.day)) - tick.x).abs() < 1e-9);
        }
    }

    #[test]
    fn ticks_leave_no_gap_of_many_times_their_distance(scale in any_scale()) {
        let is_in_calendar = scale.first_day() > start_of(Day::MIN);
        // Nothing is finer than a day.
        let most = 300.0_f64.max(scale.points_per_day() * 1.001);
        let mut last_x = 0.0;
        for tick in ticks(&scale, 60.0) {
            prop_assert!(!is_in_calendar || tick.x - last_x <= most, "{} to {}", last_x, tick.x);
            last_x = tick.x;
        }
    }

    #[test]
    fn no_two_labels_of_a_ruler_overlap(scale in any_scale(), spacing in 20.0..120.0) {
        let ruler = ruler(&scale, spacing);
        let mut taken_until = ruler.leading.as_deref().map_or(0.0, width_points);
        for tick in ruler.ticks.iter().filter(|tick| tick.width_points() > 0.0) {
            prop_assert!(tick.x >= taken_until - 1e-6, "{:?}", ruler);
            taken_until = tick.x + tick.width_points();
        }
    }

    #[test]
    fn a_year_is_always_in_sight(scale in any_scale()) {
        let ruler = ruler(&scale, 60.0);
        let shows_year = |tick: &Tick| {
            let text = tick.context.as_ref().unwrap_or(&tick.label);
            let year = text.rsplit(' ').find(|word| word.len() > 2 || text.contains("CE"));
            let is_whole = tick.x + tick.width_points() <= scale.width_points() + 1e-6;
            is_whole && year.is_some_and(|_| text.contains("CE") || text.ends_with(|c: char| c.is_ascii_digit()))
        };
        prop_assert!(ruler.leading.is_some() || ruler.ticks.iter().any(shows_year), "{:?}", ruler);
    }
}
