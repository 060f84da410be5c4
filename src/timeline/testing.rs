//! What the timeline's tests share: short spellings of marks, lanes and projects, and placements of every
//! sort for property tests. Test support only.

use proptest::prelude::*;

use crate::model::{
    Bounds, Citation, Claim, Day, Entity, EntityId, EntityKind, Event, EventId, Kind, KindId,
    Limit, Project, Reading, Records, Source, SourceId, SourceKind, Speaker, Status, When,
};
use crate::model::{Colour, Icon};

use super::{
    Columns, Lanes, LayoutInput, Layouts, Mark, Marks, Metrics, Placement, Scale, Scene, Shown,
    Versions,
};
use crate::bits::Bits;

pub(super) fn day(number: i64) -> Day {
    Day::from_number(number).expect("within the calendar")
}

pub(super) fn ymd(year: i32, month: u32, day: u32) -> Day {
    Day::from_ymd(year, month, day).expect("a day")
}

pub(super) fn point(number: i64) -> Mark {
    Mark::Point { day: day(number) }
}

pub(super) fn within(first: i64, last: i64) -> Mark {
    Mark::Within {
        first: day(first),
        last: day(last),
        from: Limit::Known,
        to: Limit::Known,
    }
}

pub(super) fn throughout(first: i64, last: i64) -> Mark {
    Mark::Throughout {
        start: (day(first), day(first)),
        end: (day(last), day(last)),
        from: Limit::Known,
        to: Limit::Known,
    }
}

pub(super) fn mark(edtf: &str) -> Option<Mark> {
    Mark::from_when(&When::from_edtf(edtf).expect("a date"))
}

/// An event for a source.
pub(super) fn placed(event: usize, source: usize, mark: Mark) -> Placement {
    Placement {
        event,
        source: Some(source),
        mark,
    }
}

/// Every event that has a mark, for itself.
pub(super) fn once_each(marks: &[Option<Mark>]) -> Vec<Placement> {
    let placed = marks.iter().enumerate();
    placed
        .filter_map(|(event, mark)| {
            Some(Placement {
                event,
                source: None,
                mark: (*mark)?,
            })
        })
        .collect()
}

/// Times as a list of placements has them.
pub(super) struct Drawn(pub(super) Vec<Placement>);

impl Marks for Drawn {
    fn mark(&self, event: usize, source: Option<usize>) -> Option<Mark> {
        let mut found = self.0.iter();
        let found = found.find(|place| (place.event, place.source) == (event, source));
        found.map(|place| place.mark)
    }
}

/// All of some placements in one lane, as far as their events pass.
pub(super) struct OneLane {
    pub(super) columns: Columns,
    pub(super) lanes: Lanes,
    pub(super) shown: Shown,
    pub(super) marks: Drawn,
}

impl OneLane {
    pub(super) fn new(placements: &[Placement]) -> Self {
        Self::passing(placements, None)
    }

    pub(super) fn passing(placements: &[Placement], shown: Option<&Bits>) -> Self {
        let n_events = placements
            .iter()
            .map(|place| place.event + 1)
            .max()
            .unwrap_or(0);
        let columns = Columns::new(n_events, placements.to_vec());
        let lanes = Lanes::single(&columns);
        Self {
            shown: Shown::new(&columns, &lanes, shown),
            columns,
            lanes,
            marks: Drawn(placements.to_vec()),
        }
    }

    pub(super) fn input<'a>(
        &'a self,
        scale: Scale,
        metrics: Metrics,
        label_width: &'a dyn Fn(&Placement) -> f64,
    ) -> LayoutInput<'a> {
        LayoutInput {
            columns: &self.columns,
            lanes: &self.lanes,
            shown: &self.shown,
            marks: &self.marks,
            scale,
            metrics,
            label_width,
            versions: Versions::default(),
            chosen: &[],
            window_height: None,
        }
    }

    pub(super) fn scene(
        &self,
        scale: Scale,
        metrics: Metrics,
        label_width: &dyn Fn(&Placement) -> f64,
    ) -> Scene {
        Layouts::default().layout(&self.input(scale, metrics, label_width))
    }
}

/// The days that something possibly lies in, as numbers; what is said to be open goes on for ever.
pub(super) fn reach(place: &Placement) -> (i64, i64) {
    let span = place.known_span();
    let (from, to) = place.mark.limits();
    (
        if from == Limit::Open {
            i64::MIN
        } else {
            span.first.number()
        },
        if to == Limit::Open {
            i64::MAX
        } else {
            span.last.number()
        },
    )
}

/// Days of some years around 1970, so that marks crowd.
pub(super) fn any_mark() -> impl Strategy<Value = Mark> {
    let limit = prop_oneof![
        8 => Just(Limit::Known),
        1 => Just(Limit::Open),
        1 => Just(Limit::Unknown),
    ];
    let lengths = prop_oneof![3 => Just(0_i64), 2 => 0..10_i64, 1 => 0..300_i64];
    let reading = prop_oneof![Just(Reading::Throughout), Just(Reading::Within)];
    (
        -400..400_i64,
        [lengths.clone(), lengths.clone(), lengths],
        [limit.clone(), limit],
        reading,
    )
        .prop_filter_map("names no day", |(first, lengths, limits, reading)| {
            let [start, middle, end] = lengths;
            let [from, to] = limits;
            let mut bounds = Bounds {
                first: day(first),
                last: day(first + start),
                end_first: day(first + middle),
                end_last: day(first + start.max(middle) + end),
                from,
                to,
            };
            if reading == Reading::Within {
                bounds.last = bounds.end_last;
                bounds.end_first = bounds.first;
            }
            if from != Limit::Known {
                bounds.first = Day::MIN;
                if reading == Reading::Within {
                    bounds.end_first = Day::MIN;
                }
            }
            if to != Limit::Known {
                bounds.end_last = Day::MAX;
                if reading == Reading::Within {
                    bounds.last = Day::MAX;
                }
            }
            Mark::from_bounds(&bounds, reading)
        })
}

/// Some events standing nowhere, most once, some several times; by event, each event's in the order of time.
pub(super) fn any_placements() -> impl Strategy<Value = Vec<Placement>> {
    let places = prop_oneof![
        1 => Just(0..1_usize),
        7 => Just(1..2_usize),
        3 => Just(2..5_usize),
    ]
    .prop_flat_map(|count| proptest::collection::vec(any_mark(), count));
    proptest::collection::vec(places, 0..70).prop_map(|events| {
        let events = events.into_iter().enumerate();
        let mut placements: Vec<Placement> = events
            .flat_map(|(event, marks)| {
                let marks = marks.into_iter().enumerate();
                marks.map(move |(source, mark)| placed(event, source, mark))
            })
            .collect();
        placements.sort_by_key(|placement| (placement.event, placement.sort_key()));
        placements
    })
}

/// An event with the ids of what it touches; "" for none.
#[derive(Clone, Copy)]
pub(super) struct Draft<'a> {
    pub(super) when: &'a str,
    pub(super) kind: &'a str,
    pub(super) place: &'a str,
    pub(super) speakers: &'a [&'a str],
    pub(super) sources: &'a [&'a str],
}

impl Default for Draft<'_> {
    fn default() -> Self {
        Self {
            when: "",
            kind: "deed",
            place: "",
            speakers: &[],
            sources: &[],
        }
    }
}

/// A project of these events, with kinds "deed" and "word", entities "ada", "bob" and "rome", and
/// sources "late", "early" and "unpublished".
pub(super) fn project(drafts: &[Draft<'_>]) -> Project {
    let records = Records {
        kinds: ["word", "deed"].map(kind).into(),
        sources: [("late", "2016"), ("early", "2015"), ("unpublished", "")]
            .map(|(id, published)| source(id, published))
            .into(),
        entities: ["ada", "bob", "rome"].map(entity).into(),
        events: drafts.iter().enumerate().map(event).collect(),
        relations: Vec::new(),
        dismissed: Vec::new(),
    };
    Project::new("Test".to_owned(), Vec::new(), records)
}

/// When the events of a project happened, as they say themselves.
pub(super) fn own_time<'a>(project: &'a Project) -> impl Fn(usize) -> Option<&'a When> {
    |event| project.events().get(event)?.when.as_ref()
}

fn when(edtf: &str) -> Option<When> {
    (!edtf.is_empty()).then(|| When::from_edtf(edtf).expect("a date"))
}

fn entity_id(id: &str) -> EntityId {
    EntityId::new(id).expect("a slug")
}

fn source_id(id: &str) -> SourceId {
    SourceId::new(id).expect("a slug")
}

fn kind(id: &str) -> Kind {
    Kind {
        id: KindId::new(id).expect("a slug"),
        label: format!("Kind {id}"),
        icon: Icon::Dot,
        colour: Colour::Grey,
    }
}

fn entity(id: &str) -> Entity {
    Entity {
        id: entity_id(id),
        kind: EntityKind::Person,
        name: format!("Entity {id}"),
        spellings: Vec::new(),
        same_as: Vec::new(),
        note: None,
    }
}

fn source(id: &str, published: &str) -> Source {
    Source {
        id: source_id(id),
        kind: SourceKind::Article,
        title: format!("Source {id}"),
        publisher: None,
        authors: Vec::new(),
        published: when(published),
        address: None,
        is_original: false,
        derives_from: Vec::new(),
        paragraphs: Vec::new(),
        note: None,
    }
}

fn event((position, draft): (usize, &Draft<'_>)) -> Event {
    let claim = |speaker: &str| Claim {
        speaker: Speaker::Entity(entity_id(speaker)),
        status: Status::Reports,
        says: String::new(),
        cites: draft.sources.iter().map(|id| citation(id)).collect(),
        values: Vec::new(),
        grade: None,
        note: None,
    };
    Event {
        id: EventId::new(&format!("event-{position}")).expect("a slug"),
        kind: KindId::new(draft.kind).expect("a slug"),
        title: String::new(),
        summary: None,
        when: when(draft.when),
        place: (!draft.place.is_empty()).then(|| entity_id(draft.place)),
        participants: Vec::new(),
        before: Vec::new(),
        after: Vec::new(),
        near: Vec::new(),
        claims: draft.speakers.iter().map(|id| claim(id)).collect(),
        adopted: Vec::new(),
        tags: Vec::new(),
        note: None,
    }
}

fn citation(id: &str) -> Citation {
    Citation {
        source: source_id(id),
        paragraph: 1,
        digest: None,
    }
}
