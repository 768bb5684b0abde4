"""PyTorch's side of one case, eager: answers each line of standard input with one run, as ours.ts does.

    peer.py <folder> <feeds> <step|forward|training> <questions per image> <images per pass> <threads>
"""

import json
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


def open_work():
    with open(f"{folder}/model.json") as file:
        sizes = json.load(file)
    weights = read_tensors(f"{folder}/weights")
    feeds = read_tensors(f"{folder}/{feeds_name}")
    model = Model(sizes, weights)
    if work == "training":
        return TrainingStep(model, feeds).run
    step = SuaStep(model, feeds, int(questions), int(images_per_pass))
    return step.run if work == "step" else step.losses_only


def say(message):
    print(json.dumps(message), flush=True)


run = open_work()
say({"ready": True})
for line in sys.stdin:
    if line.strip() == "stop":
        break
    start = time.perf_counter()
    numbers = run()
    say({"milliseconds": (time.perf_counter() - start) * 1e3, "numbers": numbers})
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
say({"peakMegabytes": peak / (1024 * 1024 if sys.platform == "darwin" else 1024)})
