//! Fields that the project has and its text has not yet.

use std::collections::BTreeSet;

use super::super::around::{List as Listed, default_unit};
use super::super::arrange::{Piece, Place, arrange};
use super::super::revise::stretches;
use super::super::scan::{TokenKind, Tokens};
use super::super::spelt::{Neighbours, Spelt};
use super::super::write::place_for;
use super::Writer;

/// How a new field of the project is written where it will stand.
pub(super) type Spell<'a> = Box<dyn Fn(&Place) -> String + 'a>;

impl<'a> Writer<'a> {
    pub(super) fn new_field(
        &mut self,
        name: &'static str,
        spell: impl Fn(&Place) -> String + 'a,
    ) -> Option<()> {
        let there: Vec<&str> = self
            .cut
            .fields
            .iter()
            .map(|field| self.name(field))
            .collect();
        // There is one that could not be understood.
        if there.contains(&name) {
            return None;
        }
        let at = place_for("Project", &there, name);
        let fields = self.new_fields.entry(at).or_default();
        fields.push(Box::new(spell));
        Some(())
    }

    pub(super) fn put_fields(&mut self) -> Option<()> {
        if self.new_fields.is_empty() {
            return Some(());
        }
        let fields = self.cut.fields.iter();
        let items: Vec<_> = fields.map(|it| it.name.start..it.value.end).collect();
        let list = Listed {
            text: self.text,
            open: self.opening()?,
            close: self.closing(),
            items: &items,
            field: None,
        };
        let put = std::mem::take(&mut self.new_fields);
        let stretches = stretches(BTreeSet::new(), put);
        arrange(
            &list,
            stretches,
            &mut self.edits.splices,
            &mut |spell, place| Some(Piece::new(spell(place))),
        )
    }

    /// Behind the bracket that opens the project.
    fn opening(&self) -> Option<usize> {
        let mut tokens = Tokens::new(self.text.as_bytes(), self.cut.start, self.text.len());
        loop {
            let token = tokens.next_token().ok()??;
            if token.kind == TokenKind::Open(b'(') {
                return Some(token.end);
            }
        }
    }

    /// The bracket that closes the project, or the end of the text.
    fn closing(&self) -> usize {
        let end = self.text.len();
        let start = self.cut.fields.last().map_or(end, |field| field.value.end);
        let mut tokens = Tokens::new(self.text.as_bytes(), start, end);
        while let Ok(Some(token)) = tokens.next_token() {
            match token.kind {
                TokenKind::Comma => {}
                TokenKind::Close(_) => return token.start,
                _ => break,
            }
        }
        end
    }
}

/// A field of the project with its records.
pub(super) fn spelt_list(name: &str, records: &[Spelt], place: &Place) -> String {
    let Some(indent) = &place.indent else {
        let records: Vec<_> = records.iter().map(|it| it.whole().text()).collect();
        return format!("{name}: [{}]", records.join(", "));
    };
    let unit = if place.unit.is_empty() {
        default_unit(indent)
    } else {
        &place.unit
    };
    let inner = Place {
        indent: Some(format!("{indent}{unit}")),
        ..place.clone()
    };
    let mark = place.mark;
    let mut spelt = format!("{name}: [{mark}");
    for record in records {
        let record = record.whole().laid(&inner, Neighbours::default());
        for part in [indent.as_str(), unit, &record, ",", mark] {
            spelt += part;
        }
    }
    spelt + indent + "]"
}
