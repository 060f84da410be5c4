//! What a person says of a document that becomes a source, with its paragraphs to look through.

use std::collections::BTreeSet;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{ComboBox, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, vec2};

use super::super::super::ctx::ViewCtx;
use super::super::super::{fonts, theme, widgets};
use super::super::large_size;
use crate::app::{Command, TextCommand};
use crate::diag::printable;
use crate::edit::{self, Record, fresh_entity_id, fresh_source_id};
use crate::evidence::{NotDated, when_phrase};
use crate::exchange::{Chosen, Document, NewSource, Piece, new_source, published};
use crate::fold::fold;
use crate::model::{Entity, EntityId, EntityKind, Project, SourceKind, When};

const KINDS: [SourceKind; 9] = [
    SourceKind::Article,
    SourceKind::Report,
    SourceKind::CourtFile,
    SourceKind::Interview,
    SourceKind::Transcript,
    SourceKind::Statement,
    SourceKind::Broadcast,
    SourceKind::Data,
    SourceKind::Other,
];

/// A paragraph in the list: two lines, and between rows a little room.
const ROW_HEIGHT: f32 = 40.0;
const NUMBER_WIDTH: f32 = 44.0;
const TOGGLE_WIDTH: f32 = 100.0;

/// What was read, and what is typed of it.
#[derive(Debug)]
pub(super) struct Form {
    document: Document,
    kind: SourceKind,
    title: String,
    publisher: String,
    published: String,
    address: String,
    furniture: BTreeSet<usize>,
}

impl Form {
    pub(super) fn new(mut document: Document) -> Self {
        let said = |place: &mut Option<String>| place.take().unwrap_or_default();
        Self {
            kind: SourceKind::Article,
            title: said(&mut document.title),
            publisher: String::new(),
            published: said(&mut document.published),
            address: said(&mut document.address),
            furniture: BTreeSet::new(),
            document,
        }
    }

    /// Whether it is done with: a source was made, or another text is wanted.
    pub(super) fn form_ui(
        &mut self,
        ctx: ViewCtx<'_>,
        ui: &mut Ui,
        out: &mut Vec<Command>,
    ) -> bool {
        self.fields_ui(ctx, ui);
        ui.separator();
        self.head_ui(ctx, ui);
        let height = (large_size(ui).y - 330.0).max(160.0);
        let rows = self.document.paragraphs.len();
        super::super::scroll_area(height).show_rows(ui, ROW_HEIGHT, rows, |ui, range| {
            for at in range {
                self.row_ui(ctx, ui, at);
            }
        });
        ui.separator();
        ui.horizontal(|ui| self.buttons_ui(ctx, ui, out)).inner
    }

    fn fields_ui(&mut self, ctx: ViewCtx<'_>, ui: &mut Ui) {
        widgets::text_field(ui, &mut self.title, "Title", "Title of the source");
        ui.columns(2, |columns| {
            let [left, right] = columns else { return };
            let combo = ComboBox::from_id_salt("kind").selected_text(self.kind.label());
            let shown = combo.show_ui(left, |ui| {
                for kind in KINDS {
                    ui.selectable_value(&mut self.kind, kind, kind.label());
                }
            });
            shown.response.accessible_name("Kind of source");
            let hint = "Publisher: its name, or id";
            widgets::text_field(right, &mut self.publisher, hint, "Publisher");
            widgets::weak(right, self.publisher_phrase(ctx.project()));
            let hint = "Published, in the words of the source";
            widgets::text_field(left, &mut self.published, hint, "Published");
            widgets::weak(left, self.published_phrase());
            widgets::text_field(right, &mut self.address, "Address: https://…", "Address");
        });
    }

    /// How it was read, and what to know about it.
    fn head_ui(&mut self, ctx: ViewCtx<'_>, ui: &mut Ui) {
        let Document {
            paragraphs,
            encoding,
            rule,
            warnings,
            ..
        } = &self.document;
        let count = widgets::counted(paragraphs.len(), "paragraph", "paragraphs");
        widgets::weak(
            ui,
            format!("{count}: {} · {}", rule.phrase(), encoding.phrase()),
        );
        for warning in warnings {
            let hint = warning.hint.as_deref().unwrap_or_default();
            let text = format!("{}: {hint}", warning.message);
            let text = egui::RichText::new(printable(&text))
                .size(12.0)
                .color(ctx.theme.warning);
            ui.add(egui::Label::new(text).wrap());
        }
        let guessed = paragraphs
            .iter()
            .enumerate()
            .filter(|(_, it)| it.furniture.is_some());
        let guessed: Vec<usize> = guessed.map(|(at, _)| at).collect();
        let is_open = guessed.iter().any(|at| !self.furniture.contains(at));
        let label = format!("Mark what may be furniture ({})", guessed.len());
        if is_open && ui.button(label).clicked() {
            self.furniture.extend(guessed);
        }
    }

    /// Number, toggle, words.
    fn row_ui(&mut self, ctx: ViewCtx<'_>, ui: &mut Ui, at: usize) {
        let Some(piece) = self.document.paragraphs.get(at) else {
            return;
        };
        let size = vec2(
            ui.available_width(),
            ROW_HEIGHT - ui.spacing().item_spacing.y,
        );
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        let place = Rect::from_min_size(rect.min, vec2(NUMBER_WIDTH + TOGGLE_WIDTH, size.y));
        let mut marks = ui.new_child(
            UiBuilder::new()
                .id_salt(at)
                .max_rect(place)
                .layout(egui::Layout::left_to_right(egui::Align::Min)),
        );
        let number = egui::RichText::new(format!("{:>4}", at + 1)).size(12.0);
        marks.label(number.color(ctx.theme.weak));
        let mut is_furniture = self.furniture.contains(&at);
        let toggle = marks.checkbox(&mut is_furniture, "furniture");
        let name = toggle_name(at, piece);
        toggle.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_furniture, &name));
        if toggle.changed() {
            if is_furniture {
                self.furniture.insert(at);
            } else {
                self.furniture.remove(&at);
            }
        }
        let words = Rect::from_min_max(rect.min + vec2(place.width() + 6.0, 0.0), rect.max);
        words_ui(ctx, ui, (piece, is_furniture), words);
        response.on_hover_ui(|ui| {
            ui.set_max_width(560.0);
            ui.label(&piece.text);
            if let Some(guess) = piece.furniture {
                widgets::weak(ui, format!("May be furniture: {}", guess.phrase()));
            }
        });
    }

    fn buttons_ui(&mut self, ctx: ViewCtx<'_>, ui: &mut Ui, out: &mut Vec<Command>) -> bool {
        let is_named = !self.title.trim().is_empty();
        // Refused, what was typed would be gone with the dialog.
        let is_read_only = ctx.session.is_read_only();
        let is_ready = is_named && !is_read_only;
        let create = ui.add_enabled(is_ready, egui::Button::new("Create source"));
        let is_created = create.clicked();
        if is_created {
            let publisher = self.new_publisher(ctx.session.project());
            let NewSource { source, text } = self.source(ctx.session.project(), publisher.as_ref());
            out.push(Command::Show(None));
            out.push(Command::Text(TextCommand::Create {
                source: Box::new(source),
                text,
                publisher: publisher.map(Box::new),
            }));
        }
        if is_read_only {
            widgets::weak(
                ui,
                "This project cannot be changed here; what you typed stays until it can",
            );
        } else if !is_named {
            widgets::weak(ui, "It needs a title");
        }
        let is_given_up = ui.button("Another text").clicked();
        if ui.button("Cancel").clicked() {
            out.push(Command::Show(None));
        }
        is_created || is_given_up
    }

    /// Nobody is called so yet.
    fn new_publisher(&self, project: &Project) -> Option<Entity> {
        let name = self.publisher.trim();
        if name.is_empty() || self.publisher_id(project).is_some() {
            return None;
        }
        Some(Entity {
            id: fresh_entity_id(project, name),
            kind: EntityKind::Organisation,
            name: name.to_owned(),
            spellings: Vec::new(),
            same_as: Vec::new(),
            note: None,
        })
    }

    fn source(&self, project: &Project, new_publisher: Option<&Entity>) -> NewSource {
        let publisher = new_publisher.map(|it| it.id.clone());
        let publisher = publisher.or_else(|| self.publisher_id(project));
        let when = self.when();
        let when = when.and_then(|when| when.ok().or_else(|| self.unresolved()));
        let title = self.title.trim();
        // The publisher's own id is taken as well.
        let with_publisher = new_publisher.and_then(|it| {
            let edit = edit::add(project, Record::Entity(it.clone())).ok()?;
            Some(edit.apply(project).ok()?.0)
        });
        let project = with_publisher.as_ref().unwrap_or(project);
        let id = fresh_source_id(project, title, publisher.as_ref(), when.as_ref());
        let address = self.address.trim();
        let chosen = Chosen {
            id,
            title: title.to_owned(),
            kind: self.kind,
            publisher,
            published: when,
            address: (!address.is_empty()).then(|| address.to_owned()),
            furniture: self.furniture.clone(),
        };
        let mut new = new_source(&self.document, chosen);
        new.source.note = self.note();
        new
    }

    /// What has no place of its own yet is not lost.
    fn note(&self) -> Option<String> {
        let byline = self.document.byline.as_ref();
        byline.map(|byline| format!("Written by {byline}, as it says."))
    }

    /// The entity of this id, or of this name or spelling.
    fn publisher_id(&self, project: &Project) -> Option<EntityId> {
        let typed = self.publisher.trim();
        if typed.is_empty() {
            return None;
        }
        let by_id = EntityId::new(typed)
            .ok()
            .filter(|id| project.entity(id).is_some());
        let wanted = fold(typed);
        by_id.or_else(|| {
            let mut entities = project.entities().iter();
            let found = entities.find(|it| it.names().any(|name| fold(name) == wanted));
            found.map(|entity| entity.id.clone())
        })
    }

    fn publisher_phrase(&self, project: &Project) -> String {
        match self.publisher_id(project) {
            Some(id) => project.entity_name(&id).to_owned(),
            None if self.publisher.trim().is_empty() => " ".to_owned(),
            None => "Nobody is called so yet: becomes a new organisation".to_owned(),
        }
    }

    /// `None`: nothing is typed.
    fn when(&self) -> Option<Result<When, NotDated>> {
        let words = self.published.trim();
        (!words.is_empty()).then(|| published(words))
    }

    /// The words alone.
    fn unresolved(&self) -> Option<When> {
        let words = self.published.trim();
        (!words.is_empty()).then(|| When::unresolved(Some(words.to_owned())))
    }

    fn published_phrase(&self) -> String {
        match self.when() {
            None => " ".to_owned(),
            Some(Ok(when)) => when_phrase(Some(&When {
                words: None,
                ..when
            })),
            Some(Err(error)) => format!("Kept as words: {error}"),
        }
    }
}

fn toggle_name(at: usize, piece: &Piece) -> String {
    let name = format!("Paragraph {} is furniture", at + 1);
    match piece.furniture {
        Some(guess) => format!("{name}, maybe: {}", guess.phrase()),
        None => name,
    }
}

/// Two lines of the words, grey where they are furniture.
fn words_ui(ctx: ViewCtx<'_>, ui: &Ui, (piece, is_furniture): (&Piece, bool), rect: Rect) {
    let colour = match (is_furniture, piece.furniture) {
        (true, _) => ctx.theme.weak,
        (false, Some(_)) => ctx.theme.warning,
        (false, None) => ctx.theme.text,
    };
    let format = TextFormat::simple(fonts::regular(theme::BODY), colour);
    // Two lines are all that is shown, and laying out more takes time.
    let shown: String = piece.text.chars().take(400).collect();
    let mut job = LayoutJob::single_section(shown, format);
    job.wrap = TextWrapping {
        max_width: rect.width(),
        max_rows: 2,
        ..TextWrapping::default()
    };
    let galley = ui.painter().layout_job(job);
    ui.painter().galley(rect.min, galley, colour);
}
