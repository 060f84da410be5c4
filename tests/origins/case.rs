//! The bundled case: which of its statements have one origin, and behind which nothing is known.

use annals::evidence::{Links, Origins, Support, origin_sentence};
use annals::model::{Citation, ParagraphRole, Project};
use annals::store;

fn case() -> Project {
    let loaded = store::read(store::sample_bytes(), &store::Progress::new());
    loaded.expect("the bundled case is a project").project
}

fn ids(project: &Project, positions: &[usize]) -> Vec<String> {
    let sources = positions.iter().map(|at| &project.sources()[*at]);
    sources.map(|source| source.id.to_string()).collect()
}

/// Paragraphs of the copy and of the article it copies that tell what the report says.
fn is_of_the_report(citation: &Citation) -> bool {
    let paragraphs: &[u32] = match citation.source.as_str() {
        "iotw-2019" => &[1, 2, 3, 4, 7, 8, 9],
        "free-beacon-2019" => &[1, 2, 6, 7, 10, 11, 12, 13, 17, 18, 19, 20],
        _ => return false,
    };
    paragraphs.contains(&citation.paragraph)
}

#[track_caller]
fn assert_one_origin(project: &Project, support: &Support, what: &str) {
    let origins = ids(project, &support.independent);
    assert_eq!(origins, ["ankara-wiretap-records"], "{what}");
    assert_eq!(support.unknown, Vec::<usize>::new(), "{what}");
}

#[test]
fn what_an_article_and_its_copy_take_from_the_report_has_one_origin() {
    let project = case();
    let origins = Origins::new(&project, &Links::new(&project));
    let (mut claims, mut events) = (0, 0);
    for (position, event) in project.events().iter().enumerate() {
        for claim in &event.claims {
            if claim.cites.iter().all(is_of_the_report) {
                let support = origins.of_claim(&project, claim);
                assert_one_origin(&project, &support, &claim.says);
                claims += 1;
            }
        }
        if event.citations().all(is_of_the_report) {
            assert_one_origin(&project, &origins.of_event(position), event.id.as_str());
            events += 1;
        }
    }
    assert!(
        claims >= 12 && events >= 8,
        "{claims} claims, {events} events"
    );
}

#[test]
fn what_names_no_source_counts_as_unknown() {
    let project = case();
    let origins = Origins::new(&project, &Links::new(&project));
    let mut unknown = Vec::new();
    for (position, source) in project.sources().iter().enumerate() {
        let article = source.paragraphs.iter();
        let article = article.filter(|it| it.role == ParagraphRole::Article);
        for paragraph in article {
            let support = origins.lineages().of_paragraph(position, paragraph.n);
            if !support.unknown.is_empty() {
                assert_eq!(support.independent, Vec::<usize>::new());
                unknown.push(format!("{}#{}", source.id, paragraph.n));
            }
        }
    }
    let expected = "
        iotw-2019#5 iotw-2019#6
        free-beacon-2019#5 free-beacon-2019#8 free-beacon-2019#9 free-beacon-2019#14
        offguardian-2016#3 offguardian-2016#4 offguardian-2016#15 offguardian-2016#16
        offguardian-2016#17 offguardian-2016#18 offguardian-2016#19
        rt-2016#1 rt-2016#2 rt-2016#3 rt-2016#4 rt-2016#5
        pulse-headlines-2015#6 pulse-headlines-2015#10 pulse-headlines-2015#12
        pulse-headlines-2015#13 pulse-headlines-2015#14 pulse-headlines-2015#16";
    assert_eq!(unknown, expected.split_whitespace().collect::<Vec<_>>());
}

#[test]
fn counts_are_put_in_words() {
    let project = case();
    let origins = Origins::new(&project, &Links::new(&project));
    let table = [
        (
            "courts-authorise-wiretaps",
            "2 articles · 1 origin",
            "Printed by iOTW Report and Washington Free Beacon; as linked here, both lead back to one origin: Wiretap records of the Ankara prosecution",
        ),
        (
            "2014-ankara-isil-investigation",
            "2 articles · 1 origin",
            "Printed by iOTW Report and Washington Free Beacon; as linked here, both lead back to one origin: Wiretap records of the Ankara prosecution",
        ),
        (
            "2015-11-arrest-dundar-gul",
            "1 article · origin unknown",
            "Printed by OffGuardian; what it rests on is not known",
        ),
        (
            "convoy-airstrike",
            "1 article · origin unknown",
            "Printed by OffGuardian; as linked here, it leads back to Cumhuriyet's report on a convoy in Syria, and what that rests on is not known",
        ),
        (
            "isis-phones-found",
            "1 article · 1 origin, 1 unknown",
            "Printed by Pulse Headlines; as linked here, it leads back to one origin: RT's interview with Karim al-Nouri; what else Pulse Headlines rests on is not known",
        ),
        (
            "2015-10-ankara-bombings",
            "2 articles · 2 origins unknown",
            "Printed by OffGuardian and RT; what they rest on is not known",
        ),
        (
            "us-turkish-relations-decline",
            "2 articles · origin unknown",
            "Printed by iOTW Report and Washington Free Beacon; what Washington Free Beacon rests on is not known",
        ),
        (
            "wounded-fighters-to-turkey",
            "2 articles · 2 origins",
            "Printed by Washington Free Beacon and RT; as linked here, together they lead back to 2 origins: Wiretap records of the Ankara prosecution and Surveillance data of Ankara's Provincial Security Department",
        ),
    ];
    for (id, phrase, sentence) in table {
        let events = project.events().iter();
        let mut events = events.enumerate();
        let (position, _) = events
            .find(|(_, event)| event.id.as_str() == id)
            .expect("an event of the case");
        let support = origins.of_event(position);
        assert_eq!(support.phrase(&project), phrase, "{id}");
        assert_eq!(origin_sentence(&project, &support), sentence, "{id}");
    }
    let nothing = Support::default();
    assert_eq!(nothing.phrase(&project), "no source");
    assert_eq!(
        origin_sentence(&project, &nothing),
        "No source is cited for it"
    );
    let file = annals::model::SourceId::new("ankara-3rd-court-file").expect("a slug");
    let file = project.source_position(&file);
    let itself = Support {
        cited: file.into_iter().collect(),
        independent: file.into_iter().collect(),
        unknown: Vec::new(),
    };
    assert_eq!(itself.phrase(&project), "1 source · 1 origin");
}
