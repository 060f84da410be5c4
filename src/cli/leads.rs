//! `annals leads PROJECT`: what to look at.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;

use super::case::{Case, with_case};
use super::json;
use super::out::{self, Ending, visible};
use crate::evidence::{Lead, SILENCE_DAYS};
use crate::model::LeadKind;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The project's file
    project: PathBuf,
    /// Only leads of this kind
    #[arg(long, value_name = "LEAD", value_parser = PossibleValuesParser::new(LeadKind::ALL.map(LeadKind::name)))]
    kind: Option<String>,
    /// Silence in an entity's events longer than so many days is a lead
    #[arg(long, value_name = "DAYS", default_value_t = SILENCE_DAYS)]
    silence: u32,
    /// Also those that were set aside, with the reason
    #[arg(long)]
    all: bool,
    /// Give the leads as JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    with_case(&arguments.project, |mut case, ending| {
        let Case { project, evidence } = &mut case;
        evidence.choose_silence(project, Some(arguments.silence));
        tell(&case, arguments, ending)
    })
}

fn tell(case: &Case, arguments: &Arguments, ending: Ending) -> Ending {
    let kind = arguments.kind.as_deref().and_then(LeadKind::from_name);
    let leads = &case.evidence.leads;
    let is_wanted = |lead: &&Lead| kind.is_none_or(|kind| lead.kind == kind);
    let aside = leads.set_aside().map(|(lead, _)| lead);
    let aside = aside.filter(|_| arguments.all);
    let mut wanted: Vec<&Lead> = leads.all_open().chain(aside).filter(is_wanted).collect();
    let rank = |kind: LeadKind| LeadKind::ALL.iter().position(|other| *other == kind);
    wanted.sort_by_key(|lead| (rank(lead.kind), **lead));
    if arguments.json {
        let leads: Vec<_> = wanted.iter().map(|lead| json::lead(case, lead)).collect();
        return out::put_json(&leads, ending);
    }
    out::put(&page(case, &wanted), ending)
}

/// Under a heading for each kind: what, where, why.
fn page(case: &Case, leads: &[&Lead]) -> String {
    let (project, evidence) = (&case.project, &case.evidence);
    let mut lines = Vec::new();
    for group in leads.chunk_by(|a, b| a.kind == b.kind) {
        let Some(kind) = group.first().map(|lead| lead.kind) else {
            continue;
        };
        lines.push(format!("{} {}\n", kind.label(), group.len()));
        for lead in group {
            let (title, at) = (lead.title(project), lead.at_name(project));
            lines.push(format!("  {}  [{at}]\n", visible(&title)));
            let phrase = lead.phrase(evidence.grounds(project));
            lines.push(format!("      {}\n", visible(&phrase)));
            let mut aside = evidence.leads.set_aside();
            let aside = aside.find(|(other, _)| other == lead);
            if let Some(dismissed) = aside.and_then(|(_, by)| project.dismissed.get(by)) {
                lines.push(format!("      set aside: {}\n", visible(&dismissed.note)));
            }
        }
        lines.push("\n".to_owned());
    }
    lines.concat()
}
