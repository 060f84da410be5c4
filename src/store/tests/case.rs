//! Edits of the bundled case, line by line: what a person sees in a diff.

use std::sync::Arc;

use super::changes::lists_of;
use super::{Dice, loaded};
use crate::model::{Claim, Event, Lists, Participant, Project};
use crate::store::rewrite::rewrite;
use crate::store::sample_bytes;

fn case() -> String {
    String::from_utf8(sample_bytes().to_vec()).expect("text")
}

/// The lines that went and those that came.
fn diff(text: &str, edit: impl FnOnce(&mut Lists)) -> (Vec<String>, Vec<String>) {
    let before = loaded(text);
    let mut lists = lists_of(&before.project);
    edit(&mut lists);
    let (title, about) = (before.project.title.clone(), before.project.about.clone());
    let meant = Project::of(title, about, lists, None).0;
    let rewritten = rewrite(&before, &meant).expect("it can be written");
    assert_eq!(rewritten.lost_comments, []);
    let after = String::from_utf8(rewritten.bytes().to_vec()).expect("text");
    let back = rewrite(&rewritten.loaded, &before.project).expect("it was so before");
    assert_eq!(back.bytes(), text.as_bytes());
    let (mut old, mut new): (Vec<&str>, Vec<&str>) =
        (text.lines().collect(), after.lines().collect());
    let n_first = old
        .iter()
        .zip(&new)
        .take_while(|(one, other)| one == other)
        .count();
    old.drain(..n_first);
    new.drain(..n_first);
    while !old.is_empty() && old.last() == new.last() {
        old.pop();
        new.pop();
    }
    let owned = |lines: Vec<&str>| lines.into_iter().map(str::to_owned).collect();
    (owned(old), owned(new))
}

fn event(lists: &mut Lists, edit: impl FnOnce(&mut Event)) {
    let mut first = (*lists.events[0]).clone();
    edit(&mut first);
    lists.events[0] = Arc::new(first);
}

#[test]
fn a_title_is_one_line() {
    let (old, new) = diff(&case(), |lists| {
        event(lists, |it| it.title = "New".to_owned());
    });
    assert_eq!(
        (old.len(), new),
        (1, vec!["            title: \"New\",".to_owned()])
    );
}

#[test]
fn a_claim_is_put_last_in_lines_as_its_neighbours_are() {
    let claim = |event: &Event| Claim {
        says: "Something else".to_owned(),
        values: Vec::new(),
        note: None,
        ..event.claims[0].clone()
    };
    let (old, new) = diff(&case(), |lists| {
        event(lists, |it| it.claims.push(claim(it)));
    });
    assert_eq!(old, [""; 0]);
    assert_eq!(
        new.first().map(String::as_str),
        Some("                Claim(")
    );
    assert_eq!(new.last().map(String::as_str), Some("                ),"));
    let says = "                    says: \"Something else\",".to_owned();
    assert!(new.contains(&says), "{new:?}");
    let (old, new) = diff(&case(), |lists| {
        event(lists, |it| drop(it.claims.remove(0)));
    });
    assert!(old.len() > 4 && new.is_empty(), "{old:?} {new:?}");
}

#[test]
fn a_new_field_stands_where_the_reference_has_it() {
    let part = Participant {
        who: crate::model::EntityId::new("a").expect("a slug"),
        role: "b".to_owned(),
    };
    let text = case();
    let (old, new) = diff(&text, |lists| {
        event(lists, |it| it.participants.push(part.clone()));
    });
    assert_eq!(old, [""; 0]);
    assert!(new.len() == 1 || new.len() == 3, "{new:?}");
    let (old, new) = diff(&text, |lists| {
        event(lists, |it| it.tags = vec!["x".to_owned()]);
    });
    assert_eq!(
        (old.len(), new),
        (0, vec!["            tags: [\"x\"],".to_owned()])
    );
    let (old, new) = diff(&text, |lists| event(lists, |it| it.note = None));
    assert!(new.is_empty() && old.len() <= 1, "{old:?} {new:?}");
}

#[test]
fn a_new_event_is_laid_out_as_the_others_and_can_be_taken_out() {
    let mut dice = Dice::new(&[1, 2, 3]);
    let (old, new) = diff(&case(), |lists| {
        let mut event = (*lists.events[0]).clone();
        event.id = crate::model::EventId::new("new").expect("a slug");
        event.note = Some(dice.words());
        lists.events.push(Arc::new(event));
    });
    assert_eq!(old, [""; 0]);
    assert_eq!(new[..2], ["        Event(", "            id: \"new\","]);
    assert_eq!(new.last().map(String::as_str), Some("        ),"));
    let (old, new) = diff(&case(), |lists| drop(lists.events.remove(3)));
    assert!(old.iter().any(|line| line == "        Event(") && new.is_empty());
}

#[test]
fn a_short_record_and_a_long_one_have_each_their_own_layout() {
    let (_, new) = diff(&case(), |lists| {
        let mut kind = (*lists.kinds[0]).clone();
        kind.id = crate::model::KindId::new("new").expect("a slug");
        lists.kinds.insert(1, Arc::new(kind));
    });
    assert_eq!(new.len(), 1, "{new:?}");
    let (_, new) = diff(&case(), |lists| {
        let mut entity = (*lists.entities[0]).clone();
        entity.id = crate::model::EntityId::new("new").expect("a slug");
        lists.entities.push(Arc::new(entity));
    });
    assert_eq!(
        new.first().map(String::as_str),
        Some("        Entity("),
        "{new:?}"
    );
}

#[test]
fn an_event_that_changes_its_place_takes_its_comments_along() {
    let text = case().replacen(
        "        Event(\n",
        "\n        // Above it.\n        Event( // Within.\n",
        1,
    );
    let before = loaded(&text);
    let mut lists = lists_of(&before.project);
    let moved = lists.events.remove(0);
    let mut changed = (*moved).clone();
    changed.title = "Elsewhere".to_owned();
    lists.events.push(Arc::new(changed));
    let meant = Project::of(
        before.project.title.clone(),
        before.project.about.clone(),
        lists,
        None,
    )
    .0;
    let rewritten = rewrite(&before, &meant).expect("it can be written");
    let after = String::from_utf8(rewritten.bytes().to_vec()).expect("text");
    let at = after
        .find("        // Above it.\n        Event( // Within.\n")
        .expect("both");
    assert!(after[at..].contains("Elsewhere") && !after[..at].contains("Elsewhere"));
    assert_eq!(after[at..].matches("        Event(").count(), 1);
}

#[test]
fn comments_of_what_is_replaced_as_a_whole_are_told() {
    let text = "Project(\n    schema: 1,\n    title: \"A\",\n    events: [\n        Event(id: \"e\", kind: \"k\", title: \"T\", when: When(date: \"2015\", basis: Judged(/* so */ \"b\"))),\n    ],\n)\n";
    let before = loaded(text);
    let mut lists = lists_of(&before.project);
    event(&mut lists, |it| {
        let when = it.when.as_mut().expect("dated");
        when.basis =
            crate::model::Basis::Published(crate::model::SourceId::new("s").expect("a slug"));
    });
    let meant = Project::of("A".to_owned(), Vec::new(), lists, None).0;
    let rewritten = rewrite(&before, &meant).expect("it can be written");
    let lost: Vec<_> = rewritten
        .lost_comments
        .iter()
        .map(|it| (it.line, it.text.as_str()))
        .collect();
    assert_eq!(lost, [(5, "/* so */")]);
}
