//! The bundled case: what a first run shows, and a project to learn the format from.

/// What the bundled case is called where a file would have its name.
pub const SAMPLE_NAME: &str = "turkey-isis-wiretaps.ron";

pub fn sample_bytes() -> &'static [u8] {
    include_bytes!("../../data/turkey-isis-wiretaps.ron")
}
