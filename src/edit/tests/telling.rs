//! Differences in words.

use super::random::any_edit;
use crate::edit::describe;
use crate::edit::testing::*;

#[test]
fn nothing_that_differs_is_left_out() {
    for seed in 0..1_500 {
        let mut random = Random::new(seed, 'm');
        let old = project(&mut random);
        assert_eq!(describe(&old, &old), []);
        let Some(edit) = any_edit(&old, &mut random) else {
            continue;
        };
        let (new, _) = edit.apply(&old).expect("made for it");
        let lines = describe(&old, &new);
        assert_eq!(
            lines.is_empty(),
            is_same(&old, &new),
            "{seed} {}",
            edit.name
        );
        for line in &lines {
            let words = line.to_string();
            assert!(!words.contains("  ") && !words.ends_with(' '), "{words:?}");
            if let (Some(old), Some(new)) = (&line.old, &line.new) {
                assert_ne!(old, new, "{words}");
            }
        }
    }
}
