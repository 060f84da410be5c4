//! Leads: what a curator should look at. Here only their names and what a person decided about them;
//! finding them is `evidence`'s.

/// What there is to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LeadKind {
    /// Accounts of an event that cannot both hold, and nothing adopted.
    OpenConflict,
    /// A paragraph was cited that has changed since, or is no longer there.
    OrphanedCitation,
    /// An event rests on one independent origin.
    SingleOrigin,
    /// No origin of an event is known.
    UnknownLineage,
    /// An event has no date, and no neighbour gives it bounds.
    Undated,
    /// A date's words could not be resolved to days.
    UnresolvedWords,
    /// A paragraph that nobody has worked through.
    UnreadParagraph,
    /// A known name in a paragraph that no event citing the paragraph links.
    UnlinkedMention,
    /// A spelling seen in one source only that is close to another entity's.
    CloseSpelling,
    /// Nothing is told of an entity for longer than the chosen span.
    Silence,
    /// Two sources share much of their words, and no link says why.
    NearCopy,
}

impl LeadKind {
    /// In the order in which they are listed: what weighs most first.
    pub const ALL: [Self; 11] = [
        Self::OpenConflict,
        Self::OrphanedCitation,
        Self::NearCopy,
        Self::SingleOrigin,
        Self::UnknownLineage,
        Self::Undated,
        Self::UnresolvedWords,
        Self::UnlinkedMention,
        Self::CloseSpelling,
        Self::UnreadParagraph,
        Self::Silence,
    ];

    /// As spelt in the project file and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::OpenConflict => "open-conflict",
            Self::OrphanedCitation => "orphaned-citation",
            Self::SingleOrigin => "single-origin",
            Self::UnknownLineage => "unknown-lineage",
            Self::Undated => "undated",
            Self::UnresolvedWords => "unresolved-words",
            Self::UnreadParagraph => "unread-paragraph",
            Self::UnlinkedMention => "unlinked-mention",
            Self::CloseSpelling => "close-spelling",
            Self::Silence => "silence",
            Self::NearCopy => "near-copy",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Heads a list of them.
    pub fn label(self) -> &'static str {
        match self {
            Self::OpenConflict => "Open conflict",
            Self::OrphanedCitation => "Orphaned citation",
            Self::SingleOrigin => "Single origin",
            Self::UnknownLineage => "Unknown lineage",
            Self::Undated => "Undated",
            Self::UnresolvedWords => "Words without a date",
            Self::UnreadParagraph => "Unread paragraph",
            Self::UnlinkedMention => "Name without a link",
            Self::CloseSpelling => "Spelling close to another's",
            Self::Silence => "Silence",
            Self::NearCopy => "Near copy",
        }
    }
}

/// A lead that a person has looked at and set aside, with the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dismissed {
    pub lead: LeadKind,
    /// Where the lead stands: the id of an event, entity or source, or `source#paragraph`.
    pub at: String,
    /// What tells it from others of its kind there: a field, another id. `None`: all of them.
    pub about: Option<String>,
    pub note: String,
}

impl Dismissed {
    /// Whether it is this lead that was set aside.
    pub fn is_of(&self, lead: LeadKind, at: &str, about: Option<&str>) -> bool {
        self.lead == lead
            && self.at == at
            && (self.about.is_none() || self.about.as_deref() == about)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_lead_is_listed_once_and_found_by_its_name() {
        for kind in LeadKind::ALL {
            assert_eq!(LeadKind::from_name(kind.name()), Some(kind));
        }
        assert_eq!(LeadKind::from_name("Single origin"), None);
    }

    #[test]
    fn setting_one_aside_leaves_others_of_its_kind() {
        let one = |about: Option<&str>| Dismissed {
            lead: LeadKind::OpenConflict,
            at: "event".to_owned(),
            about: about.map(str::to_owned),
            note: "looked at".to_owned(),
        };
        let is_of =
            |dismissed: Dismissed, about| dismissed.is_of(LeadKind::OpenConflict, "event", about);
        assert!(is_of(one(Some("place")), Some("place")));
        assert!(!is_of(one(Some("place")), Some("when")));
        assert!(is_of(one(None), Some("when")));
        assert!(!one(None).is_of(LeadKind::Undated, "event", None));
    }
}
