//! Known names in what paragraphs say, as far as it is at hand: in the curator's gists, and in the texts
//! that are attached.

use rayon::prelude::*;

use super::Names;
use crate::evidence::Naming;
use crate::model::{ParagraphRole, Project};

/// Which entities are named in which article paragraphs. `text_of` gives the words of a paragraph, by
/// the source's position and the paragraph's number, where they are attached.
pub fn spotted<'a>(
    project: &'a Project,
    names: &Names,
    text_of: impl Fn(usize, u32) -> Option<&'a str> + Sync,
) -> Vec<Naming> {
    let sources = project.sources().par_iter().enumerate();
    let namings = sources.flat_map_iter(|(position, source)| {
        let paragraphs = source.paragraphs.iter();
        let article = paragraphs.filter(|it| it.role == ParagraphRole::Article);
        let text_of = &text_of;
        article.flat_map(move |paragraph| {
            let gist = paragraph.gist.as_deref();
            let texts = gist.into_iter().chain(text_of(position, paragraph.n));
            texts.flat_map(move |text| {
                let entities = names
                    .mentions(text)
                    .into_iter()
                    .filter_map(move |mention| project.entity_position(&mention.entity));
                entities.map(move |entity| Naming {
                    source: position,
                    paragraph: paragraph.n,
                    entity,
                })
            })
        })
    });
    namings.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::testing::project;

    #[test]
    fn names_are_spotted_in_gists_and_in_attached_texts() {
        let project = project();
        let names = Names::new(&project);
        let text_of = |source, n| ((source, n) == (0, 2)).then_some("Ilhami Bali called.");
        let found = spotted(&project, &names, text_of);
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
    }
}
