"""PaliGemma (arXiv 2407.07726): SigLIP, a linear projection, Gemma. The prompt, image included, sees itself in both directions."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from ..family import Family

#: What the processor writes: image, start mark, question, line break; then the answer.
template = (
    "{% for message in messages %}{% if message['role'] == 'user' %}"
    "{% if message['content'] is string %}{{ bos_token }}{{ message['content'] }}{% else %}"
    "{% for part in message['content'] %}{% if part['type'] == 'image' %}<image>{% endif %}{% endfor %}{{ bos_token }}"
    "{% for part in message['content'] %}{% if part['type'] == 'text' %}{{ part['text'] }}{% endif %}{% endfor %}{% endif %}{{ '\\n' }}"
    "{% else %}{% if message['content'] is string %}{{ message['content'] }}{% else %}"
    "{% for part in message['content'] %}{{ part['text'] }}{% endfor %}{% endif %}{{ eos_token }}{% endif %}{% endfor %}"
)


class PaliGemma(Family):
    model_type = "paligemma"
    positions = "from-one"
    prefix = True
    vision_models = ("siglip_vision_model",)

    @staticmethod
    def model_class() -> type:
        from transformers import PaliGemmaForConditionalGeneration

        return PaliGemmaForConditionalGeneration

    @property
    def tokens(self) -> int:
        return (self.side // self.model.config.vision_config.patch_size) ** 2

    def vision_encoder(self) -> nn.Module:
        return PaliGemmaVision(self.model)

    def inputs(self, ids: Tensor, pixels: Tensor, suffix: int) -> dict[str, Tensor]:
        answer = torch.arange(ids.shape[1]) >= ids.shape[1] - suffix
        return {"input_ids": ids, "pixel_values": pixels, "token_type_ids": answer.long().expand(ids.shape)}

    def chat_template(self, source: str | None) -> str | None:
        return source or template


class PaliGemmaVision(nn.Module):
    def __init__(self, model: nn.Module) -> None:
        super().__init__()
        self.vision_tower = model.model.vision_tower
        self.multi_modal_projector = model.model.multi_modal_projector

    def forward(self, pixel_values: Tensor) -> Tensor:
        pixels = pixel_values.to(self.multi_modal_projector.linear.weight.dtype)
        return self.multi_modal_projector(self.vision_tower(pixels).last_hidden_state).float()
