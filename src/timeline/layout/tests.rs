//! The layout, as arithmetic: a view of 100 points, in which a day is a point wide, from day 0 on.

#![expect(clippy::float_cmp, reason = "halves of small whole numbers are exact")]

use super::super::items::extent;
use super::super::testing::{
    Draft, Drawn, OneLane, day, mark, once_each, own_time, placed, point, project, throughout,
    within,
};
use super::super::{
    Axis, ClusterItem, Count, Detail, EventItem, Extent, Hit, LabelSide, LaneBy, Mark, hit_test,
    lane_at, placements,
};
use super::*;
use crate::model::{Day, DaySpan};

const METRICS: Metrics = Metrics {
    min_label_width: 8.0,
    unknown_points: 10.0,
    row_height: 10.0,
    lane_padding: 5.0,
    min_mark_width: 4.0,
    min_tick_width: 4.0,
    label_gap: 1.0,
    item_gap: 2.0,
    cluster_width: 10.0,
    min_rows: 1,
    max_rows: 3,
    max_whole: 2_000,
    large_rows: 3,
};

fn lay_out(marks: &[Option<Mark>], scale: Scale, label_width: f64, metrics: Metrics) -> Scene {
    lay_out_placed(&once_each(marks), scale, label_width, metrics)
}

fn lay_out_placed(
    placements: &[Placement],
    scale: Scale,
    label_width: f64,
    metrics: Metrics,
) -> Scene {
    OneLane::new(placements).scene(scale, metrics, &|_| label_width)
}

fn one_to_one() -> Scale {
    Scale::new(0.0, 1.0, 100.0)
}

/// `event@row x0..x1` with the label's side and place, or `events@row x0..x1`, and what is out of view.
fn check(marks: &[Mark], label_width: f64, expected: &[&str]) {
    let marks: Vec<Option<Mark>> = marks.iter().copied().map(Some).collect();
    let scene = lay_out(&marks, one_to_one(), label_width, METRICS);
    let lane = &scene.lanes[0];
    let mut lines: Vec<String> = scene
        .items
        .iter()
        .map(|item| match item {
            SceneItem::Event(item) => {
                let EventItem {
                    event, row, x0, x1, ..
                } = item;
                let label = match item.label.side {
                    LabelSide::None => String::new(),
                    side => format!(" {side:?} {}", item.label.x),
                };
                format!("{event}@{row} {x0}..{x1}{label}")
            }
            SceneItem::Cluster(item) => {
                let ClusterItem {
                    events,
                    row,
                    x0,
                    x1,
                    ..
                } = item;
                format!("{events:?}@{row} {x0}..{x1}")
            }
        })
        .collect();
    if (lane.before, lane.after) != (0, 0) {
        lines.push(format!("{} before, {} after", lane.before, lane.after));
    }
    assert_eq!(lines, expected);
}

#[test]
fn a_day_is_widened_about_its_middle_and_labelled_on_the_right() {
    check(&[point(20)], 10.0, &["0@0 18.5..22.5 Right 23.5"]);
}

#[test]
fn what_has_room_behind_a_label_shares_its_row_and_what_has_not_takes_the_next() {
    // The first one's label ends at 33.5; 2 more are kept free.
    check(
        &[point(20), point(36), point(37)],
        10.0,
        &[
            "0@0 18.5..22.5 Right 23.5",
            "2@0 35.5..39.5 Right 40.5",
            "1@1 34.5..38.5 Right 39.5",
        ],
    );
}

#[test]
fn a_label_that_would_cross_the_right_edge_flips_to_the_left() {
    check(&[point(95)], 10.0, &["0@0 93.5..97.5 Left 82.5"]);
}

#[test]
fn a_label_does_not_flip_onto_a_neighbour_but_takes_its_mark_to_another_row() {
    let marks = [throughout(0, 19), throughout(10, 19), point(80), point(95)];
    check(
        &marks,
        10.0,
        &[
            "0@0 0..20 Right 21",
            "2@0 78.5..82.5 Right 83.5",
            "1@1 10..20 Right 21",
            "3@1 93.5..97.5 Left 82.5",
        ],
    );
}

#[test]
fn a_label_that_fits_nowhere_is_left_out_and_its_mark_is_not() {
    let marks = [point(80), point(97)];
    check(
        &marks,
        10.0,
        &["0@0 78.5..82.5 Right 83.5", "1@0 95.5..99.5"],
    );
}

#[test]
fn a_label_is_shortened_before_it_is_left_out() {
    let marks: Vec<_> = [Some(point(30))].into();
    let scene = lay_out(&marks, one_to_one(), 80.0, METRICS);
    let Some(SceneItem::Event(item)) = scene.items.first() else {
        panic!("one event is drawn");
    };
    assert_eq!(item.label.side, LabelSide::Right);
    let end = item.label.x + item.label.width;
    assert_eq!(end, 100.0 - METRICS.item_gap, "up to the edge");
}

#[test]
fn the_label_of_a_bar_wider_than_the_view_stays_in_sight() {
    check(&[throughout(-50, 200)], 10.0, &["0@0 -50..201 Inside 1"]);
}

#[test]
fn an_open_bar_reaches_to_the_edge_and_one_to_an_unknown_end_a_fixed_way() {
    check(
        &[mark("1970-01-11/..").expect("dated")],
        20.0,
        &["0@0 10..100 Inside 11"],
    );
    for edtf in ["1970-01-11/", "[1970-01-11..]"] {
        check(
            &[mark(edtf).expect("dated")],
            20.0,
            &["0@0 10..21 Right 22"],
        );
    }
    check(
        &[mark("[..1970-01-31]").expect("dated")],
        20.0,
        &["0@0 20..31 Right 32"],
    );
    check(
        &[mark("../1970-01-11").expect("dated")],
        20.0,
        &["0@0 0..11 Right 12"],
    );
}

#[test]
fn what_is_out_of_view_is_counted_on_its_side() {
    check(
        &[point(-50), throughout(-9, -3), point(50), point(110)],
        0.0,
        &["2@0 48.5..52.5", "2 before, 1 after"],
    );
}

#[test]
fn something_without_an_end_is_in_view_ever_after_and_a_bounded_one_is_not() {
    check(
        &[
            mark("1960/..").expect("dated"),
            mark("1960").expect("dated"),
        ],
        0.0,
        &["0@0 -3653..100", "1 before, 0 after"],
    );
}

#[test]
fn more_than_the_rows_hold_become_clusters_in_the_last_row() {
    // Rows 0 and 1 for two of them, the rest in the cell 20..30.
    check(
        &[point(20), point(20), point(21), point(22), point(50)],
        0.0,
        &[
            "0@0 18.5..22.5",
            "4@0 48.5..52.5",
            "1@1 18.5..22.5",
            "[2, 3]@2 20..28",
        ],
    );
}

#[test]
fn a_lone_event_in_the_last_row_is_drawn_as_itself() {
    check(
        &[
            point(20),
            point(20),
            point(20),
            point(20),
            point(51),
            point(51),
            point(51),
            point(51),
        ],
        0.0,
        &[
            "0@0 18.5..22.5",
            "4@0 49.5..53.5",
            "1@1 18.5..22.5",
            "5@1 49.5..53.5",
            "[2, 3]@2 20..28",
            "[6, 7]@2 50..58",
        ],
    );
    let marks: Vec<_> = [20, 20, 20, 20, 51, 51, 51]
        .map(|day| Some(point(day)))
        .into();
    let scene = lay_out(&marks, one_to_one(), 0.0, METRICS);
    assert!(matches!(scene.items.last(), Some(SceneItem::Event(item)) if item.event == 6));
}

#[test]
fn what_may_start_and_what_may_end_are_apart_from_what_is() {
    let cases = [
        ("1970-01-02/1970-01-05", [1.0, 1.0, 5.0, 5.0]),
        ("1970-01/1970-03", [0.0, 30.0, 60.0, 90.0]),
        ("1970-01", [0.0, 15.5, 15.5, 31.0]),
        ("1970-01-11", [10.0, 10.0, 11.0, 11.0]),
        ("1970-01/..", [0.0, 30.0, 100.0, 100.0]),
        ("1970-01/", [0.0, 15.5, 15.5, 41.0]),
        ("../1970-01", [0.0, 0.0, 1.0, 31.0]),
        // Each may be both: 1 to 30 January the start, 1 to 31 January the end.
        ("1970/1970-01", [0.0, 15.5, 15.5, 31.0]),
    ];
    for (edtf, expected) in cases {
        let extent = extent(
            &mark(edtf).expect("dated"),
            &one_to_one(),
            METRICS.unknown_points,
        );
        let Extent {
            start_x0,
            start_x1,
            end_x0,
            end_x1,
            ..
        } = extent;
        assert_eq!([start_x0, start_x1, end_x0, end_x1], expected, "{edtf}");
    }
}

/// A lane for each kind of these drafts.
fn lanes_of(drafts: &[Draft<'_>]) -> (Columns, Lanes, Drawn) {
    let project = project(drafts);
    let placements = placements(&project, Axis::Happened, &own_time(&project));
    let columns = Columns::new(drafts.len(), placements.clone());
    let lanes = Lanes::new(&project, LaneBy::Kind, &columns);
    (columns, lanes, Drawn(placements))
}

#[test]
fn lanes_stand_below_one_another_and_one_row_is_enough_if_there_are_no_more() {
    let draft = |kind| Draft {
        when: "1970-01-21",
        kind,
        ..Draft::default()
    };
    let drafts = ["word", "deed"].map(draft);
    let drafts: Vec<Draft<'_>> = drafts.iter().flat_map(|it| [0; 3].map(|_| *it)).collect();
    let (columns, lanes, marks) = lanes_of(&drafts);
    let shown = Shown::new(&columns, &lanes, None);
    let mut input = LayoutInput {
        columns: &columns,
        lanes: &lanes,
        shown: &shown,
        marks: &marks,
        scale: one_to_one(),
        metrics: METRICS,
        label_width: &|_| 0.0,
        versions: Versions::default(),
        chosen: &[],
        window_height: None,
    };
    let scene = Layouts::default().layout(&input);
    let places: Vec<_> = scene
        .lanes
        .iter()
        .map(|lane| (lane.y, lane.height))
        .collect();
    assert_eq!(places, [(0.0, 40.0), (40.0, 40.0)]);
    assert_eq!(scene.height, 80.0);
    let tops: Vec<_> = scene.items.iter().map(SceneItem::y).collect();
    assert_eq!(tops, [5.0, 15.0, 25.0, 45.0, 55.0, 65.0]);
    let at = [-1.0, 0.0, 39.9, 40.0, 80.0].map(|y| lane_at(&scene, y));
    assert_eq!(at, [None, Some(0), Some(0), Some(1), None]);

    input.metrics.max_rows = 1;
    let scene = Layouts::default().layout(&input);
    assert_eq!(scene.height, 40.0);
    assert_eq!(scene.items.len(), 2);
    assert_eq!(scene.items[0].events(), [0, 1, 2]);
}

#[test]
fn the_pointer_hits_marks_and_labels_and_a_little_around_them() {
    let marks = [Some(point(20)), Some(point(60))];
    let scene = lay_out(&marks, one_to_one(), 10.0, METRICS);
    let hit = |x, y| match hit_test(&scene, x, y) {
        Some(Hit::Event { event, .. }) => Some(event),
        _ => None,
    };
    assert_eq!(hit(20.0, 10.0), Some(0), "on the mark");
    assert_eq!(hit(30.0, 10.0), Some(0), "on the label");
    assert_eq!(hit(15.0, 10.0), Some(0), "beside the mark");
    assert_eq!(hit(13.0, 10.0), None, "too far from it");
    assert_eq!(hit(60.0, 2.0), Some(1), "above it");
    assert_eq!(hit(60.0, 20.0), None, "in the lane below");
}

#[test]
fn ten_thousand_events_on_one_day_are_one_bin_and_no_row_too_many() {
    let marks = vec![Some(within(10, 10)); 10_000];
    let scene = lay_out(&marks, one_to_one(), 30.0, METRICS);
    let lane = &scene.lanes[0];
    assert_eq!(
        (lane.detail, lane.n_rows, scene.items.len()),
        (Detail::Density, 3, 0)
    );
    let strip = lane.strip.as_ref().expect("counts");
    let [bin] = &strip.bins[..] else {
        panic!("{:?}", strip.bins);
    };
    let count = Count {
        possible: 10_000,
        beginning: 10_000,
    };
    assert_eq!((bin.count, strip.most), (count, 10_000));
    // A view of a hundred days has tiles of 1,024 points: bins of four days.
    assert_eq!(
        (bin.first_day, bin.n_days, bin.x0, bin.x1),
        (8, 4, 8.0, 12.0)
    );
}

#[test]
fn an_event_can_stand_in_a_lane_several_times_and_is_counted_once() {
    let placements = [
        placed(0, 0, point(-30)),
        placed(0, 1, point(-20)),
        placed(0, 2, point(20)),
        placed(0, 3, point(70)),
        placed(1, 0, point(-9)),
        placed(1, 1, point(120)),
    ];
    let scene = lay_out_placed(&placements, one_to_one(), 0.0, METRICS);
    let drawn: Vec<_> = scene
        .items
        .iter()
        .map(|item| match item {
            SceneItem::Event(item) => (item.event, item.source),
            SceneItem::Cluster(_) => panic!("there is room for all"),
        })
        .collect();
    assert_eq!(drawn, [(0, Some(2)), (0, Some(3))]);
    let lane = &scene.lanes[0];
    assert_eq!((lane.count, lane.before, lane.after), (2, 2, 1));
}

#[test]
fn a_cluster_counts_an_event_that_is_in_it_twice_once() {
    let placements: Vec<Placement> = (0..8).map(|n| placed(n / 4, n % 4, point(20))).collect();
    let scene = lay_out_placed(&placements, one_to_one(), 0.0, METRICS);
    let Some(SceneItem::Cluster(cluster)) = scene.items.last() else {
        panic!("three rows do not hold eight");
    };
    assert_eq!(
        (cluster.placements.len(), &cluster.events[..]),
        (6, &[0, 1][..])
    );
    let held = |event, source| scene.items[2].holds(event, Some(source));
    assert!(held(1, 3) && !held(0, 0) && !held(1, 9));
}

#[test]
fn the_calendars_ends_are_laid_out_like_other_days() {
    let marks = [
        Some(Mark::Point { day: Day::MIN }),
        Some(Mark::Point { day: Day::MAX }),
        Some(Mark::Point { day: day(0) }),
    ];
    let scale = Scale::fitted(DaySpan::ALL, 1000.0, 40.0);
    let scene = lay_out(&marks, scale, 10.0, METRICS);
    assert_eq!(scene.items.len(), 3);
    assert_eq!((scene.lanes[0].before, scene.lanes[0].after), (0, 0));
}
