//! Finding: what a person types or ticks, as data, and the index that answers it. Knows no toolkit
//! and no files.

mod facets;
mod filter;
mod index;
mod matches;
mod names;
mod passing;
mod search;
mod spotted;
#[cfg(test)]
mod testing;
mod texts;

pub use facets::{FacetCounts, apply, facet_counts};
pub use filter::{Corpus, Filter, Terms};
pub use index::{Index, IndexBytes};
pub use matches::{Matches, Steps};
pub use names::{Mention, Names};
pub use search::{Found, Search, search_now};
pub use spotted::spotted;
