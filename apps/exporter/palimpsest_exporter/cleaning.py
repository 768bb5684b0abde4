"""What tracing leaves, brought into the form that readers of the graph rely on. Weights are still inputs here."""

from __future__ import annotations

import numpy as np
import onnx
from onnx import TensorProto

from .errors import ExportError


def clean(model: onnx.ModelProto, expected: set[str]) -> onnx.ModelProto:
    """@throws ExportError when the graph branches, or asks for more than the `expected` inputs"""
    model = fold(model)
    graph = model.graph
    for node in graph.node:
        node.ClearField("doc_string")  # places in the tracer's code
        del node.metadata_props[:]
    for value in (*graph.input, *graph.output, *graph.initializer):
        value.ClearField("doc_string")
    del graph.value_info[:]
    del model.metadata_props[:]
    model.producer_name, model.producer_version, graph.name = "palimpsest-export", "", "graph"
    bound_slices(graph)
    name_no_constants(graph)
    branches = sorted({node.op_type for node in graph.node if node.op_type in ("If", "Loop", "Scan")})
    surplus = sorted({value.name for value in graph.input} - expected)
    if branches or surplus:
        problem = f"the graph has {', '.join(branches)}" if branches else f"nobody gives {surplus[0]} to the graph"
        raise ExportError(problem, "the exporter", "this is a fault of palimpsest-export, report it")
    return model


def fold(model: onnx.ModelProto) -> onnx.ModelProto:
    """Constants folded and shared, casts to the type a value has already and other leftovers removed."""
    import onnx_ir as ir
    from onnx_ir.passes import Sequential, common
    from onnxscript import optimizer

    known = ir.from_proto(onnx.shape_inference.infer_shapes(model))
    optimizer.fold_constants(known)
    for node in known.graph:
        if node.op_type == "Cast" and node.inputs[0].dtype == node.outputs[0].dtype is not None:
            node.op_type = "Identity"
            node.attributes.clear()
    Sequential(
        common.LiftConstantsToInitializersPass(lift_all_constants=True, size_limit=0),
        common.IdentityEliminationPass(),
        common.DeduplicateInitializersPass(),
        common.CommonSubexpressionEliminationPass(),
        common.RemoveUnusedNodesPass(),
        common.OutputFixPass(),
        common.NameFixPass(),
    )(known)
    return ir.to_proto(known)


def bound_slices(graph: onnx.GraphProto) -> None:
    """“To the end” is the largest int64, which not every reader can hold; the largest int32 says the same."""
    bounds = {name for node in graph.node if node.op_type == "Slice" for name in node.input[1:3]}
    limits = np.iinfo(np.int32)
    for tensor in graph.initializer:
        if tensor.name in bounds:
            values = onnx.numpy_helper.to_array(tensor)
            tensor.CopyFrom(onnx.numpy_helper.from_array(values.clip(limits.min, limits.max), tensor.name))


def name_no_constants(graph: onnx.GraphProto) -> None:
    """What is no weight becomes a node, so that every initializer is a weight: loaders may train those by name."""
    constants = []
    for tensor in graph.initializer:
        value = TensorProto()
        value.CopyFrom(tensor)
        value.ClearField("name")
        constants.append(onnx.helper.make_node("Constant", [], [tensor.name], value=value))
    del graph.initializer[:]
    replace_nodes(graph, [*constants, *graph.node])


def turn_matrices(graph: onnx.GraphProto, weights: set[str]) -> set[str]:
    """Linear layers turn their matrix at every run; it is to be stored turned instead. Returns the names of those."""
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
            node.input[at] = turned.get(name, name)
    kept = [node for node in graph.node if not (node.op_type == "Transpose" and node.output[0] in turned)]
    replace_nodes(graph, kept)
    return set(turned.values())


def replace_nodes(graph: onnx.GraphProto, nodes: list[onnx.NodeProto]) -> None:
    copies = [onnx.NodeProto.FromString(node.SerializeToString()) for node in nodes]
    del graph.node[:]
    graph.node.extend(copies)
