//! What a lane shows where single marks would be too many: exact counts in bins. Bins are whole days, a power
//! of two of them, and stand still in time, so that panning shifts them and changes none. Where they begin
//! in the columns is kept from frame to frame and outlives every filter.

use std::collections::BTreeMap;
use std::ops::Range;

use super::columns::number;
use super::lanes::Lanes;
use super::scale::Scale;
use super::shown::{Count, DayEdge, Shown};
use crate::model::Day;

/// Bins to a tile: 2⁸.
const LOG_BINS: u32 = 8;
/// A tile is as wide as that, or up to twice.
const TILE_POINTS: f64 = 1024.0;
/// How far a zoom may leave the widths of its level before another is taken, as factors: at the border
/// between two levels nothing flickers.
const SLACK: (f64, f64) = (0.875, 1.125);
/// Tiles that are kept for a lane.
const MAX_TILES: usize = 12;

/// A zoom step: how long a tile is, as a power of two of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Level(u32);

impl Level {
    /// The level of a zoom: the one before, as long as it fits.
    pub(super) fn of(points_per_day: f64, previous: Option<Self>) -> Self {
        let width = |level: Self| level.tile_days_f64() * points_per_day;
        let fits = |level: &Self| {
            (TILE_POINTS * SLACK.0..TILE_POINTS * 2.0 * SLACK.1).contains(&width(*level))
        };
        if let Some(previous) = previous.filter(fits) {
            return previous;
        }
        let mut level = Self(0);
        // The calendar's days fit in 2²³.
        while level.0 < 30 && width(level) < TILE_POINTS {
            level.0 += 1;
        }
        level
    }

    pub(super) fn tile_days(self) -> i64 {
        1 << self.0
    }

    fn tile_days_f64(self) -> f64 {
        f64::from(1_u32 << self.0)
    }

    /// At least one.
    pub(super) fn bin_days(self) -> i64 {
        1 << self.0.saturating_sub(LOG_BINS)
    }

    fn bins_per_tile(self) -> i64 {
        1 << self.0.min(LOG_BINS)
    }

    /// The tiles of which any part is in view.
    pub(super) fn tiles(self, scale: &Scale) -> Range<i64> {
        let visible = scale.visible_span();
        let tile = |day: Day| day.number().div_euclid(self.tile_days());
        tile(visible.first)..tile(visible.last) + 1
    }

    /// The days of some tiles, from the first to behind the last.
    pub(super) fn days(self, tiles: &Range<i64>) -> (i32, i32) {
        let start = |tile: i64| {
            let day = tile.saturating_mul(self.tile_days());
            let (first, end) = (number(Day::MIN), number(Day::MAX).saturating_add(1));
            i32::try_from(day).unwrap_or(if day < 0 { first } else { end })
        };
        (start(tiles.start), start(tiles.end))
    }
}

/// One bin that is not empty, from edge to edge in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DensityBin {
    pub x0: f64,
    pub x1: f64,
    /// The first day, as a number, and how many days there are.
    pub first_day: i64,
    pub n_days: i64,
    pub count: Count,
}

/// The bins of a lane that are in view, from left to right.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Strip {
    pub bins: Vec<DensityBin>,
    /// The largest count in the tiles in view, or somewhat more: heights are shares of it, and it must
    /// not change with every step.
    pub most: u32,
}

/// What is kept of one lane.
#[derive(Debug, Default)]
pub(super) struct Tiles {
    level: Option<Level>,
    /// Of what was shown when the counts were taken.
    version: u64,
    tiles: BTreeMap<i64, Tile>,
}

#[derive(Debug)]
struct Tile {
    /// One more than there are bins.
    edges: Vec<DayEdge>,
    counts: Vec<Count>,
}

impl Tiles {
    /// What is in view of a lane, at a level; `version` changes with what is shown.
    pub(super) fn strip(
        &mut self,
        (lanes, shown, lane): (&Lanes, &Shown, usize),
        scale: &Scale,
        level: Level,
        version: u64,
    ) -> Strip {
        if self.level != Some(level) {
            self.level = Some(level);
            self.tiles.clear();
        }
        let is_old = self.version != version;
        self.version = version;
        if is_old {
            self.tiles.values_mut().for_each(|tile| tile.counts.clear());
        }
        let visible = level.tiles(scale);
        if self.tiles.len() > MAX_TILES {
            self.tiles.retain(|tile, _| visible.contains(tile));
        }
        let mut strip = Strip::default();
        for number in visible {
            let tile = self.tiles.entry(number).or_insert_with(|| Tile {
                edges: edges(lanes, lane, level, number),
                counts: Vec::new(),
            });
            if tile.counts.is_empty() {
                let pairs = tile.edges.iter().zip(tile.edges.iter().skip(1));
                let counts = pairs.map(|(from, to)| shown.between(lanes, lane, *from, *to));
                tile.counts = counts.collect();
            }
            let most = tile.counts.iter().map(|count| count.possible).max();
            strip.most = strip.most.max(most.unwrap_or(0));
            let first_bin = number * level.bins_per_tile();
            strip
                .bins
                .extend(bins(&tile.counts, first_bin, level, scale));
        }
        strip.most = rounded_up(strip.most);
        strip
    }
}

/// To 1, 2 or 5 and zeros: a scale that people read.
fn rounded_up(most: u32) -> u32 {
    let mut unit = 1_u32;
    loop {
        for step in [1, 2, 5] {
            let scale = unit.saturating_mul(step);
            if scale >= most {
                return scale;
            }
        }
        unit = unit.saturating_mul(10);
    }
}

fn edges(lanes: &Lanes, lane: usize, level: Level, tile: i64) -> Vec<DayEdge> {
    let first = tile * level.bins_per_tile();
    (first..=first + level.bins_per_tile())
        .map(|bin| {
            let day = bin.saturating_mul(level.bin_days());
            let nearest = if day < 0 { i32::MIN + 1 } else { i32::MAX };
            Shown::edge(lanes, lane, i32::try_from(day).unwrap_or(nearest))
        })
        .collect()
}

fn bins<'a>(
    counts: &'a [Count],
    first_bin: i64,
    level: Level,
    scale: &'a Scale,
) -> impl Iterator<Item = DensityBin> + 'a {
    let n_days = level.bin_days();
    let filled = (first_bin..)
        .zip(counts)
        .filter(|(_, count)| count.possible > 0);
    let bins = filled.map(move |(bin, count)| {
        let first_day = bin * n_days;
        let x = |day: i64| scale.x_from_day(i32::try_from(day).map_or(0.0, f64::from));
        DensityBin {
            x0: x(first_day),
            x1: x(first_day + n_days),
            first_day,
            n_days,
            count: *count,
        }
    });
    bins.filter(|bin| bin.x1 > 0.0 && bin.x0 < scale.width_points())
}
