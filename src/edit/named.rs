//! Records of which no more is known than what they are called: what a person begins with.

use super::ids::{fresh_entity_id, fresh_event_id, fresh_kind_id, fresh_source_id};
use super::record::{Record, add};
use super::{Edit, Refused};
use crate::model::{
    Citation, Claim, Colour, Entity, EntityId, EntityKind, Event, EventId, Icon, Kind, KindId,
    Project, Source, SourceId, SourceKind, Speaker, Status,
};

/// An entity of this name.
///
/// # Errors
/// None that [`add`] has for a fresh id.
pub fn new_entity(
    project: &Project,
    name: &str,
    kind: EntityKind,
) -> Result<(Edit, EntityId), Refused> {
    let id = fresh_entity_id(project, name);
    let entity = Entity {
        id: id.clone(),
        kind,
        name: name.trim().to_owned(),
        spellings: Vec::new(),
        same_as: Vec::new(),
        note: None,
    };
    Ok((add(project, Record::Entity(entity))?, id))
}

/// A source of this title, known of and not held.
///
/// # Errors
/// None that [`add`] has for a fresh id.
pub fn new_source(project: &Project, title: &str) -> Result<(Edit, SourceId), Refused> {
    let id = fresh_source_id(project, title, None, None);
    let source = Source {
        id: id.clone(),
        kind: SourceKind::Article,
        title: title.trim().to_owned(),
        publisher: None,
        authors: Vec::new(),
        published: None,
        address: None,
        is_original: false,
        derives_from: Vec::new(),
        paragraphs: Vec::new(),
        note: None,
    };
    Ok((add(project, Record::Source(source))?, id))
}

/// A kind of events of this label, in the first of the colours that the fewest kinds have.
///
/// # Errors
/// None that [`add`] has for a fresh id.
pub fn new_kind(project: &Project, label: &str) -> Result<(Edit, KindId), Refused> {
    let id = fresh_kind_id(project, label);
    let uses = |colour: &Colour| {
        let kinds = project.kinds().iter();
        kinds.filter(|kind| kind.colour == *colour).count()
    };
    let colour = Colour::ALL.iter().copied().min_by_key(uses);
    let kind = Kind {
        id: id.clone(),
        label: label.trim().to_owned(),
        icon: Icon::Dot,
        colour: colour.unwrap_or(Colour::Grey),
    };
    Ok((add(project, Record::Kind(kind))?, id))
}

/// An event of this title with these claims. Of the first kind, if the one that is asked for is not
/// there; the first event of a project brings a kind along.
///
/// # Errors
/// None that [`add`] has for a fresh id.
pub fn new_event(
    project: &Project,
    title: &str,
    kind: Option<&KindId>,
    claims: Vec<Claim>,
) -> Result<(Edit, EventId), Refused> {
    let known = kind.filter(|kind| project.kind(kind).is_some());
    let first = || project.kinds().first().map(|kind| &kind.id);
    let (with_kind, kind) = if let Some(kind) = known.or_else(first) {
        (None, kind.clone())
    } else {
        let (edit, kind) = new_kind(project, "Event")?;
        (Some(edit.apply(project)?.0), kind)
    };
    let id = fresh_event_id(project, title, None);
    let event = Event {
        id: id.clone(),
        kind,
        title: title.trim().to_owned(),
        summary: None,
        when: None,
        place: None,
        participants: Vec::new(),
        before: Vec::new(),
        after: Vec::new(),
        near: Vec::new(),
        claims,
        adopted: Vec::new(),
        tags: Vec::new(),
        note: None,
    };
    let edit = match with_kind {
        None => add(project, Record::Event(event))?,
        Some(next) => {
            let edit = add(&next, Record::Event(event))?;
            Edit::between(edit.name.clone(), project, &edit.apply(&next)?.0)
        }
    };
    Ok((edit, id))
}

/// A claim of which only the speaker and the places are known. It alleges, until somebody says that it does
/// more: of a person who does harm that is the careful reading.
pub fn new_claim(speaker: Speaker, cites: Vec<Citation>) -> Claim {
    Claim {
        speaker,
        status: Status::Alleges,
        says: String::new(),
        cites,
        values: Vec::new(),
        grade: None,
        note: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::testing::project;

    fn after(project: &Project, edit: &Edit) -> Project {
        edit.apply(project).expect("it was made for it").0
    }

    #[test]
    fn what_is_named_is_there_under_an_id_of_its_own_and_one_edit_takes_it_back() {
        let project = project();
        let taken = project.entities()[0].clone();
        let (edit, id) = new_entity(&project, &taken.name, EntityKind::Place).expect("new");
        let next = after(&project, &edit);
        assert_ne!(id, taken.id);
        let made = next.entity(&id).expect("there");
        assert_eq!((&made.name, made.kind), (&taken.name, EntityKind::Place));
        let (back, _) = edit
            .apply(&project)
            .expect("it was made for it")
            .1
            .apply(&next)
            .expect("back");
        assert!(back.says_the_same_as(&project));

        let (edit, id) = new_source(&project, " Minutes ").expect("new");
        let made = after(&project, &edit);
        let made = made.source(&id).expect("there");
        assert!(made.title == "Minutes" && !made.is_held());
    }

    #[test]
    fn an_event_is_of_the_kind_that_is_asked_for_or_brings_the_first_along() {
        let project = project();
        let last = project.kinds().last().expect("one").id.clone();
        let (edit, id) = new_event(&project, "It began", Some(&last), Vec::new()).expect("new");
        assert_eq!(after(&project, &edit).event(&id).expect("there").kind, last);
        let gone = KindId::new("no-such-kind").expect("a slug");
        let (edit, id) = new_event(&project, "It began", Some(&gone), Vec::new()).expect("new");
        let next = after(&project, &edit);
        assert_eq!(next.event(&id).expect("there").kind, project.kinds()[0].id);

        let empty = Project::default();
        let (edit, id) = new_event(&empty, "It began", None, Vec::new()).expect("new");
        assert_eq!(edit.name, "new event “It began”");
        let next = after(&empty, &edit);
        let kind = &next.event(&id).expect("there").kind;
        assert!(next.kind(kind).is_some());
    }

    #[test]
    fn a_new_claim_alleges_until_it_is_said_to_do_more() {
        let speaker = Speaker::Entity(project().entities()[0].id.clone());
        let claim = new_claim(speaker.clone(), Vec::new());
        assert_eq!((claim.status, claim.speaker), (Status::Alleges, speaker));
    }

    #[test]
    fn a_new_kind_has_a_colour_that_no_other_has_as_long_as_there_is_one() {
        let mut project = Project::default();
        for number in 0..Colour::ALL.len() {
            let (edit, _) = new_kind(&project, &format!("Kind {number}")).expect("new");
            project = after(&project, &edit);
        }
        let colours = project.kinds().iter().map(|kind| kind.colour);
        let colours: std::collections::BTreeSet<_> = colours.map(Colour::name).collect();
        assert_eq!(colours.len(), Colour::ALL.len());
    }
}
