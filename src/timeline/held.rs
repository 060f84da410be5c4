//! Rows in a lane that is too large to be packed as a whole. What comes into view finds a row beside what has one
//! already, and keeps it as long as the zoom stays: panning moves nothing to another row.

use std::collections::BTreeMap;

use super::pack::{Packable, Packing, Single, clustered, packed_extent};
use super::scene::Metrics;

/// What of a lane was in view at one zoom step, with its rows.
#[derive(Debug, Default)]
pub(super) struct Held {
    zoom: f64,
    /// By slot.
    places: BTreeMap<u32, Place>,
    /// What is taken of each row, labels and gaps included.
    rows: Vec<Vec<(f64, f64)>>,
    packables: Vec<Packable>,
    packing: Packing,
}

#[derive(Clone, Copy, Debug)]
struct Place {
    packable: Packable,
    /// The row, and whether it is kept free for a label; `None`: there is none.
    row: Option<(usize, bool)>,
}

impl Held {
    /// Nothing yet, in `n_rows` rows, the last of which is for clusters.
    pub(super) fn new(zoom: f64, n_rows: usize) -> Self {
        Self {
            zoom,
            rows: vec![Vec::new(); n_rows.saturating_sub(1)],
            ..Self::default()
        }
    }

    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    pub(super) fn packed(&self) -> (&[Packable], &Packing) {
        (&self.packables, &self.packing)
    }

    /// Finds rows for those of these slots that have none yet; `packable` says what stands in one.
    pub(super) fn add(
        &mut self,
        slots: &[u32],
        metrics: &Metrics,
        packable: impl Fn(u32) -> Option<Packable>,
    ) {
        let mut new: Vec<(f64, f64, u32, Packable)> = slots
            .iter()
            .filter(|slot| !self.places.contains_key(slot))
            .filter_map(|slot| {
                let packable = packable(*slot)?;
                let (x0, x1) = packed_extent(&packable.placement.mark, self.zoom, metrics);
                Some((x0, x1, *slot, packable))
            })
            .collect();
        new.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.2.cmp(&b.2)));
        for (x0, x1, slot, packable) in new {
            let row = self.row((x0, x1), packable.label_width, metrics);
            self.places.insert(slot, Place { packable, row });
        }
        self.pack(metrics);
    }

    /// The first row with room for mark and label; else the first with room for the mark.
    fn row(
        &mut self,
        (x0, x1): (f64, f64),
        label: f64,
        metrics: &Metrics,
    ) -> Option<(usize, bool)> {
        let with_label = if label > 0.0 {
            x1 + metrics.label_gap + label
        } else {
            x1
        };
        for (end, has_label_room) in [(with_label, true), (x1, false)] {
            let taken = (x0, end + metrics.item_gap);
            let is_free = |row: &Vec<(f64, f64)>| {
                row.iter()
                    .all(|other| other.1 <= taken.0 || taken.1 <= other.0)
            };
            if let Some(row) = self.rows.iter().position(is_free) {
                if let Some(row) = self.rows.get_mut(row) {
                    row.push(taken);
                }
                return Some((row, has_label_room));
            }
        }
        None
    }

    fn pack(&mut self, metrics: &Metrics) {
        self.packables = self.places.values().map(|place| place.packable).collect();
        let mut singles = Vec::with_capacity(self.packables.len());
        let mut without_row = Vec::new();
        for (item, place) in self.places.values().enumerate() {
            match place.row {
                Some((row, has_label_room)) => singles.push(Single {
                    item,
                    row,
                    has_label_room,
                }),
                None => without_row.push(item),
            }
        }
        let last = self.rows.len();
        let clusters = clustered(
            &self.packables,
            &without_row,
            self.zoom,
            metrics,
            (last, &mut singles),
        );
        self.packing = Packing {
            singles,
            clusters,
            full_rows: last,
            has_overflow_row: true,
        };
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::pack::packing_zoom;
    use super::super::testing::any_placements;
    use super::*;

    proptest! {
        #[test]
        fn whoever_has_a_row_keeps_it_and_none_of_a_row_overlap(
            placements in any_placements(), picks in proptest::collection::vec(any::<u8>(), 300),
            zoom in -3.0..5.0, n_rows in 1..6_usize,
        ) {
            let metrics = Metrics::default();
            let mut held = Held::new(packing_zoom(f64::exp2(zoom)), n_rows);
            let packable = |slot: u32| Some(Packable {
                placement: *placements.get(slot as usize)?,
                label_width: f64::from(slot % 3) * 40.0,
            });
            let mut before: BTreeMap<u32, Option<(usize, bool)>> = BTreeMap::new();
            for part in 0..4_u8 {
                let slots: Vec<u32> = (0_u32..)
                    .zip(&picks)
                    .filter(|(slot, pick)| **pick % 4 <= part && (*slot as usize) < placements.len())
                    .map(|(slot, _)| slot)
                    .collect();
                held.add(&slots, &metrics, packable);
                let rows: BTreeMap<_, _> =
                    held.places.iter().map(|(slot, place)| (*slot, place.row)).collect();
                for (slot, row) in &before {
                    prop_assert_eq!(rows.get(slot), Some(row));
                }
                before = rows;
                for row in &held.rows {
                    for (at, a) in row.iter().enumerate() {
                        prop_assert!(row[at + 1..].iter().all(|b| a.1 <= b.0 || b.1 <= a.0));
                    }
                }
                let (packables, packing) = held.packed();
                let clustered: usize =
                    packing.clusters.iter().map(|cluster| cluster.placements.len()).sum();
                prop_assert_eq!(packing.singles.len() + clustered, packables.len());
            }
        }
    }
}
