"""One hub in several languages: each below one root, with what is not translated said and marked."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from tests.sites.hubs import TinyHub, differences, make_hub, open_doors
from tests.sites.signing import sign_all

from peerhub.words import load_words
from peerhub.words.pseudo import BIDI, PSEUDO

SITE = "https://hub.example/name/"
# The two languages that are made by machine: one of them runs from right to left.
OTHER, TURNED = PSEUDO, BIDI
WELSH = """\
---
title: Gwrando
description: Beth mae'n ei olygu i rywun wrando arnoch chi, a pham y gall hynny helpu.
kind: {kind}
in_brief:
  - Mae grŵp yn gwrando.
  - Does dim rhaid i chi siarad.
  - Mae gennych chi amser.
author: Golygyddion
reviewed_by: none
last_updated: 2026-11-01
next_review: 2028-11-01
conflicts: none
sources: []
---
## Cael eich clywed

Mae pobl yn gwrando. Darllenwch am [helpu](helping.md).
"""


def in_languages(hub: TinyHub, languages: str) -> TinyHub:
    hub.replace("mkdocs.yml", "    tagline:", f"    languages: [{languages}]\n    tagline:")
    return hub


def kind_of(hub: TinyHub, path: str) -> str:
    text = (hub.root / "docs" / path).read_text(encoding="utf-8")
    return str(yaml.safe_load(text.split("---")[1])["kind"])


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> TinyHub:
    """An open hub in three languages, in which one article has a translation."""
    hub = in_languages(make_hub(tmp_path_factory.mktemp("languages")), "en, en-XA, ar-XB")
    hub.write("docs/learn/listening.en-XA.md", WELSH.format(kind=kind_of(hub, "learn/listening.md")))
    open_doors(hub)
    hub.replace(
        "data/vocabulary.yaml", "men: {label: Men}", f"men: {{label: Men, in: {{{OTHER}: {{label: Dynion}}}}}}"
    )
    hub.replace(
        "data/groups.yaml",
        "  summary: An online room for men who cannot sleep.\n",
        f"  summary: An online room for men who cannot sleep.\n  in: {{{OTHER}: {{summary: Ystafell ar-lein}}}}\n"
        f"  eligibility: For men in Wales.\n",
    )
    menu = f"    menu: [{{title: Learn, to: learn/listening.md, in: {{{OTHER}: Dysgu}}}}]\n"
    called = f"    translated: {{{OTHER}: {{site_name: Hyb Bach}}}}\n"
    hub.replace("mkdocs.yml", "    languages:", f"{menu}{called}    languages:")
    second = "      - {id: gb-by-text, "
    hub.replace("data/helplines.yaml", second, f"{second}languages: [{OTHER}], dangers: [suicide], ")
    sign_all(hub.root)
    done = hub.hub("build", HUB_SITE_URL=SITE)
    assert done.code == 0, done.out + done.err
    return hub


def page(hub: TinyHub, path: str) -> str:
    return (hub.site / path / "index.html" if not path.endswith(".html") else hub.site / path).read_text("utf-8")


def hreflangs(html: str) -> dict[str, str]:
    return dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', html))


def test_each_language_has_every_page(built: TinyHub) -> None:
    """Whatever stands at the root stands below each other language, but what is there once for all."""
    once = {"404.html", "robots.txt", "sitemap.xml"}
    own = {
        path.relative_to(built.site).as_posix()
        for path in built.site.rglob("*.html")
        if path.relative_to(built.site).parts[0] not in (OTHER, TURNED)
    }
    for tag in (OTHER, TURNED):
        assert {
            path.relative_to(built.site / tag).as_posix() for path in (built.site / tag).rglob("*.html")
        } == own - once


@pytest.mark.parametrize(("lang", "direction"), [("en", "ltr"), (OTHER, "ltr"), (TURNED, "rtl")])
def test_a_page_says_its_language(built: TinyHub, lang: str, direction: str) -> None:
    """The document names the language and its direction."""
    assert f'<html lang="{lang}" dir="{direction}">' in page(built, "" if lang == "en" else lang)


@pytest.mark.parametrize(
    "path", ["", "learn/listening", "groups", "groups/online.html", "get-help-now", "get-help-now/suicide", "search"]
)
def test_the_switcher_stays_on_the_page(built: TinyHub, path: str) -> None:
    """Plain links lead to the same page in each language, from each language."""
    for prefix in ("", f"{OTHER}/", f"{TURNED}/"):
        here = built.site / prefix / path
        folder = here if here.is_dir() else here.parent
        links = re.findall(
            r'<li><a href="([^"]+)" lang="([^"]+)" dir="[^"]+" hreflang', page(built, f"{prefix}{path}")
        )
        assert [tag for _, tag in links] == ["en", OTHER, TURNED]
        for href, tag in links:
            wanted = built.site / ("" if tag == "en" else tag) / path
            target = Path(folder / href).resolve()
            assert target == wanted.resolve()


def test_a_translated_page_is_in_its_language(built: TinyHub) -> None:
    """It shows the translation, and search engines are told of each language in which its text is there."""
    welsh = page(built, f"{OTHER}/learn/listening")
    assert re.search(rf'<h1 lang="{OTHER}" dir="?auto"?>Gwrando</h1>', welsh)
    assert 'href="../helping/"' in welsh
    assert "Mae grŵp yn gwrando." in welsh
    assert hreflangs(welsh) == hreflangs(page(built, "learn/listening"))
    assert hreflangs(welsh) == {
        "en": f"{SITE}learn/listening/",
        "x-default": f"{SITE}learn/listening/",
        OTHER: f"{SITE}{OTHER}/learn/listening/",
    }


def test_a_page_that_is_not_translated_says_so(built: TinyHub) -> None:
    """It is shown in the first language, marked as such, and search engines are led to the first one."""
    for tag in (OTHER, TURNED):
        html = page(built, f"{tag}/learn/helping")
        assert re.search(r'<h1 lang="?en"? dir="?ltr"?>', html)
        assert re.search(r'<div class="?hub-prose"? lang="?en"? dir="?ltr"?>', html)
        assert '<p class="hub-note" role="note">' in html or "<p class=hub-note role=note>" in html
        assert f'<link rel="canonical" href="{SITE}learn/helping/">' in html
        assert hreflangs(html).keys() == {"en", "x-default"}


def test_pages_made_from_data_are_there_in_all_languages(built: TinyHub) -> None:
    """A listing is told of in each language."""
    listing = next((built.site / OTHER / "groups").glob("*-*.html")).name
    assert hreflangs(page(built, f"groups/{listing}")).keys() == {"en", "x-default", OTHER, TURNED}
    assert f'<link rel="canonical" href="{SITE}{OTHER}/groups/{listing}">' in page(built, f"{OTHER}/groups/{listing}")


def test_the_error_page_speaks_every_language(built: TinyHub) -> None:
    """A host has one for all addresses that lead nowhere: it leads home and to help in each language."""
    html = page(built, "404.html")
    for tag, direction in ((OTHER, "ltr"), (TURNED, "rtl")):
        section = re.search(rf'<section lang="?{tag}"? dir="?{direction}"?>(.*?)</section>', html, re.DOTALL)
        assert section is not None
        assert load_words(tag).say("not_found.title") in section[1]
        links = re.findall(r'href="?([^" >]+)', section[1])
        assert [link.partition(f"/{tag}/")[2] for link in links] == ["", "get-help-now/"]


def test_feeds_search_and_sitemap_are_there_for_each(built: TinyHub) -> None:
    """Each language has its own search, feeds and calendars, and the one sitemap leads to the parts of all."""
    for prefix in ("", f"{OTHER}/", f"{TURNED}/"):
        assert list((built.site / prefix / "search").glob("*.json"))
        assert (built.site / prefix / "feeds" / "calendar.ics").is_file()
        assert f"{SITE}{prefix}sitemaps/pages.xml" in (built.site / "sitemap.xml").read_text("utf-8")
    assert not (built.site / OTHER / "sitemap.xml").exists()
    welsh = (built.site / OTHER / "sitemaps" / "pages.xml").read_text("utf-8")
    assert f"<loc>{SITE}{OTHER}/learn/listening/</loc>" in welsh
    assert "learn/helping/" not in welsh
    feed = (built.site / OTHER / "feeds" / "articles.xml").read_text("utf-8")
    assert f'xml:lang="{OTHER}"' in feed
    assert "Gwrando" in feed


def test_what_people_wrote_is_marked_as_theirs(built: TinyHub) -> None:
    """A listing's own words are in the first language on the pages of every other."""
    name = re.compile(r'<h1 lang="en" dir="?auto"?>Night Room</h1>')
    assert name.search(page(built, f"{OTHER}/groups/night-room.html"))
    assert not name.search(page(built, "groups/night-room.html"))


@pytest.mark.parametrize("path", ["groups/night-room.html", "groups/online.html"])
def test_a_listing_speaks_each_language_that_it_is_translated_into(built: TinyHub, path: str) -> None:
    """Its page and its card show the translation as the page's own words, and else the first language's, marked."""
    welsh, turned, first = (page(built, f"{prefix}{path}") for prefix in (f"{OTHER}/", f"{TURNED}/", ""))
    assert re.search(r'<p(?: class="?hub-lead"?)? dir="?auto"?>Ystafell ar-lein', welsh)
    assert re.search(r'<p(?: class="?hub-lead"?)? lang="en" dir="?auto"?>An online room for men', turned)
    assert re.search(r'<p(?: class="?hub-lead"?)? dir="?auto"?>An online room for men', first)
    assert "Ystafell" not in turned + first


def test_what_a_listing_does_not_say_in_a_language_is_marked(built: TinyHub) -> None:
    """An answer in the first language stands among the page's own as what it is."""
    assert re.search(r'<p lang="en" dir="?auto"?>For men in Wales.', page(built, f"{OTHER}/groups/night-room.html"))
    assert re.search(r'<p dir="?auto"?>For men in Wales.', page(built, "groups/night-room.html"))


def test_search_finder_and_data_have_the_translation(built: TinyHub) -> None:
    """Each shows it in its language, with the language of what is in another."""
    for prefix, said, langs in (
        (f"{OTHER}/", "Ystafell ar-lein", ["en", ""]),
        (f"{TURNED}/", "An online room", ["en"] * 2),
    ):
        shown = [
            row for file in (built.site / prefix / "search").rglob("d*.json") for row in json.loads(file.read_text())
        ]
        row = next(row for row in shown if row[1] == "groups/night-room.html")
        assert row[2].startswith(said)
        assert row[3:] == langs
        cards = {file.read_text("utf-8") for file in (built.site / prefix / "finder").rglob("*.json")}
        assert any(said in text for text in cards)
        assert said in (built.site / prefix / "feeds" / "groups.csv").read_text("utf-8")
    first = [row for file in (built.site / "search").rglob("d*.json") for row in json.loads(file.read_text())]
    assert {len(row) for row in first} == {3}


def test_a_translation_of_a_listing_that_cannot_be_shown_is_told(tmp_path: Path) -> None:
    """One in a language that the hub lacks or in its first, and one of what the entry does not say."""
    hub = in_languages(make_hub(tmp_path), "en, en-XA")
    summary = "  summary: An online room for men who cannot sleep.\n"
    hub.replace(
        "data/groups.yaml",
        summary,
        f"{summary}  in:\n    fr: {{summary: Une salle}}\n    en: {{summary: A room}}\n"
        "    en-XA:\n      doubts: Dim\n",
    )
    told = [line for line in hub.hub("check").out.splitlines() if line.endswith("[translation]")]
    assert told == [
        "data/groups.yaml:16: error: groups[1].in.fr (night-room) is in 'fr', a language that the hub has not. "
        "Add fr to extra.hub.languages, or remove it. [translation]",
        "data/groups.yaml:17: error: groups[1].in.en (night-room) is in 'en', the hub's first language. "
        "Write it where it is translated from, without `in`. [translation]",
        "data/groups.yaml:19: error: groups[1].in.en-XA.doubts (night-room) translates what the entry does not say. "
        "Write doubts there, or remove this. [translation]",
    ]


def test_menus_and_words_of_the_data_are_translated(built: TinyHub) -> None:
    """The menu and the vocabulary say in each language what the hub wrote for it, and else what they say anyway."""
    for prefix, title, label in (
        ("", "Learn", "Men"),
        (f"{OTHER}/", "Dysgu", "Dynion"),
        (f"{TURNED}/", "Learn", "Men"),
    ):
        html = page(built, f"{prefix}groups/night-room.html")
        assert f">{title}</a>" in html
        assert re.search(rf"hub-tag--who[^>]*>{label}<", html)


def test_the_site_has_its_name_in_each_language(built: TinyHub) -> None:
    """Its name is that of the language, and countries are named as CLDR names them."""
    for prefix, name, country in (
        ("", "Tiny Hub", "United Kingdom"),
        (f"{OTHER}/", "Hyb Bach", "United Kingdom"),
        (f"{TURNED}/", "Tiny Hub", "المملكة المتحدة"),
    ):
        assert f"{name}</title>" in page(built, f"{prefix}groups/night-room.html")
        assert country in page(built, f"{prefix}groups/night-room.html")


def test_a_language_that_the_hub_lacks_is_told_in_menus_and_words(tmp_path: Path) -> None:
    """Each place, with its line, and what to do."""
    hub = in_languages(make_hub(tmp_path), "en, en-XA")
    hub.replace(
        "mkdocs.yml",
        "    tagline:",
        "    menu: [{title: Groups, to: groups/, in: {fr: Groupes}}]\n"
        "    translated: {es: {site_name: Centro}}\n    tagline:",
    )
    hub.replace("data/vocabulary.yaml", "men: {label: Men}", "men: {label: Men, in: {de: {label: Herren}}}")
    told = [line for line in hub.hub("check").out.splitlines() if line.endswith("[translation]")]
    assert told == [
        "data/vocabulary.yaml:5: error: vocabulary.audiences.men.in.de is in 'de', a language that the hub has not. "
        "Add de to extra.hub.languages, or remove it. [translation]",
        "mkdocs.yml:8: error: is in 'fr', a language that the hub has not. "
        "Add fr to extra.hub.languages, or remove it. [translation]",
        "mkdocs.yml:9: error: is in 'es', a language that the hub has not. "
        "Add es to extra.hub.languages, or remove it. [translation]",
    ]


def test_lines_that_speak_the_language_come_first(built: TinyHub) -> None:
    """On a help page of a language, a line that answers in it stands before the others."""
    for prefix, first, second in (("", "gb-someone", "gb-by-text"), (f"{OTHER}/", "gb-by-text", "gb-someone")):
        html = page(built, f"{prefix}get-help-now/suicide")
        assert html.index(f'id="{first}"') < html.index(f'id="{second}"')


def test_a_review_stands_for_one_text(built: TinyHub) -> None:
    """The sign-off of the English text is none of the Welsh one, which is asked for by its own name."""
    signed = yaml.safe_load((built.root / "data" / "reviews.yaml").read_text("utf-8"))["articles"]
    assert {"learn/listening.md", "learn/listening.en-XA.md"} <= signed.keys()
    assert signed["learn/listening.md"]["hash"] != signed["learn/listening.en-XA.md"]["hash"]


def test_a_warm_build_is_the_same(built: TinyHub, tmp_path: Path) -> None:
    """What is taken over from the site before is taken for the right language."""
    first = {path: path.read_bytes() for path in built.site.rglob("*") if path.is_file()}
    assert built.hub("build", HUB_SITE_URL=SITE).code == 0
    assert {path: path.read_bytes() for path in built.site.rglob("*") if path.is_file()} == first


def test_one_language_is_the_same_hub_as_ever(tmp_path: Path) -> None:
    """A hub that names one language is, byte for byte, the hub that names none."""
    named = in_languages(make_hub(tmp_path / "named"), "en")
    plain = make_hub(tmp_path / "plain")
    assert (named.hub("build").code, plain.hub("build").code) == (0, 0)
    assert differences(named.site, plain.site) == []


def test_what_is_wrong_with_translations_is_told(tmp_path: Path) -> None:
    """A translation without its page, in a language that the hub has not, or of another kind: each with its cure."""
    hub = in_languages(make_hub(tmp_path), "en, en-XA")
    kind = kind_of(hub, "learn/listening.md")
    other = "policy" if kind != "policy" else "guide"
    hub.write("docs/learn/listenin.en-XA.md", WELSH.format(kind=kind))
    hub.write("docs/learn/listening.ar-XB.md", WELSH.format(kind=kind))
    hub.write("docs/learn/listening.en-XA.md", WELSH.format(kind=other))
    told = [line for line in hub.hub("check").out.splitlines() if line.endswith("[translation]")]
    assert told == [
        "docs/learn/listenin.en-XA.md: error: is a translation of learn/listenin.md, which is not in docs/. "
        "Did you mean 'learn/listening.md'? [translation]",
        "docs/learn/listening.ar-XB.md: error: is learn/listening.md in 'ar-XB', a language that the hub has not. "
        "Add ar-XB to extra.hub.languages, or rename the file. [translation]",
        "docs/learn/listening.en-XA.md:4: error: kind is another than that of learn/listening.md. "
        f"Write kind: {kind}. [translation]",
    ]


def test_a_language_without_words_is_told_with_its_line(tmp_path: Path) -> None:
    """A hub is not half translated: each of its languages has a catalogue."""
    hub = in_languages(make_hub(tmp_path), "en, ja")
    line = (hub.root / "mkdocs.yml").read_text(encoding="utf-8").split("languages:")[0].count("\n") + 1
    told = hub.hub("check").out
    assert f"mkdocs.yml:{line}: error: the language 'ja' has no words. " in told


def test_ways_to_help_keep_their_order_among_english(built: TinyHub) -> None:
    """A number and its words run as their own language does, though the advice round them is in English."""
    first = page(built, f"{TURNED}/get-help-now").split("hub-first")[1].split("</ul>")[0]
    calls = re.findall(r"<a class=[^>]*>", first)
    assert calls
    assert all("dir=auto" in call or 'dir="auto"' in call for call in calls)
