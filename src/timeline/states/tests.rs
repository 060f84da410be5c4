//! Lanes too large to be packed as a whole, and windows on more lanes than are laid out: every count and every place
//! against plain loops.

use proptest::prelude::*;

use super::super::layout::{LayoutInput, Layouts, Versions};
use super::super::testing::{Draft, OneLane, any_placements, own_time, project, reach};
use super::super::{Axis, Columns, Detail, LaneBy, Mark, placements};
use super::super::{Lanes, Metrics, Placement, Scale, Scene, SceneItem, Shown};
use crate::bits::Bits;
use crate::model::Limit;

/// Every lane of more than a few is a large one.
fn metrics(max_whole: usize) -> Metrics {
    Metrics {
        max_whole,
        large_rows: 4,
        ..Metrics::default()
    }
}

fn any_scale() -> impl Strategy<Value = Scale> {
    (-600.0..400.0, -4.0..4.0, 50.0..800.0).prop_map(|(first_day, zoom, width): (f64, f64, f64)| {
        Scale::new(first_day, zoom.exp2(), width)
    })
}

fn has_unknown_limit(mark: &Mark) -> bool {
    let (from, to) = mark.limits();
    from == Limit::Unknown || to == Limit::Unknown
}

proptest! {
    #[test]
    fn a_large_lane_shows_everything_in_view_as_items_or_in_exact_counts(
        placements in any_placements(), scale in any_scale(), copies in 1..40_usize,
    ) {
        // Many of the same, so that there are too many for single marks.
        let placements: Vec<Placement> = (0..copies)
            .flat_map(|copy| {
                let n = placements.last().map_or(0, |last| last.event + 1);
                placements.iter().map(move |place| Placement { event: place.event + copy * n, ..*place })
            })
            .collect();
        let lane = OneLane::new(&placements);
        let scene = lane.scene(scale, metrics(0), &|_| 40.0);
        let Some(drawn) = scene.lanes.first() else {
            return Ok(());
        };
        let view = scale.visible_span();
        let (first, last) = (view.first.number(), view.last.number());
        let before = placements.iter().filter(|place| reach(place).1 < first).count();
        let after = placements.iter().filter(|place| reach(place).0 > last).count();
        prop_assert_eq!((drawn.before, drawn.after), (before, after));
        if let Some(strip) = &drawn.strip {
            prop_assert_eq!(drawn.detail, Detail::Density);
            prop_assert!(scene.items.is_empty());
            for bin in &strip.bins {
                let end = bin.first_day + bin.n_days;
                let possible = placements.iter().filter(|place| {
                    let (from, to) = reach(place);
                    from < end && to >= bin.first_day
                });
                let beginning = placements.iter().filter(|place| {
                    (bin.first_day..end).contains(&place.known_span().first.number())
                });
                prop_assert_eq!(bin.count.possible as usize, possible.count());
                prop_assert_eq!(bin.count.beginning as usize, beginning.count());
                prop_assert!(bin.count.possible <= strip.most);
            }
            // No day in view that something may lie in is without a bin.
            for place in &placements {
                let (from, to) = reach(place);
                let day = from.max(first);
                let is_in = strip.bins.iter().any(|bin| {
                    (bin.first_day..bin.first_day + bin.n_days).contains(&day)
                });
                prop_assert!(day > to.min(last) || is_in);
            }
            return Ok(());
        }
        let mut found: Vec<(usize, Option<usize>)> = scene
            .items
            .iter()
            .flat_map(|item| match item {
                SceneItem::Event(item) => vec![(item.event, item.source)],
                SceneItem::Cluster(item) => {
                    item.placements.iter().map(|place| (place.event, place.source)).collect()
                }
            })
            .collect();
        found.sort_unstable();
        let n_found = found.len();
        found.dedup();
        prop_assert_eq!(found.len(), n_found, "each once");
        for place in &placements {
            let (from, to) = reach(place);
            let is_in_view = from <= last && to >= first;
            let key = (place.event, place.source);
            prop_assert!(!is_in_view || has_unknown_limit(&place.mark) || found.binary_search(&key).is_ok());
        }
        for (position, a) in scene.items.iter().enumerate() {
            for b in scene.items.iter().skip(position + 1).filter(|b| b.row() == a.row()) {
                let ((a0, a1), (b0, b1)) = (a.extent_with_label(), b.extent_with_label());
                prop_assert!(a1 <= b0 + 1e-6 || b1 <= a0 + 1e-6, "{a:?} overlaps {b:?}");
            }
        }
    }

    #[test]
    fn panning_moves_no_mark_of_a_large_lane_to_another_row(
        placements in any_placements(), scale in any_scale(),
        steps in proptest::collection::vec(-0.4..0.4_f64, 1..12),
    ) {
        let lane = OneLane::new(&placements);
        let mut layouts = Layouts::default();
        let mut scale = scale;
        let rows = |scene: &Scene| -> Vec<((usize, Option<usize>), usize)> {
            let events = scene.items.iter().filter_map(|item| match item {
                // A label that flips may take its mark along.
                SceneItem::Event(item) if item.label.side == super::super::LabelSide::None => {
                    Some(((item.event, item.source), item.row))
                }
                _ => None,
            });
            events.collect()
        };
        let mut before = layouts.layout(&lane.input(scale, metrics(0), &|_| 0.0));
        for step in steps {
            scale = scale.panned(step * scale.width_points());
            let after = layouts.layout(&lane.input(scale, metrics(0), &|_| 0.0));
            let is_same = |scene: &Scene| scene.lanes.first().map(|lane| (lane.detail, lane.height));
            if is_same(&before) == is_same(&after) {
                let known = rows(&before);
                for (key, row) in rows(&after) {
                    let was = known.iter().find(|(other, _)| *other == key);
                    prop_assert!(was.is_none_or(|(_, was)| *was == row), "{:?}", key);
                }
            }
            before = after;
        }
    }
}

proptest! {
    #[test]
    fn what_is_kept_between_layouts_never_shows(
        placements in any_placements(), other in any_placements(),
        steps in proptest::collection::vec((0..4_usize, any::<bool>(), any_scale()), 1..8),
        max_whole in prop_oneof![Just(0_usize), Just(2_000)],
    ) {
        let mut kept = Layouts::default();
        let mut versions = Versions::default();
        let mut last = None;
        for (modulus, is_other, scale) in steps {
            let placements = if is_other { &other } else { &placements };
            let n_events = placements.iter().map(|place| place.event + 1).max().unwrap_or(0);
            let passes = Bits::from_fn(n_events, |event| modulus == 0 || !event.is_multiple_of(modulus + 1));
            let lane = OneLane::passing(placements, (modulus > 0).then_some(&passes));
            if last != Some((modulus, is_other)) {
                versions.shown += 1;
            }
            versions.lanes += u64::from(last.is_some_and(|(_, was)| was != is_other));
            last = Some((modulus, is_other));
            let label = |_: &Placement| 0.0;
            let mut input = lane.input(scale, metrics(max_whole), &label);
            input.versions = versions;
            let scene = kept.layout(&input);
            let fresh = Layouts::default().layout(&input);
            let counts = |scene: &Scene| -> Vec<_> {
                let lanes = scene.lanes.iter();
                lanes.map(|lane| (lane.count, lane.before, lane.after, lane.in_view)).collect()
            };
            prop_assert_eq!(counts(&scene), counts(&fresh));
            // Of a large lane, rows and the detail depend on what was in view before.
            if max_whole > 0 {
                prop_assert_eq!(&scene, &fresh);
            } else {
                let strip = |scene: &Scene| scene.lanes.first().and_then(|lane| lane.strip.clone());
                if let (Some(a), Some(b)) = (&strip(&scene), &strip(&fresh)) {
                    let counted = |bins: &super::super::Strip| {
                        let days = bins.bins.iter().map(|bin| bin.n_days).max();
                        (days, bins.bins.iter().map(|bin| (bin.first_day, bin.count)).collect::<Vec<_>>())
                    };
                    let ((days_a, a), (days_b, b)) = (counted(a), counted(b));
                    prop_assert!(days_a != days_b || a == b);
                }
            }
        }
    }
}

/// Two hundred entities of a few events each.
struct Many {
    columns: Columns,
    lanes: Lanes,
    shown: Shown,
    marks: super::super::testing::Drawn,
}

impl Many {
    fn new() -> Self {
        let names: Vec<String> = (0..700)
            .map(|number| format!("e{}", number % 700))
            .collect();
        let names: Vec<[&str; 1]> = names.iter().map(|name| [name.as_str()]).collect();
        let drafts: Vec<Draft<'_>> = (0..1_400)
            .map(|number: usize| Draft {
                when: ["1970-01-21", "1970-02", "1970-03-04", "1970"][number % 4],
                speakers: &names[number % 700],
                ..Draft::default()
            })
            .collect();
        let project = project(&drafts);
        let placements = placements(&project, Axis::Happened, &own_time(&project));
        let columns = Columns::new(drafts.len(), placements.clone());
        let lanes = Lanes::new(&project, LaneBy::Entity, &columns);
        Self {
            shown: Shown::new(&columns, &lanes, None),
            columns,
            lanes,
            marks: super::super::testing::Drawn(placements),
        }
    }

    fn input(&self, window_height: Option<f64>) -> LayoutInput<'_> {
        LayoutInput {
            columns: &self.columns,
            lanes: &self.lanes,
            shown: &self.shown,
            marks: &self.marks,
            scale: Scale::new(0.0, 4.0, 800.0),
            metrics: Metrics::default(),
            label_width: &|_| 30.0,
            versions: Versions::default(),
            chosen: &[],
            window_height,
        }
    }
}

/// The lanes of a scene by number, and where they are in its window.
fn in_window(scene: &Scene) -> Vec<(usize, f64)> {
    let lanes = scene.lanes.iter();
    lanes
        .map(|lane| (lane.number, lane.y - scene.top))
        .collect()
}

#[test]
fn what_hangs_over_from_a_cluster_out_of_view_is_told_whatever_the_size_of_its_lane() {
    let marks = vec![Some(super::super::testing::throughout(0, 2_000)); 30];
    let placements = super::super::testing::once_each(&marks);
    let lane = OneLane::new(&placements);
    for max_whole in [0, 2_000] {
        let scale = Scale::new(1_000.0, 1.0, 800.0);
        let scene = lane.scene(scale, metrics(max_whole), &|_| 0.0);
        let shown: usize = scene.items.iter().map(|item| item.events().len()).sum();
        assert_eq!(
            (shown, scene.lanes[0].before, scene.lanes[0].in_view),
            (30, 0, 30),
            "{max_whole}"
        );
    }
}

#[test]
fn intervals_of_one_lane_do_not_count_in_another() {
    let draft = |number: usize| Draft {
        when: ["1970-01-01/1970-12-31", "1970-06"][number % 2],
        kind: if number < 40 { "word" } else { "deed" },
        ..Draft::default()
    };
    let drafts: Vec<Draft<'_>> = (0..90).map(draft).collect();
    let project = project(&drafts);
    let placements = placements(&project, Axis::Happened, &own_time(&project));
    let columns = Columns::new(drafts.len(), placements);
    let lanes = Lanes::new(&project, LaneBy::Kind, &columns);
    let shown = Shown::new(&columns, &lanes, None);
    for n in 0..2 {
        let (lane, _) = shown.nth_lane(&lanes, n).expect("a lane");
        let own = lanes.slots(lane);
        // The first of March: the long ones only.
        let slots = shown.slots_between(&lanes, lane, 59, 60);
        assert_eq!(slots.len(), own.len() / 2);
        assert!(slots.iter().all(|slot| own.contains(&(*slot as usize))));
        let [from, to] = [59, 60].map(|day| Shown::edge(&lanes, lane, day));
        assert_eq!(
            shown.between(&lanes, lane, from, to).possible as usize,
            own.len() / 2
        );
    }
}

#[test]
fn only_the_lanes_in_the_window_are_laid_out_and_they_fill_it() {
    let many = Many::new();
    let mut layouts = Layouts::default();
    for _ in 0..400 {
        let scene = layouts.layout(&many.input(Some(300.0)));
        let lanes = in_window(&scene);
        assert!(lanes.len() < 14, "{} lanes", lanes.len());
        assert!(lanes[0].1 <= 0.0);
        let last = scene.lanes.last().expect("a lane");
        assert!(last.y + last.height - scene.top >= 300.0 - 1e-6);
        assert!(lanes.is_sorted_by(|a, b| a.0 + 1 == b.0 && a.1 < b.1));
        layouts.scroll_by(97.0);
    }
    let scene = layouts.layout(&many.input(Some(300.0)));
    assert_eq!(
        scene.lanes.last().map(|lane| lane.number),
        Some(699),
        "at the end"
    );
}

#[test]
fn scrolling_there_and_back_ends_where_it_began() {
    let many = Many::new();
    let mut layouts = Layouts::default();
    layouts.layout(&many.input(Some(300.0)));
    layouts.scroll_to(7_013.0);
    let begun = in_window(&layouts.layout(&many.input(Some(300.0))));
    for _ in 0..50 {
        layouts.scroll_by(130.0);
        layouts.layout(&many.input(Some(300.0)));
    }
    for _ in 0..50 {
        layouts.scroll_by(-130.0);
        layouts.layout(&many.input(Some(300.0)));
    }
    let back = in_window(&layouts.layout(&many.input(Some(300.0))));
    assert_eq!(back.len(), begun.len());
    for (back, begun) in back.iter().zip(&begun) {
        assert!(
            back.0 == begun.0 && (back.1 - begun.1).abs() < 1e-6,
            "{back:?} {begun:?}"
        );
    }
}

#[test]
fn a_zoom_step_keeps_the_topmost_lane_where_it_is() {
    let many = Many::new();
    let mut layouts = Layouts::default();
    layouts.layout(&many.input(Some(300.0)));
    layouts.scroll_to(9_000.0);
    let before = in_window(&layouts.layout(&many.input(Some(300.0))));
    let mut input = many.input(Some(300.0));
    input.scale = Scale::new(0.0, 1.0, 800.0);
    let after = in_window(&layouts.layout(&input));
    assert_eq!(after[0].0, before[0].0);
}

#[test]
fn what_is_asked_for_comes_into_the_window_with_as_little_scrolling_as_is_needed() {
    let many = Many::new();
    let mut layouts = Layouts::default();
    let lane_at = |layouts: &mut Layouts, lane: usize| {
        let scene = layouts.layout(&many.input(Some(300.0)));
        in_window(&scene)
            .into_iter()
            .find(|(number, _)| *number == lane)
    };
    for lane in [699, 0, 350, 340, 349] {
        layouts.reveal(lane, 6.0, 18.0);
        let found = lane_at(&mut layouts, lane);
        let (_, y) = found.expect("it is laid out");
        assert!(y + 6.0 >= 0.0 && y + 24.0 <= 300.0, "lane {lane} at {y}");
    }
    let before = in_window(&layouts.layout(&many.input(Some(300.0))));
    layouts.reveal(before[1].0, 6.0, 18.0);
    let after = in_window(&layouts.layout(&many.input(Some(300.0))));
    assert_eq!(before, after, "it was there");
}

#[test]
fn a_detail_is_kept_a_little_longer_than_it_would_be_taken_up() {
    let day = |number: i64| super::super::testing::point(number);
    let marks: Vec<Option<Mark>> = (0..1_000).map(|number| Some(day(number / 4))).collect();
    let placements = super::super::testing::once_each(&marks);
    let lane = OneLane::new(&placements);
    let detail = |layouts: &mut Layouts, points_per_day: f64| {
        let scale = Scale::new(100.0, points_per_day, 1_000.0);
        let scene = layouts.layout(&lane.input(scale, metrics(0), &|_| 40.0));
        scene.lanes[0].detail
    };
    let mut layouts = Layouts::default();
    let zooms: Vec<f64> = (0..40).map(|step| 2.0 * 1.15_f64.powi(step)).collect();
    let inward: Vec<Detail> = zooms
        .iter()
        .map(|zoom| detail(&mut layouts, *zoom))
        .collect();
    let outward: Vec<Detail> = zooms
        .iter()
        .rev()
        .map(|zoom| detail(&mut layouts, *zoom))
        .collect();
    assert!(inward.is_sorted(), "{inward:?}");
    let outward: Vec<Detail> = outward.into_iter().rev().collect();
    assert!(outward.is_sorted(), "{outward:?}");
    assert!(inward.contains(&Detail::Marks) && inward.contains(&Detail::Labels));
    let is_finer = |(outward, inward): (&Detail, &Detail)| outward >= inward;
    assert!(outward.iter().zip(&inward).all(is_finer));
    assert_ne!(outward, inward);
}
