//! What is asked for in every frame and follows from the words and days of a project: the folded text
//! that is searched, and the order of lists. Built once for each version of a project.

use crate::evidence::Evidence;
use crate::fold::fold;
use crate::model::{Event, Project, Speaker, When};

/// By position in the project's list of events.
#[derive(Clone, Debug, Default)]
pub struct Index {
    texts: Vec<String>,
    in_time_order: Vec<usize>,
}

impl Index {
    pub fn new(project: &Project, evidence: &Evidence) -> Self {
        let events = project.events().iter().enumerate();
        let texts = events.map(|(position, event)| {
            searched_text(project, event, evidence.links.entities_of(position))
        });
        // Undated last, in the file's order.
        let mut in_time_order: Vec<usize> = (0..project.events().len()).collect();
        in_time_order.sort_by_key(|&position| {
            let when = evidence.when(project, position);
            (
                when.is_none_or(|when| !when.is_dated()),
                when.map(When::sort_key),
            )
        });
        Self {
            texts: texts.collect(),
            in_time_order,
        }
    }

    /// The folded text of an event: titles, names and spellings, gists, what is claimed.
    pub fn text(&self, event: usize) -> &str {
        self.texts.get(event).map_or("", String::as_str)
    }

    /// All events, by earliest day, undated last.
    pub fn in_time_order(&self) -> &[usize] {
        &self.in_time_order
    }
}

/// Parts are set apart by a line break, which no query can hold: no phrase matches across two.
fn searched_text(project: &Project, event: &Event, entities: &[usize]) -> String {
    let mut text = String::new();
    let mut add = |part: &str| {
        text.push_str(&fold(part));
        text.push('\n');
    };
    add(&event.title);
    event.summary.iter().for_each(|summary| add(summary));
    if let Some(kind) = project.kind(&event.kind) {
        add(&kind.label);
    }
    event.tags.iter().for_each(|tag| add(tag));
    for entity in entities
        .iter()
        .filter_map(|&position| project.entities().get(position))
    {
        entity.names().for_each(&mut add);
    }
    for claim in &event.claims {
        add(&claim.says);
        if let Speaker::Source(id) = &claim.speaker
            && let Some(source) = project.source(id)
        {
            add(&source.title);
        }
        for (source, paragraph) in claim.cites.iter().filter_map(|cited| project.cited(cited)) {
            add(&source.title);
            paragraph.gist.iter().for_each(|gist| add(gist));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::Spotted;
    use crate::evidence::testing::project;

    #[test]
    fn lists_are_in_time_order_with_the_undated_last() {
        let project = project();
        let index = Index::new(&project, &Evidence::new(&project, Spotted::default()));
        assert_eq!(index.in_time_order(), [0, 2, 1]);
    }
}
