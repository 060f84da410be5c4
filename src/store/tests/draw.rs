//! Random projects. Whatever they say, a file can say it.

use super::Dice;
use crate::model::{
    Adopted, Basis, Certainty, Citation, Claim, Colour, Derivation, DerivesFrom, Digest, Dismissed,
    Distance, Entity, EntityId, EntityKind, Event, EventId, Grade, Icon, Kind, KindId, LeadKind,
    Near, Paragraph, ParagraphRole, Participant, Precision, Quantity, Reading, Records, Relation,
    Role, SameAs, Source, SourceId, SourceKind, Speaker, Spelling, Status, Value, When,
};

impl Dice<'_> {
    pub(super) fn list<T>(&mut self, most: usize, item: impl Fn(&mut Self) -> T) -> Vec<T> {
        (0..self.below(most + 1)).map(|_| item(self)).collect()
    }

    pub(super) fn maybe<T>(&mut self, item: impl Fn(&mut Self) -> T) -> Option<T> {
        self.chance(2).then(|| item(self))
    }

    fn entity_id(&mut self) -> EntityId {
        EntityId::new(self.one_of(&["p0", "p1", "p2"])).expect("a slug")
    }

    fn source_id(&mut self) -> SourceId {
        SourceId::new(self.one_of(&["s0", "s1", "s2"])).expect("a slug")
    }

    fn event_id(&mut self) -> EventId {
        EventId::new(self.one_of(&["e0", "e1", "e2"])).expect("a slug")
    }

    pub(super) fn citation(&mut self) -> Citation {
        Citation {
            source: self.source_id(),
            paragraph: 1 + u32::try_from(self.next_number()).expect("small"),
            digest: None,
        }
    }

    pub(super) fn when(&mut self) -> When {
        let date = self.one_of(&[
            "2015-11",
            "2014/..",
            "[..2016-03-01]",
            "2016-02-22",
            "2015?",
        ]);
        let mut when = if self.chance(5) {
            When::unresolved(None)
        } else {
            When::from_edtf(date).expect("a date")
        };
        when.words = self.maybe(Dice::words);
        if when.edtf.is_some() && self.chance(4) {
            when.reading = Reading::Throughout;
        }
        when.basis = match self.below(6) {
            0 => Basis::Published(self.source_id()),
            1 => Basis::Event(self.event_id(), Distance::WithinDays(3)),
            2 => Basis::Judged(self.words()),
            _ => Basis::Stated,
        };
        when
    }

    pub(super) fn value(&mut self) -> Value {
        match self.below(4) {
            0 => Value::Number(Quantity {
                value: 0.5 * f64::from(u32::try_from(self.next_number()).expect("small")),
                precision: self.pick(&[Precision::Exactly, Precision::About]),
                of: self.words(),
                unit: self.maybe(Dice::words),
            }),
            1 => Value::When(self.when()),
            2 => Value::Place(self.entity_id()),
            _ => Value::Role(Role {
                who: self.entity_id(),
                role: self.words(),
                is_sole: self.chance(2),
            }),
        }
    }

    pub(super) fn kind(&mut self, id: &str) -> Kind {
        Kind {
            id: KindId::new(id).expect("a slug"),
            label: self.words(),
            icon: self.pick(Icon::ALL),
            colour: self.pick(Colour::ALL),
        }
    }

    pub(super) fn link(&mut self) -> DerivesFrom {
        DerivesFrom {
            source: self.source_id(),
            how: self.pick(&[Derivation::Copy, Derivation::Cites]),
            paragraphs: self.pick(&[vec![], vec![(1, 2), (4, 4)]]),
            of: self.pick(&[vec![], vec![(3, 3)]]),
            note: Some(self.words()),
        }
    }

    pub(super) fn paragraph(&mut self, n: u32) -> Paragraph {
        Paragraph {
            n,
            digest: Digest([u8::try_from(self.below(256)).expect("a byte"); 32]),
            locator: self.maybe(Dice::words),
            gist: self.maybe(Dice::words),
            role: self.pick(&[ParagraphRole::Article, ParagraphRole::Furniture]),
            is_read: self.chance(3),
        }
    }

    pub(super) fn source(&mut self, id: &str) -> Source {
        let n_paragraphs = u32::try_from(self.below(4)).expect("small");
        Source {
            id: SourceId::new(id).expect("a slug"),
            kind: self.pick(&[SourceKind::Article, SourceKind::Report]),
            title: self.words(),
            publisher: self.maybe(Self::entity_id),
            authors: self.list(2, Self::entity_id),
            published: self.maybe(Self::when),
            address: self.maybe(Dice::words),
            is_original: self.chance(3),
            derives_from: self.list(2, Self::link),
            paragraphs: (1..=n_paragraphs).map(|n| self.paragraph(2 * n)).collect(),
            note: self.maybe(Dice::words),
        }
    }

    pub(super) fn spelling(&mut self) -> Spelling {
        Spelling {
            text: self.words(),
            at: self.list(2, Self::citation),
        }
    }

    pub(super) fn same_as(&mut self) -> SameAs {
        SameAs {
            entity: self.entity_id(),
            certainty: self.pick(&[Certainty::Likely, Certainty::Possible]),
            note: Some(self.words()),
        }
    }

    pub(super) fn entity(&mut self, id: &str) -> Entity {
        Entity {
            id: EntityId::new(id).expect("a slug"),
            kind: self.pick(&EntityKind::ALL),
            name: self.words(),
            spellings: self.list(3, Self::spelling),
            same_as: self.list(2, Self::same_as),
            note: self.maybe(Dice::words),
        }
    }

    /// Whether it is an entity or a source is for the ids that there are to say.
    pub(super) fn speaker(&mut self) -> Speaker {
        if self.chance(3) {
            Speaker::Source(self.source_id())
        } else {
            Speaker::Entity(self.entity_id())
        }
    }

    pub(super) fn claim(&mut self) -> Claim {
        Claim {
            speaker: self.speaker(),
            status: self.pick(&Status::ALL),
            says: self.words(),
            cites: self.list(3, Self::citation),
            values: self.list(2, Self::value),
            grade: self.maybe(|_| Grade::parse("B2").expect("a grade")),
            note: self.maybe(Dice::words),
        }
    }

    pub(super) fn participant(&mut self) -> Participant {
        Participant {
            who: self.entity_id(),
            role: self.words(),
        }
    }

    pub(super) fn adopted(&mut self) -> Adopted {
        Adopted {
            value: self.value(),
            note: self.words(),
        }
    }

    pub(super) fn summary(&mut self) -> String {
        let lines: Vec<_> = (0..=self.below(3)).map(|_| self.words()).collect();
        lines.join("\n")
    }

    pub(super) fn event(&mut self, id: &str) -> Event {
        Event {
            id: EventId::new(id).expect("a slug"),
            kind: KindId::new(self.one_of(&["k0", "k1"])).expect("a slug"),
            title: self.words(),
            summary: self.maybe(Self::summary),
            when: self.maybe(Self::when),
            place: self.maybe(Self::entity_id),
            participants: self.list(3, Self::participant),
            before: self.list(2, Self::event_id),
            after: self.list(2, Self::event_id),
            near: self.list(2, |dice| Near {
                event: dice.event_id(),
                days: u32::try_from(dice.next_number()).expect("small"),
            }),
            claims: self.list(3, Self::claim),
            adopted: self.list(2, Self::adopted),
            tags: self.list(3, Dice::words),
            note: self.maybe(Dice::words),
        }
    }

    pub(super) fn relation(&mut self) -> Relation {
        Relation {
            from: self.entity_id(),
            to: self.entity_id(),
            kind: self.words(),
            when: self.maybe(Self::when),
            cites: self.list(2, Self::citation),
            note: self.maybe(Dice::words),
        }
    }

    pub(super) fn dismissed(&mut self) -> Dismissed {
        Dismissed {
            lead: self.pick(&LeadKind::ALL),
            at: self.words(),
            about: self.maybe(Dice::words),
            note: self.words(),
        }
    }

    pub(super) fn records(&mut self) -> Records {
        let ids = |dice: &mut Self, most: usize| 0..dice.below(most + 1);
        Records {
            kinds: ids(self, 2).map(|n| self.kind(&format!("k{n}"))).collect(),
            sources: ids(self, 2)
                .map(|n| self.source(&format!("s{n}")))
                .collect(),
            entities: ids(self, 3)
                .map(|n| self.entity(&format!("p{n}")))
                .collect(),
            events: ids(self, 3).map(|n| self.event(&format!("e{n}"))).collect(),
            relations: self.list(2, Self::relation),
            dismissed: self.list(2, Self::dismissed),
        }
    }
}

/// Claims with speakers as they are read where these entities and sources are.
pub(super) fn with_speakers(event: &Event, entities: &[String], sources: &[String]) -> Event {
    let mut event = event.clone();
    for claim in &mut event.claims {
        let id = claim.speaker.as_str().to_owned();
        let is_source = sources.contains(&id) && !entities.contains(&id);
        claim.speaker = if is_source {
            Speaker::Source(SourceId::new(&id).expect("a slug"))
        } else {
            Speaker::Entity(EntityId::new(&id).expect("a slug"))
        };
    }
    event
}
