"""Token sets of UnLOK-VQA's white-box attacks on a made-up residual stream, in float64. Run: python make-token-sets.py

Every ranking has k tokens at its top and k at its bottom, ties included; a set is all of them together.
"""

import json
from pathlib import Path

import numpy as np

layers, words, width, k, epsilon = 4, 14, 6, 2, 1e-6
rng = np.random.default_rng(11)
stream = rng.normal(size=(layers, 1, 3, width)) * np.array([0.5, 1.0, 2.0, 4.0]).reshape(-1, 1, 1, 1)
weight = rng.normal(size=width)
head = rng.normal(size=(width, words))
head[:, 5] = head[:, 2]  # two tokens that are always equally likely

normed = stream / np.sqrt((stream**2).mean(axis=-1, keepdims=True) + epsilon) * weight
logits = normed @ head
shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
probabilities = shifted / shifted.sum(axis=-1, keepdims=True)

rankings = {
    "head-projection": logits,
    "probability-delta": np.diff(probabilities, axis=0),
    "second-difference": np.diff(np.diff(probabilities, axis=0), axis=0),
}


def members(scores):
    ordered = np.sort(scores, axis=-1)
    inside = (scores >= ordered[..., -k, None]) | (scores <= ordered[..., k - 1, None])
    return inside.any(axis=0)


Path(__file__).with_name("token-sets.json").write_text(
    json.dumps(
        {
            "most": k,
            "epsilon": epsilon,
            "stream": stream.tolist(),
            "weight": weight.tolist(),
            "head": head.tolist(),
            "cases": [
                {"making": making, "scores": scores.tolist(), "inside": members(scores)[0].tolist()}
                for making, scores in rankings.items()
            ],
        }
    )
    + "\n"
)
