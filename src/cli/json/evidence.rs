//! What follows from claims: origins, conflicts, leads.

use serde::Serialize;

use super::event::{Value, value};
use crate::cli::case::Case;
use crate::evidence::{self, Account, Field, Lead, Place};
use crate::model::{Event, Project};

/// On how much a statement rests.
#[derive(Debug, Serialize)]
pub(super) struct Support<'a> {
    /// How many origins are known to be independent of one another.
    independent: usize,
    /// How many sources lead to where nothing is known: they count for nothing.
    unknown: usize,
    /// How many sources print it.
    sources: usize,
    cited: Vec<&'a str>,
    origins: Vec<&'a str>,
    unknown_at: Vec<&'a str>,
    sentence: String,
}

pub(super) fn support<'a>(project: &'a Project, support: &evidence::Support) -> Support<'a> {
    let ids = |positions: &[usize]| {
        let sources = positions.iter().filter_map(|at| project.sources().get(*at));
        sources.map(|source| source.id.as_str()).collect()
    };
    Support {
        independent: support.independent.len(),
        unknown: support.unknown.len(),
        sources: support.cited.len(),
        cited: ids(&support.cited),
        origins: ids(&support.independent),
        unknown_at: ids(&support.unknown),
        sentence: evidence::origin_sentence(project, support),
    }
}

/// Accounts of one field that cannot all hold.
#[derive(Debug, Serialize)]
pub(super) struct Conflict<'a> {
    field: &'static str,
    /// The measure of a number, the role of a participant.
    of: Option<&'a str>,
    unit: Option<&'a str>,
    /// Its name in `about` of a lead.
    about: String,
    accounts: Vec<AccountOf<'a>>,
    /// The position of the adopted account, from 0.
    adopted: Option<usize>,
    sentence: String,
}

#[derive(Debug, Serialize)]
struct AccountOf<'a> {
    value: Value<'a>,
    /// Positions of the event's claims, from 0.
    claims: &'a [usize],
    denied_by: &'a [usize],
    origins: Vec<Support<'a>>,
}

pub(super) fn conflict<'a>(
    case: &'a Case,
    event: &'a Event,
    conflict: &'a evidence::Conflict,
) -> Conflict<'a> {
    let (field, of, unit) = match &conflict.field {
        Field::When => ("when", None, None),
        Field::Number { of, unit } => ("number", Some(of.as_str()), unit.as_deref()),
        Field::Place => ("place", None, None),
        Field::Role(role) => ("role", Some(role.as_str()), None),
    };
    let accounts = conflict.accounts.iter();
    Conflict {
        field,
        of,
        unit,
        about: conflict.about(),
        accounts: accounts.map(|it| account(case, event, it)).collect(),
        adopted: conflict.adopted,
        sentence: conflict.phrase(&case.project, event),
    }
}

fn account<'a>(case: &'a Case, event: &'a Event, account: &'a Account) -> AccountOf<'a> {
    let claims = account.claims.iter().filter_map(|at| event.claims.get(*at));
    let origins = claims.map(|claim| {
        let found = case.evidence.origins.of_claim(&case.project, claim);
        support(&case.project, &found)
    });
    AccountOf {
        value: value(&account.value),
        claims: &account.claims,
        denied_by: &account.denied_by,
        origins: origins.collect(),
    }
}

/// Something to look at.
#[derive(Debug, Serialize)]
pub struct LeadOf {
    lead: &'static str,
    /// What `at` names: an event, an entity, a source or a paragraph.
    is: &'static str,
    at: String,
    about: Option<String>,
    title: String,
    sentence: String,
    /// Why it was set aside; `null` for an open one.
    dismissed: Option<String>,
}

pub fn lead(case: &Case, lead: &Lead) -> LeadOf {
    let (project, evidence) = (&case.project, &case.evidence);
    let mut aside = evidence.leads.set_aside();
    let aside = aside.find(|(other, _)| *other == lead);
    let dismissed = aside.and_then(|(_, by)| project.dismissed.get(by));
    LeadOf {
        lead: lead.kind.name(),
        is: match lead.place {
            Place::Event(_) => "event",
            Place::Entity(_) => "entity",
            Place::Source(_) => "source",
            Place::Paragraph(..) => "paragraph",
        },
        at: lead.at_name(project),
        about: lead.about_name(project, &evidence.conflicts),
        title: lead.title(project),
        sentence: lead.phrase(evidence.grounds(project)),
        dismissed: dismissed.map(|dismissed| dismissed.note.clone()),
    }
}
