"""Idefics3 and SmolVLM (arXiv 2408.12637, 2504.05299): a SigLIP-like tower, pixel shuffle, one projection. One image is one tile."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor, nn

from ..family import Family, fixed_size


class Idefics3(Family):
    model_type = "idefics3"
    vision_models = ("idefics3_vision",)

    @staticmethod
    def model_class() -> type:
        from transformers import Idefics3ForConditionalGeneration

        return Idefics3ForConditionalGeneration

    @property
    def language_model(self) -> nn.Module:
        return self.model.model.text_model

    @property
    def tokens(self) -> int:
        return (self.side // self.model.config.vision_config.patch_size // self.model.config.scale_factor) ** 2

    def vision_encoder(self) -> nn.Module:
        return Idefics3Vision(self.model, self.side)

    def inputs(self, ids: Tensor, pixels: Tensor, suffix: int) -> dict[str, Tensor]:
        return {"input_ids": ids, "pixel_values": pixels.unsqueeze(1)}

    def preprocessor(self, source: Mapping[str, Any]) -> dict[str, Any]:
        return fixed_size(source, self.side)

    def chat_template(self, source: str | None) -> str | None:
        around = "<fake_token_around_image>"
        if source is None or around in source:
            return source
        return source.replace("<image>", f"{around}<global-img><image>{around}")


class Idefics3Vision(nn.Module):
    def __init__(self, model: nn.Module, side: int) -> None:
        super().__init__()
        vision = model.model.vision_model
        self.vision_model = vision
        self.connector = model.model.connector
        patches = side // vision.patch_size
        self.merge = self.connector.scale_factor
        self.grid = patches // self.merge
        self.places = record_places(vision.embeddings, side, torch.ones(1, patches, patches, dtype=torch.bool))

    def forward(self, pixel_values: Tensor) -> Tensor:
        vision = self.vision_model
        pixels = pixel_values.to(vision.post_layernorm.weight.dtype)
        patches = vision.embeddings.patch_embedding(pixels).flatten(2).transpose(1, 2)
        states = patches + vision.embeddings.position_embedding(self.places)
        states = vision.encoder(inputs_embeds=states, attention_mask=None).last_hidden_state
        states = vision.post_layernorm(states)
        # Each square of neighbours becomes one token, row by row.
        (grid, merge), width = (self.grid, self.merge), states.shape[-1]
        squares = states.reshape(-1, grid, merge, grid, merge, width).permute(0, 1, 3, 2, 4, 5)
        return self.connector.modality_projection(squares.reshape(-1, grid**2, merge**2 * width)).float()


def record_places(embeddings: nn.Module, side: int, whole: Tensor) -> Tensor:
    """Which position embedding each patch of a whole image gets: asked of the model, since it rounds."""
    seen: list[Tensor] = []
    hook = embeddings.position_embedding.register_forward_pre_hook(lambda _, given: seen.append(given[0]))
    try:
        with torch.no_grad():
            weight = embeddings.patch_embedding.weight
            embeddings(torch.zeros(1, weight.shape[1], side, side, dtype=weight.dtype), whole)
    finally:
        hook.remove()
    return seen[0]
