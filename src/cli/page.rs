//! Events, entities and sources as pages of text for a terminal.

use std::fmt::Write as _;
use std::sync::Arc;

use super::out::visible;
use crate::evidence::{basis_phrase, when_phrase};
use crate::model::{
    Citation, Day, Entity, EntityId, Event, ParagraphRole, Project, Source, SourceId, Value, When,
};

/// Where the words of a field begin.
const INDENT: usize = 14;

/// A page under construction.
struct Page(String);

impl Page {
    fn new(title: &str, subtitle: &str) -> Self {
        Self(format!("{}\n{subtitle}\n\n", visible(title)))
    }

    /// `label` and the lines of `text` beside it; nothing for no text.
    fn field(&mut self, label: &str, text: &str) {
        for (number, line) in text.lines().enumerate() {
            let label = if number == 0 { label } else { "" };
            self.line(&format!("{label:<INDENT$}{}", visible(line)));
        }
    }

    fn fields(&mut self, label: &str, texts: impl Iterator<Item = String>) {
        self.field(label, &texts.collect::<Vec<_>>().join("\n"));
    }

    fn heading(&mut self, text: &str) {
        self.line(&format!("\n{text}"));
    }

    fn line(&mut self, line: &str) {
        // Writing to a string does not fail.
        writeln!(self.0, "{}", line.trim_end()).unwrap_or_default();
    }
}

/// Time order, and what comes first in a list of one time.
pub(super) fn sort_key(event: &Event) -> (Day, Day, Day) {
    event
        .when
        .as_ref()
        .map_or((Day::MAX, Day::MAX, Day::MAX), When::sort_key)
}

/// The widest column of times; what is longer, such as a source's own words, sticks out.
const MAX_TIME_WIDTH: usize = 48;

/// A line for each of these events: when, what, and its id.
pub(super) fn event_lines(events: &[&Arc<Event>]) -> Vec<String> {
    let times: Vec<String> = events
        .iter()
        .map(|event| visible(&when_phrase(event.when.as_ref())))
        .collect();
    let widths = times.iter().map(|time| time.chars().count());
    let width = widths
        .filter(|width| *width <= MAX_TIME_WIDTH)
        .max()
        .unwrap_or_default();
    let lines = events.iter().zip(times).map(|(event, time)| {
        let title = visible(&event.title);
        format!("{time:<width$}  {title}  [{}]\n", event.id)
    });
    lines.collect()
}

/// The events that name an entity, in time order.
pub(super) fn events_of<'a>(project: &'a Project, id: &EntityId) -> Vec<&'a Arc<Event>> {
    events_where(project, |event| event.entities().any(|named| named == id))
}

/// The events whose claims cite a source, in time order.
pub(super) fn events_citing<'a>(project: &'a Project, id: &SourceId) -> Vec<&'a Arc<Event>> {
    events_where(project, |event| {
        event.citations().any(|cite| cite.source == *id)
    })
}

fn events_where(project: &Project, is_wanted: impl Fn(&Event) -> bool) -> Vec<&Arc<Event>> {
    let events = project.events().iter();
    let mut events: Vec<_> = events.filter(|event| is_wanted(event)).collect();
    events.sort_by_key(|event| sort_key(event));
    events
}

fn when_text(project: &Project, when: &When) -> String {
    // The words of an undated one are told with what it rests on.
    let dated = Some(when).filter(|when| when.is_dated());
    let parts = std::iter::once(when_phrase(dated)).chain(basis_phrase(project, when));
    parts.collect::<Vec<_>>().join(", ")
}

pub(super) fn event(project: &Project, event: &Event) -> String {
    let kind = project
        .kind(&event.kind)
        .map_or(event.kind.as_str(), |kind| &kind.label);
    let mut page = Page::new(
        &event.title,
        &format!("event {} · {}", event.id, visible(kind)),
    );
    let when = event
        .when
        .as_ref()
        .map_or_else(|| when_phrase(None), |when| when_text(project, when));
    page.field("When", &when);
    if let Some(place) = &event.place {
        page.field("Place", project.entity_name(place));
    }
    let parts = event.participants.iter();
    let parts = parts.map(|part| format!("{}: {}", project.entity_name(&part.who), part.role));
    page.fields("Participants", parts);
    page.fields("Before", event.before.iter().map(ToString::to_string));
    page.fields("After", event.after.iter().map(ToString::to_string));
    let near = event.near.iter();
    page.fields(
        "Near",
        near.map(|near| format!("{}, within {} days", near.event, near.days)),
    );
    page.field("Summary", event.summary.as_deref().unwrap_or_default());
    page.field("Tags", &event.tags.join(", "));
    page.field("Note", event.note.as_deref().unwrap_or_default());
    page.heading("Claims");
    for claim in &event.claims {
        let speaker = visible(project.speaker_name(&claim.speaker));
        page.line(&format!(
            "  {speaker} {}: {}",
            claim.status.verb(),
            visible(&claim.says)
        ));
        for value in &claim.values {
            page.line(&format!("      {}", visible(&value_text(project, value))));
        }
        for citation in &claim.cites {
            page.line(&format!(
                "      {}",
                visible(&citation_text(project, citation))
            ));
        }
    }
    page.0
}

fn value_text(project: &Project, value: &Value) -> String {
    match value {
        Value::Number(quantity) => {
            let words = [
                quantity.precision.phrase().to_owned(),
                quantity.value.to_string(),
                quantity.unit.clone().unwrap_or_default(),
            ];
            let words: Vec<_> = words.into_iter().filter(|word| !word.is_empty()).collect();
            format!("{}: {}", quantity.of, words.join(" "))
        }
        Value::When(when) => format!("dated: {}", when_text(project, when)),
        Value::Place(place) => format!("place: {}", project.entity_name(place)),
        Value::Role(part) => format!("role: {}: {}", project.entity_name(&part.who), part.role),
    }
}

fn citation_text(project: &Project, citation: &Citation) -> String {
    let gist = project
        .cited(citation)
        .and_then(|(_, paragraph)| paragraph.gist.as_deref());
    match gist {
        Some(gist) => format!("{citation}  {gist}"),
        None => citation.to_string(),
    }
}

pub(super) fn entity(project: &Project, entity: &Entity) -> String {
    let kind = entity.kind.label().to_lowercase();
    let mut page = Page::new(&entity.name, &format!("entity {} · {kind}", entity.id));
    let spellings = entity.spellings.iter().map(|spelling| {
        let at: Vec<_> = spelling.at.iter().map(ToString::to_string).collect();
        format!("{}  {}", spelling.text, at.join(", "))
    });
    page.fields("Spellings", spellings);
    let same_as = entity.same_as.iter();
    let same_as = same_as.map(|same| {
        let name = project.entity_name(&same.entity);
        let note = same
            .note
            .as_ref()
            .map_or_else(String::new, |note| format!(": {note}"));
        format!("{} {name}{note}", same.certainty.phrase())
    });
    page.fields("Same as", same_as);
    let related = project.relations.iter();
    let related = related.filter(|it| it.from == entity.id || it.to == entity.id);
    let related = related.map(|relation| {
        let (from, to) = (
            project.entity_name(&relation.from),
            project.entity_name(&relation.to),
        );
        let cites: Vec<_> = relation.cites.iter().map(ToString::to_string).collect();
        format!("{from} is {} {to}  {}", relation.kind, cites.join(", "))
    });
    page.fields("Relations", related);
    page.field("Note", entity.note.as_deref().unwrap_or_default());
    events(&mut page, &events_of(project, &entity.id));
    page.0
}

fn events(page: &mut Page, events: &[&Arc<Event>]) {
    page.heading("Events");
    for line in event_lines(events) {
        page.line(&format!("  {line}"));
    }
}

pub(super) fn source(project: &Project, source: &Source) -> String {
    let kind = source.kind.label().to_lowercase();
    let mut page = Page::new(&source.title, &format!("source {} · {kind}", source.id));
    let publisher = source
        .publisher
        .iter()
        .map(|id| project.entity_name(id).to_owned());
    page.fields("Publisher", publisher);
    let authors = source
        .authors
        .iter()
        .map(|id| project.entity_name(id).to_owned());
    page.fields("Authors", authors);
    let dates = source.published.iter();
    page.fields("Published", dates.map(|when| when_text(project, when)));
    page.field("Address", source.address.as_deref().unwrap_or_default());
    let links = source.derives_from.iter().map(|link| {
        let note = link
            .note
            .as_ref()
            .map_or_else(String::new, |note| format!(": {note}"));
        format!(
            "{} {}{}{note}",
            link.how.phrase(),
            link.source,
            ranges(&link.paragraphs)
        )
    });
    page.fields("Derivation", links);
    if source.is_original {
        page.field("Origin", "declared to be one");
    }
    page.field("Note", source.note.as_deref().unwrap_or_default());
    page.heading(if source.is_held() {
        "Paragraphs"
    } else {
        "No paragraphs: only known of"
    });
    for paragraph in &source.paragraphs {
        let gist = match paragraph.role {
            ParagraphRole::Article => paragraph.gist.as_deref().unwrap_or("no gist"),
            ParagraphRole::Furniture => "(page furniture)",
        };
        page.line(&format!("  {:>4}  {}", paragraph.n, visible(gist)));
    }
    events(&mut page, &events_citing(project, &source.id));
    page.0
}

/// In brackets behind what they narrow; nothing for all paragraphs.
fn ranges(ranges: &[(u32, u32)]) -> String {
    if ranges.is_empty() {
        return String::new();
    }
    let texts = ranges.iter().map(|(first, last)| {
        if first == last {
            first.to_string()
        } else {
            format!("{first}–{last}")
        }
    });
    let texts: Vec<_> = texts.collect();
    format!(" (paragraphs {})", texts.join(", "))
}
