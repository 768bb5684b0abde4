"""Models of a few thousand random weights, saved as transformers saves them, with a tokenizer of a few words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch

words = "what city does this person live in ? is their job lisbon porto rome new york painter baker pilot user assistant : ."
marks = (
    "<pad>",
    "<s>",
    "</s>",
    "<unk>",
    "<image>",
    "<fake_token_around_image>",
    "<global-img>",
    "<|vision_start|>",
    "<|vision_end|>",
    "<video>",
)
vocabulary = {word: at for at, word in enumerate((*marks, *dict.fromkeys(words.split())))}
size = len(vocabulary)
image_id = vocabulary["<image>"]

around_image = {
    "llava": ("", "\n"),
    "idefics3": ("", ""),
    "qwen2_vl": ("<|vision_start|>", "<|vision_end|>"),
    "paligemma": ("", ""),
}


def chat_template(family: str) -> str:
    """user : <image> question assistant : answer </s>"""
    before, after = around_image[family]
    return (
        "{% for message in messages %}{% if message['role'] == 'user' %}user : {% for part in message['content'] %}"
        "{% if part['type'] == 'image' %}"
        + before
        + "<image>"
        + after
        + " {% else %}{{ part['text'] }} {% endif %}{% endfor %}"
        "{% else %}assistant : {% for part in message['content'] %}{{ part['text'] }}{% endfor %} </s>{% endif %}{% endfor %}"
        "{% if add_generation_prompt %}assistant :{% endif %}"
    )


def text(family: str, **changes: Any) -> dict[str, Any]:
    kind = {"qwen2_vl": "qwen2_vl_text", "paligemma": "gemma"}.get(family, "llama")
    own = {
        "qwen2_vl": {"rope_parameters": {"rope_type": "default", "rope_theta": 10000.0, "mrope_section": [1, 1, 2]}},
        "paligemma": {"head_dim": 8, "num_key_value_heads": 1, "hidden_activation": "gelu_pytorch_tanh"},
    }.get(family, {})
    return {
        **{"model_type": kind, "vocab_size": size, "hidden_size": 32, "intermediate_size": 48, "num_hidden_layers": 2},
        **{"num_attention_heads": 4, "num_key_value_heads": 2, "max_position_embeddings": 256},
        **{"pad_token_id": 0, "bos_token_id": 1, "eos_token_id": 2, "tie_word_embeddings": family == "paligemma"},
        **own,
        **changes,
    }


def vision(family: str, **changes: Any) -> dict[str, Any]:
    if family == "qwen2_vl":
        own = {
            "depth": 2,
            "embed_dim": 16,
            "num_heads": 2,
            "hidden_size": 32,
            "mlp_ratio": 2,
            "patch_size": 4,
            "spatial_merge_size": 2,
        }
        return {**own, "temporal_patch_size": 2, "in_channels": 3, **changes}
    kind = {"llava": "clip_vision_model", "idefics3": "idefics3_vision", "paligemma": "siglip_vision_model"}[family]
    own = {
        "hidden_size": 16,
        "intermediate_size": 32,
        "num_hidden_layers": 3,
        "num_attention_heads": 2,
        "image_size": 16,
        "patch_size": 4,
    }
    return {"model_type": kind, **own, **({"vision_use_head": False} if family == "paligemma" else {}), **changes}


def configuration(family: str, changes: dict[str, Any] | None = None) -> Any:
    from palimpsest_exporter.families import families

    given = {"text_config": text(family), "vision_config": vision(family), "image_token_id": image_id}
    own = {
        "llava": {"image_seq_length": 16, "vision_feature_layer": -2},
        "idefics3": {"scale_factor": 2},
        "qwen2_vl": {"video_token_id": vocabulary["<video>"], "vision_start_token_id": 7, "vision_end_token_id": 8},
        "paligemma": {"projection_dim": 32, "hidden_size": 32, "tie_word_embeddings": True},
    }[family]
    return families[family].model_class().config_class(**{**given, **own, **(changes or {})})


def model(family: str, seed: int = 1, changes: dict[str, Any] | None = None) -> torch.nn.Module:
    """Weights large enough that logits depend on every part, image and order of words included."""
    from palimpsest_exporter.families import families

    torch.manual_seed(seed)
    own = (
        families[family].model_class()._from_config(configuration(family, changes), attn_implementation="eager").eval()
    )
    with torch.no_grad():
        for name, value in own.named_parameters():
            if value.ndim == 1:
                value.add_(torch.randn_like(value) * 0.1)
            elif "embed_tokens" in name:
                value.normal_(
                    std=0.15 if family == "paligemma" else 0.8
                )  # Gemma scales its embeddings up, and uses them twice
            elif "position_embedding" in name:
                value.normal_(std=0.8)
            else:
                value.normal_(std=1.3 / value[0].numel() ** 0.5)
    return own


def preprocessor(family: str) -> dict[str, Any]:
    kind = {
        "llava": "CLIPImageProcessor",
        "idefics3": "Idefics3ImageProcessor",
        "qwen2_vl": "Qwen2VLImageProcessor",
        "paligemma": "SiglipImageProcessor",
    }
    own: dict[str, Any] = {
        "llava": {"size": {"shortest_edge": 16}, "crop_size": {"height": 16, "width": 16}, "do_center_crop": True},
        "idefics3": {"size": {"longest_edge": 64}, "max_image_size": {"longest_edge": 16}, "do_image_splitting": True},
        "qwen2_vl": {"min_pixels": 64, "max_pixels": 4096, "patch_size": 4, "merge_size": 2},
        "paligemma": {"size": {"height": 16, "width": 16}},
    }[family]
    return {
        **{
            "image_processor_type": kind[family],
            "do_resize": True,
            "resample": 3,
            "do_rescale": True,
            "rescale_factor": 1 / 255,
        },
        **{
            "do_normalize": True,
            "image_mean": [0.5, 0.4, 0.45],
            "image_std": [0.25, 0.3, 0.28],
            "do_convert_rgb": True,
        },
        **own,
    }


def tokenizer() -> str:
    from tokenizers import AddedToken, Tokenizer, models, pre_tokenizers

    made = Tokenizer(models.WordLevel(vocabulary, unk_token="<unk>"))
    made.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    made.add_special_tokens([AddedToken(mark, special=True) for mark in marks])
    return made.to_str(pretty=False)


def save(folder: Path, family: str, seed: int = 1, changes: dict[str, Any] | None = None) -> torch.nn.Module:
    """Writes a checkpoint and returns the model in it."""
    own = model(family, seed, changes)
    own.generation_config.eos_token_id = 2
    own.save_pretrained(folder)
    write_json(folder / "preprocessor_config.json", preprocessor(family))
    (folder / "tokenizer.json").write_text(tokenizer(), encoding="utf-8")
    named = {
        "bos_token": "<s>",
        "eos_token": "</s>",
        "pad_token": "<pad>",
        "unk_token": "<unk>",
        "image_token": "<image>",
    }
    template = {} if family == "paligemma" else {"chat_template": chat_template(family)}
    write_json(folder / "tokenizer_config.json", {"tokenizer_class": "PreTrainedTokenizerFast", **named, **template})
    return own


def save_adapter(
    folder: Path,
    base: torch.nn.Module,
    seed: int = 2,
    targets: str = r".*(language_model|text_model).*\.(q_proj|v_proj|down_proj)",
) -> torch.nn.Module:
    """Writes a LoRA adapter of `base` and returns the merged model."""
    from peft import LoraConfig, get_peft_model

    torch.manual_seed(seed)
    wrapped = get_peft_model(base, LoraConfig(r=2, lora_alpha=8, target_modules=targets))
    with torch.no_grad():
        for name, value in wrapped.named_parameters():
            if "lora_B" in name:
                value.normal_(std=0.3)
    wrapped.save_pretrained(folder)
    return wrapped.merge_and_unload().eval()


def write_json(file: Path, value: Any) -> None:
    file.write_text(json.dumps(value), encoding="utf-8")
