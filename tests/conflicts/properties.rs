//! What holds of all conflicts, against brute force.

use std::collections::BTreeSet;

use annals::evidence::{Conflict, Places, conflicts, same_value};
use annals::model::{
    Basis, Bounds, Claim, Day, Event, Limit, Precision, Quantity, Reading, Status, Value, When,
};
use proptest::prelude::*;

use crate::builders::{
    PLACES, adopted, claim, conflict, date, event, number, place, project, role,
};

const SPEAKERS: [&str; 3] = ["ada", "bea", "cem"];

/// Values that agree, differ, contain and exclude each other.
fn pool() -> Vec<Value> {
    vec![
        date("2015"),
        date("2015-11"),
        date("2015-11-13"),
        date("2016"),
        date("2014/.."),
        number("98 km: length"),
        number("61 miles: length"),
        number("822 km: length"),
        number("about 100 km: length"),
        number("4: held"),
        number("5: held"),
        place("syria"),
        place("tel-abyad"),
        place("cairo"),
        role("ada", "driver"),
        role("bea", "driver"),
        role("bea", "driver alone"),
    ]
}

fn any_value() -> impl Strategy<Value = Value> {
    prop::sample::select(pool())
}

fn any_claim() -> impl Strategy<Value = Claim> {
    let speaker = prop::sample::select(SPEAKERS.to_vec());
    let status = prop::sample::select(Status::ALL.to_vec());
    let values = prop::collection::vec(any_value(), 0..4);
    (speaker, status, values).prop_map(|(speaker, status, values)| claim(speaker, status, values))
}

fn any_event() -> impl Strategy<Value = Event> {
    let claims = prop::collection::vec(any_claim(), 0..9);
    (claims, prop::option::of(any_value())).prop_map(|(claims, value)| {
        let mut event = event(claims);
        event.adopted.extend(value.map(adopted));
        event
    })
}

fn places() -> Places {
    Places::new(&project(&["tel-abyad in syria"], &[]))
}

/// An account as the claims that have it and those that deny it; a conflict as its name, its
/// accounts, its clashes and the account adopted. `number_of` says which number a claim goes by.
type Told = (Vec<usize>, Vec<usize>);
type Whole = (
    String,
    BTreeSet<Told>,
    BTreeSet<BTreeSet<Told>>,
    Option<Told>,
);

fn told(found: &[Conflict], number_of: impl Fn(usize) -> usize) -> BTreeSet<Whole> {
    let sorted = |positions: &[usize]| {
        let mut numbers: Vec<_> = positions.iter().map(|at| number_of(*at)).collect();
        numbers.sort_unstable();
        numbers
    };
    let whole = found.iter().map(|conflict| {
        let accounts = conflict.accounts.iter();
        let accounts: Vec<Told> = accounts
            .map(|account| (sorted(&account.claims), sorted(&account.denied_by)))
            .collect();
        let clashes = conflict.clashes.iter();
        let clashes =
            clashes.map(|(a, b)| BTreeSet::from([accounts[*a].clone(), accounts[*b].clone()]));
        (
            conflict.about(),
            accounts.iter().cloned().collect(),
            clashes.collect(),
            conflict.adopted.map(|at| accounts[at].clone()),
        )
    });
    whole.collect()
}

/// A time on days 0 to 19, of which the limits are known, open or unknown.
fn any_when() -> impl Strategy<Value = When> {
    let days = prop::array::uniform4(0_i64..20);
    let limit = || {
        prop::sample::select(vec![
            Limit::Known,
            Limit::Known,
            Limit::Open,
            Limit::Unknown,
        ])
    };
    (days, limit(), limit(), any::<bool>()).prop_map(|(mut days, from, to, is_within)| {
        days.sort_unstable();
        let [first, last, end_first, end_last] =
            days.map(|number| Day::from_number(number).expect("a day"));
        let bounds = Bounds {
            first: if from == Limit::Known {
                first
            } else {
                Day::MIN
            },
            last,
            end_first,
            end_last: if to == Limit::Known {
                end_last
            } else {
                Day::MAX
            },
            from,
            to,
        };
        let mut when = When::unresolved(None);
        when.bounds = Some(bounds);
        when.basis = Basis::Stated;
        if !is_within {
            when.reading = Reading::Throughout;
        }
        when
    })
}

/// Whether some first and last day that it may have had leave room for this one.
fn can_be_on(when: &When, day: Day) -> bool {
    let bounds = when.bounds.expect("dated");
    match when.reading {
        Reading::Within => bounds.first <= day && day <= bounds.end_last,
        Reading::Throughout => {
            let numbers = (0..20).filter_map(Day::from_number);
            let days: Vec<Day> = [Day::MIN]
                .into_iter()
                .chain(numbers)
                .chain([Day::MAX])
                .collect();
            let starts = days.iter().filter(|start| {
                let is_open = bounds.from == Limit::Open;
                **start == Day::MIN && is_open
                    || !is_open && bounds.first <= **start && **start <= bounds.last
            });
            let ends: Vec<&Day> = days
                .iter()
                .filter(|end| {
                    let is_open = bounds.to == Limit::Open;
                    **end == Day::MAX && is_open
                        || !is_open && bounds.end_first <= **end && **end <= bounds.end_last
                })
                .collect();
            starts
                .into_iter()
                .any(|start| ends.iter().any(|end| *start <= day && day <= **end))
        }
    }
}

/// Numbers are whole and few, so that all that matter are on a grid of halves.
fn any_quantity() -> impl Strategy<Value = Quantity> {
    let precision = prop::sample::select(vec![
        Precision::Exactly,
        Precision::About,
        Precision::AtLeast,
        Precision::AtMost,
        Precision::MoreThan,
        Precision::LessThan,
    ]);
    (precision, -6_i32..6, 0_i32..10).prop_map(|(precision, tens, ones)| Quantity {
        // A tenth of what is only about right must be on the grid too.
        value: f64::from(if precision == Precision::About {
            tens * 10
        } else {
            tens * 10 + ones
        }),
        precision,
        of: "people".to_owned(),
        unit: None,
    })
}

fn can_be(quantity: &Quantity, number: f64) -> bool {
    let value = quantity.value;
    match quantity.precision {
        Precision::Exactly => (number - value).abs() < 0.25,
        Precision::About => (number - value).abs() < value.abs() / 10.0 + 0.25,
        Precision::AtLeast => number > value - 0.25,
        Precision::AtMost => number < value + 0.25,
        Precision::MoreThan => number > value + 0.25,
        Precision::LessThan => number < value - 0.25,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn the_order_of_the_claims_changes_no_conflict(
        (event, order) in any_event().prop_flat_map(|event| {
            let order: Vec<usize> = (0..event.claims.len()).collect();
            (Just(event), Just(order).prop_shuffle())
        })
    ) {
        let places = places();
        let mut shuffled = event.clone();
        shuffled.claims = order.iter().map(|at| event.claims[*at].clone()).collect();
        let as_written = told(&conflicts(&places, &event), |at| at);
        let as_shuffled = told(&conflicts(&places, &shuffled), |at| order[at]);
        prop_assert_eq!(as_written, as_shuffled);
    }

    #[test]
    fn one_more_account_never_removes_a_conflict(
        event in any_event(),
        value in any_value(),
        at in any::<prop::sample::Index>(),
    ) {
        let places = places();
        let mut more = event.clone();
        // Of a speaker who has not taken anything back.
        let added = claim("dan", Status::Reports, vec![value]);
        let at = at.index(event.claims.len() + 1);
        more.claims.insert(at, added);
        let number_of = |position: usize| if position >= at { position + 1 } else { position };
        let before = conflicts(&places, &event);
        let after = conflicts(&places, &more);
        for conflict in &before {
            let still = after.iter().find(|after| after.about() == conflict.about());
            prop_assert!(still.is_some(), "{} is gone", conflict.about());
            let still = still.expect("just looked");
            for (a, b) in &conflict.clashes {
                let now = |position: usize| still.accounts.iter().position(|account| {
                    same_value(&account.value, &conflict.accounts[position].value)
                });
                let (a, b) = (now(*a).expect("listed"), now(*b).expect("listed"));
                prop_assert!(still.clashes.contains(&(a.min(b), a.max(b))));
            }
            for account in &conflict.accounts {
                let is_kept = still.accounts.iter().any(|kept| {
                    account.claims.iter().all(|claim| kept.claims.contains(&number_of(*claim)))
                });
                prop_assert!(is_kept);
            }
        }
    }

    #[test]
    fn dates_conflict_if_and_only_if_no_day_can_be_shared(a in any_when(), b in any_when()) {
        let numbers = (0..20).filter_map(Day::from_number);
        let mut days = [Day::MIN, Day::MAX].into_iter().chain(numbers);
        let can_share = days.any(|day| can_be_on(&a, day) && can_be_on(&b, day));
        let is_conflict = conflict(&places(), &Value::When(a), &Value::When(b));
        prop_assert_eq!(is_conflict, !can_share);
    }

    #[test]
    fn numbers_conflict_if_and_only_if_no_number_can_be_both(a in any_quantity(), b in any_quantity()) {
        let mut grid = (-300..=300).map(|halves| f64::from(halves) / 2.0);
        let can_agree = grid.any(|number| can_be(&a, number) && can_be(&b, number));
        let is_conflict = conflict(&places(), &Value::Number(a), &Value::Number(b));
        prop_assert_eq!(is_conflict, !can_agree);
    }

    #[test]
    fn places_conflict_if_and_only_if_no_chain_leads_from_one_to_the_other(
        within in prop::collection::vec((0_usize..6, 0_usize..6), 0..6),
        same in prop::collection::vec((0_usize..6, 0_usize..6), 0..3),
    ) {
        let relations: Vec<String> = within.iter()
            .map(|(from, to)| format!("{} lies in {}", PLACES[*from], PLACES[*to])).collect();
        let relations: Vec<&str> = relations.iter().map(String::as_str).collect();
        let suspicions: Vec<_> = same.iter().map(|(a, b)| (PLACES[*a], PLACES[*b])).collect();
        let places = Places::new(&project(&relations, &suspicions));
        // Oracle: which of six can be reached, by squaring the steps that are known.
        let mut reaches = [[false; 6]; 6];
        for (from, to) in within {
            reaches[from][to] = true;
        }
        for (a, b) in same {
            reaches[a][b] = true;
            reaches[b][a] = true;
        }
        for via in 0..6 {
            for from in 0..6 {
                for to in 0..6 {
                    reaches[from][to] |= reaches[from][via] && reaches[via][to];
                }
            }
        }
        for a in 0..6 {
            for b in 0..6 {
                let expected = a != b && !reaches[a][b] && !reaches[b][a];
                let is_conflict = conflict(&places, &place(PLACES[a]), &place(PLACES[b]));
                prop_assert_eq!(is_conflict, expected, "{} {}", PLACES[a], PLACES[b]);
            }
        }
    }
}
