//! Turkish points in time: `Kasım'da`, `geçen Cuma günü`, `2014'ün başında`, `1990'larda`.

use super::{about, amount, ending};
use crate::evidence::dating::cursor::Cursor;
use crate::evidence::dating::dates;
use crate::evidence::dating::english::{century, decade_or_century};
use crate::evidence::dating::syntax::{Amount, Part, Point, Slice, Unit, Which, Year};
use crate::evidence::dating::vocabulary::{self, Case};

/// A point and its case, be it on the point itself or on the noun behind: `Kasım'da`, `Kasım ayında`.
pub(in crate::evidence::dating) fn point(cursor: &mut Cursor<'_>) -> Option<(Point, Case)> {
    cursor.attempt(|cursor| {
        about(cursor);
        let (whole, case) = cursor.first(&[named_day, ago, plain_point])?;
        let part = match case {
            Case::Of | Case::Plain => cursor.attempt(part),
            _ => None,
        };
        Some(match part {
            Some((part, case)) => (Point::Part(part, Box::new(whole)), case),
            None => (whole, case),
        })
    })
}

/// `dün`, `dün gece`, `bu sabah`, `evvelsi gün`.
fn named_day(cursor: &mut Cursor<'_>) -> Option<(Point, Case)> {
    const NIGHTS: &[&str] = &["gece", "gecesi"];
    const PARTS: &[&str] = &[
        "sabah",
        "sabahi",
        "aksam",
        "aksami",
        "ogle",
        "ogleden sonra",
    ];
    let days = [
        ("evvelsi gun", -2),
        ("evvelki gun", -2),
        ("onceki gun", -2),
        ("dun", -1),
        ("bugun", 0),
        ("yarin", 1),
        ("obur gun", 2),
    ];
    let named = days.into_iter().find(|(words, _)| cursor.words(words));
    let Some((_, offset)) = named else {
        cursor.need(&["bu"])?;
        if cursor.any(NIGHTS) {
            return Some((Point::Night(Box::new(Point::Day(0))), Case::Plain));
        }
        cursor.need(PARTS)?;
        return Some((Point::Day(0), Case::Plain));
    };
    let day = Point::Day(offset);
    if cursor.any(NIGHTS) {
        return Some((Point::Night(Box::new(day)), Case::Plain));
    }
    cursor.any(PARTS);
    Some((day, ending(cursor)?))
}

/// `iki hafta önce`.
fn ago(cursor: &mut Cursor<'_>) -> Option<(Point, Case)> {
    let amount = amount(cursor)?;
    let is_half_more = cursor.words("bucuk");
    let mut unit = cursor.word_as(vocabulary::turkish_unit)?;
    let amount = match (is_half_more, unit, amount.vague) {
        (false, ..) => amount,
        (true, Unit::Year, None) => {
            unit = Unit::Month;
            Amount::exactly(12 * amount.most + 6)
        }
        _ => return None,
    };
    if cursor.words("kadar") {
        cursor.is_approximate = true;
    }
    cursor.need(&["once", "evvel"])?;
    Some((Point::Ago(amount, unit), Case::Plain))
}

/// `başında`, `ortasında`, `sonunda`; `ilk çeyreğinde`, `ikinci yarısında`.
fn part(cursor: &mut Cursor<'_>) -> Option<(Part, Case)> {
    let third = cursor.word_as(|word| match word {
        "bas" | "baslar" => Some(Part::Early),
        "orta" | "ortalar" => Some(Part::Middle),
        "son" | "sonlar" => Some(Part::Late),
        _ => None,
    });
    let part = match third {
        // `2014 son` is not `2014 sonu`.
        Some(_) if !cursor.has_tail() => return None,
        Some(part) => part,
        None => {
            let ordinals = [
                ("ilk", 1),
                ("birinci", 1),
                ("ikinci", 2),
                ("ucuncu", 3),
                ("dorduncu", 4),
            ];
            let (_, number) = ordinals.into_iter().find(|(word, _)| cursor.words(word))?;
            if cursor.words("ceyrek") {
                Part::Quarter(number)
            } else {
                cursor.need(&["yari"])?;
                (number <= 2).then_some(Part::Half(number))?
            }
        }
    };
    Some((part, ending(cursor)?))
}

fn which(cursor: &mut Cursor<'_>) -> Option<Which> {
    let words: [(&[&str], Which); 3] = [
        (&["gecen", "gectigimiz"], Which::Last),
        (&["gelecek", "onumuzdeki"], Which::Next),
        (&["bu"], Which::This),
    ];
    let found = words.into_iter().find(|(words, _)| cursor.any(words));
    found.map(|(_, which)| which)
}

fn plain_point(cursor: &mut Cursor<'_>) -> Option<(Point, Case)> {
    cursor.first(&[
        day_of_this_month,
        day_of_named_month,
        with_year_before,
        stretch,
        chosen,
        |cursor| season(cursor, Year::Unsaid, Which::Unsaid),
        weekend,
        weekday,
        exact,
    ])
}

/// `ayın 13'ünde`.
fn day_of_this_month(cursor: &mut Cursor<'_>) -> Option<(Point, Case)> {
    cursor.any(&["bu"]);
    cursor.need(&["ay"])?;
    (ending(cursor)? == Case::Of).then_some(())?;
    let day = u32::try_from(cursor.number(1..=2)?).ok()?;
    let case = ending(cursor)?;
    Some((Point::DayOfMonth(day), case))
}

/// `Kasım'ın 13'ünde`, `Kasım ayının 13'ünde`.
fn day_of_named_month(cursor: &mut Cursor<'_>) -> Option<(Point, Case)> {
    let month = dates::month_name(cursor)?;
    (noun_ending(cursor, "ay")? == Case::Of).then_some(())?;
    let day = u32::try_from(cursor.number(1..=2)?).ok()?;
    cursor.has_tail().then_some(())?;
    let date = Point::Date {
        year: Year::Unsaid,
        month,
        day,
        weekday: None,
    };
    Some((date, ending(cursor)?))
}

/// `geçen hafta`, `bu ay`, `geçen Cuma`, `geçen Kasım'da`, `geçen yaz`.
fn chosen(cursor: &mut Cursor<'_>) -> Option<(Point, Case)> {
    let which = which(cursor)?;
    if let Some(unit) = cursor.word_as(vocabulary::turkish_unit) {
        let offset = match which {
            Which::Last => -1,
            Which::Next => 1,
            Which::This | Which::Unsaid => 0,
        };
        if unit == Unit::Week && cursor.words("son") {
            return Some((Point::Weekend(which), ending(cursor)?));
        }
        let case = ending(cursor)?;
        if unit == Unit::Week
            && case == Case::Plain
            && let Some(weekday) = dates::weekday(cursor)
        {
            let day = Point::WeekdayOfWeek(weekday, offset);
            return Some((day, noun_ending(cursor, "gun")?));
        }
        (unit >= Unit::Week).then_some(())?;
        let slice = Slice::Whole;
        return Some((
            Point::Calendar {
                unit,
                offset,
                slice,
            },
            case,
        ));
    }
    if let Some(weekday) = dates::weekday(cursor) {
        return Some((Point::Weekday(weekday, which), noun_ending(cursor, "gun")?));
    }
    if let Some(month) = dates::month_name(cursor) {
        let year = Year::Unsaid;
        let case = noun_ending(cursor, "ay")?;
        return Some((Point::Month { month, year, which }, case));
    }
    season(cursor, Year::Unsaid, which)
}

/// The ending of the word before or of the noun behind it.
fn noun_ending(cursor: &mut Cursor<'_>, noun: &str) -> Option<Case> {
    if cursor.words(noun) {
        // `Pazartesi gün` lacks the ending that would bind the two.
        cursor.has_tail().then_some(())?;
    }
    ending(cursor)
}

/// `2015 yazında`, `2015 Kasım'ında`, `2015 yılının Kasım ayında`, `geçen yıl Kasım'da`.
fn with_year_before(cursor: &mut Cursor<'_>) -> Option<(Point, Case)> {
    let year = if let Some(number) = dates::year_number(cursor) {
        let bound = |cursor: &mut Cursor<'_>| match noun_ending(cursor, "yil")? {
            Case::Plain | Case::Of => Some(()),
            _ => None,
        };
        bound(cursor)?;
        Year::Is(number)
    } else {
        let offset = match which(cursor)? {
            Which::Last => -1,
            Which::Next => 1,
            Which::This | Which::Unsaid => 0,
        };
        cursor.need(&["yil", "sene"])?;
        matches!(ending(cursor)?, Case::Plain | Case::Of).then_some(())?;
        Year::FromPublication(offset)
    };
    if let Some(found) = cursor.attempt(|cursor| season(cursor, year, Which::Unsaid)) {
        return Some(found);
    }
    let day = cursor.number(1..=2);
    let month = dates::month_name(cursor)?;
    if let Some(day) = day {
        let day = u32::try_from(day).ok()?;
        let weekday = None;
        let date = Point::Date {
            year,
            month,
            day,
            weekday,
        };
        return Some((date, noun_ending(cursor, "gun")?));
    }
    let which = Which::Unsaid;
    Some((
        Point::Month { month, year, which },
        noun_ending(cursor, "ay")?,
    ))
}

/// `yaz`, `yazın`, `yaz aylarında` is left alone.
fn season(cursor: &mut Cursor<'_>, year: Year, which: Which) -> Option<(Point, Case)> {
    let season = cursor.word_as(vocabulary::season)?;
    let case = ending(cursor)?;
    Some((
        Point::Season {
            season,
            year,
            which,
        },
        case,
    ))
}

/// `hafta sonu`; with `geçen` or `bu` it is one of [`chosen`].
fn weekend(cursor: &mut Cursor<'_>) -> Option<(Point, Case)> {
    cursor.need(&["hafta son"])?;
    cursor.has_tail().then_some(())?;
    Some((Point::Weekend(Which::Unsaid), ending(cursor)?))
}

fn weekday(cursor: &mut Cursor<'_>) -> Option<(Point, Case)> {
    let weekday = dates::weekday(cursor)?;
    let case = noun_ending(cursor, "gun")?;
    let part: &[&str] = &["sabahi", "aksami", "ogleden sonra"];
    let mut point = Point::Weekday(weekday, Which::Unsaid);
    if case == Case::Plain && cursor.any(&["gecesi", "gece"]) {
        point = Point::Night(Box::new(point));
    } else if case == Case::Plain {
        cursor.any(part);
    }
    Some((point, case))
}

/// `1990'larda`, `19. yüzyılda`.
fn stretch(cursor: &mut Cursor<'_>) -> Option<(Point, Case)> {
    let decade = cursor.attempt(|cursor| {
        let first = cursor.number(4..=4).filter(|first| first % 10 == 0)?;
        let case = cursor.tail_as(|tail| {
            let rest = tail
                .strip_prefix("lar")
                .or_else(|| tail.strip_prefix("ler"))?;
            if rest.is_empty() {
                Some(Case::Plain)
            } else {
                vocabulary::case(rest)
            }
        })?;
        if case == Case::Plain && cursor.words("yil") {
            return None;
        }
        Some((decade_or_century(first), case))
    });
    decade.or_else(|| {
        cursor.attempt(|cursor| {
            let number = cursor.number(1..=2).filter(|number| *number > 0)?;
            cursor.mark('.').then_some(())?;
            cursor.need(&["yuzyil"])?;
            Some((century(number), ending(cursor)?))
        })
    })
}

/// A date, month or year in full, with the noun that may follow it.
fn exact(cursor: &mut Cursor<'_>) -> Option<(Point, Case)> {
    let point = dates::exact(cursor)?;
    let noun = match point {
        Point::Year(_) => "yil",
        Point::Month { .. } => "ay",
        _ => "gun",
    };
    let case = noun_ending(cursor, noun)?;
    let is_day = matches!(point, Point::Date { .. }) && case == Case::Plain;
    if is_day && cursor.any(&["gecesi"]) {
        return Some((Point::Night(Box::new(point)), case));
    }
    if is_day {
        cursor.any(&["sabahi", "aksami"]);
    }
    Some((point, case))
}
