//! What a person decides, from the decision to the bytes of the file and back: exactly its place in
//! the text changes, it reads back as meant, and nobody else's work is overwritten.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot run says so by failing"
)]

mod cli;
mod properties;
mod session;
mod text;

use annals::edit::Decision;
use annals::model::{
    Adopted, Derivation, DerivesFrom, Dismissed, EntityId, EventId, LeadKind, Role, SourceId, Value,
};
use annals::store::{Loaded, Progress, read, rewrite};

/// The bundled case as it was before anybody set a lead of it aside.
pub(crate) fn undecided_case() -> String {
    let text = std::str::from_utf8(annals::store::sample_bytes()).expect("text");
    let (before, list) = text
        .split_once("\n    dismissed: [")
        .expect("some leads were set aside");
    let (_, after) = list.split_once("\n    ],").expect("the list ends");
    format!("{before}{after}")
}

pub(crate) fn loaded(text: &str) -> Loaded {
    match read(text.as_bytes(), &Progress::new()) {
        Ok(loaded) => loaded,
        Err(stop) => panic!("{stop:?} of {text}"),
    }
}

/// The text once this is decided, or the code of the refusal.
pub(crate) fn decided(text: &str, decision: &Decision) -> Result<String, &'static str> {
    let loaded = loaded(text);
    let meant = decision.apply(&loaded.project).map_err(|it| it.code)?;
    let rewritten = rewrite(&loaded, &meant).map_err(|it| it.code)?;
    Ok(String::from_utf8(rewritten.bytes().to_vec()).expect("text"))
}

pub(crate) fn dismiss(at: &str, note: &str) -> Decision {
    Decision::Dismiss(Dismissed {
        lead: LeadKind::SingleOrigin,
        at: at.to_owned(),
        about: None,
        note: note.to_owned(),
    })
}

pub(crate) fn event(id: &str) -> EventId {
    EventId::new(id).expect("a slug")
}

pub(crate) fn source(id: &str) -> SourceId {
    SourceId::new(id).expect("a slug")
}

pub(crate) fn place(id: &str) -> Value {
    Value::Place(EntityId::new(id).expect("a slug"))
}

pub(crate) fn guest(id: &str) -> Value {
    Value::Role(Role {
        role: "guest".to_owned(),
        who: EntityId::new(id).expect("a slug"),
        is_sole: false,
    })
}

pub(crate) fn adopt(id: &str, value: Value, note: &str) -> Decision {
    let note = note.to_owned();
    Decision::Adopt {
        event: event(id),
        adopted: Adopted { value, note },
    }
}

pub(crate) fn link(from: &str, to: &str) -> Decision {
    Decision::Link {
        source: source(from),
        link: DerivesFrom {
            source: source(to),
            how: Derivation::Copy,
            paragraphs: vec![(1, 2), (4, 4)],
            of: Vec::new(),
            note: None,
        },
    }
}
