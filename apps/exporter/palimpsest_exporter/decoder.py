"""The two text graphs, shared by all families: embeddings of ids, and the decoder with its cache."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from transformers import DynamicCache


class TextEmbeddings(nn.Module):
    """input_ids int64[batch, sequence] → inputs_embeds float32[batch, sequence, width]."""

    def __init__(self, embed_tokens: nn.Module, replaced_id: int | None = None) -> None:
        super().__init__()
        self.embed_tokens = embed_tokens
        #: An image mark that has no row in the table; its embedding is never looked at.
        self.replaced_id = replaced_id

    def forward(self, input_ids: Tensor) -> Tensor:
        if self.replaced_id is not None:
            input_ids = torch.where(input_ids == self.replaced_id, torch.zeros_like(input_ids), input_ids)
        return self.embed_tokens(input_ids).float()


class CachedDecoder(nn.Module):
    """
    Embeddings, a mask over past and present, positions and past keys and values → logits and the longer cache.

    Floats go in and come out as float32 whatever the weights are. A past of length 0 is an ordinary input, so there is
    one branch only. With `prefix`, a call without a past is a prompt that sees itself in both directions, and a call
    with one is causal: prompt first, answer after it.
    """

    def __init__(self, language_model: nn.Module, head: nn.Module, *, prefix: bool = False) -> None:
        super().__init__()
        self.language_model = language_model
        self.lm_head = head
        self.prefix = prefix

    def forward(
        self, inputs_embeds: Tensor, attention_mask: Tensor, position_ids: Tensor, *past: Tensor
    ) -> tuple[Tensor, ...]:
        dtype = self.lm_head.weight.dtype
        cache = DynamicCache([(past[at].to(dtype), past[at + 1].to(dtype)) for at in range(0, len(past), 2)])
        hidden = self.language_model(
            inputs_embeds=inputs_embeds.to(dtype),
            attention_mask=self.bias(inputs_embeds, attention_mask, past[0], dtype),
            position_ids=position_ids,
            cache=cache,
            use_cache=True,
        ).last_hidden_state
        present = [tensor.float() for layer in cache.layers for tensor in (layer.keys, layer.values)]
        return (self.lm_head(hidden).float(), *present)

    def bias(self, inputs_embeds: Tensor, attention_mask: Tensor, past: Tensor, dtype: torch.dtype) -> Tensor:
        """0 where a token may look, far below every score where it may not: [batch, 1, sequence, past + sequence]."""
        keys = torch.arange(attention_mask.shape[1])
        queries = torch.arange(inputs_embeds.shape[1]) + past.shape[2]
        seen = keys.unsqueeze(0) <= queries.unsqueeze(1)
        if self.prefix:
            seen = seen | (torch.zeros(1, dtype=torch.int64) + past.shape[2] == 0)
        seen = seen.unsqueeze(0).unsqueeze(0) & (attention_mask > 0).unsqueeze(1).unsqueeze(1)
        lowest = torch.finfo(dtype).min / 2  # halved: added to a score it must not overflow
        return torch.where(seen, torch.zeros(1, dtype=dtype), torch.full((1,), lowest, dtype=dtype))
