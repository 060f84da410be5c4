//! The nearest of some words to a mistyped one, for "did you mean". Knows nothing but text.

/// The candidate that `word` most likely was meant to be, if any is near; of equally near ones the
/// first.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (word.chars().count() / 3).clamp(1, 4);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let within = best.map_or(limit, |(distance, _)| distance.saturating_sub(1));
        if let Some(distance) = distance_within(word, candidate, within)
            && best.is_none_or(|(so_far, _)| distance < so_far)
        {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// How many characters to add, drop, change or swap with a neighbour to get from `a` to `b`, ignoring
/// case; nothing if more than `limit`.
fn distance_within(a: &str, b: &str, limit: usize) -> Option<usize> {
    let chars = |text: &str| text.to_lowercase().chars().collect::<Vec<_>>();
    let (a, b) = (chars(a), chars(b));
    if a.len().abs_diff(b.len()) > limit {
        return None;
    }
    let mut two_above: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    let mut before_in_a = None;
    for (row, &in_a) in a.iter().enumerate() {
        let mut current = vec![row + 1];
        let mut before_in_b = None;
        for (column, &in_b) in b.iter().enumerate() {
            let at = |cells: &[usize], column: usize| {
                cells.get(column).copied().unwrap_or(usize::MAX / 2)
            };
            let change = at(&above, column) + usize::from(in_a != in_b);
            let drop = at(&above, column + 1) + 1;
            let add = at(&current, column) + 1;
            let mut cost = change.min(drop).min(add);
            if before_in_a == Some(in_b) && before_in_b == Some(in_a) {
                cost = cost.min(at(&two_above, column.saturating_sub(1)) + 1);
            }
            current.push(cost);
            before_in_b = Some(in_b);
        }
        if current.iter().all(|cost| *cost > limit) {
            return None;
        }
        two_above = std::mem::replace(&mut above, current);
        before_in_a = Some(in_a);
    }
    above.last().copied().filter(|distance| *distance <= limit)
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
