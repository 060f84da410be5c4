//! The field for a date: bounds while typing, other meanings, what a date rests on.

use annals::app::EditCommand;
use annals::model::{Basis, Item, SourceId};
use egui::Key;

use super::{
    EVENT, case, edit_event, event, focus, pick, press, project, run, select, type_over, type_text,
};
use crate::common::{TestWindow, activate, has, names_with};

#[test]
fn an_imprecise_date_shows_its_bounds_while_it_is_typed_and_keeps_words_and_basis() {
    let (_folder, mut harness) = case();
    // Cited to an article of December 2015.
    let (id, source) = an_event_citing(&harness, "pulse-headlines-2015");
    edit_event(&mut harness, &id);
    type_over(&mut harness, "When", "in Novem");
    let when = event(&harness, &id).when.clone().expect("words");
    assert_eq!(
        (when.words.as_deref(), when.bounds),
        (Some("in Novem"), None)
    );
    assert!(
        !names_with(&harness, "Kept as words, without days").is_empty(),
        "it says so"
    );
    type_text(&mut harness, "ber");
    let when = event(&harness, &id).when.clone().expect("a date");
    assert_eq!(when.words.as_deref(), Some("in November"));
    assert_eq!(when.edtf.as_deref(), Some("2015-11"));
    assert_eq!(when.basis, Basis::Published(source));
    assert!(has(&harness, "some day in 1–30 November 2015"));
    assert!(!names_with(&harness, "stored as 2015-11, printed in").is_empty());
    assert!(!names_with(&harness, "the last November on or before").is_empty());
}

fn an_event_citing(harness: &TestWindow, source: &str) -> (String, SourceId) {
    let source = SourceId::new(source).expect("a slug");
    let found = project(harness).events().iter().find(|event| {
        let first = event.citations().next();
        let is_judged = event
            .when
            .as_ref()
            .is_some_and(|when| matches!(when.basis, Basis::Judged(_)));
        !is_judged && first.is_some_and(|citation| citation.source == source)
    });
    (found.expect("one").id.to_string(), source)
}

#[test]
fn other_meanings_of_the_words_can_be_chosen_and_a_doubt_added() {
    let (_folder, mut harness) = case();
    let (id, _) = an_event_citing(&harness, "pulse-headlines-2015");
    edit_event(&mut harness, &id);
    type_over(&mut harness, "When", "two weeks ago");
    let first = event(&harness, &id).when.clone().expect("a date");
    let other = names_with(&harness, "or some day in")[0].clone();
    activate(&mut harness, &other);
    let second = event(&harness, &id).when.clone().expect("a date");
    assert_ne!(first.bounds, second.bounds);
    assert_eq!((&second.words, &second.basis), (&first.words, &first.basis));
    activate(&mut harness, "When: basis and doubts");
    activate(&mut harness, "When: doubtful");
    let doubted = event(&harness, &id).when.clone().expect("a date");
    assert!(doubted.is_uncertain && doubted.bounds == second.bounds);
    run(&mut harness, EditCommand::Undo);
    run(&mut harness, EditCommand::Undo);
    assert_eq!(event(&harness, &id).when.as_ref(), Some(&first));
}

#[test]
fn words_that_lack_a_day_of_publication_count_from_the_source_by_one_button() {
    let (_folder, mut harness) = case();
    let (id, _) = an_event_citing(&harness, "pulse-headlines-2015");
    edit_event(&mut harness, &id);
    type_over(&mut harness, "When", "two weeks ago");
    let counted = event(&harness, &id).when.clone().expect("a date");
    assert!(names_with(&harness, "Count from ").is_empty());
    activate(&mut harness, "When: basis and doubts");
    activate(&mut harness, "When: basis: Stated");
    let stated = event(&harness, &id).when.clone().expect("words");
    assert_eq!((stated.bounds, &stated.basis), (None, &Basis::Stated));
    assert!(!names_with(&harness, "and rest on none").is_empty());
    assert!(names_with(&harness, "which the source has not").is_empty());
    let button = names_with(&harness, "Count from ");
    assert!(button[0].ends_with("December 2015)"), "{button:?}");
    activate(&mut harness, &button[0]);
    assert_eq!(event(&harness, &id).when.as_ref(), Some(&counted));
}

#[test]
fn a_date_rests_on_what_is_chosen_for_it() {
    let (_folder, mut harness) = case();
    edit_event(&mut harness, EVENT);
    type_over(&mut harness, "When", "2014-03-05");
    let plain = event(&harness, EVENT).when.clone().expect("a date");
    assert_eq!(
        (plain.words.as_deref(), &plain.basis),
        (None, &Basis::Stated)
    );
    activate(&mut harness, "When: basis and doubts");
    activate(&mut harness, "When: basis: Judged…");
    focus(&mut harness, "When: why");
    type_text(&mut harness, "A guess");
    let judged = event(&harness, EVENT).when.clone().expect("a date");
    assert_eq!(judged.basis, Basis::Judged("A guess".to_owned()));
    assert_eq!(judged.edtf, plain.edtf);
    activate(&mut harness, "When: basis: By an event…");
    let other = project(&harness).events()[0].clone();
    assert_ne!(other.id.as_str(), EVENT);
    pick(&mut harness, "When: which event", &other.title);
    let based = event(&harness, EVENT).when.clone().expect("a date");
    assert!(matches!(&based.basis, Basis::Event(id, _) if *id == other.id));
    activate(&mut harness, "When: where: before");
    activate(&mut harness, "When: basis: Stated");
    assert_eq!(event(&harness, EVENT).when.as_ref(), Some(&plain));
}

#[test]
fn days_that_cannot_be_leave_the_record_as_it_was_and_become_words_when_the_form_is_left() {
    let (_folder, mut harness) = case();
    edit_event(&mut harness, EVENT);
    type_over(&mut harness, "When", "2014-03-05");
    let before = event(&harness, EVENT).when.clone().expect("a date");
    activate(&mut harness, "When: basis and doubts");
    type_over(&mut harness, "When: days", "2014-02");
    let understood = event(&harness, EVENT).when.clone().expect("a date");
    assert_eq!(understood.edtf.as_deref(), Some("2014-02"));
    type_text(&mut harness, "-31");
    assert!(!names_with(&harness, "there is no day 2014-02-31").is_empty());
    assert_eq!(event(&harness, EVENT).when.as_ref(), Some(&before));
    // F3 goes on to another event in the very frame.
    press(&mut harness, Key::F3);
    assert!(!has(&harness, "Editing an event"));
    let after = event(&harness, EVENT).when.clone().expect("a date");
    assert_eq!(after.words.as_deref(), Some("2014-02-31"));
    assert_eq!((&after.edtf, after.bounds), (&before.edtf, before.bounds));
    assert!(
        names_with(&harness, "Not finished").is_empty(),
        "it is in the project"
    );
}

#[test]
fn days_that_cannot_be_wait_beside_words_until_somebody_goes_on() {
    let (_folder, mut harness) = case();
    let (id, _) = an_event_citing(&harness, "pulse-headlines-2015");
    edit_event(&mut harness, &id);
    type_over(&mut harness, "When", "in November");
    let before = event(&harness, &id).when.clone().expect("a date");
    activate(&mut harness, "When: basis and doubts");
    type_over(&mut harness, "When: days", "2015-11-");
    press(&mut harness, Key::Escape);
    press(&mut harness, Key::Escape);
    assert!(!has(&harness, "Editing an event"));
    assert_eq!(event(&harness, &id).when.as_ref(), Some(&before));
    assert!(!names_with(&harness, "Not finished: “2015-11-” in When: days").is_empty());
    select(
        &mut harness,
        Item::Source(SourceId::new("rt-2016").expect("a slug")),
    );
    activate(&mut harness, "Go on with it");
    assert!(has(&harness, "Editing an event"));
    focus(&mut harness, "When: days");
    harness.key_press(Key::End);
    harness.run();
    type_text(&mut harness, "13");
    let after = event(&harness, &id).when.clone().expect("a date");
    assert_eq!(after.edtf.as_deref(), Some("2015-11-13"));
    assert_eq!(after.words, before.words);
    press(&mut harness, Key::Escape);
    press(&mut harness, Key::Escape);
    assert!(names_with(&harness, "Not finished").is_empty());
}
