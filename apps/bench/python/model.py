"""The timed models in PyTorch, eager at its best: fused norms, scaled_dot_product_attention, addmm linears.

The same architecture as libs/zoo/src/architecture and src/models/patch-vision-encoder.ts.
"""

import torch
import torch.nn.functional as F


class Model:
    def __init__(self, sizes, weights):
        self.sizes = sizes
        self.weights = weights
        if sizes["stem"] == "patches":  # a tied head: one tensor
            del weights["language_model.lm_head.weight"]
        for name, weight in list(weights.items()):
            if is_linear(name):  # [in, out] -> [out, in], as torch.nn.Linear holds it
                weights[name] = weight.t().contiguous()

    # ---- parts ------------------------------------------------------------------------------------------
    def vision(self, pixels):
        """[n, 3, H, W] normalised -> [n, tokens, width]"""
        sizes = self.sizes["vision"]
        x = self.patches(pixels) if self.sizes["stem"] == "patches" else self.convolutions(pixels)
        x = x.flatten(2).transpose(1, 2) + self.weights["vision_tower.position_embedding"]
        for i in range(sizes["layers"]):
            name = f"vision_tower.layers.{i}"
            x = x + self.vision_attention(self.layer_norm(x, f"{name}.layer_norm1"), f"{name}.self_attn")
            inner = self.linear(self.layer_norm(x, f"{name}.layer_norm2"), f"{name}.mlp.fc1")
            x = x + self.linear(F.gelu(inner), f"{name}.mlp.fc2")
        return self.layer_norm(x, "vision_tower.post_layernorm")

    def projector(self, tokens):
        merge = self.sizes["vision"]["merge"]
        n, count, width = tokens.shape
        side = int(count**0.5) // merge
        squares = tokens.reshape(n, side, merge, side, merge, width).transpose(2, 3)
        merged = squares.reshape(n, side * side, merge * merge * width)
        return self.linear(F.gelu(self.linear(merged, "multi_modal_projector.linear_1")), "multi_modal_projector.linear_2")

    def features(self, pixels):
        """[n, 3, H, W] normalised -> [n, imageTokens, hidden]"""
        return self.projector(self.vision(pixels))

    def embed(self, ids):
        return F.embedding(ids, self.weights["language_model.embed_tokens.weight"])

    def decoder(self, x, positions, mask=None):
        """Causal unless a mask [L, L] is given; positions [1, L]. Before the final norm."""
        rotary = self.rotary_tables(positions)
        for i in range(self.sizes["decoder"]["layers"]):
            name = f"language_model.layers.{i}"
            normed = self.rms_norm(x, f"{name}.input_layernorm")
            x = x + self.decoder_attention(normed, f"{name}.self_attn", rotary, mask)
            normed = self.rms_norm(x, f"{name}.post_attention_layernorm")
            gate = F.silu(self.linear(normed, f"{name}.mlp.gate_proj"))
            x = x + self.linear(gate * self.linear(normed, f"{name}.mlp.up_proj"), f"{name}.mlp.down_proj")
        return x

    def head(self, hidden):
        normed = self.rms_norm(hidden, "language_model.norm")
        tied = self.weights["language_model.embed_tokens.weight"]
        return F.linear(normed, self.weights.get("language_model.lm_head.weight", tied))

    # ---- layers -----------------------------------------------------------------------------------------
    def patches(self, pixels):
        weight = self.weights["vision_tower.patch_embedding.weight"]
        return F.conv2d(pixels, weight, self.weights["vision_tower.patch_embedding.bias"], stride=weight.shape[2])

    def convolutions(self, pixels):
        x = pixels
        for i in range(len(self.sizes["vision"]["stemChannels"])):
            name = f"vision_tower.stem.{i}"
            x = x if i == 0 else F.gelu(x)
            x = F.conv2d(x, self.weights[f"{name}.weight"], self.weights[f"{name}.bias"], stride=2, padding=1)
        return x

    def vision_attention(self, x, name):
        q, k, v = (self.heads(x, f"{name}.{part}_proj", self.sizes["vision"]["heads"]) for part in "qkv")
        return self.linear(joined(F.scaled_dot_product_attention(q, k, v)), f"{name}.out_proj")

    def decoder_attention(self, x, name, rotary, mask):
        heads, key_value_heads = self.sizes["decoder"]["heads"], self.sizes["decoder"]["keyValueHeads"]
        q = rotate(self.heads(x, f"{name}.q_proj", heads), rotary)
        k = rotate(self.heads(x, f"{name}.k_proj", key_value_heads), rotary)
        v = self.heads(x, f"{name}.v_proj", key_value_heads)
        k, v = (part.repeat_interleave(heads // key_value_heads, 1) for part in (k, v))
        attended = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, is_causal=mask is None)
        return self.linear(joined(attended), f"{name}.o_proj")

    def heads(self, x, name, count):
        y = self.linear(x, name)
        return y.view(y.shape[0], y.shape[1], count, -1).transpose(1, 2)

    def linear(self, x, name):
        return F.linear(x, self.weights[f"{name}.weight"], self.weights.get(f"{name}.bias"))

    def layer_norm(self, x, name):
        weight, bias = self.weights[f"{name}.weight"], self.weights[f"{name}.bias"]
        return F.layer_norm(x, weight.shape, weight, bias, self.sizes["vision"]["layerNormEpsilon"])

    def rms_norm(self, x, name):
        weight = self.weights[f"{name}.weight"]
        return F.rms_norm(x, weight.shape, weight, self.sizes["decoder"]["rmsEpsilon"])

    def rotary_tables(self, positions):
        decoder = self.sizes["decoder"]
        width = decoder["hidden"] // decoder["heads"]
        exponent = -2.0 * (torch.arange(width, dtype=torch.float64) % (width // 2)) / width
        angles = positions.double()[..., None] * decoder["ropeTheta"] ** exponent
        return angles.cos().float()[:, None], angles.sin().float()[:, None]


def is_linear(name):
    return name.endswith("_proj.weight") or ".fc" in name and name.endswith("weight") or ".linear_" in name and name.endswith(
        "weight"
    ) or name == "language_model.lm_head.weight"


def rotate(x, rotary):
    cos, sin = rotary
    first, second = x.chunk(2, -1)
    return x * cos + torch.cat([-second, first], -1) * sin


def joined(x):
    """[n, heads, tokens, width] -> [n, tokens, heads * width]"""
    return x.transpose(1, 2).flatten(2)
