"""A pattern with names of word lists goes in; matches come out, compiled when first asked for."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from policycompare.errors import DataError, refusal
from policycompare.tokens import alternatives
from policycompare.wordlists import packaged_cues

_ROLE = re.compile("<([a-z_]+)>")


class Finder(Protocol):
    """What finds a pattern in a text, or between two places of it."""

    def __call__(self, text: str, start: int = 0, end: int = ..., /) -> re.Match[str] | None:
        """Give the first match."""
        ...


@dataclass(frozen=True)
class Pattern:
    """A regular expression in which `<role>` stands for the words that cues.csv gives the role.

    Nothing is read or compiled before its first use; from then on `search` and `match` cost no
    more than those of `re.Pattern`.

    Examples
    --------
    >>> bool(Pattern("(?:<ratio>)$").search("签约率"))
    True
    """

    template: str

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles whose words the pattern takes."""
        return tuple(_ROLE.findall(self.template))

    @cached_property
    def search(self) -> Finder:
        """Find the first match anywhere."""
        return self._compiled.search

    @cached_property
    def match(self) -> Finder:
        """Find a match at the start."""
        return self._compiled.match

    @cached_property
    def finditer(self) -> Callable[[str], Iterator[re.Match[str]]]:
        """Find all matches."""
        return self._compiled.finditer

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        words = packaged_cues().words
        if unknown := [role for role in self.roles if role not in words]:
            what = "data/codelists/cues.csv has no words for roles that are asked for"
            raise DataError(refusal(what, unknown, "Restore their rows."))
        return re.compile(_ROLE.sub(lambda role: alternatives(words[role[1]]), self.template))
