//! What a field says, in the reader's words.

use crate::diag::printable;
use crate::evidence::{basis_phrase, value_phrase, when_phrase};
use crate::model::{
    Basis, Certainty, Citation, Colour, Derivation, Digest, DigestPrefix, EntityId, EntityKind,
    Grade, Icon, KindId, LeadKind, ParagraphRole, Project, Reading, SourceKind, Status, Value,
    When,
};

/// What one field holds.
pub(in crate::edit) trait Said: Clone + PartialEq {
    /// In words; `None`: nothing.
    fn said(&self, project: &Project) -> Option<String>;

    /// As the file has it, where two that differ say the same in words.
    fn spelt(&self, project: &Project) -> Option<String> {
        self.said(project)
    }

    /// Nothing was written here.
    fn is_blank(&self) -> bool {
        false
    }
}

impl Said for String {
    fn said(&self, _: &Project) -> Option<String> {
        Some(format!("“{self}”"))
    }

    fn is_blank(&self) -> bool {
        self.is_empty()
    }
}

impl<T: Said> Said for Option<T> {
    fn said(&self, project: &Project) -> Option<String> {
        self.as_ref().and_then(|it| it.said(project))
    }

    fn spelt(&self, project: &Project) -> Option<String> {
        self.as_ref().and_then(|it| it.spelt(project))
    }

    fn is_blank(&self) -> bool {
        self.is_none()
    }
}

/// Paragraphs of prose.
impl Said for Vec<String> {
    fn said(&self, _: &Project) -> Option<String> {
        let paragraphs = self.iter().map(|it| format!("“{it}”"));
        (!self.is_empty()).then(|| paragraphs.collect::<Vec<_>>().join(" / "))
    }

    fn is_blank(&self) -> bool {
        self.is_empty()
    }
}

impl Said for bool {
    fn said(&self, _: &Project) -> Option<String> {
        Some(if *self { "yes" } else { "no" }.to_owned())
    }

    fn is_blank(&self) -> bool {
        !self
    }
}

impl Said for u32 {
    fn said(&self, _: &Project) -> Option<String> {
        Some(self.to_string())
    }
}

impl Said for KindId {
    fn said(&self, project: &Project) -> Option<String> {
        let kind = project.kind(self);
        Some(kind.map_or_else(|| self.to_string(), |kind| format!("“{}”", kind.label)))
    }

    fn spelt(&self, _: &Project) -> Option<String> {
        Some(format!("`{self}`"))
    }
}

impl Said for EntityId {
    fn said(&self, project: &Project) -> Option<String> {
        Some(format!("“{}”", project.entity_name(self)))
    }

    fn spelt(&self, _: &Project) -> Option<String> {
        Some(format!("`{self}`"))
    }
}

impl Said for crate::model::Speaker {
    fn said(&self, project: &Project) -> Option<String> {
        Some(format!("“{}”", project.speaker_name(self)))
    }

    fn spelt(&self, _: &Project) -> Option<String> {
        let what = match self {
            Self::Entity(_) => "entity",
            Self::Source(_) => "source",
        };
        Some(format!("{what} `{}`", self.as_str()))
    }
}

impl Said for When {
    fn said(&self, project: &Project) -> Option<String> {
        // The words of an undated one are told with what it rests on.
        let dated = Some(self).filter(|when| when.is_dated());
        let parts = std::iter::once(when_phrase(dated)).chain(basis_phrase(project, self));
        Some(parts.collect::<Vec<_>>().join(", "))
    }

    fn spelt(&self, project: &Project) -> Option<String> {
        let date = self.edtf.as_deref().unwrap_or("no date");
        let reading = match self.reading {
            Reading::Within => "within",
            Reading::Throughout => "throughout",
        };
        let basis = match &self.basis {
            Basis::Stated => "stated".to_owned(),
            Basis::Published(source) => format!("published `{source}`"),
            Basis::Event(event, _) => format!("event `{event}`"),
            Basis::Judged(_) => "judged".to_owned(),
        };
        let said = self.said(project)?;
        Some(format!("{said} ({date}, {reading}, {basis})"))
    }
}

impl Said for Value {
    fn said(&self, project: &Project) -> Option<String> {
        let value = value_phrase(project, self);
        Some(match self {
            Self::Number(quantity) => format!("{}: {value}", quantity.of),
            Self::When(when) => format!("dated {}", when.said(project)?),
            Self::Place(_) => format!("place {value}"),
            Self::Role(role) => format!("role {}: {value}", role.role),
        })
    }

    fn spelt(&self, project: &Project) -> Option<String> {
        match self {
            Self::When(when) => when.spelt(project),
            Self::Place(place) => Some(format!("place `{place}`")),
            Self::Role(role) => Some(format!("role {}: `{}`", role.role, role.who)),
            Self::Number(_) => self.said(project),
        }
    }
}

impl Said for Status {
    fn said(&self, _: &Project) -> Option<String> {
        let word = match self {
            Self::Alleges => "alleged",
            Self::Reports => "reported",
            Self::Confirms => "confirmed",
            Self::Denies => "denied",
            Self::DeclinesToComment => "declined to comment",
            Self::Retracts => "retracted",
        };
        Some(word.to_owned())
    }
}

impl Said for Digest {
    fn said(&self, _: &Project) -> Option<String> {
        Some(self.to_string())
    }
}

impl Said for DigestPrefix {
    fn said(&self, _: &Project) -> Option<String> {
        Some(self.as_str().to_owned())
    }
}

impl Said for Grade {
    fn said(&self, _: &Project) -> Option<String> {
        Some(self.to_string())
    }
}

/// Words that are the same in every project.
macro_rules! fixed_words {
    ($($name:ty: $words:expr),* $(,)?) => {
        $(impl Said for $name {
            fn said(&self, _: &Project) -> Option<String> {
                let words: fn($name) -> &'static str = $words;
                Some(words(*self).to_lowercase())
            }
        })*
    };
}

fixed_words!(
    EntityKind: EntityKind::label,
    SourceKind: SourceKind::label,
    Icon: Icon::name,
    Colour: Colour::name,
    Certainty: Certainty::phrase,
    Derivation: Derivation::phrase,
    LeadKind: LeadKind::label,
    ParagraphRole: |role| match role {
        ParagraphRole::Article => "article",
        ParagraphRole::Furniture => "page furniture",
    },
);

/// Which paragraphs of a source rest on which of another: neither list says anything alone.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::edit) struct Ranges {
    pub paragraphs: Vec<(u32, u32)>,
    pub of: Vec<(u32, u32)>,
}

impl Said for Ranges {
    fn said(&self, _: &Project) -> Option<String> {
        let words = |ranges: &[(u32, u32)]| -> String {
            let parts = ranges.iter().map(|(first, last)| {
                if first == last {
                    first.to_string()
                } else {
                    format!("{first}–{last}")
                }
            });
            parts.collect::<Vec<_>>().join(", ")
        };
        match (self.paragraphs.as_slice(), self.of.as_slice()) {
            ([], []) => None,
            (paragraphs, []) => Some(words(paragraphs)),
            ([], of) => Some(format!("all, on {}", words(of))),
            (paragraphs, of) => Some(format!("{}, on {}", words(paragraphs), words(of))),
        }
    }

    fn is_blank(&self) -> bool {
        self.paragraphs.is_empty() && self.of.is_empty()
    }
}

/// Both sides of a relation: changed apart, they could become one.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::edit) struct Sides {
    pub from: EntityId,
    pub to: EntityId,
}

impl Said for Sides {
    fn said(&self, project: &Project) -> Option<String> {
        let (from, to) = (self.from.said(project)?, self.to.said(project)?);
        Some(format!("{from} and {to}"))
    }

    fn spelt(&self, _: &Project) -> Option<String> {
        Some(format!("`{}` and `{}`", self.from, self.to))
    }
}

/// "rt-2016#6", as people know citations.
pub(super) fn cites(citations: &[Citation]) -> String {
    let texts = citations.iter().map(ToString::to_string);
    printable(&texts.collect::<Vec<_>>().join(", "))
}
