//! Random small projects, held against [`brute`](super::brute).

use annals::evidence::Times;
use annals::model::{Bounds, Day, Distance, Limit, Project, Reading};
use proptest::prelude::*;

use super::brute::{self, Closure, Days, Node};
use super::{Plan, id, project, project_of, told};

/// The days of January 2016 to be dated to.
const FIRST: u32 = 1;

fn edtf(days: u32) -> impl Strategy<Value = Option<String>> {
    let day = move || (FIRST..FIRST + days).prop_map(|day| format!("2016-01-{day:02}"));
    let two =
        move || (FIRST..FIRST + days, FIRST..FIRST + days).prop_map(|(a, b)| (a.min(b), a.max(b)));
    prop_oneof![
        3 => Just(None),
        3 => day().prop_map(Some),
        3 => two().prop_map(|(a, b)| Some(format!("[2016-01-{a:02}..2016-01-{b:02}]"))),
        2 => two().prop_map(|(a, b)| Some(format!("2016-01-{a:02}/2016-01-{b:02}"))),
        1 => day().prop_map(|day| Some(format!("[..{day}]"))),
        1 => day().prop_map(|day| Some(format!("[{day}..]"))),
        1 => day().prop_map(|day| Some(format!("{day}/.."))),
        1 => day().prop_map(|day| Some(format!("../{day}"))),
        1 => day().prop_map(|day| Some(format!("{day}/"))),
        1 => day().prop_map(|day| Some(format!("/{day}"))),
        1 => Just(Some("2016-01/2016-02".to_owned())),
        1 => Just(Some("2015/2016-01-1X".to_owned())),
        1 => Just(Some("2016-01-0X/..".to_owned())),
    ]
}

fn plan(count: usize, days: u32) -> impl Strategy<Value = Plan> {
    // One more than there are: an event that is missing. Some are the event itself.
    let other = move || 0..=count;
    let distance = prop_oneof![
        Just(Distance::Before),
        Just(Distance::After),
        (0..4_u32).prop_map(Distance::WithinDays),
    ];
    let reading = prop_oneof![
        4 => Just(None),
        1 => Just(Some(Reading::Within)),
        1 => Just(Some(Reading::Throughout)),
    ];
    (
        edtf(days),
        reading,
        prop::collection::vec(other(), 0..2),
        prop::collection::vec(other(), 0..2),
        prop::collection::vec((other(), 0..4_u32), 0..2),
        prop::option::weighted(0.2, (other(), distance)),
    )
        .prop_map(|(edtf, reading, before, after, near, basis)| Plan {
            edtf,
            reading,
            before,
            after,
            near,
            basis,
        })
}

fn plans(max: usize, days: u32) -> impl Strategy<Value = Vec<Plan>> {
    (1..=max).prop_flat_map(move |count| prop::collection::vec(plan(count, days), count))
}

/// The bounds that [`Times`] gives, as the brute force has them: a side that is open says nothing.
fn bounds(times: &Times, project: &Project, at: usize) -> [(Node, Days); 2] {
    let when = times.when(project, at);
    let bounds = when.and_then(|when| when.bounds);
    let is_within = when.is_none_or(|when| !when.is_dated() || when.reading == Reading::Within);
    let Some(bounds) = bounds else {
        return [
            (Node::Start(at), (None, None)),
            (Node::End(at), (None, None)),
        ];
    };
    let known = |day: Day| (day != Day::MIN && day != Day::MAX).then(|| day.number());
    let (first, end_last) = (known(bounds.first), known(bounds.end_last));
    assert_eq!(first.is_some(), bounds.from == Limit::Known);
    assert_eq!(end_last.is_some(), bounds.to == Limit::Known);
    if is_within {
        let both = (first, end_last);
        return [(Node::Start(at), both), (Node::End(at), both)];
    }
    [
        (Node::Start(at), (first, known(bounds.last))),
        (Node::End(at), (known(bounds.end_first), end_last)),
    ]
}

/// What the brute force finds, without the sides that are said to be open.
fn expected(closure: &Closure, project: &Project, at: usize) -> [(Node, Days); 2] {
    let when = project.events()[at].when.as_ref();
    let own = when.and_then(|when| when.bounds);
    let is_open = |side: fn(&Bounds) -> Limit| own.is_some_and(|own| side(&own) == Limit::Open);
    let is_within = when.is_some_and(|when| when.reading == Reading::Within);
    [Node::Start(at), Node::End(at)].map(|node| {
        let (mut least, mut greatest) = closure[&node];
        if is_open(|own| own.from) && (is_within || node == Node::Start(at)) {
            least = None;
        }
        if is_open(|own| own.to) && (is_within || node == Node::End(at)) {
            greatest = None;
        }
        (node, (least, greatest))
    })
}

fn days_of(bounds: Option<Bounds>) -> [Day; 4] {
    bounds.map_or([Day::MIN, Day::MAX, Day::MIN, Day::MAX], |bounds| {
        [bounds.first, bounds.last, bounds.end_first, bounds.end_last]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn bounds_are_never_wider_than_stated(plans in plans(7, 12)) {
        let project = project(&plans);
        let times = Times::new(&project);
        for (at, event) in project.events().iter().enumerate() {
            let own = event.when.as_ref();
            let when = times.when(&project, at);
            let [first, last, end_first, end_last] = days_of(own.and_then(|when| when.bounds));
            let now = days_of(when.and_then(|when| when.bounds));
            prop_assert!(first <= now[0] && now[3] <= end_last, "{when:?}");
            if when.is_some_and(|when| when.reading == Reading::Throughout) {
                prop_assert!(now[1] <= last && end_first <= now[2], "{when:?}");
            } else if times.is_derived(at) {
                prop_assert_eq!((now[0], now[1]), (now[2], now[3]));
            }
            prop_assert!(now[0] <= now[1] && now[2] <= now[3], "{when:?}");
            prop_assert_eq!(times.is_derived(at), own != when);
            prop_assert_eq!(times.is_derived(at), !times.tightenings(at).is_empty());
            let limits = |when: Option<&annals::model::When>| {
                when.and_then(|when| when.bounds).map(|bounds| (bounds.from, bounds.to))
            };
            if let (Some(own), Some(now)) = (limits(own), limits(when)) {
                prop_assert!(own.0 == now.0 || (own.0, now.0) == (Limit::Unknown, Limit::Known));
                prop_assert!(own.1 == now.1 || (own.1, now.1) == (Limit::Unknown, Limit::Known));
            }
        }
    }

    #[test]
    fn bounds_are_the_closure_of_everything_that_can_hold(plans in plans(7, 12)) {
        let project = project(&plans);
        let times = Times::new(&project);
        let count = plans.len();
        let own = brute::all_own(&project);
        let all = [own.clone(), brute::all_links(&project)].concat();
        let can_hold = brute::closure(count, &all).is_some();
        prop_assert_eq!(times.circles().is_empty(), can_hold, "{:?}", times.circles());
        let kept = [own, brute::uncaught_links(&project)].concat();
        let closure = brute::closure(count, &kept).expect("the rest can hold");
        for at in 0..count {
            prop_assert_eq!(bounds(&times, &project, at), expected(&closure, &project, at));
        }
        for circle in times.circles() {
            let alone = brute::circle_alone(&project, circle);
            prop_assert!(brute::closure(count, &alone).is_none(), "{circle:?}");
        }
    }

    #[test]
    fn bounds_are_the_first_and_last_days_of_all_solutions(plans in plans(3, 5)) {
        let project = project(&plans);
        let times = Times::new(&project);
        let own = brute::all_own(&project);
        let all = [own, brute::all_links(&project)].concat();
        // Wide enough that what bounds nothing is seen to: three links of three days either way.
        let zero = project_day("2016-01-01");
        let days = zero - 12..=zero + 16;
        let is_narrow = plans.iter().all(|plan| {
            plan.edtf.as_ref().is_none_or(|edtf| edtf.len() != 15 && !edtf.contains('X'))
        });
        prop_assume!(is_narrow);
        let tried = brute::tried(plans.len(), &all, days.clone());
        prop_assert_eq!(times.circles().is_empty(), tried.is_some());
        let Some(tried) = tried else { return Ok(()); };
        let closure = tried.into_iter().map(|(node, (least, greatest))| {
            let inner = (least > *days.start(), greatest < *days.end());
            (node, (inner.0.then_some(least), inner.1.then_some(greatest)))
        });
        let closure: Closure = closure.collect();
        for at in 0..plans.len() {
            prop_assert_eq!(bounds(&times, &project, at), expected(&closure, &project, at));
        }
    }

    #[test]
    fn the_order_in_the_file_changes_no_bound(
        (plans, order) in plans(7, 12).prop_flat_map(|plans| {
            let order: Vec<usize> = (0..plans.len()).collect();
            (Just(plans), Just(order).prop_shuffle())
        })
    ) {
        let straight = project(&plans);
        let mut events: Vec<_> = order.iter().map(|at| plans[*at].event(*at)).collect();
        for event in &mut events {
            event.before.reverse();
            event.near.reverse();
        }
        let shuffled = project_of(events);
        let (one, other) = (Times::new(&straight), Times::new(&shuffled));
        for at in 0..plans.len() {
            let moved = shuffled.event_position(&id(at)).expect("it is there");
            prop_assert_eq!(one.when(&straight, at), other.when(&shuffled, moved));
        }
        prop_assert_eq!(one.circles().len(), other.circles().len());
    }

    #[test]
    fn an_update_gives_what_a_new_look_gives(
        (plans, edits) in plans(7, 12).prop_flat_map(|plans| {
            let count = plans.len();
            let edit = prop::collection::vec((0..count, plan(count, 12)), 1..3);
            (Just(plans), prop::collection::vec(edit, 1..6))
        })
    ) {
        let mut plans = plans;
        let mut times = Times::new(&project(&plans));
        for edit in edits {
            let changed: Vec<usize> = edit.iter().map(|(at, _)| *at).collect();
            for (at, plan) in edit {
                plans[at] = plan;
            }
            let project = project(&plans);
            times.update(&project, &changed);
            prop_assert_eq!(told(&times, &project), told(&Times::new(&project), &project));
        }
    }

    #[test]
    fn a_contradiction_spoils_nothing_elsewhere(plans in plans(5, 12)) {
        let alone = project(&plans);
        let count = plans.len();
        let mut beside = plans.clone();
        // References to the event that is missing would find one now.
        for plan in &mut beside {
            plan.before.retain(|at| *at < count);
            plan.after.retain(|at| *at < count);
            plan.near.retain(|(at, _)| *at < count);
            plan.basis = plan.basis.filter(|(at, _)| *at < count);
        }
        let edtf = |text: &str| Some(text.to_owned());
        beside.push(Plan { edtf: edtf("2016-01-09"), before: vec![count + 1], ..Plan::default() });
        beside.push(Plan { edtf: edtf("2016-01-02"), ..Plan::default() });
        let beside = project(&beside);
        let (one, other) = (Times::new(&alone), Times::new(&beside));
        prop_assert_eq!(one.circles().len() + 1, other.circles().len());
        for at in 0..count {
            let bounds = |when: Option<&annals::model::When>| when.and_then(|when| when.bounds);
            prop_assert_eq!(bounds(one.when(&alone, at)), bounds(other.when(&beside, at)));
            prop_assert_eq!(one.tightenings(at), other.tightenings(at));
        }
    }
}

fn project_day(text: &str) -> i64 {
    super::day(text).number()
}
