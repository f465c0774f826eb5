"""Templates lose the line ends and quotes that no reader sees, and nothing else."""

from __future__ import annotations

import pytest
from jinja2 import Environment, TemplateSyntaxError

from peerhub.pages.whitespace import TrimWhitespace

ENV = Environment(extensions=[TrimWhitespace], autoescape=True)


@pytest.mark.parametrize(
    ("source", "sent"),
    [
        ("<ul>\n{%- for x in [1, 2] %}\n<li>{{ x }}</li>\n{%- endfor %}\n</ul>", "<ul><li>1</li><li>2</li></ul>"),
        ("<p>\n<a>one</a>\n<span>two</span>\n</p>", "<p>\n<a>one</a>\n<span>two</span></p>"),
        ("<pre>\n<p>\n</pre>\n<p>x</p>", "<pre>\n<p>\n</pre><p>x</p>"),
        ("one\ntwo\n<em>three</em>", "one\ntwo\n<em>three</em>"),
        ("<p>\n{{ text }}\n</p>", "<p>\n&lt;b&gt;\n&lt;p&gt;</p>"),
        ("{% raw %}a\n<p>{% endraw %}\n<p>x</p>", "a\n<p><p>x</p>"),
        ('{{ "a\n<p>" | safe }}\n<p>x</p>', "a\n<p><p>x</p>"),
        ("{# a comment\n<p>\n#}<p>x</p>", "<p>x</p>"),
    ],
)
def test_line_ends_go_only_before_blocks(source: str, sent: str) -> None:
    """Between words and links a line end is a space, in a listing of code it is a line; what is filled in stays."""
    assert ENV.from_string(source).render(text="<b>\n<p>") == sent


@pytest.mark.parametrize(
    ("source", "sent"),
    [
        ('<p class="hub-lead" data-on>x</p>', "<p class=hub-lead data-on>x</p>"),
        ('<p class="hub-a hub-b">x</p>', '<p class="hub-a hub-b">x</p>'),
        ('<p lang="{{ 1 }}">x</p>', '<p lang="1">x</p>'),
        ('<p class="hub-{{ 1 }}">x</p>', '<p class="hub-1">x</p>'),
        ('<p class="hub-a"{% if text %} hidden{% endif %}>x</p>', '<p class="hub-a" hidden>x</p>'),
        ('<a id="a" href="b" name="c">x</a>', '<a id="a" href="b" name="c">x</a>'),
        ('<link rel="a" href="b">', '<link rel="a" href="b">'),
        ('<svg viewBox="0" class="a"/>', '<svg viewBox="0" class="a"/>'),
        ('<pre>\n<p class="a">\n</pre>', '<pre>\n<p class="a">\n</pre>'),
    ],
)
def test_quotes_go_only_round_one_word_of_the_template(source: str, sent: str) -> None:
    """What is filled in, what has room in it and what others may look for keep theirs."""
    assert ENV.from_string(source).render(text="<b>\n<p>") == sent


def test_a_mistake_is_found_on_its_line() -> None:
    """An error names the line that the author of a template sees."""
    with pytest.raises(TemplateSyntaxError) as caught:
        ENV.from_string("<ul>\n<li>one</li>\n<li>{{ two }</li>\n</ul>")
    assert caught.value.lineno == 3
