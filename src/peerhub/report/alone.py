"""A page that stands alone: its style is in its head and it asks for nothing, so it can be kept, sent and printed."""

from __future__ import annotations

from markupsafe import Markup

from peerhub.pages.html import trusted


def stand_alone(title: str, style: str, body: Markup) -> str:
    """Write a whole page round a body; `style` is our own sheet."""
    return Markup(
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex">\n'
        "<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
        "{body}\n</main>\n</body>\n</html>\n"
    ).format(title=title, style=trusted(style), body=body)
