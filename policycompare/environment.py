"""The package's requirements go in; installed versions and pins that break them come out."""

import platform
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata, requires, version
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from policycompare.checks import Check, checked, not_checked
from policycompare.model import Language

PACKAGE = "policycompare"
IN_CONDA = ("", "lab", "audit", "word", "scan")
"""What environment.yml installs: the package's own requirements and those of four extras."""

WORDS: dict[str, dict[Language, str]] = {
    "installed": {"zh": "已安装的版本符合要求", "en": "Installed versions fit the requirements"},
    "counted": {"zh": "Python {python}，{count} 个包", "en": "Python {python}, {count} packages"},
    "pins": {
        "zh": "environment.yml 与 pyproject.toml 的版本一致",
        "en": "environment.yml and pyproject.toml agree",
    },
    "no_checkout": {
        "zh": "不在检出的项目目录里，没有这两个文件",
        "en": "this is no checkout, the two files are not there",
    },
    "wrong": {
        "zh": "{name} 装的是 {found}，要求 {wanted}",
        "en": "{name}: {found} is installed, {wanted} is required",
    },
    "missing": {"zh": "{name} 没有安装，要求 {wanted}", "en": "{name} {wanted} is not installed"},
    "disagree": {
        "zh": "{name}：environment.yml 写 {pinned}，pyproject.toml 写 {wanted}",
        "en": "{name}: environment.yml pins {pinned}, pyproject.toml {wanted}",
    },
    "unpinned": {
        "zh": "{name}：pyproject.toml 要求 {wanted}，environment.yml 没有固定版本",
        "en": "{name}: pyproject.toml wants {wanted}, environment.yml does not pin it",
    },
    "foreign": {
        "zh": "{name}：environment.yml 固定了 {pinned}，pyproject.toml 没有这个依赖",
        "en": "{name}: environment.yml pins {pinned}, pyproject.toml does not require it",
    },
    "elsewhere": {
        "zh": "程序来自 {found}，不是您所在的 {wanted}；请在这里 pip install -e .",
        "en": "the program comes from {found}, not from {wanted} where you are; pip install -e .",
    },
    "unreadable": {
        "zh": "pyproject.toml 读不懂：{error}",
        "en": "pyproject.toml cannot be read: {error}",
    },
}

_PIN = re.compile(r"^\s*-\s*([A-Za-z][\w.-]*)\s*([=<>!~]{1,3})\s*([^\s#]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One requirement, and the extra it belongs to; empty for the package's own."""

    requirement: Requirement
    extra: str

    @property
    def name(self) -> str:
        """The package's name as package indexes spell it."""
        return canonicalize_name(self.requirement.name)

    @property
    def least(self) -> str:
        """The version that the requirement starts from, empty where there is none."""
        specifiers = self.requirement.specifier
        return next((one.version for one in specifiers if one.operator in (">=", "==", "~=")), "")


@dataclass(frozen=True, slots=True)
class Requirements:
    """What the package says it needs."""

    python: SpecifierSet
    packages: tuple[Wanted, ...]


def find_checkout() -> Path | None:
    """Find the project's folder: beside the package, or the one you are in."""
    return next(iter(_checkouts()), None)


def _checkouts() -> list[Path]:
    beside = Path(__file__).resolve().parent.parent
    return [
        folder for folder in dict.fromkeys((beside, Path.cwd().resolve())) if _is_checkout(folder)
    ]


def environment_checks(checkout: Path | None, lang: Language = "zh") -> list[Check]:
    """Check what is installed, and the two files that pin it against each other.

    Parameters
    ----------
    checkout : Path or None
        The project's folder; without it the installed package's own metadata are used.
    lang : {"zh", "en"}
        Language of the checks.
    """
    names = [WORDS[name][lang] for name in ("installed", "pins")]
    try:
        required = _from_metadata() if checkout is None else _from_project(checkout)
    except (ValueError, KeyError) as error:  # a damaged TOML file is a ValueError
        offender = WORDS["unreadable"][lang].format(error=" ".join(str(error).split()))
        return [checked(name, [offender]) for name in names]
    found = _installed(required)
    counted = WORDS["counted"][lang].format(python=platform.python_version(), count=len(found))
    installed = checked(names[0], _wrong_versions(required, found, lang), counted)
    if checkout is None or not (checkout / "environment.yml").is_file():
        return [installed, not_checked(names[1], WORDS["no_checkout"][lang])]
    pins = _pins((checkout / "environment.yml").read_bytes().decode("utf-8", "replace"))
    return [installed, checked(names[1], _disagreements(required, pins, lang))]


def _is_checkout(folder: Path) -> bool:
    path = folder / "pyproject.toml"
    return path.is_file() and f'name = "{PACKAGE}"' in path.read_text("utf-8", "replace")


def _from_project(checkout: Path) -> Requirements:
    project = tomllib.loads((checkout / "pyproject.toml").read_bytes().decode("utf-8"))["project"]
    groups = {"": project["dependencies"], **project.get("optional-dependencies", {})}
    packages = [Wanted(Requirement(line), extra) for extra in groups for line in groups[extra]]
    return Requirements(SpecifierSet(project["requires-python"]), _of_others(packages))


def _from_metadata() -> Requirements:
    packages = []
    for line in requires(PACKAGE) or []:
        requirement = Requirement(line)
        own = requirement.marker is None or requirement.marker.evaluate({"extra": ""})
        packages.append(Wanted(requirement, "" if own else str(requirement.marker)))
    return Requirements(SpecifierSet(metadata(PACKAGE)["Requires-Python"]), _of_others(packages))


def _of_others(packages: list[Wanted]) -> tuple[Wanted, ...]:
    return tuple(wanted for wanted in packages if wanted.name != PACKAGE)


def _installed(required: Requirements) -> dict[str, str]:
    """Give the installed versions of what is required, extras included, as far as there are any."""
    found = {}
    for wanted in required.packages:
        try:
            found[wanted.name] = version(wanted.name)
        except PackageNotFoundError:
            continue  # `_wrong_versions` names it, unless it belongs to an extra
    return found


def _wrong_versions(required: Requirements, found: dict[str, str], lang: Language) -> Iterator[str]:
    if len(places := _checkouts()) > 1:  # else the wrong copy would be audited unnoticed
        yield WORDS["elsewhere"][lang].format(found=places[0], wanted=places[1])
    if not required.python.contains(platform.python_version(), prereleases=True):
        facts = {"found": platform.python_version(), "wanted": required.python}
        yield WORDS["wrong"][lang].format(name="Python", **facts)
    for wanted in required.packages:
        name, specifier = wanted.name, wanted.requirement.specifier
        if name not in found:
            if not wanted.extra:
                yield WORDS["missing"][lang].format(name=name, wanted=specifier)
        elif not specifier.contains(found[name], prereleases=True):
            yield WORDS["wrong"][lang].format(name=name, found=found[name], wanted=specifier)


def _pins(text: str) -> dict[str, str]:
    """Read `- name=version` lines, also `- name==version.*` below pip."""
    return {
        canonicalize_name(name): sign.replace("==", "=").removeprefix("=")
        + pinned.removesuffix(".*")
        for name, sign, pinned in _PIN.findall(text)
    }


def _disagreements(required: Requirements, pins: dict[str, str], lang: Language) -> Iterator[str]:
    python = pins.get("python", "")
    if not required.python.contains(python, prereleases=True):
        facts = {"pinned": python or "–", "wanted": required.python}
        yield WORDS["disagree"][lang].format(name="python", **facts)
    named = {wanted.name for wanted in required.packages}
    for name in sorted(pins.keys() - named - {"python"}):
        yield WORDS["foreign"][lang].format(name=name, pinned=pins[name])
    for wanted in required.packages:
        facts = {"name": wanted.name, "wanted": wanted.requirement.specifier}
        if wanted.name in pins and pins[wanted.name] != wanted.least:
            yield WORDS["disagree"][lang].format(**facts, pinned=pins[wanted.name])
        elif wanted.name not in pins and wanted.extra in IN_CONDA and wanted.least:
            yield WORDS["unpinned"][lang].format(**facts)
