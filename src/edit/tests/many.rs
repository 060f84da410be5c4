//! Single edits as a person meets them.
