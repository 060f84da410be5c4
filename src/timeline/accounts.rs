//! Where accounts that disagree stand within their event's mark: each a thin bar over the days that it
//! allows, one under the other. Pure geometry.

use super::mark::Mark;
use super::pack::{extent_points, widened};
use super::scale::Scale;
use super::scene::{EventItem, Metrics};

/// The left and right edge of each account's bar, in points. An account that does not concern time takes
/// up what its event does.
pub fn account_bars(
    item: &EventItem,
    marks: &[Option<Mark>],
    scale: &Scale,
    metrics: &Metrics,
) -> Vec<(f64, f64)> {
    let bar = |mark: &Option<Mark>| {
        let Some(mark) = mark else {
            return (item.x0, item.x1);
        };
        let x_from_day = |day| scale.x_from_day(day);
        let extent = extent_points(mark, x_from_day, metrics.unknown_points);
        // Of several in one row each is seen if it is half as wide as a mark.
        let (x0, x1) = widened(extent, metrics.min_mark_width / 2.0);
        (x0.max(item.x0), x1.min(item.x1))
    };
    marks.iter().map(bar).collect()
}

#[cfg(test)]
mod tests {
    use super::super::placement::Placement;
    use super::super::scene::SceneItem;
    use super::super::testing::{OneLane, mark};
    use super::*;

    #[test]
    fn every_account_stands_where_it_says_within_the_mark_of_its_event() {
        let placements = [Placement {
            event: 0,
            source: None,
            mark: mark("[1970-01-01..1970-01-21]").expect("dated"),
        }];
        let scale = Scale::showing(0.0, 100.0, 1000.0);
        let metrics = Metrics::default();
        let scene = OneLane::new(&placements).scene(scale, metrics, &|_| 0.0);
        let [SceneItem::Event(item)] = scene.items.as_slice() else {
            panic!("{:?}", scene.items);
        };
        let marks = [mark("1970-01-03"), mark("1970-01-11/1970-01-12"), None];
        assert_eq!(
            account_bars(item, &marks, &scale, &metrics),
            [(20.0, 30.0), (100.0, 120.0), (0.0, 210.0)]
        );
        // From afar a day is still to be seen, and no bar leaves its mark.
        let far = Scale::showing(-50_000.0, 50_000.0, 1000.0);
        let bars = account_bars(item, &marks, &far, &metrics);
        assert!(bars.iter().all(|(x0, x1)| item.x0 <= *x0 && *x1 <= item.x1));
    }
}
