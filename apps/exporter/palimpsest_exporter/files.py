"""The JSON files of an export: configuration, image processor, tokenizer with its chat template."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from .checks import first_line, read_json
from .errors import ExportError
from .family import Family

#: Copied as they are when the checkpoint has them.
copied = ("generation_config.json", "special_tokens_map.json", "added_tokens.json")


def write_files(family: Family, source: Path, folder: Path, dtype: str, chat_template: Path | None) -> None:
    """@throws ExportError for a checkpoint that cannot tokenize, write a chat or prepare a picture"""
    write_json(folder / "config.json", configuration(family, source, dtype))
    write_json(folder / "preprocessor_config.json", processor(family, source))
    (folder / "tokenizer.json").write_bytes(tokenizer(family, source))
    own = read_json(source, "tokenizer_config.json")
    write_json(folder / "tokenizer_config.json", {**own, "chat_template": template(family, source, own, chat_template)})
    for name in copied:
        if (source / name).is_file():
            (folder / name).write_bytes((source / name).read_bytes())


def configuration(family: Family, source: Path, dtype: str) -> dict[str, Any]:
    """The checkpoint's own, with the names under which loaders look for the image mark and the end mark."""
    config = read_json(source, "config.json")
    text = config.get("text_config") or {}
    generation = read_json(source, "generation_config.json") if (source / "generation_config.json").is_file() else {}
    loaded = family.model.config.get_text_config()
    ends = [config.get("eos_token_id"), generation.get("eos_token_id"), text.get("eos_token_id"), loaded.eos_token_id]
    end = next((ids for ids in ends if ids is not None), None)
    if end is None:
        raise ExportError(
            "there is no eos_token_id", source / "config.json", "add the id of the token that ends answers"
        )
    config.pop("torch_dtype", None)
    return {
        **config,
        "dtype": {"fp32": "float32", "fp16": "float16"}[dtype],
        "image_token_index": family.image_id,
        "image_seq_length": family.tokens,
        "eos_token_id": end,
    }


def processor(family: Family, source: Path) -> dict[str, Any]:
    """From preprocessor_config.json, or from the part of processor_config.json that newer checkpoints have instead."""
    if (source / "preprocessor_config.json").is_file():
        own = read_json(source, "preprocessor_config.json")
    else:
        whole = read_json(source, "processor_config.json") if (source / "processor_config.json").is_file() else {}
        own = whole.get("image_processor")
    if not isinstance(own, dict):
        raise ExportError(
            "there is no image processor",
            source / "preprocessor_config.json",
            "copy the file from the original checkpoint",
        )
    made = family.preprocessor(own)
    kind = made.get("image_processor_type")
    if not isinstance(kind, str):
        raise ExportError(
            "it names no image_processor_type",
            source / "preprocessor_config.json",
            "add the one the model was trained with",
        )
    return {**made, "image_processor_type": re.sub(r"(Fast|Pil)$", "", kind)}


def tokenizer(family: Family, source: Path) -> bytes:
    from tokenizers import Tokenizer

    file = source / "tokenizer.json"
    if not file.is_file():
        raise ExportError("the file is missing", file, "save the checkpoint with its fast tokenizer")
    try:
        known = Tokenizer.from_file(str(file))
    except Exception as error:  # the library raises bare exceptions
        raise ExportError(f"it is no tokenizer ({first_line(error)})", file, "save the fast tokenizer again") from error
    if known.id_to_token(family.image_id) is None:
        raise ExportError(
            f"it has no token {family.image_id}, the image mark of config.json",
            file,
            "take both files from one checkpoint",
        )
    return file.read_bytes()


def template(family: Family, source: Path, tokenizer_config: dict[str, Any], given: Path | None) -> str:
    found = (
        read_text(given, "--chat-template") if given else family.chat_template(find_template(source, tokenizer_config))
    )
    if found is None:
        raise ExportError(
            "there is no chat template",
            source / "tokenizer_config.json",
            "give the one the model was trained with: --chat-template FILE",
        )
    return found


def find_template(source: Path, tokenizer_config: dict[str, Any]) -> str | None:
    """Where checkpoints of different ages keep it."""
    own = tokenizer_config.get("chat_template")
    if isinstance(own, list):
        own = next(
            (entry.get("template") for entry in own if isinstance(entry, dict) and entry.get("name") == "default"), None
        )
    if isinstance(own, str):
        return own
    if (source / "chat_template.jinja").is_file():
        return read_text(source / "chat_template.jinja", source / "chat_template.jinja")
    for name in ("chat_template.json", "processor_config.json"):
        if (source / name).is_file() and isinstance(text := read_json(source, name).get("chat_template"), str):
            return text
    return None


def read_text(file: Path, where: object) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise ExportError(
            f"the template cannot be read ({first_line(error)})", where, "give a readable text file"
        ) from error


def write_json(file: Path, value: dict[str, Any]) -> None:
    file.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
