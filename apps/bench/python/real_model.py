"""
Writes a checkpoint of a published size with random weights from a seed, as transformers saves it.

    real_model.py <name> <folder>
"""

import json
import sys
from pathlib import Path

import torch
from tokenizers import AddedToken, Tokenizer, models, pre_tokenizers
from transformers import Idefics3Config, Idefics3ForConditionalGeneration, LlavaConfig, LlavaForConditionalGeneration

SEED = 1
MARKS = ("<pad>", "<s>", "</s>", "<unk>", "<image>", "<fake_token_around_image>", "<global-img>")
MARK_IDS = {"pad_token_id": 0, "bos_token_id": 1, "eos_token_id": 2}
ROLES = ("user", "assistant", ":")


def smolvlm_256m():
    """SmolVLM-256M (arXiv 2504.05299): SigLIP-base/16 at 512 pixels, 64 tokens of it before SmolLM2-135M."""
    vision = {"hidden_size": 768, "intermediate_size": 3072, "num_hidden_layers": 12, "num_attention_heads": 12}
    text = {"hidden_size": 576, "intermediate_size": 1536, "num_hidden_layers": 30, "num_attention_heads": 9}
    config = Idefics3Config(
        vision_config={**vision, "model_type": "idefics3_vision", "image_size": 512, "patch_size": 16},
        text_config={
            **text,
            **MARK_IDS,
            "model_type": "llama",
            "num_key_value_heads": 3,
            "vocab_size": 49280,
            "rms_norm_eps": 1e-5,
            "rope_parameters": {"rope_type": "default", "rope_theta": 100000.0},
        },
        scale_factor=4,
        image_token_id=MARKS.index("<image>"),
        tie_word_embeddings=False,
    )
    return Idefics3ForConditionalGeneration, config


def llava_900m():
    """LLaVA-OneVision-0.5B (arXiv 2408.03326), one view: SigLIP-so400m/14 at 384 pixels before Qwen2-0.5B."""
    vision = {"hidden_size": 1152, "intermediate_size": 4304, "num_hidden_layers": 27, "num_attention_heads": 16}
    text = {"hidden_size": 896, "intermediate_size": 4864, "num_hidden_layers": 24, "num_attention_heads": 14}
    config = LlavaConfig(
        vision_config={
            **vision,
            "model_type": "siglip_vision_model",
            "image_size": 384,
            "patch_size": 14,
            "hidden_act": "gelu_pytorch_tanh",
            "vision_use_head": False,
        },
        text_config={
            **text,
            **MARK_IDS,
            "model_type": "qwen2",
            "num_key_value_heads": 2,
            "vocab_size": 151936,
            "rms_norm_eps": 1e-6,
            "rope_parameters": {"rope_type": "default", "rope_theta": 1000000.0},
            "tie_word_embeddings": True,
        },
        image_seq_length=729,
        vision_feature_layer=-1,
        vision_feature_select_strategy="full",
        image_token_index=MARKS.index("<image>"),
        tie_word_embeddings=True,
    )
    return LlavaForConditionalGeneration, config


MODELS = {"smolvlm-256m": smolvlm_256m, "llava-900m": llava_900m}


def write(name, folder):
    kind, config = MODELS[name]()
    torch.manual_seed(SEED)
    model = kind(config).eval()
    with torch.no_grad():
        for parameter_name, value in model.named_parameters():
            start(parameter_name, value)
    model.generation_config.eos_token_id = MARK_IDS["eos_token_id"]
    model.save_pretrained(folder)
    side = config.vision_config.image_size
    write_json(folder / "preprocessor_config.json", preprocessor(kind, side))
    (folder / "tokenizer.json").write_text(tokenizer(config.get_text_config().vocab_size), encoding="utf-8")
    write_json(folder / "tokenizer_config.json", tokenizer_configuration())
    return sum(value.numel() for value in model.parameters())


def start(name, value):
    """Norms and biases off one and zero, so that leaving one out would show; matrices keep the size of what they are given."""
    if value.ndim == 1:
        value.add_(torch.randn_like(value) * 0.1)
    elif "embed" in name:
        value.normal_(std=0.5)
    else:
        value.normal_(std=value[0].numel() ** -0.5)


def preprocessor(kind, side):
    size = (
        {"size": {"longest_edge": 4 * side}, "max_image_size": {"longest_edge": side}, "do_image_splitting": True}
        if kind is Idefics3ForConditionalGeneration
        else {"size": {"height": side, "width": side}}
    )
    own = "Idefics3ImageProcessor" if kind is Idefics3ForConditionalGeneration else "SiglipImageProcessor"
    return {
        "image_processor_type": own,
        "do_resize": True,
        "resample": 3,
        "do_rescale": True,
        "rescale_factor": 1 / 255,
        "do_normalize": True,
        "image_mean": [0.5, 0.5, 0.5],
        "image_std": [0.5, 0.5, 0.5],
        **size,
    }


def tokenizer(size):
    """Words w0, w1, … behind the marks and roles, up to the model's vocabulary."""
    named = (*MARKS, *ROLES)
    words = (*named, *(f"w{at}" for at in range(size - len(named))))
    made = Tokenizer(models.WordLevel({word: at for at, word in enumerate(words)}, unk_token="<unk>"))
    made.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    made.add_special_tokens([AddedToken(mark, special=True) for mark in MARKS])
    return made.to_str(pretty=False)


def tokenizer_configuration():
    template = (
        "{% for message in messages %}{% if message['role'] == 'user' %}user : {% for part in message['content'] %}"
        "{% if part['type'] == 'image' %}<image> {% else %}{{ part['text'] }} {% endif %}{% endfor %}"
        "{% else %}assistant : {% for part in message['content'] %}{{ part['text'] }}{% endfor %} </s>{% endif %}"
        "{% endfor %}{% if add_generation_prompt %}assistant :{% endif %}"
    )
    marks = {"bos_token": "<s>", "eos_token": "</s>", "pad_token": "<pad>", "unk_token": "<unk>"}
    return {
        "tokenizer_class": "PreTrainedTokenizerFast",
        **marks,
        "image_token": "<image>",
        "chat_template": template,
    }


def write_json(file, value):
    file.write_text(json.dumps(value), encoding="utf-8")


if __name__ == "__main__":
    name, folder = sys.argv[1:3]
    print(f"{name}: {write(name, Path(folder))} parameters")
