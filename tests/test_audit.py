"""The audit: it passes what is honest, and names every doctored value, picture, notebook or pin."""

import base64
import io
import json
import os
import shutil
import socket
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from subprocess import PIPE

import pytest
from matplotlib import rc_context
from matplotlib.figure import Figure
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from policycompare.build import BuildReport
from policycompare.checks import Check
from policycompare.cli import main
from policycompare.contents import same_content
from policycompare.environment import environment_checks
from policycompare.evidence import Truth, data_checks, fingerprints_check, read_truth
from policycompare.fingerprint import fingerprints
from policycompare.likeness import first_difference
from policycompare.manifest import read_manifest, sha256_of
from policycompare.notebooks import committed_check
from policycompare.outputs import output_checks
from policycompare.report import report
from policycompare.rerun import rerun_check
from policycompare.sources import data_folder

from .conftest import MadeUp

ROOT = Path(__file__).parent.parent
SOUND = "成果有完好的清单"
LISTED = "成果文件与清单一致，不多不少，校验和相符"
FIGURES = "图中所带数据与总表逐值相等"
AGAIN = "重新生成，内容相同"
DISPLAY = "from IPython.display import display\ndisplay({'image/png': '%s'}, raw=True)"


def picture(*dark: tuple[int, int], shade: int = 0) -> str:
    """Draw a white picture of 40 × 20 pixels with some dark ones, as notebooks store it."""
    image = Image.new("L", (40, 20), 255)
    for place in dark:
        image.putpixel(place, shade)
    content = io.BytesIO()
    image.save(content, "png")
    return base64.b64encode(content.getvalue()).decode()


def printed(text: str) -> dict[str, object]:
    """Give the output of a cell that printed a text."""
    return {"output_type": "stream", "name": "stdout", "text": [text]}


def shown(kind: str, content: object) -> dict[str, object]:
    """Give the output of a cell that displayed something."""
    return {"output_type": "display_data", "metadata": {}, "data": {kind: content}}


def cell(source: str, *outputs: dict[str, object], count: int | None = 1) -> dict[str, object]:
    """Make a code cell."""
    return {
        "cell_type": "code",
        "id": f"cell-{count}",
        "metadata": {},
        "source": source,
        "execution_count": count,
        "outputs": list(outputs),
    }


def write_notebook(path: Path, *cells: dict[str, object]) -> None:
    path.parent.mkdir(exist_ok=True)
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": list(cells)}
    path.write_text(json.dumps(notebook), "utf-8")


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new).encode())


class TestData:
    def test_honest_data_pass_with_and_without_the_texts(self, made_up: tuple[Path, Path]) -> None:
        checks = list(data_checks(made_up[0], made_up[1]))
        assert [check.status for check in checks] == ["passed"] * 4
        assert [check.detail for check in checks] == [
            "16 张表",
            "0 处",
            "4 个目标，4 条原句",
            "1 份文件，7 处数字和总括词、比较词",
        ]
        without = list(data_checks(made_up[0], None))[3]
        assert (without.status, without.detail) == ("not_checked", "没有给出原文目录（--sources）")

    def test_a_changed_quote_is_not_at_its_offsets(self, made_up: tuple[Path, Path]) -> None:
        replace(made_up[0] / "clauses.csv", "28%以下", "29%以下")
        checks = list(data_checks(made_up[0], made_up[1]))
        assert [check.status for check in checks] == ["passed", "passed", "passed", "failed"]
        assert any("c001" in offender and "29%" in offender for offender in checks[3].offenders)

    def test_a_stale_repair_is_named(self, data_copy: Path) -> None:
        replace(data_copy / "repairs.csv", "30,左右", "31,左右")
        checks = list(data_checks(data_copy, None))
        assert checks[1].status == "failed"
        assert any("31,左右" in offender for offender in checks[1].offenders)

    def test_tables_that_cannot_be_read_leave_the_rest_unchecked(self, data_copy: Path) -> None:
        (data_copy / "clauses.csv").unlink()
        checks = list(data_checks(data_copy, None))
        assert [check.status for check in checks] == ["failed", *["not_checked"] * 3]
        assert "clauses.csv cannot be read" in checks[0].offenders[0]

    def test_texts_that_are_not_there_fail(self, made_up: tuple[Path, Path]) -> None:
        check = list(data_checks(made_up[0], made_up[0] / "nowhere"))[3]
        assert check.status == "failed"
        assert any("mou-2021.txt" in offender for offender in check.offenders)


class TestFingerprints:
    def check(self, data: Path, notebooks: Path) -> Check:
        return fingerprints_check(read_truth(data), notebooks)

    def remember(self, data: Path, notebooks: Path) -> None:
        text = fingerprints(data).to_string()
        write_notebook(notebooks / "a.ipynb", cell("pc.fingerprints()", shown("text/plain", text)))

    def test_untouched_data_pass(self, made_up: tuple[Path, Path], tmp_path: Path) -> None:
        self.remember(made_up[0], tmp_path / "books")
        assert self.check(made_up[0], tmp_path / "books").status == "passed"

    @pytest.mark.parametrize(
        ("name", "old", "new"),
        [
            ("clauses.csv", "28%以下", "29%以下"),
            ("clauses.csv", "鼓励发展", "鼓励开展"),
            ("codings.csv", "2022,carried", "2023,carried"),
            ("codings.csv", "城乡居民", "常住人口"),
        ],
    )
    def test_a_changed_value_or_quote_fails_without_the_texts(
        self, made_up: tuple[Path, Path], tmp_path: Path, name: str, old: str, new: str
    ) -> None:
        self.remember(made_up[0], tmp_path / "books")
        replace(made_up[0] / name, old, new)
        check = self.check(made_up[0], tmp_path / "books")
        assert check.status == "failed"
        assert check.offenders[0].startswith("mou-2021 的值或原文改过：现在的指纹 ")

    def test_without_a_notebook_that_shows_them_nothing_is_claimed(
        self, made_up: tuple[Path, Path], tmp_path: Path
    ) -> None:
        write_notebook(tmp_path / "books" / "a.ipynb", cell("1", printed("1")))
        assert self.check(made_up[0], tmp_path / "books").status == "not_checked"

    def test_a_document_that_is_gone_from_the_data_is_named(
        self, made_up: tuple[Path, Path], tmp_path: Path
    ) -> None:
        self.remember(made_up[0], tmp_path / "books")
        cells = json.loads((tmp_path / "books" / "a.ipynb").read_text("utf-8"))["cells"]
        text = "  document_id targets clauses left_out fingerprint\n0 yu-2020 9 9 1 0123456789ab"
        write_notebook(tmp_path / "books" / "b.ipynb", *cells, cell("", shown("text/plain", text)))
        write_notebook(tmp_path / "books" / "c.ipynb", cell("1", shown("text/plain", text)))
        check = self.check(made_up[0], tmp_path / "books")
        assert check.offenders == ("yu-2020 的指纹在笔记本里，数据里却没有这份文件",)

    def test_a_document_that_no_notebook_lists_is_counted_and_does_not_fail(
        self, made_up: tuple[Path, Path], tmp_path: Path
    ) -> None:
        self.remember(made_up[0], tmp_path / "books")
        row = (made_up[0] / "documents.csv").read_text("utf-8").splitlines()[-1]
        replace(made_up[0] / "documents.csv", row, f"{row}\n{row.replace('mou-2021', 'you-2023')}")
        check = self.check(made_up[0], tmp_path / "books")
        assert (check.status, check.detail) == ("passed", "1 份文件；另有 1 份没有笔记本列出")
        replace(made_up[0] / "clauses.csv", "28%以下", "29%以下")
        changed = self.check(made_up[0], tmp_path / "books")
        assert changed.status == "failed"
        assert [offender.split()[0] for offender in changed.offenders] == ["mou-2021"]

    def test_one_row_a_document_with_twelve_digits(self, made_up: tuple[Path, Path]) -> None:
        row = fingerprints(made_up[0]).iloc[0]
        assert row.tolist()[:4] == ["mou-2021", 4, 4, 0]
        assert len(row["fingerprint"]) == 12


class TestCommittedNotebooks:
    def offenders(self, folder: Path) -> tuple[str, ...]:
        check = committed_check(folder)
        assert check.status == ("failed" if check.offenders else "passed")
        return check.offenders

    def test_a_notebook_run_in_order_passes(self, tmp_path: Path) -> None:
        cells = cell("1", printed("1")), cell(" "), cell("import os", count=2)
        write_notebook(tmp_path / "a.ipynb", cells[0], cells[1] | {"execution_count": None})
        write_notebook(tmp_path / "b.ipynb", cells[0], cells[2])
        assert self.offenders(tmp_path) == ()

    def test_a_stripped_notebook_is_named(self, tmp_path: Path) -> None:
        write_notebook(tmp_path / "a.ipynb", cell("print(1)", count=None))
        write_notebook(tmp_path / "b.ipynb", cell("print(1)"))
        assert self.offenders(tmp_path) == (
            "a.ipynb 没有运行过，或运行记录已清空",
            "a.ipynb 的输出已清空",
            "b.ipynb 的输出已清空",
        )

    def test_cells_run_out_of_order_are_named(self, tmp_path: Path) -> None:
        cells = [cell("print(1)", printed("1\n"), count=count) for count in (1, 3, 2)]
        write_notebook(tmp_path / "a.ipynb", *cells)
        assert self.offenders(tmp_path) == (
            "a.ipynb 第 2 个代码格：运行序号是 3，应为 2",
            "a.ipynb 第 3 个代码格：运行序号是 2，应为 3",
        )

    def test_stderr_and_errors_are_named(self, tmp_path: Path) -> None:
        warned = printed("UserWarning: old\n") | {"name": "stderr"}
        failed: dict[str, object] = {"output_type": "error", "ename": "KeyError", "evalue": "x"}
        write_notebook(tmp_path / "a.ipynb", cell("1", warned), cell("2", failed, count=2))
        assert self.offenders(tmp_path) == (
            "a.ipynb 第 1 个代码格：输出里有 stderr：UserWarning: old",
            "a.ipynb 第 2 个代码格：输出是报错 KeyError: x",
        )

    def test_a_notebook_without_code_is_named(self, tmp_path: Path) -> None:
        words: dict[str, object] = {"cell_type": "markdown", "metadata": {}, "source": "资阳 99%"}
        write_notebook(tmp_path / "a.ipynb", words)
        write_notebook(tmp_path / "b.ipynb", words, cell(" ", count=None))
        assert self.offenders(tmp_path) == ("a.ipynb 没有代码格", "b.ipynb 没有代码格")

    def test_a_gap_in_the_numbers_is_named(self, tmp_path: Path) -> None:
        for name in ("01_a", "02_b", "04_d", "extra"):
            write_notebook(tmp_path / f"{name}.ipynb", cell("1", printed("1")))
        assert self.offenders(tmp_path) == ("编号 00 的笔记本不见了", "编号 03 的笔记本不见了")

    @pytest.mark.parametrize(
        "text",
        ["", "{", "[]", '{"nbformat": 3}', '{"cells": [1]}', "\udcff", "[" * 100_000],
        ids=["empty", "open", "list", "old", "cells", "bytes", "deep"],
    )
    def test_a_broken_file_is_one_line(self, tmp_path: Path, text: str) -> None:
        (tmp_path / "a.ipynb").write_bytes(text.encode("utf-8", "surrogateescape"))
        assert self.offenders(tmp_path) == ("a.ipynb 不是完好的笔记本文件",)

    def test_a_folder_without_notebooks_fails_and_no_folder_is_not_checked(
        self, tmp_path: Path
    ) -> None:
        assert self.offenders(tmp_path) == (f"{tmp_path} 里没有 .ipynb 文件",)
        assert committed_check(None).status == "not_checked"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ([printed("a\n"), printed("b")], [printed("a\nb")], ""),
        ([printed("a\n30")], [printed("a\n50")], "第 2 行：“30” → “50”"),
        ([printed("a")], [printed("a\n")], "第 2 行：“（没有这一行）” → “”"),
        ([printed("a")], [], "stdout：只在提交的输出中有"),
        ([], [printed("a")], "stdout：只在重跑的输出中有"),
        (
            [shown("text/html", ["<td>", "30"])],
            [shown("text/html", "<td>31")],
            "text/html 第 1 行：“<td>30” → “<td>31”",
        ),
        (
            [shown("application/vnd.plotly.v1+json", {"data": [{"x": [1, 2]}]})],
            [shown("application/vnd.plotly.v1+json", {"data": [{"x": [1, 3]}]})],
            "application/vnd.plotly.v1+json data[0].x[1]：2 → 3",
        ),
        (
            [shown("image/png", picture())],
            [shown("image/png", picture((3, 3), shade=240))],
            "",
        ),
        (
            [shown("image/png", picture((1, 1), (2, 2)))],
            [shown("image/png", picture((1, 1), (3, 3)))],
            "图有 0.250% 的像素不同（2 个）",
        ),
        ([shown("image/png", "aGVsbG8=")], [shown("image/png", picture())], "提交的图已损坏"),
    ],
)
def test_the_first_difference_of_two_runs_is_said(
    old: list[dict[str, object]], new: list[dict[str, object]], said: str
) -> None:
    committed, again = json.loads(json.dumps([old, new]))
    assert first_difference(committed, again) == said


def test_pictures_of_another_size_are_said_to_be() -> None:
    content = io.BytesIO()
    Image.new("L", (41, 20), 255).save(content, "png")
    other = shown("image/png", base64.b64encode(content.getvalue()).decode())
    committed, again = json.loads(json.dumps([[shown("image/png", picture())], [other]]))
    said = "the picture measures 40×20 → 41×20 pixels"
    assert first_difference(committed, again, "en") == said


class TestRerun:
    def offenders(self, folder: Path, data: Path, seconds: int = 60) -> tuple[str, ...]:
        check = rerun_check(folder, read_truth(data), seconds=seconds)
        assert check.status == ("failed" if check.offenders else "passed")
        return check.offenders

    def test_honest_notebooks_pass_with_the_data_under_audit(
        self, tmp_path: Path, made_up: tuple[Path, Path]
    ) -> None:
        count = "import policycompare as pc\nprint(len(pc.load_targets()))"
        drawn = cell(DISPLAY % picture((1, 1)), shown("image/png", picture((1, 1))), count=2)
        write_notebook(tmp_path / "books" / "a.ipynb", cell(count, printed("4\n")), drawn)
        assert self.offenders(tmp_path / "books", made_up[0]) == ()

    def test_every_fault_is_one_line_and_none_hides_another(self, tmp_path: Path) -> None:
        write_notebook(tmp_path / "a.ipynb", cell("print(30)", printed("50\n")))
        drawn = cell(DISPLAY % picture((1, 1)), shown("image/png", picture((1, 1), (9, 9))))
        write_notebook(tmp_path / "b.ipynb", drawn)
        write_notebook(tmp_path / "c.ipynb", cell("1 / 0", printed("1\n")))
        (tmp_path / "d.ipynb").write_text("not JSON")
        endless = cell("while True: pass", count=2)
        write_notebook(tmp_path / "e.ipynb", cell("print(1)", printed("2\n")), endless)
        write_notebook(tmp_path / "f.ipynb", cell("import os\nos._exit(1)"))
        assert self.offenders(tmp_path, data_folder(), seconds=5) == (
            "a.ipynb 第 1 个代码格：第 1 行：“50” → “30”",
            "b.ipynb 第 1 个代码格：图有 0.125% 的像素不同（1 个）",
            "c.ipynb 第 1 个代码格：重跑报错 ZeroDivisionError: division by zero",
            "d.ipynb 不是完好的笔记本文件",
            "e.ipynb 第 1 个代码格：第 1 行：“2” → “1”",
            "e.ipynb 第 2 个代码格：5 秒还没有结束",
            "f.ipynb 第 1 个代码格：Python 内核中断",
        )

    def test_no_kernel_outlives_its_notebook(self, tmp_path: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as ear:
            address = ear.getsockname()
            call = f"import socket\nline = socket.create_connection({address})"
            write_notebook(tmp_path / "a.ipynb", cell(call), cell("while True: pass", count=2))
            said = ("a.ipynb 第 2 个代码格：1 秒还没有结束",)
            assert self.offenders(tmp_path, data_folder(), seconds=1) == said
            line, _ = ear.accept()
            with line:
                line.settimeout(10)
                assert line.recv(1) == b""  # the end of the kernel is the end of its line

    def test_missing_tools_are_named_with_what_to_install(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("policycompare.rerun.NEEDED", ("nbclient", "no_such_tool"))
        write_notebook(tmp_path / "a.ipynb", cell("1", printed("1")))
        assert self.offenders(tmp_path, data_folder()) == (
            "无法重跑，缺少 no_such_tool；请安装：pip install nbclient ipykernel",
        )


class TestEnvironment:
    PROJECT = (
        '[project]\nname = "policycompare"\nrequires-python = ">=3.11"\n'
        'dependencies = ["pandas>=3.1,<3.2", "matplotlib>=3.11,<3.12"]\n'
        '[project.optional-dependencies]\nlab = ["jupyterlab>=4.6,<4.7"]\n'
        'test = ["pytest>=9.2,<9.3", "no-such-package-anywhere>=1"]\n'
    )
    CONDA = (
        "dependencies:\n  - python=3.12\n  - pandas=3.1\n  - jupyterlab=4.6\n  - pip\n"
        "  - pip:\n      - matplotlib==3.11.*\n      - --editable .\n"
    )

    def offenders(self, folder: Path) -> list[tuple[str, ...]]:
        checks = environment_checks(folder)
        assert all(check.status == ("failed" if check.offenders else "passed") for check in checks)
        return [check.offenders for check in checks]

    @pytest.fixture
    def project(self, tmp_path: Path) -> Path:
        (tmp_path / "pyproject.toml").write_text(self.PROJECT)
        (tmp_path / "environment.yml").write_text(self.CONDA)
        return tmp_path

    def test_pins_that_agree_pass(self, project: Path) -> None:
        assert self.offenders(project) == [(), ()]

    @pytest.mark.parametrize(
        ("name", "old", "new", "place", "said"),
        [
            ("pyproject.toml", "pandas>=3.1,<3.2", "pandas>=3.1,<3.1.0.1", 0, "pandas 装的是 3.1"),
            ("pyproject.toml", "pytest>=9.2,<9.3", "pytest>=8,<9", 0, "pytest 装的是 9.2"),
            ("pyproject.toml", '">=3.11"', '">=4"', 0, "Python 装的是 3."),
            (
                "pyproject.toml",
                '["pandas',
                '["no-such-thing", "pandas',
                0,
                "no-such-thing 没有安装",
            ),
            (
                "pyproject.toml",
                "pandas>=3.1",
                "pandas>=3.0",
                1,
                "pandas：environment.yml 写 3.1，pyproject.toml 写 <3.2,>=3.0",
            ),
            (
                "environment.yml",
                "pandas=3.1",
                "pandas=3.0",
                1,
                "pandas：environment.yml 写 3.0，pyproject.toml 写 <3.2,>=3.1",
            ),
            (
                "environment.yml",
                "pandas=3.1",
                "pandas>=3.1",
                1,
                "pandas：environment.yml 写 >=3.1，",
            ),
            ("environment.yml", "==3.11.*", "==3.10.*", 1, "matplotlib：environment.yml 写 3.10"),
            ("environment.yml", "python=3.12", "python=3.10", 1, "python：environment.yml 写 3.10"),
            (
                "environment.yml",
                "  - jupyterlab=4.6\n",
                "",
                1,
                "jupyterlab：pyproject.toml 要求 <4.7,>=4.6，environment.yml 没有固定版本",
            ),
            (
                "environment.yml",
                "  - pip\n",
                "  - numpy=2.4\n",
                1,
                "numpy：environment.yml 固定了 2.4",
            ),
        ],
    )
    def test_a_wrong_pin_is_named(
        self, project: Path, name: str, old: str, new: str, place: int, said: str
    ) -> None:
        replace(project / name, old, new)
        found = self.offenders(project)[place]
        assert len(found) == 1
        assert found[0].startswith(said)

    def test_a_damaged_pyproject_is_one_line(self, project: Path) -> None:
        replace(project / "pyproject.toml", "[project]", "[project")
        assert all(len(found) == 1 and "读不懂" in found[0] for found in self.offenders(project))

    def test_a_program_from_another_checkout_is_named(
        self, project: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(project)
        said = f"程序来自 {ROOT.resolve()}，不是您所在的 {project.resolve()}；"
        assert self.offenders(project)[0] == (f"{said}请在这里 pip install -e .",)

    def test_the_projects_own_pins_pass(self) -> None:
        assert self.offenders(ROOT) == [(), ()]

    def test_an_installed_package_is_held_against_its_metadata(self) -> None:
        assert [check.status for check in environment_checks(None)] == ["passed", "not_checked"]


@pytest.fixture(scope="module")
def built(shared: MadeUp) -> tuple[Path, Truth]:
    truth = read_truth(shared.data)
    assert truth is not None
    return shared.build.out, truth


@pytest.fixture(scope="module")
def reported(built: tuple[Path, Truth], tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("audited") / "report"
    report(out, theme="signing", folder=built[1].data)
    return out


def rewrite(output: Path, change: Callable[[dict[str, object]], dict[str, object]]) -> None:
    """Change a manifest and write it as the project does."""
    path = output / "manifest.json"
    manifest = change(json.loads(path.read_bytes()))
    try:
        path.write_bytes((json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode())
    except UnicodeEncodeError:  # half a character, which only an escape can write
        path.write_text(json.dumps(manifest))


def register(output: Path, name: str, **facts: object) -> None:
    """Enter a doctored file into the manifest, as a careful forger would."""
    digest = sha256_of(output / name)

    def change(manifest: dict[str, object]) -> dict[str, object]:
        entries = manifest["files"]
        assert isinstance(entries, list)
        entry = next(entry for entry in entries if entry["path"] == name)
        entry.update({"sha256": digest, **facts})
        return manifest

    rewrite(output, change)


def blot(image: Image.Image, text: str) -> str:
    """Change some pixels of a picture, and not the text that it carries."""
    image.paste(0, (10, 10, 14, 14))
    return text


def zipped(parts: dict[str, bytes], level: int = 9) -> bytes:
    """Pack parts, all dated alike."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, part in parts.items():
            entry = zipfile.ZipInfo(name)
            archive.writestr(entry, part, zipfile.ZIP_DEFLATED if level else zipfile.ZIP_STORED)
    return file.getvalue()


def repacked(archive: bytes) -> bytes:
    """Pack the parts of an Office file without any compression."""
    with zipfile.ZipFile(io.BytesIO(archive)) as file:
        return zipped({name: file.read(name) for name in file.namelist()}, level=0)


def pdf(title: str, level: int) -> bytes:
    """Draw a page that shows a title, packed at a level."""
    figure, content = Figure(), io.BytesIO()
    figure.suptitle(title)
    with rc_context({"pdf.compression": level}):
        figure.savefig(content, format="pdf", metadata={"CreationDate": None})
    return content.getvalue()


class TestOutput:
    @pytest.fixture
    def output(
        self, built: tuple[Path, Truth], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> Path:
        """Copy the build; what would write it again from the same data hands out a copy too."""

        def copied(out: Path, *, lang: str, folder: Path) -> BuildReport:
            assert (lang, folder) == ("zh", built[1].data)
            shutil.copytree(built[0], out)
            manifest = json.loads((out / "manifest.json").read_text("utf-8"))
            files = [entry["path"] for entry in manifest["files"]]
            return BuildReport(out, (*files, "manifest.json"), 4, ())

        monkeypatch.setattr("policycompare.rebuild.build", copied)
        shutil.copytree(built[0], tmp_path / "output")
        return tmp_path / "output"

    def checks(self, folder: Path, truth: Truth | None) -> dict[str, tuple[str, ...]]:
        return {
            check.name: check.offenders
            for check in output_checks(folder, truth)
            if check.status == "failed"
        }

    def redraw(self, path: Path, change: Callable[[Image.Image, str], str]) -> None:
        """Draw a picture anew after a change of its pixels or of the text that it carries."""
        with Image.open(path) as image:
            image.load()
            text = PngInfo()
            text.add_itxt("Description", change(image, str(image.info["Description"])))
            image.save(path, pnginfo=text, dpi=image.info["dpi"], compress_level=1)

    def test_an_honest_folder_passes(self, built: tuple[Path, Truth], output: Path) -> None:
        checks = output_checks(output, built[1])
        assert [(check.status, check.detail) for check in checks] == [
            ("passed", "11 个文件"),
            ("passed", "4 行"),
            ("passed", "4 个图形文件"),
            ("passed", "17 个文件"),
            ("passed", "12 个文件"),
        ]

    def test_a_changed_value_in_the_csv_is_named(
        self, built: tuple[Path, Truth], output: Path
    ) -> None:
        replace(output / "targets.csv", ",28.0,", ",29.0,")
        assert self.checks(output, built[1]) == {
            LISTED: ("targets.csv 的内容改过",),
            "targets.csv 与总表逐值相等": ("targets.csv mou-2021/001 high：29.0，总表是 28.0",),
            AGAIN: ("targets.csv 与重新生成的不同",),
        }

    def test_a_row_more_or_less_is_named(self, built: tuple[Path, Truth], output: Path) -> None:
        replace(output / "targets.csv", "mou-2021/001,", "mou-2021/009,")
        register(output, "targets.csv")
        assert self.checks(output, built[1]) == {
            "targets.csv 与总表逐值相等": (
                "targets.csv 缺少 mou-2021/001",
                "targets.csv 有总表里没有的 mou-2021/009",
            ),
            AGAIN: ("targets.csv 与重新生成的不同",),
        }

    def test_altered_data_of_a_png_are_named(self, built: tuple[Path, Truth], output: Path) -> None:
        name = "charts/headline_matrix.png"
        self.redraw(output / name, lambda image, text: text.replace("28.0", "29.0"))
        register(output, name)
        assert self.checks(output, built[1]) == {
            FIGURES: (f"{name} mou-2021/001 high：29.0，总表是 28.0",),
            AGAIN: (f"{name} 与重新生成的不同",),
        }

    def test_altered_data_of_an_svg_are_named(
        self, built: tuple[Path, Truth], output: Path
    ) -> None:
        name = "charts/coverage.svg"
        replace(output / name, '"year":2022', '"year":2030')
        register(output, name)
        found = self.checks(output, built[1])["图中所带数据与总表逐值相等"]
        assert found[0] == f"{name} mou-2021/001 year：2030，总表是 2022"

    def test_a_picture_that_carries_nothing_or_other_targets_is_named(
        self, built: tuple[Path, Truth], output: Path
    ) -> None:
        self.redraw(output / "charts" / "coverage.png", lambda image, text: "")
        self.redraw(
            output / "charts" / "headline_matrix.png", lambda image, text: '{"targets": []}'
        )
        (output / "charts" / "coverage.svg").write_text("<svg")
        assert self.checks(output, built[1])["图中所带数据与总表逐值相等"] == (
            "charts/headline_matrix.png 所带的目标与清单不同",
            "charts/coverage.png 不带数据，或已损坏",
            "charts/coverage.svg 不带数据，或已损坏",
        )

    def test_an_altered_picture_fails_by_its_checksum(
        self, built: tuple[Path, Truth], output: Path
    ) -> None:
        self.redraw(output / "charts" / "coverage.png", blot)
        (output / "explorer.html").unlink()
        assert self.checks(output, built[1]) == {
            LISTED: ("charts/coverage.png 的内容改过", "explorer.html 不见了"),
            AGAIN: ("charts/coverage.png 与重新生成的不同", "explorer.html 与重新生成的不同"),
        }

    def test_an_altered_picture_differs_from_a_true_build_even_when_registered(
        self, built: tuple[Path, Truth], tmp_path: Path
    ) -> None:
        output = tmp_path / "output"
        shutil.copytree(built[0], output)
        self.redraw(output / "charts" / "coverage.png", blot)
        register(output, "charts/coverage.png")
        assert self.checks(output, built[1]) == {AGAIN: ("charts/coverage.png 与重新生成的不同",)}

    def test_files_that_are_only_packed_otherwise_pass_and_are_counted(
        self, built: tuple[Path, Truth], output: Path
    ) -> None:
        for name in ("charts/coverage.png", "charts/headline_matrix.png"):
            self.redraw(output / name, lambda image, text: text)
            register(output, name)
        (output / "policycompare.xlsx").write_bytes(
            repacked((output / "policycompare.xlsx").read_bytes())
        )
        register(output, "policycompare.xlsx")
        checks = output_checks(output, built[1])
        assert [check.status for check in checks] == ["passed"] * 5
        assert checks[-1].detail == "12 个文件，其中 3 个只是压缩方式不同"

    def test_what_is_not_listed_is_named_and_fails_where_it_passes_for_the_projects(
        self, built: tuple[Path, Truth], output: Path
    ) -> None:
        for name in ("charts/forged.png", "forged.XLSX", "charts/new/deep.svg"):
            (output / name).parent.mkdir(exist_ok=True)
            (output / name).write_text("forged")
        for name in ("notes.docx", ".hidden.csv", "mine/photo.png"):
            (output / name).parent.mkdir(exist_ok=True)
            (output / name).write_text("my own")
        assert self.checks(output, built[1]) == {
            LISTED: (
                "charts/forged.png 不在清单里，不是本项目写的；请移到别的目录",
                "charts/new/deep.svg 不在清单里，不是本项目写的；请移到别的目录",
                "forged.XLSX 不在清单里，不是本项目写的；请移到别的目录",
            )
        }
        said = output_checks(output, built[1])[0].detail
        assert said == "11 个文件；另有不是本项目写的：.hidden.csv、mine/photo.png、notes.docx"

    def test_a_users_own_files_pass(self, built: tuple[Path, Truth], output: Path) -> None:
        (output / "notes.docx").write_text("my own")
        assert self.checks(output, built[1]) == {}

    def test_an_emptied_list_fails_with_and_without_the_data(
        self, built: tuple[Path, Truth], output: Path
    ) -> None:
        rewrite(output, lambda manifest: manifest | {"files": []})
        assert self.checks(output, None)[LISTED][0] == "清单里没有文件"
        assert self.checks(output, built[1])[AGAIN] == ("manifest.json 与重新生成的不同",)

    def test_a_figure_without_targets_fails(self, built: tuple[Path, Truth], output: Path) -> None:
        Image.new("L", (10, 10), 255).save(output / "charts" / "coverage.png")
        register(output, "charts/coverage.png", target_ids=[])
        register(output, "charts/coverage.svg", target_ids=[])
        assert self.checks(output, built[1])[FIGURES] == (
            "charts/coverage.png 在清单里没有目标",
            "charts/coverage.svg 在清单里没有目标",
            "charts/coverage.png 不带数据，或已损坏",
            "charts/coverage.svg 所带的目标与清单不同",
        )

    def test_a_file_that_may_not_be_read_is_one_line(
        self, output: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path, read_bytes = output / "targets.csv", Path.read_bytes

        def refusing(opened: Path) -> bytes:
            if opened == path:
                raise PermissionError(13, "Permission denied")
            return read_bytes(opened)

        monkeypatch.setattr(Path, "read_bytes", refusing)
        said = f"{path} cannot be read (Permission denied); allow it, or build the folder again."
        assert self.checks(output, None) == {LISTED: (said,)}

    def test_an_output_of_other_data_is_named(
        self, built: tuple[Path, Truth], output: Path
    ) -> None:
        name = '"regions.csv": "'
        replace(output / "manifest.json", name, f"{name}0")
        assert self.checks(output, built[1]) == {
            "成果出自现在的数据": ("regions.csv 与生成成果时不同",),
            AGAIN: ("manifest.json 与重新生成的不同",),
        }

    @pytest.mark.parametrize(
        "path",
        [
            "../../../etc/hostname",
            "charts/../../data/regions.csv",
            "/etc/hostname",
            "C:/Windows/win.ini",
            "charts\\coverage.png",
            "a\0b",
            "\ud800.png",
            "./targets.csv",
            "",
            ".",
            "长" * 100,
        ],
        ids=ascii,
    )
    def test_a_path_out_of_the_folder_is_refused_before_it_is_opened(
        self, built: tuple[Path, Truth], output: Path, path: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        register(output, "explorer.html", path=path)
        opened: list[Path] = []
        monkeypatch.setattr("policycompare.outputs.sha256_of", opened.append)
        assert self.checks(output, built[1]) == {
            SOUND: (
                f"{output / 'manifest.json'} is not followed:",
                f"{path!r}: no path of a file within the folder",
                "Build it again.",
            )
        }
        assert opened == []

    @pytest.mark.parametrize(
        ("facts", "said"),
        [
            ({"command": "draw"}, "command 'draw': only build and report write a manifest"),
            ({"command": "report"}, "chosen: it does not say what the report is about"),
        ],
    )
    def test_a_folder_relabelled_is_refused(
        self, built: tuple[Path, Truth], output: Path, facts: dict[str, object], said: str
    ) -> None:
        rewrite(output, lambda manifest: manifest | facts)
        assert self.checks(output, built[1])[SOUND][1:] == (said, "Build it again.")

    def test_a_file_listed_twice_is_refused(self, built: tuple[Path, Truth], output: Path) -> None:
        register(output, "explorer.html", path="targets.csv")
        said = self.checks(output, built[1])[SOUND][1:]
        assert said == ("'targets.csv': listed twice", "Build it again.")

    @pytest.mark.parametrize(
        "text",
        ["", "{", "[]", '{"lang": "zh", "files": []}', "null", "[" * 100_000],
        ids=["empty", "open", "list", "no data", "null", "deep"],
    )
    def test_a_damaged_manifest_is_one_line(
        self, built: tuple[Path, Truth], tmp_path: Path, text: str
    ) -> None:
        (tmp_path / "manifest.json").write_text(text)
        found = self.checks(tmp_path, built[1])["成果有完好的清单"]
        assert len(found) == 1
        assert "is no sound manifest" in found[0]

    def test_without_data_the_checksums_are_still_checked(self, output: Path) -> None:
        replace(output / "targets.csv", ",28.0,", ",29.0,")
        assert self.checks(output, None) == {LISTED: ("targets.csv 的内容改过",)}


class TestReport:
    @pytest.fixture
    def output(self, reported: Path, tmp_path: Path) -> Path:
        shutil.copytree(reported, tmp_path / "report")
        return tmp_path / "report"

    def failed(self, output: Path, truth: Truth) -> dict[str, tuple[str, ...]]:
        checks = output_checks(output, truth)
        return {check.name: check.offenders for check in checks if check.status == "failed"}

    def test_an_honest_report_is_written_again_and_passes(
        self, built: tuple[Path, Truth], output: Path
    ) -> None:
        checks = output_checks(output, built[1])
        statuses = ["passed", "not_checked", "passed", "passed", "passed"]
        assert [check.status for check in checks] == statuses
        assert (output / "signing.docx").is_file()

    def test_invented_values_and_quotes_differ_even_when_registered(
        self,
        built: tuple[Path, Truth],
        reported: Path,
        output: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        def copied(out: Path, **asked: object) -> tuple[str, ...]:
            assert (asked["theme"], asked["folder"]) == ("signing", built[1].data)
            shutil.copytree(reported, out)
            return (*(listed.path for listed in read_manifest(out).files), "manifest.json")

        monkeypatch.setattr("policycompare.rebuild.report", copied)
        replace(output / "data.csv", "签约服务全覆盖", "签约服务九成覆盖")
        register(output, "data.csv")
        replace(output / "manifest.json", "实现家庭医生签约服务全覆盖", "签约率达到99%")
        Image.new("L", (10, 10), 255).save(output / "figures" / "forged.png")
        (output / "forged.docx").write_text("forged")
        assert self.failed(output, built[1]) == {
            LISTED: (
                "figures/forged.png 不在清单里，不是本项目写的；请移到别的目录",
                "forged.docx 不在清单里，不是本项目写的；请移到别的目录",
            ),
            AGAIN: ("data.csv 与重新生成的不同", "manifest.json 与重新生成的不同"),
        }

    def test_another_choice_than_was_made_differs(
        self, built: tuple[Path, Truth], output: Path
    ) -> None:
        chosen = {"kind": "theme", "code": "drug_share", "name": "药占比"}
        rewrite(output, lambda manifest: manifest | {"chosen": chosen})
        found = self.failed(output, built[1])[AGAIN]
        assert "drug_share.xlsx 与重新生成的不同" in found
        assert "signing.docx 与重新生成的不同" in found
        assert "manifest.json 与重新生成的不同" in found

    def test_a_choice_that_no_data_know_is_named(
        self, built: tuple[Path, Truth], output: Path
    ) -> None:
        chosen = {"kind": "theme", "code": "../../x", "name": ""}
        rewrite(output, lambda manifest: manifest | {"chosen": chosen})
        assert self.failed(output, built[1])[AGAIN][0].startswith("No theme is called '../../x'.")


class TestContents:
    @pytest.mark.parametrize("name", ["a.xlsx", "a.docx"])
    def test_office_files_are_compared_by_their_parts(self, name: str) -> None:
        one, other = zipped({"a.xml": b"30" * 99}), zipped({"a.xml": b"50" * 99})
        assert repacked(one) != one
        assert same_content(name, one, repacked(one))
        assert not same_content(name, one, other)
        assert not same_content(name, one, zipped({"a.xml": b"30" * 99, "b.xml": b""}))
        assert not same_content("a.csv", one, repacked(one))

    def test_a_picture_within_a_document_is_compared_by_its_pixels(self) -> None:
        image, blotted = Image.new("L", (40, 20), 255), Image.new("L", (40, 20), 0)
        packings = [io.BytesIO() for _ in range(3)]
        image.save(packings[0], "png", compress_level=9)
        image.save(packings[1], "png", compress_level=0)
        blotted.save(packings[2], "png")
        one, packed, other = (zipped({"m/a.png": file.getvalue()}) for file in packings)
        assert same_content("a.docx", one, packed)
        assert not same_content("a.docx", one, other)

    def test_a_pdf_is_compared_by_its_unpacked_streams(self) -> None:
        pages = [pdf("30", 6), pdf("30", 1), pdf("50", 6)]
        assert pages[0] != pages[1]
        assert same_content("a.pdf", pages[0], pages[1])
        assert not same_content("a.pdf", pages[0], pages[2])

    @pytest.mark.parametrize("name", ["a.xlsx", "a.docx", "a.png", "a.pdf", "a.svg"])
    def test_damaged_files_differ(self, name: str) -> None:
        assert not same_content(name, b"", b"damaged")


def test_an_audit_without_its_tools_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("policycompare.cli.AUDIT_TOOLS", ("packaging", "no_such_tool"))
    assert main(["audit"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        "policycompare: PolicycompareError: audit needs no_such_tool; run "
        '`pip install "policycompare[audit]"`, in a checkout `pip install -e ".[audit]"`.\n'
    )


def start_audit(checkout: Path, *arguments: str) -> subprocess.Popen[str]:
    """Start the command in a copy of the project, with that copy's package."""
    env = os.environ | {"PYTHONPATH": str(checkout), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "policycompare.cli", "audit", *arguments]
    return subprocess.Popen(
        command, cwd=checkout, env=env, stdout=PIPE, stderr=PIPE, encoding="utf-8"
    )


def copy_project(place: Path, built: tuple[Path, Truth]) -> Path:
    """Lay out a checkout of this project with the made-up data, their build and a notebook."""
    shutil.copytree(built[0].parent, place)
    leave = shutil.ignore_patterns("data")
    shutil.copytree(ROOT / "policycompare", place / "policycompare", ignore=leave)
    for name in ("pyproject.toml", "environment.yml"):
        shutil.copy(ROOT / name, place)
    source = "import policycompare as pc\nprint(pc.fingerprints().to_string())"
    text = fingerprints(place / "data").to_string() + "\n"
    write_notebook(place / "notebooks" / "a.ipynb", cell(source, printed(text)))
    return place


def test_the_command_passes_an_honest_project_and_fails_a_damaged_one(
    tmp_path: Path, built: tuple[Path, Truth]
) -> None:
    honest, damaged = (copy_project(tmp_path / name, built) for name in ("honest", "damaged"))
    replace(damaged / "data" / "clauses.csv", "28%以下", "29%以下")
    replace(damaged / "environment.yml", "pandas=", "pandas=1")
    runs = start_audit(honest, "--sources", "sources", "--lang", "en"), start_audit(damaged)
    (said, told), (failures, _) = (run.communicate() for run in runs)

    assert runs[0].returncode == 0, said
    assert said.endswith("\nVerdict: 14 passed, 0 failed, 0 not checked\n")
    assert "Traceback" not in told

    assert runs[1].returncode == 1
    lines = failures.splitlines()
    assert lines[-1] == "结论：失败 7 项，通过 6 项，未核对 1 项"
    failed = [line[2:].strip().split("：")[0] for line in lines if line.startswith("失败")]
    assert failed == [
        "值和原文与笔记本列出的指纹相符",
        "environment.yml 与 pyproject.toml 的版本一致",
        "targets.csv 与总表逐值相等",
        "图中所带数据与总表逐值相等",
        "成果出自现在的数据",
        AGAIN,
        "笔记本重跑，输出相同（提交的 → 重跑的）",
    ]
    assert "未核对  与文件原文一致" in failures
