//! Finding: what a person types or ticks, as data, and the index that answers it. Knows no toolkit
//! and no files.

mod facets;
mod filter;
mod fold;
mod index;
mod names;

pub use facets::{FacetCounts, facet_counts};
pub use filter::{Filter, Matches, Terms};
pub use fold::{Folded, fold};
pub use index::{Index, Use};
pub use names::{Mention, Names};
