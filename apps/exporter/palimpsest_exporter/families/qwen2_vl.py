"""Qwen2-VL (arXiv 2409.12191) at one fixed image size: patches in merge order, rotary embeddings in two dimensions, positions in three."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor, nn

from ..errors import ExportError
from ..family import Family, fixed_size

default_side = 448


class Qwen2VL(Family):
    model_type = "qwen2_vl"
    positions = "mrope"
    adapter_names = {r"^model\.layers\.": "model.language_model.layers.", r"^visual\.": "model.visual."}

    @staticmethod
    def model_class() -> type:
        from transformers import Qwen2VLForConditionalGeneration

        return Qwen2VLForConditionalGeneration

    def choose_side(self, side: int | None) -> int:
        vision = self.model.config.vision_config
        step = vision.patch_size * vision.spatial_merge_size
        chosen = side if side is not None else max(step, default_side // step * step)
        if chosen % step != 0 or chosen <= 0:
            raise ExportError(
                f"an image of {chosen}×{chosen} pixels is not made of whole patches",
                "--image-size",
                f"give a multiple of {step}",
            )
        return chosen

    @property
    def grid(self) -> int:
        """Merged patches per side."""
        vision = self.model.config.vision_config
        return self.side // (vision.patch_size * vision.spatial_merge_size)

    @property
    def tokens(self) -> int:
        return self.grid**2

    def vision_encoder(self) -> nn.Module:
        return Qwen2Vision(self.model, self.side)

    def position_ids(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Text counts on in all three; an image has one time, and its rows and columns; text goes on behind the largest."""
        result = torch.zeros(3, *ids.shape, dtype=torch.int64)
        for row, (own, real) in enumerate(zip(ids.tolist(), mask.tolist(), strict=True)):
            position, at = 0, 0
            while at < len(own):
                if not real[at]:
                    at += 1
                elif own[at] == self.image_id:
                    cells = torch.arange(self.tokens)
                    place = torch.stack([torch.zeros_like(cells), cells // self.grid, cells % self.grid])
                    result[:, row, at : at + self.tokens] = place + position
                    position, at = position + self.grid, at + self.tokens
                else:
                    result[:, row, at] = position
                    position, at = position + 1, at + 1
        return result

    def inputs(self, ids: Tensor, pixels: Tensor, suffix: int) -> dict[str, Tensor]:
        vision = self.model.config.vision_config
        side = self.side // vision.patch_size
        frames = pixels.unsqueeze(2).expand(-1, -1, vision.temporal_patch_size, -1, -1)
        split = frames.reshape(
            len(pixels), 3, vision.temporal_patch_size, *(self.grid, vision.spatial_merge_size, vision.patch_size) * 2
        )
        patches = split.permute(0, 3, 6, 4, 7, 1, 2, 5, 8).reshape(len(pixels) * side**2, -1)
        return {
            "input_ids": ids,
            "pixel_values": patches,
            "image_grid_thw": torch.tensor([[1, side, side]] * len(pixels)),
        }

    def preprocessor(self, source: Mapping[str, Any]) -> dict[str, Any]:
        return fixed_size(source, self.side)


class Qwen2Vision(nn.Module):
    def __init__(self, model: nn.Module, side: int) -> None:
        super().__init__()
        visual = model.model.visual
        self.visual = visual
        self.merge = visual.spatial_merge_size
        self.grid = side // (model.config.vision_config.patch_size * self.merge)
        with torch.no_grad():
            cos, sin = visual.rotary_pos_emb(torch.zeros(1), self.places())
        self.cos, self.sin = cos.float(), sin.float()

    def places(self) -> Tensor:
        """Row and column of each patch, in the order in which neighbours that are merged stand together."""
        lines = torch.arange(self.grid * self.merge)
        rows, columns = torch.meshgrid(lines, lines, indexing="ij")
        return torch.stack([self.merge_order(x).flatten() for x in (rows, columns)], dim=-1)

    def merge_order(self, x: Tensor) -> Tensor:
        return x.reshape(self.grid, self.merge, self.grid, self.merge).transpose(1, 2)

    def forward(self, pixel_values: Tensor) -> Tensor:
        # A still image is the same frame for every time step of a patch, so the kernel can be summed over time.
        kernel = self.visual.patch_embed.proj.weight.sum(dim=2)
        patches = torch.nn.functional.conv2d(pixel_values.to(kernel.dtype), kernel, stride=kernel.shape[-1])
        width, (grid, merge) = kernel.shape[0], (self.grid, self.merge)
        states = (
            patches.reshape(-1, width, grid, merge, grid, merge)
            .permute(0, 2, 4, 3, 5, 1)
            .reshape(-1, (grid * merge) ** 2, width)
        )
        for block in self.visual.blocks:
            states = states + self.attend(block.attn, block.norm1(states))
            states = states + block.mlp(block.norm2(states))
        merger = self.visual.merger
        return merger.mlp(merger.ln_q(states).reshape(-1, grid**2, merger.hidden_size)).float()

    def attend(self, attention: nn.Module, states: Tensor) -> Tensor:
        """Every patch sees every patch of its own image."""
        patches, heads, width = states.shape[1], attention.num_heads, attention.dim // attention.num_heads
        split = attention.qkv(states).reshape(-1, patches, 3, heads, width).permute(2, 0, 3, 1, 4)
        query, key, value = self.rotate(split[0]), self.rotate(split[1]), split[2]
        scores = torch.matmul(query, key.transpose(-1, -2)) * attention.scaling
        weights = torch.softmax(scores, dim=-1, dtype=torch.float32).to(value.dtype)
        return attention.proj(torch.matmul(weights, value).transpose(1, 2).reshape(-1, patches, heads * width))

    def rotate(self, x: Tensor) -> Tensor:
        half = x.shape[-1] // 2
        wide = x.float()
        turned = torch.cat([-wide[..., half:], wide[..., :half]], dim=-1)
        return (wide * self.cos + turned * self.sin).to(x.dtype)
