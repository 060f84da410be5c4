//! Many short lists as one flat list with the places where each begins: no allocation and four bytes a
//! row beside what it holds. The few rows that were edited since are kept beside it.

use std::collections::BTreeMap;

/// Lists by row.
#[derive(Clone, Debug)]
pub(super) struct Rows<T> {
    /// Where each row begins in `flat`, and where the last ends.
    starts: Vec<u32>,
    flat: Vec<T>,
    /// These stand for what `flat` has.
    edited: BTreeMap<usize, Vec<T>>,
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Self {
            starts: vec![0],
            flat: Vec::new(),
            edited: BTreeMap::new(),
        }
    }
}

impl<T: Copy> Rows<T> {
    pub(super) fn with_capacity(n_rows: usize, n_items: usize) -> Self {
        let mut rows = Self {
            flat: Vec::with_capacity(n_items),
            ..Self::default()
        };
        rows.starts.reserve_exact(n_rows);
        rows
    }

    /// The row after the last.
    pub(super) fn push(&mut self, row: &[T]) {
        self.flat.extend_from_slice(row);
        self.starts.push(at(self.flat.len()));
    }

    /// These rows after the last.
    pub(super) fn append(&mut self, rows: &Self) {
        let start = at(self.flat.len());
        self.flat.extend_from_slice(&rows.flat);
        let ends = rows.starts.iter().skip(1);
        self.starts.extend(ends.map(|end| start + end));
    }

    pub(super) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// How many items the rows had when they were made.
    pub(super) fn n_items(&self) -> usize {
        self.flat.len()
    }

    pub(super) fn row(&self, row: usize) -> &[T] {
        if !self.edited.is_empty()
            && let Some(edited) = self.edited.get(&row)
        {
            return edited;
        }
        self.made(row)
    }

    /// Takes the place of the row; without effect where there is none.
    pub(super) fn replace(&mut self, row: usize, with: Vec<T>) {
        if row < self.len() {
            self.edited.insert(row, with);
        }
    }

    /// The row, to be edited in place.
    pub(super) fn edit(&mut self, row: usize) -> Option<&mut Vec<T>> {
        if row >= self.len() {
            return None;
        }
        let made = if self.edited.contains_key(&row) {
            Vec::new()
        } else {
            self.made(row).to_vec()
        };
        Some(self.edited.entry(row).or_insert(made))
    }

    fn made(&self, row: usize) -> &[T] {
        let bounds = self.starts.get(row).zip(self.starts.get(row + 1));
        let row = bounds.and_then(|(start, end)| self.flat.get(*start as usize..*end as usize));
        row.unwrap_or_default()
    }

    /// Of the heap, without what was edited.
    pub(super) fn heap_bytes(&self) -> usize {
        size_of_val(&*self.starts) + size_of_val(&*self.flat)
    }
}

impl Rows<u32> {
    /// For each of so many keys the rows that have it, ascending.
    pub(super) fn turned(&self, n_keys: usize) -> Self {
        let mut starts = vec![0_u32; n_keys + 1];
        for key in &self.flat {
            if let Some(count) = starts.get_mut(*key as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut flat = vec![0; self.flat.len()];
        for row in 0..self.len() {
            for key in self.made(row) {
                if let Some(next) = next.get_mut(*key as usize)
                    && let Some(place) = flat.get_mut(*next as usize)
                {
                    *place = at(row);
                    *next += 1;
                }
            }
        }
        Self {
            starts,
            flat,
            edited: BTreeMap::new(),
        }
    }
}

/// Positions are counted in 32 bits: four milliards of links do not fit into a machine.
pub(super) fn at(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}
