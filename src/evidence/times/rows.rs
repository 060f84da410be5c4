//! Per event, the numbers of the links that touch it: all rows in one list, with room to grow.

/// Rows of numbers, one an event.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    rows: Vec<Row>,
    /// The rows behind one another; a row that outgrew its place has left a gap.
    pool: Vec<u32>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Row {
    start: u32,
    len: u32,
    capacity: u32,
}

impl Rows {
    /// Rows for `count` events; the ends of each link, in the order of their numbers.
    pub(super) fn new(count: usize, ends: impl Iterator<Item = (u32, u32)> + Clone) -> Self {
        let mut rows = vec![Row::default(); count];
        for event in ends.clone().flat_map(|(low, high)| [low, high]) {
            if let Some(row) = rows.get_mut(event as usize) {
                row.capacity += 1;
            }
        }
        let mut start = 0;
        for row in &mut rows {
            row.start = start;
            start += row.capacity;
        }
        let mut pool = vec![0; start as usize];
        for (at, (low, high)) in (0..).zip(ends) {
            for event in [low, high] {
                if let Some(row) = rows.get_mut(event as usize)
                    && let Some(place) = pool.get_mut((row.start + row.len) as usize)
                {
                    *place = at;
                    row.len += 1;
                }
            }
        }
        Self { rows, pool }
    }

    pub(super) fn row(&self, event: u32) -> &[u32] {
        let row = self.rows.get(event as usize).copied().unwrap_or_default();
        let start = row.start as usize;
        let row = self.pool.get(start..start + row.len as usize);
        row.unwrap_or_default()
    }

    pub(super) fn add(&mut self, event: u32, number: u32) {
        let Some(row) = self.rows.get_mut(event as usize) else {
            return;
        };
        if row.len == row.capacity {
            let start = row.start as usize;
            let moved = start..start + row.len as usize;
            row.start = u32::try_from(self.pool.len()).unwrap_or(u32::MAX);
            row.capacity = row.capacity * 2 + 2;
            self.pool.extend_from_within(moved);
            self.pool
                .resize(row.start as usize + row.capacity as usize, 0);
        }
        if let Some(place) = self.pool.get_mut((row.start + row.len) as usize) {
            *place = number;
            row.len += 1;
        }
    }

    /// Takes a number out of a row; the order of the others changes.
    pub(super) fn remove(&mut self, event: u32, number: u32) {
        let Some(at) = self.row(event).iter().position(|other| *other == number) else {
            return;
        };
        if let Some(row) = self.rows.get_mut(event as usize) {
            row.len -= 1;
            let (start, len) = (row.start as usize, row.len as usize);
            self.pool.swap(start + at, start + len);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_grow_and_shrink_without_disturbing_one_another() {
        let mut rows = Rows::new(4, [(0, 1), (1, 2), (0, 2)].into_iter());
        assert_eq!(rows.row(0), [0, 2]);
        assert_eq!(rows.row(1), [0, 1]);
        assert_eq!(rows.row(2), [1, 2]);
        assert_eq!(rows.row(3), [0_u32; 0]);
        for number in 3..40 {
            rows.add(1, number);
            rows.add(3, number);
        }
        rows.remove(1, 0);
        rows.remove(0, 2);
        rows.remove(0, 7);
        assert_eq!(rows.row(0), [0]);
        assert_eq!(rows.row(2), [1, 2]);
        let mut one = rows.row(1).to_vec();
        one.sort_unstable();
        assert_eq!(one, [1].into_iter().chain(3..40).collect::<Vec<_>>());
        assert_eq!(rows.row(3), (3..40).collect::<Vec<_>>());
    }
}
