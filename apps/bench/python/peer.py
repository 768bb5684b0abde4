"""PyTorch's side of one case, eager: answers each line of standard input with one run, as ours.ts does.

    peer.py <folder> <feeds> <step|forward|training> <questions per image> <images per pass> <threads>
"""

import json
import os
import resource
import sys
import time

import torch

from material import read_tensors
from model import Model
from sua_step import SuaStep
from training_step import TrainingStep

folder, feeds_name, work, questions, images_per_pass, threads = sys.argv[1:7]
torch.set_num_threads(int(threads))


def open_model():
    if os.path.exists(f"{folder}/source"):  # as transformers saves it: see real_model.py
        from transformers_model import TransformersModel

        return TransformersModel(f"{folder}/source")
    with open(f"{folder}/model.json") as file:
        sizes = json.load(file)
    return Model(sizes, read_tensors(f"{folder}/weights"))


def open_work():
    model = open_model()
    feeds = read_tensors(f"{folder}/{feeds_name}")
    if work == "training":
        return TrainingStep(model, feeds).run
    step = SuaStep(model, feeds, int(questions), int(images_per_pass))
    return step.run if work == "step" else step.losses_only


def say(message):
    print(json.dumps(message), flush=True)


run = open_work()
say({"imagesPerPass": int(images_per_pass)})
for line in sys.stdin:
    if line.strip() == "stop":
        break
    start = time.perf_counter()
    numbers = run()
    say({"milliseconds": (time.perf_counter() - start) * 1e3, "numbers": numbers})
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
say({"peakMegabytes": peak / (1024 * 1024 if sys.platform == "darwin" else 1024)})
