//! One project in the many spellings that people give it: on one line or on many, with commas or
//! without, fields in any order, raw strings, records without names, and comments everywhere. Each
//! comment tells what it belongs to: `// 17@events/e1/claims/0 …`.

use super::Dice;
use crate::model::{Project, Records};
use crate::store::tree::{Node, Part};
use crate::store::write::{self, Layout, Written};

const UNNAMED: [&str; 13] = [
    "Kind",
    "Source",
    "Entity",
    "Event",
    "Relation",
    "Dismissed",
    "Link",
    "Paragraph",
    "Spelling",
    "Same",
    "Part",
    "Near",
    "Claim",
];

/// A record that nobody can read, to stand between the others.
const BROKEN: [&str; 3] = [
    "Event(id: \"x\", title: 5, /* claims: [ */)",
    "(new: \"field\")",
    "Relation()",
];

/// The text, and what of it could not be read.
pub(super) struct Scrambled {
    pub text: String,
    pub broken: Vec<&'static str>,
}

pub(super) struct Scrambler<'a, 'b> {
    pub dice: &'a mut Dice<'b>,
    /// Whether some records are broken.
    pub may_break: bool,
    pub has_comments: bool,
}

impl Scrambler<'_, '_> {
    pub(super) fn project(
        &mut self,
        title: &str,
        about: &[String],
        records: &Records,
    ) -> Scrambled {
        let project = Project::new(title.to_owned(), about.to_vec(), records.clone());
        let mut broken = Vec::new();
        let mut spelt = String::new();
        write::text(&mut spelt, title);
        let mut fields = vec![("title", spelt)];
        if !about.is_empty() || self.dice.chance(3) {
            let about = crate::store::spelt::Spelt::of_texts(about).expect("a list");
            fields.push(("about", self.value(about.whole().text(), "about", 4)));
        }
        let mut lists = vec![
            ("kinds", self.records(project.kinds(), "kinds", &mut broken)),
            (
                "sources",
                self.records(project.sources(), "sources", &mut broken),
            ),
            (
                "entities",
                self.records(project.entities(), "entities", &mut broken),
            ),
            (
                "events",
                self.records(project.events(), "events", &mut broken),
            ),
            (
                "relations",
                self.records(&project.relations, "relations", &mut broken),
            ),
            (
                "dismissed",
                self.records(&project.dismissed, "dismissed", &mut broken),
            ),
        ];
        if self.dice.chance(4) {
            let at = self.dice.below(lists.len());
            let list = lists.remove(at);
            lists.push(list);
        }
        lists.retain(|(_, list)| list != "[]" || self.dice.chance(3));
        fields.extend(lists);
        let parts: Vec<(String, String)> = fields
            .into_iter()
            .map(|(name, value)| (name.to_owned(), format!("{name}: {value}")))
            .collect();
        let schema = ("schema".to_owned(), "schema: 1".to_owned());
        let parts: Vec<_> = [schema].into_iter().chain(parts).collect();
        let inside = self.between(&parts, "", 0, ('(', ')'));
        let head = self
            .dice
            .one_of(&["#![enable(implicit_some)]\n", "", "// head\n"]);
        let end = self.dice.one_of(&["\n", "", "\n// end (\n"]);
        let name = self.dice.one_of(&["Project", ""]);
        let mut text = format!("{head}{name}{inside}{end}");
        if self.dice.chance(3) {
            text = text.replace('\n', "\r\n");
        }
        let mark = self.dice.one_of(&["", "", "\u{feff}"]);
        Scrambled {
            text: mark.to_owned() + &text,
            broken,
        }
    }

    fn records<T: Written>(
        &mut self,
        records: &[std::sync::Arc<T>],
        list: &str,
        broken: &mut Vec<&'static str>,
    ) -> String {
        let mut parts: Vec<(String, String)> = Vec::new();
        for (position, record) in records.iter().enumerate() {
            let mut spelt = String::new();
            record.write(&mut spelt, Layout::OneLine);
            let id = record.id().map_or(position.to_string(), str::to_owned);
            let path = format!("{list}/{id}");
            parts.push((path.clone(), self.value(&spelt, &path, 8)));
        }
        if self.may_break && self.dice.chance(4) {
            let at = self.dice.below(parts.len() + 1);
            let one = self.dice.one_of(&BROKEN);
            parts.insert(at, (format!("{list}/broken"), one.to_owned()));
            broken.push(one);
        }
        self.between(&parts, list, 4, ('[', ']'))
    }

    /// A value as Annals writes it, in another spelling.
    fn value(&mut self, spelt: &str, path: &str, indent: usize) -> String {
        let node = Node::parse(spelt, &(0..spelt.len())).expect("what we write is RON");
        self.node(spelt, &node, path, indent)
    }

    fn node(&mut self, text: &str, node: &Node, path: &str, indent: usize) -> String {
        let slice = &text[node.range.clone()];
        let Some(group) = &node.group else {
            return self.atom(slice);
        };
        let mut parts: Vec<(String, String)> = Vec::new();
        for (position, part) in group.parts.iter().enumerate() {
            let name = part.name(text).map(str::to_owned);
            let place = name.clone().unwrap_or(position.to_string());
            let path = format!("{path}/{place}");
            let value = self.part(text, part, &path, indent + 4);
            let spelt = match name {
                Some(name) if self.dice.chance(12) => format!("r#{name}: {value}"),
                Some(name) => format!("{name}: {value}"),
                None => value,
            };
            parts.push((path, spelt));
        }
        let name = group.name(text);
        if node.is_record() && self.dice.chance(3) {
            let by = self.dice.below(parts.len().max(1));
            parts.rotate_left(by);
        }
        if name == "Event"
            && node.is_record()
            && parts.iter().all(|(path, _)| !path.ends_with("/adopted"))
            && self.dice.chance(3)
        {
            parts.push((format!("{path}/adopted"), "adopted: []".to_owned()));
        }
        let brackets = if group.open == b'[' {
            ('[', ']')
        } else {
            ('(', ')')
        };
        let name = if node.is_record() && UNNAMED.contains(&name) && self.dice.chance(4) {
            ""
        } else {
            name
        };
        let is_tuple = brackets.0 == '(' && !node.is_record();
        if is_tuple || (brackets.0 == '[' && parts.is_empty()) {
            let inside: Vec<_> = parts.into_iter().map(|(_, spelt)| spelt).collect();
            return format!("{name}{}{}{}", brackets.0, inside.join(", "), brackets.1);
        }
        name.to_owned() + &self.between(&parts, path, indent, brackets)
    }

    fn part(&mut self, text: &str, part: &Part, path: &str, indent: usize) -> String {
        let value = self.node(text, &part.value, path, indent);
        let is_optional = part.name(text).is_some_and(|name| {
            name == "note" && !path.contains("adopted") && !path.starts_with("dismissed")
        });
        if is_optional && self.dice.chance(6) {
            format!("Some({value})")
        } else {
            value
        }
    }

    fn atom(&mut self, slice: &str) -> String {
        let inside = slice.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
        match inside {
            Some(inside) if !inside.contains('\\') && self.dice.chance(5) => {
                format!("r##\"{inside}\"##")
            }
            _ => slice.to_owned(),
        }
    }

    fn comment(&mut self, path: &str) -> String {
        let number = self.dice.next_number();
        let rest = self.dice.one_of(&["", " ), ] \"", " Event(", " *"]);
        format!("{number}@{path}@{rest}")
    }

    fn wants_comment(&mut self) -> bool {
        self.has_comments && self.dice.chance(5)
    }

    /// Parts between brackets, with what belongs to whom in its comments.
    fn between(
        &mut self,
        parts: &[(String, String)],
        path: &str,
        indent: usize,
        (open, close): (char, char),
    ) -> String {
        if parts.is_empty() && !self.dice.chance(4) {
            return format!("{open}{close}");
        }
        let is_root = path.is_empty();
        let is_one_line = if is_root {
            self.dice.chance(6)
        } else {
            self.dice.below(2) == 0
        };
        let last_comma = if parts.is_empty() {
            ""
        } else {
            self.dice.one_of(&["", ","])
        };
        if is_one_line {
            return self.on_one_line(parts, last_comma, (open, close));
        }
        let blanks = " ".repeat(indent);
        let mut text = open.to_string();
        if self.wants_comment() {
            text.extend([format!(" // {}", self.comment(&format!("{path}#own")))]);
        }
        text.push('\n');
        for (position, (own, spelt)) in parts.iter().enumerate() {
            if self.dice.chance(6) {
                text.push('\n');
            }
            if self.wants_comment() {
                text.extend([format!(
                    "{blanks}    // {}\n\n",
                    self.comment(&format!("{path}#free"))
                )]);
            }
            if self.wants_comment() {
                let mark = self.dice.one_of(&["    ", "", "\t"]);
                text.extend([format!("{blanks}{mark}// {}\n", self.comment(own))]);
            }
            let comma = if position + 1 < parts.len() {
                ","
            } else {
                last_comma
            };
            let far = if self.wants_comment() {
                format!(" /* {} */", self.comment(own))
            } else {
                String::new()
            };
            let behind = if self.wants_comment() {
                format!(" // {}", self.comment(own))
            } else {
                self.dice.one_of(&["", "", " "]).to_owned()
            };
            text.extend([format!("{blanks}    {spelt}{far}{comma}{behind}\n")]);
        }
        if self.wants_comment() {
            text.extend([format!(
                "\n{blanks}    // {}\n",
                self.comment(&format!("{path}#end"))
            )]);
        }
        let close_at = if self.dice.chance(5) { "" } else { &blanks };
        format!("{text}{close_at}{close}")
    }

    fn on_one_line(
        &mut self,
        parts: &[(String, String)],
        last_comma: &str,
        (open, close): (char, char),
    ) -> String {
        let gap = self.dice.one_of(&[" ", "", " "]);
        let mut text = open.to_string();
        for (position, (path, spelt)) in parts.iter().enumerate() {
            if position > 0 {
                text += gap;
                if self.wants_comment() {
                    text.extend([format!("/* {} */ ", self.comment(path))]);
                }
            }
            text += spelt;
            if self.wants_comment() {
                text.extend([format!(" /* {} */", self.comment(path))]);
            }
            text += if position + 1 < parts.len() {
                ","
            } else {
                last_comma
            };
        }
        text.push(close);
        text
    }
}
