//! That a difference does what it says, and its inverse takes it back.

use proptest::prelude::*;

use super::*;
use crate::model::{Colour, EntityId, Icon, KindId, Records};

/// Kinds of these ids and labels, and relations of these names.
fn project(kinds: &[(u8, u8)], relations: &[u8]) -> Project {
    let kinds = kinds.iter().map(|(id, label)| Kind {
        id: KindId::new(&format!("k{id}")).expect("a slug"),
        label: label.to_string(),
        icon: Icon::Dot,
        colour: Colour::Grey,
    });
    let id = |n: u8| EntityId::new(&format!("e{n}")).expect("a slug");
    let relations = relations.iter().map(|n| Relation {
        from: id(*n),
        to: id(0),
        kind: "knows".to_owned(),
        when: None,
        cites: Vec::new(),
        note: None,
    });
    let records = Records {
        kinds: kinds.collect(),
        relations: relations.collect(),
        ..Records::default()
    };
    Project::new(String::new(), Vec::new(), records)
}

fn is_same(one: &Project, other: &Project) -> bool {
    one.title == other.title
        && one.kinds() == other.kinds()
        && one.relations == other.relations
        && one.kinds().iter().all(|kind| {
            let found = one.kind(&kind.id);
            found.is_some_and(|found| Arc::ptr_eq(found, kind))
        })
}

fn any_project() -> impl Strategy<Value = Project> {
    let kinds = prop::collection::vec((0..12_u8, 0..3_u8), 0..12);
    let relations = prop::collection::vec(0..4_u8, 0..8);
    (kinds, relations).prop_map(|(kinds, relations)| project(&kinds, &relations))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_difference_makes_one_of_the_other_and_its_inverse_takes_it_back(
        old in any_project(), new in any_project(),
    ) {
        let difference = Difference::between(&old, &new);
        let (next, back) = difference.apply(&old).expect("made for it");
        prop_assert!(is_same(&next, &new));
        let (again, forth) = back.apply(&next).expect("made for it");
        prop_assert!(is_same(&again, &old));
        prop_assert_eq!(forth, difference);
    }

    #[test]
    fn what_is_in_both_lists_in_the_same_order_is_not_touched(
        ids in prop::collection::btree_set(0..40_u8, 0..20), taken in 0..40_u8,
    ) {
        let all: Vec<_> = ids.iter().map(|id| (*id, 0)).collect();
        let rest: Vec<_> = all.iter().copied().filter(|(id, _)| *id != taken).collect();
        let difference = Difference::between(&project(&all, &[]), &project(&rest, &[]));
        let n_touched: usize = difference.kinds.iter().map(|hunk| hunk.removed + hunk.put.len()).sum();
        prop_assert_eq!(n_touched, all.len() - rest.len());
    }
}

#[test]
fn an_edit_of_one_record_is_one_hunk_of_one() {
    let old = project(&[(1, 0), (2, 0), (3, 0)], &[1, 2, 3]);
    let new = project(&[(1, 0), (2, 1), (3, 0)], &[1, 3]);
    let difference = Difference::between(&old, &new);
    let shape = |at, removed, n_put| (at, removed, n_put);
    let kinds = difference.kinds.iter();
    let kinds: Vec<_> = kinds
        .map(|it| shape(it.at, it.removed, it.put.len()))
        .collect();
    assert_eq!(kinds, [(1, 1, 1)]);
    let relations = difference.relations.iter();
    let relations: Vec<_> = relations
        .map(|it| shape(it.at, it.removed, it.put.len()))
        .collect();
    assert_eq!(relations, [(1, 1, 0)]);
}

#[test]
fn what_was_made_for_another_project_is_refused() {
    let one = project(&[(1, 0)], &[]);
    let two = project(&[(1, 0), (2, 0)], &[]);
    let add = Difference::between(&one, &two);
    assert_eq!(
        add.apply(&two).err(),
        Some(Misfit::Repeated("k2".to_owned()))
    );
    let none = project(&[], &[]);
    assert_eq!(add.apply(&none).err(), Some(Misfit::NoSuchRecord));
}

#[test]
fn one_undo_is_enough_for_two_changes_of_the_same_record() {
    let versions = [0, 1, 2].map(|label| project(&[(1, 0), (2, label)], &[]));
    let [first, second, third] = &versions;
    let back = Difference::between(second, first);
    let back_again = Difference::between(third, second);
    assert!(back.covers(&back_again));
    let (undone, _) = back.apply(third).expect("made for it");
    assert!(is_same(&undone, first));
    let other = Difference::between(&project(&[(1, 1), (2, 0)], &[]), first);
    assert!(!back.covers(&other));
    let add = Difference::between(&project(&[(1, 0)], &[]), first);
    assert!(!add.covers(&back), "what was added would stay");
}
