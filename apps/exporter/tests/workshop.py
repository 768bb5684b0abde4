"""A temporary folder with tiny checkpoints, and the command line called in it."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import sys
import tempfile
import unittest
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tiny
from palimpsest_exporter.cli import main

names = ("llava", "idefics3", "qwen2_vl", "paligemma")


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str

    @property
    def error(self) -> str:
        """The one line that says what is wrong."""
        lines = [line for line in self.err.splitlines() if not line.startswith("palimpsest-export: ")]
        assert len(lines) == 1 and lines[0].startswith("error: "), self.err
        return lines[0].removeprefix("error: ")


class Workshop(unittest.TestCase):
    folder: Path

    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = Path(tempfile.mkdtemp(prefix="exporter-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)

    def checkpoint(self, family: str = "llava", name: str | None = None, **how: Any) -> Path:
        """A folder of its own, to be damaged at will."""
        folder = self.folder / f"{self._testMethodName}-from-{name or family}"
        folder.mkdir()
        with quiet():
            self.model = tiny.save(folder, family, **how)
        return folder

    def export(self, source: Path, *options: str, name: str = "out") -> Outcome:
        self.output = self.folder / f"{self._testMethodName}-to-{name}"
        return call(str(source), str(self.output), *options)

    def succeed(self, source: Path, *options: str, name: str = "out") -> dict[str, Any]:
        outcome = self.export(source, "--json", *options, name=name)
        self.assertEqual(outcome.code, 0, outcome.err)
        self.assertFalse(part_of(self.output).exists())
        return json.loads(outcome.out)

    def refuse(self, source: Path, *options: str, left: bool = False) -> str:
        """The error; nothing may be left, and nothing said on stdout."""
        outcome = self.export(source, *options)
        self.assertEqual((outcome.code, outcome.out), (1, ""), outcome.err)
        self.assertEqual(self.output.exists(), left)
        self.assertFalse(part_of(self.output).exists())
        return outcome.error


def size_of(family: str) -> list[str]:
    return ["--image-size", "16"] if family == "qwen2_vl" else []


def part_of(output: Path) -> Path:
    return output.with_name(f"{output.name}.part")


def call(*argv: str) -> Outcome:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = main(argv)
        except SystemExit as ended:
            code = int(ended.code or 0)
    return Outcome(code, out.getvalue(), err.getvalue())


def quiet() -> contextlib.AbstractContextManager[Any]:
    """For the progress bars of whoever saves a model."""
    return contextlib.redirect_stderr(io.StringIO())


def edit_json(file: Path, **changes: Any) -> None:
    value = json.loads(file.read_text(encoding="utf-8"))
    value.update(changes)
    tiny.write_json(file, {name: entry for name, entry in value.items() if entry is not None})


if __name__ == "__main__":
    sys.exit("run python -m unittest discover -s tests")
