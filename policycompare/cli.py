"""The command line: arguments go in, data come out on stdout, messages on stderr, and a status."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

from policycompare.errors import PolicycompareError

AUDIT_TOOLS = ("packaging", "tqdm")
"""What `audit` needs beyond the package's own requirements before it can start."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Refuse wrong usage in one line."""
        self.exit(2, f"policycompare: {message}; see `{self.prog} --help`\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    arguments : sequence of str, optional
        By default those of the process.

    Returns
    -------
    int
        0 on success, 1 on a refusal, a failed audit, a draft that was asked for and is open or,
        when asked for, a difference, 130 when interrupted; wrong usage exits with 2.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a console that lacks ≥ shows an escape, no traceback
            stream.reconfigure(errors="backslashreplace")
    options = _parser().parse_args(arguments)
    try:
        status = COMMANDS[options.command](options)
        sys.stdout.flush()
    except PolicycompareError as error:
        print(f"policycompare: {type(error).__name__}: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader of our output, `head` for one, has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        print("policycompare: interrupted; earlier output is as it was", file=sys.stderr)
        return 130
    return status or 0


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="policycompare",
        description="Targets of regional health-reform documents, side by side and traceable.",
    )
    parser.add_argument("--version", action="version", version=version("policycompare"))
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    build = commands.add_parser("build", help="write tables, workbook, charts and explorer page")
    build.add_argument("--out", type=Path, default=Path("output"), help="folder (default: output)")
    build.add_argument("--lang", choices=["zh", "en"], default="zh", help="language of the labels")
    report = commands.add_parser("report", help="write figures, Excel charts and a Word document")
    about = report.add_mutually_exclusive_group()
    for name, example in (("theme", "签约"), ("indicator", "oop_share"), ("region", "资阳")):
        about.add_argument(f"--{name}", help=f"code, name or synonym, e.g. {example}")
    report.add_argument("--out", type=Path, required=True, help="folder to write")
    report.add_argument("--lang", choices=["zh", "en"], default="zh", help="language of the labels")
    report.add_argument("--no-word", action="store_true", help="leave the Word document out")
    scan = commands.add_parser("scan", help="find the targets in documents, or folders of them")
    scan.add_argument("files", type=Path, nargs="+", metavar="FILE", help="document or folder")
    scan.add_argument("--format", choices=["table", "csv", "jsonl"], default="table")
    scan.add_argument("--jobs", type=_count, default=1, help="processes to use (default: 1)")
    scan.add_argument("--lang", choices=["zh", "en"], default="zh", help="language of the table")
    verify = commands.add_parser("verify", help="check the data, and against documents' texts")
    verify.add_argument("--sources", type=Path, help="folder of <document_id>.txt files")
    verify.add_argument("--document", metavar="ID", help="only this document or draft")
    draft = commands.add_parser("draft", help="draft the rows of a new document for you to decide")
    draft.add_argument("file", type=Path, help="the document")
    draft.add_argument("--document-id", required=True, help="for example ziyang-2017")
    draft.add_argument("--region", required=True, help="code or name; a new name is a new region")
    draft.add_argument("--out", type=Path, help="folder (default: drafts/ID in the data folder)")
    accept = commands.add_parser("accept", help="take a draft that is decided upon into the data")
    accept.add_argument("document_id", help="for example ziyang-2017")
    accept.add_argument("--sources", type=Path, required=True, help="folder of ID.txt")
    accept.add_argument("--draft", type=Path, help="folder of the draft, if it is elsewhere")
    trace = commands.add_parser("trace", help="walk one target back to the printed words")
    trace.add_argument("target_id", help="for example ziyang-2017/001")
    trace.add_argument("--lang", choices=["zh", "en"], default="zh", help="language of the labels")
    audit = commands.add_parser("audit", help="check data, notebooks, output and environment")
    audit.add_argument("--sources", type=Path, help="folder of <document_id>.txt files")
    audit.add_argument("--notebooks", type=Path, help="folder (default: those of the checkout)")
    audit.add_argument("--output", type=Path, help="folder (default: output, or a fresh build)")
    audit.add_argument("--lang", choices=["zh", "en"], default="zh", help="language of the report")
    diff = commands.add_parser("diff", help="list what changed between two builds or data folders")
    diff.add_argument("old", type=Path, help="folder of a build, or data folder")
    diff.add_argument("new", type=Path, help="the later one")
    diff.add_argument("--lang", choices=["zh", "en"], default="zh", help="language of the list")
    diff.add_argument("--format", choices=["text", "markdown"], default="text")
    diff.add_argument("--exit-code", action="store_true", help="status 1 when something changed")
    for command in (build, report, verify, draft, accept, trace, audit):
        command.add_argument("--data", type=Path, help="data folder (default: the packaged one)")
    return parser


def _count(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1")
    return int(text)


def _progress(path: str) -> None:
    print(f"  {path}", file=sys.stderr, flush=True)


def _build(options: argparse.Namespace) -> None:
    from policycompare.build import build

    report = build(options.out, lang=options.lang, folder=options.data, progress=_progress)
    print(
        f"{report.out}: {len(report.files)} files from {report.targets} targets",
        *(f"{number}. {finding}" for number, finding in enumerate(report.findings, start=1)),
        sep="\n",
        file=sys.stderr,
    )


def _report(options: argparse.Namespace) -> None:
    from policycompare.report import report

    files = report(
        options.out,
        theme=options.theme,
        indicator=options.indicator,
        region=options.region,
        lang=options.lang,
        word=not options.no_word,
        folder=options.data,
        progress=_progress,
    )
    print(f"{options.out}: {len(files)} files", file=sys.stderr)


def _scan(options: argparse.Namespace) -> int:
    from policycompare.delivery import deliver
    from policycompare.folder import find_documents
    from policycompare.scan_files import scan_files

    found = find_documents(options.files)
    scanned = scan_files(found.documents, options.format, options.lang, options.jobs)
    with closing(scanned):  # whatever stops us here stops the processes too
        return int(not deliver(scanned, found, options.format, options.lang))


def _verify(options: argparse.Namespace) -> int:
    from policycompare.verify import verify

    verified = verify(options.sources, folder=options.data, document=options.document)
    print(verified)
    return int(not verified.settled)


def _draft(options: argparse.Namespace) -> None:
    from policycompare.draft import draft

    drafted = draft(
        options.file, options.document_id, options.region, folder=options.data, out=options.out
    )
    print(drafted, file=sys.stderr)


def _accept(options: argparse.Namespace) -> None:
    from policycompare.accept import accept

    taken = accept(options.document_id, options.sources, folder=options.data, draft=options.draft)
    print(taken, file=sys.stderr)


def _trace(options: argparse.Namespace) -> None:
    from policycompare.trace import trace

    print(trace(options.target_id, options.data, lang=options.lang))


def _audit(options: argparse.Namespace) -> int:
    if missing := [tool for tool in AUDIT_TOOLS if find_spec(tool) is None]:
        raise PolicycompareError(
            f'audit needs {" and ".join(missing)}; run `pip install "policycompare[audit]"`, '
            'in a checkout `pip install -e ".[audit]"`.'
        )
    from tqdm import tqdm

    from policycompare.audit import audit, find_subject, verdict

    subject = find_subject(
        data=options.data,
        sources=options.sources,
        notebooks=options.notebooks,
        output=options.output,
        lang=options.lang,
    )
    checks = []
    print(subject, end="\n\n", flush=True)
    for check in audit(
        subject,
        say=lambda said: print(said, file=sys.stderr, flush=True),
        watch=lambda paths: tqdm(paths, disable=None, file=sys.stderr, leave=False, unit=".ipynb"),
    ):
        checks.append(check)
        print(check.lines(options.lang), flush=True)
    print("", verdict(checks, options.lang), sep="\n")
    return int(any(check.status == "failed" for check in checks))


def _diff(options: argparse.Namespace) -> int:
    from policycompare.changelog import markdown_lines, text_lines
    from policycompare.changes import changes_between

    changes = changes_between(options.old, options.new, options.lang)
    lines = markdown_lines if options.format == "markdown" else text_lines
    print(*lines(changes, options.lang), sep="\n")
    changed = not (changes.targets.empty and changes.tables.empty)
    return int(options.exit_code and changed)


COMMANDS: dict[str, Callable[[argparse.Namespace], int | None]] = {
    "build": _build,
    "report": _report,
    "scan": _scan,
    "verify": _verify,
    "draft": _draft,
    "accept": _accept,
    "trace": _trace,
    "audit": _audit,
    "diff": _diff,
}


if __name__ == "__main__":
    sys.exit(main())
