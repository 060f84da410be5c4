//! In which order the reference (`docs/project-file.md`) has the fields of records.

/// The fields of a record, or of a project, by its name; nothing for what has none.
fn order(record: &str) -> &'static [&'static str] {
    match record {
        "Project" => &[
            "schema",
            "title",
            "about",
            "kinds",
            "sources",
            "entities",
            "events",
            "relations",
            "dismissed",
        ],
        "Kind" => &["id", "label", "icon", "colour"],
        "When" | "Dated" => &["date", "reading", "words", "basis"],
        "Source" => &[
            "id",
            "title",
            "kind",
            "publisher",
            "authors",
            "published",
            "address",
            "original",
            "derives_from",
            "paragraphs",
            "note",
        ],
        "Link" => &["to", "how", "paragraphs", "of", "note"],
        "Paragraph" => &["n", "digest", "locator", "gist", "role", "read"],
        "Entity" => &["id", "kind", "name", "spellings", "same_as", "note"],
        "Spelling" => &["text", "at"],
        "Same" => &["entity", "certainty", "note"],
        "Event" => &[
            "id",
            "kind",
            "title",
            "summary",
            "when",
            "place",
            "participants",
            "before",
            "after",
            "near",
            "claims",
            "adopted",
            "tags",
            "note",
        ],
        "Part" => &["who", "role"],
        "Near" => &["event", "days"],
        "Claim" => &[
            "speaker", "status", "says", "cites", "values", "grade", "note",
        ],
        "Adopted" => &["value", "note"],
        "Number" => &["value", "of", "unit", "precision"],
        "Role" => &["who", "role", "sole"],
        "Relation" => &["from", "to", "kind", "when", "cites", "note"],
        "Dismissed" => &["lead", "at", "about", "note"],
        _ => &[],
    }
}

/// Before which of the fields that are there a new one belongs: where it stands in the order of the
/// reference with regard to most of them. One that goes with the field before it (adopted accounts
/// with claims) stands right behind that.
pub(in crate::store) fn place_for(record: &str, there: &[&str], new: &str) -> usize {
    let order = order(record);
    let rank = |name: &str| order.iter().position(|known| *known == name);
    let Some(own) = rank(new) else {
        return there.len();
    };
    let companion = own.checked_sub(1).and_then(|before| order.get(before));
    if let Some(at) = there.iter().position(|name| Some(name) == companion) {
        return at + 1;
    }
    let ranks: Vec<Option<usize>> = there.iter().map(|name| rank(name)).collect();
    let wrong = |at: usize| {
        let before = ranks.iter().take(at).flatten();
        let behind = ranks.iter().skip(at).flatten();
        before.filter(|rank| **rank > own).count() + behind.filter(|rank| **rank < own).count()
    };
    let places = (0..=there.len()).rev();
    places.min_by_key(|at| wrong(*at)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_field_stands_where_the_reference_has_it_as_far_as_its_neighbours_let_it() {
        let table: [(&[&str], &str, usize); 7] = [
            (&["id", "title", "note"], "address", 2),
            (&["id", "title"], "note", 2),
            (&["title", "id", "paragraphs"], "derives_from", 2),
            (&["paragraphs", "title", "id"], "derives_from", 3),
            (&["note", "title"], "id", 0),
            (&[], "id", 0),
            (&["original", "title", "id"], "derives_from", 1),
        ];
        for (there, new, expected) in table {
            assert_eq!(
                place_for("Source", there, new),
                expected,
                "{new} in {there:?}"
            );
        }
        let there = ["id", "kind", "claims", "title"];
        assert_eq!(place_for("Event", &there, "adopted"), 3);
        assert_eq!(place_for("Event", &there, "no-such"), 4);
    }
}
