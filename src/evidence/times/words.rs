//! Tightenings and circles in words.

use super::{Bound, Circle, OrderLink, Rule, Stated, Tightening};
use crate::evidence::phrase::day_phrase;
use crate::model::{Day, Project};

fn title(project: &Project, event: usize) -> &str {
    let event = project.events().get(event);
    event.map_or("?", |event| &event.title)
}

/// "not after 1 March 2016" for one day, "ends not after 1 March 2016" for a range.
fn bound_phrase(bound: Bound, is_one_day: bool, day: Day) -> String {
    let day = day_phrase(day);
    let side = match bound {
        Bound::First | Bound::EndFirst => "not before",
        Bound::Last | Bound::EndLast => "not after",
    };
    match (is_one_day, bound) {
        (true, _) => format!("{side} {day}"),
        (false, Bound::First | Bound::Last) => format!("starts {side} {day}"),
        (false, Bound::EndFirst | Bound::EndLast) => format!("ends {side} {day}"),
    }
}

impl Rule {
    /// Reads between two events: "before", "within 3 days of".
    pub fn phrase(self) -> String {
        match self {
            Self::Before => "before".to_owned(),
            Self::After => "after".to_owned(),
            Self::WithinDays(1) => "within 1 day of".to_owned(),
            Self::WithinDays(days) => format!("within {days} days of"),
        }
    }
}

impl Tightening {
    /// One sentence without a period: "not after 1 March 2016: before “The report is printed”, which is
    /// not after 1 March 2016".
    pub fn phrase(&self, project: &Project) -> String {
        let from = bound_phrase(self.from_bound, self.is_from_one_day, self.from_day);
        let is = if self.is_from_one_day { "is " } else { "" };
        format!(
            "{}: {} “{}”, which {is}{from}",
            bound_phrase(self.bound, self.is_one_day, self.day),
            self.rule.phrase(),
            title(project, self.from),
        )
    }
}

impl Circle {
    /// Every date and link of it, as a sentence without a period.
    pub fn phrase(&self, project: &Project) -> String {
        let links = self.links.iter().map(|link| link.phrase(project));
        let first = std::iter::once(self.first.phrase(project, "not before"));
        let last = std::iter::once(self.last.phrase(project, "not after"));
        let clauses: Vec<_> = first.chain(links).chain(last).collect();
        format!("cannot all hold: {}", clauses.join("; "))
    }
}

impl Stated {
    fn phrase(&self, project: &Project, side: &str) -> String {
        let title = title(project, self.event);
        let day = day_phrase(self.day);
        let is_range = project.events().get(self.event).is_some_and(|event| {
            let when = event.when.as_ref();
            when.is_some_and(|when| when.reading == crate::model::Reading::Throughout)
        });
        let verb = match self.bound {
            _ if !is_range => "is",
            Bound::First | Bound::Last => "starts",
            Bound::EndFirst | Bound::EndLast => "ends",
        };
        format!("“{title}” {verb} {side} {day}")
    }
}

impl OrderLink {
    fn phrase(&self, project: &Project) -> String {
        let (from, to) = (title(project, self.from), title(project, self.to));
        format!("“{from}” is {} “{to}”", self.rule.phrase())
    }
}
