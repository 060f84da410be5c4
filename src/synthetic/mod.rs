//! Synthetic projects, to measure with: from a plan, the same records every time. Events are made one
//! by one, each from its number alone, so that a million of them need no more memory than ten. Nothing
//! in them happened. Knows the model, neither files nor how a project is drawn.

mod cast;
mod curated;
mod dates;
mod papers;
mod plain;
mod random;
mod words;

pub use random::{Random, Zipf};

use cast::Cast;

use crate::model::{Event, Project, Records};

/// Stands in every project that is made: with another one, the same plan may give other records.
pub const VERSION: u32 = 1;

/// What is particular about the events of a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    Uniform,
    Clustered,
    Long,
    OneDay,
    OneInstant,
    OneLane,
    ManyLanes,
    Curated,
}

impl Family {
    pub const ALL: [Self; 8] = [
        Self::Uniform,
        Self::Clustered,
        Self::Long,
        Self::OneDay,
        Self::OneInstant,
        Self::OneLane,
        Self::ManyLanes,
        Self::Curated,
    ];

    /// As spelt on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Uniform => "uniform",
            Self::Clustered => "clustered",
            Self::Long => "long",
            Self::OneDay => "one-day",
            Self::OneInstant => "one-instant",
            Self::OneLane => "one-lane",
            Self::ManyLanes => "many-lanes",
            Self::Curated => "curated",
        }
    }

    /// Reads as a description of the events.
    pub fn about(self) -> &'static str {
        match self {
            Self::Uniform => {
                "Single days spread evenly over thirty years; a hundred entities, a few of them in most events"
            }
            Self::Clustered => "Single days in fifty bursts, log-normally around each centre",
            Self::Long => {
                "Three in four single days, one in five days to months, one in twenty a tenth of all years or more"
            }
            Self::OneDay => "Intervals and imprecise dates that all overlap one day",
            Self::OneInstant => "All on the very same day",
            Self::OneLane => "One kind, one entity, one source, one place",
            Self::ManyLanes => "Ten thousand entities and three thousand sources",
            Self::Curated => {
                "As curated by hand: dates imprecise in every way, several claims, roles, links, tags; sources that derive from one another"
            }
        }
    }
}

/// What to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    pub family: Family,
    /// How many.
    pub events: usize,
    pub seed: u64,
}

impl Plan {
    /// The project without its events.
    pub fn head(&self) -> Project {
        self.with_events(|_| Vec::new())
    }

    /// The whole project, in memory.
    pub fn project(&self) -> Project {
        self.with_events(|cast| self.events_of(cast).collect())
    }

    /// Its events, one by one, in the order of the project.
    pub fn events(&self) -> impl Iterator<Item = Event> + use<> {
        let plan = *self;
        self.cast()
            .into_iter()
            .flat_map(move |cast| plan.events_of(cast))
    }

    fn cast(&self) -> Option<Cast> {
        let mut cast = Cast::new(self)?;
        if self.family == Family::Curated {
            curated::furnish(&mut cast, self.seed)?;
        }
        Some(cast)
    }

    fn with_events(&self, events: impl FnOnce(Cast) -> Vec<Event>) -> Project {
        let cast = self.cast();
        let relations = cast.as_ref().filter(|_| self.family == Family::Curated);
        let relations = relations.map(|cast| curated::relations(cast, self.seed));
        let of = |cast: Cast| Records {
            kinds: cast.kinds.clone(),
            sources: cast.sources.clone(),
            entities: cast.entities.clone(),
            events: events(cast),
            relations: relations.unwrap_or_default(),
            dismissed: Vec::new(),
        };
        Project::new(self.title(), self.about(), cast.map(of).unwrap_or_default())
    }

    fn title(&self) -> String {
        let Self {
            family,
            events,
            seed,
        } = self;
        format!("Synthetic: {}, {events} events, seed {seed}", family.name())
    }

    fn about(&self) -> Vec<String> {
        vec![
            format!(
                "Made by version {VERSION} of the generator of Annals, to measure with. Nothing in it happened, and nobody is meant."
            ),
            format!("{}.", self.family.about()),
        ]
    }

    /// None is left out: a test counts them.
    fn events_of(self, cast: Cast) -> impl Iterator<Item = Event> {
        let bursts = dates::bursts(self.family, self.seed);
        (0..self.events).filter_map(move |at| {
            if self.family == Family::Curated {
                return curated::event(&cast, self, at);
            }
            let random = &mut Random::of(self.seed, at as u64);
            plain::event(&cast, self.family, &bursts, at, random)
        })
    }
}

#[cfg(test)]
mod tests;
