//! What follows for an event's time from its accounts, and for its neighbours.

use annals::evidence::{TimeFrom, Times, own_time, when_phrase};
use annals::model::{Event, EventId, Project, Records};

use crate::builders::{adopted, date, reports, words};

fn dated(record: &str, accounts: &[&str], adopted_account: Option<&str>) -> Event {
    let accounts: Vec<_> = accounts.iter().map(|account| date(account)).collect();
    let mut event = reports(&accounts);
    event.when = match date(record) {
        annals::model::Value::When(when) => Some(when),
        _ => None,
    };
    event.adopted = adopted_account
        .map(|it| adopted(date(it)))
        .into_iter()
        .collect();
    event
}

/// The record's time, those of its accounts, and the one that is adopted.
type Given = (&'static str, &'static [&'static str], Option<&'static str>);

#[test]
fn while_accounts_disagree_a_time_is_any_that_one_of_them_allows() {
    use TimeFrom::{Accounts, Adopted, Record};
    let november = "some day in 1–30 November 2015";
    let both = "some day in 1 November – 31 December 2015";
    let table: [(Given, &str, TimeFrom); 8] = [
        (("2015-11", &[], None), november, Record),
        (("2015-11", &["2015-11-05"], None), november, Record),
        // More precise is no conflict; the record's word stands.
        (("2015-11", &["2015", "2015-11-05"], None), november, Record),
        (("2015-11", &["2015-11", "2015-12"], None), both, Accounts),
        (
            ("2015-11-05", &["2015-11", "2015-12"], None),
            both,
            Accounts,
        ),
        (
            ("2015-11", &["2015-11", "2015-12"], Some("2015-11")),
            november,
            Adopted,
        ),
        (
            ("2015-11", &["2015-11", "2015-12-05"], Some("2015-12-05")),
            "5 December 2015",
            Adopted,
        ),
        // "About" reaches as far again on either side.
        (
            ("2015-11-05", &["2015-11-05", "2015-11-08~"], None),
            "some day in 5–9 November 2015",
            Accounts,
        ),
    ];
    for ((record, accounts, adopted), expected, from) in table {
        let event = dated(record, accounts, adopted);
        let (when, is_from) = own_time(&event);
        assert_eq!(
            (when_phrase(when.as_deref()).as_str(), is_from),
            (expected, from),
            "{record} {accounts:?} {adopted:?}"
        );
    }
    let undated = reports(&[words("lately"), words("of late")]);
    assert_eq!(own_time(&undated), (None, Record));
}

/// Another, undated, is before it.
fn with_earlier(event: Event) -> Project {
    let mut earlier = reports(&[]);
    earlier.id = EventId::new("earlier").expect("a slug");
    earlier.before = vec![event.id.clone()];
    let records = Records {
        events: vec![earlier, event],
        ..Records::default()
    };
    Project::new("Times".to_owned(), Vec::new(), records)
}

#[test]
fn neighbours_follow_what_the_accounts_leave_possible() {
    let table = [
        (None, "on or before 31 December 2015"),
        (Some("2015-11"), "on or before 30 November 2015"),
        (Some("2015-12"), "on or before 31 December 2015"),
    ];
    let accounts = ["2015-11", "2015-12"];
    let undisputed = with_earlier(dated("2015-11", &[], None));
    let mut edited = Times::new(&undisputed);
    for (adopted, expected) in table {
        let project = with_earlier(dated("2015-11", &accounts, adopted));
        let times = Times::new(&project);
        assert_eq!(
            when_phrase(times.when(&project, 0)),
            expected,
            "{adopted:?}"
        );
        // Adopting is an edit like any other.
        edited.update(&project, &[1]);
        for event in [0, 1] {
            assert_eq!(
                edited.when(&project, event),
                times.when(&project, event),
                "{adopted:?} {event}"
            );
        }
        assert!(times.tightenings(1).is_empty());
    }
}
