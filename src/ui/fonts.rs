//! The bundled fonts: Noto Sans in two weights, the icons, and what egui brings for the rest. The same
//! on every machine, so that a picture of the window is a picture of the window.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily, FontId};

/// The family of the bold weight.
const BOLD: &str = "bold";

const FILES: [(&str, &[u8]); 5] = [
    (
        "noto",
        include_bytes!("../../assets/fonts/NotoSans-Regular.ttf"),
    ),
    (
        "noto-bold",
        include_bytes!("../../assets/fonts/NotoSans-Bold.ttf"),
    ),
    (
        "noto-arabic",
        include_bytes!("../../assets/fonts/NotoSansArabic-Regular.ttf"),
    ),
    (
        "noto-hebrew",
        include_bytes!("../../assets/fonts/NotoSansHebrew-Regular.ttf"),
    ),
    (
        "icons",
        include_bytes!("../../assets/fonts/annals-icons.ttf"),
    ),
];

/// Makes the bundled fonts those of the window.
pub(super) fn install(ctx: &egui::Context) {
    let mut fonts = FontDefinitions::default();
    for (name, bytes) in FILES {
        fonts
            .font_data
            .insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let fallbacks = fonts
        .families
        .get(&FontFamily::Proportional)
        .cloned()
        .unwrap_or_default();
    let family = |first: &str| {
        let bundled = [first, "noto-arabic", "noto-hebrew", "icons"].map(str::to_owned);
        bundled
            .into_iter()
            .chain(fallbacks.iter().cloned())
            .collect::<Vec<_>>()
    };
    fonts
        .families
        .insert(FontFamily::Proportional, family("noto"));
    fonts
        .families
        .insert(FontFamily::Name(BOLD.into()), family("noto-bold"));
    if let Some(monospace) = fonts.families.get_mut(&FontFamily::Monospace) {
        monospace.extend(["noto".to_owned(), "icons".to_owned()]);
    }
    ctx.set_fonts(fonts);
}

pub(super) fn bold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(BOLD.into()))
}

pub(super) fn regular(size: f32) -> FontId {
    FontId::proportional(size)
}
