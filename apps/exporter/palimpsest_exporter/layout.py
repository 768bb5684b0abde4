"""The three graphs of a family, by name, with the inputs and outputs that transformers.js gives them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import torch

from .decoder import CachedDecoder, TextEmbeddings
from .family import Family
from .graphs import Port, write_graph

names = ("vision_encoder", "embed_tokens", "decoder_model_merged")


def write_graphs(family: Family, folder: Path, progress: Callable[[str], None]) -> None:
    """Writes onnx/*.onnx and onnx/*.onnx_data below `folder`."""
    onnx = folder / "onnx"
    onnx.mkdir()
    for name, write in zip(names, (write_vision, write_embeddings, write_decoder), strict=True):
        progress(f"writing onnx/{name}.onnx")
        write(family, onnx / f"{name}.onnx")


def write_vision(family: Family, file: Path) -> None:
    pixels = torch.zeros(2, 3, family.side, family.side)
    ports = [Port("pixel_values", {0: "batch"})], [Port("image_features", {0: "batch"})]
    write_graph(family.vision_encoder(), (pixels,), *ports, file)


def write_embeddings(family: Family, file: Path) -> None:
    table = family.language_model.get_input_embeddings()
    absent = family.image_id if family.image_id >= table.weight.shape[0] else None
    axes = {0: "batch", 1: "sequence"}
    write_graph(TextEmbeddings(table, absent), (torch.zeros(2, 3, dtype=torch.int64),), [Port("input_ids", axes)], [Port("inputs_embeds", axes)], file)


def write_decoder(family: Family, file: Path) -> None:
    batch, sequence, past = 2, 3, 4  # all different, and none is 1: the tracer must not take one for another
    text = family.model.config.get_text_config()
    layers, heads, width = cache_sizes(family)
    axes = {0: "batch", 1: "sequence"}
    positions = torch.arange(sequence).expand(batch, -1) + past
    spatial = family.positions == "mrope"
    example = (
        torch.zeros(batch, sequence, text.hidden_size),
        torch.ones(batch, past + sequence, dtype=torch.int64),
        positions.expand(3, -1, -1).clone() if spatial else positions.clone(),
        *(torch.zeros(batch, heads, past, width) for _ in range(2 * layers)),
    )
    cached = [f"{layer}.{kind}" for layer in range(layers) for kind in ("key", "value")]
    inputs = [
        Port("inputs_embeds", axes),
        Port("attention_mask", {0: "batch", 1: "total_sequence"}),
        Port("position_ids", {1: "batch", 2: "sequence"} if spatial else axes),
        *(Port(f"past_key_values.{name}", {0: "batch", 2: "past_sequence"}) for name in cached),
    ]
    outputs = [Port("logits", axes), *(Port(f"present.{name}", {0: "batch", 2: "total_sequence"}) for name in cached)]
    write_graph(CachedDecoder(family.language_model, family.model.lm_head, prefix=family.prefix), example, inputs, outputs, file)


def cache_sizes(family: Family) -> tuple[int, int, int]:
    """Layers, heads of keys and values, width of a head."""
    text = family.model.config.get_text_config()
    width = getattr(text, "head_dim", None) or text.hidden_size // text.num_attention_heads
    return text.num_hidden_layers, text.num_key_value_heads, width
