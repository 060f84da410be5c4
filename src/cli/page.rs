//! Events, entities and sources as pages of text for a terminal.

use std::fmt::Write as _;

use super::case::Case;
use super::out::visible;
use crate::evidence::{Place, basis_phrase, origin_sentence, when_phrase};
use crate::model::{Citation, Entity, Event, ParagraphRole, Project, Source, Value, When};

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

/// The widest column of times; what is longer, such as a source's own words, sticks out.
const MAX_TIME_WIDTH: usize = 48;

/// A line for each of the events at these positions: when, what, on how much it rests, and its id.
pub(super) fn event_lines(case: &Case, events: &[usize]) -> Vec<String> {
    let (project, evidence) = (&case.project, &case.evidence);
    let times: Vec<String> = events
        .iter()
        .map(|event| visible(&when_phrase(evidence.when(project, *event))))
        .collect();
    let widths = times.iter().map(|time| time.chars().count());
    let width = widths
        .filter(|width| *width <= MAX_TIME_WIDTH)
        .max()
        .unwrap_or_default();
    let lines = events.iter().zip(times).filter_map(|(position, time)| {
        let event = project.events().get(*position)?;
        let (title, id) = (visible(&event.title), &event.id);
        let support = evidence.origins.of_event(*position);
        let badge = if support.cited.is_empty() {
            String::new()
        } else {
            format!(" ({})", support.phrase(project))
        };
        Some(format!("{time:<width$}  {title}{badge}  [{id}]\n"))
    });
    lines.collect()
}

fn when_text(project: &Project, when: &When) -> String {
    // The words of an undated one are told with what it rests on.
    let dated = Some(when).filter(|when| when.is_dated());
    let parts = std::iter::once(when_phrase(dated)).chain(basis_phrase(project, when));
    parts.collect::<Vec<_>>().join(", ")
}

/// The event at a position; nothing where there is none.
pub(super) fn event(case: &Case, position: usize) -> String {
    let (project, evidence) = (&case.project, &case.evidence);
    let Some(event) = project.events().get(position) else {
        return String::new();
    };
    let kind = project
        .kind(&event.kind)
        .map_or(event.kind.as_str(), |kind| &kind.label);
    let mut page = Page::new(
        &event.title,
        &format!("event {} · {}", event.id, visible(kind)),
    );
    let when = evidence.when(project, position);
    let when = when.map_or_else(|| when_phrase(None), |when| when_text(project, when));
    page.field("When", &when);
    let tightened = evidence.times.tightenings(position).into_iter();
    page.fields("", tightened.map(|it| it.phrase(project)));
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
    event_evidence(&mut page, case, position, event);
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

/// What follows from the claims of an event.
fn event_evidence(page: &mut Page, case: &Case, position: usize, event: &Event) {
    let (project, evidence) = (&case.project, &case.evidence);
    let support = evidence.origins.of_event(position);
    if !support.cited.is_empty() {
        page.field("Origins", &support.phrase(project));
        page.field("", &origin_sentence(project, &support));
    }
    let conflicts = evidence.conflicts.of(position).iter();
    page.fields("Conflicts", conflicts.map(|it| it.phrase(project, event)));
    for adopted in &event.adopted {
        let value = value_text(project, &adopted.value);
        page.field("Adopted", &format!("{value}: {}", adopted.note));
    }
    let leads = evidence.leads.at(Place::Event(position));
    let grounds = evidence.grounds(project);
    let leads = leads.map(|lead| format!("{}: {}", lead.kind.label(), lead.phrase(grounds)));
    page.fields("Leads", leads);
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
        Value::Role(role) => {
            let sole = if role.is_sole { ", alone" } else { "" };
            let who = project.entity_name(&role.who);
            format!("role: {who}: {}{sole}", role.role)
        }
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

pub(super) fn entity(case: &Case, entity: &Entity) -> String {
    let project = &case.project;
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
    let own = case.events_where(|event| event.entities().any(|named| *named == entity.id));
    events(&mut page, case, &own);
    page.0
}

fn events(page: &mut Page, case: &Case, events: &[usize]) {
    page.heading("Events");
    for line in event_lines(case, events) {
        page.line(&format!("  {line}"));
    }
}

pub(super) fn source(case: &Case, source: &Source) -> String {
    let project = &case.project;
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
    let cites = |event: &Event| event.citations().any(|cite| cite.source == source.id);
    events(&mut page, case, &case.events_where(cites));
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
