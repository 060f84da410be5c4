//! What ties an event to its other places in time: to what it stands for on the other axis, and to where
//! else it stands on this one. Geometry only: for each lane in which the event is in view, a line along
//! the top of the row of its first mark, with a tick for each place that has no mark in the lane and a
//! tooth down or up to each mark in another row.
//!
//! ```text
//!        ┌──────○───────────┬────────▭────→
//!    ●  its mark            ●  another row
//! ```

use super::mark::Mark;
use super::pack::{extent_points, widened};
use super::placement::Placement;
use super::scale::Scale;
use super::scene::{Metrics, Scene, SceneItem};

/// The places of one event: those on the axis that is shown, and those on the other.
#[derive(Clone, Copy, Debug)]
pub struct Places<'a> {
    pub event: usize,
    pub here: &'a [Placement],
    pub other: &'a [Placement],
}

/// The line of one event in one lane. `x` and `y` are those of the scene.
#[derive(Clone, Debug, PartialEq)]
pub struct Thread {
    pub event: usize,
    /// Position in the scene.
    pub lane: usize,
    /// The top of the row of the event's first mark in the lane.
    pub y: f64,
    /// From where to where it goes, clipped to the view.
    pub x0: f64,
    pub x1: f64,
    pub ticks: Vec<ThreadTick>,
    pub teeth: Vec<Tooth>,
    /// Places that are out of view to the left and to the right: the line ends in an arrow.
    pub before: Vec<Placement>,
    pub after: Vec<Placement>,
}

/// A place that has no mark in the lane, over the whole time that it can have been.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ThreadTick {
    pub placement: Placement,
    pub x0: f64,
    pub x1: f64,
}

/// Another mark of the event in the lane: its middle, and the top of its row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tooth {
    pub x: f64,
    pub y: f64,
}

/// The lines of an event, one a lane in which any of its marks is in view and there is anywhere to lead
/// to.
pub fn threads(
    scene: &Scene,
    scale: &Scale,
    metrics: &Metrics,
    places: &Places<'_>,
) -> Vec<Thread> {
    let lanes = scene.lanes.iter().enumerate();
    lanes
        .filter_map(|(position, lane)| {
            let items = scene.items.get(lane.items.clone()).unwrap_or_default();
            let own: Vec<&SceneItem> = items
                .iter()
                .filter(|item| item.events().contains(&places.event))
                .collect();
            thread(position, &own, scale, metrics, places)
        })
        .collect()
}

fn thread(
    lane: usize,
    own: &[&SceneItem],
    scale: &Scale,
    metrics: &Metrics,
    places: &Places<'_>,
) -> Option<Thread> {
    let width = scale.width_points();
    let middle = |item: &SceneItem| {
        let (x0, x1) = item.mark_extent();
        x0.max(0.0).midpoint(x1.min(width))
    };
    let first = own.iter().min_by(|a, b| middle(a).total_cmp(&middle(b)))?;
    let mut thread = Thread {
        event: places.event,
        lane,
        y: first.y(),
        x0: middle(first),
        x1: middle(first),
        ticks: Vec::new(),
        teeth: Vec::new(),
        before: Vec::new(),
        after: Vec::new(),
    };
    for item in own {
        let (x, y) = (middle(item), item.y());
        thread.reach(x, x);
        if item.row() != first.row() {
            thread.teeth.push(Tooth { x, y });
        }
    }
    let has_mark = |placement: &Placement| {
        own.iter()
            .any(|item| item.holds(placement.event, placement.source))
    };
    let here = places.here.iter().filter(|placement| !has_mark(placement));
    for placement in here.chain(places.other) {
        let (x0, x1) = tick_extent(&placement.mark, scale, metrics);
        if x1 <= 0.0 {
            thread.before.push(*placement);
            thread.reach(0.0, 0.0);
        } else if x0 >= width {
            thread.after.push(*placement);
            thread.reach(width, width);
        } else {
            thread.reach(x0.max(0.0), x1.min(width));
            let placement = *placement;
            thread.ticks.push(ThreadTick { placement, x0, x1 });
        }
    }
    let is_alone = thread.teeth.is_empty()
        && thread.ticks.is_empty()
        && thread.before.is_empty()
        && thread.after.is_empty()
        && thread.x0 >= thread.x1;
    (!is_alone).then_some(thread)
}

impl Thread {
    fn reach(&mut self, x0: f64, x1: f64) {
        self.x0 = self.x0.min(x0);
        self.x1 = self.x1.max(x1);
    }
}

/// As a mark would reach: from the earliest to the latest that it can have been.
fn tick_extent(mark: &Mark, scale: &Scale, metrics: &Metrics) -> (f64, f64) {
    let extent = extent_points(mark, |day| scale.x_from_day(day), metrics.unknown_points);
    widened(extent, metrics.min_tick_width)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::testing::{OneLane, any_placements, placed, point, within};
    use super::*;

    const METRICS: Metrics = Metrics {
        row_height: 10.0,
        lane_padding: 5.0,
        min_mark_width: 4.0,
        min_tick_width: 4.0,
        unknown_points: 10.0,
        label_gap: 1.0,
        item_gap: 2.0,
        cluster_width: 10.0,
        min_label_width: 8.0,
        min_rows: 1,
        max_rows: 3,
        max_whole: 2_000,
        large_rows: 3,
    };

    fn scene(placements: &[Placement], scale: Scale) -> Scene {
        OneLane::new(placements).scene(scale, METRICS, &|_| 0.0)
    }

    fn of(placements: &[Placement], event: usize) -> Vec<Placement> {
        let own = placements.iter().filter(|place| place.event == event);
        own.copied().collect()
    }

    fn threads_of(here: &[Placement], other: &[Placement], event: usize) -> Vec<Thread> {
        let scale = Scale::new(0.0, 1.0, 100.0);
        let places = Places {
            event,
            here: &of(here, event),
            other: &of(other, event),
        };
        threads(&scene(here, scale), &scale, &METRICS, &places)
    }

    #[test]
    fn from_its_mark_a_line_leads_to_each_of_its_publications() {
        let happened = [Placement {
            source: None,
            ..placed(0, 0, point(20))
        }];
        let reported = [
            placed(0, 3, within(40, 49)),
            placed(0, 1, point(70)),
            placed(0, 2, point(120)),
        ];
        let threads = threads_of(&happened, &reported, 0);
        let [thread] = &threads[..] else {
            panic!("one lane, one line");
        };
        assert_eq!((thread.y, thread.x0, thread.x1), (5.0, 20.5, 100.0));
        let ticks: Vec<_> = thread
            .ticks
            .iter()
            .map(|tick| (tick.placement.source, tick.x0, tick.x1))
            .collect();
        assert_eq!(ticks, [(Some(3), 40.0, 50.0), (Some(1), 68.5, 72.5)]);
        assert_eq!((thread.before.len(), thread.after.len()), (0, 1));
        assert_eq!(thread.teeth, []);
    }

    #[test]
    fn between_several_marks_it_has_teeth_and_the_other_time_is_a_tick() {
        let reported = [
            placed(0, 0, point(50)),
            placed(0, 1, point(51)),
            placed(0, 2, point(90)),
        ];
        let happened = [Placement {
            source: None,
            ..placed(0, 0, point(-9))
        }];
        let threads = threads_of(&reported, &happened, 0);
        let [thread] = &threads[..] else {
            panic!("one lane, one line");
        };
        assert_eq!((thread.x0, thread.x1), (0.0, 90.5));
        assert_eq!(thread.teeth, [Tooth { x: 51.5, y: 15.0 }]);
        assert_eq!((thread.before.len(), thread.ticks.len()), (1, 0));
    }

    #[test]
    fn an_event_of_one_place_and_one_out_of_view_has_no_line() {
        let here = [placed(0, 0, point(20)), placed(1, 0, point(-20))];
        assert_eq!(threads_of(&here, &[], 0), []);
        assert_eq!(threads_of(&here, &[placed(1, 0, point(30))], 1), []);
    }

    proptest! {
        #[test]
        fn every_other_place_is_a_tick_or_out_of_view_and_nothing_leaves_the_view(
            here in any_placements(), other in any_placements(),
            first_day in -600.0..400.0, zoom in -4.0..6.0, width in 50.0..800.0,
        ) {
            let scale = Scale::new(first_day, f64::exp2(zoom), width);
            let scene = scene(&here, scale);
            for event in 0..here.last().map_or(0, |last| last.event + 1) {
                let places = Places {
                    event,
                    here: &of(&here, event),
                    other: &of(&other, event),
                };
                for thread in threads(&scene, &scale, &METRICS, &places) {
                    let drawn = |placement: &&Placement| {
                        scene.items.iter().any(|item| item.holds(event, placement.source))
                    };
                    let n_drawn = places.here.iter().filter(drawn).count();
                    let n_told = thread.ticks.len() + thread.before.len() + thread.after.len();
                    prop_assert_eq!(n_told + n_drawn, places.here.len() + places.other.len());
                    prop_assert!(0.0 <= thread.x0 && thread.x0 <= thread.x1 && thread.x1 <= width);
                    for tick in &thread.ticks {
                        prop_assert!(tick.x0 < width && tick.x1 > 0.0);
                    }
                    for tooth in &thread.teeth {
                        prop_assert!(thread.x0 <= tooth.x && tooth.x <= thread.x1);
                    }
                }
            }
        }
    }
}
