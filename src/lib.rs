//! Annals reconstructs what happened, who was involved, who says so, and how well that is supported:
//! events curated by hand from documents, each claim cited to a paragraph. One sentence to judge every
//! decision by: from a dot on the timeline to the source paragraph in at most three clicks, and never
//! a claim on the screen without who makes it.
//!
//! # The map of the house
//!
//! Arrows point only down; the services do not know one another. `tests/house.rs` holds this to be so.
//!
//! ```text
//! faces      ui   cli                        main.rs picks one
//! workspace  app                             open document, selection, commands; no egui
//! services   timeline  query  check  edit  exchange  store  synthetic
//!                                            none knows another
//! derived    evidence                        what follows from a project: times, origins, conflicts, leads
//! values     model   diag   near   fold   bits  plain checked data: no egui, no serde, no files
//! ```
//!
//! # A change to the window
//!
//! A panel reads a `ViewCtx`, draws, and pushes [`app::Command`]s; [`app::Session::run`] is the one
//! place that carries them out, after the frame. What a person can do without pointing is a row of the
//! table in `ui/actions.rs`.
//!
//! # A project from disk to screen
//!
//! [`store::open`] cuts the file into records, parses each on its own, and converts the wire types of
//! `store/schema` to [`model`]; [`check::run`] asks the questions of [`check::CHECKS`];
//! [`app::Document`] adds the [`query::Index`], the [`timeline::Columns`] of both axes and a set of
//! [`timeline::Lanes`]; [`timeline::Layouts`] makes the scene that `ui/timeline` paints.
//!
//! # A million events
//!
//! Whatever is counted on the screen is a difference of two ranks of a [`bits::Ranked`] over sorted columns:
//! what passes the filter is one bitmap ([`query::apply`]), and [`timeline::Shown`] carries it to lanes and
//! axis. A frame touches what is in view. Long work (opening in [`app::Stage`]s, arranging lanes,
//! searching, saving) has threads of its own, and replaces what is shown when it is done.
//!
//! # What follows from a project
//!
//! [`evidence::Evidence`] holds all of it, each part pure and able to say in a sentence how it came about:
//!
//! ```text
//! words + publication ─ date_words ─► bounds ─┐
//!          before, after, near ───────────────┴─► Times ─────┐
//! citations ─ Links ─┬─ derives_from ─► Origins ─────────────┼─► Leads, findings
//!                    └─ values of claims ─► Conflicts ───────┘
//! ```
//!
//! An edit costs what rests on it: [`evidence::Evidence::update`] gives what a fresh look would.
//!
//! # A document becomes a source
//!
//! [`exchange::read`] makes paragraphs of the bytes of a page or a text; a person says which of them are
//! furniture; [`exchange::new_source`] gives them numbers, digests and locators. The text itself goes to
//! `NAME.texts/` by [`store::attach_text`]; beside it, [`evidence::align`] says what became of each
//! recorded paragraph, and [`edit::Reanchor`] takes what stands there now as the paragraph.
//!
//! # A decision from screen to disk
//!
//! An [`edit::Decision`] makes the next project from this one; [`store::change`] rewrites only the
//! bytes of the records in which the two differ, reads the result back, and saves it if it says what
//! was meant and nobody else wrote the file meanwhile.

// The modules from the bottom of the house to its top; blank lines keep the formatter from sorting.
pub mod model;

pub mod diag;

pub mod near;

pub mod fold;

pub mod bits;

pub mod evidence;

pub mod query;

pub mod timeline;

pub mod check;

pub mod edit;

pub mod exchange;

pub mod store;

pub mod synthetic;

pub mod app;

pub mod ui;

pub mod cli;
