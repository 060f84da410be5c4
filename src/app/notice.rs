//! What a person should know without being stopped: said above the timeline, with the ways on, until it is
//! put away or no longer so.

use crate::diag::Diagnostic;

/// Something to know about the open project.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    pub about: About,
    pub problem: Diagnostic,
    /// What can be done about it, the best first.
    pub ways: Vec<Way>,
}

/// What a notice is about: a later one about the same replaces it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum About {
    /// It cannot be edited here.
    Access,
    /// The last edit was refused.
    Edit,
    /// It was not saved, or was with a remark.
    Save,
    /// What is edited is not safe from a crash.
    Recovery,
    /// Another program wrote the file.
    Foreign,
    /// Texts that were attached, or were not.
    Texts,
}

/// A way on from a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    MakeItMine,
    /// Edit here now that the other window may have let go of it.
    TakeOver,
    SaveAgain,
    SaveElsewhere,
    /// The whole project as text.
    CopyAll,
    /// Look at the file once more.
    LookAgain,
    /// What both changed, side by side.
    Choose,
    /// What a crash left.
    Recover,
    DiscardRecovery,
    /// Texts that could not be put beside the project.
    AttachAgain,
    Undo,
}

impl Notice {
    pub(super) fn new(about: About, problem: Diagnostic, ways: &[Way]) -> Self {
        Self {
            about,
            problem,
            ways: ways.to_vec(),
        }
    }

    /// The bundled case is edited.
    pub(super) fn of_sample() -> Self {
        let message = "the bundled case is part of the program and stays as it is";
        let problem = Diagnostic::warning("read-only", message)
            .hint("make it yours: a copy in a file of your own, to change as you like");
        Self::new(About::Access, problem, &[Way::MakeItMine])
    }

    pub(super) fn of_busy() -> Self {
        let message = "the project is still being opened";
        let problem = Diagnostic::warning("busy", message).hint("try again in a moment");
        Self::new(About::Edit, problem, &[])
    }

    /// The file is as it was.
    pub(super) fn of_unsaved(problem: Diagnostic) -> Self {
        let ways = [Way::SaveAgain, Way::SaveElsewhere, Way::CopyAll];
        Self::new(About::Save, problem, &ways)
    }
}

/// Puts it in the place of an earlier one about the same.
pub(super) fn tell(notices: &mut Vec<Notice>, notice: Notice) {
    settle(notices, notice.about);
    notices.push(notice);
    notices.sort_by_key(|notice| notice.about);
}

/// It is no longer so.
pub(super) fn settle(notices: &mut Vec<Notice>, about: About) {
    notices.retain(|other| other.about != about);
}
