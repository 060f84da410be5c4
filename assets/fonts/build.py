#!/usr/bin/env python3
"""Builds the fonts of this folder from their sources, and the tables that name the icons.

    build.py --noto FOLDER --phosphor FOLDER [--sheet SHEET.png]

FOLDER of --noto holds the TTFs of Debian's fonts-noto-core (/usr/share/fonts/truetype/noto there),
FOLDER of --phosphor the unpacked npm package @phosphor-icons/web 2.1.2. Needs fonttools 4.68; for
--sheet, a picture of all icons to look at, also Pillow.

Written: the five TTFs, `README.md` from `README.in.md`, `../../src/ui/icons.rs`. Two runs give the
same bytes.

Icons keep their code points for ever: append to `ICONS`, never insert, never remove.
"""

import argparse
import math
import re
from pathlib import Path

from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
FIRST = 0xE000

# What text needs of a script's own blocks. Everything common to the scripts is in the first.
LATIN_GREEK_CYRILLIC = [
    (0x0020, 0x007E), (0x00A0, 0x00FF), (0x0100, 0x024F), (0x02B0, 0x02FF), (0x0300, 0x036F),
    (0x0370, 0x03FF), (0x0400, 0x052F), (0x1E00, 0x1EFF), (0x1F00, 0x1FFF), (0x2000, 0x206F),
    (0x2070, 0x209F), (0x20A0, 0x20CF), (0x2100, 0x214F), (0x2150, 0x218F), (0x2190, 0x21FF),
    (0x2200, 0x22FF), (0x25A0, 0x25FF), (0x2C60, 0x2C7F), (0xA720, 0xA7FF), (0xFB00, 0xFB06),
    (0xFFFD, 0xFFFD),
    # Azerbaijani's schwa, and the letters of transliteration that stand in the IPA block.
    (0x0259, 0x0259), (0x0250, 0x0254), (0x0256, 0x0257), (0x025B, 0x025B), (0x0263, 0x0263),
]
ARABIC = [
    (0x0020, 0x0020), (0x00A0, 0x00A0), (0x0600, 0x06FF), (0x0750, 0x077F), (0x08A0, 0x08FF),
    (0x200C, 0x200F), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF), (0x25CC, 0x25CC),
]
HEBREW = [
    (0x0020, 0x0020), (0x00A0, 0x00A0), (0x0590, 0x05FF), (0x200C, 0x200F), (0x20AA, 0x20AA),
    (0xFB1D, 0xFB4F), (0x25CC, 0x25CC),
]
TEXT_FONTS = [
    ("NotoSans-Regular.ttf", LATIN_GREEK_CYRILLIC),
    ("NotoSans-Bold.ttf", LATIN_GREEK_CYRILLIC),
    ("NotoSansArabic-Regular.ttf", ARABIC),
    ("NotoSansHebrew-Regular.ttf", HEBREW),
]
FEATURES = [
    "ccmp", "locl", "liga", "rlig", "calt", "kern", "mark", "mkmk", "tnum", "lnum", "rtlm",
    "init", "medi", "fina", "isol", "curs",
]

# (Phosphor's name, or ours with a star; variant of `model::Icon`; constant of `glyphs`)
ICONS = [
    ("airplane-tilt", "Airplane", None),
    ("barricade", "Barricade", None),
    ("bomb", "Bomb", None),
    ("signpost", "Border", None),
    ("broadcast", "Broadcast", None),
    ("buildings", "Building", "ORGANISATION"),
    ("chat-circle", "Chat", None),
    ("detective", "Detective", None),
    ("*dot", "Dot", None),
    ("fire", "Fire", None),
    ("flag", "Flag", None),
    ("folder", "Folder", None),
    ("gavel", "Gavel", None),
    ("globe", "Globe", None),
    ("*handcuffs", "Handcuffs", None),
    ("handshake", "Handshake", None),
    ("lock", "Lock", None),
    ("magnifying-glass", "Magnifier", "SEARCH"),
    ("first-aid", "Medical", None),
    ("megaphone", "Megaphone", None),
    ("money", "Money", None),
    ("newspaper", "Page", None),
    ("path", "Path", None),
    ("users-three", "People", None),
    ("phone-call", "Phone", None),
    ("quotes", "Quote", None),
    ("scales", "Scales", None),
    ("shield", "Shield", None),
    ("speaker-slash", "Silence", None),
    ("terminal-window", "Terminal", None),
    ("truck", "Truck", None),
    ("video-camera", "Video", None),
    ("wall", "Wall", None),
    ("x", None, "CLOSE"),
    ("check", None, "CHECK"),
    ("warning", None, "WARNING"),
    ("warning-circle", None, "WARNING_CIRCLE"),
    ("info", None, "INFO"),
    ("caret-down", None, "CARET_DOWN"),
    ("caret-right", None, "CARET_RIGHT"),
    ("caret-left", None, "CARET_LEFT"),
    ("caret-up", None, "CARET_UP"),
    ("arrow-square-out", None, "OPEN_OUTSIDE"),
    ("funnel", None, "FILTER"),
    ("user", None, "PERSON"),
    ("users", None, "GROUP"),
    ("map-pin", None, "PLACE"),
    ("book", None, "WORK"),
    ("briefcase", None, "CASE"),
    ("file-text", None, "SOURCE"),
    ("eye", None, "EYE"),
    ("eye-slash", None, "EYE_SLASH"),
    ("question", None, "QUESTION"),
    ("keyboard", None, "KEYBOARD"),
    ("arrows-out", None, "EXPAND"),
    ("arrows-in", None, "SHRINK"),
    ("star", None, "STAR"),
    ("folder-open", None, "FOLDER_OPEN"),
    ("clock", None, "CLOCK"),
    ("link", None, "LINK"),
    ("paperclip", None, "ATTACHMENT"),
    ("lock-simple", None, "READ_ONLY"),
    ("lightbulb", None, "LEAD"),
    ("list", None, "LIST"),
    ("sun", None, "SUN"),
    ("moon", None, "MOON"),
    ("circle", None, "CIRCLE"),
    ("square", None, "SQUARE"),
    ("circle-half", None, "CIRCLE_HALF"),
    ("chat-slash", None, "NO_COMMENT"),
    ("prohibit", None, "DENIED"),
    ("seal-check", None, "CONFIRMED"),
    ("arrow-u-up-left", None, "RETRACTED"),
    ("push-pin", None, "PIN"),
    ("plus", None, "PLUS"),
    ("minus", None, "MINUS"),
    ("house", None, "HOUSE"),
]


def write_text_font(source: Path, ranges, target: Path) -> None:
    options = subset.Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 13, 14]
    options.notdef_outline = True
    options.recalc_timestamp = False
    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[c for first, last in ranges for c in range(first, last + 1)])
    subsetter.subset(font)
    subset.save_font(font, str(target), options)


# --- the glyphs Phosphor does not have; same em (1024), stroke (64) and round ends -----------------

STROKE = 64


def circle(pen, x, y, radius, hole=False):
    """A circle of eight quadratic arcs; outer contours run clockwise, holes the other way."""
    arcs = 8
    step = 2 * math.pi / arcs * (1 if hole else -1)
    control = radius / math.cos(step / 2)

    def at(angle, r):
        return (round(x + r * math.cos(angle)), round(y + r * math.sin(angle)))

    pen.moveTo(at(0, radius))
    for arc in range(arcs):
        pen.qCurveTo(at((arc + 0.5) * step, control), at((arc + 1) * step, radius))
    pen.closePath()


def ring(pen, x, y, radius):
    """A stroked circle; `radius` is that of the middle of the stroke."""
    circle(pen, x, y, radius + STROKE / 2)
    circle(pen, x, y, radius - STROKE / 2, hole=True)


def line(pen, x0, y0, x1, y1):
    """A stroke with round ends, from middle to middle."""
    length = math.hypot(x1 - x0, y1 - y0)
    half = STROKE / 2
    nx, ny = -(y1 - y0) / length * half, (x1 - x0) / length * half
    ex, ey = (x1 - x0) / length * half, (y1 - y0) / length * half
    points = [
        ("m", (x0 + nx, y0 + ny)), ("l", (x1 + nx, y1 + ny)),
        ("q", (x1 + nx + ex, y1 + ny + ey), (x1 + ex, y1 + ey)),
        ("q", (x1 - nx + ex, y1 - ny + ey), (x1 - nx, y1 - ny)),
        ("l", (x0 - nx, y0 - ny)),
        ("q", (x0 - nx - ex, y0 - ny - ey), (x0 - ex, y0 - ey)),
        ("q", (x0 + nx - ex, y0 + ny - ey), (x0 + nx, y0 + ny)),
    ]
    for op, *at in points:
        at = [(round(x), round(y)) for x, y in at]
        {"m": pen.moveTo, "l": pen.lineTo, "q": pen.qCurveTo}[op](*at)
    pen.closePath()


def dot(pen):
    circle(pen, 512, 448, 224)


def handcuffs(pen):
    """Two rings, a lock standing on each, and between the locks a chain hanging in links."""
    for x in (256, 768):
        ring(pen, x, 288, 192)
        for side in (-72, 72):
            line(pen, x + side, 640, x + side, 500)
        line(pen, x - 72, 640, x + 72, 640)
    for x0, y0, x1, y1 in ((336, 748, 400, 804), (484, 828, 540, 828), (688, 748, 624, 804)):
        line(pen, x0, y0, x1, y1)


OWN = {"*dot": dot, "*handcuffs": handcuffs}


def write_icon_font(phosphor: Path, target: Path) -> None:
    source = TTFont(phosphor / "src/regular/Phosphor.ttf")
    css = (phosphor / "src/regular/style.css").read_text(encoding="utf-8")
    code_points = {
        name: int(code, 16)
        for name, code in re.findall(
            r'\.ph-([a-z0-9-]+):before\s*\{\s*content:\s*"\\([0-9a-f]+)"', css)
    }
    glyph_names = source.getBestCmap()
    outlines = source.getGlyphSet()
    em = source["head"].unitsPerEm
    order, glyphs, cmap, metrics = [".notdef", "space"], {}, {0x20: "space"}, {}
    for empty in order:
        glyphs[empty] = TTGlyphPen(None).glyph()
        metrics[empty] = (em, 0)
    for offset, (name, _, _) in enumerate(ICONS):
        pen = TTGlyphPen(None)
        if name in OWN:
            OWN[name](pen)
        else:
            outlines[glyph_names[code_points[name]]].draw(pen)
        own_name = name.lstrip("*")
        order.append(own_name)
        glyphs[own_name] = pen.glyph()
        cmap[FIRST + offset] = own_name
        metrics[own_name] = (em, 0)
    builder = FontBuilder(em, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(cmap)
    builder.setupGlyf(glyphs)
    for name in order[2:]:
        builder.font["glyf"][name].recalcBounds(builder.font["glyf"])
        metrics[name] = (em, builder.font["glyf"][name].xMin)
    builder.setupHorizontalMetrics(metrics)
    ascent, descent = source["hhea"].ascent, source["hhea"].descent
    builder.setupHorizontalHeader(ascent=ascent, descent=descent)
    builder.setupOS2(
        sTypoAscender=ascent, sTypoDescender=descent, sTypoLineGap=0,
        usWinAscent=ascent, usWinDescent=-descent, fsType=0)
    builder.setupNameTable({
        "copyright": "Copyright (c) 2020-2021 Phosphor Icons; handcuffs and dot: the Annals developers",
        "familyName": "Annals Icons",
        "styleName": "Regular",
        "uniqueFontIdentifier": "Annals Icons Regular 1",
        "fullName": "Annals Icons Regular",
        "psName": "AnnalsIcons-Regular",
        "version": "Version 1.000",
        "licenseDescription": "MIT License; see Phosphor-MIT.txt",
    })
    builder.setupPost(keepGlyphNames=False)
    # A fixed date, so that two runs give the same bytes.
    builder.updateHead(created=3_850_000_000, modified=3_850_000_000)
    builder.font.recalcTimestamp = False
    builder.save(target)


def write_sheet(target: Path) -> None:
    """All icons with their code points, to look at."""
    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.truetype(str(HERE / "annals-icons.ttf"), 48)
    small = ImageFont.truetype(str(HERE / "NotoSans-Regular.ttf"), 12)
    columns, cell = 11, 110
    rows = -(-len(ICONS) // columns)
    image = Image.new("RGB", (columns * cell, rows * cell), "white")
    draw = ImageDraw.Draw(image)
    for offset, (name, variant, constant) in enumerate(ICONS):
        x, y = offset % columns * cell + cell // 2, offset // columns * cell
        draw.text((x, y + 40), chr(FIRST + offset), font=font, fill="black", anchor="mm")
        draw.text((x, y + 78), f"{FIRST + offset:X}", font=small, fill="grey", anchor="mm")
        draw.text((x, y + 94), variant or constant, font=small, fill="black", anchor="mm")
    image.save(target)


def write_tables() -> None:
    """The icons' names for Rust and for people."""
    table = ["| code point | glyph | `model::Icon` | `ui::icons::glyphs` |", "|---|---|---|---|"]
    arms, constants = [], []
    for offset, (name, variant, constant) in enumerate(ICONS):
        code = f"{FIRST + offset:04x}"
        shown = f"{name[1:]} (ours)" if name.startswith("*") else name
        table.append(f"| U+{code.upper()} | {shown} | {variant or ''} | {constant or ''} |")
        if variant:
            arms.append(f"        Icon::{variant} => '\\u{{{code}}}',")
        if constant:
            constants.append(f"    pub(crate) const {constant}: char = '\\u{{{code}}}';")
    readme = (HERE / "README.in.md").read_text(encoding="utf-8")
    (HERE / "README.md").write_text(readme.replace("@TABLE@\n", "\n".join(table) + "\n"), encoding="utf-8")
    rust = RUST.replace("@ARMS@", "\n".join(arms)).replace("@CONSTANTS@", "\n".join(constants))
    (HERE / "../../src/ui").mkdir(parents=True, exist_ok=True)
    (HERE / "../../src/ui/icons.rs").write_text(rust, encoding="utf-8")


RUST = """\
//! Which glyph of the bundled font *Annals Icons* draws what. Written by `assets/fonts/build.py`:
//! change its table, not this file.

use crate::model::Icon;

/// The glyph of a kind's icon.
pub(crate) fn glyph(icon: Icon) -> char {
    match icon {
@ARMS@
    }
}

/// The glyphs of the window itself.
#[expect(dead_code, reason = "the font holds glyphs for panels that are still to come")]
pub(crate) mod glyphs {
@CONSTANTS@
}
"""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--noto", type=Path, required=True)
    arguments.add_argument("--phosphor", type=Path, required=True)
    arguments.add_argument("--sheet", type=Path)
    given = arguments.parse_args()
    for name, ranges in TEXT_FONTS:
        write_text_font(given.noto / name, ranges, HERE / name)
    write_icon_font(given.phosphor, HERE / "annals-icons.ttf")
    write_tables()
    if given.sheet:
        write_sheet(given.sheet)


if __name__ == "__main__":
    main()
