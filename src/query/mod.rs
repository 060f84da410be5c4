//! Finding: what a person types or ticks, as data, and the index that answers it. Knows no toolkit
//! and no files.

mod facets;
mod filter;
mod index;
mod names;
mod spotted;
#[cfg(test)]
mod testing;

pub use facets::{FacetCounts, facet_counts};
pub use filter::{Corpus, Filter, Matches, Terms};
pub use index::Index;
pub use names::{Mention, Names};
pub use spotted::spotted;
