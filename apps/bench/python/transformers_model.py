"""A checkpoint of transformers with the methods that a step of SuaStep calls: its own code, eager, scaled_dot_product_attention."""

import json
from pathlib import Path

import torch
from palimpsest_exporter.families import families


class TransformersModel:
    def __init__(self, folder):
        config = json.loads((Path(folder) / "config.json").read_text())
        processor = json.loads((Path(folder) / "preprocessor_config.json").read_text())
        kind = families[config["model_type"]]
        model = kind.model_class().from_pretrained(
            folder, dtype=torch.float32, attn_implementation="sdpa", use_safetensors=True, local_files_only=True
        )
        family = kind(model.eval().requires_grad_(False), None, Path(folder))
        mean, deviation = processor["image_mean"][0], processor["image_std"][0]
        self.sizes = {"pixelNormalisation": {"mean": mean, "deviation": deviation}}
        self.encoder = family.vision_encoder()
        self.text = family.language_model
        self.lm_head = model.lm_head

    def features(self, pixels):
        """[n, 3, H, W] normalised -> [n, tokens, hidden]"""
        return self.encoder(pixels)

    def embed(self, ids):
        return self.text.get_input_embeddings()(ids)

    def decoder(self, x, positions):
        """Causal; the final norm is part of it."""
        return self.text(inputs_embeds=x, position_ids=positions, use_cache=False).last_hidden_state

    def head(self, hidden):
        return self.lm_head(hidden)
