//! What holds for every layout, whatever the project and the view, against plain loops.

#![expect(clippy::float_cmp, reason = "what is the same must be so to the bit")]

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::super::testing::{OneLane, any_placements};
use super::super::{
    Area, Direction, Extent, Hit, LabelSide, Spot, Stops, events_in, hit_test, items_in,
};
use super::*;

fn any_scale() -> impl Strategy<Value = Scale> {
    (-600.0..400.0, -4.0..6.0, 50.0..800.0).prop_map(|(first_day, zoom, width): (f64, f64, f64)| {
        Scale::new(first_day, zoom.exp2(), width)
    })
}

fn any_metrics() -> impl Strategy<Value = Metrics> {
    (1..6_usize, 1..3_usize, 0.0..20.0).prop_map(|(max_rows, min_rows, min_mark_width)| Metrics {
        min_mark_width,
        min_rows,
        max_rows,
        ..Metrics::default()
    })
}

/// Labels of different widths, some events without.
fn uneven_width(placement: &Placement) -> f64 {
    let number = placement.event + placement.source.unwrap_or(0);
    [0.0, 30.0, 70.0, 120.0, 15.0][number % 5]
}

/// The event and source of everything that is drawn, clusters taken apart.
fn drawn(scene: &Scene) -> Vec<(usize, Option<usize>)> {
    let key = |placement: &Placement| (placement.event, placement.source);
    scene
        .items
        .iter()
        .flat_map(|item| match item {
            SceneItem::Event(item) => vec![key(&item.placement())],
            SceneItem::Cluster(item) => item.placements.iter().map(key).collect(),
        })
        .collect()
}

fn distinct(events: impl Iterator<Item = usize>) -> usize {
    events.collect::<BTreeSet<usize>>().len()
}

fn scene_of(
    placements: &[Placement],
    scale: Scale,
    metrics: Metrics,
    label_width: &dyn Fn(&Placement) -> f64,
) -> Scene {
    OneLane::new(placements).scene(scale, metrics, label_width)
}

proptest! {
    #[test]
    fn no_two_items_of_a_row_overlap(
        placements in any_placements(), scale in any_scale(), metrics in any_metrics(),
    ) {
        let scene = scene_of(&placements, scale, metrics, &uneven_width);
        for (position, a) in scene.items.iter().enumerate() {
            for b in scene.items.iter().skip(position + 1).filter(|b| b.row() == a.row()) {
                let ((a0, a1), (b0, b1)) = (a.extent_with_label(), b.extent_with_label());
                prop_assert!(a1 <= b0 + 1e-6 || b1 <= a0 + 1e-6, "{a:?} overlaps {b:?}");
            }
        }
    }

    #[test]
    fn every_place_is_in_one_item_or_out_of_view_and_events_are_counted_once(
        placements in any_placements(), scale in any_scale(), metrics in any_metrics(),
    ) {
        let scene = scene_of(&placements, scale, metrics, &uneven_width);
        let Some(lane) = scene.lanes.first() else {
            return Ok(());
        };
        let mut found = drawn(&scene);
        found.sort_unstable();
        let n_drawn = found.len();
        found.dedup();
        prop_assert_eq!(found.len(), n_drawn, "drawn twice");
        let hidden: Vec<&Placement> = placements
            .iter()
            .filter(|placement| found.binary_search(&(placement.event, placement.source)).is_err())
            .collect();
        prop_assert_eq!(n_drawn + hidden.len(), placements.len());
        prop_assert_eq!(lane.count, distinct(placements.iter().map(|placement| placement.event)));
        // What is not drawn is on one side or the other, so its events are counted there or here.
        let n_hidden = distinct(hidden.iter().map(|placement| placement.event));
        prop_assert!(n_hidden <= lane.before + lane.after);
        prop_assert!(lane.before + lane.after <= hidden.len());
        prop_assert!(lane.before.max(lane.after) <= n_hidden);
        let is_once = placements.len() == lane.count;
        prop_assert!(!is_once || n_drawn + lane.before + lane.after == lane.count);
        for item in &scene.items {
            if let SceneItem::Cluster(cluster) = item {
                let events = distinct(cluster.placements.iter().map(|placement| placement.event));
                prop_assert_eq!(cluster.events.len(), events);
                prop_assert_eq!(distinct(cluster.events.iter().copied()), events);
            }
        }
    }

    #[test]
    fn items_are_in_view_and_in_their_lane_and_in_order(
        placements in any_placements(), scale in any_scale(), metrics in any_metrics(),
    ) {
        let scene = scene_of(&placements, scale, metrics, &uneven_width);
        let Some(lane) = scene.lanes.first() else {
            return Ok(());
        };
        prop_assert!(lane.n_rows <= metrics.max_rows.max(metrics.min_rows));
        for item in &scene.items {
            let (x0, x1) = item.mark_extent();
            prop_assert!(x0 < scale.width_points() && x1 > 0.0);
            prop_assert!(item.row() < lane.n_rows);
            if let SceneItem::Event(item) = item {
                let Extent { start_x0, start_x1, end_x0, end_x1, .. } = item.extent;
                prop_assert!(start_x0 <= start_x1 && start_x1 <= end_x0 && end_x0 <= end_x1, "{item:?}");
                if item.label.side != LabelSide::None {
                    let label_end = item.label.x + item.label.width;
                    prop_assert!(item.label.x >= 0.0 && label_end <= scale.width_points() + 1e-6);
                }
            }
        }
        let order = |item: &SceneItem| (item.row(), item.mark_extent().0);
        prop_assert!(scene.items.is_sorted_by(|a, b| order(a) <= order(b)));
    }

    #[test]
    fn panning_moves_only_what_is_near_the_right_edge_to_another_row(
        placements in any_placements(), scale in any_scale(), metrics in any_metrics(), part in -0.5..0.5,
    ) {
        let panned = scale.panned(part * scale.width_points());
        let (before, after) = (scene_of(&placements, scale, metrics, &uneven_width), scene_of(&placements, panned, metrics, &uneven_width));
        prop_assert_eq!(before.height, after.height);
        let row = |scene: &Scene, place: &Placement| {
            scene.items.iter().find_map(|item| match item {
                SceneItem::Event(item) if item.placement() == *place && item.label.side != LabelSide::Left => {
                    Some(item.row)
                }
                _ => None,
            })
        };
        for place in &placements {
            if let (Some(a), Some(b)) = (row(&before, place), row(&after, place)) {
                prop_assert_eq!(a, b, "{:?}", place);
            }
        }
    }

    #[test]
    fn zooming_within_a_step_keeps_the_rows(
        placements in any_placements(), metrics in any_metrics(), zoom in -16..24_i32, part in 0.01..0.24,
    ) {
        // Without labels, as those may change sides.
        let rows = |log2: f64| {
            let scale = Scale::new(-100_000.0, log2.exp2(), 1e7);
            let scene = scene_of(&placements, scale, metrics, &|_| 0.0);
            let mut rows: Vec<(usize, Vec<usize>)> =
                scene.items.iter().map(|item| (item.row(), item.events().to_vec())).collect();
            rows.sort();
            rows
        };
        let step = f64::from(zoom) / 4.0;
        prop_assert_eq!(rows(step + 0.001), rows(step + part));
    }

    #[test]
    fn the_pointer_finds_what_a_scan_of_all_items_finds(
        placements in any_placements(), scale in any_scale(), x in 0.0..400.0, y in 0.0..120.0,
    ) {
        let scene = scene_of(&placements, scale, Metrics::default(), &uneven_width);
        let distance = |item: &SceneItem| {
            let (x0, x1) = item.extent_with_label();
            let dx: f64 = if x < x0 { x0 - x } else if x > x1 { x - x1 } else { 0.0 };
            let (y0, y1) = (item.y(), item.y() + scene.row_height);
            let dy: f64 = if y < y0 { y0 - y } else if y > y1 { y - y1 } else { 0.0 };
            dx.hypot(dy)
        };
        let least = scene.items.iter().map(distance).fold(f64::INFINITY, f64::min);
        match hit_test(&scene, x, y) {
            None => prop_assert!(least > 4.0 - 1e-9),
            Some(Hit::Event { item, .. } | Hit::Cluster { item, .. }) => {
                prop_assert!(least <= 4.0 + 1e-9);
                prop_assert!((distance(&scene.items[item]) - least).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn the_middle_of_every_mark_hits_that_mark(
        placements in any_placements(), scale in any_scale(), metrics in any_metrics(),
    ) {
        let scene = scene_of(&placements, scale, metrics, &uneven_width);
        for (position, item) in scene.items.iter().enumerate() {
            let (x0, x1) = item.mark_extent();
            let y = item.y() + scene.row_height / 2.0;
            match hit_test(&scene, x0.midpoint(x1), y) {
                Some(Hit::Event { item, .. } | Hit::Cluster { item, .. }) => {
                    prop_assert_eq!(item, position);
                }
                None => prop_assert!(false, "nothing hit"),
            }
        }
    }

    #[test]
    fn a_box_around_everything_holds_what_is_drawn(
        placements in any_placements(), scale in any_scale(), metrics in any_metrics(),
    ) {
        let scene = scene_of(&placements, scale, metrics, &uneven_width);
        let all = Area::between((scale.width_points(), scene.height), (0.0, 0.0));
        prop_assert_eq!(items_in(&scene, &all).len(), scene.items.len());
        let Some(lane) = scene.lanes.first() else {
            return Ok(());
        };
        let shown = distinct(drawn(&scene).into_iter().map(|(event, _)| event));
        prop_assert_eq!(events_in(&scene, &all).len(), shown);
        prop_assert!(shown + lane.before + lane.after >= lane.count);
        let above = Area::between((0.0, -9.0), (1e9, -1.0));
        prop_assert_eq!(items_in(&scene, &above), Vec::<usize>::new());
    }

    #[test]
    fn stepping_visits_every_event_of_a_lane_once(placements in any_placements()) {
        let lane = OneLane::new(&placements);
        let stops = Stops { columns: &lane.columns, lanes: &lane.lanes, shown: &lane.shown };
        let mut visited = Vec::new();
        let mut current: Option<Spot> = None;
        while let Some(next) = stops.next_in_lane(current, Direction::Forward).filter(|it| it.lane == 0) {
            if placements.is_empty() {
                break;
            }
            visited.push(next.event);
            current = Some(next);
        }
        prop_assert_eq!(&visited, &lane.shown.events_of(&lane.lanes, 0).collect::<Vec<_>>());
        let events = distinct(placements.iter().map(|placement| placement.event));
        prop_assert_eq!(visited.len(), events);
        prop_assert_eq!(distinct(visited.into_iter()), events);
    }
}
