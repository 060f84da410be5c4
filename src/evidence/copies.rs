//! placeholder
#[derive(Clone, Debug, PartialEq)]
pub struct NearCopy {
    pub from: usize,
    pub to: usize,
    pub shared: f64,
    pub pairs: Vec<(u32, u32)>,
    pub is_linked: bool,
}
