"""Templates are written to be read, and pages to be sent: line ends between blocks and idle quotes stay at home."""

from __future__ import annotations

import re

from jinja2.ext import Extension

# Where one of these begins or ends, a browser draws no space. Between other elements a line end is a space.
_BLOCKS = (
    "article aside body dd details div dl dt fieldset figure footer form h1 h2 h3 h4 head header html legend li link"
    " main meta nav ol optgroup option p script section select style summary table tbody td template th thead title"
    " tr ul"
)
_BEFORE_BLOCK = re.compile(rf"\n(?=</?(?:{_BLOCKS.replace(' ', '|')})\b)")
# What others may look for, such as `<link rel="canonical"`, keeps its quotes, and so does a value of more than
# letters, digits and hyphens (https://html.spec.whatwg.org/multipage/syntax.html#unquoted).
_QUOTED = re.compile(r'(?<=[ \n])((?:class|dir|role|tabindex|aria-[a-z]+|data-[a-z-]+)=)"([\w-]+)"(?=[ >])')
_LITERAL = re.compile(
    r"(<(?:pre|textarea)\b(?:(?!<(?:pre|textarea)\b).)*?</(?:pre|textarea)>|\{#(?:(?!\{#).)*?#\}"
    r"|\{%-?\s*raw\b(?:(?!\{%-?\s?raw\b).)*?\bendraw\s*-?%\}|\{%(?:(?!\{%).)*?%\}|\{\{(?:(?!\{\{).)*?\}\})",
    re.DOTALL,
)


class TrimWhitespace(Extension):
    """Leaves out what no browser needs when a template is read, which costs no page anything.

    That is each line end before a block's tag, and the quotes round one word. A comment takes the place of a line
    end, so that errors name the line that the author sees.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Give the source of a template without those line ends and quotes."""
        parts = _LITERAL.split(source)
        parts[::2] = [_QUOTED.sub(r"\1\2", _BEFORE_BLOCK.sub("{#\n#}", part)) for part in parts[::2]]
        return "".join(parts)
