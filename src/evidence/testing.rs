//! A small project that tests share.

use crate::model::*;

pub(crate) fn entity(id: &str, name: &str, spelling: &str) -> Entity {
    Entity {
        id: EntityId::new(id).expect("a slug"),
        kind: EntityKind::Person,
        name: name.to_owned(),
        spellings: vec![Spelling {
            text: spelling.to_owned(),
            at: Vec::new(),
        }],
        same_as: Vec::new(),
        note: None,
    }
}

pub(crate) fn event(
    id: &str,
    kind: &str,
    title: &str,
    when: Option<&str>,
    who: &[&str],
    claim: Claim,
) -> Event {
    let participants = who.iter().map(|who| Participant {
        who: EntityId::new(who).expect("a slug"),
        role: "arrested".to_owned(),
    });
    Event {
        id: EventId::new(id).expect("a slug"),
        kind: KindId::new(kind).expect("a slug"),
        title: title.to_owned(),
        summary: None,
        when: when.map(|when| When::from_edtf(when).expect("a date")),
        place: None,
        participants: participants.collect(),
        before: Vec::new(),
        after: Vec::new(),
        near: Vec::new(),
        claims: vec![claim],
        adopted: Vec::new(),
        tags: Vec::new(),
        note: None,
    }
}

pub(crate) fn claim(speaker: &str, status: Status, paragraph: u32) -> Claim {
    let source = SourceId::new("article").expect("a slug");
    Claim {
        speaker: Speaker::Entity(EntityId::new(speaker).expect("a slug")),
        status,
        says: "something".to_owned(),
        cites: vec![Citation {
            source,
            paragraph,
            digest: None,
        }],
        values: Vec::new(),
        grade: None,
        note: None,
    }
}

/// An arrest of Dündar (2015-11), an undated call of Balı, a denial by Dündar on 2015-11-02.
pub(crate) fn project() -> Project {
    let kind = |id: &str| Kind {
        id: KindId::new(id).expect("a slug"),
        label: id.to_owned(),
        icon: Icon::Dot,
        colour: Colour::Grey,
    };
    let paragraph = |n, gist: &str| Paragraph {
        n,
        digest: Digest([0; 32]),
        locator: None,
        gist: Some(gist.to_owned()),
        role: ParagraphRole::Article,
        is_read: false,
    };
    let article = Source {
        id: SourceId::new("article").expect("a slug"),
        kind: SourceKind::Article,
        title: "Article".to_owned(),
        publisher: None,
        authors: Vec::new(),
        published: None,
        address: None,
        is_original: false,
        derives_from: Vec::new(),
        paragraphs: vec![
            paragraph(1, "The editor is held at Silivri."),
            paragraph(2, "Words"),
        ],
        note: None,
    };
    let other = Source {
        id: SourceId::new("other").expect("a slug"),
        paragraphs: Vec::new(),
        ..article.clone()
    };
    let records = Records {
        kinds: vec![kind("arrest"), kind("call"), kind("statement")],
        sources: vec![article.clone(), other],
        entities: vec![
            entity("dundar", "Can Dündar", "Can Dundar"),
            entity("bali", "İlhami Balı", "Ilhami Bali"),
            entity("is-group", "IS", "IS"),
        ],
        events: vec![
            event(
                "a",
                "arrest",
                "Arrested",
                Some("2015-11"),
                &["dundar"],
                claim("dundar", Status::Reports, 1),
            ),
            event(
                "b",
                "call",
                "A call",
                None,
                &["bali"],
                claim("bali", Status::Alleges, 2),
            ),
            event(
                "c",
                "statement",
                "Said",
                Some("2015-11-02"),
                &[],
                claim("bali", Status::Denies, 2),
            ),
        ],
        relations: Vec::new(),
        dismissed: Vec::new(),
    };
    let mut records = records;
    if let Some(said) = records.events.get_mut(2) {
        said.claims = vec![Claim {
            speaker: Speaker::Source(SourceId::new("other").expect("a slug")),
            ..claim("bali", Status::Denies, 2)
        }];
    }
    Project::new("Test".to_owned(), Vec::new(), records)
}
