//! The bundled case: it opens, and no check has anything to say about it.

use annals::{check, store};

#[test]
fn the_bundled_case_opens_without_a_finding() {
    let loaded = store::read(store::sample_bytes(), &store::Progress::new())
        .expect("the bundled case is a project");
    let findings = loaded.all_diagnostics(check::run(&loaded.project));
    let told: Vec<String> = findings
        .iter()
        .map(|finding| finding.render(store::SAMPLE_NAME).to_string())
        .collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}
