"""
From a module to an .onnx file and its data. The graph is traced without weights, cleaned, and given its weights
afterwards, one at a time and under the names they have in PyTorch.
"""

from __future__ import annotations

import io
import logging
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import onnx
import torch
from torch import Tensor, nn

from .cleaning import clean
from .weights import write_with_weights

opset = 17


@dataclass(frozen=True)
class Port:
    """An input or output with its shape: numbers, and names of free axes."""

    name: str
    shape: tuple[int | str, ...]

    @property
    def free(self) -> dict[int, str]:
        return {axis: dim for axis, dim in enumerate(self.shape) if isinstance(dim, str)}


def write_graph(
    module: nn.Module, example: tuple[Tensor, ...], inputs: Sequence[Port], outputs: Sequence[Port], file: Path
) -> None:
    """Writes `file` and `file`_data."""
    model = trace(module, example, inputs, outputs)
    weights = {name: value.detach() for name, value in module.named_parameters()}
    model = clean(model, {*weights, *(port.name for port in inputs)})
    write_shapes(model.graph, (*inputs, *outputs))
    write_with_weights(model, weights, file)


def trace(
    module: nn.Module, example: tuple[Tensor, ...], inputs: Sequence[Port], outputs: Sequence[Port]
) -> onnx.ModelProto:
    """The graph, with weights as inputs."""
    buffer = io.BytesIO()
    noise = logging.getLogger("torch.onnx")
    level = noise.level
    try:
        noise.setLevel(logging.ERROR)
        with warnings.catch_warnings(), Distinct(module), torch.no_grad():
            warnings.simplefilter("ignore")  # the exporter's age, and constants that are meant to be constants
            torch.onnx.export(
                module.eval(),
                example,
                buffer,
                dynamo=False,
                opset_version=opset,
                export_params=False,
                do_constant_folding=False,
                input_names=[port.name for port in inputs],
                output_names=[port.name for port in outputs],
                dynamic_axes={port.name: port.free for port in (*inputs, *outputs)},
            )
    finally:
        noise.setLevel(level)
    return onnx.load_from_string(buffer.getvalue())


class Distinct:
    """
    While it is entered, no two weights are equal. The exporter makes one of equal ones, such as the scales of a
    fresh normalisation, and whoever trains the graph later would train them as one.
    """

    def __init__(self, module: nn.Module) -> None:
        self.firsts = [
            (value.data[(0,) * (value.ndim - 1)] if value.ndim else value.data.unsqueeze(0))[:2]
            for value in module.parameters()
        ]
        self.before = [first.clone() for first in self.firsts]

    def __enter__(self) -> None:
        for at, first in enumerate(self.firsts):
            first.copy_(torch.tensor([at % 1000, at // 1000], dtype=first.dtype)[: len(first)])

    def __exit__(self, *_: object) -> None:
        for first, before in zip(self.firsts, self.before, strict=True):
            first.copy_(before)


def write_shapes(graph: onnx.GraphProto, ports: Sequence[Port]) -> None:
    """As they were asked for, whatever tracing and cleaning made of them."""
    values = {value.name: value for value in (*graph.input, *graph.output)}
    for port in ports:
        kind = values[port.name].type.tensor_type.elem_type
        values[port.name].CopyFrom(onnx.helper.make_tensor_value_info(port.name, kind, port.shape))
