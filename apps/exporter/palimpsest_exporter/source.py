"""From folders to a model in memory: what is refused, what is loaded, an adapter merged in. Nothing is downloaded or executed."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import torch
from torch import nn

from .checks import check_folder, check_weights, first_line, read_json
from .errors import ExportError
from .families import families
from .family import Family

problems = {
    "missing_keys": "are missing",
    "mismatched_keys": "have another size than config.json says",
    "unexpected_keys": "belong to no part of the model",
}
#: Buffers that old checkpoints hold and models make themselves.
recomputed = ("inv_freq", "position_ids")


def family_of(folder: Path) -> type[Family]:
    """@throws ExportError naming the architecture and the supported ones"""
    config = read_json(folder, "config.json")
    kind = config.get("model_type")
    if family := families.get(str(kind)):
        return family
    raise ExportError(
        f'architecture "{kind}" is not supported', folder / "config.json", f"supported: {', '.join(families)}"
    )


def load(folder: Path, adapter: Path | None, side: int | None) -> Family:
    """A model in float32, ready to be taken apart. @throws ExportError for whatever cannot be exported"""
    check_folder(folder, "a checkpoint")
    if (folder / "adapter_config.json").exists():
        raise ExportError("this is an adapter", folder, "give its base model here and this folder with --adapter")
    family = family_of(folder)
    config = parse_config(family, folder)
    family.check(config, folder)
    check_weights(folder, "model")
    if adapter is not None:
        check_adapter(adapter)
    model = load_weights(family, folder, config)
    if adapter is not None:
        model = merge(model, adapter, family.adapter_names)
    refuse_non_finite(model, folder, "the checkpoint is broken, save it again")
    return family(model.eval().requires_grad_(False), side, folder)


def parse_config(family: type[Family], folder: Path) -> Any:
    try:
        return family.model_class().config_class.from_pretrained(folder, local_files_only=True)
    except Exception as error:  # transformers raises whatever its validators raise
        raise ExportError(
            f"it is not a configuration of {family.model_type} ({first_line(error)})",
            folder / "config.json",
            "save the checkpoint again",
        ) from error


def load_weights(family: type[Family], folder: Path, config: Any) -> nn.Module:
    try:
        model, found = family.model_class().from_pretrained(
            folder,
            config=config,
            dtype=torch.float32,
            attn_implementation="eager",
            use_safetensors=True,
            local_files_only=True,
            output_loading_info=True,
            ignore_mismatched_sizes=True,  # refused below, by name
        )
    except Exception as error:
        raise ExportError(
            f"the weights cannot be loaded ({first_line(error)})", folder, "save the checkpoint again"
        ) from error
    for problem, what in problems.items():
        found_names = (str(entry[0] if isinstance(entry, tuple) else entry) for entry in found.get(problem) or ())
        if names := sorted(name for name in found_names if not name.endswith(recomputed)):
            raise ExportError(f"{len(names)} weights {what}, first {names[0]}", folder, "save the checkpoint again")
    return model


def check_adapter(adapter: Path) -> None:
    check_folder(adapter, "an adapter")
    kind = read_json(adapter, "adapter_config.json").get("peft_type")
    if kind != "LORA":
        raise ExportError(f'adapter type "{kind}" is not supported', adapter / "adapter_config.json", "supported: LORA")
    check_weights(adapter, "adapter_model")


def merge(model: nn.Module, adapter: Path, names: dict[str, str]) -> nn.Module:
    """@throws ExportError when the adapter is not one of this model"""
    from peft import LoraConfig, PeftModel

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            wrapped = PeftModel(model, LoraConfig.from_pretrained(adapter))
            result = wrapped.load_adapter(
                adapter, "default", torch_device="cpu", local_files_only=True, key_mapping=names
            )
    except Exception as error:
        raise ExportError(
            f"the adapter does not fit the model ({first_line(error)})", adapter, "give the adapter of this base model"
        ) from error
    if names := [*result.missing_keys, *result.unexpected_keys]:
        raise ExportError(
            f"{len(names)} weights do not fit the model, first {names[0]}",
            adapter,
            "give the adapter of this base model",
        )
    try:
        return wrapped.merge_and_unload(safe_merge=True)
    except ValueError as error:
        raise ExportError(
            f"it cannot be merged ({first_line(error)})", adapter, "the adapter is broken, save it again"
        ) from error


def refuse_non_finite(model: nn.Module, where: Path, remedy: str) -> None:
    names = [name for name, value in model.named_parameters() if not torch.isfinite(value).all()]
    if names:
        raise ExportError(f"{len(names)} weights hold NaN or infinity, first {names[0]}", where, remedy)
