//! From lanes, what of them is shown, and a scale to a scene. Of many lanes only those in the window are laid out,
//! and of a large lane only what is in view: the cost of a frame does not grow with the number of events.
//! Knows nothing of fonts: the width of a label is asked for.

use super::columns::{Columns, Marks};
use super::density::Level;
use super::lanes::Lanes;
use super::pack::packing_zoom;
use super::placement::Placement;
use super::scale::Scale;
use super::scene::{LaneScene, Metrics, Scene, SceneItem};
use super::shown::Shown;
use super::states::{LaneState, States};

/// So much is laid out as a whole, whether it is in the window or not: then nothing changes its height on
/// coming into view.
const MAX_EVERYTHING: usize = 4_000;
const MAX_LANES: usize = 500;

/// What a scene is laid out from.
#[derive(Clone, Copy)]
#[expect(
    missing_debug_implementations,
    reason = "holds functions of the caller's"
)]
pub struct LayoutInput<'a> {
    pub columns: &'a Columns,
    pub lanes: &'a Lanes,
    pub shown: &'a Shown,
    pub marks: &'a dyn Marks,
    pub scale: Scale,
    pub metrics: Metrics,
    /// The width in points of a short label with its badges; 0 for none. Must not change with the
    /// view, or marks would change rows on panning.
    pub label_width: &'a dyn Fn(&Placement) -> f64,
    pub versions: Versions,
    /// Events that are drawn even where a lane shows counts: those that are selected.
    pub chosen: &'a [usize],
    /// The height of what is asked for, from [`Layouts`]' place on; `None`: all lanes.
    pub window_height: Option<f64>,
}

/// Numbers that change whenever something else is to be laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Versions {
    /// Of columns, lanes and labels.
    pub lanes: u64,
    /// Of what passes the filter.
    pub shown: u64,
}

/// What is kept from one layout to the next: rows, counts, and which lane is topmost in the window.
#[derive(Debug, Default)]
pub struct Layouts {
    versions: Versions,
    states: States,
    level: Option<Level>,
    /// How much is shown in each lane, from the top.
    standing: Vec<usize>,
    top: Top,
    asked: Option<Scroll>,
}

/// The place of the window: so far below the top of a lane, which is given by its number.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Top {
    lane: usize,
    offset: f64,
}

/// Where the window is to go, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Scroll {
    By(f64),
    /// So that its top is there.
    To(f64),
    /// As little as brings this part of a lane into it.
    Reveal {
        lane: usize,
        y: f64,
        height: f64,
    },
}

impl Layouts {
    pub fn scroll_by(&mut self, points: f64) {
        let before = match self.asked {
            Some(Scroll::By(points)) => points,
            _ => 0.0,
        };
        self.asked = Some(Scroll::By(before + points));
    }

    pub fn scroll_to(&mut self, y: f64) {
        self.asked = Some(Scroll::To(y));
    }

    /// Brings a part of a lane (by its number from the top) into the window.
    pub fn reveal(&mut self, lane: usize, y: f64, height: f64) {
        self.asked = Some(Scroll::Reveal { lane, y, height });
    }

    /// Lays out the lanes that are in the window. All that stands in a lane is in one item, counted in its
    /// strip, or out of view on one side.
    pub fn layout(&mut self, input: &LayoutInput<'_>) -> Scene {
        self.keep_what_holds(input);
        let level = Level::of(input.scale.points_per_day(), self.level);
        self.level = Some(level);
        let mut run = Run {
            input,
            level,
            zoom: packing_zoom(input.scale.points_per_day()),
            states: &mut self.states,
            standing: &self.standing,
            heights: Vec::new(),
            packs_all: false,
        };
        run.estimate();
        match input.window_height {
            None => run.scene(0, 0.0, f64::INFINITY),
            Some(height) => {
                self.top = run.scrolled(self.top, self.asked.take(), height);
                let scene = run.scene(self.top.lane, self.top.offset, height);
                run.forget_far(&scene);
                scene
            }
        }
    }

    fn keep_what_holds(&mut self, input: &LayoutInput<'_>) {
        if self.versions.lanes != input.versions.lanes {
            self.states.clear();
        }
        if self.versions != input.versions || self.standing.len() != input.shown.lanes().len() {
            let lanes = input.shown.lanes().iter();
            self.standing = lanes
                .map(|lane| input.shown.n_standing(input.lanes, *lane as usize))
                .collect();
        }
        self.versions = input.versions;
    }
}

/// One layout.
struct Run<'a> {
    input: &'a LayoutInput<'a>,
    level: Level,
    zoom: f64,
    states: &'a mut States,
    standing: &'a [usize],
    /// Of every shown lane; of those not in the window perhaps an estimate.
    heights: Vec<f64>,
    /// Everything is laid out, whether it is in the window or not.
    packs_all: bool,
}

impl Run<'_> {
    /// Packs everything if it is not much; else takes what is known of each lane.
    fn estimate(&mut self) {
        let n_lanes = self.standing.len();
        let max_whole = self.input.metrics.max_whole;
        let whole = self.standing.iter().filter(|count| **count <= max_whole);
        let is_little = n_lanes <= MAX_LANES && whole.sum::<usize>() <= MAX_EVERYTHING;
        self.packs_all = is_little || self.input.window_height.is_none();
        self.heights = vec![0.0; n_lanes];
        for number in 0..n_lanes {
            let n_rows = match self.standing.get(number) {
                Some(count) if *count > max_whole => self.input.metrics.large_rows,
                Some(_) if self.packs_all => self.exact_rows(number),
                Some(count) => self.likely_rows(number, *count),
                None => 0,
            };
            self.set_height(number, n_rows);
        }
    }

    fn set_height(&mut self, number: usize, n_rows: usize) {
        let Metrics {
            row_height,
            lane_padding,
            min_rows,
            ..
        } = self.input.metrics;
        if let Some(height) = self.heights.get_mut(number) {
            *height = 2.0 * lane_padding + row_height * count_f64(n_rows.max(min_rows));
        }
    }

    /// Ten thousand lanes scrolled through need not all be remembered.
    fn forget_far(&mut self, scene: &Scene) {
        if self.packs_all {
            return;
        }
        let near: Vec<usize> = scene
            .lanes
            .iter()
            .filter_map(|lane| self.lane(lane.number))
            .collect();
        self.states.keep_near(|lane| near.contains(&lane));
    }

    fn lane(&self, number: usize) -> Option<usize> {
        self.input
            .shown
            .lanes()
            .get(number)
            .map(|lane| *lane as usize)
    }

    fn exact_rows(&mut self, number: usize) -> usize {
        let Some(lane) = self.lane(number) else {
            return 0;
        };
        self.states.of(lane).whole_rows(self.input, lane, self.zoom)
    }

    /// As many as it had when it was last packed; else as labels of middling length would need.
    fn likely_rows(&self, number: usize, count: usize) -> usize {
        const LABEL_POINTS: f64 = 160.0;
        let known = self
            .lane(number)
            .and_then(|lane| self.states.rows_seen(lane));
        known.unwrap_or_else(|| {
            let in_a_row = (self.input.scale.width_points() / LABEL_POINTS).max(1.0);
            let rows = (1..=self.input.metrics.max_rows)
                .find(|rows| count_f64(count) <= in_a_row * count_f64(*rows));
            rows.unwrap_or(self.input.metrics.max_rows)
        })
    }

    /// The height of a lane as it is drawn.
    fn exact_height(&mut self, number: usize) -> f64 {
        let is_large = self
            .standing
            .get(number)
            .is_some_and(|count| *count > self.input.metrics.max_whole);
        if !is_large {
            let n_rows = self.exact_rows(number);
            self.set_height(number, n_rows);
        }
        self.heights.get(number).copied().unwrap_or_default()
    }

    /// Where the window goes. Lanes that it comes across get their exact heights.
    fn scrolled(&mut self, top: Top, asked: Option<Scroll>, window: f64) -> Top {
        let n_lanes = self.heights.len();
        let mut top = Top {
            lane: top.lane.min(n_lanes.saturating_sub(1)),
            ..top
        };
        match asked {
            Some(Scroll::By(points)) => top.offset += points,
            Some(Scroll::To(y)) => top = Top { lane: 0, offset: y },
            Some(Scroll::Reveal { lane, y, height }) => {
                let into_view = self.revealing(top, lane, (y, height), window);
                top = into_view.unwrap_or(top);
            }
            None => {}
        }
        let is_far = matches!(asked, Some(Scroll::To(_)));
        while top.offset < 0.0 && top.lane > 0 {
            top.lane -= 1;
            top.offset += self.exact_height(top.lane);
        }
        loop {
            // Far away estimates do: nothing of them is seen on the way.
            let height = if is_far {
                self.heights.get(top.lane).copied().unwrap_or_default()
            } else {
                self.exact_height(top.lane)
            };
            if top.offset < height || top.lane + 1 >= n_lanes {
                break;
            }
            top.offset -= height;
            top.lane += 1;
        }
        top.offset = top.offset.max(0.0);
        self.kept_full(top, window)
    }

    /// Nothing below the last lane is in the window, unless all lanes are lower than it.
    fn kept_full(&mut self, top: Top, window: f64) -> Top {
        let mut below = -top.offset;
        for number in top.lane..self.heights.len() {
            below += self.exact_height(number);
            if below >= window {
                return top;
            }
        }
        let mut top = Top {
            lane: top.lane,
            offset: top.offset - (window - below),
        };
        while top.offset < 0.0 && top.lane > 0 {
            top.lane -= 1;
            top.offset += self.exact_height(top.lane);
        }
        top.offset = top.offset.max(0.0);
        top
    }

    /// The place with a part of a lane in the window; `None` if it is there already.
    fn revealing(
        &mut self,
        top: Top,
        lane: usize,
        (y, height): (f64, f64),
        window: f64,
    ) -> Option<Top> {
        if lane < top.lane {
            return Some(Top { lane, offset: y });
        }
        let mut lane_y = -top.offset;
        for number in top.lane..lane {
            lane_y += self.exact_height(number);
            if lane_y > window {
                break;
            }
        }
        let is_above = lane_y + y < 0.0;
        let is_below = lane_y + y + height > window;
        if is_above {
            return Some(Top { lane, offset: y });
        }
        is_below.then_some(Top {
            lane,
            offset: y + height - window,
        })
    }

    /// The lanes from `first` on, the window beginning so far below its top.
    fn scene(&mut self, first: usize, offset: f64, window: f64) -> Scene {
        let mut scene = Scene {
            row_height: self.input.metrics.row_height,
            ..Scene::default()
        };
        let above: f64 = self.heights.iter().take(first).sum();
        scene.top = above + offset;
        let mut y = above;
        for number in first..self.heights.len() {
            if y >= scene.top + window {
                break;
            }
            let height = self.exact_height(number);
            self.lane_scene(number, (y, height), &mut scene);
            y += height;
        }
        scene.height = self.heights.iter().sum();
        scene
    }

    fn lane_scene(&mut self, number: usize, (y, height): (f64, f64), scene: &mut Scene) {
        let Some((lane, record)) = self.input.shown.nth_lane(self.input.lanes, number) else {
            return;
        };
        let is_large = self
            .standing
            .get(number)
            .is_some_and(|count| *count > self.input.metrics.max_whole);
        let state: &mut LaneState = self.states.of(lane);
        let drawn = if is_large {
            state.large(self.input, lane, (self.zoom, self.level))
        } else {
            state.whole(self.input, lane, self.zoom)
        };
        let mut items = drawn.items;
        let position = scene.lanes.len();
        for item in &mut items {
            let item_y =
                y + self.input.metrics.lane_padding + scene.row_height * count_f64(item.row());
            match item {
                SceneItem::Event(item) => (item.lane, item.y) = (position, item_y),
                SceneItem::Cluster(item) => (item.lane, item.y) = (position, item_y),
            }
        }
        items.sort_by(|a, b| {
            let x0 = |item: &SceneItem| item.mark_extent().0;
            a.row().cmp(&b.row()).then(x0(a).total_cmp(&x0(b)))
        });
        let first_item = scene.items.len();
        scene.items.append(&mut items);
        scene.lanes.push(LaneScene {
            number,
            key: record.key.clone(),
            label: record.label.clone(),
            detail: drawn.detail,
            count: self.input.shown.count(self.input.lanes, lane),
            before: drawn.before,
            after: drawn.after,
            in_view: drawn.in_view,
            y,
            height,
            n_rows: drawn.n_rows,
            items: first_item..scene.items.len(),
            strip: drawn.strip,
        });
    }
}

/// Exact for every number of rows that fits a screen.
pub(super) fn count_f64(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
