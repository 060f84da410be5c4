//! The words of both languages, folded as [`super::tokens`] folds: no capitals, no marks, one i.

use super::syntax::{Amount, Season, Unit};

/// Of every month its names; the first Turkish one is also a stem that endings hang on.
const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "ocak"],
    &["february", "feb", "subat"],
    &["march", "mar", "mart"],
    &["april", "apr", "nisan"],
    &["may", "mayis"],
    &["june", "jun", "haziran"],
    &["july", "jul", "temmuz"],
    &["august", "aug", "agustos"],
    &["september", "sept", "sep", "eylul"],
    &["october", "oct", "ekim"],
    &["november", "nov", "kasim"],
    &["december", "dec", "aralik"],
];

const WEEKDAYS: [&[&str]; 7] = [
    &["monday", "mon", "pazartesi"],
    &["tuesday", "tue", "tues", "sali"],
    &["wednesday", "wed", "carsamba"],
    &["thursday", "thu", "thur", "thurs", "persembe"],
    &["friday", "fri", "cuma"],
    &["saturday", "sat", "cumartesi"],
    &["sunday", "sun", "pazar"],
];

/// Turkish words that endings hang on without an apostrophe, the longer of two alike first.
const STEMS: &[&str] = &[
    "ocak",
    "subat",
    "mart",
    "nisan",
    "mayis",
    "haziran",
    "temmuz",
    "agustos",
    "eylul",
    "ekim",
    "kasim",
    "aralik",
    "pazartesi",
    "sali",
    "carsamba",
    "persembe",
    "cumartesi",
    "cuma",
    "pazar",
    "ilkbahar",
    "sonbahar",
    "bahar",
    "yaz",
    "guz",
    "kis",
    "yuzyil",
    "hafta",
    "sene",
    "saat",
    "yil",
    "gun",
    "ay",
    "dun",
    "bugun",
    "yarin",
    "ceyrek",
    "yari",
    "bas",
    "baslar",
    "son",
    "sonlar",
    "orta",
    "ortalar",
];

/// What a Turkish ending does with its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// No ending, or one that only binds the word to its neighbour.
    Plain,
    /// In, at.
    In,
    From,
    To,
    Of,
    /// "For so long": `yıldır`.
    For,
}

pub(super) fn case(ending: &str) -> Option<Case> {
    Some(match ending {
        "i" | "u" | "si" | "su" => Case::Plain,
        "da" | "de" | "ta" | "te" | "inda" | "inde" | "unda" | "unde" | "sinda" | "sinde"
        | "nda" | "nde" => Case::In,
        "dan" | "den" | "tan" | "ten" | "indan" | "inden" | "undan" | "unden" | "sindan"
        | "sinden" | "ndan" | "nden" => Case::From,
        "a" | "e" | "ya" | "ye" | "na" | "ne" | "ina" | "ine" | "una" | "une" | "sina" | "sine" => {
            Case::To
        }
        "in" | "un" | "nin" | "nun" | "inin" | "unun" | "sinin" => Case::Of,
        "dir" | "dur" | "tir" | "tur" => Case::For,
        _ => return None,
    })
}

/// A stem and the ending that hangs on it.
pub(super) fn turkish_ending(word: &str) -> Option<(&str, &str)> {
    if month(word).is_some() || weekday(word).is_some() || STEMS.contains(&word) {
        return None;
    }
    // `aralığı`, `çeyreği`: the stem's last letter softens before a vowel.
    for (soft, stem) in [("aralig", "aralik"), ("ceyreg", "ceyrek")] {
        if let Some(ending) = word
            .strip_prefix(soft)
            .filter(|ending| case(ending).is_some())
        {
            return Some((stem, ending));
        }
    }
    STEMS.iter().find_map(|stem| {
        let ending = word.strip_prefix(stem)?;
        case(ending).is_some().then_some((*stem, ending))
    })
}

fn position_from(table: &[&[&str]], word: &str, first: u32) -> Option<u32> {
    let position = table.iter().position(|names| names.contains(&word))?;
    Some(u32::try_from(position).ok()? + first)
}

/// 1 to 12.
pub(super) fn month(word: &str) -> Option<u32> {
    position_from(&MONTHS, word, 1)
}

/// Monday is 0.
pub(super) fn weekday(word: &str) -> Option<u32> {
    position_from(&WEEKDAYS, word, 0)
}

pub(super) fn weekday_name(weekday: u32) -> &'static str {
    const NAMES: [&str; 7] = [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ];
    let position = usize::try_from(weekday).ok();
    position
        .and_then(|position| NAMES.get(position))
        .copied()
        .unwrap_or("day")
}

pub(super) fn season(word: &str) -> Option<Season> {
    Some(match word {
        "spring" | "ilkbahar" | "bahar" => Season::Spring,
        "summer" | "yaz" => Season::Summer,
        "autumn" | "fall" | "sonbahar" | "guz" => Season::Autumn,
        "winter" | "kis" => Season::Winter,
        _ => return None,
    })
}

pub(super) fn season_name(season: Season) -> &'static str {
    match season {
        Season::Spring => "spring",
        Season::Summer => "summer",
        Season::Autumn => "autumn",
        Season::Winter => "winter",
    }
}

/// English, one or many.
pub(super) fn english_unit(word: &str) -> Option<Unit> {
    Some(match word {
        "hour" | "hours" => Unit::Hour,
        "day" | "days" => Unit::Day,
        "week" | "weeks" => Unit::Week,
        "month" | "months" => Unit::Month,
        "year" | "years" => Unit::Year,
        "decade" | "decades" => Unit::Decade,
        _ => return None,
    })
}

pub(super) fn turkish_unit(word: &str) -> Option<Unit> {
    Some(match word {
        "saat" => Unit::Hour,
        "gun" => Unit::Day,
        "hafta" => Unit::Week,
        "ay" => Unit::Month,
        "yil" | "sene" => Unit::Year,
        _ => return None,
    })
}

pub(super) fn unit_name(unit: Unit, count: i32) -> &'static str {
    match (unit, count == 1) {
        (Unit::Hour, true) => "hour",
        (Unit::Hour, false) => "hours",
        (Unit::Day, true) => "day",
        (Unit::Day, false) => "days",
        (Unit::Week, true) => "week",
        (Unit::Week, false) => "weeks",
        (Unit::Month, true) => "month",
        (Unit::Month, false) => "months",
        (Unit::Year, true) => "year",
        (Unit::Year, false) => "years",
        (Unit::Decade, true) => "decade",
        (Unit::Decade, false) => "decades",
    }
}

const ENGLISH_UNITS: [&str; 19] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TURKISH_UNITS: [&str; 9] = [
    "bir", "iki", "uc", "dort", "bes", "alti", "yedi", "sekiz", "dokuz",
];
const ENGLISH_TENS: [&str; 8] = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];
const TURKISH_TENS: [&str; 9] = [
    "on", "yirmi", "otuz", "kirk", "elli", "altmis", "yetmis", "seksen", "doksan",
];
const ENGLISH_ORDINALS: [&str; 20] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];

fn counted(table: &[&str], word: &str) -> Option<i32> {
    let position = table.iter().position(|name| *name == word)?;
    i32::try_from(position + 1).ok()
}

/// One to nineteen.
pub(super) fn english_number(word: &str) -> Option<i32> {
    counted(&ENGLISH_UNITS, word)
}

/// Twenty to ninety.
pub(super) fn english_tens(word: &str) -> Option<i32> {
    counted(&ENGLISH_TENS, word).map(|tens| (tens + 1) * 10)
}

/// First to twentieth.
pub(super) fn english_ordinal(word: &str) -> Option<i32> {
    counted(&ENGLISH_ORDINALS, word)
}

/// One to nine.
pub(super) fn turkish_number(word: &str) -> Option<i32> {
    counted(&TURKISH_UNITS, word)
}

/// Ten to ninety.
pub(super) fn turkish_tens(word: &str) -> Option<i32> {
    counted(&TURKISH_TENS, word).map(|tens| tens * 10)
}

/// "A few", and *birkaç*.
pub(super) const FEW: Amount = Amount {
    least: 2,
    most: 6,
    vague: Some("a few"),
};

/// "In recent weeks": as many as a few.
pub(super) const RECENT: Amount = Amount {
    vague: Some("recent"),
    ..FEW
};

pub(super) const SEVERAL: Amount = Amount {
    least: 3,
    most: 9,
    vague: Some("several"),
};

pub(super) const COUPLE: Amount = Amount {
    least: 2,
    most: 3,
    vague: Some("a couple"),
};

/// The ending of an ordinal number in digits.
pub(super) const ORDINAL_TAILS: &[&str] = &["st", "nd", "rd", "th"];
