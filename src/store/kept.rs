//! What need not be read again of a project after pieces of its text were replaced: the records whose
//! bytes are the same as before, wherever they stand now.

use std::collections::VecDeque;
use std::ops::Range;
use std::sync::Arc;

use super::ahead::Seed;
use super::loaded::{Loaded, Spans};
use super::reading::Seeds;
use super::reads::Reads;
use super::records::{self, Cut, List, Scout};
use super::splice::Splices;

/// The records of `loaded` that the splices left as they were, for a reading of `new`, which is its
/// text with the splices done. None if anything was wrong with the old text: what follows from that is
/// for a whole reading to tell.
pub(super) fn kept<'a>(loaded: &'a Loaded, splices: &Splices, new: &str) -> Seeds<'a> {
    if !loaded.diagnostics.is_empty() {
        return Seeds::default();
    }
    let kept = Kept {
        old: &loaded.text,
        new,
        moves: moves(splices),
    };
    let (project, spans) = (&loaded.project, &loaded.spans);
    Seeds {
        like: Some(project),
        kinds: kept.seeds(project.kinds(), &spans.kinds),
        sources: kept.seeds(project.sources(), &spans.sources),
        entities: kept.seeds(project.entities(), &spans.entities),
        events: kept.seeds(project.events(), &spans.events),
        relations: kept.seeds(&project.relations, &spans.relations),
        dismissed: kept.seeds(&project.dismissed, &spans.dismissed),
    }
}

/// The fields of a project, its records only where something was wrong.
pub(super) fn fields(loaded: &Loaded) -> Option<Cut> {
    if loaded.diagnostics.is_empty() {
        return records::cut_scouted(&loaded.text, &mut Known(&loaded.spans)).ok();
    }
    records::cut(&loaded.text).ok()
}

/// Takes every list as a whole: where its records stand is known.
struct Known<'a>(&'a Spans);

impl Scout for Known<'_> {
    fn take(&mut self, list: List, start: usize, _cut: &Cut) -> Option<usize> {
        let spans = match list {
            List::Kinds => &self.0.kinds,
            List::Sources => &self.0.sources,
            List::Entities => &self.0.entities,
            List::Events => &self.0.events,
            List::Relations => &self.0.relations,
            List::Dismissed => &self.0.dismissed,
        };
        let is_first = spans.first().is_some_and(|first| first.start == start);
        spans.last().filter(|_| is_first).map(|last| last.end)
    }

    fn is_called_off(&self) -> bool {
        false
    }
}

/// The stretches of the old text that stay, and where each begins in the new one.
fn moves(splices: &Splices) -> Vec<(Range<usize>, usize)> {
    let mut moves = Vec::new();
    let (mut at, mut new_at) = (0, 0);
    for (range, inserted) in splices.in_order() {
        moves.push((at..range.start, new_at));
        new_at += range.start.saturating_sub(at) + inserted.len();
        at = range.end;
    }
    moves.push((at..usize::MAX, new_at));
    moves
}

struct Kept<'a> {
    old: &'a str,
    new: &'a str,
    moves: Vec<(Range<usize>, usize)>,
}

impl Kept<'_> {
    /// One for each stretch that stays and holds whole records.
    fn seeds<T>(&self, records: &[Arc<T>], spans: &[Range<usize>]) -> VecDeque<Seed<T>> {
        let seeds = self.moves.iter().filter_map(|(stretch, new_at)| {
            let first = spans.partition_point(|span| span.start < stretch.start);
            let last = spans.partition_point(|span| span.end <= stretch.end);
            let spans = spans.get(first..last)?;
            let old = spans.first()?.start..spans.last()?.end;
            let moved = |at: usize| at - stretch.start + new_at;
            let new = moved(old.start)..moved(old.end);
            // That it is so was meant; that it is so is looked at.
            if self.old.get(old)? != self.new.get(new.clone())? {
                return None;
            }
            let ranges = spans.iter().map(|it| moved(it.start)..moved(it.end));
            Some(Seed {
                start: new.start,
                end: new.end,
                reads: Reads {
                    records: records.get(first..last)?.to_vec(),
                    ranges: ranges.collect(),
                    ..Reads::default()
                },
            })
        });
        seeds.collect()
    }
}
