//! What of a frame's shapes is text.

use egui::Shape;

/// How many texts there are, and how many quads their letters take.
pub(crate) fn texts(shape: &Shape) -> (usize, usize) {
    match shape {
        Shape::Text(text) => {
            let rows = text.galley.rows.iter();
            let indices = rows.map(|row| row.row.visuals.mesh.indices.len());
            (1, indices.sum::<usize>() / 6)
        }
        Shape::Vec(shapes) => shapes
            .iter()
            .map(texts)
            .fold((0, 0), |sum, text| (sum.0 + text.0, sum.1 + text.1)),
        _ => (0, 0),
    }
}
