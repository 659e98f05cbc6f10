"""Two runs' outputs of one cell go in; the first thing in which they differ comes out, or nothing.

Text, HTML and JSON must be equal; pictures may differ by what cannot be seen, see `SHADE`.
"""

import base64
import io
from collections.abc import Sequence
from functools import reduce
from itertools import zip_longest

from PIL import Image, ImageChops

from policycompare.model import Language
from policycompare.notebooks import Json, Output, joined

SHADE = 16
"""Of 255: a pixel's channel that differs by more is another colour; less is rounding."""
LONGEST = 60
"""Characters shown of a line that differs."""

WORDS: dict[str, dict[Language, str]] = {
    "line": {
        "zh": "{where}第 {line} 行：“{old}” → “{new}”",
        "en": "{where}line {line}: “{old}” → “{new}”",
    },
    "no_line": {"zh": "（没有这一行）", "en": "(no such line)"},
    "value": {"zh": "{where} {place}：{old} → {new}", "en": "{where} {place}: {old} → {new}"},
    "size": {
        "zh": "图的大小 {old} → {new} 像素",
        "en": "the picture measures {old} → {new} pixels",
    },
    "pixels": {
        "zh": "图有 {share} 的像素不同（{count} 个）",
        "en": "{share} of the picture's pixels differ ({count})",
    },
    "picture": {"zh": "提交的图已损坏", "en": "the committed picture is damaged"},
    "only": {"zh": "{kind}：只在{side}中有", "en": "{kind}: only {side}"},
    "committed": {"zh": "提交的输出", "en": "in the committed output"},
    "again": {"zh": "重跑的输出", "en": "when run again"},
}


def first_difference(
    committed: Sequence[Output], again: Sequence[Output], lang: Language = "zh"
) -> str:
    """Say in what two lists of outputs first differ, committed → run again; empty when in nothing.

    Examples
    --------
    >>> before = [{"output_type": "stream", "name": "stdout", "text": "30 %"}]
    >>> after = [{"output_type": "stream", "name": "stdout", "text": "50 %"}]
    >>> first_difference(before, after, "en")
    'line 1: “30 %” → “50 %”'
    """
    pairs = zip_longest(_parts(committed), _parts(again))
    for old, new in pairs:
        if old is None or new is None or old[0] != new[0]:
            return _one_sided(old, new, lang)
        if said := _difference(old[0], old[1], new[1], lang):
            return said
    return ""


def _parts(outputs: Sequence[Output]) -> list[tuple[str, Json]]:
    """List what a reader sees: streams joined, then every representation of every output."""
    parts: list[tuple[str, Json]] = []
    for output in outputs:
        kind = str(output["output_type"])
        if kind == "stream":
            name, text = str(output.get("name")), joined(output.get("text", ""))
            if parts and parts[-1][0] == name:
                text = joined([parts.pop()[1], text])
            parts.append((name, text))
        elif kind == "error":
            parts.append((kind, f"{output.get('ename')}: {output.get('evalue')}"))
        else:
            data = output.get("data")
            parts += sorted(data.items()) if isinstance(data, dict) else [(kind, data)]
    return parts


def _one_sided(old: tuple[str, Json] | None, new: tuple[str, Json] | None, lang: Language) -> str:
    kind, side = (old[0], "committed") if old else (new[0], "again") if new else ("", "")
    return WORDS["only"][lang].format(kind=kind, side=WORDS[side][lang])


def _difference(kind: str, old: Json, new: Json, lang: Language) -> str:
    if kind == "image/png":
        return _unlike_pictures(joined(old), joined(new), lang)
    if kind.endswith("json"):
        return _unlike_values(kind, "", old, new, lang)
    where = "" if kind in ("stdout", "text/plain") else f"{kind} "
    return _unlike_lines(where, joined(old), joined(new), lang)


def _unlike_lines(where: str, old: str, new: str, lang: Language) -> str:
    pairs = zip_longest(old.split("\n"), new.split("\n"))
    for line, (before, after) in enumerate(pairs, start=1):
        if before != after:
            none = WORDS["no_line"][lang]
            shown = _around(none if before is None else before, none if after is None else after)
            facts = dict(zip(("old", "new"), shown, strict=True))
            return WORDS["line"][lang].format(where=where, line=line, **facts)
    return ""


def _around(old: str, new: str) -> tuple[str, str]:
    """Cut two lines to the part around their first difference."""
    same = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), None)
    first = min(len(old), len(new)) if same is None else same
    start = max(0, first - LONGEST // 3) if max(len(old), len(new)) > LONGEST else 0
    return _cut(old, start), _cut(new, start)


def _cut(line: str, start: int) -> str:
    end = start + LONGEST
    return f"{'…' if start else ''}{line[start:end]}{'…' if end < len(line) else ''}"


def _unlike_values(where: str, place: str, old: Json, new: Json, lang: Language) -> str:
    """Walk two JSON values down to the first leaf that differs."""
    steps: list[tuple[str, Json, Json]] = []
    if isinstance(old, dict) and isinstance(new, dict) and old.keys() == new.keys():
        steps = [(f"{place}.{key}", old[key], new[key]) for key in old]
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        steps = [(f"{place}[{i}]", *pair) for i, pair in enumerate(zip(old, new, strict=True))]
    elif type(old) is not type(new) or old != new:
        before, after = _around(str(old), str(new))
        facts = {"where": where, "place": place.lstrip("."), "old": before, "new": after}
        return WORDS["value"][lang].format(**facts)
    said = (_unlike_values(where, *step, lang) for step in steps)
    return next(filter(None, said), "")


def _unlike_pictures(old: str, new: str, lang: Language) -> str:
    if old == new:
        return ""
    before, after = _picture(old), _picture(new)
    if before is None or after is None:
        return WORDS["picture"][lang]
    if before.size != after.size:
        sizes = {"old": "{}×{}".format(*before.size), "new": "{}×{}".format(*after.size)}
        return WORDS["size"][lang].format(**sizes)
    channels = ImageChops.difference(before, after).split()
    count = sum(reduce(ImageChops.lighter, channels).histogram()[SHADE + 1 :])
    share = count / (before.size[0] * before.size[1])
    return WORDS["pixels"][lang].format(share=f"{share:.3%}", count=count) if count else ""


def _picture(text: str) -> Image.Image | None:
    try:
        return Image.open(io.BytesIO(base64.b64decode(text, validate=False))).convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
