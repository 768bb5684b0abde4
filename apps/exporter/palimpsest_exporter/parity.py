"""The exported graphs, chained in onnxruntime, against PyTorch: a prompt with an image, then one more token with the cache."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from .errors import ExportError
from .family import Family
from .layout import cache_sizes, names

#: Largest difference of a logit, divided by the largest logit.
tolerances = {"fp32": 1e-4, "fp16": 2e-2}


@dataclass(frozen=True)
class Question:
    """Two rows of different length, padded on the left, with random pixels and ids, and the answer PyTorch gives in float32."""

    ids: Tensor
    mask: Tensor
    positions: Tensor
    pixels: Tensor
    next_ids: Tensor
    next_mask: Tensor
    next_positions: Tensor
    logits: tuple[np.ndarray, np.ndarray]


@dataclass(frozen=True)
class Agreement:
    absolute: float
    relative: float
    same_token: bool

    def record(self) -> dict[str, Any]:
        return {"maxAbsolute": self.absolute, "maxRelative": self.relative, "sameNextToken": self.same_token}


def ask(family: Family, seed: int) -> Question:
    """@throws ExportError when the model's own answer is not finite"""
    rng = torch.Generator().manual_seed(seed)

    def words(count: int) -> Tensor:
        return draw_words(family, count, rng)

    image = torch.full((family.tokens,), family.image_id)
    rows = [torch.cat([words(3), image, words(5)]), torch.cat([words(2), image, words(3)])]
    length = max(len(row) for row in rows)
    ids = torch.stack([torch.cat([words(length - len(row)), row]) for row in rows])
    mask = torch.stack([(torch.arange(length) >= length - len(row)).long() for row in rows])
    positions = family.position_ids(ids, mask)
    pixels = torch.rand(len(rows), 3, family.side, family.side, generator=rng) * 2 - 1
    next_ids = torch.stack([words(1) for _ in rows])
    next_mask = torch.cat([mask, torch.ones(len(rows), 1, dtype=torch.int64)], dim=1)
    next_positions = family.next_positions(positions)
    with torch.no_grad():
        first = family.reference(ids, mask, positions, pixels)
        second = family.reference_step(next_ids, next_mask, next_positions, first.cache)
    logits = (first.logits.numpy(), second.logits.numpy())
    if not all(np.isfinite(part[mask.bool().numpy()] if at == 0 else part).all() for at, part in enumerate(logits)):
        raise ExportError(
            "the model answers a random prompt with NaN or infinity",
            family.where,
            "the checkpoint is broken, save it again",
        )
    return Question(ids, mask, positions, pixels, next_ids, next_mask, next_positions, logits)


def draw_words(family: Family, count: int, rng: torch.Generator) -> Tensor:
    """Random ids, none of them a mark of an image or a video."""
    config = family.model.config
    marks = {family.image_id, getattr(config, "video_token_id", None)}
    drawn: list[int] = []
    while len(drawn) < count:
        candidate = int(torch.randint(family.vocabulary, (1,), generator=rng))
        if candidate not in marks:
            drawn.append(candidate)
    return torch.tensor(drawn, dtype=torch.int64)


class Chain:
    """The three files of an export as one model."""

    def __init__(self, family: Family, folder: Path) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        files = [folder / "onnx" / f"{name}.onnx" for name in names]
        self.vision, self.embed, self.decoder = (
            onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"]) for file in files
        )
        self.image_id, self.sizes = family.image_id, cache_sizes(family)

    def read(self, ids: Tensor, mask: Tensor, positions: Tensor, pixels: Tensor) -> dict[str, np.ndarray]:
        layers, heads, width = self.sizes
        embeds = self.embed.run(None, {"input_ids": ids.numpy()})[0].copy()
        features = self.vision.run(None, {"pixel_values": pixels.numpy()})[0]
        embeds[(ids == self.image_id).numpy()] = features.reshape(-1, features.shape[-1])
        empty = np.zeros((len(ids), heads, 0, width), np.float32)
        past = {f"past_key_values.{layer}.{kind}": empty for layer in range(layers) for kind in ("key", "value")}
        return self.decode(embeds, mask, positions, past)

    def step(
        self, ids: Tensor, mask: Tensor, positions: Tensor, before: dict[str, np.ndarray]
    ) -> dict[str, np.ndarray]:
        embeds = self.embed.run(None, {"input_ids": ids.numpy()})[0]
        past = {name.replace("present", "past_key_values"): value for name, value in before.items() if name != "logits"}
        return self.decode(embeds, mask, positions, past)

    def decode(
        self, embeds: np.ndarray, mask: Tensor, positions: Tensor, past: dict[str, np.ndarray]
    ) -> dict[str, np.ndarray]:
        outputs = [output.name for output in self.decoder.get_outputs()]
        feeds = {
            "inputs_embeds": embeds,
            "attention_mask": mask.numpy(),
            "position_ids": positions.contiguous().numpy(),
            **past,
        }
        return dict(zip(outputs, self.decoder.run(outputs, feeds), strict=True))


def compare(family: Family, folder: Path, question: Question, tolerance: float) -> dict[str, Any]:
    """Figures for the manifest. @throws ExportError when the graphs answer differently than PyTorch"""
    chain = Chain(family, folder)
    q = question
    first = chain.read(q.ids, q.mask, q.positions, q.pixels)
    second = chain.step(q.next_ids, q.next_mask, q.next_positions, first)
    real = q.mask.bool().numpy()
    agreements = {
        "prompt": agree(q.logits[0][real], first["logits"][real]),
        "cachedStep": agree(q.logits[1], second["logits"]),
    }
    for name, agreement in agreements.items():
        if not agreement.relative <= tolerance:
            raise ExportError(
                f"logits differ from PyTorch by {agreement.absolute:.3g}, {agreement.relative:.3g} of the largest, tolerance {tolerance:g} ({name})",
                folder.name.removesuffix(".part"),
                "export with --dtype fp32, or allow more with --tolerance if that is intended",
            )
    return {"tolerance": tolerance, **{name: agreement.record() for name, agreement in agreements.items()}}


def agree(expected: np.ndarray, own: np.ndarray) -> Agreement:
    absolute = float(np.abs(expected - own).max())
    return Agreement(
        absolute, absolute / float(np.abs(expected).max()), bool((expected.argmax(-1) == own.argmax(-1)).all())
    )
