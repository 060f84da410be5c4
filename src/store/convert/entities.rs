//! Kinds, entities, relations and dismissed leads.

use super::{Findings, own, own_id, v1};
use crate::diag::Diagnostic;
use crate::model::{
    Certainty, Colour, Dismissed, Entity, EntityKind, Icon, Item, Kind, LeadKind, Relation, SameAs,
    Spelling,
};

pub(crate) fn kind(wire: v1::Kind<'_>, found: &mut Findings<'_>) -> Option<Kind> {
    Some(Kind {
        id: own_id(found, &wire.id, Item::Kind)?,
        label: wire.label.into_owned(),
        icon: Icon::from(wire.icon),
        colour: Colour::from(wire.colour),
    })
}

pub(crate) fn entity(wire: v1::Entity<'_>, found: &mut Findings<'_>) -> Option<Entity> {
    let id = own_id(found, &wire.id, Item::Entity)?;
    let spellings = wire.spellings.into_iter().map(|spelling| Spelling {
        text: spelling.text.into_owned(),
        at: found.citations(&spelling.at),
    });
    let spellings = spellings.collect();
    let same_as = wire.same_as.into_iter().filter_map(|same| {
        Some(SameAs {
            entity: found.id(&same.entity)?,
            certainty: Certainty::from(same.certainty),
            note: own(same.note),
        })
    });
    Some(Entity {
        kind: EntityKind::from(wire.kind),
        name: wire.name.into_owned(),
        spellings,
        same_as: same_as.collect(),
        note: own(wire.note),
        id,
    })
}

pub(crate) fn relation(wire: v1::Relation<'_>, found: &mut Findings<'_>) -> Option<Relation> {
    let from = found.id(&wire.from);
    let to = found.id(&wire.to);
    let when = wire.when.map(|when| found.when(when));
    let cites = found.citations(&wire.cites);
    Some(Relation {
        from: from?,
        to: to?,
        kind: wire.kind.into_owned(),
        when,
        cites,
        note: own(wire.note),
    })
}

pub(crate) fn dismissed(wire: v1::Dismissed<'_>, found: &mut Findings<'_>) -> Option<Dismissed> {
    let lead = LeadKind::from_name(&wire.lead).ok_or_else(|| {
        let names = LeadKind::ALL.map(LeadKind::name);
        let shown = crate::diag::printable(&wire.lead);
        let near = crate::near::nearest(&wire.lead, names)
            .map_or_else(String::new, |near| format!("did you mean `{near}`? "));
        Diagnostic::error("unknown-lead", format!("there is no lead `{shown}`"))
            .hint(format!("{near}leads are {}", names.join(", ")))
            .into()
    });
    Some(Dismissed {
        lead: found.check(lead, &wire.lead)?,
        at: wire.at.into_owned(),
        about: own(wire.about),
        note: wire.note.into_owned(),
    })
}
