"""Makes the golden models with the Python `onnx` package (1.23.2): python make-golden.py. Needs nothing at test time."""

import os
import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

here = os.path.dirname(os.path.abspath(__file__))
rng = np.random.default_rng(7)


def save(name, graph, opset, **kwargs):
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], producer_name="golden", ir_version=10)
    helper.set_model_props(model, {"made": "by onnx", "note": "metadata survives"})
    onnx.checker.check_model(model)
    onnx.save(model, os.path.join(here, name), **kwargs)


# Attention as exporters write it: Shape → Gather → Unsqueeze → Concat → Reshape, opset 13 forms (axes attributes).
tokens = helper.make_tensor_value_info("tokens", TensorProto.FLOAT, ["batch", "sequence", 8])
heads = helper.make_tensor_value_info("heads", TensorProto.FLOAT, ["batch", 2, "sequence", 4])
mask = helper.make_tensor_value_info("mask", TensorProto.BOOL, ["sequence", "sequence"])
i64 = lambda name, values: numpy_helper.from_array(np.array(values, np.int64), name)
nodes = [
    helper.make_node("Shape", ["tokens"], ["shape"]),
    helper.make_node("Gather", ["shape", "zero"], ["batch_size"], axis=0),
    helper.make_node("Gather", ["shape", "one"], ["length"], axis=0),
    helper.make_node("Unsqueeze", ["batch_size", "axes"], ["b1"]),
    helper.make_node("Unsqueeze", ["length", "axes"], ["t1"]),
    helper.make_node("Concat", ["b1", "t1", "two", "four"], ["target"], axis=0),
    helper.make_node("Reshape", ["tokens", "target"], ["split"]),
    helper.make_node("Transpose", ["split"], ["swapped"], perm=[0, 2, 1, 3]),
    helper.make_node("ReduceMean", ["swapped"], ["mean"], axes=[-1], keepdims=1),
    helper.make_node("Sub", ["swapped", "mean"], ["centred"]),
    helper.make_node("Identity", ["centred"], ["heads"]),
    helper.make_node("Range", ["zero", "length", "one"], ["positions"]),
    helper.make_node("Unsqueeze", ["positions", "axes"], ["row"]),
    helper.make_node("Unsqueeze", ["positions", "axes1"], ["column"]),
    helper.make_node("LessOrEqual", ["row", "column"], ["mask"]),
]
constants = [i64("zero", 0), i64("one", 1), i64("axes", [0]), i64("axes1", [1]), i64("two", [2]), i64("four", [4])]
save("dynamic-attention.onnx", helper.make_graph(nodes, "dynamic", [tokens], [heads, mask], constants), 13)

# Every way to store tensors: raw, typed fields, halves, strings, 4 bits.
stored = [
    numpy_helper.from_array(np.array([[1.5, -2.0]], np.float32), "raw_float"),
    helper.make_tensor("typed_float", TensorProto.FLOAT, [2], [0.5, 3.0]),
    helper.make_tensor("typed_double", TensorProto.DOUBLE, [2], [0.1, 3.0]),
    helper.make_tensor("typed_int64", TensorProto.INT64, [3], [-1, 2**62, -(2**63)]),
    helper.make_tensor("typed_uint64", TensorProto.UINT64, [1], [2**64 - 1]),
    helper.make_tensor("typed_int8", TensorProto.INT8, [2], [-128, 127]),
    helper.make_tensor("typed_bool", TensorProto.BOOL, [2], [True, False]),
    helper.make_tensor("typed_half", TensorProto.FLOAT16, [2], [1.5, -65504.0]),
    helper.make_tensor("typed_string", TensorProto.STRING, [2], ["grün", ""]),
    helper.make_tensor("typed_int4", TensorProto.INT4, [3], [-8, 7, 1]),
]
x = helper.make_tensor_value_info("x", TensorProto.FLOAT, [1])
y = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1])
body = helper.make_graph([helper.make_node("Neg", ["x"], ["inner"])], "body", [], [helper.make_tensor_value_info("inner", TensorProto.FLOAT, [1])])
nodes = [
    helper.make_node("Neg", ["x"], ["y"], name="neg", doc_string="a node"),
    helper.make_node("If", ["typed_bool_scalar"], ["unused"], then_branch=body, else_branch=body),
]
stored.append(helper.make_tensor("typed_bool_scalar", TensorProto.BOOL, [], [True]))
save("stored-tensors.onnx", helper.make_graph(nodes, "stored", [x], [y], stored), 21)

# External data, two tensors in one file.
weight = numpy_helper.from_array(rng.normal(size=(8, 32)).astype(np.float32), "weight")
bias = numpy_helper.from_array(rng.normal(size=(32,)).astype(np.float32), "bias")
nodes = [helper.make_node("Gemm", ["x", "weight", "bias"], ["y"])]
x = helper.make_tensor_value_info("x", TensorProto.FLOAT, ["batch", 8])
y = helper.make_tensor_value_info("y", TensorProto.FLOAT, ["batch", 32])
data = os.path.join(here, "external.onnx_data")
if os.path.exists(data):
    os.remove(data)
save("external.onnx", helper.make_graph(nodes, "external", [x], [y], [weight, bias]), 17,
     save_as_external_data=True, location="external.onnx_data", size_threshold=100)
