#!/usr/bin/env python3
"""Draws the program's icon: `icon.py OUT.png`. Needs Pillow.

A timeline with a period and two points above it, a bounded date (hollow) among them.
"""

import sys

from PIL import Image, ImageDraw

SIZE, FINE = 256, 8
PAPER, INK, ACCENT = "#faf7f2", "#44403c", "#b45309"


def main() -> None:
    image = Image.new("RGBA", (SIZE * FINE, SIZE * FINE), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)

    def box(x0, y0, x1, y1):
        return [x0 * FINE, y0 * FINE, x1 * FINE - 1, y1 * FINE - 1]

    def bar(x0, y0, x1, y1, radius, **style):
        draw.rounded_rectangle(box(x0, y0, x1, y1), radius * FINE, **style)

    def disc(x, y, r, **style):
        draw.ellipse(box(x - r, y - r, x + r, y + r), **style)

    bar(8, 8, 248, 248, 48, fill=PAPER, outline="#d6cfc4", width=4 * FINE)
    # The axis and its ticks.
    bar(36, 176, 220, 188, 6, fill=INK)
    for x in (64, 106, 148, 190):
        bar(x - 5, 188, x + 5, 210, 5, fill=INK)
    # A period, a point, and a date that is only bounded.
    bar(44, 116, 152, 146, 15, fill=ACCENT)
    disc(194, 131, 17, fill=ACCENT)
    disc(86, 75, 19, fill=ACCENT)
    disc(146, 75, 15, outline=ACCENT, width=9 * FINE)
    image.resize((SIZE, SIZE), Image.Resampling.LANCZOS).save(sys.argv[1], optimize=True)


if __name__ == "__main__":
    main()
