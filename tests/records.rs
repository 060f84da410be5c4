//! The cutting of project files, against the `ron` crate as the judge: what it accepts as a whole is
//! accepted record by record and means the same; what it does not is cut without losing a byte.

#![expect(
    clippy::expect_used,
    reason = "a test that cannot run says so by failing"
)]

use annals::store::records::{Cut, List, Piece, cut};
use annals::store::schema::{parse, v1};
use annals::store::{Progress, read};
use proptest::prelude::*;

/// A source of choices, made of bytes so that proptest can make it smaller.
struct Dice<'a> {
    throws: std::iter::Cycle<std::slice::Iter<'a, u8>>,
}

impl<'a> Dice<'a> {
    fn new(throws: &'a [u8]) -> Self {
        Self {
            throws: throws.iter().cycle(),
        }
    }

    fn one_of<'b>(&mut self, choices: &[&'b str]) -> &'b str {
        choices[self.below(choices.len())]
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::from(*self.throws.next().expect("endless")) % limit
    }
}

/// What may stand between any two tokens.
const GAPS: [&str; 9] = [
    "",
    "",
    " ",
    "\n",
    "\n        ",
    "\r\n\t",
    "/* ( \" */",
    "/* a /* [ */ ' */",
    " // ) \" ]\n",
];

/// What texts say: everything that could be taken for something else.
const TEXTS: [&str; 9] = [
    "a",
    "Dündar",
    "(",
    "\"]",
    "\n        Event(\n",
    "\\",
    "*/",
    "'",
    "\n    events: [",
];

struct Writer<'a> {
    dice: Dice<'a>,
    text: String,
}

impl Writer<'_> {
    /// Tokens with something between them; `%` stands for a text, `?` for one in another spelling.
    fn put(&mut self, tokens: &[&str]) {
        for token in tokens {
            self.text += self.dice.one_of(&GAPS);
            match *token {
                "%" => {
                    let text = self.any_text();
                    self.text += &text;
                }
                token => self.text += token,
            }
        }
    }

    fn any_text(&mut self) -> String {
        let said: String = (0..self.dice.below(4))
            .map(|_| self.dice.one_of(&TEXTS))
            .collect();
        match self.dice.below(3) {
            0 => format!("r##\"{said}\"##"),
            1 => format!("{said:?}"),
            _ => format!("\"{}\"", said.replace('\\', "\\\\").replace('"', "\\\"")),
        }
    }

    fn records(&mut self, list: &str, one: fn(&mut Self)) {
        self.put(&[list, ":", "["]);
        let count = self.dice.below(4);
        for number in 0..count {
            one(self);
            if number + 1 < count || self.dice.below(2) == 0 {
                self.put(&[","]);
            }
        }
        self.put(&["]", ","]);
    }
}

/// A project that `ron` accepts, in an odd spelling.
fn project(throws: &[u8]) -> String {
    let mut writer = Writer {
        dice: Dice::new(throws),
        text: String::new(),
    };
    if writer.dice.below(2) == 0 {
        writer.text += "#![enable(implicit_some)]";
    }
    if writer.dice.below(4) > 0 {
        writer.put(&["Project"]);
    }
    writer.put(&["(", "schema", ":", "1", ",", "title", ":", "%", ","]);
    writer.put(&["about", ":", "[", "%", ",", "%", "]", ","]);
    writer.records("kinds", |w| {
        w.put(&["Kind", "(", "id", ":", "%", ",", "label", ":", "%", ","]);
        w.put(&["icon", ":", "Dot", ",", "colour", ":", "Sky", ")"]);
    });
    writer.records("entities", |w| {
        w.put(&[
            "(", "id", ":", "%", ",", "name", ":", "%", ",", "kind", ":", "Person", ",",
        ]);
        w.put(&[
            "note",
            ":",
            "Some",
            "(",
            "%",
            ")",
            ",",
            "spellings",
            ":",
            "[",
        ]);
        w.put(&["Spelling", "(", "text", ":", "%", ")", "]", ",", ")"]);
    });
    writer.records("events", |w| {
        w.put(&[
            "Event", "(", "kind", ":", "%", ",", "r#id", ":", "%", ",", "title", ":", "%", ",",
        ]);
        w.put(&[
            "when", ":", "When", "(", "words", ":", "%", ",", "basis", ":", "Event",
        ]);
        w.put(&[
            "(",
            "%",
            ",",
            "WithinDays",
            "(",
            "14",
            ")",
            ")",
            ")",
            ",",
            "summary",
            ":",
            "%",
        ]);
        w.put(&[
            ",", "note", ":", "None", ",", "claims", ":", "[", "Claim", "(", "speaker", ":",
        ]);
        w.put(&[
            "%", ",", "status", ":", "Denies", ",", "says", ":", "%", ",", "values", ":", "[",
        ]);
        w.put(&[
            "Number", "(", "value", ":", "-1.5e3", ",", "of", ":", "%", ")", "]", ")", "]",
        ]);
        w.put(&[")"]);
    });
    writer.put(&[")", ""]);
    writer.text
}

/// The project, put together from records that were parsed one by one; nothing if anything is wrong.
fn by_records(text: &str, cut: &Cut) -> Option<v1::Project<'static>> {
    if !cut.faults.is_empty() {
        return None;
    }
    let mut project = v1::Project {
        schema: 0,
        title: "".into(),
        about: v1::Prose::default(),
        kinds: Vec::new(),
        sources: Vec::new(),
        entities: Vec::new(),
        events: Vec::new(),
        relations: Vec::new(),
        dismissed: Vec::new(),
    };
    let mut seen = Vec::new();
    for field in &cut.fields {
        let (name, value) = (&text[field.name.clone()], &text[field.value.clone()]);
        let name = name.strip_prefix("r#").unwrap_or(name);
        if seen.contains(&name) {
            return None;
        }
        seen.push(name);
        match name {
            "schema" => project.schema = parse(value).ok()?,
            "title" => project.title = parse(value).ok()?,
            "about" => project.about = parse(value).ok()?,
            name if List::ALL.iter().any(|list| list.field() == name) => {}
            _ => return None,
        }
    }
    for record in &cut.records {
        let slice = &text[record.range.clone()];
        match record.list {
            _ if record.fault.is_some() => return None,
            List::Kinds => project.kinds.push(parse(slice).ok()?),
            List::Sources => project.sources.push(parse(slice).ok()?),
            List::Entities => project.entities.push(parse(slice).ok()?),
            List::Events => project.events.push(parse(slice).ok()?),
            List::Relations => project.relations.push(parse(slice).ok()?),
            List::Dismissed => project.dismissed.push(parse(slice).ok()?),
        }
    }
    Some(project)
}

/// Cuts `text` and checks all that must hold whatever it is; gives the cut, if it is one.
fn check_cut(text: &str) -> Result<Option<Cut>, TestCaseError> {
    let Ok(cut) = cut(text) else { return Ok(None) };
    let mut joined = String::new();
    for piece in cut.pieces(text.len()) {
        let range = match piece {
            Piece::Between(range) => range,
            Piece::Record(position) => cut.records[position].range.clone(),
        };
        let slice = text.get(range.clone());
        prop_assert!(slice.is_some(), "{range:?} is no part of the text");
        joined += slice.unwrap_or_default();
    }
    prop_assert_eq!(&joined, text, "cut and joined, the text is the same");
    prop_assert!(
        cut.walked_bytes <= 8 * text.len() + 64,
        "{} bytes walked for {}",
        cut.walked_bytes,
        text.len()
    );
    Ok(Some(cut))
}

/// `text` with some of its characters replaced by, or followed by, characters that matter.
fn mutated(text: &str, mutations: &[(u16, u8)]) -> String {
    const MARKS: [&str; 16] = [
        "", "\"", "(", ")", "[", "]", "{", "}", ",", ":", "\\", "/*", "//", "\n", "r#\"", "'",
    ];
    let mut chars: Vec<String> = text.chars().map(String::from).collect();
    for (at, mark) in mutations {
        let at = usize::from(*at) % chars.len();
        let mark = usize::from(*mark);
        let new = MARKS[mark % MARKS.len()];
        if mark < 128 {
            new.clone_into(&mut chars[at]);
        } else {
            chars[at] += new;
        }
    }
    chars.concat()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_ron_accepts_as_a_whole_means_the_same_record_by_record(
        throws in prop::collection::vec(any::<u8>(), 1..200),
    ) {
        let text = project(&throws);
        let whole: v1::Project = parse(&text).expect("the generated project is accepted");
        let cut = check_cut(&text)?.expect("and can be cut");
        prop_assert_eq!(by_records(&text, &cut), Some(whole), "{}", text);
    }

    #[test]
    fn a_project_with_mistakes_is_cut_as_ron_would_or_told_to_be_wrong(
        throws in prop::collection::vec(any::<u8>(), 1..200),
        mutations in prop::collection::vec(any::<(u16, u8)>(), 1..6),
    ) {
        let text = mutated(&project(&throws), &mutations);
        let found = check_cut(&text)?.and_then(|cut| by_records(&text, &cut));
        // A required field may be missing: that is for the reader to tell, not for the cut.
        if let Ok(whole) = parse::<v1::Project>(&text) {
            prop_assert_eq!(found, Some(whole), "{}", text);
        }
    }

    #[test]
    fn a_broken_project_is_never_taken_for_a_sound_one(
        throws in prop::collection::vec(any::<u8>(), 1..200),
        mutations in prop::collection::vec(any::<(u16, u8)>(), 1..6),
    ) {
        let text = mutated(&project(&throws), &mutations);
        let is_sound = parse::<v1::Project>(&text).is_ok();
        let is_told = match read(text.as_bytes(), &Progress::new()) {
            Ok(loaded) => loaded.diagnostics.iter().any(annals::diag::Diagnostic::is_error),
            Err(_) => true,
        };
        prop_assert!(is_sound || is_told, "{}", text);
    }

    #[test]
    fn any_text_is_cut_without_losing_a_byte(
        start in prop::sample::select(vec!["", "(", "Project(events: [", "Project(\n a: 1,\n events: [\n  "]),
        parts in prop::collection::vec(prop::sample::select(vec![
            "(", ")", "[", "]", "{", "}", ",", ":", "\"", "\\", "'", "r#\"", "\"#", "/*", "*/", "//",
            "\n", "\n  ", "\n ", " ", "Event", "Event(", "events: [", "id", "1", "ü", "\u{2028}", "#",
        ]), 0..80),
    ) {
        check_cut(&(start.to_owned() + &parts.concat()))?;
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let told = read(&bytes, &Progress::new());
        prop_assert!(told.is_err() || bytes.contains(&b'('));
    }
}

#[test]
fn the_work_grows_with_the_text_and_not_with_its_square() {
    let head = "Project(\n    events: [\n";
    let records = [
        "        Event(id: \"a\", \n",
        "        Event(id: \"a, \n",
        "        Event(id: \"a\")),\n",
        "        Event(id: \"a\"]),\n",
        "        /* Event(id: \"a\"),\n",
        "        r##\"\"#\"#,\n",
        "        Event(id: \"a\"), Event(id: [",
        "Event(),",
        "(",
        "events: [",
        "\n        ",
        "\"\n",
    ];
    for record in records {
        for count in [1, 10, 1_000, 20_000] {
            let text = format!("{head}{}", record.repeat(count));
            let cut = cut(&text).expect("it begins as a project");
            let limit = 8 * text.len() + 64;
            assert!(
                cut.walked_bytes <= limit,
                "{record:?} × {count}: {}",
                cut.walked_bytes
            );
        }
    }
}
