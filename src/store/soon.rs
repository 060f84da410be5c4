//! soon
#![allow(missing_docs)]
use super::{Loaded, Text};
use crate::diag::Diagnostic;
use crate::model::Project;
use std::path::Path;
type R<T> = Result<T, Box<Diagnostic>>;
#[derive(Debug)]
pub struct Lock;
#[derive(Debug)]
pub struct Held;
impl Held {
    pub fn phrase(&self) -> String {
        String::new()
    }
}
impl Lock {
    pub fn acquire(_: &Path) -> Result<Option<Lock>, Held> {
        Ok(None)
    }
}
#[derive(Debug)]
pub struct Recovered;
impl Recovered {
    pub fn versions(&self, l: &Loaded) -> (Project, Project) {
        (l.project.clone(), l.project.clone())
    }
    pub fn when_phrase(&self) -> String {
        String::new()
    }
}
#[derive(Debug)]
pub struct Watch;
impl Watch {
    pub fn start(_: &Path, _f: impl Fn() + Send + 'static) -> Option<Self> {
        None
    }
    pub fn expect(&self, _: &[u8]) {}
}
pub fn sweep(_: &Path) {}
pub fn read_recovery(_: &Path) -> R<Option<Recovered>> {
    Ok(None)
}
pub fn write_recovery(_: &Path, _: &Loaded, _: &Project, _: &Project) -> R<()> {
    Ok(())
}
pub fn clear_recovery(_: &Path) -> R<()> {
    Ok(())
}
pub fn discard_recovery(_: &Path) -> R<()> {
    Ok(())
}
pub fn copy_texts(_: &Path, _: &Path, _: &Project) -> Vec<Diagnostic> {
    vec![]
}
pub fn new_project(t: &str) -> Vec<u8> {
    format!("#![enable(implicit_some)]\nProject(\n    schema: 1,\n    title: {t:?},\n)\n")
        .into_bytes()
}
pub fn create_project(p: &Path, b: &[u8]) -> R<()> {
    super::create(p, b).map_err(|e| Diagnostic::error("cannot-save", e.to_string()).into())
}
