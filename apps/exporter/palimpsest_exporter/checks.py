"""Folders and files as they are found: readable, whole, and no pickles. Nothing of them is trusted before."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from .errors import ExportError

pickles = (".bin", ".pt", ".pth", ".ckpt", ".pkl")


def read_json(folder: Path, name: str) -> dict[str, Any]:
    """@throws ExportError when it is missing or holds no object"""
    file = folder / name
    try:
        value = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ExportError("the file is missing", file, "give a checkpoint folder as transformers saves it") from None
    except (OSError, ValueError) as error:
        raise ExportError(f"it is no JSON ({error})", file, "save the checkpoint again") from error
    if not isinstance(value, dict):
        raise ExportError("it holds no JSON object", file, "save the checkpoint again")
    return value


def check_folder(folder: Path, kind: str) -> None:
    if not folder.is_dir():
        raise ExportError("there is no such folder", folder, f"give the local folder of {kind}; nothing is downloaded")


def check_weights(folder: Path, stem: str) -> list[Path]:
    """The safetensors files of `stem`, all of them there and readable. @throws ExportError, above all for pickles"""
    from safetensors import SafetensorError, safe_open

    index = folder / f"{stem}.safetensors.index.json"
    if index.exists():
        entries = read_json(folder, index.name).get("weight_map")
        if not isinstance(entries, dict) or not entries:
            raise ExportError("it has no weight_map", index, "save the checkpoint again")
        names = sorted({str(name) for name in entries.values()})
        if outside := [name for name in names if Path(name).name != name]:
            raise ExportError(f'shard "{outside[0]}" is not a file of this folder', index, "save the checkpoint again")
        files = [folder / name for name in names]
    else:
        files = [folder / f"{stem}.safetensors"]
    for file in files:
        if file.is_file():
            continue
        pickled = sorted(path.name for path in folder.iterdir() if path.suffix in pickles)
        if pickled:
            raise ExportError(
                f"weights are a pickle ({pickled[0]}), which can run code when it is read",
                folder,
                "save them as safetensors",
            )
        raise ExportError("the file is missing", file, "copy all weights of the checkpoint into the folder")
    for file in files:
        try:
            with safe_open(file, framework="pt") as opened:
                opened.keys()
        except (SafetensorError, OSError, ValueError) as error:
            raise ExportError(f"it is no whole safetensors file ({error})", file, "copy it again") from error
    return files


def first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return (lines[0] if lines else type(error).__name__)[:300]
