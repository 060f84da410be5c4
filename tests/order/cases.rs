//! Cases worked out by hand.

use annals::evidence::{Bound, OrderLink, Rule, Times, when_phrase};
use annals::model::{Distance, Limit, Reading, When};

use super::{Plan, day, project, project_of, told};

fn dated(edtf: &str) -> Plan {
    Plan {
        edtf: Some(edtf.to_owned()),
        ..Plan::default()
    }
}

fn undated() -> Plan {
    Plan::default()
}

impl Plan {
    fn before(mut self, at: usize) -> Self {
        self.before.push(at);
        self
    }

    fn after(mut self, at: usize) -> Self {
        self.after.push(at);
        self
    }

    fn near(mut self, at: usize, days: u32) -> Self {
        self.near.push((at, days));
        self
    }

    fn basis(mut self, at: usize, distance: Distance) -> Self {
        self.basis = Some((at, distance));
        self
    }

    fn reading(mut self, reading: Reading) -> Self {
        self.reading = Some(reading);
        self
    }
}

/// What the times of all events are, in words; `=` before those that are derived.
fn phrases(plans: &[Plan]) -> Vec<String> {
    let project = project(plans);
    let times = Times::new(&project);
    assert_eq!(times.circles(), [], "{plans:?}");
    let phrase = |at| {
        let sign = if times.is_derived(at) { "= " } else { "" };
        format!("{sign}{}", when_phrase(times.when(&project, at)))
    };
    (0..plans.len()).map(phrase).collect()
}

#[track_caller]
fn check(plans: &[Plan], expected: &[&str]) {
    assert_eq!(phrases(plans), expected, "{plans:#?}");
}

#[test]
fn a_chain_is_tightened_from_both_sides() {
    check(
        &[
            dated("2015-11-10"),
            dated("2015-11").after(0).before(2),
            dated("2015-11-20"),
        ],
        &[
            "10 November 2015",
            "= some day in 10–20 November 2015",
            "20 November 2015",
        ],
    );
    // Through an undated one in the middle, and whoever states the link.
    check(
        &[
            dated("2015-11-10").before(1),
            undated(),
            dated("2015").after(1),
            dated("2015-12-01").after(2),
        ],
        &[
            "10 November 2015",
            "= some day in 10 November – 1 December 2015",
            "= some day in 10 November – 1 December 2015",
            "1 December 2015",
        ],
    );
}

#[test]
fn what_is_undated_has_bounds_where_a_neighbour_has() {
    check(
        &[undated().before(1), dated("2016-03"), undated().after(1)],
        &[
            "= on or before 31 March 2016",
            "some day in 1–31 March 2016",
            "= on or after 1 March 2016",
        ],
    );
    check(
        &[undated().before(1), undated(), undated()],
        &["undated", "undated", "undated"],
    );
    // One that happens within both: some day, exactly known.
    check(
        &[
            dated("2016-03-01").before(1),
            undated().before(2),
            dated("2016-03-01"),
        ],
        &["1 March 2016", "= 1 March 2016", "1 March 2016"],
    );
}

#[test]
fn near_reaches_over_the_end_of_a_month_on_both_sides() {
    check(
        &[dated("2016-02-28").near(1, 2), undated()],
        &[
            "28 February 2016",
            "= some day in 26 February – 1 March 2016",
        ],
    );
    check(
        &[dated("2016-02").near(1, 3), dated("2016-03-03")],
        &["= 29 February 2016", "3 March 2016"],
    );
    check(
        &[dated("2016-02").near(1, 0), dated("2016-02-14/2016-03-20")],
        &[
            "= some day in 14–29 February 2016",
            "14 February – 20 March 2016",
        ],
    );
}

#[test]
fn a_range_ends_before_and_begins_after() {
    check(
        &[
            dated("2015-09/2015-10").before(1),
            dated("2015-10-17"),
            dated("2015/2016").after(1).before(3),
            dated("2016-02-10"),
        ],
        &[
            "= from some day in 1–30 September 2015 to some day in 1–17 October 2015",
            "17 October 2015",
            "= from some day in 17 October – 31 December 2015 to some day in 1 January – 10 February 2016",
            "10 February 2016",
        ],
    );
    // What tightens the end tightens the start.
    check(
        &[
            dated("2015-09-05/").before(1),
            dated("2015-09-10"),
            dated("/2015-09-20").after(1),
        ],
        &[
            "= from 5 September 2015 to some day in 5–10 September 2015",
            "10 September 2015",
            "= from some day in 10–20 September 2015 to 20 September 2015",
        ],
    );
    check(
        &[
            dated("2015-09/2015-10").reading(Reading::Within).before(1),
            dated("2015-09-10"),
        ],
        &["= some day in 1–10 September 2015", "10 September 2015"],
    );
}

#[test]
fn what_goes_on_is_before_what_it_began_before() {
    check(
        &[dated("2014/..").before(1), dated("2014-05-06")],
        &["= from some day in 1 January – 6 May 2014 on", "6 May 2014"],
    );
    check(
        &[dated("../2014").after(1), dated("2014-05-06")],
        &["= until some day in 6 May – 31 December 2014", "6 May 2014"],
    );
    // What goes on gives no latest day, but its beginning does give an earliest.
    check(
        &[dated("2014-02/..").before(1), undated().near(0, 3)],
        &[
            "from some day in 1–28 February 2014 on",
            "= on or after 1 February 2014",
        ],
    );
}

#[test]
fn a_date_may_rest_on_another_event() {
    check(
        &[
            dated("2016-03-10"),
            undated().basis(0, Distance::Before),
            undated().basis(0, Distance::After),
            undated().basis(0, Distance::WithinDays(10)),
            dated("2016-03").basis(0, Distance::Before),
        ],
        &[
            "10 March 2016",
            "= on or before 10 March 2016",
            "= on or after 10 March 2016",
            "= some day in 29 February – 20 March 2016",
            "= some day in 1–10 March 2016",
        ],
    );
}

#[test]
fn what_is_said_already_is_not_derived() {
    check(
        &[
            dated("[..2016-03-01]").before(1),
            dated("2016-03-01").before(2),
            dated("2016-03-01/2016-03-09"),
        ],
        &[
            "on or before 1 March 2016",
            "1 March 2016",
            "1–9 March 2016",
        ],
    );
    check(&[undated().before(0).before(7)], &["undated"]);
}

#[test]
fn a_derived_time_keeps_all_but_its_bounds() {
    let mut events: Vec<_> = [
        dated("2015-11?").before(1),
        dated("2015-11-10~"),
        dated("[..2016-03-01]").after(1),
        undated().before(1),
        dated("2015-11-01/..").before(1),
    ]
    .iter()
    .enumerate()
    .map(|(at, plan)| plan.event(at))
    .collect();
    events[0].when.as_mut().expect("dated").words = Some("that month".to_owned());
    events[3].when = Some(When::unresolved(Some("earlier".to_owned())));
    let project = project_of(events);
    let times = Times::new(&project);
    let when = |at: usize| times.when(&project, at).expect("dated");
    for at in [0, 2, 3] {
        assert!(times.is_derived(at), "{at}");
        let own = project.events()[at].when.clone().expect("a time");
        let derived = When {
            bounds: own.bounds,
            ..when(at).clone()
        };
        assert_eq!(derived, own);
    }
    let first = when(0).bounds.expect("bounds");
    assert_eq!(
        (first.last, first.end_last),
        (day("2015-11-10"), day("2015-11-10"))
    );
    assert_eq!(
        (first.first, first.end_first),
        (day("2015-11-01"), day("2015-11-01"))
    );
    let second = when(2).bounds.expect("bounds");
    assert_eq!((second.from, second.to), (Limit::Known, Limit::Known));
    let third = when(3).bounds.expect("bounds");
    assert_eq!((third.from, third.to), (Limit::Unknown, Limit::Known));
    // What goes on stays open, and begins on the day it is said to begin.
    assert!(!times.is_derived(4));
    assert_eq!(when(4).bounds.expect("bounds").to, Limit::Open);
}

#[test]
fn each_tightening_says_why_in_one_sentence() {
    let project = project(&[
        undated().before(1).after(2),
        dated("2016-03"),
        dated("2015-09-22/2015-10-17").near(3, 1),
        dated("2015-10"),
        dated("2015/2016").after(2).before(1),
    ]);
    let times = Times::new(&project);
    let phrases = |at: usize| -> Vec<String> {
        let tightenings = times.tightenings(at);
        tightenings.iter().map(|why| why.phrase(&project)).collect()
    };
    assert_eq!(
        phrases(0),
        [
            "not before 17 October 2015: after “E2”, which does not end before 17 October 2015",
            "not after 31 March 2016: before “E1”, which is not after 31 March 2016",
        ]
    );
    assert_eq!(
        phrases(3),
        [
            "not after 18 October 2015: within 1 day of “E2”, which does not end after 17 October 2015"
        ]
    );
    assert_eq!(
        phrases(4),
        [
            "does not start before 17 October 2015: after “E2”, which does not end before 17 October 2015",
            "does not end after 31 March 2016: before “E1”, which is not after 31 March 2016",
        ]
    );
    assert_eq!(phrases(1), [""; 0]);
    let why = times.tightenings(3);
    assert_eq!(why.len(), 1);
    assert_eq!(
        (why[0].bound, why[0].day),
        (Bound::EndLast, day("2015-10-18"))
    );
    assert_eq!((why[0].rule, why[0].from), (Rule::WithinDays(1), 2));
}

#[test]
fn what_cannot_all_hold_is_told_with_every_link() {
    let plans = [
        dated("2016-02").before(1),
        undated().near(2, 3),
        dated("2015-12-01/2016-01-10"),
        // Neighbours are tightened by what is certain.
        undated().before(0),
        undated().after(2),
    ];
    let project = project(&plans);
    let times = Times::new(&project);
    let [circle] = times.circles() else {
        panic!("{:?}", times.circles());
    };
    assert_eq!(
        circle.phrase(&project),
        "cannot all hold: “E0” is not before 1 February 2016; “E0” is before “E1”; “E1” is within 3 days of “E2”; “E2” does not end after 10 January 2016"
    );
    let links = [
        OrderLink {
            from: 0,
            rule: Rule::Before,
            to: 1,
            stated_by: 0,
        },
        OrderLink {
            from: 1,
            rule: Rule::WithinDays(3),
            to: 2,
            stated_by: 1,
        },
    ];
    assert_eq!(circle.links, links);
    let phrase = |at| when_phrase(times.when(&project, at));
    assert_eq!(phrase(0), "some day in 1–29 February 2016");
    assert_eq!(phrase(1), "undated");
    assert_eq!(phrase(3), "on or before 29 February 2016");
    assert_eq!(phrase(4), "on or after 10 January 2016");
}

#[test]
fn a_range_before_and_after_the_same_event_contradicts_itself() {
    let project = project(&[dated("2014/2016").before(1).after(1), undated()]);
    let times = Times::new(&project);
    let [circle] = times.circles() else {
        panic!("{:?}", times.circles());
    };
    assert_eq!(
        circle.phrase(&project),
        "cannot all hold: “E0” does not end before 1 January 2016; “E0” is before “E1”; “E1” is before “E0”; “E0” does not start after 31 December 2014"
    );
}

#[test]
fn of_two_explanations_the_shorter_is_told() {
    let shorter = project(&[
        undated().before(1).before(2),
        undated().before(2),
        dated("2016-03-01"),
    ]);
    let times = Times::new(&shorter);
    assert_eq!(times.tightenings(0)[0].from, 2);
    // Of two equally short ones, what the project says first.
    let project = project(&[
        undated().before(2).before(1),
        dated("2016-03-01"),
        dated("2016-03-01").after(3),
        undated(),
        dated("2016-03-01").after(3),
    ]);
    let times = Times::new(&project);
    assert_eq!(times.tightenings(0)[0].from, 2);
    assert_eq!(times.tightenings(3)[0].from, 2);
}

#[test]
fn an_edit_tightens_and_loosens_what_rests_on_it() {
    let mut plans = [
        undated().before(1),
        dated("2016").before(2),
        dated("2016-03-01"),
        dated("2016").before(4),
        dated("2016"),
    ];
    let mut times = Times::new(&project(&plans));
    let mut edit = |plans: &[Plan], changed: &[usize]| {
        let project = project(plans);
        times.update(&project, changed);
        assert_eq!(
            told(&times, &project),
            told(&Times::new(&project), &project)
        );
        when_phrase(times.when(&project, 0))
    };
    assert_eq!(edit(&plans, &[]), "on or before 1 March 2016");
    plans[2].edtf = Some("2016-02-01".to_owned());
    assert_eq!(edit(&plans, &[2]), "on or before 1 February 2016");
    plans[1].before.clear();
    assert_eq!(edit(&plans, &[1]), "on or before 31 December 2016");
    plans[2].after.push(1);
    plans[1].edtf = None;
    assert_eq!(edit(&plans, &[1, 2, 2]), "on or before 1 February 2016");
    // A circle comes and goes.
    plans[1].edtf = Some("2017".to_owned());
    assert_eq!(edit(&plans, &[1]), "on or before 31 December 2017");
    plans[2].after.clear();
    assert_eq!(edit(&plans, &[2]), "on or before 31 December 2017");
    plans[0].before.clear();
    assert_eq!(edit(&plans, &[0]), "undated");
}
