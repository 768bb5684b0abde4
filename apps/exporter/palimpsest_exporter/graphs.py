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

import numpy as np
import onnx
import torch
from onnx import TensorProto
from torch import Tensor, nn

from .errors import ExportError

opset = 17
#: Weights smaller than a page are packed, larger ones start on one, so that runtimes may map them.
page = 4096


@dataclass(frozen=True)
class Port:
    """An input or output with its shape: numbers, and names of free axes."""

    name: str
    shape: tuple[int | str, ...]

    @property
    def free(self) -> dict[int, str]:
        return {axis: dim for axis, dim in enumerate(self.shape) if isinstance(dim, str)}


def write_graph(module: nn.Module, example: tuple[Tensor, ...], inputs: Sequence[Port], outputs: Sequence[Port], file: Path) -> None:
    """Writes `file` and `file`_data."""
    model = trace(module, example, inputs, outputs)
    weights = {name: value.detach() for name, value in module.named_parameters()}
    model = clean(model, set(weights))
    write_shapes(model.graph, (*inputs, *outputs))
    attach(model, weights, file)


def trace(module: nn.Module, example: tuple[Tensor, ...], inputs: Sequence[Port], outputs: Sequence[Port]) -> onnx.ModelProto:
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
        self.firsts = [(value.data[(0,) * (value.ndim - 1)] if value.ndim else value.data.unsqueeze(0))[:2] for value in module.parameters()]
        self.before = [first.clone() for first in self.firsts]

    def __enter__(self) -> None:
        for at, first in enumerate(self.firsts):
            first.copy_(torch.tensor([at % 1000, at // 1000], dtype=first.dtype)[: len(first)])

    def __exit__(self, *_: object) -> None:
        for first, before in zip(self.firsts, self.before, strict=True):
            first.copy_(before)


def clean(model: onnx.ModelProto, weights: set[str]) -> onnx.ModelProto:
    """Constants folded, leftovers removed, names of places in the tracer's code dropped."""
    import onnx_ir as ir
    from onnx_ir.passes import Sequential, common
    from onnxscript import optimizer

    known = ir.from_proto(onnx.shape_inference.infer_shapes(model))
    optimizer.fold_constants(known)
    for node in known.graph:
        if node.op_type == "Cast" and node.inputs[0].dtype == node.outputs[0].dtype is not None:
            node.op_type = "Identity"
            node.attributes.clear()
    lifted = common.LiftConstantsToInitializersPass(lift_all_constants=True, size_limit=0)
    merged = (common.IdentityEliminationPass(), common.DeduplicateInitializersPass(), common.CommonSubexpressionEliminationPass())
    Sequential(lifted, *merged, common.RemoveUnusedNodesPass(), common.OutputFixPass(), common.NameFixPass())(known)
    model = ir.to_proto(known)
    for node in model.graph.node:
        node.ClearField("doc_string")
        del node.metadata_props[:]
    for value in (*model.graph.input, *model.graph.output, *model.graph.initializer):
        value.ClearField("doc_string")
    del model.graph.value_info[:]
    del model.metadata_props[:]
    model.producer_name, model.producer_version, model.graph.name = "palimpsest-export", "", "graph"
    branching = sorted({node.op_type for node in model.graph.node if node.op_type in ("If", "Loop", "Scan")})
    if branching:
        raise ExportError(f"the graph has {', '.join(branching)}", "the exporter", "this is a fault of palimpsest-export; report it")
    unknown = [value.name for value in model.graph.input if value.name not in weights and "." in value.name and not value.name.startswith("past_key_values.")]
    if unknown:
        raise ExportError(f"nobody gives {unknown[0]} to the graph", "the exporter", "this is a fault of palimpsest-export; report it")
    return model


def write_shapes(graph: onnx.GraphProto, ports: Sequence[Port]) -> None:
    """As they were asked for, whatever tracing and cleaning made of them."""
    values = {value.name: value for value in (*graph.input, *graph.output)}
    for port in ports:
        kind = values[port.name].type.tensor_type.elem_type
        values[port.name].CopyFrom(onnx.helper.make_tensor_value_info(port.name, kind, port.shape))


def attach(model: onnx.ModelProto, weights: dict[str, Tensor], file: Path) -> None:
    """Turns inputs that are weights into initializers whose data lie in `file`_data."""
    graph = model.graph
    bound_slices(graph)
    name_no_constants(graph)
    turned = turn_matrices(graph, set(weights))
    wanted = [value for value in graph.input if value.name in weights]
    kept = [value for value in graph.input if value.name not in weights]
    del graph.input[:]
    graph.input.extend(kept)
    data = file.with_name(f"{file.name}_data")
    with data.open("wb") as out:
        for value in wanted:
            weight = weights[value.name].t() if value.name in turned else weights[value.name]
            array = np.ascontiguousarray(weight.numpy())
            step = page if array.nbytes >= 65536 else 64
            offset = -(-out.tell() // step) * step
            out.write(b"\0" * (offset - out.tell()))
            out.write(array.astype(array.dtype.newbyteorder("<"), copy=False).tobytes())
            tensor = graph.initializer.add(name=value.name, data_type=data_type(array), dims=array.shape, data_location=TensorProto.EXTERNAL)
            for key, entry in (("location", data.name), ("offset", offset), ("length", array.nbytes)):
                tensor.external_data.add(key=key, value=str(entry))
    onnx.save(model, file)
    onnx.checker.check_model(str(file))


def name_no_constants(graph: onnx.GraphProto) -> None:
    """What is no weight becomes a node, so that every initializer is a weight: loaders may train those by name."""
    nodes = [onnx.helper.make_node("Constant", [], [tensor.name], value=unnamed(tensor)) for tensor in graph.initializer]
    nodes.extend(graph.node)
    del graph.initializer[:]
    del graph.node[:]
    graph.node.extend(nodes)


def bound_slices(graph: onnx.GraphProto) -> None:
    """“To the end” is written as the largest int64, which not every reader can hold; the largest int32 says the same."""
    bounds = {name for node in graph.node if node.op_type == "Slice" for name in node.input[1:3]}
    for tensor in graph.initializer:
        if tensor.name in bounds:
            values = onnx.numpy_helper.to_array(tensor)
            limits = np.iinfo(np.int32)
            tensor.CopyFrom(onnx.numpy_helper.from_array(values.clip(limits.min, limits.max), tensor.name))


def unnamed(tensor: TensorProto) -> TensorProto:
    value = TensorProto()
    value.CopyFrom(tensor)
    value.ClearField("name")
    return value


def data_type(array: np.ndarray) -> int:
    return onnx.helper.np_dtype_to_tensor_dtype(array.dtype)


def turn_matrices(graph: onnx.GraphProto, weights: set[str]) -> set[str]:
    """Linear layers turn their matrix at every run; it is stored turned instead. Returns the names of those."""
    users: dict[str, list[onnx.NodeProto]] = {}
    for node in graph.node:
        for name in node.input:
            users.setdefault(name, []).append(node)
    turned: dict[str, str] = {}
    for name in weights & users.keys():
        flips = [node for node in users[name] if node.op_type == "Transpose" and list(node.attribute[0].ints) == [1, 0]]
        if len(flips) == len(users[name]):
            turned.update({flip.output[0]: name for flip in flips})
    for node in graph.node:
        for at, name in enumerate(node.input):
            if name in turned:
                node.input[at] = turned[name]
    left = [node for node in graph.node if not (node.op_type == "Transpose" and node.output[0] in turned)]
    del graph.node[:]
    graph.node.extend(left)
    return set(turned.values())
