"""Erasure depth of simulated people in float64: the formula in NumPy, its delete-one jackknife, Student's t of scipy.

python3 -m venv venv && venv/bin/pip install numpy scipy && venv/bin/python make-erasure-depth.py
"""

import json
import pathlib

import numpy as np
from scipy import stats


def depth_of(people, least, low=0, high=1):
    """people [people, layers, 3]: shares of the original, of models that never saw, of the target."""
    known, never, target = people.mean(axis=0).T
    encoded = known - never
    counted = encoded > least
    ratio = np.clip((known[counted] - target[counted]) / encoded[counted], low, high)
    return (encoded[counted] * ratio).sum() / encoded[counted].sum()


def erased_in(people, least):
    known, never, target = people.mean(axis=0).T
    encoded = known - never
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.clip((known - target) / encoded, 0, 1)
    return [float(one) if enough else None for one, enough in zip(ratio, encoded > least)]


rng = np.random.default_rng(20)
least = 0.05
cases = []
for count, left in [(12, 0.0), (20, 0.4), (30, 0.9), (16, 1.3)]:
    questions = 8
    known = np.array([0.06, 0.35, 0.76, 0.9])  # behind the first layer no more than a guess
    never = np.array([0.05, 0.05, 0.06, 0.04])
    target = np.clip(never + left * (known - never), 0, 1)
    rates = np.stack([known, never, target], axis=1)
    people = rng.binomial(questions, rates, size=(count, 4, 3)) / questions
    estimate = depth_of(people, least)
    unclipped = depth_of(people, least, -np.inf, np.inf)
    without = np.array([depth_of(np.delete(people, i, axis=0), least, -np.inf, np.inf) for i in range(count)])
    pseudo = count * unclipped - (count - 1) * without
    half = stats.t.ppf(0.975, count - 1) * np.sqrt(pseudo.var(ddof=1) / count)
    cases.append(
        {
            "people": people.tolist(),
            "erased": erased_in(people, least),
            "depth": float(estimate),
            "interval": [float(max(0, estimate - half)), float(min(1, estimate + half))],
        }
    )
pathlib.Path(__file__).with_name("erasure-depth.json").write_text(json.dumps(cases) + "\n")
