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
    inputs = [Port("pixel_values", ("batch", 3, family.side, family.side))]
    outputs = [Port("image_features", ("batch", family.tokens, hidden_size(family)))]
    write_graph(family.vision_encoder(), (pixels,), inputs, outputs, file)


def write_embeddings(family: Family, file: Path) -> None:
    table = family.language_model.get_input_embeddings()
    absent = family.image_id if family.image_id >= table.weight.shape[0] else None
    inputs = [Port("input_ids", ("batch", "sequence"))]
    outputs = [Port("inputs_embeds", ("batch", "sequence", hidden_size(family)))]
    write_graph(TextEmbeddings(table, absent), (torch.zeros(2, 3, dtype=torch.int64),), inputs, outputs, file)


def write_decoder(family: Family, file: Path) -> None:
    batch, sequence, past = 2, 3, 4  # all different, and none is 1: the tracer must not take one for another
    hidden, (layers, heads, width) = hidden_size(family), cache_sizes(family)
    axes = (3,) if family.positions == "mrope" else ()
    positions = torch.arange(past, past + sequence).expand(*axes, batch, -1).clone()
    example = (
        torch.zeros(batch, sequence, hidden),
        torch.ones(batch, past + sequence, dtype=torch.int64),
        positions,
        *(torch.zeros(batch, heads, past, width) for _ in range(2 * layers)),
    )
    cached = [f"{layer}.{kind}" for layer in range(layers) for kind in ("key", "value")]
    inputs = [
        Port("inputs_embeds", ("batch", "sequence", hidden)),
        Port("attention_mask", ("batch", "total_sequence")),
        Port("position_ids", (*axes, "batch", "sequence")),
        *(Port(f"past_key_values.{name}", ("batch", heads, "past_sequence", width)) for name in cached),
    ]
    head = family.model.lm_head
    outputs = [
        Port("logits", ("batch", "sequence", head.weight.shape[0])),
        *(Port(f"present.{name}", ("batch", heads, "total_sequence", width)) for name in cached),
    ]
    write_graph(CachedDecoder(family.language_model, head, prefix=family.prefix), example, inputs, outputs, file)


def hidden_size(family: Family) -> int:
    return int(family.model.config.get_text_config().hidden_size)


def cache_sizes(family: Family) -> tuple[int, int, int]:
    """Layers, heads of keys and values, width of a head."""
    text = family.model.config.get_text_config()
    width = getattr(text, "head_dim", None) or text.hidden_size // text.num_attention_heads
    return text.num_hidden_layers, text.num_key_value_heads, width
