"""From a checkpoint folder to an export folder, or to nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import manifest
from .checks import first_line
from .errors import ExportError
from .files import write_files, write_json
from .layout import write_graphs
from .parity import ask, compare, tolerances
from .source import load, refuse_non_finite


@dataclass(frozen=True)
class Options:
    source: Path
    output: Path
    adapter: Path | None = None
    dtype: str = "fp32"
    image_size: int | None = None
    chat_template: Path | None = None
    #: None: the one of the dtype.
    tolerance: float | None = None
    parity: bool = True
    seed: int = 1


def export(options: Options, progress: Callable[[str], None]) -> dict[str, Any]:
    """
    Writes beside the output and renames at the end: after an error nothing is left. Returns the manifest.

    @throws ExportError
    """
    output = Path(options.output)
    part = output.with_name(f"{output.name}.part")
    if output.exists() or output.is_symlink():
        raise ExportError("the output is there already", output, "choose another, or remove it first")
    try:
        part.mkdir()
    except FileExistsError:
        raise ExportError("an export is running, or was killed", part, "wait for it, or remove the folder") from None
    except OSError as error:
        raise ExportError(
            f"the folder cannot be made ({error.strerror})", part, "choose an output whose parent can be written to"
        ) from error
    try:
        written = write(options, part, progress)
        part.rename(output)
        return written
    except ExportError:
        raise
    except MemoryError as error:
        raise ExportError(
            "there is not enough memory", options.source, "use a machine that holds the float32 weights twice"
        ) from error
    except OSError as error:
        raise ExportError(
            f"a file cannot be written or read ({first_line(error)})", output, "make room and try again"
        ) from error
    except Exception as error:  # torch and onnxruntime raise errors of many kinds
        raise ExportError(
            f"the export failed ({type(error).__name__}: {first_line(error)})",
            options.source,
            "check the checkpoint and the versions of pyproject.toml, or report it",
        ) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def write(options: Options, part: Path, progress: Callable[[str], None]) -> dict[str, Any]:
    progress(f"loading {options.source}" + (f" with {options.adapter}" if options.adapter else ""))
    family = load(options.source, options.adapter, options.image_size)
    write_files(family, options.source, part, options.dtype, options.chat_template)
    if options.parity:
        progress("asking PyTorch")
    question = ask(family, options.seed) if options.parity else None
    if options.dtype == "fp16":
        family.model.half()
        refuse_non_finite(family.model, options.source, "it does not fit into float16, export with --dtype fp32")
    write_graphs(family, part, progress)
    figures = None
    if question:
        progress("comparing onnxruntime with PyTorch")
        tolerance = tolerances[options.dtype] if options.tolerance is None else options.tolerance
        figures = {"seed": options.seed, **compare(family, part, question, tolerance)}
    progress("digesting")
    adapter = manifest.source_digests(options.adapter) if options.adapter else None
    made = manifest.build_manifest(
        family, part, manifest.source_digests(options.source), adapter, options.dtype, figures
    )
    write_json(part / manifest.name, made)
    return made
