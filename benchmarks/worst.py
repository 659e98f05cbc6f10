"""A length goes in; texts of that length that could slow a scan come out, by name."""

import random
from collections.abc import Callable, Mapping
from itertools import count

from benchmarks.ordinary import ordinary

TARGET = "到2020年，家庭医生签约服务覆盖率达到30%以上。"


def _repeated(unit: str) -> Callable[[int], str]:
    return lambda length: (unit * (length // len(unit) + 1))[:length]


def _numbered(template: str) -> Callable[[int], str]:
    """Repeat a sentence, with another number each time."""

    def make(length: int) -> str:
        parts: list[str] = []
        written = 0
        for number in count():
            if written >= length:
                break
            parts.append(template.format(number % 100, number))
            written += len(parts[-1])
        return "".join(parts)[:length]

    return make


def _decoded(encoding: str) -> Callable[[int], str]:
    def make(length: int) -> str:
        noise = random.Random(4).randbytes(4 * length)
        return noise.decode(encoding, errors="replace")[:length]

    return make


def _nested(length: int) -> str:
    return "（" * (length // 2) + "）" * (length // 2)


def _endless(length: int) -> str:
    kept = str.maketrans("", "", "，。；：、（）\n")
    return ordinary(2 * length).translate(kept)[:length]


WORST: Mapping[str, Callable[[int], str]] = {
    "digits": _repeated("1234567890"),
    "one digit": _repeated("9"),
    "fullwidth digits": _repeated("１２３"),
    "digits and commas": _repeated("1,234,5678,"),
    "digits and points": _repeated("1.5."),
    "digits and hyphens": _repeated("3-5-"),
    "digits and spaces": _repeated("30 "),
    "不": _repeated("不"),
    "不低于": _repeated("不低于"),
    "不得超过": _repeated("不得超过"),
    "%": _repeated("%"),
    "‰": _repeated("‰"),
    "30%": _repeated("30%"),
    "30%、": _repeated("30%、"),
    "分别达到82%、95%和": _repeated("分别达到82%、95%和"),
    "由45%降到30%": _repeated("由45%降到30%"),
    "比2015年下降": _repeated("比2015年下降"),
    "以上": _repeated("以上"),
    "每万人": _repeated("每万人"),
    "所有": _repeated("所有"),
    "brackets nested": _nested,
    "brackets open": _repeated("（"),
    "quotation marks open": _repeated("“《"),
    "no punctuation": _endless,
    "one character": _repeated("医"),
    "numerals": _repeated("第一二三四五六七八九十百千万亿"),
    "numeral places": _repeated("十百千万亿"),
    "fractions": _repeated("三分之一"),
    "headings": _repeated("（一）一、"),
    "headings, a line each": _repeated("一、\n"),
    "years": _repeated("2020年"),
    "到2020年": _repeated("到2020年，"),
    "plan periods": _repeated("“十三五”期末"),
    "document numbers": _repeated("〔2017〕23号"),
    "tabs": _repeated("\t"),
    "line ends": _repeated("\n"),
    "spaces": _repeated(" "),
    "fullwidth spaces": _repeated("\u3000"),
    "full stops": _repeated("。"),
    "one target": _repeated(TARGET),
    "one target, a line each": _repeated(TARGET + "\n"),
    "one target, other numbers": _numbered("到2020年，签约服务覆盖率达到{}%，第{}村。"),
    "one target, no full stop": _repeated(TARGET.removesuffix("。") + "，"),
    "table rows": _numbered("{1}\t签约服务覆盖率达到{0}%以上\t卫健委\t2020年底前\n"),
    "table cells, a line each": _numbered("{1}\n签约服务覆盖率\n{0}%\n2020年底前\n"),
    "table rows, a head each": _numbered("指标\t2020年\n率{1}\t{0}\n"),
    "rows in one line": lambda length: (
        "指标 单位 目标值 " + _numbered("{0}.参保率 % ≥{1} ")(length)
    )[:length],
    "heads with letters below": _repeated("指标 单位 2020年 2025年\n" + "a\n" * 8),
    "heads of tasks by place": _repeated("乡镇\t任务数\n"),
    "tasks by place, rows": lambda length: (
        "乡镇\t服务人口\t任务数（人）\n" + _numbered("第{1}镇\t9000\t{0}\n")(length)
    )[:length],
    "groups of rows": _repeated("指标\t2020年\n一、健康\n"),
    "months": _repeated("6月底前"),
    "ends of years before a year": lambda length: (
        ("每年底" * length)[: length - 9] + "到2020年底前。"
    ),
    "grades": _repeated("达到4级以上"),
    "numbers, a line each": _repeated("5\n"),
    "rates, a line each": _repeated("率\n"),
    "numbers and rates, a line each": _repeated("5\n率\n"),
    "heads of tables": _repeated("指标\t2020年\n"),
    "heads of tasks, a cell a line": _repeated("任务\n单位\n完成时限\n"),
    "tasks and deadlines, a cell a line": _repeated("任务\n单位\n完成时限\n1\n2020年\n"),
    "blanks in words": _repeated("服务能 力，"),
    "letters for noughts": _repeated("9O%，6%o，"),
    "a success, then a name and a value a line": lambda length: (
        "近年来，改革发展。" + _numbered("第{1}项签约率达\n到{0}%。")(length)
    )[:length],
    "letters for noughts, other names": _numbered("第{1}项签约率达\n到9O%，"),
    "blanks in words, other names": _numbered("服务能 力达到{0}%的第{1}项，"),
    "cells of a head": _repeated("2020年\n指标\n"),
    "bullets, a line each": _repeated("①\n"),
    "bars": _repeated("|"),
    "bars and spaces": _repeated("| "),
    "ASCII stops": _repeated("率,"),
    "random bytes as GB18030": _decoded("gb18030"),
    "random bytes as Latin-1": _decoded("latin-1"),
    "random bytes as UTF-8": _decoded("utf-8"),
    "random bytes as UTF-16": _decoded("utf-16-le"),
}
"""What each text repeats, or how it is made."""
