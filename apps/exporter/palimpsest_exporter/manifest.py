"""palimpsest.json: what was exported from what, with which versions, and how well it agrees with PyTorch. No clock, no paths."""

from __future__ import annotations

import hashlib
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from . import __version__
from .family import Family
from .graphs import opset

name = "palimpsest.json"
packages = ("torch", "transformers", "peft", "onnx", "onnxscript", "onnxruntime")


def build_manifest(
    family: Family,
    folder: Path,
    source: list[dict[str, Any]],
    adapter: list[dict[str, Any]] | None,
    dtype: str,
    parity: dict[str, Any] | None,
) -> dict[str, Any]:
    return {
        "format": "palimpsest-export/1",
        "family": family.model_type,
        "dtype": dtype,
        "opset": opset,
        "image": {"height": family.side, "width": family.side, "tokens": family.tokens, "tokenId": family.image_id},
        "positions": family.positions,
        "promptSeesItself": family.prefix,
        "versions": {"palimpsest-exporter": __version__, "python": platform.python_version(), **installed()},
        "source": {"files": source, "adapter": {"files": adapter} if adapter is not None else None},
        "parity": parity,
        "files": digests(folder),
    }


def installed() -> dict[str, str]:
    found: dict[str, str] = {}
    for package in packages:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def source_digests(folder: Path) -> list[dict[str, Any]]:
    """The files of a checkpoint or an adapter that an export can depend on."""
    return digests(folder, [path for path in folder.iterdir() if path.suffix in (".json", ".jinja", ".safetensors")])


def digests(folder: Path, files: list[Path] | None = None) -> list[dict[str, Any]]:
    """By name; every file below the folder but the manifest itself, unless given."""
    files = sorted(path for path in files or folder.rglob("*") if path.is_file() and path != folder / name)
    return [
        {"path": path.relative_to(folder).as_posix(), "bytes": path.stat().st_size, "sha256": sha256(path)}
        for path in files
    ]


def sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return (
            hashlib.file_digest(opened, "sha256").hexdigest()
            if hasattr(hashlib, "file_digest")
            else digest_blocks(opened)
        )


def digest_blocks(opened: Any) -> str:
    """For Python 3.10."""
    digest = hashlib.sha256()
    while block := opened.read(1 << 20):
        digest.update(block)
    return digest.hexdigest()
