//! Which glyph of the bundled font *Annals Icons* draws what. Written by `assets/fonts/build.py`:
//! change its table, not this file.

use crate::model::Icon;

/// The glyph of a kind's icon.
pub(crate) fn glyph(icon: Icon) -> char {
    match icon {
        Icon::Airplane => '\u{e000}',
        Icon::Barricade => '\u{e001}',
        Icon::Bomb => '\u{e002}',
        Icon::Border => '\u{e003}',
        Icon::Broadcast => '\u{e004}',
        Icon::Building => '\u{e005}',
        Icon::Chat => '\u{e006}',
        Icon::Detective => '\u{e007}',
        Icon::Dot => '\u{e008}',
        Icon::Fire => '\u{e009}',
        Icon::Flag => '\u{e00a}',
        Icon::Folder => '\u{e00b}',
        Icon::Gavel => '\u{e00c}',
        Icon::Globe => '\u{e00d}',
        Icon::Handcuffs => '\u{e00e}',
        Icon::Handshake => '\u{e00f}',
        Icon::Lock => '\u{e010}',
        Icon::Magnifier => '\u{e011}',
        Icon::Medical => '\u{e012}',
        Icon::Megaphone => '\u{e013}',
        Icon::Money => '\u{e014}',
        Icon::Page => '\u{e015}',
        Icon::Path => '\u{e016}',
        Icon::People => '\u{e017}',
        Icon::Phone => '\u{e018}',
        Icon::Quote => '\u{e019}',
        Icon::Scales => '\u{e01a}',
        Icon::Shield => '\u{e01b}',
        Icon::Silence => '\u{e01c}',
        Icon::Terminal => '\u{e01d}',
        Icon::Truck => '\u{e01e}',
        Icon::Video => '\u{e01f}',
        Icon::Wall => '\u{e020}',
    }
}

/// The glyphs of the window itself.
#[expect(
    dead_code,
    reason = "the font holds glyphs for panels that are still to come"
)]
pub(crate) mod glyphs {
    pub(crate) const ORGANISATION: char = '\u{e005}';
    pub(crate) const SEARCH: char = '\u{e011}';
    pub(crate) const CLOSE: char = '\u{e021}';
    pub(crate) const CHECK: char = '\u{e022}';
    pub(crate) const WARNING: char = '\u{e023}';
    pub(crate) const WARNING_CIRCLE: char = '\u{e024}';
    pub(crate) const INFO: char = '\u{e025}';
    pub(crate) const CARET_DOWN: char = '\u{e026}';
    pub(crate) const CARET_RIGHT: char = '\u{e027}';
    pub(crate) const CARET_LEFT: char = '\u{e028}';
    pub(crate) const CARET_UP: char = '\u{e029}';
    pub(crate) const OPEN_OUTSIDE: char = '\u{e02a}';
    pub(crate) const FILTER: char = '\u{e02b}';
    pub(crate) const PERSON: char = '\u{e02c}';
    pub(crate) const GROUP: char = '\u{e02d}';
    pub(crate) const PLACE: char = '\u{e02e}';
    pub(crate) const WORK: char = '\u{e02f}';
    pub(crate) const CASE: char = '\u{e030}';
    pub(crate) const SOURCE: char = '\u{e031}';
    pub(crate) const EYE: char = '\u{e032}';
    pub(crate) const EYE_SLASH: char = '\u{e033}';
    pub(crate) const QUESTION: char = '\u{e034}';
    pub(crate) const KEYBOARD: char = '\u{e035}';
    pub(crate) const EXPAND: char = '\u{e036}';
    pub(crate) const SHRINK: char = '\u{e037}';
    pub(crate) const STAR: char = '\u{e038}';
    pub(crate) const FOLDER_OPEN: char = '\u{e039}';
    pub(crate) const CLOCK: char = '\u{e03a}';
    pub(crate) const LINK: char = '\u{e03b}';
    pub(crate) const ATTACHMENT: char = '\u{e03c}';
    pub(crate) const READ_ONLY: char = '\u{e03d}';
    pub(crate) const LEAD: char = '\u{e03e}';
    pub(crate) const LIST: char = '\u{e03f}';
    pub(crate) const SUN: char = '\u{e040}';
    pub(crate) const MOON: char = '\u{e041}';
    pub(crate) const CIRCLE: char = '\u{e042}';
    pub(crate) const SQUARE: char = '\u{e043}';
    pub(crate) const CIRCLE_HALF: char = '\u{e044}';
    pub(crate) const NO_COMMENT: char = '\u{e045}';
    pub(crate) const DENIED: char = '\u{e046}';
    pub(crate) const CONFIRMED: char = '\u{e047}';
    pub(crate) const RETRACTED: char = '\u{e048}';
    pub(crate) const PIN: char = '\u{e049}';
    pub(crate) const PLUS: char = '\u{e04a}';
    pub(crate) const MINUS: char = '\u{e04b}';
    pub(crate) const HOUSE: char = '\u{e04c}';
}
