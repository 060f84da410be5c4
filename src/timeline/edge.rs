//! What has no row of its own and stands in a cluster out of view, but reaches into the view itself: a cluster at the
//! view's left edge, so that nothing in view goes untold.

use super::mark::Mark;
use super::placement::{Placement, distinct_events};
use super::scale::Scale;
use super::scene::{ClusterItem, Metrics, SceneItem};

/// Of what stands in a cluster, that which is in view itself.
pub(super) fn reaching(clustered: &[Placement], scale: &Scale) -> Vec<Placement> {
    let in_view = clustered
        .iter()
        .filter(|place| reaches_into_view(&place.mark, scale));
    in_view.copied().collect()
}

fn reaches_into_view(mark: &Mark, scale: &Scale) -> bool {
    let (start, end) = mark.extent_days();
    scale.x_from_day(start) < scale.width_points() && scale.x_from_day(end) > 0.0
}

/// Puts them into a cluster at the left edge of the row of clusters, with whatever else would stand there.
pub(super) fn at_left_edge(
    items: Vec<SceneItem>,
    mut reaching: Vec<Placement>,
    row: usize,
    metrics: &Metrics,
) -> Vec<SceneItem> {
    if reaching.is_empty() {
        return items;
    }
    let is_there =
        |item: &SceneItem| item.row() == row && item.mark_extent().0 < metrics.cluster_width;
    let (there, mut others): (Vec<_>, Vec<_>) = items.into_iter().partition(is_there);
    for item in there {
        match item {
            SceneItem::Event(item) => reaching.push(item.placement()),
            SceneItem::Cluster(item) => reaching.extend(item.placements.iter().copied()),
        }
    }
    others.push(SceneItem::Cluster(ClusterItem {
        lane: 0,
        row,
        x0: 0.0,
        x1: metrics.cluster_width - metrics.item_gap,
        y: 0.0,
        events: distinct_events(reaching.iter()).into(),
        placements: reaching.into(),
    }));
    others
}
