//! Another text is taken as a paragraph: its digest and locator become those of the text that stands
//! there now, and citations of it follow. What a person wrote of it stays.

use std::sync::Arc;

use super::{Edit, Refused};
use crate::diag::Diagnostic;
use crate::evidence::{digest, locator};
use crate::model::{
    Citation, Difference, Digest, DigestPrefix, Entity, Event, Hunk, Project, Relation, Source,
    SourceId,
};

/// What a paragraph is from now on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reanchor {
    pub source: SourceId,
    pub n: u32,
    pub digest: Digest,
    pub locator: Option<String>,
}

impl Reanchor {
    /// Takes `text` as paragraph `n` of a source.
    pub fn to(source: SourceId, n: u32, text: &str) -> Self {
        Self {
            source,
            n,
            digest: digest(text),
            locator: locator(text),
        }
    }

    /// As a step that can be taken back.
    ///
    /// Citations keep the first digits of the digest that the paragraph had when they were made. Those of
    /// the digest that is replaced are changed with it; those of older ones are orphans and stay so.
    ///
    /// # Errors
    /// If there is no such paragraph (`no-such-paragraph`).
    pub fn edit(&self, project: &Project) -> Result<Edit, Refused> {
        let position = project.source_position(&self.source);
        let source = position.and_then(|at| Some((at, project.sources().get(at)?)));
        let found = source.and_then(|(at, source)| {
            let paragraph = source.paragraph(self.n)?;
            Some((at, source, paragraph.digest))
        });
        let Some((at, source, old)) = found else {
            return Err(self.no_such_paragraph());
        };
        let change = Change { to: self, old };
        let source = Hunk {
            at,
            removed: 1,
            put: vec![Arc::new(self.source(source))],
        };
        let difference = Difference {
            sources: vec![source],
            entities: hunks(project.entities(), |it| change.entity(it)),
            events: hunks(project.events(), |it| change.event(it)),
            relations: hunks(&project.relations, |it| change.relation(it)),
            ..Difference::default()
        };
        let name = format!("new text of {}#{}", self.source, self.n);
        Ok(Edit::of(name, difference))
    }

    /// The project with this done.
    ///
    /// # Errors
    /// As [`Reanchor::edit`].
    pub fn apply(&self, project: &Project) -> Result<Project, Refused> {
        let (next, _) = self.edit(project)?.apply(project)?;
        Ok(next)
    }

    fn source(&self, source: &Source) -> Source {
        let mut source = source.clone();
        let paragraphs = source.paragraphs.iter_mut();
        for paragraph in paragraphs.filter(|paragraph| paragraph.n == self.n) {
            paragraph.digest = self.digest;
            paragraph.locator.clone_from(&self.locator);
        }
        source
    }

    fn no_such_paragraph(&self) -> Refused {
        let message = format!("there is no paragraph `{}#{}`", self.source, self.n);
        Diagnostic::error("no-such-paragraph", message)
            .hint("look at the source as it is now, then try again")
            .into()
    }
}

/// From the old digest to the new one.
struct Change<'a> {
    to: &'a Reanchor,
    old: Digest,
}

impl Change<'_> {
    /// What the citation keeps from now on; `None` if it keeps what it has.
    fn prefix(&self, citation: &Citation) -> Option<DigestPrefix> {
        let kept = citation.digest.as_ref()?;
        let is_it = citation.source == self.to.source && citation.paragraph == self.to.n;
        if !is_it || !kept.matches(&self.old) {
            return None;
        }
        let digits = self.to.digest.to_string();
        let digits = digits
            .trim_start_matches("b3:")
            .get(..kept.as_str().len())?;
        DigestPrefix::parse(digits)
    }

    fn is_kept(&self, citation: &Citation) -> bool {
        self.prefix(citation).is_none()
    }

    fn follow(&self, citations: &mut [Citation]) {
        for citation in citations {
            if let Some(prefix) = self.prefix(citation) {
                citation.digest = Some(prefix);
            }
        }
    }

    fn event(&self, event: &Event) -> Option<Event> {
        if event.citations().all(|citation| self.is_kept(citation)) {
            return None;
        }
        let mut event = event.clone();
        for claim in &mut event.claims {
            self.follow(&mut claim.cites);
        }
        Some(event)
    }

    fn entity(&self, entity: &Entity) -> Option<Entity> {
        let mut citations = entity.spellings.iter().flat_map(|spelling| &spelling.at);
        if citations.all(|citation| self.is_kept(citation)) {
            return None;
        }
        let mut entity = entity.clone();
        for spelling in &mut entity.spellings {
            self.follow(&mut spelling.at);
        }
        Some(entity)
    }

    fn relation(&self, relation: &Relation) -> Option<Relation> {
        if relation.cites.iter().all(|citation| self.is_kept(citation)) {
            return None;
        }
        let mut relation = relation.clone();
        self.follow(&mut relation.cites);
        Some(relation)
    }
}

/// The records that are others from now on, each in its place; those side by side as one stretch.
fn hunks<Record>(
    records: &[Arc<Record>],
    changed: impl Fn(&Record) -> Option<Record>,
) -> Vec<Hunk<Record>> {
    let mut hunks: Vec<Hunk<Record>> = Vec::new();
    for (at, record) in records.iter().enumerate() {
        let Some(record) = changed(record) else {
            continue;
        };
        match hunks.last_mut() {
            Some(hunk) if hunk.at + hunk.removed == at => {
                hunk.removed += 1;
                hunk.put.push(Arc::new(record));
            }
            _ => hunks.push(Hunk {
                at,
                removed: 1,
                put: vec![Arc::new(record)],
            }),
        }
    }
    hunks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::testing::project;

    /// The first source of the project that tests share, with texts; everything that cites its second
    /// paragraph keeps these digits of a digest.
    fn cited(kept: &str) -> Project {
        let mut project = project();
        let mut source = Source::clone(&project.sources()[0]);
        for paragraph in &mut source.paragraphs {
            paragraph.digest = digest(&format!("paragraph {}", paragraph.n));
        }
        let id = source.id.clone();
        project = project.with_source(source).expect("there");
        let citation = |n| Citation {
            source: id.clone(),
            paragraph: n,
            digest: DigestPrefix::parse(kept),
        };
        let mut event = Event::clone(&project.events()[0]);
        event.claims[0].cites = vec![citation(2), citation(1)];
        project = project.with_event(event).expect("there");
        let mut entity = Entity::clone(&project.entities()[0]);
        entity.spellings[0].at = vec![citation(1), citation(2)];
        let relation = Relation {
            from: entity.id.clone(),
            to: project.entities()[1].id.clone(),
            kind: "knows".to_owned(),
            cites: vec![citation(2)],
            when: None,
            note: None,
        };
        project.relations = vec![Arc::new(relation)];
        let entity = Difference {
            entities: vec![Hunk {
                at: 0,
                removed: 1,
                put: vec![Arc::new(entity)],
            }],
            ..Difference::default()
        };
        entity.apply(&project).expect("it fits").0
    }

    fn digits(text: &str, n: usize) -> String {
        digest(text).to_string()["b3:".len()..][..n].to_owned()
    }

    /// The digits that the citations of a paragraph keep: of events, entities, relations.
    fn kept(project: &Project, n: u32) -> Vec<String> {
        let events = project.events().iter().flat_map(|event| event.citations());
        let spellings = project.entities().iter().flat_map(|it| &it.spellings);
        let all = events
            .chain(spellings.flat_map(|spelling| &spelling.at))
            .chain(project.relations.iter().flat_map(|it| &it.cites));
        let all = all.filter(|citation| citation.paragraph == n);
        all.filter_map(|it| it.digest.as_ref().map(|it| it.as_str().to_owned()))
            .collect()
    }

    #[test]
    fn a_paragraph_takes_the_text_that_stands_there_and_its_citations_follow() {
        let old = digits("paragraph 2", 12);
        let project = cited(&old);
        let id = project.sources()[0].id.clone();
        let before = project.sources()[0].paragraph(2).expect("there").clone();
        let text = "They were let go on Monday, he said.";
        let reanchor = Reanchor::to(id.clone(), 2, text);
        let after = reanchor.apply(&project).expect("done");
        let paragraph = after
            .source(&id)
            .expect("there")
            .paragraph(2)
            .expect("there");
        assert_eq!(paragraph.digest, digest(text));
        assert_eq!(
            paragraph.locator.as_deref(),
            Some("They were let go on Monday,")
        );
        assert_eq!(
            (&paragraph.gist, paragraph.role),
            (&before.gist, before.role)
        );
        assert_eq!(kept(&after, 2), vec![digits(text, 12); 3]);
        // Of the other paragraph, nothing changed.
        assert_eq!(kept(&after, 1), vec![old; 2]);
        assert_eq!(
            after.sources()[0].paragraph(1),
            project.sources()[0].paragraph(1)
        );
    }

    #[test]
    fn citations_of_an_older_text_stay_orphans() {
        let project = cited("0123456789");
        let id = project.sources()[0].id.clone();
        let after = Reanchor::to(id, 2, "New").apply(&project).expect("done");
        assert_eq!(kept(&after, 2), vec!["0123456789"; 3]);
        assert!(Arc::ptr_eq(&after.events()[0], &project.events()[0]));
    }

    #[test]
    fn it_is_a_step_that_can_be_taken_back() {
        let project = cited(&digits("paragraph 2", 8));
        let id = project.sources()[0].id.clone();
        let edit = Reanchor::to(id, 2, "New").edit(&project).expect("an edit");
        let (after, back) = edit.apply(&project).expect("done");
        assert!(!Difference::between(&project, &after).is_empty());
        let (again, _) = back.apply(&after).expect("taken back");
        assert!(Difference::between(&project, &again).is_empty());
    }

    #[test]
    fn what_is_not_there_is_not_changed() {
        let project = cited("0123456789");
        let id = project.sources()[0].id.clone();
        for (source, n) in [(id, 99), (SourceId::new("nobody").expect("a slug"), 1)] {
            let refused = Reanchor::to(source, n, "New")
                .edit(&project)
                .expect_err("none");
            assert_eq!(refused.code, "no-such-paragraph");
        }
    }
}
