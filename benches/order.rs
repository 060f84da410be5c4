//! What the order between 100,000 events costs: all of it when a project is opened, and one edit.
//! `cargo bench --bench order`.

use std::error::Error;

use annals::evidence::Times;
use annals::model::{Day, Event, EventId, IdError, KindId, Near, Project, Records, When};
use annals::synthetic::Random;
use divan::{Bencher, black_box};

const EVENTS: usize = 100_000;
/// Links of each shape: chains, hubs, and at random but forward.
const CHAINED: usize = 40_000;
const HUBBED: usize = 30_000;
const SCATTERED: usize = 30_000;
/// Events in one chain; every other is undated.
const CHAIN_LENGTH: usize = 20;
/// Articles that everything they tell of is before.
const HUBS: usize = 100;

fn main() {
    divan::main();
}

fn id(at: usize) -> Result<EventId, IdError> {
    EventId::new(&format!("event-number-{at}"))
}

/// What the making of a project may fail with: a slip in this file.
type Outcome<T> = Result<T, Box<dyn Error>>;

/// Events a day apart or so; three in four are dated, to the day, the month or the year.
fn event(at: usize, random: &mut Random) -> Outcome<Event> {
    let day = Day::from_number(i64::try_from(at / 20)?).ok_or("no day")?;
    let (year, month, _) = day.ymd();
    let date = match random.below(8) {
        0 | 1 => None,
        2..=4 => Some(day.to_string()),
        5 | 6 => Some(format!("{year}-{month:02}")),
        _ => Some(format!("{year}")),
    };
    let when = date.map(|date| When::from_edtf(&date)).transpose()?;
    Ok(Event {
        id: id(at)?,
        kind: KindId::new("kind")?,
        title: format!("Event number {at}"),
        summary: None,
        when,
        place: None,
        participants: Vec::new(),
        before: Vec::new(),
        after: Vec::new(),
        near: Vec::new(),
        claims: Vec::new(),
        adopted: Vec::new(),
        tags: Vec::new(),
        note: None,
    })
}

fn events() -> Outcome<Vec<Event>> {
    let mut random = Random::new(0x9e37_79b9_7f4a_7c15);
    let events = (0..EVENTS).map(|at| event(at, &mut random));
    let mut events = events.collect::<Outcome<Vec<Event>>>()?;
    for link in 0..CHAINED {
        let at = link / CHAIN_LENGTH * (CHAIN_LENGTH + 1) + link % CHAIN_LENGTH;
        events[at].before.push(id(at + 1)?);
        if at % 2 == 1 {
            events[at].when = None;
        }
    }
    for link in 0..HUBBED {
        let hub = EVENTS - 1 - link % HUBS;
        events[random.below(EVENTS - HUBS)].before.push(id(hub)?);
    }
    for link in 0..SCATTERED {
        // Four years on, so that no year is too late for what follows it.
        let at = random.below(EVENTS - HUBS - 40_000);
        let later = at + 30_000 + random.below(10_000);
        match link % 3 {
            0 => events[at].before.push(id(later)?),
            1 => events[later].after.push(id(at)?),
            _ => events[at].near.push(Near {
                event: id(later)?,
                days: 5_000,
            }),
        }
    }
    Ok(events)
}

/// The events, some of them redated.
fn project(redated: &[usize], date: Option<&str>) -> Project {
    let project = || {
        let mut events = events()?;
        for at in redated {
            events[*at].when = date.map(When::from_edtf).transpose()?;
        }
        let records = Records {
            events,
            ..Records::default()
        };
        Outcome::Ok(Project::new("Many".to_owned(), Vec::new(), records))
    };
    let project = project();
    assert!(project.is_ok(), "{project:?}");
    project.unwrap_or_default()
}

#[divan::bench(sample_count = 40, sample_size = 1)]
fn new(bencher: Bencher) {
    let project = project(&[], None);
    let times = Times::new(&project);
    assert_eq!(times.circles().len(), 0, "everything can hold");
    let derived = (0..EVENTS).filter(|at| times.is_derived(*at)).count();
    assert!(derived > EVENTS / 10, "only {derived} events are tightened");
    bencher.bench_local(|| black_box(Times::new(black_box(&project))));
}

/// The same with one link that cannot hold: everything is spread twice.
#[divan::bench(sample_count = 40, sample_size = 1)]
fn new_with_a_circle(bencher: Bencher) {
    let project = project(&[0], Some("2200"));
    assert_ne!(Times::new(&project).circles().len(), 0);
    bencher.bench_local(|| black_box(Times::new(black_box(&project))));
}

/// One event is redated, then dated as before: the time of both edits.
fn update(bencher: Bencher, choose: impl Fn(usize) -> usize) {
    let changed: Vec<usize> = (0..1_000).map(choose).collect();
    let (before, after) = (project(&[], None), project(&changed, None));
    let mut times = Times::new(&before);
    let mut round = 0;
    // Of the two projects only the edited event and what rests on it is looked at.
    bencher.bench_local(|| {
        let at = changed[round % changed.len()];
        round += 1;
        times.update(black_box(&after), &[at]);
        times.update(black_box(&before), &[at]);
    });
    assert_eq!(times.circles().len(), 0, "everything can hold");
}

#[divan::bench(sample_count = 1_000, sample_size = 1)]
fn update_an_event_twice(bencher: Bencher) {
    update(bencher, |round| round * 97 % (EVENTS - HUBS));
}

/// Some three hundred events are before each.
#[divan::bench(sample_count = 1_000, sample_size = 1)]
fn update_a_hub_twice(bencher: Bencher) {
    update(bencher, |round| EVENTS - 1 - round % HUBS);
}
