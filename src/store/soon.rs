//! soon
use crate::diag::Diagnostic;
use crate::model::Project;
use std::path::Path;
pub fn copy_texts(_: &Path, _: &Path, _: &Project) -> Vec<Diagnostic> {
    vec![]
}
pub fn new_project(t: &str) -> Vec<u8> {
    format!("#![enable(implicit_some)]\nProject(\n    schema: 1,\n    title: {t:?},\n)\n")
        .into_bytes()
}
pub fn create_project(p: &Path, b: &[u8]) -> Result<(), Box<Diagnostic>> {
    super::create(p, b).map_err(|e| Diagnostic::error("cannot-save", e.to_string()).into())
}
