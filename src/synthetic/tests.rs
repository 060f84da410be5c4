//! That each family has what it is named for.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::model::{Basis, Bounds, Day, Limit, Reading, When};

fn plan(family: Family, events: usize) -> Plan {
    Plan {
        family,
        events,
        seed: 1,
    }
}

fn bounds(event: &Event) -> Bounds {
    let when = event.when.as_ref().expect("dated");
    when.bounds.expect("with days")
}

fn day(text: &str) -> Day {
    let when = When::from_edtf(text).expect("a date");
    when.earliest().expect("with a beginning")
}

#[test]
fn every_event_has_who_takes_part_and_who_says_so_where() {
    for family in Family::ALL {
        for events in [0, 1, 7, 300] {
            let project = plan(family, events).project();
            // Ids that are there twice are left out.
            assert_eq!(project.events().len(), events, "{family:?}");
            for event in project.events() {
                assert!(!event.title.is_empty() && !event.title.contains(['{', '}']));
                assert!(!event.participants.is_empty() && !event.claims.is_empty());
                for claim in &event.claims {
                    assert!(!claim.says.is_empty() && !claim.cites.is_empty());
                    assert!(claim.cites.iter().all(|it| project.cited(it).is_some()));
                }
            }
        }
    }
}

#[test]
fn events_one_by_one_are_those_of_the_project() {
    for family in Family::ALL {
        let plan = plan(family, 200);
        let (project, head) = (plan.project(), plan.head());
        let events: Vec<_> = plan.events().collect();
        assert!(project.events().iter().map(|event| &**event).eq(&events));
        assert!(head.events().is_empty());
        assert_eq!(head.entities(), project.entities());
        assert_eq!(head.sources(), project.sources());
        let other = Plan { seed: 2, ..plan };
        assert!(!other.events().eq(events), "{family:?}");
    }
}

#[test]
fn uniform_days_fill_thirty_years_evenly() {
    let mut years = BTreeMap::<i32, usize>::new();
    for event in plan(Family::Uniform, 30_000).events() {
        assert!(bounds(&event).is_single_day());
        *years.entry(bounds(&event).first.ymd().0).or_default() += 1;
    }
    assert!(years.keys().copied().eq(1990..2020));
    assert!(
        years.values().all(|count| (850..1_150).contains(count)),
        "{years:?}"
    );
}

#[test]
fn half_of_a_burst_is_within_days_of_its_centre() {
    let centres = dates::bursts(Family::Clustered, 1);
    assert_eq!(centres.len(), 50);
    let near = |event: &Event| {
        let day = bounds(event).first.number();
        centres.iter().any(|centre| (day - centre).abs() <= 4)
    };
    let n_near = plan(Family::Clustered, 10_000)
        .events()
        .filter(near)
        .count();
    // Those of which another burst is near count, too.
    assert!((5_000..6_500).contains(&n_near), "{n_near}");
}

#[test]
fn one_in_twenty_of_the_long_lasts_a_tenth_of_all_years() {
    let (mut single, mut tenth) = (0, 0);
    for event in plan(Family::Long, 10_000).events() {
        let bounds = bounds(&event);
        single += usize::from(bounds.is_single_day());
        tenth += usize::from(bounds.span().len_days() > dates::DAYS / 10);
    }
    assert!((7_300..7_700).contains(&single), "{single}");
    assert!((430..570).contains(&tenth), "{tenth}");
}

#[test]
fn all_of_one_day_can_be_on_it_and_none_is_just_it() {
    let the_day = day("2005-06-15");
    let mut spellings = BTreeSet::new();
    for event in plan(Family::OneDay, 5_000).events() {
        let bounds = bounds(&event);
        assert!(
            bounds.first <= the_day && the_day <= bounds.end_last,
            "{:?}",
            event.when
        );
        assert!(!bounds.is_single_day());
        spellings.insert(event.when.and_then(|when| when.edtf));
    }
    assert!(spellings.len() > 1_000);
}

#[test]
fn one_instant_is_one_day() {
    let the_day = day("2005-06-15");
    let is_it = |event: Event| bounds(&event).is_single_day() && bounds(&event).first == the_day;
    assert!(plan(Family::OneInstant, 1_000).events().all(is_it));
}

#[test]
fn one_lane_is_one_by_whatever_lanes_are_made() {
    let project = plan(Family::OneLane, 1_000).project();
    assert_eq!(project.kinds().len(), 1);
    assert_eq!((project.entities().len(), project.sources().len()), (1, 1));
    let entity = &project.entities()[0].id;
    for event in project.events() {
        assert!(event.entities().all(|id| id == entity));
        assert_eq!(event.place.as_ref(), Some(entity));
    }
}

#[test]
fn many_lanes_are_ten_thousand_as_soon_as_there_are_so_many_events() {
    let plan = plan(Family::ManyLanes, 10_000);
    let first = |event: Event| event.participants.first().map(|part| part.who.clone());
    let entities: BTreeSet<_> = plan.events().filter_map(first).collect();
    assert_eq!(entities.len(), 10_000);
    let cites = |event: Event| event.citations().cloned().collect::<Vec<_>>();
    let sources: BTreeSet<_> = plan.events().flat_map(cites).map(|it| it.source).collect();
    assert!(sources.len() > 2_500, "{}", sources.len());
}

#[test]
fn the_first_entity_is_met_far_more_often_than_the_fiftieth() {
    let mut counts = BTreeMap::<_, usize>::new();
    for event in plan(Family::Uniform, 10_000).events() {
        *counts.entry(event.participants[0].who.clone()).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_values().collect();
    counts.sort_unstable();
    let (median, most) = (counts[counts.len() / 2], counts[counts.len() - 1]);
    assert!(most > 25 * median, "{median} and {most}");
}

#[test]
fn a_curated_project_has_all_that_a_record_can_hold() {
    let project = plan(Family::Curated, 3_000).project();
    let events = || project.events().iter();
    let claims = || events().flat_map(|event| &event.claims);
    let whens = || events().filter_map(|event| event.when.as_ref());
    let spelt = |what: fn(&str) -> bool| whens().filter_map(|it| it.edtf.as_deref()).any(what);
    let share = |count: usize| count * 100 / project.events().len();

    assert!((2..8).contains(&share(events().filter(|it| it.when.is_none()).count())));
    for qualifier in ['?', '~', '%'] {
        assert!(whens().any(|it| it.edtf.as_ref().is_some_and(|it| it.ends_with(qualifier))));
    }
    for end in ["/..", "/", "..]", "X", "XX", "+03:00", "-24"] {
        assert!(
            whens().any(|it| it.edtf.as_ref().is_some_and(|it| it.ends_with(end))),
            "{end}"
        );
    }
    assert!(spelt(|it| it.starts_with("../")) && spelt(|it| it.starts_with('/')));
    assert!(spelt(|it| it.starts_with("[..")) && spelt(|it| it.contains(',')));
    assert!(spelt(|it| it.contains("-XX-")));
    assert!(whens().any(|it| it.words.is_some() && !it.is_dated()));
    assert!(whens().any(|it| it.reading == Reading::Throughout));
    let limits = || {
        whens()
            .filter_map(|it| it.bounds)
            .flat_map(|it| [it.from, it.to])
    };
    assert!(
        [Limit::Open, Limit::Unknown]
            .iter()
            .all(|limit| limits().any(|it| it == *limit))
    );
    let is_of = [
        |basis: &Basis| matches!(basis, Basis::Published(_)),
        |basis: &Basis| matches!(basis, Basis::Event(..)),
        |basis: &Basis| matches!(basis, Basis::Judged(_)),
    ];
    assert!(is_of.iter().all(|is_of| whens().any(|it| is_of(&it.basis))));

    assert!(events().all(|it| (2..=3).contains(&it.claims.len()) && it.participants.len() <= 5));
    assert!(events().any(|it| it.participants.len() == 5));
    let is_linked = |it: &Event| !(it.before.is_empty() && it.after.is_empty());
    assert!((20..50).contains(&share(events().filter(|it| is_linked(it)).count())));
    assert!(events().any(|it| !it.near.is_empty()) && events().any(|it| !it.adopted.is_empty()));
    assert!(events().any(|it| !it.tags.is_empty()) && events().any(|it| it.note.is_some()));
    assert!(events().any(|it| it.summary.as_ref().is_some_and(|it| it.contains('\n'))));
    let statuses: BTreeSet<_> = claims().map(|claim| claim.status).collect();
    assert_eq!(statuses.len(), 6);
    assert!(claims().any(|it| it.grade.is_some()) && claims().any(|it| !it.values.is_empty()));
    assert!(claims().any(|it| it.cites.iter().any(|cite| cite.digest.is_some())));

    let sources = || project.sources().iter();
    assert!(sources().any(|it| !it.derives_from.is_empty()) && sources().any(|it| !it.is_held()));
    assert!(sources().any(|it| it.is_original) && sources().any(|it| it.published.is_none()));
    assert!(project.entities().iter().any(|it| it.spellings.len() > 1));
    assert!(!project.relations.is_empty());
}
