//! What is counted over the whole project, kept until the project is another one: a frame counts nothing.

use std::sync::Arc;

use crate::model::Project;

/// Something that was worked out for a project and a key.
#[derive(Debug)]
pub(super) struct Kept<K, V> {
    made_for: Option<(Arc<Project>, K)>,
    value: Option<V>,
}

impl<K, V> Default for Kept<K, V> {
    fn default() -> Self {
        Self {
            made_for: None,
            value: None,
        }
    }
}

impl<K: Clone + PartialEq, V> Kept<K, V> {
    pub(super) fn get(&mut self, project: &Arc<Project>, key: &K, make: impl FnOnce() -> V) -> &V {
        let is_same = self
            .made_for
            .as_ref()
            .is_some_and(|(made_for, of)| Arc::ptr_eq(made_for, project) && of == key);
        if !is_same {
            self.made_for = Some((Arc::clone(project), key.clone()));
            self.value = None;
        }
        self.value.get_or_insert_with(make)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_is_not_worked_out_twice_and_another_is() {
        let mut kept = Kept::default();
        let (one, other) = (Arc::new(Project::default()), Arc::new(Project::default()));
        let mut count = 0;
        for (project, key) in [(&one, 1), (&one, 1), (&one, 2), (&other, 2), (&other, 2)] {
            let made = *kept.get(project, &key, || {
                count += 1;
                count
            });
            assert_eq!(made, count);
        }
        assert_eq!(count, 3);
    }
}
