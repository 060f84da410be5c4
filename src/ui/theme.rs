//! Colours, sizes and spacings: the only place that holds any. Light and dark follow the system.

use egui::style::{ScrollStyle, WidgetVisuals};
use egui::{Color32, CornerRadius, Margin, Stroke, TextStyle, Visuals, vec2};

use super::fonts;
use crate::model::Colour;

/// Text sizes in points.
pub(super) const SMALL: f32 = 11.0;
pub(super) const BODY: f32 = 13.0;
pub(super) const READING: f32 = 14.0;
pub(super) const TITLE: f32 = 17.0;

/// Heights and distances in points.
pub(super) const MENU_HEIGHT: f32 = 42.0;
pub(super) const STATUS_HEIGHT: f32 = 26.0;
pub(super) const OVERVIEW_HEIGHT: f32 = 54.0;
pub(super) const RULER_HEIGHT: f32 = 30.0;
pub(super) const LANE_LABEL_WIDTH: f32 = 158.0;
pub(super) const ROW_HEIGHT: f32 = 18.0;
pub(super) const LANE_PADDING: f32 = 6.0;
pub(super) const MARK_RADIUS: f32 = 5.5;
pub(super) const BAR_HEIGHT: f32 = 11.0;
pub(super) const SHELF_HEIGHT: f32 = 34.0;

/// The colours of one of the two themes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Theme {
    pub is_dark: bool,
    pub text: Color32,
    pub weak: Color32,
    /// Behind panels.
    pub panel: Color32,
    /// Behind the timeline and the menus.
    pub canvas: Color32,
    /// Every second lane.
    pub stripe: Color32,
    pub line: Color32,
    /// Chips, counts, hovered rows.
    pub fill: Color32,
    /// Selection, and nothing else.
    pub accent: Color32,
    pub accent_fill: Color32,
    pub link: Color32,
    pub error: Color32,
    pub warning: Color32,
}

const LIGHT: Theme = Theme {
    is_dark: false,
    text: Color32::from_rgb(0x1b, 0x20, 0x28),
    weak: Color32::from_rgb(0x59, 0x62, 0x70),
    panel: Color32::from_rgb(0xf4, 0xf6, 0xf8),
    canvas: Color32::from_rgb(0xff, 0xff, 0xff),
    stripe: Color32::from_rgb(0xfa, 0xfb, 0xfd),
    line: Color32::from_rgb(0xdd, 0xe2, 0xe9),
    fill: Color32::from_rgb(0xe6, 0xea, 0xf1),
    accent: Color32::from_rgb(0xb4, 0x4f, 0x00),
    accent_fill: Color32::from_rgb(0xff, 0xf0, 0xcf),
    link: Color32::from_rgb(0x00, 0x63, 0xa5),
    error: Color32::from_rgb(0xb3, 0x1d, 0x1d),
    warning: Color32::from_rgb(0x8a, 0x5a, 0x00),
};

const DARK: Theme = Theme {
    is_dark: true,
    text: Color32::from_rgb(0xe7, 0xea, 0xef),
    weak: Color32::from_rgb(0x9a, 0xa3, 0xb2),
    panel: Color32::from_rgb(0x1a, 0x1e, 0x25),
    canvas: Color32::from_rgb(0x15, 0x18, 0x1e),
    stripe: Color32::from_rgb(0x18, 0x1c, 0x22),
    line: Color32::from_rgb(0x2d, 0x33, 0x3d),
    fill: Color32::from_rgb(0x2a, 0x30, 0x3b),
    accent: Color32::from_rgb(0xff, 0xd1, 0x5c),
    accent_fill: Color32::from_rgb(0x3f, 0x34, 0x17),
    link: Color32::from_rgb(0x6c, 0xb8, 0xf0),
    error: Color32::from_rgb(0xff, 0x8a, 0x80),
    warning: Color32::from_rgb(0xf2, 0xc1, 0x4e),
};

impl Theme {
    /// The theme that is in force where `ui` draws.
    pub(super) fn of(ui: &egui::Ui) -> Self {
        if ui.visuals().dark_mode { DARK } else { LIGHT }
    }

    /// Shades of Okabe and Ito's palette, darkened for light backgrounds and lightened for dark ones
    /// to at least 3:1 against the canvas.
    pub(super) fn colour(&self, colour: Colour) -> Color32 {
        let (light, dark) = match colour {
            Colour::Orange => (0x00b0_7100, 0x00e6_9f00),
            Colour::Sky => (0x002b_86c5, 0x007c_c4f2),
            Colour::Green => (0x0000_8764, 0x002f_c098),
            Colour::Yellow => (0x009a_8200, 0x00f0_e442),
            Colour::Blue => (0x0000_5fa8, 0x005a_a3ea),
            Colour::Vermillion => (0x00c8_5000, 0x00f0_7c3c),
            Colour::Pink => (0x00b0_4a86, 0x00dc_8cba),
            Colour::Violet => (0x0069_4ab4, 0x00b0_93ee),
            Colour::Olive => (0x005f_6d14, 0x00b4_c25c),
            Colour::Grey => (0x005e_6875, 0x00a6_afbc),
        };
        let [_, r, g, b] = u32::to_be_bytes(if self.is_dark { dark } else { light });
        Color32::from_rgb(r, g, b)
    }
}

/// `colour` with this share of its opacity.
pub(super) fn faded(colour: Color32, share: f32) -> Color32 {
    colour.gamma_multiply(share)
}

/// A colour laid thinly over another.
pub(super) fn over(colour: Color32, ground: Color32, share: f32) -> Color32 {
    ground.lerp_to_gamma(colour, share)
}

/// Makes both themes those of the window.
pub(super) fn install(ctx: &egui::Context) {
    for (which, theme) in [(egui::Theme::Light, LIGHT), (egui::Theme::Dark, DARK)] {
        ctx.style_mut_of(which, |style| {
            style.visuals = visuals(theme, &style.visuals);
            style.text_styles = [
                (TextStyle::Small, fonts::regular(SMALL)),
                (TextStyle::Body, fonts::regular(BODY)),
                (TextStyle::Button, fonts::regular(BODY)),
                (TextStyle::Heading, fonts::bold(TITLE)),
                (TextStyle::Monospace, egui::FontId::monospace(12.0)),
            ]
            .into();
            style.spacing.item_spacing = vec2(6.0, 4.0);
            style.spacing.button_padding = vec2(8.0, 3.0);
            style.spacing.menu_margin = Margin::same(6);
            style.spacing.interact_size.y = 22.0;
            style.spacing.scroll = ScrollStyle::thin();
            style.spacing.tooltip_width = 420.0;
            style.interaction.selectable_labels = false;
        });
    }
}

fn visuals(theme: Theme, base: &Visuals) -> Visuals {
    let radius = CornerRadius::same(4);
    let widget = |fill: Color32, stroke: Color32, text: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, stroke),
        corner_radius: radius,
        fg_stroke: Stroke::new(1.0, text),
        expansion: 0.0,
    };
    let mut visuals = base.clone();
    visuals.widgets.noninteractive = widget(theme.panel, theme.line, theme.text);
    visuals.widgets.inactive = widget(theme.fill, Color32::TRANSPARENT, theme.text);
    visuals.widgets.hovered = widget(theme.fill, theme.weak, theme.text);
    visuals.widgets.active = widget(theme.fill, theme.accent, theme.text);
    visuals.widgets.open = widget(theme.fill, theme.line, theme.text);
    visuals.selection.bg_fill = theme.accent_fill;
    visuals.selection.stroke = Stroke::new(1.5, theme.accent);
    visuals.hyperlink_color = theme.link;
    visuals.weak_text_color = Some(theme.weak);
    visuals.panel_fill = theme.panel;
    visuals.window_fill = theme.canvas;
    visuals.window_stroke = Stroke::new(1.0, theme.line);
    visuals.window_corner_radius = CornerRadius::same(8);
    visuals.extreme_bg_color = theme.canvas;
    visuals.faint_bg_color = theme.stripe;
    visuals.code_bg_color = theme.fill;
    visuals.error_fg_color = theme.error;
    visuals.warn_fg_color = theme.warning;
    visuals
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(colour: Color32) -> f32 {
        let linear = egui::Rgba::from(colour);
        0.2126 * linear.r() + 0.7152 * linear.g() + 0.0722 * linear.b()
    }

    fn contrast(a: Color32, b: Color32) -> f32 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_colour_stands_out_from_what_it_is_drawn_on() {
        for theme in [LIGHT, DARK] {
            for ground in [theme.canvas, theme.stripe, theme.panel] {
                for colour in Colour::ALL {
                    let ratio = contrast(theme.colour(*colour), ground);
                    assert!(ratio >= 3.0, "{colour:?}, dark: {}: {ratio}", theme.is_dark);
                }
                for text in [
                    theme.text,
                    theme.weak,
                    theme.link,
                    theme.error,
                    theme.warning,
                ] {
                    let ratio = contrast(text, ground);
                    assert!(ratio >= 4.5, "{text:?}, dark: {}: {ratio}", theme.is_dark);
                }
            }
            assert!(contrast(theme.text, theme.accent_fill) >= 7.0);
            assert!(
                contrast(theme.weak, theme.fill) >= 4.5,
                "chips, dark: {}",
                theme.is_dark
            );
            assert!(
                contrast(theme.link, theme.accent_fill) >= 4.5,
                "links, dark: {}",
                theme.is_dark
            );
        }
    }
}
