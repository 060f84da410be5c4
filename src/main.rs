//! The program: picks a face.

fn main() {}
