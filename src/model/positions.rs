//! Where in a list the record of an id stands: a hash table of positions beside the records, a few
//! bytes each, built by all cores. Keyed, so that no file can choose its collisions; the hash order is
//! never seen.

use std::sync::{Arc, LazyLock};

use ahash::RandomState;
use rayon::prelude::*;

/// A record that others refer to by its id.
pub(super) trait Named {
    fn id_text(&self) -> &str;
}

/// Lists shorter than this are not worth more than one table.
const MIN_SHARED: usize = 10_000;

/// The highest bits of a hash choose the table, the lowest the slot.
const TABLE_BITS: u32 = 4;

/// From ids to positions.
#[derive(Clone, Debug, Default)]
pub(super) struct Positions {
    tables: Vec<Slots>,
}

/// The hash by which an id is looked up: the same in all projects of one run of the program, so that
/// it can be worked out where the id was just read.
pub fn id_hash(id: &str) -> u64 {
    static STATE: LazyLock<RandomState> = LazyLock::new(RandomState::new);
    STATE.hash_one(id)
}

/// A record whose id an earlier one has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeated {
    /// Its position in the list that was given.
    pub position: usize,
    /// That of the first one of its id.
    pub first: usize,
    pub id: String,
}

impl Positions {
    /// The first record of each id has it; the others are told, in order. `hashes` are the records'
    /// own, by [`id_hash`]; worked out if there are not as many.
    pub(super) fn new<Record: Named + Send + Sync>(
        records: &[Arc<Record>],
        mut hashes: Vec<u64>,
    ) -> (Self, Vec<Repeated>) {
        if hashes.len() != records.len() {
            let hash = |record: &Arc<Record>| id_hash(record.id_text());
            hashes = records
                .par_iter()
                .with_min_len(MIN_SHARED)
                .map(hash)
                .collect();
        }
        let count: usize = if records.len() < MIN_SHARED {
            1
        } else {
            1 << TABLE_BITS
        };
        let built = (0..count).into_par_iter().map(|table| {
            let own = |hash: u64| table_of(hash, count) == table;
            Slots::new(records, &hashes, own)
        });
        let (tables, repeated): (Vec<_>, Vec<_>) = built.unzip();
        let mut repeated = repeated.concat();
        repeated.sort_by_key(|it: &Repeated| it.position);
        (Self { tables }, repeated)
    }

    pub(super) fn find<Record: Named>(&self, records: &[Arc<Record>], id: &str) -> Option<usize> {
        let hash = id_hash(id);
        let table = self.tables.get(table_of(hash, self.tables.len()))?;
        table.find(records, hash, id).ok()
    }
}

fn table_of(hash: u64, count: usize) -> usize {
    if count <= 1 {
        return 0;
    }
    usize::try_from(hash >> (u64::BITS - TABLE_BITS)).unwrap_or_default()
}

/// A slot is zero, or 32 bits of the hash above the position from one. Linear probing.
#[derive(Clone, Debug)]
struct Slots(Vec<u64>);

const POSITION: u64 = (1 << 32) - 1;

impl Slots {
    fn new<Record: Named>(
        records: &[Arc<Record>],
        hashes: &[u64],
        is_own: impl Fn(u64) -> bool,
    ) -> (Self, Vec<Repeated>) {
        let count = hashes.iter().filter(|hash| is_own(**hash)).count();
        let mut slots = Self(vec![0; (count + count / 3 + 1).next_power_of_two()]);
        let mut repeated = Vec::new();
        let own = records.iter().zip(hashes).enumerate();
        for (position, (record, hash)) in own.filter(|(_, (_, hash))| is_own(**hash)) {
            match slots.find(records, *hash, record.id_text()) {
                Ok(first) => repeated.push(Repeated {
                    position,
                    first,
                    id: record.id_text().to_owned(),
                }),
                Err(free) => slots.put(free, *hash, position),
            }
        }
        (slots, repeated)
    }

    fn put(&mut self, at: usize, hash: u64, position: usize) {
        if let (Some(slot), Ok(position)) = (self.0.get_mut(at), u64::try_from(position)) {
            *slot = (hash & !POSITION) | ((position + 1) & POSITION);
        }
    }

    /// The position of the record of this id, or the slot that would be its.
    fn find<Record: Named>(
        &self,
        records: &[Arc<Record>],
        hash: u64,
        id: &str,
    ) -> Result<usize, usize> {
        let mask = self.0.len() - 1;
        let mut at = usize::try_from(hash & POSITION).unwrap_or_default() & mask;
        loop {
            let slot = self.0.get(at).copied().unwrap_or_default();
            if slot == 0 {
                return Err(at);
            }
            if (slot ^ hash) & !POSITION == 0 {
                let position = usize::try_from((slot & POSITION) - 1).unwrap_or_default();
                if records.get(position).is_some_and(|it| it.id_text() == id) {
                    return Ok(position);
                }
            }
            at = (at + 1) & mask;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    struct Word(String);

    impl Named for Word {
        fn id_text(&self) -> &str {
            &self.0
        }
    }

    fn check(words: Vec<String>) {
        let mut firsts = BTreeMap::new();
        let mut expected = Vec::new();
        for (position, word) in words.iter().enumerate() {
            let first = *firsts.entry(word.clone()).or_insert(position);
            if first != position {
                expected.push(Repeated {
                    position,
                    first,
                    id: word.clone(),
                });
            }
        }
        let records: Vec<_> = words.into_iter().map(|word| Arc::new(Word(word))).collect();
        let (positions, repeated) = Positions::new(&records, Vec::new());
        assert_eq!(repeated, expected);
        for (word, first) in &firsts {
            assert_eq!(positions.find(&records, word), Some(*first), "{word}");
        }
        assert_eq!(positions.find(&records, "no such word"), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn each_id_leads_to_its_first_record(numbers in prop::collection::vec(0..60_u32, 0..90)) {
            check(numbers.iter().map(u32::to_string).collect());
        }
    }

    #[test]
    fn a_long_list_in_many_tables_is_looked_up_as_a_short_one() {
        check((0..30_000).map(|n| (n * n % 29_989).to_string()).collect());
        assert_eq!(Positions::default().find::<Word>(&[], "a"), None);
    }
}
