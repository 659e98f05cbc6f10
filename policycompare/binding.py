"""A clause goes in; how far its words bind comes out: its modality, or its commitment."""

import re
from functools import lru_cache

from policycompare.errors import UnreadableClauseError
from policycompare.model import Commitment, Grammar, Modality
from policycompare.tokens import alternatives, having
from policycompare.wordlists import packaged_grammar

MODALITIES: dict[str, Modality] = {"strive": "strive", "explore": "explore"}
COMMITMENTS: tuple[Commitment, ...] = ("encourage", "advance", "implement", "pilot")
"""From the weakest word to the strongest, 试点 last: it limits what is carried out."""

_JOINED_VERBS = re.compile(r"(?:和|、|并|与)")


def modality(text: str, grammar: Grammar | None = None) -> Modality:
    """Read how binding the words before a value make it.

    Examples
    --------
    >>> modality("力争"), modality("探索"), modality("须")
    ('strive', 'explore', 'must')
    """
    levels = _modalities(packaged_grammar() if grammar is None else grammar)
    found = {level for term, level in levels.items() if term in text}
    return "explore" if "explore" in found else "strive" if "strive" in found else "must"


def commitment(text: str, grammar: Grammar | None = None) -> tuple[Commitment, str]:
    """Read how firmly a clause without a measure commits itself, and in which words.

    The first verb governs those after it (鼓励实行); of verbs joined by 和 the strongest holds;
    试点 limits whatever is carried out.

    Raises
    ------
    UnreadableClauseError
        When the clause has no commitment verb.

    Examples
    --------
    >>> commitment("积极探索和推进付费方式改革"), commitment("鼓励实行按病种付费")
    (('advance', '探索和推进'), ('encourage', '鼓励'))
    """
    levels = _commitments(packaged_grammar() if grammar is None else grammar)
    verbs = list(re.finditer(alternatives(levels), text))
    if not verbs:
        raise UnreadableClauseError(
            f"The clause {text!r} has no commitment verb; add the verb to "
            "data/codelists/terms.csv or choose the clause that holds it."
        )
    for verb in verbs:
        if levels[verb[0]] == "pilot":
            return "pilot", verb[0]
    first, last = verbs[0], verbs[0]
    for following in verbs[1:]:
        if not _JOINED_VERBS.fullmatch(text[last.end() : following.start()]):
            break
        last = following
    governing = [levels[verb[0]] for verb in verbs if verb.end() <= last.end()]
    return max(governing, key=COMMITMENTS.index), text[first.start() : last.end()]


@lru_cache(maxsize=8)
def _modalities(grammar: Grammar) -> dict[str, Modality]:
    return {term: MODALITIES[code] for term, code in having(grammar, "modality").items()}


@lru_cache(maxsize=8)
def _commitments(grammar: Grammar) -> dict[str, Commitment]:
    return {
        term: next(level for level in COMMITMENTS if level == code)
        for term, code in having(grammar, "commitment").items()
    }
