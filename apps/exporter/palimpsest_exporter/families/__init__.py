"""The architectures that can be exported: a file each, and a line here."""

from __future__ import annotations

from ..family import Family
from .idefics3 import Idefics3
from .llava import Llava
from .paligemma import PaliGemma
from .qwen2_vl import Qwen2VL

families: dict[str, type[Family]] = {family.model_type: family for family in (Llava, Idefics3, Qwen2VL, PaliGemma)}
