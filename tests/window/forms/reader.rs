//! Claims made of what stands in the reader, and what is noted of its paragraphs.

use annals::app::EditCommand;
use annals::model::{Item, ParagraphRole, SourceId, Status, Value};
use egui::Modifiers;

use super::{EVENT, case, event, event_id, project, run, select, type_over, type_text};
use crate::common::{TestWindow, activate, has, names_with, node};

#[test]
fn a_paragraph_of_the_reader_makes_a_claim_with_its_citation_and_no_sentence_of_it() {
    let (_folder, mut harness) = case();
    select(&mut harness, Item::Event(event_id(EVENT)));
    let n_claims = event(&harness, EVENT).claims.len();
    let reading = harness.state().session().reading.clone().expect("a place");
    activate(&mut harness, "Make claim from this paragraph");
    assert!(has(&harness, "New claim"));
    assert!(has(&harness, "New claim: status: alleges"));
    activate(&mut harness, "Create claim");
    let claim = event(&harness, EVENT).claims[n_claims].clone();
    assert_eq!(claim.status, Status::Alleges);
    assert_eq!(claim.says, "");
    assert_eq!(claim.cites.len(), 1);
    assert_eq!(claim.cites[0].source, reading.source);
    assert_eq!(Some(claim.cites[0].paragraph), reading.paragraph);
    // What it says is typed next.
    type_text(&mut harness, "In my words");
    assert_eq!(event(&harness, EVENT).claims[n_claims].says, "In my words");
}

#[test]
fn words_that_are_dragged_over_offer_a_claim_with_names_and_dates_in_them() {
    let (_folder, mut harness) = case();
    let (source, n) = a_paragraph_with(&harness, "in May");
    select(&mut harness, Item::Paragraph(source.clone(), n));
    let gist = project(&harness).source(&source).expect("there");
    let gist = gist
        .paragraph(n)
        .and_then(|it| it.gist.clone())
        .expect("a gist");
    let rect = node(&harness, &gist).rect();
    let (from, to) = (
        rect.left_center(),
        rect.right_center() - egui::vec2(2.0, 0.0),
    );
    drag(&mut harness, from, to);
    activate(&mut harness, "Make claim…");
    assert!(has(&harness, "New claim"));
    activate(&mut harness, "Date “in May”");
    activate(&mut harness, "A new event");
    type_text(&mut harness, "It began");
    let speaker = names_with(&harness, "Speaker: ")
        .last()
        .cloned()
        .expect("one");
    activate(&mut harness, &speaker);
    activate(&mut harness, "New claim: status: denies");
    activate(&mut harness, "Create claim");
    let event = event(&harness, "it-began");
    let claim = &event.claims[0];
    assert_eq!((claim.says.as_str(), claim.cites.len()), ("", 1));
    assert_eq!(claim.status, Status::Denies);
    assert_eq!(
        (&claim.cites[0].source, claim.cites[0].paragraph),
        (&source, n)
    );
    let Value::When(when) = &claim.values[0] else {
        panic!("{claim:?}");
    };
    assert_eq!(
        (when.words.as_deref(), when.edtf.as_deref()),
        (Some("in May"), Some("2015-05"))
    );
    // Nothing else of the paragraph is in the project.
    let spelt = format!("{event:?}");
    let sentence: Vec<&str> = gist.split(' ').take(5).collect();
    assert!(!spelt.contains(&sentence.join(" ")), "{spelt}");
}

fn a_paragraph_with(harness: &TestWindow, words: &str) -> (SourceId, u32) {
    let names = &harness.state().session().document.names;
    for source in project(harness).sources() {
        let found = source.paragraphs.iter().find(|paragraph| {
            let gist = paragraph.gist.as_deref().unwrap_or_default();
            gist.contains(words) && !names.mentions(gist).is_empty()
        });
        if let Some(found) = found {
            return (source.id.clone(), found.n);
        }
    }
    panic!("no paragraph has {words:?}");
}

pub(super) fn drag(harness: &mut TestWindow, from: egui::Pos2, to: egui::Pos2) {
    let button = |pos, pressed| egui::Event::PointerButton {
        pos,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    let middle = from + (to - from) / 2.0;
    for event in [
        egui::Event::PointerMoved(from),
        button(from, true),
        egui::Event::PointerMoved(middle),
        egui::Event::PointerMoved(to),
        button(to, false),
    ] {
        harness.event(event);
        harness.run();
    }
}

#[test]
fn the_gist_of_a_paragraph_is_written_in_the_reader() {
    let (_folder, mut harness) = case();
    let source = SourceId::new("rt-2016").expect("a slug");
    select(&mut harness, Item::Paragraph(source.clone(), 4));
    activate(&mut harness, "Edit gist");
    type_over(&mut harness, "Gist of paragraph 4", "Mine");
    activate(&mut harness, "Paragraph 4: not evidence");
    let paragraph = |harness: &TestWindow| {
        let source = project(harness).source(&source).expect("there");
        source.paragraph(4).cloned().expect("there")
    };
    assert_eq!(paragraph(&harness).gist.as_deref(), Some("Mine"));
    assert_eq!(paragraph(&harness).role, ParagraphRole::Furniture);
    run(&mut harness, EditCommand::Undo);
    assert_eq!(paragraph(&harness).role, ParagraphRole::Article);
}
