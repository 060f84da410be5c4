//! What is found in words rather than in links: known names in the curator's gists and in the texts that
//! are attached, and sources whose texts are near copies of one another.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::Names;
use crate::evidence::{Naming, SourceText, Spotted, near_copies};
use crate::model::{ParagraphRole, Project};

/// `texts` are those that are attached, by the positions of their sources.
pub fn spotted(project: &Project, names: &Names, texts: &[(usize, SourceText<'_>)]) -> Spotted {
    Spotted {
        namings: namings(project, names, texts),
        copies: near_copies(project, texts),
        lost: Vec::new(),
    }
}

/// Which entities are named in which article paragraphs. A name that two share says nothing of either.
fn namings(project: &Project, names: &Names, texts: &[(usize, SourceText<'_>)]) -> Vec<Naming> {
    let words: BTreeMap<(usize, u32), &str> = texts
        .iter()
        .flat_map(|(source, text)| text.iter().map(|(n, words)| ((*source, *n), *words)))
        .collect();
    let words = &words;
    let sources = project.sources().par_iter().enumerate();
    let namings = sources.flat_map_iter(|(position, source)| {
        let paragraphs = source.paragraphs.iter();
        let article = paragraphs.filter(|it| it.role == ParagraphRole::Article);
        article.flat_map(move |paragraph| {
            let gist = paragraph.gist.as_deref();
            let text = words.get(&(position, paragraph.n)).copied();
            let mentions = gist.into_iter().chain(text);
            let mentions = mentions.flat_map(|text| names.mentions(text));
            let mentions = mentions.filter(|mention| !mention.is_shared);
            let entities = mentions.filter_map(|mention| project.entity_position(&mention.entity));
            entities.map(move |entity| Naming {
                source: position,
                paragraph: paragraph.n,
                entity,
            })
        })
    });
    namings.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::testing::{entity, project};
    use crate::model::Records;

    #[test]
    fn names_are_spotted_in_gists_and_in_attached_texts() {
        let project = project();
        let names = Names::new(&project);
        let texts = [(0, vec![(2, "Ilhami Bali called.")])];
        let found = spotted(&project, &names, &texts).namings;
        let position = project
            .entities()
            .iter()
            .position(|it| it.id.as_str() == "bali");
        let expected = Naming {
            source: 0,
            paragraph: 2,
            entity: position.expect("it is there"),
        };
        assert_eq!(found, [expected]);
        // Of a name that another entity has too, nobody knows whose it is.
        let mut records = Records {
            entities: project.entities().iter().map(|it| (**it).clone()).collect(),
            sources: project.sources().iter().map(|it| (**it).clone()).collect(),
            ..Records::default()
        };
        records
            .entities
            .push(entity("other", "İlhami Balı", "Other"));
        let shared = Project::new(String::new(), Vec::new(), records);
        let names = Names::new(&shared);
        assert_eq!(spotted(&shared, &names, &texts).namings, []);
    }
}
