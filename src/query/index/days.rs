//! First and last days in columns, so that a span of days is asked of a million in one pass that
//! compares many at once.

use rayon::prelude::*;

use crate::bits::Bits;
use crate::model::{DaySpan, When};

/// The outermost days of each of many times.
#[derive(Clone, Debug, Default)]
pub(in crate::query) struct Days {
    first: Vec<i32>,
    last: Vec<i32>,
}

/// Of what is undated: begins after every day and ends before every one.
const UNDATED: (i32, i32) = (i32::MAX, i32::MIN);

/// Times that one thread takes at once.
const STRETCH: usize = 1 << 16;

impl Days {
    pub(super) fn with_capacity(len: usize) -> Self {
        Self {
            first: Vec::with_capacity(len),
            last: Vec::with_capacity(len),
        }
    }

    pub(super) fn push(&mut self, when: Option<&When>) {
        let (first, last) = outermost(when);
        self.first.push(first);
        self.last.push(last);
    }

    pub(super) fn append(&mut self, other: &Self) {
        self.first.extend_from_slice(&other.first);
        self.last.extend_from_slice(&other.last);
    }

    pub(super) fn replace(&mut self, at: usize, when: Option<&When>) {
        let (first, last) = outermost(when);
        if let (Some(old_first), Some(old_last)) = (self.first.get_mut(at), self.last.get_mut(at)) {
            (*old_first, *old_last) = (first, last);
        }
    }

    /// What lies in a span: certainly, or unless that is asked for, possibly. What is undated does not.
    pub(in crate::query) fn within(&self, span: DaySpan, is_certain: bool) -> Bits {
        let (from, to) = (number(span.first), number(span.last));
        let stretches = self.first.par_chunks(STRETCH);
        let stretches = stretches.zip(self.last.par_chunks(STRETCH));
        let words_of = |(first, last): (&[i32], &[i32])| {
            if is_certain {
                // What ends in the span also begins before its end, unless it is undated.
                words(first, last, |first, last| {
                    u8::from(first >= from) & u8::from(last <= to) & u8::from(first <= to)
                })
            } else {
                words(first, last, |first, last| {
                    u8::from(first <= to) & u8::from(last >= from)
                })
            }
        };
        let words = if self.first.len() <= STRETCH {
            words_of((&self.first, &self.last))
        } else {
            stretches.map(words_of).collect::<Vec<_>>().concat()
        };
        Bits::from_words(self.first.len(), words)
    }

    pub(super) fn heap_bytes(&self) -> usize {
        size_of_val(&*self.first) + size_of_val(&*self.last)
    }
}

fn outermost(when: Option<&When>) -> (i32, i32) {
    let span = when
        .and_then(|when| when.bounds)
        .map(|bounds| bounds.span());
    span.map_or(UNDATED, |span| (number(span.first), number(span.last)))
}

/// Days are counted in 32 bits.
pub(super) fn number(day: crate::model::Day) -> i32 {
    i32::try_from(day.number()).unwrap_or(i32::MAX)
}

/// The answers, each 0 or 1, 64 to a word. Answers that are numbers are found many at once.
fn words(first: &[i32], last: &[i32], is_in: impl Fn(i32, i32) -> u8) -> Vec<u64> {
    let (first, first_rest) = first.as_chunks::<64>();
    let (last, last_rest) = last.as_chunks::<64>();
    let mut words = Vec::with_capacity(first.len() + 1);
    let whole = first.iter().zip(last).map(|(first, last)| {
        let mut answers = [0_u8; 64];
        for (answer, (first, last)) in answers.iter_mut().zip(first.iter().zip(last)) {
            *answer = is_in(*first, *last);
        }
        packed(&answers)
    });
    words.extend(whole);
    let rest = first_rest.iter().zip(last_rest).enumerate();
    let rest = rest.map(|(bit, (first, last))| u64::from(is_in(*first, *last)) << bit);
    words.push(rest.sum());
    words
}

/// The lowest bits of 64 bytes in their order.
fn packed(bytes: &[u8; 64]) -> u64 {
    // Moves the lowest bit of each byte to its place in the highest byte; none meet on the way.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let (eights, _) = bytes.as_chunks::<8>();
    let word = eights.iter().enumerate().map(|(at, eight)| {
        let gathered = u64::from_le_bytes(*eight).wrapping_mul(GATHER) >> 56;
        gathered << (8 * at)
    });
    word.sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::Presence;

    const TIMES: [Option<&str>; 8] = [
        None,
        Some("2015-10-05"),
        Some("2015-10"),
        Some("2015-09-22/2015-10-17"),
        Some("2014/.."),
        Some("[..2015-09-30]"),
        Some("../2015-10-31"),
        Some("2016"),
    ];

    proptest! {
        #[test]
        fn a_span_holds_what_each_time_says_of_itself(
            picked in proptest::collection::vec(0..TIMES.len(), 0..300),
            first in 16_600..17_000_i64, length in 0..400_i64, is_certain: bool,
        ) {
            let times = TIMES.map(|edtf| edtf.map(|edtf| When::from_edtf(edtf).expect("a date")));
            let day = |number| crate::model::Day::from_number(number).expect("a day");
            for span in [
                DaySpan { first: day(first), last: day(first + length) },
                DaySpan { first: crate::model::Day::MIN, last: day(first) },
                DaySpan::ALL,
            ] {
                let mut days = Days::with_capacity(picked.len());
                for time in &picked {
                    days.push(times[*time].as_ref());
                }
                let within = days.within(span, is_certain);
                for (at, time) in picked.iter().enumerate() {
                    let presence = times[*time].as_ref().and_then(|when| when.presence_in(span));
                    let expected = match presence {
                        Some(Presence::Certainly) => true,
                        Some(Presence::Possibly) => !is_certain,
                        Some(Presence::Not) | None => false,
                    };
                    prop_assert_eq!(within.contains(at), expected, "{:?}", TIMES[*time]);
                }
                prop_assert_eq!(within.len(), picked.len());
            }
        }
    }
}
