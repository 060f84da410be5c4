//! What follows from a project: derived values, each of which can say how it came about. Pure
//! functions; knows no files and no toolkit.

mod align;
mod all;
mod changes;
mod conflicts;
mod copies;
mod coverage;
mod dating;
mod delay;
mod digest;
mod findings;
mod leads;
mod links;
mod origins;
mod phrase;
mod reckoned;
mod standing;
#[cfg(test)]
pub(crate) mod testing;
mod times;

pub use align::{Fate, Found, Known, Recorded, TextState, align};
pub use all::{Evidence, Spotted};
pub use changes::{Against, Change, Changes, Word, changes};
pub use conflicts::{
    Account, Conflict, Conflicts, Field, Places, TimeFrom, conflicts, is_claimed, is_instead_of,
    own_time, same_field, same_value, value_phrase,
};
pub use copies::{NearCopy, SourceText, equal_paragraphs, near_copies};
pub use coverage::{Coverage, ParagraphState, coverage, paragraph_state};
pub use dating::{Dated, Meaning, NotDated, date_words, edtf_of, spells_exactly};
pub use delay::{Delay, Publication, delay, printed_phrase, publications};
pub use digest::{digest, locator, normal, paragraphs};
pub use findings::{Finding, FindingKind, findings};
pub use leads::{About, Grounds, Lead, Leads, Naming, Namings, Place, SILENCE_DAYS};
pub use links::{Cited, Links, Use};
pub use origins::{Counts, End, Lineages, OriginNode, Origins, Support, origin_sentence};
pub use phrase::{basis_phrase, day_phrase, days_phrase, when_phrase};
pub use reckoned::{dating_words, rules};
pub use standing::{Standing, standing};
pub use times::{Bound, Circle, OrderLink, Rule, Stated, Tightening, Times};
