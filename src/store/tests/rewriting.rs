//! From any project in any spelling to any other: what is written reads back as meant, and nothing else
//! changes.

use std::collections::BTreeSet;
use std::ops::Range;

use proptest::prelude::*;

use super::changes::{Change, What};
use super::scramble::Scrambler;
use super::{Dice, loaded};
use crate::model::Project;
use crate::store::loaded::{Loaded, Spans};
use crate::store::rewrite::{is_same, rewrite};

fn text_of(loaded: &Loaded) -> String {
    String::from_utf8(loaded.text.file_bytes().to_vec()).expect("text")
}

/// The comments of a scrambled text, `number@path@…`, as number and path.
fn comments(text: &str) -> BTreeSet<(String, String)> {
    let all = super::super::trivia::comments(text, &(0..text.len())).into_iter();
    let parts = all.filter_map(|range| {
        let mut parts = text[range].trim_start_matches(['/', '*', ' ']).split('@');
        Some((parts.next()?.to_owned(), parts.next()?.to_owned()))
    });
    parts.collect()
}

fn spans<'a>(spans: &'a Spans, list: &str) -> &'a [Range<usize>] {
    match list {
        "kinds" => &spans.kinds,
        "sources" => &spans.sources,
        "entities" => &spans.entities,
        "events" => &spans.events,
        "relations" => &spans.relations,
        _ => &spans.dismissed,
    }
}

fn contents(loaded: &Loaded) -> String {
    let (project, spans) = (&loaded.project, &loaded.spans);
    let lists = (project.kinds(), project.sources(), project.entities());
    let others = (project.events(), &project.relations, &project.dismissed);
    let header = (&project.title, &project.about);
    format!(
        "{header:?}{lists:?}{others:?}{spans:?}{:?}",
        loaded.diagnostics
    )
}

/// The first and the last line of `old`, from 0, that are not in `new` at the same place, counted from
/// either end.
fn changed_lines(old: &str, new: &str) -> Range<usize> {
    let (old, new): (Vec<_>, Vec<_>) = (old.split('\n').collect(), new.split('\n').collect());
    let n_first = old
        .iter()
        .zip(&new)
        .take_while(|(one, other)| one == other)
        .count();
    let rest = old.len().min(new.len()) - n_first;
    let behind = old.iter().rev().zip(new.iter().rev()).take(rest);
    let n_last = behind.take_while(|(one, other)| one == other).count();
    n_first..old.len() - n_last
}

fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count()
}

/// One edit changes at most the lines of its record; a new record or one less at most the comma of its
/// neighbour and the brackets of its list besides.
fn check_lines(before: &Loaded, after: &str, change: &Change) -> Result<(), TestCaseError> {
    let old = &*before.text;
    let after = after.strip_prefix('\u{feff}').unwrap_or(after);
    let changed = changed_lines(old, after);
    match change.what {
        What::Replaced(list, at) => {
            let span = &spans(&before.spans, list)[at];
            let own = line_of(old, span.start)..line_of(old, span.end) + 1;
            prop_assert!(
                changed.is_empty() || own.start <= changed.start && changed.end <= own.end,
                "{changed:?} of {own:?}"
            );
        }
        What::Added(_) => prop_assert!(changed.len() <= 2, "{changed:?}"),
        What::Removed(list, at) => {
            let spans = spans(&before.spans, list);
            let span = &spans[at];
            // From behind the record before it to its own last line, or to the bracket of its list.
            let before_it = at.checked_sub(1).map(|at| line_of(old, spans[at].start));
            let first = before_it.unwrap_or(0);
            let end = line_of(old, span.end) + 3;
            prop_assert!(
                changed.is_empty() || first <= changed.start && changed.end <= end,
                "{changed:?} of {first}..{end}"
            );
        }
        What::Header | What::Moved => {}
    }
    Ok(())
}

/// What is not edited stands in the new text as it stood in the old one.
fn check_others(before: &Loaded, after: &Loaded, meant: &Project) -> Result<(), TestCaseError> {
    macro_rules! check {
        ($old:expr, $new:expr, $old_spans:expr, $new_spans:expr) => {
            for (new, new_span) in $new.iter().zip($new_spans) {
                let old = $old.iter().position(|old| std::sync::Arc::ptr_eq(old, new));
                if let Some(at) = old {
                    let old_bytes = &before.text[$old_spans[at].clone()];
                    prop_assert_eq!(&after.text[new_span.clone()], old_bytes);
                }
            }
        };
    }
    let (old, old_spans, new_spans) = (&before.project, &before.spans, &after.spans);
    check!(
        old.kinds(),
        meant.kinds(),
        old_spans.kinds,
        &new_spans.kinds
    );
    check!(
        old.sources(),
        meant.sources(),
        old_spans.sources,
        &new_spans.sources
    );
    check!(
        old.entities(),
        meant.entities(),
        old_spans.entities,
        &new_spans.entities
    );
    check!(
        old.events(),
        meant.events(),
        old_spans.events,
        &new_spans.events
    );
    check!(
        old.relations,
        meant.relations,
        old_spans.relations,
        &new_spans.relations
    );
    check!(
        old.dismissed,
        meant.dismissed,
        old_spans.dismissed,
        &new_spans.dismissed
    );
    Ok(())
}

fn check_comments(
    old: &str,
    rewritten: &crate::store::rewrite::Rewritten,
    taken: &[String],
) -> Result<(), TestCaseError> {
    let new = text_of(&rewritten.loaded);
    let left = comments(&new);
    let told: Vec<&str> = rewritten
        .lost_comments
        .iter()
        .map(|it| it.text.as_str())
        .collect();
    for (number, path) in comments(old) {
        let is_taken = taken.iter().any(|taken| {
            let rest = path.strip_prefix(taken.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '#']))
        });
        let is_told = told.iter().any(|told| told.contains(&format!("{number}@")));
        let is_left = left.contains(&(number.clone(), path.clone()));
        prop_assert!(
            is_left || is_taken || is_told,
            "{number}@{path} is lost\n{old}\n----\n{new}"
        );
    }
    Ok(())
}

fn scrambled(dice: &mut Dice<'_>) -> (String, Vec<&'static str>) {
    let (records, title) = (dice.records(), dice.words());
    let about = dice.list(3, Dice::words);
    let may_break = dice.chance(3);
    let mut scrambler = Scrambler {
        dice,
        may_break,
        has_comments: true,
    };
    let project = scrambler.project(&title, &about, &records);
    (project.text, project.broken)
}

fn check(throws: &[u8]) -> Result<(), TestCaseError> {
    let mut dice = Dice::new(throws);
    let (text, broken) = scrambled(&mut dice);
    let before = loaded(&text);
    prop_assert_eq!(
        before.diagnostics.len(),
        broken.len(),
        "{:?}\n{}",
        before.diagnostics,
        text
    );
    // Nothing to write, nothing written.
    let same = rewrite(&before, &before.project.clone());
    let same = same.map_err(|it| TestCaseError::fail(it.message))?;
    prop_assert_eq!(text_of(&same.loaded), text.as_str());
    let change = dice.change(&before.project);
    let rewritten = rewrite(&before, &change.meant);
    let rewritten = rewritten
        .map_err(|it| TestCaseError::fail(format!("{} {:?}\n{text}", it.message, change.what)))?;
    let after = text_of(&rewritten.loaded);
    let read = loaded(&after);
    prop_assert!(is_same(&read.project, &change.meant), "{after}");
    prop_assert_eq!(contents(&rewritten.loaded), contents(&read));
    for broken in &broken {
        prop_assert!(after.contains(broken), "{broken}\n{after}");
    }
    prop_assert_eq!(text.contains("\r\n"), after.contains("\r\n"));
    let is_mixed = after.replace("\r\n", "").contains('\n') && after.contains("\r\n");
    prop_assert!(!is_mixed, "{after:?}");
    check_lines(&before, &after, &change).map_err(|it| {
        TestCaseError::fail(format!("{it} {:?}\n{text}\n----\n{after}", change.what))
    })?;
    check_others(&before, &rewritten.loaded, &change.meant)?;
    check_comments(&text, &rewritten, &change.taken)
        .map_err(|it| TestCaseError::fail(format!("{it} {:?}", change.what)))?;
    // And back: to the first bytes, and to the second again.
    let back = rewrite(&rewritten.loaded, &before.project)
        .map_err(|it| TestCaseError::fail(it.message))?;
    prop_assert_eq!(text_of(&back.loaded), text.as_str());
    let again =
        rewrite(&back.loaded, &change.meant).map_err(|it| TestCaseError::fail(it.message))?;
    prop_assert_eq!(text_of(&again.loaded), after.as_str());
    // Without what is remembered of it, to a text that says the same.
    let back = rewrite(&read, &before.project);
    let back = back
        .map_err(|it| TestCaseError::fail(format!("{} {:?}\n{after}", it.message, change.what)))?;
    prop_assert!(is_same(&back.loaded.project, &before.project));
    Ok(())
}

/// Several changes written at once, and the same one after the other.
fn check_many(throws: &[u8]) -> Result<(), TestCaseError> {
    let mut dice = Dice::new(throws);
    let (text, broken) = scrambled(&mut dice);
    let before = loaded(&text);
    let failed = |it: Box<crate::diag::Diagnostic>| TestCaseError::fail(it.message);
    let mut meant = before.project.clone();
    let mut taken = Vec::new();
    let mut steps = Vec::new();
    for _ in 0..2 + dice.below(5) {
        let change = dice.change(&meant);
        // Positions move with what was taken out before: of a record that was changed, any may go.
        taken.extend(change.taken.iter().map(|path| {
            let (list, record) = path.split_once('/').unwrap_or((path, ""));
            match list {
                "relations" | "dismissed" | "about" => list.to_owned(),
                _ => format!("{list}/{}", record.split('/').next().unwrap_or_default()),
            }
        }));
        // One without an id that was changed more than once may be another one.
        if let What::Replaced(list @ ("relations" | "dismissed"), _) = change.what {
            taken.push(list.to_owned());
        }
        meant = change.meant;
        steps.push(meant.clone());
    }
    let rewritten = rewrite(&before, &meant).map_err(failed)?;
    let after = text_of(&rewritten.loaded);
    let read = loaded(&after);
    prop_assert!(is_same(&read.project, &meant), "{after}");
    prop_assert_eq!(contents(&rewritten.loaded), contents(&read));
    for broken in &broken {
        prop_assert!(after.contains(broken), "{broken}\n{after}");
    }
    check_others(&before, &rewritten.loaded, &meant)?;
    check_comments(&text, &rewritten, &taken)?;
    let mut now = before;
    let first = now.project.clone();
    for step in &steps {
        now = rewrite(&now, step).map_err(failed)?.loaded;
        prop_assert!(is_same(&now.project, step));
    }
    let back = rewrite(&now, &first).map_err(failed)?;
    prop_assert_eq!(text_of(&back.loaded), text);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(4_500) })]

    #[test]
    fn one_change_of_any_project_is_written_where_it_belongs_and_nowhere_else(
        throws in prop::collection::vec(any::<u8>(), 1..300),
    ) {
        check(&throws)?;
    }

    #[test]
    fn one_change_of_any_other_project_is_written_where_it_belongs(
        throws in prop::collection::vec(any::<u8>(), 100..500),
    ) {
        check(&throws)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1_000) })]

    #[test]
    fn many_changes_at_once_say_what_one_after_the_other_says(
        throws in prop::collection::vec(any::<u8>(), 1..300),
    ) {
        check_many(&throws)?;
    }
}

#[test]
fn a_thousand_changes_each_saved_and_then_undone_give_the_first_bytes() {
    let throws: Vec<u8> = (0..251_u16)
        .map(|n| u8::try_from(n * 7 % 251).expect("a byte"))
        .collect();
    let mut dice = Dice::new(&throws);
    let (text, _) = scrambled(&mut dice);
    let mut now = loaded(&text);
    let mut projects = vec![now.project.clone()];
    for n in 0..1_000 {
        let change = dice.change(&now.project);
        now = match rewrite(&now, &change.meant) {
            Ok(rewritten) => rewritten.loaded,
            Err(problem) => panic!("{n}: {} {:?}", problem.message, change.what),
        };
        projects.push(change.meant);
    }
    assert_ne!(text_of(&now), text);
    // One by one half of the way, then all at once.
    for project in projects.iter().rev().take(500) {
        now = rewrite(&now, project).expect("it was so before").loaded;
    }
    let now = rewrite(&now, &projects[0])
        .expect("it was so before")
        .loaded;
    assert_eq!(text_of(&now), text);
}
