"""What a new user meets: one set of versions, the README's commands, a valid data package."""

import re
import subprocess
import tomllib
from pathlib import Path

import frictionless
import pytest
import yaml

from policycompare.cli import main

ROOT = Path(__file__).parent.parent


def requirements(names: list[str]) -> dict[str, str]:
    """Minor version each requirement starts from: {"pandas": "3.1"}."""
    found = (re.match(r"([\w-]+)(?:>=(\d+\.\d+))?", name) for name in names)
    return {match[1]: match[2] for match in found if match and match[1] != "policycompare"}


def test_conda_environment_agrees_with_pyproject() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    in_conda = [name for extra in ("lab", "audit", "word", "scan") for name in extras[extra]]
    wanted = requirements(project["dependencies"] + in_conda)
    entries = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))["dependencies"]
    conda = [entry for entry in entries if isinstance(entry, str)]
    pip = next(entry["pip"] for entry in entries if isinstance(entry, dict))
    pinned = dict(entry.split("=") for entry in conda if "=" in entry)
    python = pinned.pop("python")
    pinned |= dict(entry.removesuffix(".*").split("==") for entry in pip if "==" in entry)
    assert pinned == wanted
    least = project["requires-python"].removeprefix(">=")
    assert [int(part) for part in python.split(".")] >= [int(part) for part in least.split(".")]
    assert "--editable ." in pip


def test_readme_prints_the_commands_that_ci_runs() -> None:
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()
    install = "python -m venv .venv && .venv/bin/pip install -e"
    assert f"{install} . && .venv/bin/policycompare build" in lines
    assert f'{install} ".[test]" && .venv/bin/pytest' in lines


def test_readme_names_only_options_that_exist(capsys: pytest.CaptureFixture[str]) -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    commands = set(
        re.findall(
            r"policycompare (build|scan|verify|trace|report|audit|diff|draft|accept)\b", text
        )
    )
    options = set(re.findall(r"policycompare [a-z]+[^\n`]*?(--[a-z]+)", text))
    for name in commands:
        with pytest.raises(SystemExit) as ended:
            main([name, "--help"])
        assert ended.value.code == 0
    helps = capsys.readouterr().out
    assert all(option in helps for option in options)


def test_readme_and_changelog_count_what_the_data_hold() -> None:
    rows = {
        name: len((ROOT / "data" / f"{name}.csv").read_text("utf-8").splitlines()) - 1
        for name in ("codings", "repairs", "left_out", "codelists/indicators", "codelists/themes")
    }
    targets, repairs, left_out, indicators, themes = rows.values()
    counted = f"{targets} targets on {indicators}\n  indicators in {themes} themes"
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert counted in changelog
    assert f"{repairs} repairs, {left_out} passages left out" in changelog
    assert f"{targets} targets, each" in (ROOT / "README.md").read_text("utf-8")


def test_data_package_is_valid() -> None:
    report = frictionless.validate(str(ROOT / "data" / "datapackage.json"))
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "note"])


def test_data_files_are_utf8_lf_and_sorted() -> None:
    for path in (ROOT / "data").rglob("*.csv"):
        if "drafts" in path.parts:  # for spreadsheets, and not committed
            continue
        raw = path.read_bytes()
        assert not raw.startswith(b"\xef\xbb\xbf"), path
        assert b"\r" not in raw, path
        assert raw.endswith(b"\n"), path
    for name in ("clauses", "codings", "left_out", "repairs"):
        text = (ROOT / "data" / f"{name}.csv").read_text("utf-8")
        keys = re.findall(r"(?m)^([a-z]+-\d{4}/[cx]?\d{3}),", text)
        regions = (ROOT / "data" / "regions.csv").read_text("utf-8").splitlines()[1:]
        order = [line.split(",")[0] for line in regions]
        assert keys == sorted(keys) or keys == sorted(
            keys, key=lambda key: (order.index(key.split("-")[0]), key)
        ), name


def test_no_contact_data_is_in_the_project() -> None:
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    shaped = re.compile(rb"\b1[3-9]\d{9}\b|[\w.]+@(?:163|126|qq|sina)\.com")
    for name in tracked:
        path = ROOT / name
        if path.suffix in {".csv", ".md", ".ipynb", ".py", ".json"}:
            assert not shaped.search(path.read_bytes()), name
