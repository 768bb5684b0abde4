"""Writes golden.json: membership scores of random logits, computed by NumPy and zlib. Run: python make-golden.py"""

import json
import zlib
from pathlib import Path

import numpy as np

rng = np.random.default_rng(11)
cases = []
for answer, tokens in [("lisbon", 2), ("A painter who lives in the old town of Porto.", 11), ("", 1), ("naïve café", 5)]:
    logits = (3 * rng.normal(size=(tokens, 17))).astype(np.float32)
    ids = rng.integers(0, 17, size=tokens)
    wide = logits.astype(np.float64)
    log_p = wide - np.log(np.exp(wide - wide.max(1, keepdims=True)).sum(1, keepdims=True)) - wide.max(1, keepdims=True)
    p = np.exp(log_p)
    mean = (p * log_p).sum(1)
    deviation = np.sqrt((p * log_p**2).sum(1) - mean**2)
    picked = log_p[np.arange(tokens), ids]
    count = max(1, int(tokens * 0.2))
    cases.append({
        "answer": answer, "logits": logits.tolist(), "ids": ids.tolist(), "share": 0.2,
        "loss": picked.mean(),
        "zlib": picked.mean() / len(zlib.compress(answer.encode())),
        "minK": np.sort(picked)[:count].mean(),
        "minKPlusPlus": np.sort((picked - mean) / deviation)[:count].mean(),
    })
Path(__file__).with_name("golden.json").write_text(json.dumps(cases) + "\n")
