"""Sections of a body: each is rendered once a shape, and may use only what it names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from jinja2 import DictLoader, Environment
from markupsafe import Markup
from tests.core.pages.theme import Theme

from peerhub.building.site import DataPages
from peerhub.pages.chrome import make_chrome
from peerhub.pages.sections import Section, Sections
from peerhub.shown.facts import Badge, Link

ENVIRONMENT = Environment(
    autoescape=True,
    loader=DictLoader(
        {
            "links": '{% for link in view.links %}<a href="{{ link.href }}"'
            '{% if "://" in link.href %} rel{% endif %}>{{ link.title }}</a>{% else %}none{% endfor %}',
            "badge": "{% if view.part.badge.state == 'fresh' %}+{% endif %}{{ view.part.badge.text }}{{ view.html }}",
            "greedy": "{{ view.other }}",
            "by value": "{{ 'one' if view.name == 'one' else 'more' }}{{ view.name }}",
        }
    ),
)


class View:
    """A view of any fields."""

    def __init__(self, **fields: Any) -> None:
        self.__dict__.update(fields)


def sections(*uses: str, template: str) -> tuple[Sections, list[str]]:
    rendered: list[str] = []

    def render(name: str, context: Mapping[str, Any]) -> str:
        rendered.append(name)
        return ENVIRONMENT.get_template(name).render(context)

    return Sections(render, [Section(template, uses)]), rendered


def test_one_rendering_a_shape() -> None:
    """Texts differ and the shape does not: rendered once. An address elsewhere, or one more, is another shape."""
    made, rendered = sections("links", template="links")
    views = [
        (Link("A&B", "a.html"),), (Link("C", "c.html?x=1&y"),), (Link("D", "https://d.example/"),),
        (Link("E", "#e"), Link("", "")), (), (Link("F", "f.html"),),
    ]  # fmt: skip
    for links in views:
        whole = ENVIRONMENT.get_template("links").render(view=View(links=links))
        assert made.body(View(links=links), {"root": "..", "inside": True}) == whole
    assert len(rendered) == 4


def test_what_templates_decide_by_is_part_of_the_shape() -> None:
    """A badge's state is looked at, and HTML that is safe stays as it is."""
    made, rendered = sections("part.badge", "html", template="badge")
    for state in ("fresh", "stale", "fresh"):
        view = View(part=View(badge=Badge(state, "<3")), html=Markup("<b>x</b>"))
        assert made.body(view, {"root": ".", "inside": False}) == ("+" if state == "fresh" else "") + "&lt;3<b>x</b>"
    assert len(rendered) == 2
    by_value, _ = sections("=name", template="by value")
    assert [by_value.body(View(name=name), {"root": ".", "inside": False}) for name in ("one", "two")] == [
        "oneone",
        "moretwo",
    ]


def test_a_section_cannot_use_what_it_does_not_name() -> None:
    """It would show the first page's text on all: so nothing is shown, and the build says what is missing."""
    made, _ = sections("links", template="greedy")
    with pytest.raises(LookupError, match="uses `other`"):
        made.body(View(links=(), other="text"), {"root": ".", "inside": False})


def test_a_hubs_own_body_is_rendered_whole(tiny: Theme) -> None:
    """A hub may lay its own template over ours, and then knows no sections."""

    def render(template: str, context: Mapping[str, Any]) -> str:
        if template == "bodies/listing.html":
            return f"<p>own {context['view'].card.id}</p>"
        return tiny.render(template, context)

    made = DataPages(tiny.hub, render, make_chrome(tiny.hub))
    pages = dict(tiny.hub.previous_site.whole(made.listings()))
    assert pages
    assert all(f"<p>own {path[7:-5]}</p>" in content.decode() for path, content in pages.items())
