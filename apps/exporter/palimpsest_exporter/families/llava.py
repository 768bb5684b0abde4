"""LLaVA 1.5 (arXiv 2310.03744): a CLIP-like tower, hidden layers of it, a projector."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from ..family import Family


class Llava(Family):
    model_type = "llava"
    vision_models = ("clip_vision_model", "siglip_vision_model")

    @staticmethod
    def model_class() -> type:
        from transformers import LlavaForConditionalGeneration

        return LlavaForConditionalGeneration

    @property
    def tokens(self) -> int:
        tower = self.model.config.vision_config
        class_token = int(tower.model_type == "clip_vision_model")
        dropped = int(self.model.config.vision_feature_select_strategy == "default")
        return (self.side // tower.patch_size) ** 2 + class_token - dropped

    def vision_encoder(self) -> nn.Module:
        return LlavaVision(self.model)


class LlavaVision(nn.Module):
    def __init__(self, model: nn.Module) -> None:
        super().__init__()
        layers = model.config.vision_feature_layer
        self.vision_tower = model.model.vision_tower
        self.multi_modal_projector = model.model.multi_modal_projector
        self.layers = [layers] if isinstance(layers, int) else list(layers)
        self.first = 1 if model.config.vision_feature_select_strategy == "default" else 0

    def forward(self, pixel_values: Tensor) -> Tensor:
        pixels = pixel_values.to(self.multi_modal_projector.linear_1.weight.dtype)
        states = self.vision_tower(pixels, output_hidden_states=True, return_dict=True).hidden_states
        chosen = [states[layer][:, self.first :] if self.first else states[layer] for layer in self.layers]
        return self.multi_modal_projector(torch.cat(chosen, dim=-1) if len(chosen) > 1 else chosen[0]).float()
