//! Saving, on real folders.
