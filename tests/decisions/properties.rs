//! For any project in any layout and any decision: only the decision's own bytes come or go, and its
//! inverse gives the file back.

use annals::edit::Decision;
use annals::model::{Dismissed, EventId, Item, LeadKind, Project, Value};
use annals::store::{Loaded, rewrite};
use proptest::prelude::*;

use crate::{adopt, guest, link, loaded};

/// A source of choices, made of bytes so that proptest can make it smaller.
struct Dice<'a>(std::iter::Cycle<std::slice::Iter<'a, u8>>);

impl Dice<'_> {
    fn below(&mut self, limit: usize) -> usize {
        usize::from(*self.0.next().expect("endless")) % limit
    }

    fn one_of<'b>(&mut self, choices: &[&'b str]) -> &'b str {
        choices[self.below(choices.len())]
    }

    /// A list in one of the layouts that people use; `indent` is its field's.
    fn list(&mut self, items: &[String], indent: &str) -> String {
        if items.is_empty() {
            return "[]".to_owned();
        }
        let last_comma = self.one_of(&["", ","]);
        if self.below(2) == 0 {
            let gap = self.one_of(&[", ", ",", ", /* ), */ "]);
            return format!("[{}{last_comma}]", items.join(gap));
        }
        let mut text = format!("[{}\n", self.one_of(&["", " // first ]", " /* ( */"]));
        for (position, item) in items.iter().enumerate() {
            let comma = if position + 1 < items.len() {
                ","
            } else {
                last_comma
            };
            let before = self.one_of(&["", "", "\n", "    // \"above\n"]);
            let behind = self.one_of(&["", "", " // behind, ]", " "]);
            text.extend([format!("{before}{indent}    {item}{comma}{behind}\n")]);
        }
        text + self.one_of(&["", "", "\n", "// last [\n"]) + indent + "]"
    }

    fn event(&mut self, id: usize) -> String {
        // Several can be adopted only of what several can have.
        let role = |n: usize| format!("Role(role: \"guest\", who: \"p{n}\")");
        let roles: Vec<String> = (0..3).map(role).collect();
        let n_adopted = self.below(3);
        let adopted: Vec<String> = (0..n_adopted)
            .map(|n| format!("Adopted(value: {}, note: \"why, [{n}]\")", role(n)))
            .collect();
        let is_one_line = self.below(2) == 0;
        let mut fields = vec![format!("id: \"e{id}\""), "kind: \"k\"".to_owned()];
        fields.push(format!("title: \"E {id}\""));
        let claim = format!(
            "Claim(speaker: \"s0\", status: Reports, says: \"x\", values: [{}])",
            roles.join(", ")
        );
        let indent = if is_one_line {
            "        "
        } else {
            "            "
        };
        fields.push(format!("claims: {}", self.list(&[claim], indent)));
        if n_adopted > 0 || self.below(2) == 0 {
            fields.push(format!("adopted: {}", self.list(&adopted, indent)));
        }
        if self.below(2) == 0 {
            fields.push("note: \"adopted: [\"".to_owned());
        }
        self.record("Event", &fields, is_one_line)
    }

    fn source(&mut self, id: usize) -> String {
        let n_links = self.below(3);
        let links: Vec<String> = (0..n_links)
            .map(|n| format!("Link(to: \"s{}\", how: Cites)", (id + n + 1) % 4))
            .collect();
        let is_one_line = self.below(2) == 0;
        let indent = if is_one_line {
            "        "
        } else {
            "            "
        };
        let mut fields = vec![format!("id: \"s{id}\""), format!("title: \"S {id}\"")];
        if n_links > 0 || self.below(2) == 0 {
            fields.push(format!("derives_from: {}", self.list(&links, indent)));
        }
        if self.below(2) == 0 {
            fields.push("paragraphs: []".to_owned());
        }
        self.record("Source", &fields, is_one_line)
    }

    fn record(&mut self, name: &str, fields: &[String], is_one_line: bool) -> String {
        let comma = self.one_of(&["", ","]);
        if is_one_line {
            return format!("{name}({}{comma})", fields.join(", "));
        }
        let gap = self.one_of(&[
            ",\n            ",
            ", // x, (\n            ",
            ",\n\n            ",
        ]);
        format!(
            "{name}(\n            {}{comma}\n        )",
            fields.join(gap)
        )
    }

    /// With the broken records that it holds.
    fn project(&mut self) -> (String, Vec<&'static str>) {
        let sources: Vec<String> = (0..4).map(|id| self.source(id)).collect();
        let mut events: Vec<String> = (0..3).map(|id| self.event(id)).collect();
        let broken = match self.below(4) {
            0 => vec!["Event(id: \"x\", title: 5, /* adopted: [ */)"],
            1 => vec!["Event(id: \"e1\", kind: 7, claims: [])", "Event()"],
            _ => Vec::new(),
        };
        for (at, broken) in broken.iter().enumerate() {
            events.insert(2 * at, (*broken).to_owned());
        }
        let n_dismissed = self.below(4);
        let leads: Vec<String> = (0..n_dismissed)
            .map(|n| {
                format!("Dismissed(lead: \"undated\", at: \"e{n}\", note: \"so \\\"{n}\\\"\")")
            })
            .collect();
        let mut text =
            "#![enable(implicit_some)]\nProject(\n    schema: 1,\n    title: \"A\",\n".to_owned();
        text.extend([format!("    sources: {},\n", self.list(&sources, "    "))]);
        if self.below(2) == 0 && n_dismissed > 0 {
            text.extend([format!("    dismissed: {},\n", self.list(&leads, "    "))]);
            text.extend([format!("    events: {}", self.list(&events, "    "))]);
        } else {
            text.extend([format!("    events: {},\n", self.list(&events, "    "))]);
            text.extend([format!("    dismissed: {}", self.list(&leads, "    "))]);
        }
        text += self.one_of(&[",\n)\n", "\n)", ", // end\n)", ")"]);
        let text = if self.below(3) == 0 {
            text.replace('\n', "\r\n")
        } else {
            text
        };
        let mark = self.one_of(&["", "", "\u{feff}"]);
        (mark.to_owned() + &text, broken)
    }

    /// One that this project allows.
    fn decision(&mut self, project: &Project) -> Decision {
        let event = &project.events()[self.below(project.events().len())];
        let at = event.id.as_str();
        match self.below(5) {
            0 if !project.dismissed.is_empty() => {
                Decision::Restore(self.below(project.dismissed.len()))
            }
            1 if !event.adopted.is_empty() => Decision::Unadopt {
                event: event.id.clone(),
                position: self.below(event.adopted.len()),
            },
            2 if event.adopted.len() < 3 => {
                let is_new = |value: &Value| event.adopted.iter().all(|it| it.value != *value);
                let all = ["p2", "p1", "p0"].map(guest);
                let value = all.into_iter().find(is_new).expect("one of three");
                adopt(at, value, "because")
            }
            3 => {
                let (from, to) = (self.below(4), 1 + self.below(3));
                link(&format!("s{from}"), &format!("s{}", (from + to) % 4))
            }
            _ => Decision::Dismiss(Dismissed {
                lead: LeadKind::Silence,
                at: at.to_owned(),
                about: Some("\u{202e}[".to_owned()),
                note: "a \"note\", )".to_owned(),
            }),
        }
    }
}

/// What takes an addition back, and whether there was a list before.
fn inverse(decision: &Decision, project: &Project) -> Option<Decision> {
    match decision {
        Decision::Dismiss(_) => Some(Decision::Restore(project.dismissed.len())),
        Decision::Adopt { event, .. } => Some(Decision::Unadopt {
            event: event.clone(),
            position: project.event(event)?.adopted.len(),
        }),
        Decision::Restore(_) | Decision::Unadopt { .. } | Decision::Link { .. } => None,
    }
}

/// Whether all of `part` stands in `whole`, in its order.
fn is_within(part: &[u8], whole: &[u8]) -> bool {
    let mut rest = whole.iter();
    part.iter().all(|byte| rest.any(|other| other == byte))
}

/// Whether the event has the field `adopted`; notes say `"adopted: ["` too.
fn has_list(text: &str, event: &EventId) -> bool {
    let loaded = loaded(text);
    let span = loaded.span(&Item::Event(event.clone())).cloned();
    let record = &loaded.text[span.expect("it is there")];
    record.matches("adopted: [").count() > record.matches("adopted: [\"").count()
}

fn comments(text: &str) -> usize {
    text.matches("//").count() + text.matches("/*").count()
}

fn carried_out(text: &str, decision: &Decision) -> Result<String, TestCaseError> {
    let loaded = loaded(text);
    let meant = decision.apply(&loaded.project);
    let meant = meant.map_err(|it| TestCaseError::fail(it.message))?;
    let rewritten = rewrite(&loaded, &meant);
    let rewritten = rewritten
        .map_err(|it| TestCaseError::fail(format!("{} {decision:?}\n{text}", it.message)))?;
    let after = String::from_utf8(rewritten.bytes().to_vec()).expect("text");
    // Read back only where it differs, it is as if read anew.
    prop_assert_eq!(
        contents(&rewritten.loaded),
        contents(&crate::loaded(&after))
    );
    Ok(after)
}

fn contents(loaded: &Loaded) -> String {
    let (project, spans) = (&loaded.project, &loaded.spans);
    let lists = (project.kinds(), project.sources(), project.entities());
    let others = (project.events(), &project.relations, &project.dismissed);
    format!("{lists:#?}{others:#?}{spans:#?}{:#?}", loaded.diagnostics)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1_000) })]

    #[test]
    fn a_decision_adds_or_takes_only_its_own_bytes_and_can_be_taken_back(
        throws in prop::collection::vec(any::<u8>(), 1..120),
    ) {
        let mut dice = Dice(throws.iter().cycle());
        let (text, broken) = dice.project();
        let project = loaded(&text).project;
        let decision = dice.decision(&project);
        let after = carried_out(&text, &decision)?;
        let (shorter, longer) = match decision {
            Decision::Restore(_) | Decision::Unadopt { .. } => (&after, &text),
            _ => (&text, &after),
        };
        prop_assert!(is_within(shorter.as_bytes(), longer.as_bytes()), "{text}\n{after}");
        // What is taken back takes the comment above it and the one behind it along; all else stays.
        let taken = comments(&text) - comments(&after);
        let is_taken_back = matches!(decision, Decision::Restore(_) | Decision::Unadopt { .. });
        prop_assert!(taken == 0 || is_taken_back && taken <= 2, "{taken}: {text}\n{after}");
        for broken in broken {
            prop_assert!(after.contains(broken), "{after}");
        }
        prop_assert_eq!(text.contains("\r\n"), after.contains("\r\n"));
        let is_mixed = after.replace("\r\n", "").contains('\n') && after.contains("\r\n");
        prop_assert!(!is_mixed, "{after:?}");
        if let Some(inverse) = inverse(&decision, &project) {
            let back = carried_out(&after, &inverse)?;
            let had_list = match &decision {
                Decision::Adopt { event, .. } => has_list(&text, event),
                _ => true,
            };
            prop_assert!(back == text || !had_list, "{text}\n{after}\n{back}");
            // And then once more: from here on nothing moves.
            let again = carried_out(&back, &decision)?;
            prop_assert_eq!(again, after);
        }
    }
}

#[test]
fn the_bundled_case_takes_a_decision_about_each_of_its_records_and_gives_it_back() {
    let text = crate::undecided_case();
    let text = text.as_str();
    let project = loaded(text).project;
    for event in project.events() {
        let decision = crate::dismiss(event.id.as_str(), "looked at");
        let after = carried_out(text, &decision).expect("written");
        assert!(
            after.ends_with("looked at\"),\n    ],\n)\n"),
            "{}",
            event.id
        );
        let value = event.claims.iter().flat_map(|claim| &claim.values).next();
        let Some(value) = value else { continue };
        let decision = adopt(event.id.as_str(), value.clone(), "looked at");
        let after = carried_out(text, &decision).expect("written");
        assert!(is_within(text.as_bytes(), after.as_bytes()));
        assert!(
            (2..=4).contains(&(after.lines().count() - text.lines().count()))
                || after.lines().count() == text.lines().count()
        );
    }
    for source in project.sources() {
        let other = project
            .sources()
            .iter()
            .rev()
            .find(|other| other.id != source.id);
        let decision = link(source.id.as_str(), other.expect("several").id.as_str());
        let after = carried_out(text, &decision).expect("written");
        assert!(is_within(text.as_bytes(), after.as_bytes()));
    }
}
