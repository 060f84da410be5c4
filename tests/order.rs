//! The order between events: what it makes of dates, held against cases worked out by hand and, on
//! random small projects, against brute force.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot run says so by failing"
)]

#[path = "order/brute.rs"]
mod brute;
#[path = "order/cases.rs"]
mod cases;
#[path = "order/random.rs"]
mod random;

use annals::evidence::{Circle, Tightening, Times};
use annals::model::{
    Basis, Day, Distance, Event, EventId, KindId, Near, Project, Reading, Records, When,
};

/// An event in short.
#[derive(Clone, Debug, Default)]
struct Plan {
    edtf: Option<String>,
    reading: Option<Reading>,
    before: Vec<usize>,
    after: Vec<usize>,
    near: Vec<(usize, u32)>,
    basis: Option<(usize, Distance)>,
}

fn id(at: usize) -> EventId {
    EventId::new(&format!("e{at}")).expect("a slug")
}

impl Plan {
    fn when(&self) -> Option<When> {
        let mut when = match &self.edtf {
            Some(edtf) => When::from_edtf(edtf).expect("a date"),
            None => When::unresolved(Some("once".to_owned())),
        };
        if let Some(reading) = self.reading {
            when.reading = reading;
        }
        if let Some((other, distance)) = self.basis {
            when.basis = Basis::Event(id(other), distance);
        }
        (self.edtf.is_some() || self.basis.is_some()).then_some(when)
    }

    /// As an event of the project; others are named by their position.
    fn event(&self, at: usize) -> Event {
        let near = self.near.iter();
        Event {
            id: id(at),
            kind: KindId::new("kind").expect("a slug"),
            title: format!("E{at}"),
            summary: None,
            when: self.when(),
            place: None,
            participants: Vec::new(),
            before: self.before.iter().map(|at| id(*at)).collect(),
            after: self.after.iter().map(|at| id(*at)).collect(),
            near: near
                .map(|(at, days)| Near {
                    event: id(*at),
                    days: *days,
                })
                .collect(),
            claims: Vec::new(),
            adopted: Vec::new(),
            tags: Vec::new(),
            note: None,
        }
    }
}

fn project(plans: &[Plan]) -> Project {
    let events = plans.iter().enumerate();
    project_of(events.map(|(at, plan)| plan.event(at)).collect())
}

fn project_of(events: Vec<Event>) -> Project {
    let records = Records {
        events,
        ..Records::default()
    };
    Project::new("Case".to_owned(), Vec::new(), records)
}

/// Everything that a [`Times`] tells.
#[derive(Debug, PartialEq)]
struct Told {
    whens: Vec<Option<When>>,
    derived: Vec<bool>,
    tightenings: Vec<Vec<Tightening>>,
    circles: Vec<Circle>,
}

fn told(times: &Times, project: &Project) -> Told {
    let events = 0..project.events().len();
    Told {
        whens: events
            .clone()
            .map(|at| times.when(project, at).cloned())
            .collect(),
        derived: events.clone().map(|at| times.is_derived(at)).collect(),
        tightenings: events.map(|at| times.tightenings(at)).collect(),
        circles: times.circles().to_vec(),
    }
}

fn day(text: &str) -> Day {
    let when = When::from_edtf(text).expect("a date");
    when.earliest().expect("a day")
}
