//! The fields of every record and of what records list, with their names.

use super::said::{Ranges, Sides};
use super::{Fields, Visitor};
use crate::model::{
    Adopted, Citation, Claim, DerivesFrom, Dismissed, Entity, Event, Kind, Near, Paragraph,
    Relation, SameAs, Source, Spelling,
};

/// What a project says besides its records.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::edit) struct Header {
    pub title: String,
    pub about: Vec<String>,
}

/// Fields that hold `one` thing, and those that list `many`, each with its name; of a list that of one
/// item. What is found by a `key` is the same thing only as long as that stays.
macro_rules! fields {
    ($record:ident { key: [$($key:ident),*], $($how:ident $field:ident $name:literal),* $(,)? }) => {
        impl Fields for $record {
            fn each(visitor: &mut impl Visitor<Self>) {
                // Every field is named: one that is new is asked for here.
                let _all = |it: &Self| {
                    let Self { $($key: _,)* $($field: _),* } = it;
                };
                $(fields!(@$how visitor $field $name);)*
            }
        }
    };
    (@one $visitor:ident $field:ident $name:literal) => {
        $visitor.one($name, |it| it.$field.clone(), |it, value| it.$field = value)
    };
    (@many $visitor:ident $field:ident $name:literal) => {
        $visitor.many($name, |it| &it.$field, |it, value| it.$field = value)
    };
}

fields!(Header {
    key: [],
    one title "title",
    one about "about",
});

fields!(Kind {
    key: [id],
    one label "label",
    one icon "icon",
    one colour "colour",
});

fields!(Source {
    key: [id],
    one kind "kind",
    one title "title",
    one publisher "publisher",
    many authors "author",
    one published "published",
    one address "address",
    one is_original "original",
    many derives_from "link",
    many paragraphs "paragraph",
    one note "note",
});

fields!(Entity {
    key: [id],
    one kind "kind",
    one name "name",
    many spellings "spelling",
    many same_as "suspicion",
    one note "note",
});

impl Fields for Relation {
    fn each(visitor: &mut impl Visitor<Self>) {
        let sides = |it: &Self| {
            // Every field is named: one that is new is asked for here.
            let Self {
                from,
                to,
                kind: _,
                when: _,
                cites: _,
                note: _,
            } = it;
            Sides {
                from: from.clone(),
                to: to.clone(),
            }
        };
        visitor.one("sides", sides, |it, value| {
            it.from = value.from;
            it.to = value.to;
        });
        visitor.one("kind", |it| it.kind.clone(), |it, value| it.kind = value);
        visitor.one("date", |it| it.when.clone(), |it, value| it.when = value);
        visitor.many("citation", |it| &it.cites, |it, value| it.cites = value);
        visitor.one("note", |it| it.note.clone(), |it, value| it.note = value);
    }
}

fields!(Dismissed {
    key: [lead, at, about],
    one note "reason",
});

fields!(Claim {
    key: [],
    one speaker "speaker",
    one status "status",
    one says "words",
    many cites "citation",
    many values "value",
    one grade "grade",
    one note "note",
});

fields!(Adopted {
    key: [],
    one value "value",
    one note "reason",
});

fields!(Near {
    key: [event],
    one days "days",
});

fields!(Citation {
    key: [source, paragraph],
    one digest "digest",
});

fields!(Spelling {
    key: [text],
    many at "place where it stands",
});

fields!(SameAs {
    key: [entity],
    one certainty "certainty",
    one note "note",
});

fields!(Paragraph {
    key: [n],
    one digest "digest",
    one locator "locator",
    one gist "gist",
    one role "role",
    one is_read "read",
});

impl Fields for DerivesFrom {
    fn each(visitor: &mut impl Visitor<Self>) {
        visitor.one("how", |it| it.how, |it, value| it.how = value);
        let ranges = |it: &Self| {
            // Every field is named: one that is new is asked for here.
            let Self {
                source: _,
                how: _,
                paragraphs,
                of,
                note: _,
            } = it;
            Ranges {
                paragraphs: paragraphs.clone(),
                of: of.clone(),
            }
        };
        visitor.one("paragraphs", ranges, |it, value| {
            it.paragraphs = value.paragraphs;
            it.of = value.of;
        });
        visitor.one("note", |it| it.note.clone(), |it, value| it.note = value);
    }
}

fields!(Event {
    key: [id],
    one kind "kind",
    one title "title",
    one summary "summary",
    one when "date",
    one place "place",
    many participants "participant",
    many before "event that it precedes",
    many after "event that it follows",
    many near "neighbour in time",
    many claims "claim",
    many adopted "adopted value",
    many tags "tag",
    one note "note",
});
