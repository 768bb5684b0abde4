"""Reads the plain tensor files that src/material/tensor-file.ts writes, one tensor at a time."""

import json

import torch

TYPES = {"float32": torch.float32, "int64": torch.int64}


def read_tensors(path):
    with open(f"{path}.json") as file:
        entries = json.load(file)
    tensors = {}
    with open(f"{path}.bin", "rb") as file:
        for entry in entries:
            file.seek(entry["offset"])
            buffer = bytearray(entry["length"])
            file.readinto(buffer)
            tensors[entry["name"]] = torch.frombuffer(buffer, dtype=TYPES[entry["dtype"]]).reshape(entry["dims"])
    return tensors
