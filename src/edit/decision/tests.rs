//! Decisions on a small project.
