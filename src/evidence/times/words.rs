//! Tightenings and circles in words.

use super::{Bound, Circle, OrderLink, Rule, Stated, Tightening};
use crate::evidence::phrase::day_phrase;
use crate::model::Project;

fn title(project: &Project, event: usize) -> &str {
    let event = project.events().get(event);
    event.map_or("?", |event| &event.title)
}

impl Bound {
    /// Reads before a day: "not after" for an event of one day, "does not end after" for a range.
    pub fn phrase(self, is_one_day: bool) -> &'static str {
        match (self, is_one_day) {
            (Self::First | Self::EndFirst, true) => "not before",
            (Self::Last | Self::EndLast, true) => "not after",
            (Self::First, false) => "does not start before",
            (Self::Last, false) => "does not start after",
            (Self::EndFirst, false) => "does not end before",
            (Self::EndLast, false) => "does not end after",
        }
    }

    /// Reads between an event and a day: "is not after", "does not end after".
    fn predicate(self, is_one_day: bool) -> String {
        let is = if is_one_day { "is " } else { "" };
        format!("{is}{}", self.phrase(is_one_day))
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
        format!(
            "{} {}: {} “{}”, which {} {}",
            self.bound.phrase(self.is_one_day),
            day_phrase(self.day),
            self.rule.phrase(),
            title(project, self.from),
            self.from_bound.predicate(self.is_from_one_day),
            day_phrase(self.from_day),
        )
    }
}

impl Circle {
    /// Every date and link of it, as a sentence without a period.
    pub fn phrase(&self, project: &Project) -> String {
        let links = self.links.iter().map(|link| link.phrase(project));
        let first = std::iter::once(self.first.phrase(project));
        let last = std::iter::once(self.last.phrase(project));
        let clauses: Vec<_> = first.chain(links).chain(last).collect();
        format!("cannot all hold: {}", clauses.join("; "))
    }
}

impl Stated {
    fn phrase(&self, project: &Project) -> String {
        let (title, day) = (title(project, self.event), day_phrase(self.day));
        format!("“{title}” {} {day}", self.bound.predicate(self.is_one_day))
    }
}

impl OrderLink {
    fn phrase(&self, project: &Project) -> String {
        let (from, to) = (title(project, self.from), title(project, self.to));
        format!("“{from}” is {} “{to}”", self.rule.phrase())
    }
}
