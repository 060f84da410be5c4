//! What the shapes of marks mean, drawn as the timeline draws them.

use egui::{Rect, Sense, Ui, vec2};

use super::super::theme::Theme;
use super::accounts::{AccountKind, AccountLook, paint_accounts};
use super::paint::{self, Look};
use super::support::paint_support;
use crate::evidence::Standing;
use crate::model::{Bounds, Colour, Day, DaySpan, Limit, Reading};
use crate::timeline::{EventItem, Extent, Label, LabelSide, Mark, Scale};

const WIDTH: f32 = 46.0;
const HEIGHT: f32 = 18.0;

pub(in crate::ui) fn legend_ui(theme: Theme, ui: &mut Ui) {
    let day = Day::MIN;
    let span = DaySpan::day(day);
    let point = Mark::Point { day };
    let bounds = Bounds {
        end_last: Day::MAX,
        end_first: Day::MAX,
        ..Bounds::within(span)
    };
    let bar = Mark::from_bounds(&bounds, Reading::Throughout).unwrap_or(point);
    let some_day = Bounds::within(DaySpan {
        first: day,
        last: Day::MAX,
    });
    let within = Mark::from_bounds(&some_day, Reading::Within).unwrap_or(point);
    let some_day = Bounds {
        from: Limit::Unknown,
        ..some_day
    };
    let until = Mark::from_bounds(&some_day, Reading::Within).unwrap_or(point);
    for (mark, standing, meaning) in [
        (
            point,
            Standing::Reported,
            "reported or confirmed, on one day",
        ),
        (point, Standing::Alleged, "alleged, and nothing more"),
        (point, Standing::Disputed, "denied or retracted by somebody"),
        (
            point,
            Standing::Declined,
            "nothing but a refusal to comment",
        ),
        (bar, Standing::Reported, "throughout these days"),
        (within, Standing::Reported, "on some day in between"),
        (until, Standing::Reported, "on or before a day"),
    ] {
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(WIDTH, HEIGHT), Sense::hover());
            let look = Look {
                theme,
                colour: theme.colour(Colour::Blue),
                standing,
                is_selected: false,
                is_hovered: false,
            };
            paint::mark(ui.painter(), rect, &example(mark, rect), look);
            ui.label(meaning);
        });
    }
    let kinds = [
        AccountKind::Reported,
        AccountKind::Alleged,
        AccountKind::Denial,
    ];
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(WIDTH, HEIGHT), Sense::hover());
        let place = rect.with_min_x(rect.left() + 5.0);
        let look = Look {
            theme,
            colour: theme.colour(Colour::Blue),
            standing: Standing::Disputed,
            is_selected: false,
            is_hovered: false,
        };
        let accounts = kinds.map(|kind| AccountLook { kind, mark: None });
        let scale = Scale::showing(0.0, 1.0, f64::from(WIDTH));
        let item = example(within, place);
        paint_accounts(ui.painter(), place, (&item, &scale), look, &accounts);
        ui.label("accounts that disagree: reported, alleged, denied");
    });
    for (text, meaning) in [
        ("2›1", "two sources print it, from one independent origin"),
        ("?", "what it rests on is not known"),
    ] {
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(WIDTH, HEIGHT), Sense::hover());
            let at = (rect.left(), rect.center().y);
            paint_support(ui.painter(), theme, at, text);
            ui.label(meaning);
        });
    }
}

fn example(mark: Mark, place: Rect) -> EventItem {
    let width = f64::from(place.width());
    let is_point = matches!(mark, Mark::Point { .. });
    let (x0, x1) = if is_point {
        (width / 2.0 - 5.0, width / 2.0 + 5.0)
    } else {
        (3.0, width - 3.0)
    };
    let (from, to) = mark.limits();
    EventItem {
        event: 0,
        source: None,
        lane: 0,
        row: 0,
        x0,
        x1,
        y: 0.0,
        mark,
        extent: Extent {
            start_x0: x0,
            start_x1: x0,
            end_x0: x1,
            end_x1: x1,
            from,
            to,
        },
        label: Label {
            x: 0.0,
            width: 0.0,
            side: LabelSide::None,
        },
    }
}
