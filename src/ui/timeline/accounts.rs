//! Accounts that disagree, on the timeline: parallel thin bars under one bracket, each over the days
//! that it allows. A bar is filled where somebody reports it, dashed where it is only alleged, and a
//! denial is an empty bar with a stroke through it.

use egui::{Painter, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

use super::super::ctx::ViewCtx;
use super::super::theme;
use super::paint::{self, Look};
use crate::evidence::{Account, Conflict};
use crate::model::{Event, Status, Value};
use crate::timeline::{EventItem, Mark, Metrics, Scale, account_bars};

/// More lines than that are no longer told apart in a row.
const MAX_BARS: usize = 4;
const BRACKET_WIDTH: f32 = 3.0;
const BRACKET_GAP: f32 = 2.5;
const DASH: f32 = 4.0;
const DASH_GAP: f32 = 2.0;

/// How one bar is to look, and where its account puts the event in time, if that is what it is about.
#[derive(Clone, Copy)]
pub(super) struct AccountLook {
    pub kind: AccountKind,
    pub mark: Option<Mark>,
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum AccountKind {
    Reported,
    Alleged,
    Denial,
}

/// The accounts of the event's first conflict; none for most events.
pub(super) fn account_looks(ctx: ViewCtx<'_>, position: usize, event: &Event) -> Vec<AccountLook> {
    let conflicts = ctx.document().evidence.conflicts.of(position);
    conflicts.first().map_or_else(Vec::new, |conflict| {
        let mut looks = looks(conflict, event);
        looks.truncate(MAX_BARS);
        looks
    })
}

fn looks(conflict: &Conflict, event: &Event) -> Vec<AccountLook> {
    let mut looks = Vec::new();
    for account in &conflict.accounts {
        let mark = match &account.value {
            Value::When(when) => Mark::from_when(when),
            Value::Number(_) | Value::Place(_) | Value::Role(_) => None,
        };
        let kind = kind(account, event);
        looks.push(AccountLook { kind, mark });
        if !account.denied_by.is_empty() {
            let kind = AccountKind::Denial;
            looks.push(AccountLook { kind, mark });
        }
    }
    looks
}

fn kind(account: &Account, event: &Event) -> AccountKind {
    let mut claims = account.claims.iter().filter_map(|at| event.claims.get(*at));
    let is_firm = |status| matches!(status, Status::Reports | Status::Confirms);
    if claims.any(|claim| is_firm(claim.status)) {
        AccountKind::Reported
    } else {
        AccountKind::Alleged
    }
}

/// `place` is the row's rectangle, as for [`paint::mark`].
pub(super) fn paint_accounts(
    painter: &Painter,
    place: Rect,
    (item, scale): (&EventItem, &Scale),
    look: Look,
    accounts: &[AccountLook],
) {
    let marks: Vec<Option<Mark>> = accounts.iter().map(|account| account.mark).collect();
    let bars = account_bars(item, &marks, scale, &Metrics::default());
    let whole = paint::mark_rect(place, item);
    paint::ring(painter, whole, look);
    let rows = Rect::from_x_y_ranges(whole.x_range(), place.shrink2(vec2(0.0, 2.0)).y_range());
    for (number, (account, (x0, x1))) in accounts.iter().zip(bars).enumerate() {
        let bar = bar_rect(place, rows, (number, accounts.len()), (x0, x1));
        // A track ties each bar to its bracket.
        let track = Stroke::new(1.0, theme::faded(look.colour, 0.35));
        painter.hline(rows.x_range(), bar.center().y, track);
        paint_bar(painter, bar, look, account.kind);
    }
    paint_bracket(painter, rows, look);
}

/// The `number`th of so many bars, from the top.
fn bar_rect(place: Rect, rows: Rect, (number, of): (usize, usize), (x0, x1): (f64, f64)) -> Rect {
    #[expect(clippy::cast_precision_loss, reason = "a handful of bars")]
    let (number, of) = (number as f32, of.max(1) as f32);
    let pitch = rows.height() / of;
    let top = rows.top() + pitch * number;
    let gap = (pitch * 0.3).min(2.5);
    Rect::from_min_max(
        pos2(paint::clipped(place, x0), top + gap / 2.0),
        pos2(paint::clipped(place, x1), top + pitch - gap / 2.0),
    )
}

fn paint_bar(painter: &Painter, bar: Rect, look: Look, kind: AccountKind) {
    let stroke = Stroke::new(1.2, look.colour);
    match kind {
        AccountKind::Reported => {
            painter.rect_filled(bar, 1.0, theme::faded(look.colour, 0.85));
        }
        AccountKind::Alleged => {
            // Thin as it is, a dashed outline would read as two lines: the bar itself is dashed.
            let line = [bar.left_center(), bar.right_center()];
            let stroke = Stroke::new(bar.height(), theme::faded(look.colour, 0.75));
            painter.extend(Shape::dashed_line(&line, stroke, DASH, DASH_GAP));
        }
        AccountKind::Denial => {
            painter.rect_stroke(bar, 1.0, stroke, StrokeKind::Inside);
            painter.line_segment([bar.left_bottom(), bar.right_top()], stroke);
        }
    }
}

/// To the left of the bars, over all of them.
fn paint_bracket(painter: &Painter, rows: Rect, look: Look) {
    let x = rows.left() - BRACKET_GAP - BRACKET_WIDTH;
    let (top, bottom) = (rows.top(), rows.bottom());
    let path = vec![
        pos2(x + BRACKET_WIDTH, top),
        pos2(x, top),
        pos2(x, bottom),
        pos2(x + BRACKET_WIDTH, bottom),
    ];
    painter.line(path, Stroke::new(1.6, look.theme.warning));
}
