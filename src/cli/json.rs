//! What `--json` gives: documented, stable, apart from the model so that the model can change. Days are
//! `YYYY-MM-DD`, inclusive; what is not known is `null`.

use serde::Serialize;

use crate::diag::Diagnostic;
use crate::model;
use crate::model::{
    Basis, Bounds, Citation, Day, Distance, EntityId, Limit, Precision, Project, Reading, Speaker,
    Status, Value as ModelValue,
};

/// A finding of `annals check`.
#[derive(Debug, Serialize)]
pub struct Finding<'a> {
    severity: &'static str,
    code: &'static str,
    message: &'a str,
    hint: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
}

pub fn finding(diagnostic: &Diagnostic) -> Finding<'_> {
    let position = diagnostic.place.position.as_ref();
    Finding {
        severity: diagnostic.severity.label(),
        code: diagnostic.code,
        message: &diagnostic.message,
        hint: diagnostic.hint.as_deref(),
        line: position.map(|position| position.line),
        column: position.map(|position| position.column),
    }
}

#[derive(Debug, Serialize)]
pub struct Event<'a> {
    id: &'a str,
    kind: &'a str,
    title: &'a str,
    summary: Option<&'a str>,
    when: Option<When<'a>>,
    place: Option<&'a str>,
    participants: Vec<Participant<'a>>,
    claims: Vec<Claim<'a>>,
}

/// An event and what follows from it.
pub fn event<'a>(_project: &'a Project, event: &'a model::Event) -> Event<'a> {
    let parts = event.participants.iter();
    Event {
        id: event.id.as_str(),
        kind: event.kind.as_str(),
        title: &event.title,
        summary: event.summary.as_deref(),
        when: event.when.as_ref().map(when),
        place: event.place.as_ref().map(EntityId::as_str),
        participants: parts.map(participant).collect(),
        claims: event.claims.iter().map(claim).collect(),
    }
}

#[derive(Debug, Serialize)]
pub struct When<'a> {
    /// `first` to `last` bound the start.
    first: Option<String>,
    last: Option<String>,
    /// `end_first` to `end_last` bound the end.
    end_first: Option<String>,
    end_last: Option<String>,
    reading: &'static str,
    words: Option<&'a str>,
    basis: BasisOf<'a>,
    edtf: Option<&'a str>,
}

fn when(when: &model::When) -> When<'_> {
    let day = |of: fn(&Bounds) -> Day| when.bounds.and_then(|bounds| known(&bounds, of(&bounds)));
    When {
        first: day(|bounds| bounds.first),
        last: day(|bounds| bounds.last),
        end_first: day(|bounds| bounds.end_first),
        end_last: day(|bounds| bounds.end_last),
        reading: match when.reading {
            Reading::Throughout => "throughout",
            Reading::Within => "within",
        },
        words: when.words.as_deref(),
        basis: basis(&when.basis),
        edtf: when.edtf.as_deref(),
    }
}

/// The calendar's own ends stand for no day where a limit is open or unknown.
pub(super) fn known(bounds: &Bounds, day: Day) -> Option<String> {
    let is_no_day = (day == Day::MIN && bounds.from != Limit::Known)
        || (day == Day::MAX && bounds.to != Limit::Known);
    (!is_no_day).then(|| day.to_string())
}

#[derive(Debug, Serialize)]
#[serde(tag = "by", rename_all = "snake_case")]
enum BasisOf<'a> {
    Stated,
    Published {
        source: &'a str,
    },
    Event {
        event: &'a str,
        distance: &'static str,
        days: Option<u32>,
    },
    Judged {
        why: &'a str,
    },
}

fn basis(basis: &Basis) -> BasisOf<'_> {
    match basis {
        Basis::Stated => BasisOf::Stated,
        Basis::Published(source) => BasisOf::Published {
            source: source.as_str(),
        },
        Basis::Event(event, distance) => {
            let (distance, days) = match distance {
                Distance::Before => ("before", None),
                Distance::After => ("after", None),
                Distance::WithinDays(days) => ("within_days", Some(*days)),
            };
            BasisOf::Event {
                event: event.as_str(),
                distance,
                days,
            }
        }
        Basis::Judged(why) => BasisOf::Judged { why },
    }
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
}

fn claim(claim: &model::Claim) -> Claim<'_> {
    Claim {
        speaker: Speaker::as_str(&claim.speaker),
        status: status(claim.status),
        says: &claim.says,
        cites: claim.cites.iter().map(cite).collect(),
        values: claim.values.iter().map(value).collect(),
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
struct Cite<'a> {
    source: &'a str,
    paragraph: u32,
}

fn cite(citation: &Citation) -> Cite<'_> {
    Cite {
        source: citation.source.as_str(),
        paragraph: citation.paragraph,
    }
}

#[derive(Debug, Serialize)]
#[serde(tag = "is", rename_all = "snake_case")]
enum Value<'a> {
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
    Role(Participant<'a>),
}

fn value(value: &ModelValue) -> Value<'_> {
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
        ModelValue::Role(part) => Value::Role(participant(part)),
    }
}

#[derive(Debug, Serialize)]
pub struct Entity<'a> {
    id: &'a str,
    kind: String,
    name: &'a str,
    spellings: Vec<Spelling<'a>>,
    same_as: Vec<Same<'a>>,
    note: Option<&'a str>,
    /// Events that name it, in time order.
    events: Vec<&'a str>,
}

#[derive(Debug, Serialize)]
struct Spelling<'a> {
    text: &'a str,
    at: Vec<Cite<'a>>,
}

#[derive(Debug, Serialize)]
struct Same<'a> {
    entity: &'a str,
    certainty: &'static str,
    note: Option<&'a str>,
}

pub fn entity<'a>(project: &'a Project, entity: &'a model::Entity) -> Entity<'a> {
    let spellings = entity.spellings.iter().map(|spelling| Spelling {
        text: &spelling.text,
        at: spelling.at.iter().map(cite).collect(),
    });
    let same_as = entity.same_as.iter().map(|same| Same {
        entity: same.entity.as_str(),
        certainty: same.certainty.phrase(),
        note: same.note.as_deref(),
    });
    let events = super::page::events_of(project, &entity.id).into_iter();
    Entity {
        id: entity.id.as_str(),
        kind: entity.kind.label().to_lowercase(),
        name: &entity.name,
        spellings: spellings.collect(),
        same_as: same_as.collect(),
        note: entity.note.as_deref(),
        events: events.map(|event| event.id.as_str()).collect(),
    }
}

#[derive(Debug, Serialize)]
pub struct Source<'a> {
    id: &'a str,
    kind: String,
    title: &'a str,
    publisher: Option<&'a str>,
    authors: Vec<&'a str>,
    published: Option<When<'a>>,
    address: Option<&'a str>,
    original: bool,
    derives_from: Vec<Link<'a>>,
    paragraphs: Vec<Paragraph<'a>>,
    note: Option<&'a str>,
    /// Events whose claims cite it, in time order.
    events: Vec<&'a str>,
}

#[derive(Debug, Serialize)]
struct Link<'a> {
    source: &'a str,
    how: &'static str,
    /// First and last numbers; empty for all.
    paragraphs: &'a [(u32, u32)],
    note: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Paragraph<'a> {
    n: u32,
    digest: String,
    locator: Option<&'a str>,
    gist: Option<&'a str>,
    role: &'static str,
    read: bool,
}

pub fn source<'a>(project: &'a Project, source: &'a model::Source) -> Source<'a> {
    let links = source.derives_from.iter().map(|link| Link {
        source: link.source.as_str(),
        how: link.how.phrase(),
        paragraphs: &link.paragraphs,
        note: link.note.as_deref(),
    });
    let events = super::page::events_citing(project, &source.id).into_iter();
    Source {
        id: source.id.as_str(),
        kind: source.kind.label().to_lowercase(),
        title: &source.title,
        publisher: source.publisher.as_ref().map(EntityId::as_str),
        authors: source.authors.iter().map(EntityId::as_str).collect(),
        published: source.published.as_ref().map(when),
        address: source.address.as_deref(),
        original: source.is_original,
        derives_from: links.collect(),
        paragraphs: source.paragraphs.iter().map(paragraph).collect(),
        note: source.note.as_deref(),
        events: events.map(|event| event.id.as_str()).collect(),
    }
}

fn paragraph(paragraph: &model::Paragraph) -> Paragraph<'_> {
    Paragraph {
        n: paragraph.n,
        digest: paragraph.digest.to_string(),
        locator: paragraph.locator.as_deref(),
        gist: paragraph.gist.as_deref(),
        role: match paragraph.role {
            model::ParagraphRole::Article => "article",
            model::ParagraphRole::Furniture => "furniture",
        },
        read: paragraph.is_read,
    }
}
