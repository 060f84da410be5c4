//! The claims of an event, in tables: what stands, who holds it, what is adopted, and what is said of
//! it.

use annals::evidence::{Conflict, Field, Places, conflicts};
use annals::model::{Status, Value};

use crate::builders::{
    abouts, adopted, claim, date, event, found, number, place, project, role, words,
};

/// A claim: one letter for its status, then the speaker, then the value.
type Row<'a> = (char, &'a str, Value);

fn claims(table: &[Row<'_>]) -> Vec<annals::model::Claim> {
    let status = |letter| match letter {
        'a' => Status::Alleges,
        'r' => Status::Reports,
        'c' => Status::Confirms,
        'd' => Status::Denies,
        'n' => Status::DeclinesToComment,
        _ => Status::Retracts,
    };
    let rows = table.iter();
    rows.map(|(letter, who, value)| claim(who, status(*letter), vec![value.clone()]))
        .collect()
}

#[track_caller]
fn check_statuses(table: &[(&[Row<'_>], &str)]) {
    for (rows, expected) in table {
        let told = abouts(&event(claims(rows))).join(", ");
        assert_eq!(told, *expected, "{rows:?}");
    }
}

#[test]
fn only_what_is_asserted_can_conflict() {
    let (four, five) = (number("4: held"), number("5: held"));
    let (ada_four, bea_five) = (
        |how| (how, "ada", four.clone()),
        |how| (how, "bea", five.clone()),
    );
    check_statuses(&[
        (&[ada_four('a'), bea_five('c')], "number held"),
        (&[ada_four('r'), bea_five('a')], "number held"),
        (&[ada_four('r'), bea_five('d')], ""),
        (&[ada_four('r'), bea_five('n')], ""),
        (&[ada_four('r'), bea_five('t')], ""),
        (&[ada_four('d'), bea_five('d')], ""),
        (&[ada_four('n'), bea_five('n')], ""),
    ]);
}

#[test]
fn a_denied_account_is_a_conflict_by_itself() {
    let (four, five) = (number("4: held"), number("5: held"));
    let cem = |how: &str| role("cem", how);
    check_statuses(&[
        (
            &[('a', "ada", four.clone()), ('d', "bea", four.clone())],
            "number held",
        ),
        (
            &[('d', "bea", four.clone()), ('a', "ada", four.clone())],
            "number held",
        ),
        (
            &[('d', "ada", four.clone()), ('a', "ada", four.clone())],
            "number held",
        ),
        (
            &[('a', "ada", four.clone()), ('n', "bea", four.clone())],
            "",
        ),
        (&[('a', "ada", four.clone()), ('d', "bea", five)], ""),
        (&[('d', "ada", four.clone()), ('d', "bea", four)], ""),
        (
            &[('r', "ada", date("2015")), ('d', "bea", date("2015"))],
            "when",
        ),
        (
            &[('a', "ada", place("cairo")), ('d', "bea", place("cairo"))],
            "place",
        ),
        (
            &[('a', "ada", place("cairo")), ('d', "bea", place("egypt"))],
            "",
        ),
        (
            &[('a', "ada", cem("Driver")), ('d', "cem", cem("driver"))],
            "role driver",
        ),
        (
            &[('a', "ada", cem("driver")), ('d', "cem", cem("guide"))],
            "",
        ),
        (
            &[
                ('a', "ada", cem("driver")),
                ('d', "cem", role("dan", "driver")),
            ],
            "",
        ),
        // Who was no driver was not the only one; who was not the only one may have been one.
        (
            &[
                ('a', "ada", cem("driver alone")),
                ('d', "cem", cem("driver")),
            ],
            "role driver",
        ),
        (
            &[
                ('a', "ada", cem("driver")),
                ('d', "cem", cem("driver alone")),
            ],
            "",
        ),
    ]);
}

#[test]
fn who_takes_a_value_back_no_longer_holds_it() {
    let four = |how, who| (how, who, number("4: held"));
    let five = |how, who| (how, who, number("5: held"));
    check_statuses(&[
        (&[four('a', "ada"), five('a', "bea"), four('t', "ada")], ""),
        (&[four('t', "ada"), four('a', "ada"), five('a', "bea")], ""),
        // By another, of another value, of a value that somebody else holds too.
        (
            &[four('a', "ada"), five('a', "bea"), four('t', "cem")],
            "number held",
        ),
        (
            &[four('a', "ada"), five('a', "bea"), five('t', "ada")],
            "number held",
        ),
        (
            &[
                four('a', "ada"),
                four('a', "cem"),
                five('a', "bea"),
                four('t', "ada"),
            ],
            "number held",
        ),
        // Of an account that is denied; of the denial.
        (&[four('a', "ada"), four('d', "bea"), four('t', "ada")], ""),
        (&[four('a', "ada"), four('d', "bea"), four('t', "bea")], ""),
        // Who takes an assertion back and denies it, denies it still.
        (
            &[
                four('a', "ada"),
                four('a', "bea"),
                four('t', "bea"),
                four('d', "bea"),
            ],
            "number held",
        ),
    ]);
}

/// The values as the claims they stand in and those that deny them: `0,2 -3`.
fn accounts(conflict: &Conflict) -> Vec<String> {
    let listed = |positions: &[usize]| {
        let positions: Vec<_> = positions.iter().map(usize::to_string).collect();
        positions.join(",")
    };
    let told = conflict.accounts.iter().map(|account| {
        let denials = if account.denied_by.is_empty() {
            String::new()
        } else {
            format!(" -{}", listed(&account.denied_by))
        };
        format!("{}{denials}", listed(&account.claims))
    });
    told.collect()
}

#[test]
fn all_accounts_of_a_field_are_listed_in_the_order_of_the_claims() {
    let rows = [
        ('r', "ada", date("2015-11")),
        ('r', "bea", number("4: held")),
        ('r', "cem", date("2015-11-13")),
        ('a', "dan", date("2016")),
        ('a', "eva", number("4: held")),
        ('d', "eva", date("2015-11-13")),
        ('c', "ada", date("2016")),
        ('r', "ada", words("on Friday")),
    ];
    let event = event(claims(&rows));
    let found = found(&event);
    let [only] = found.as_slice() else {
        assert_eq!(found.len(), 1, "{found:?}");
        return;
    };
    assert_eq!(accounts(only), ["0", "2 -5", "3,6"]);
    assert_eq!(only.clashes, [(0, 2), (1, 2)]);
    assert_eq!(only.field, Field::When);
}

#[test]
fn fields_are_told_in_a_fixed_order() {
    let one = [
        role("ada", "driver alone"),
        place("cairo"),
        number("4: held"),
        number("9: fled"),
        date("2015"),
    ];
    let two = [
        role("bea", "driver"),
        place("syria"),
        number("5: held"),
        number("8: fled"),
        date("2016"),
    ];
    for (one, two) in [(&one, &two), (&two, &one)] {
        let event = event(vec![
            claim("ada", Status::Reports, one.to_vec()),
            claim("bea", Status::Reports, two.to_vec()),
        ]);
        let expected = ["when", "number held", "number fled", "place", "role driver"];
        assert_eq!(abouts(&event), expected);
    }
}

#[test]
fn a_statement_that_names_two_values_does_not_contradict_itself() {
    let both = claim("ada", Status::Reports, vec![place("cairo"), place("syria")]);
    let one = claim("bea", Status::Reports, vec![place("cairo")]);
    let other = claim("cem", Status::Reports, vec![place("syria")]);
    assert_eq!(abouts(&event(vec![both.clone()])), [""; 0]);
    assert_eq!(abouts(&event(vec![both.clone(), one.clone()])), [""; 0]);
    assert_eq!(abouts(&event(vec![both, one, other])), ["place"]);
}

#[test]
fn an_adopted_account_closes_its_conflict_and_no_other() {
    let rows = [
        ('r', "ada", number("98 km: length")),
        ('r', "bea", number("822 km: length")),
        ('r', "cem", date("2015")),
        ('r', "dan", date("2016")),
    ];
    let table = [
        (number("822 kilometres: Length"), Some(1)),
        (number("98 km: length"), Some(0)),
        (number("500 km: length"), None),
        (number("822 km: breadth"), None),
    ];
    for (value, expected) in table {
        let mut event = event(claims(&rows));
        event.adopted.push(adopted(value.clone()));
        let found = found(&event);
        let told: Vec<_> = found
            .iter()
            .map(|conflict| (conflict.about(), conflict.adopted))
            .collect();
        let expected = [
            ("when".to_owned(), None),
            ("number length (length)".to_owned(), expected),
        ];
        assert_eq!(told, expected, "{value:?}");
        for conflict in found {
            assert_eq!(conflict.is_open(), conflict.adopted.is_none());
        }
    }
}

#[test]
fn a_conflict_is_told_in_one_sentence() {
    let table: [(&[Row<'_>], &str); 9] = [
        (
            &[
                ('r', "ada", date("2015-12-04")),
                ('a', "bea", date("2015-12")),
            ],
            "",
        ),
        (
            &[('r', "ada", date("2015-12-04")), ('a', "bea", date("2016"))],
            "On the date, Ada reports 4 December 2015, whereas Bea alleges some day in 2016: no day fits both",
        ),
        (
            &[
                ('r', "ada", date("2015-12-04")),
                ('c', "cem", date("2015-12-04")),
                ('a', "bea", date("2013~")),
            ],
            "On the date, Ada reports and Cem confirms 4 December 2015, whereas Bea alleges about some day in 2013: no day fits both, and “about” is read as up to its own length earlier or later",
        ),
        (
            &[
                ('r', "ada", number("about 100 people: killed")),
                ('r', "bea", number("more than 120 people: killed")),
            ],
            "On the number “killed”, Ada reports about 100 people, whereas Bea reports more than 120 people: no number fits both, and “about” is read as up to 10 % less or more",
        ),
        (
            &[
                ('r', "ada", number("4: held")),
                ('r', "bea", number("5: held")),
                ('r', "cem", number("6: held")),
                ('r', "dan", number("at least 1: held")),
            ],
            "On the number “held”, Ada reports 4; Bea reports 5; Cem reports 6: no number fits all",
        ),
        (
            &[('r', "ada", place("cairo")), ('r', "bea", place("syria"))],
            "On the place, Ada reports Cairo, whereas Bea reports Syria: neither lies in the other",
        ),
        (
            &[
                ('r', "ada", role("cem", "driver alone")),
                ('r', "bea", role("dan", "driver")),
            ],
            "On the role “driver”, Ada reports Cem alone, whereas Bea reports Dan: a sole holder leaves no room for another",
        ),
        (
            &[
                ('a', "ada", role("cem", "driver")),
                ('d', "cem", role("cem", "driver")),
            ],
            "On the role “driver”, Ada alleges Cem, which Cem denies: what is denied cannot be so as well",
        ),
        (
            &[
                ('a', "ada", date("2015")),
                ('d', "bea", date("2015")),
                ('d', "cem", date("2015")),
                ('a', "dan", date("2016")),
            ],
            "On the date, Ada alleges some day in 2015, which Bea denies and Cem denies, whereas Dan alleges some day in 2016: no day fits both, and what is denied cannot be so as well",
        ),
    ];
    let project = project(&[], &[]);
    let places = Places::new(&project);
    for (rows, expected) in table {
        let event = event(claims(rows));
        let told: Vec<_> = conflicts(&places, &event)
            .iter()
            .map(|conflict| conflict.phrase(&project, &event))
            .collect();
        assert_eq!(told.join("\n"), expected);
    }
}

#[test]
fn the_bundled_case_has_no_conflict_over_different_measures() {
    let loaded = annals::store::read(
        annals::store::sample_bytes(),
        &annals::store::Progress::new(),
    )
    .expect("the bundled case");
    let project = loaded.project;
    let places = Places::new(&project);
    let mut told = Vec::new();
    for event in project.events() {
        for conflict in conflicts(&places, event) {
            told.push(format!("{}: {}", event.id, conflict.about()));
        }
    }
    let known =
        "2014-ankara-isil-investigation: number proceedings that the wiretap records come from";
    assert!(told.iter().any(|conflict| conflict == known), "{told:?}");
    let is_length = |conflict: &String| conflict.contains("length of");
    assert!(!told.iter().any(is_length), "{told:?}");
}
