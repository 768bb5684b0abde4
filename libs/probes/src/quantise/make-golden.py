"""Writes golden.json: round-to-nearest of small matrices, computed by NumPy. Run: python make-golden.py"""

import json
from pathlib import Path

import numpy as np


def rounded(weights, axis, bits, grouping, block):
    levels = np.float32(2 ** (bits - 1) - 1)
    rows = np.moveaxis(weights, axis, 0)  # [outputs, inputs...]
    flat = rows.reshape(rows.shape[0], -1)
    width = {"tensor": flat.size, "channel": flat.shape[1], "block": block}[grouping]
    groups = [flat] if grouping == "tensor" else [
        flat[:, start : start + width] for start in range(0, flat.shape[1], width)
    ]
    over = None if grouping == "tensor" else 1
    done = []
    for group in groups:
        step = (np.abs(group).max(axis=over, keepdims=True) / levels).astype(np.float32)
        safe = np.where(step == 0, np.float32(1), step)
        done.append(np.clip(np.rint(group / safe), -levels, levels).astype(np.float32) * step)
    whole = np.concatenate(done, axis=1).reshape(rows.shape)
    return np.moveaxis(whole, 0, axis)


rng = np.random.default_rng(7)
matrix = rng.normal(size=(11, 4)).astype(np.float32)
matrix[:, 2] = 0  # an output channel that is all zero
matrix[:5, 3] = [7, 0.5, 1.5, -2.5, -3.5]  # with 4 bits per block of 5: halves, to the even neighbour
kernel = rng.normal(size=(3, 2, 2, 3)).astype(np.float32)
cases = []
for name, weights, axis in [("matrix", matrix, 1), ("transposed", matrix.T.copy(), 0), ("kernel", kernel, 0)]:
    for bits in (8, 4):
        for grouping in ("tensor", "channel", "block"):
            result = rounded(weights, axis, bits, grouping, 5)
            cases.append({
                "name": name, "dims": list(weights.shape), "outputAxis": axis, "bits": bits, "grouping": grouping,
                "blockSize": 5, "weights": weights.ravel().tolist(), "rounded": result.ravel().tolist(),
            })
Path(__file__).with_name("golden.json").write_text(json.dumps(cases) + "\n")
