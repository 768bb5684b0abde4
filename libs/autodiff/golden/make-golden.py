"""Writes the golden gradients that libs/autodiff is compared with. Run by hand: python3 libs/autodiff/golden/make-golden.py

A whole vision-language model in PyTorch 2.13, small enough to commit: depthwise blur as denoiser, clip, convolutional
stem with a patch embedding, ViT (LayerNorm, exact GELU), projector, decoder (RMSNorm, rotary positions, grouped
queries, SwiGLU) with a tied head, masked cross-entropy on both images, cosine alignment. src/testing/golden-model.ts
builds the same. Weights, inputs and gradients with respect to the noise and to every weight go to whole-model.bin;
whole-model.json says where each tensor stands. Losses and gradients come twice: in float64, which is what ours is
held to, and in float32, which shows how far PyTorch itself is from it.
"""

import json
import math
import pathlib

import torch
import torch.nn.functional as F

here = pathlib.Path(__file__).parent
generator = torch.Generator().manual_seed(20261125)

IMAGES, SIDE, CHANNELS, VISION, HIDDEN = 3, 16, 6, 12, 16
VISION_LAYERS, VISION_HEADS, VISION_MLP, PROJECTOR = 2, 3, 20, 14
LAYERS, HEADS, KEY_VALUE_HEADS, MLP, WORDS, TEXT = 2, 4, 2, 24, 19, 5
GRID = SIDE // 4
TOKENS = GRID * GRID
EPSILON = 24 / 255


def normal(*dims, scale=1.0, shift=0.0):
    return shift + scale * torch.randn(dims, generator=generator, dtype=torch.float64)


def linear(weights, name, inner, outer, bias):
    weights[f"{name}.weight"] = normal(inner, outer, scale=1.5 / math.sqrt(inner))
    if bias:
        weights[f"{name}.bias"] = normal(outer, scale=0.2)


def norm(weights, name, width, bias):
    weights[f"{name}.weight"] = normal(width, scale=0.2, shift=1.0)
    if bias:
        weights[f"{name}.bias"] = normal(width, scale=0.2)


def make_weights():
    weights = {
        "stem.weight": normal(CHANNELS, 3, 3, 3, scale=0.4),
        "stem.bias": normal(CHANNELS, scale=0.2),
        "patch.weight": normal(VISION, CHANNELS, 2, 2, scale=0.3),
        "patch.bias": normal(VISION, scale=0.2),
        "positions": normal(1, TOKENS, VISION, scale=0.3),
    }
    for i in range(VISION_LAYERS):
        norm(weights, f"vision.{i}.norm1", VISION, True)
        for part in ("q", "k", "v", "o"):
            linear(weights, f"vision.{i}.{part}", VISION, VISION, True)
        norm(weights, f"vision.{i}.norm2", VISION, True)
        linear(weights, f"vision.{i}.fc1", VISION, VISION_MLP, True)
        linear(weights, f"vision.{i}.fc2", VISION_MLP, VISION, True)
    norm(weights, "vision.norm", VISION, True)
    linear(weights, "projector.1", VISION, PROJECTOR, True)
    linear(weights, "projector.2", PROJECTOR, HIDDEN, True)
    weights["embedding"] = normal(WORDS, HIDDEN, scale=0.5)
    width = HIDDEN // HEADS
    for i in range(LAYERS):
        norm(weights, f"decoder.{i}.norm1", HIDDEN, False)
        linear(weights, f"decoder.{i}.q", HIDDEN, HEADS * width, False)
        linear(weights, f"decoder.{i}.k", HIDDEN, KEY_VALUE_HEADS * width, False)
        linear(weights, f"decoder.{i}.v", HIDDEN, KEY_VALUE_HEADS * width, False)
        linear(weights, f"decoder.{i}.o", HIDDEN, HIDDEN, False)
        norm(weights, f"decoder.{i}.norm2", HIDDEN, False)
        linear(weights, f"decoder.{i}.gate", HIDDEN, MLP, False)
        linear(weights, f"decoder.{i}.up", HIDDEN, MLP, False)
        linear(weights, f"decoder.{i}.down", MLP, HIDDEN, False)
    norm(weights, "decoder.norm", HIDDEN, False)
    return weights


def make_inputs():
    mask = torch.ones(IMAGES, TEXT, dtype=torch.float64)
    mask[:, 0] = 0
    mask[1, 3:] = 0
    words = lambda: torch.randint(0, WORDS, (IMAGES, TEXT), generator=generator)
    return {
        # Wide enough that x + delta leaves [0, 1] at some pixels.
        "images": torch.rand(IMAGES, 3, SIDE, SIDE, generator=generator, dtype=torch.float64),
        "delta": EPSILON * (2 * torch.rand(1, 3, SIDE, SIDE, generator=generator, dtype=torch.float64) - 1),
        "words": words(),
        "labels": words(),
        "mask": mask,
    }


def features(w, pixels):
    x = F.gelu(F.conv2d((pixels - 0.5) / 0.25, w["stem.weight"], w["stem.bias"], stride=2, padding=1))
    x = F.conv2d(x, w["patch.weight"], w["patch.bias"], stride=2).flatten(2).transpose(1, 2) + w["positions"]
    for i in range(VISION_LAYERS):
        name = f"vision.{i}"
        h = layer_norm(w, x, f"{name}.norm1")
        q, k, v = (split(apply(w, h, f"{name}.{part}"), VISION_HEADS) for part in "qkv")
        x = x + apply(w, join(attend(q, k, v)), f"{name}.o")
        x = x + apply(w, F.gelu(apply(w, layer_norm(w, x, f"{name}.norm2"), f"{name}.fc1")), f"{name}.fc2")
    x = layer_norm(w, x, "vision.norm")
    return apply(w, F.gelu(apply(w, x, "projector.1")), "projector.2")


def logits(w, seen, words):
    x = torch.cat([seen, F.embedding(words, w["embedding"])], 1)
    count = x.shape[1]
    mask = torch.full((count, count), -1e9, dtype=x.dtype).triu(1)
    for i in range(LAYERS):
        name = f"decoder.{i}"
        h = rms_norm(w, x, f"{name}.norm1")
        q = rotate(split(apply(w, h, f"{name}.q"), HEADS))
        k = rotate(split(apply(w, h, f"{name}.k"), KEY_VALUE_HEADS))
        v = split(apply(w, h, f"{name}.v"), KEY_VALUE_HEADS)
        k, v = (part.repeat_interleave(HEADS // KEY_VALUE_HEADS, 1) for part in (k, v))
        x = x + apply(w, join(attend(q, k, v, mask)), f"{name}.o")
        h = rms_norm(w, x, f"{name}.norm2")
        x = x + apply(w, F.silu(apply(w, h, f"{name}.gate")) * apply(w, h, f"{name}.up"), f"{name}.down")
    x = rms_norm(w, x, "decoder.norm")
    return x[:, TOKENS - 1 : -1] @ w["embedding"].t()


def apply(w, x, name):
    y = x @ w[f"{name}.weight"]
    return y + w[f"{name}.bias"] if f"{name}.bias" in w else y


def layer_norm(w, x, name):
    return F.layer_norm(x, (VISION,), w[f"{name}.weight"], w[f"{name}.bias"], 1e-5)


def rms_norm(w, x, name):
    return F.rms_norm(x, (HIDDEN,), w[f"{name}.weight"], 1e-6)


def split(x, heads):
    return x.unflatten(-1, (heads, -1)).transpose(1, 2)


def join(x):
    return x.transpose(1, 2).flatten(2)


def attend(q, k, v, mask=None):
    scores = q @ k.transpose(-1, -2) / math.sqrt(q.shape[-1])
    return (scores if mask is None else scores + mask).softmax(-1) @ v


def rotate(x):
    width = x.shape[-1]
    exponent = -2.0 * (torch.arange(width, dtype=torch.float64) % (width // 2)) / width
    angles = torch.arange(x.shape[-2], dtype=torch.float64)[:, None] * 10000.0**exponent
    first, second = x.chunk(2, -1)
    return x * angles.cos().to(x.dtype) + torch.cat([-second, first], -1) * angles.sin().to(x.dtype)


def loss_of(w, inputs):
    blur = torch.tensor([1.0, 2.0, 1.0], dtype=inputs["delta"].dtype) / 4
    kernel = (blur[:, None] * blur).expand(3, 1, 3, 3)
    perturbed = (inputs["images"] + inputs["delta"]).clamp(0, 1)
    denoised = F.conv2d(perturbed, kernel, padding=1, groups=3)
    answers = []
    pooled = []
    for pixels in (perturbed, denoised):
        seen = features(w, pixels)
        scores = logits(w, seen, inputs["words"]).log_softmax(-1)
        picked = scores.gather(2, inputs["labels"][..., None])[..., 0] * inputs["mask"]
        answers.append(-picked.sum() / inputs["mask"].sum())
        pooled.append(seen.mean(1))
    alignment = -F.cosine_similarity(*pooled, dim=1, eps=0).mean()
    return answers[0] + answers[1] + 0.7 * alignment


def gradients(weights, inputs, dtype):
    cast = lambda tensors: {
        name: tensor.to(dtype) if tensor.is_floating_point() else tensor for name, tensor in tensors.items()
    }
    w, x = cast(weights), cast(inputs)
    leaves = {"delta": x["delta"], **w}
    for leaf in leaves.values():
        leaf.requires_grad_()
    loss = loss_of(w, x)
    loss.backward()
    return {"loss": loss.detach(), **{f"d/d {name}": leaf.grad for name, leaf in leaves.items()}}


def write(tensors):
    kinds = {torch.float32: "float32", torch.float64: "float64", torch.int64: "int64"}
    entries, data = [], b""
    for name, tensor in tensors.items():
        raw = tensor.contiguous().numpy().tobytes()
        entries.append({"name": name, "dtype": kinds[tensor.dtype], "dims": list(tensor.shape), "offset": len(data)})
        data += raw
    (here / "whole-model.bin").write_bytes(data)
    (here / "whole-model.json").write_text(json.dumps(entries, separators=(",", ":")) + "\n")
    print(f"{len(entries)} tensors, {len(data)} bytes")


def main():
    # What is stored is float32; float64 starts from the same numbers.
    single = lambda tensors: {
        name: tensor.float() if tensor.is_floating_point() else tensor for name, tensor in tensors.items()
    }
    weights, inputs = single(make_weights()), single(make_inputs())
    wide = gradients({k: v.clone() for k, v in weights.items()}, dict(inputs), torch.float64)
    narrow = gradients({k: v.clone() for k, v in weights.items()}, {k: v.clone() for k, v in inputs.items()}, torch.float32)
    moved = inputs["images"] + inputs["delta"]
    print("clipped pixels:", int(((moved < 0) | (moved > 1)).sum()), "loss:", float(wide["loss"]))
    for name in wide:
        scale = float(wide[name].norm())
        error = float((narrow[name].double() - wide[name]).norm())
        print(f"{name:28} |.| {scale:.3e}  float32 is off by {error / max(scale, 1e-30):.1e}")
    write({**inputs, **weights, **{f"float64 {k}": v for k, v in wide.items()}, **{f"float32 {k}": v for k, v in narrow.items()}})


main()
