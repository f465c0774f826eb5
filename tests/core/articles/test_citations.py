"""Citations: numbered in order of use, rendered before Markdown, never inside code."""

from __future__ import annotations

import re
from typing import Any

import markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.core.articles.written import CLAIM, reference

from peerhub.articles.citations import check_citations, cite, find_citations
from peerhub.problems import Location, Problems

KNOWN: dict[str, Any] = {
    "lyons-2021": reference("lyons-2021"),
    "white-2020": reference("white-2020"),
    "guess-2000": reference("guess-2000", claims=[]),
    "twice-2010": reference("twice-2010", claims=[{**CLAIM, "id": "first"}, {**CLAIM, "id": "second"}]),
}
EXTENSIONS = ["pymdownx.superfences", "tables", "admonition", "smarty", "attr_list", "footnotes", "def_list", "abbr"]


def render(text: str) -> str:
    """Render Markdown as a site does."""
    return markdown.markdown(text, extensions=EXTENSIONS)


def test_found_in_order() -> None:
    """Keys, pages and lines are read; several keys stand in one bracket."""
    found = find_citations("One [@lyons-2021].\n\nTwo [@white-2020; @lyons-2021, p. 12].", first_line=10)
    assert [(citation.key, citation.page, citation.line) for citation in found] == [
        ("lyons-2021", "", 10),
        ("white-2020", "", 12),
        ("lyons-2021", "p. 12", 12),
    ]


def test_rendered() -> None:
    """A citation becomes its source's number as a link, and each place has an id to come back to."""
    text = "One [@white-2020]. Two [@lyons-2021, p. 12; @white-2020]."
    citations = cite(text, KNOWN)
    assert citations.numbers == {"white-2020": 1, "lyons-2021": 2}
    assert citations.back_links() == {
        "white-2020": ("cite-white-2020-1", "cite-white-2020-2"),
        "lyons-2021": ("cite-lyons-2021-1",),
    }
    link = '<a class="hub-citation" id="cite-{0}-{1}" href="#ref-{0}" aria-label="Source {2}">{2}</a>'
    assert render(citations.replace(text)) == (
        f'<p>One <span class="hub-citations">[{link.format("white-2020", 1, 1)}]</span>. '
        f'Two <span class="hub-citations">[{link.format("lyons-2021", 1, 2)}, p. 12, '
        f"{link.format('white-2020', 2, 1)}]</span>.</p>"
    )


def test_two_claims_of_one_source_are_one_number() -> None:
    """Between two brackets a source is named once, and once is come back to; with another page it is named again."""
    citations = cite("One [@lyons-2021#a; @lyons-2021#b; @white-2020].", KNOWN)
    assert (
        re.sub("<[^>]*>", "", citations.replace("One [@lyons-2021#a; @lyons-2021#b; @white-2020].")) == "One [1, 2]."
    )
    assert citations.back_links()["lyons-2021"] == ("cite-lyons-2021-1",)
    paged = "One [@lyons-2021, p. 1; @lyons-2021, p. 2]."
    assert re.sub("<[^>]*>", "", cite(paged, KNOWN).replace(paged)) == "One [1, p. 1, 1, p. 2]."


def test_page_numbers_cannot_format() -> None:
    """What stands after a key is plain text, in Markdown and in HTML."""
    text = "One [@lyons-2021, p. *1* <b>_2_ `x`]."
    assert "<em>" not in render(cite(text, KNOWN).replace(text))
    assert "<b>" not in render(cite(text, KNOWN).replace(text))


@pytest.mark.parametrize(
    "text",
    [
        "`[@lyons-2021]`",
        "``a ` [@lyons-2021]``",
        "    [@lyons-2021]",
        "```\n[@lyons-2021]\n```",
        "~~~ py\n\n[@lyons-2021]\n\n~~~",
        "- item\n\n        [@lyons-2021]",
        "- item\n\n    ```\n    [@lyons-2021]\n    ```",
        "> ```\n> [@lyons-2021]\n> ```",
        "<!-- [@lyons-2021] -->",
        "<pre>\n[@lyons-2021]\n</pre>",
        "paragraph\n- not a list\n\n    [@lyons-2021]",
        "[@lyons-2021](https://elsewhere.example)",
        "[@lyons-2021]: https://elsewhere.example",
        r"\[@lyons-2021]",
    ],
)
def test_left_alone(text: str) -> None:
    """Code, comments, links and escaped brackets are not citations."""
    assert find_citations(text) == []
    assert cite(text, KNOWN).replace(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "- item\n\n    cited [@lyons-2021]",
        "1. one\n    - two\n\n        cited [@lyons-2021]",
        '!!! note "Title"\n\n    cited [@lyons-2021]',
        "*emphasis [@lyons-2021]*",
        "| a |\n|---|\n| cited [@lyons-2021] |",
        "> cited [@lyons-2021]",
        "a `code` and [@lyons-2021] and `code`",
    ],
)
def test_found_in_text(text: str) -> None:
    """Lists, notes, tables and quotations are text, and their citations become links outside code."""
    html = render(cite(text, KNOWN).replace(text))
    assert 'class="hub-citation"' in re.sub(r"<code>.*?</code>", "", html, flags=re.DOTALL)
    assert "@lyons" not in html


def say(text: str, declared: tuple[str, ...] | None = None) -> list[str]:
    """Check citations and give what is said of them."""
    problems = Problems()
    where = Location("docs/page.md", 5)
    sources = None if declared is None else (declared, Location("docs/page.md", 3))
    check_citations(text, where, KNOWN, problems, sources)
    return [str(problem) for problem in problems]


def test_unknown_key() -> None:
    """A key that no reference has is an error with the nearest one."""
    assert say("Words.\n[@lyon-2021]") == [
        "docs/page.md:6: error: cites the unknown source 'lyon-2021'. Did you mean 'lyons-2021'? [citation-unknown]"
    ]


def test_unknown_key_stays_as_written() -> None:
    """A citation that cannot be resolved stays visible."""
    assert cite("[@lyon-2021]", KNOWN).replace("[@lyon-2021]") == "[@lyon-2021]"


def test_a_source_that_nobody_read() -> None:
    """A source without claims must not be cited, except to say that it exists."""
    assert say("[@guess-2000]") == [
        "docs/page.md:5: error: cites 'guess-2000', of which no text was read. Read it and write its claims in "
        "data/references.yaml, or say only that it exists: [@guess-2000#exists]. [citation-unread]"
    ]
    assert say("[@guess-2000#exists]; [@lyons-2021#exists]") == []


def test_a_claim_that_no_source_makes() -> None:
    """A claim is named after its source; one that the source does not make is told with the nearest."""
    assert say("[@lyons-2021#it-helps; @white-2020#it-helps, p. 3]") == []
    assert find_citations("[@lyons-2021#it-helps, p. 3]")[0].claim == "it-helps"
    assert say("[@lyons-2021#it-help]") == [
        "docs/page.md:5: error: cites the claim 'it-help', which 'lyons-2021' does not make. "
        "Did you mean 'it-helps'? [citation-claim]"
    ]
    assert say("[@lyons-2021#hope]") == [
        "docs/page.md:5: error: cites the claim 'hope', which 'lyons-2021' does not make. "
        "It makes these: it-helps. [citation-claim]"
    ]


def test_a_source_that_says_more_than_one_thing() -> None:
    """A key alone is enough where there is one claim; where there are two, the reader must know which is meant."""
    assert say("[@twice-2010#second]") == []
    assert say("[@twice-2010]") == [
        "docs/page.md:5: warning: does not say which claim of 'twice-2010' it rests on. "
        "Write [@twice-2010#first], with one of these: first, second. [citation-claim]"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "[@]",
        "[@ ]",
        "[@Lyons 2021]",
        "[@lyons-2021, @white-2020]",
        "[@lyons-2021;]",
        "[@x_y]",
        "[@lyons-2021#]",
        "[@lyons-2021#A b]",
    ],
)
def test_malformed(text: str) -> None:
    """A bracket that only looks like a citation is told, and left as it is."""
    assert say(text) == [
        f"docs/page.md:5: error: has the citation '{text}'. Write [@key#claim], [@one; @two] or [@key, p. 12], "
        "with keys and claims from data/references.yaml. [citation-syntax]"
    ]
    assert cite(text, KNOWN).replace(text) == text


def test_sources_agree() -> None:
    """The front matter lists the cited keys, all and only, in any order; else the line to write is given."""
    text = "[@white-2020; @lyons-2021]"
    assert say(text, ("lyons-2021", "white-2020")) == []
    assert say(text, ("lyons-2021", "old-1990", "lyons-2021")) == [
        "docs/page.md:3: error: sources lacks white-2020 and lists what the text does not cite: old-1990 and repeats "
        "lyons-2021. Write: sources: [white-2020, lyons-2021] [citation-sources]"
    ]


CITATION = st.sampled_from(["[@lyons-2021]", "[@white-2020; @lyons-2021, p. 3]"])
WORDS = st.text(alphabet="abc ,*_", min_size=1, max_size=12).map(lambda text: f"w{text}w")
PARAGRAPH = st.builds("{} {} `{}` {}".format, WORDS, CITATION, CITATION, WORDS)
BLOCK = st.one_of(
    PARAGRAPH,
    st.builds("## {} {}".format, WORDS, CITATION),
    st.builds("```\n{}\n\n{}\n```".format, PARAGRAPH, CITATION),
    st.builds("~~~~ py\n{}\n~~~~".format, CITATION),
    st.builds("    {}\n\n    {}".format, CITATION, CITATION),
    st.builds("- {}\n\n    {}\n\n        {}".format, WORDS, PARAGRAPH, CITATION),
    st.builds('!!! note "t"\n\n    {}\n\n        {}'.format, PARAGRAPH, CITATION),
    st.builds("> {}\n> {}".format, PARAGRAPH, CITATION),
    st.builds("<!-- {} -->".format, CITATION),
    st.builds("| a | b |\n|---|---|\n| {} | {} |".format, WORDS, CITATION),
)


@given(st.lists(BLOCK, max_size=6).map("\n\n".join))
@example('!!! note "t"\n\n    w [@lyons-2021]\n\n```\nw\n```\n\n    [@lyons-2021]')
def test_code_is_never_touched(text: str) -> None:
    """Whatever the blocks and their order, what is code when rendered is the same before and after."""
    code = re.compile(r"<code>(.*?)</code>|(<!--.*?-->)", re.DOTALL)
    before, after = render(text), render(cite(text, KNOWN).replace(text))
    assert code.findall(before) == code.findall(after)


@given(st.lists(BLOCK, max_size=6).map("\n\n".join))
def test_every_link_has_an_id_and_a_target(text: str) -> None:
    """The ids that back-links name are the ids in the text, each once."""
    citations = cite(text, KNOWN)
    ids = re.findall(r' id="(cite-[^"]+)"', citations.replace(text))
    assert sorted(ids) == sorted(name for names in citations.back_links().values() for name in names)
    assert len(ids) == len(set(ids))


@given(st.text(alphabet=st.sampled_from(list('[]@;,`~ \n\t-*>!#<a1/().:\\"')), max_size=120))
def test_any_text(text: str) -> None:
    """No text makes it fail, and a text without known citations stays as it is."""
    assert cite(text, {}).replace(text) == text
    cite(text, KNOWN).replace(text)
