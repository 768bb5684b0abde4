"""What differs between architectures. Everything else of an export is the same for all of them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

from torch import Tensor, nn

from .errors import ExportError

#: Decoders whose attention over everything before is what the exported graph does.
text_models = ("llama", "mistral", "qwen2", "gemma", "qwen2_vl_text")
#: Rotary embeddings whose frequencies do not depend on how long the sequence is.
rope_types = ("default", "linear", "llama3", "yarn")


class Family(ABC):
    """A loaded model of one architecture, taken apart."""

    model_type: ClassVar[str]
    #: "from-zero" and "from-one" count tokens; "mrope" is int64[3, batch, sequence]: time, row, column.
    positions: ClassVar[str] = "from-zero"
    #: The prompt sees itself in both directions: a call without a past is a prompt, a call with one is the answer.
    prefix: ClassVar[bool] = False
    vision_models: ClassVar[tuple[str, ...]] = ()
    #: Patterns of names in adapters of older releases, and what they are called now, where peft does not know.
    adapter_names: ClassVar[dict[str, str]] = {}

    def __init__(self, model: nn.Module, side: int | None, where: Path) -> None:
        self.model = model
        self.where = where
        self.side = self.choose_side(side)

    @staticmethod
    @abstractmethod
    def model_class() -> type: ...

    @abstractmethod
    def vision_encoder(self) -> nn.Module:
        """pixel_values float32[batch, 3, side, side] → image_features float32[batch, tokens, width]."""

    @property
    @abstractmethod
    def tokens(self) -> int:
        """Features per image."""

    @property
    def language_model(self) -> nn.Module:
        return self.model.model.language_model

    @property
    def image_id(self) -> int:
        return int(self.model.config.image_token_id)

    @property
    def vocabulary(self) -> int:
        return int(self.model.config.get_text_config().vocab_size)

    def choose_side(self, side: int | None) -> int:
        """Height and width of the image; fixed by the position embeddings unless a family says otherwise."""
        own = self.model.config.vision_config.image_size
        if not isinstance(own, int):
            raise ExportError(
                f"image_size {own} is no square", self.where / "config.json", "only square images can be exported"
            )
        if side is not None and side != own:
            raise ExportError(
                f"the vision encoder reads {own}×{own} pixels, not {side}×{side}",
                self.where / "config.json",
                "leave --image-size out",
            )
        return own

    @classmethod
    def check(cls, config: Any, where: Path) -> None:
        """Refuses what the graphs would get wrong, before weights are read. @throws ExportError"""
        file = where / "config.json"
        text, vision = config.get_text_config(), config.vision_config
        if text.model_type not in text_models:
            raise ExportError(
                f'text model "{text.model_type}" is not supported', file, f"supported: {', '.join(text_models)}"
            )
        if cls.vision_models and vision.model_type not in cls.vision_models:
            raise ExportError(
                f'vision model "{vision.model_type}" is not supported',
                file,
                f"supported: {', '.join(cls.vision_models)}",
            )
        layers = getattr(text, "layer_types", None) or []
        if "sliding_attention" in layers or (text.model_type == "mistral" and text.sliding_window):
            raise ExportError(
                "attention with a sliding window is not supported", file, "export a model with full attention"
            )
        rope = (getattr(text, "rope_parameters", None) or {}).get("rope_type", "default")
        if rope not in rope_types:
            raise ExportError(
                f'rotary embedding "{rope}" is not supported', file, f"supported: {', '.join(rope_types)}"
            )
        if getattr(config, "quantization_config", None):
            raise ExportError("the weights are quantized", file, "export the checkpoint they were made from")

    def position_ids(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Of whole sequences, padding on either side."""
        return (mask.cumsum(-1) - 1).clamp(min=0) + (1 if self.positions == "from-one" else 0)

    def next_positions(self, positions: Tensor) -> Tensor:
        """Of the token behind each sequence."""
        return (
            positions.amax(dim=(0, 2) if positions.ndim == 3 else 1, keepdim=True).expand(*positions.shape[:-1], 1) + 1
        )

    def inputs(self, ids: Tensor, pixels: Tensor, suffix: int) -> dict[str, Tensor]:
        """What the model's own forward takes for a whole sequence, but for mask and positions; the last `suffix` tokens are the answer."""
        return {"input_ids": ids, "pixel_values": pixels}

    def reference(self, ids: Tensor, mask: Tensor, positions: Tensor, pixels: Tensor, suffix: int = 0) -> Any:
        """The model's own forward pass: logits and a cache."""
        given = self.inputs(ids, pixels, suffix)
        return self.model(**given, attention_mask=mask, position_ids=positions, use_cache=True)

    def reference_step(self, ids: Tensor, mask: Tensor, positions: Tensor, cache: Any) -> Any:
        return self.model(input_ids=ids, attention_mask=mask, position_ids=positions, cache=cache, use_cache=True)

    def preprocessor(self, source: Mapping[str, Any]) -> dict[str, Any]:
        """preprocessor_config.json of the export, from the checkpoint's own."""
        return dict(source)

    def chat_template(self, source: str | None) -> str | None:
        """A template that writes one image mark per image, with whatever the processor would put around it."""
        return source


def fixed_size(source: Mapping[str, Any], side: int) -> dict[str, Any]:
    """A processor that resizes to one square and normalises, as graphs of a fixed grid need it."""
    return {
        "image_processor_type": "ViTImageProcessor",
        "do_resize": True,
        "size": {"height": side, "width": side},
        "resample": source.get("resample", 3),
        "do_rescale": True,
        "rescale_factor": source.get("rescale_factor", 1 / 255),
        "do_normalize": source.get("do_normalize", True),
        "image_mean": source.get("image_mean", [0.5, 0.5, 0.5]),
        "image_std": source.get("image_std", [0.5, 0.5, 0.5]),
    }
