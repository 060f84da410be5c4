//! Grades after the Admiralty system (NATO STANAG 2511), as analysts write them: a letter for how
//! reliable the source of a statement is, a digit for how credible the statement. The two are judged
//! apart and never combined; `F` and `6` say that it cannot be judged.

use std::fmt;

/// `B2`: given by the curator to one claim. Optional, and never computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Grade {
    pub reliability: Reliability,
    pub credibility: Credibility,
}

/// Of the one who makes the statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reliability {
    A,
    B,
    C,
    D,
    E,
    F,
}

/// Of the statement itself. [`Credibility::One`] means that other, independent sources confirm it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Credibility {
    One,
    Two,
    Three,
    Four,
    Five,
    Six,
}

impl Grade {
    /// From a capital letter `A` to `F` and a digit `1` to `6`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut chars = text.chars();
        let (letter, digit) = (chars.next()?, chars.next()?);
        if chars.next().is_some() {
            return None;
        }
        let reliability = match letter {
            'A' => Reliability::A,
            'B' => Reliability::B,
            'C' => Reliability::C,
            'D' => Reliability::D,
            'E' => Reliability::E,
            'F' => Reliability::F,
            _ => return None,
        };
        let credibility = match digit {
            '1' => Credibility::One,
            '2' => Credibility::Two,
            '3' => Credibility::Three,
            '4' => Credibility::Four,
            '5' => Credibility::Five,
            '6' => Credibility::Six,
            _ => return None,
        };
        Some(Self {
            reliability,
            credibility,
        })
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letter = match self.reliability {
            Reliability::A => 'A',
            Reliability::B => 'B',
            Reliability::C => 'C',
            Reliability::D => 'D',
            Reliability::E => 'E',
            Reliability::F => 'F',
        };
        let digit = match self.credibility {
            Credibility::One => '1',
            Credibility::Two => '2',
            Credibility::Three => '3',
            Credibility::Four => '4',
            Credibility::Five => '5',
            Credibility::Six => '6',
        };
        write!(f, "{letter}{digit}")
    }
}

impl Reliability {
    pub fn phrase(self) -> &'static str {
        match self {
            Self::A => "reliable",
            Self::B => "usually reliable",
            Self::C => "fairly reliable",
            Self::D => "not usually reliable",
            Self::E => "unreliable",
            Self::F => "reliability cannot be judged",
        }
    }
}

impl Credibility {
    pub fn phrase(self) -> &'static str {
        match self {
            Self::One => "confirmed by others",
            Self::Two => "probably true",
            Self::Three => "possibly true",
            Self::Four => "doubtful",
            Self::Five => "improbable",
            Self::Six => "truth cannot be judged",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grade_is_a_letter_and_a_digit_and_reads_back() {
        for letter in 'A'..='F' {
            for digit in '1'..='6' {
                let text = format!("{letter}{digit}");
                let grade = Grade::parse(&text).expect("well formed");
                assert_eq!(grade.to_string(), text);
            }
        }
        for bad in ["", "A", "1", "A0", "A7", "G1", "a1", "A1 ", "A12", "1A"] {
            assert_eq!(Grade::parse(bad), None, "{bad}");
        }
    }
}
