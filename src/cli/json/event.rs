//! An event: what is claimed of it, and what follows from the claims.

use serde::Serialize;

use super::evidence::{Conflict, LeadOf, Support, conflict, lead, support};
use super::when::{Derived, When, derived, when};
use super::{Cite, cite};
use crate::cli::case::Case;
use crate::evidence::{
    Bound, Place, Rule, Tightening, TimeFrom, delay as delay_between, own_time, publications, rules,
};
use crate::model;
use crate::model::{EntityId, Precision, Project, Speaker, Status, Value as ModelValue};

#[derive(Debug, Serialize)]
pub struct Event<'a> {
    id: &'a str,
    kind: &'a str,
    title: &'a str,
    summary: Option<&'a str>,
    when: Option<When<'a>>,
    /// Whose the time is before neighbours tighten it.
    when_from: &'static str,
    /// By which rule the words of the record give its time, and what else they can mean.
    when_rules: Vec<String>,
    place: Option<&'a str>,
    participants: Vec<Participant<'a>>,
    claims: Vec<Claim<'a>>,
    origins: Support<'a>,
    conflicts: Vec<Conflict<'a>>,
    adopted: Vec<Adopted<'a>>,
    /// The sources that print it, each at its publication, in time order.
    reported: Vec<Reported<'a>>,
    /// Those that are open.
    leads: Vec<LeadOf>,
}

/// What the curator holds for right where accounts disagree.
#[derive(Debug, Serialize)]
struct Adopted<'a> {
    value: Value<'a>,
    note: &'a str,
}

/// A publication of the event, and how long after it that came.
#[derive(Debug, Serialize)]
struct Reported<'a> {
    source: &'a str,
    published: Option<When<'a>>,
    delay: Option<String>,
}

/// The event at a position, and what follows from it. Nothing where there is none.
pub fn event(case: &Case, position: usize) -> Option<Event<'_>> {
    let (project, evidence) = (&case.project, &case.evidence);
    let event = project.events().get(position)?;
    let recorded = event.when.as_ref();
    let parts = event.participants.iter();
    let claims = event.claims.iter();
    let conflicts = evidence.conflicts.of(position).iter();
    let adopted = event.adopted.iter();
    let leads = evidence.leads.at(Place::Event(position));
    Some(Event {
        id: event.id.as_str(),
        kind: event.kind.as_str(),
        title: &event.title,
        summary: event.summary.as_deref(),
        when: event_when(case, position),
        when_from: match own_time(event).1 {
            TimeFrom::Record => "record",
            TimeFrom::Adopted => "adopted",
            TimeFrom::Accounts => "accounts",
        },
        when_rules: recorded.map_or_else(Vec::new, |when| rules(project, when)),
        place: event.place.as_ref().map(EntityId::as_str),
        participants: parts.map(participant).collect(),
        claims: claims.map(|it| claim(case, it)).collect(),
        origins: support(project, &evidence.origins.of_event(position)),
        conflicts: conflicts.map(|it| conflict(case, event, it)).collect(),
        adopted: adopted.map(|it| adopted_value(it)).collect(),
        reported: reported(case, position, event),
        leads: leads.map(|it| lead(case, it)).collect(),
    })
}

fn adopted_value(adopted: &model::Adopted) -> Adopted<'_> {
    Adopted {
        value: value(&adopted.value),
        note: &adopted.note,
    }
}

fn reported<'a>(case: &'a Case, position: usize, event: &'a model::Event) -> Vec<Reported<'a>> {
    let happened = case.evidence.when(&case.project, position);
    let publications = publications(&case.project, event).into_iter();
    let reported = publications.map(|publication| {
        let published = publication.source.published.as_ref();
        let delay = happened.zip(published);
        let delay = delay.and_then(|(happened, published)| delay_between(happened, published));
        Reported {
            source: publication.source.id.as_str(),
            published: published.map(when),
            delay: delay.map(|delay| delay.phrase()),
        }
    });
    reported.collect()
}

fn event_when(case: &Case, position: usize) -> Option<When<'_>> {
    let (project, evidence) = (&case.project, &case.evidence);
    let tightened = evidence.times.tightenings(position);
    let tightened = tightened
        .iter()
        .flat_map(|it| tightened_bounds(it).filter_map(|bound| tightening(project, it, bound)));
    Some(derived(
        evidence.when(project, position)?,
        tightened.collect(),
    ))
}

/// Of what is one day, the start and the end are bounded together.
fn tightened_bounds(tightening: &Tightening) -> impl Iterator<Item = &'static str> {
    let (own, other) = match tightening.bound {
        Bound::First => ("first", "end_first"),
        Bound::Last => ("last", "end_last"),
        Bound::EndFirst => ("end_first", "first"),
        Bound::EndLast => ("end_last", "last"),
    };
    std::iter::once(own).chain(tightening.is_one_day.then_some(other))
}

fn tightening<'a>(
    project: &'a Project,
    tightening: &Tightening,
    bound: &'static str,
) -> Option<Derived<'a>> {
    let (rule, days) = match tightening.rule {
        Rule::Before => ("before", None),
        Rule::After => ("after", None),
        Rule::WithinDays(days) => ("within_days", Some(days)),
    };
    Some(Derived {
        bound,
        day: tightening.day.to_string(),
        rule,
        days,
        event: project.events().get(tightening.from)?.id.as_str(),
        sentence: tightening.phrase(project),
    })
}

#[derive(Debug, Serialize)]
struct Participant<'a> {
    entity: &'a str,
    role: &'a str,
}

fn participant(part: &model::Participant) -> Participant<'_> {
    Participant {
        entity: part.who.as_str(),
        role: &part.role,
    }
}

#[derive(Debug, Serialize)]
struct Claim<'a> {
    speaker: &'a str,
    status: &'static str,
    says: &'a str,
    cites: Vec<Cite<'a>>,
    values: Vec<Value<'a>>,
    /// As the curator graded it, such as `B2`.
    grade: Option<String>,
    origins: Support<'a>,
}

fn claim<'a>(case: &'a Case, claim: &'a model::Claim) -> Claim<'a> {
    let (project, origins) = (&case.project, &case.evidence.origins);
    Claim {
        speaker: Speaker::as_str(&claim.speaker),
        status: status(claim.status),
        says: &claim.says,
        cites: claim.cites.iter().map(cite).collect(),
        values: claim.values.iter().map(value).collect(),
        grade: claim.grade.map(|grade| grade.to_string()),
        origins: support(project, &origins.of_claim(project, claim)),
    }
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Alleges => "alleges",
        Status::Reports => "reports",
        Status::Confirms => "confirms",
        Status::Denies => "denies",
        Status::DeclinesToComment => "declines_to_comment",
        Status::Retracts => "retracts",
    }
}

#[derive(Debug, Serialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub(super) enum Value<'a> {
    Number {
        value: f64,
        of: &'a str,
        unit: Option<&'a str>,
        precision: &'static str,
    },
    When(When<'a>),
    Place {
        entity: &'a str,
    },
    Role {
        entity: &'a str,
        role: &'a str,
        sole: bool,
    },
}

pub(super) fn value(value: &ModelValue) -> Value<'_> {
    match value {
        ModelValue::Number(quantity) => Value::Number {
            value: quantity.value,
            of: &quantity.of,
            unit: quantity.unit.as_deref(),
            precision: match quantity.precision {
                Precision::Exactly => "exactly",
                Precision::About => "about",
                Precision::AtLeast => "at_least",
                Precision::AtMost => "at_most",
                Precision::MoreThan => "more_than",
                Precision::LessThan => "less_than",
            },
        },
        ModelValue::When(date) => Value::When(when(date)),
        ModelValue::Place(place) => Value::Place {
            entity: place.as_str(),
        },
        ModelValue::Role(role) => Value::Role {
            entity: role.who.as_str(),
            role: &role.role,
            sole: role.is_sole,
        },
    }
}
