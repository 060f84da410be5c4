//! Every day that a time allows, once *about* and *one of* are taken at their word.

use super::{Bounds, Limit, Reading, When};
use crate::model::{Day, DaySpan};

impl When {
    /// All days on which it can have been the case, as one span. What is only *about* then gets as many
    /// days again on either side: "about November 2015" reaches from 2 October to 30 December. Where a
    /// limit is not known, it is the calendar's own. `None` if undated.
    pub fn possible_days(&self) -> Option<DaySpan> {
        let bounds = self.bounds.as_ref()?;
        Some(if self.is_approximate {
            widened(bounds, self.reading)
        } else {
            bounds.span()
        })
    }

    /// The dates of an EDTF set `[a,b,…]`, one of which it is, in its order. `None` for anything else,
    /// and where something has tightened the bounds since: then only these hold.
    pub fn choices(&self) -> Option<Vec<Self>> {
        let list = self.edtf.as_ref()?.strip_prefix('[')?.strip_suffix(']')?;
        let choices = list.split(',').map(|choice| {
            let choice = choice.trim();
            // Without a bracket `..` is no EDTF.
            let is_range = choice.contains("..");
            let choice = if is_range {
                format!("[{choice}]")
            } else {
                choice.to_owned()
            };
            Self::from_edtf(&choice).ok()
        });
        let choices: Vec<Self> = choices.collect::<Option<_>>()?;
        let all = choices.iter().filter_map(|choice| choice.bounds);
        (choices.len() > 1 && all.reduce(Bounds::union) == self.bounds).then_some(choices)
    }
}

fn widened(bounds: &Bounds, reading: Reading) -> DaySpan {
    let (start, end) = windows(bounds, reading);
    let first = bounds.first.plus(-start.len_days());
    let last = bounds.end_last.plus(end.len_days());
    DaySpan {
        first: first.unwrap_or(Day::MIN),
        last: last.unwrap_or(Day::MAX),
    }
}

/// The days of which one is the start, and those of which one is the end.
fn windows(bounds: &Bounds, reading: Reading) -> (DaySpan, DaySpan) {
    let is_known = (bounds.from, bounds.to) == (Limit::Known, Limit::Known);
    if reading == Reading::Within && is_known {
        return (bounds.span(), bounds.span());
    }
    let window = |first, last| DaySpan { first, last };
    (
        window(bounds.first, bounds.last),
        window(bounds.end_first, bounds.end_last),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn when(edtf: &str) -> When {
        When::from_edtf(edtf).expect("a date")
    }

    #[test]
    fn about_a_time_reaches_as_far_again_on_either_side() {
        let table = [
            ("2015-11", "2015-11-01 2015-11-30"),
            ("2015-11~", "2015-10-02 2015-12-30"),
            ("2015-11-05~", "2015-11-04 2015-11-06"),
            ("2015-11~/2015-12-24", "2015-10-02 2015-12-25"),
        ];
        for (edtf, expected) in table {
            let days = when(edtf).possible_days().expect("dated");
            assert_eq!(format!("{} {}", days.first, days.last), expected, "{edtf}");
        }
        assert_eq!(When::unresolved(None).possible_days(), None);
    }

    #[test]
    fn the_choices_of_a_set_are_its_dates_until_something_tightens_it() {
        let table = [
            ("[2016-02-22,2016-02-29]", 2),
            ("[2016-02-22, 2016-03, 2016-05-01..2016-05-03]", 3),
            ("[..2016-02-22]", 0),
            ("2016-02-22/2016-02-29", 0),
            ("2016-02", 0),
        ];
        for (edtf, expected) in table {
            let choices = when(edtf).choices().unwrap_or_default();
            assert_eq!(choices.len(), expected, "{edtf}");
        }
        let mut tightened = when("[2016-02-22,2016-02-29]");
        tightened.bounds = when("2016-02-29").bounds;
        assert_eq!(tightened.choices(), None);
    }
}
