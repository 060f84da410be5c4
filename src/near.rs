//! The nearest of some words to a mistyped one, for "did you mean". Knows nothing but text.

/// The candidate that `word` most likely was meant to be, if any is near (at most a third of its
/// characters, and never more than four, to add, drop, change or swap); of equally near ones the first.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (word.chars().count() / 3).clamp(1, 4);
    let folded = word.to_lowercase();
    candidates
        .into_iter()
        // Lengths too far apart need no closer look.
        .filter(|candidate| candidate.len().abs_diff(word.len()) <= 4 * limit)
        .map(|candidate| {
            (
                strsim::osa_distance(&folded, &candidate.to_lowercase()),
                candidate,
            )
        })
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_hand_is_near_and_another_word_is_not() {
        let words = ["Alleges", "Reports", "Denies", "DeclinesToComment"];
        for (word, expected) in [
            ("Aleges", Some("Alleges")),
            ("reports", Some("Reports")),
            ("Deneis", Some("Denies")),
            ("DeclineToComment", Some("DeclinesToComment")),
            ("Doubts", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, words), expected, "{word}");
        }
    }
}
