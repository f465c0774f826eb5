"""No regular expression of the code needs more than four times the work for a text that is four times as long."""

from __future__ import annotations

import inspect
import re
import sys
import time
from collections.abc import Callable

import pytest
from tests.core.worst_texts import patterns_of, worst_texts

import peerhub
import peerhub_mkdocs

PATTERNS = {
    (pattern.pattern, pattern.flags): (name, pattern)
    for package in (peerhub, peerhub_mkdocs)
    for name, pattern in patterns_of(package)
}
SIZES = (4_000, 16_000, 64_000)
# Four times the text, with room for a machine that does something else meanwhile; a square would be sixteen times.
MOST = 9.0
# As many steps for a letter as no expression takes that reads a text once: what is quicker needs no second look.
STEPS = 10


def work(use: Callable[[str], object], text: str) -> float:
    """Measure the processor's time, and take the least of several: others only ever add to it."""
    times = []
    for _ in range(3):
        started = time.process_time()
        use(text)
        times.append(time.process_time() - started)
    return min(times)


def one_step_a_letter(text: str) -> object:
    return [letter for letter in text if letter == "\0"]


def as_used(name: str, pattern: re.Pattern[str]) -> Callable[[str], object]:
    """Use an expression as its module does: only from the text's start, or from each place in it."""
    module, _, variable = name.rpartition(".")
    ways = set(re.findall(rf"\b{variable}(?:\(\))?\.(\w+)", inspect.getsource(sys.modules[module])))
    ways |= {variable.removeprefix("re_")} if variable.startswith("re_") else set()
    if ways and ways <= {"match", "fullmatch", "pattern"}:
        return pattern.fullmatch if "fullmatch" in ways else pattern.match
    return lambda text: sum(1 for _ in pattern.finditer(text))


def growth(use: Callable[[str], object], text: Callable[[int], str]) -> float:
    """Tell how much more work four times the text is; 1 where it is next to none."""
    small, middle, large = SIZES
    quick = STEPS * work(one_step_a_letter, text(small))
    first = work(use, text(small))
    if first < quick:
        return 1.0
    second = work(use, text(middle))
    if second > MOST * first:
        return second / first
    return work(use, text(large)) / max(second, quick)


def worst_growth(name: str, pattern: re.Pattern[str]) -> tuple[float, str]:
    use = as_used(name, pattern)
    worst = 0.0, ""
    for text in worst_texts(pattern):
        found = growth(use, text)
        if found > MOST:  # luck would not strike twice
            found = min(found, growth(use, text))
        worst = max(worst, (found, text(30)))
    return worst


def test_a_square_is_seen() -> None:
    """Spaces before what does not come are tried from each place: else the test below would prove nothing."""
    pattern = re.compile(r"\s+x")
    assert worst_growth("re.none", pattern)[0] > MOST


@pytest.mark.long
@pytest.mark.parametrize("name", sorted({name for name, _ in PATTERNS.values()}))
def test_work_grows_with_the_text_alone(name: str) -> None:
    """Each is given its own worst texts of 4, 16 and 64 KB."""
    for found, pattern in PATTERNS.values():
        if found == name:
            times, text = worst_growth(name, pattern)
            assert times <= MOST, f"{times:.0f} times the work for texts such as {text!r}"
