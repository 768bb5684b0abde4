"""Writes the node tests of the ONNX standard for libs/autodiff: python3 libs/autodiff/golden/make-node-cases.py

Every case of `onnx.backend.test.case.node` (onnx 1.23.2, Apache-2.0) of the domain ai.onnx: the model as onnx wrote it,
its inputs and the results that the standard's reference gives; and the versions in which each operator changed.
node-cases.bin.gz holds a length (uint32), an index as
JSON of that many bytes, then the bytes that the index points into; equal tensors are stored once. What is left out is
in the index with its reason. src/node-cases/node-case-file.ts reads it; no Python at test time.
"""

import gzip
import hashlib
import json
import pathlib
import struct
import warnings

import numpy as np
import onnx
from onnx import TensorProto, numpy_helper
from onnx.backend.test.case.node import collect_testcases

here = pathlib.Path(__file__).parent

LARGEST = 64 * 1024  # bytes of tensors in one case
NAMES = {
    TensorProto.FLOAT: "float32",
    TensorProto.DOUBLE: "float64",
    TensorProto.FLOAT16: "float16",
    TensorProto.BFLOAT16: "bfloat16",
    TensorProto.FLOAT8E4M3FN: "float8e4m3fn",
    TensorProto.FLOAT8E4M3FNUZ: "float8e4m3fnuz",
    TensorProto.FLOAT8E5M2: "float8e5m2",
    TensorProto.FLOAT8E5M2FNUZ: "float8e5m2fnuz",
    TensorProto.INT4: "int4",
    TensorProto.UINT4: "uint4",
    TensorProto.INT8: "int8",
    TensorProto.UINT8: "uint8",
    TensorProto.INT16: "int16",
    TensorProto.UINT16: "uint16",
    TensorProto.INT32: "int32",
    TensorProto.UINT32: "uint32",
    TensorProto.INT64: "int64",
    TensorProto.UINT64: "uint64",
    TensorProto.BOOL: "bool",
}


class LeftOut(Exception):
    pass


class Store:
    """Bytes one after the other, equal ones once."""

    def __init__(self):
        self.bytes = bytearray()
        self.known = {}

    def add(self, part):
        key = hashlib.sha256(part).digest()
        if key not in self.known:
            self.known[key] = [len(self.bytes), len(part)]
            self.bytes += part
        return self.known[key]


def as_proto(value):
    if isinstance(value, TensorProto):
        return value
    if isinstance(value, (np.ndarray, np.generic)):
        return numpy_helper.from_array(np.asarray(value))
    raise LeftOut("sequences and optionals")


def described(name, value, store):
    proto = as_proto(value)
    if proto.data_type == TensorProto.STRING:
        raise LeftOut("strings")
    if proto.data_type not in NAMES:
        raise LeftOut(f"elements of type {TensorProto.DataType.Name(proto.data_type)}")
    if not proto.raw_data:
        proto = numpy_helper.from_array(numpy_helper.to_array(proto))
    at, length = store.add(proto.raw_data)
    return {"name": name, "dtype": NAMES[proto.data_type], "dims": list(proto.dims), "at": at, "length": length}


def case_of(test, store):
    graph = test.model.graph
    if any(node.domain not in ("", "ai.onnx") for node in graph.node):
        raise LeftOut("other domains")
    (inputs, outputs), = test.data_sets
    if sum(getattr(value, "nbytes", 0) for value in [*inputs, *outputs]) > LARGEST:
        raise LeftOut(f"more than {LARGEST >> 10} KiB of tensors")
    return {
        "name": test.name.removeprefix("test_"),
        "inputs": [described(i.name, v, store) for i, v in zip(graph.input, inputs, strict=True)],
        "outputs": [described(o.name, v, store) for o, v in zip(graph.output, outputs, strict=True)],
        "model": store.add(test.model.SerializeToString(deterministic=True)),
    }


def versions():
    history = {}
    for schema in onnx.defs.get_all_schemas_with_history():
        if schema.domain == "":
            history.setdefault(schema.name, set()).add(schema.since_version)
    return {name: sorted(since) for name, since in sorted(history.items())}


def main():
    warnings.simplefilter("ignore")
    store, cases, left_out = Store(), [], {}
    for test in collect_testcases(None):
        try:
            cases.append(case_of(test, store))
        except LeftOut as reason:
            left_out.setdefault(str(reason), []).append(test.name.removeprefix("test_"))
    index = {"onnx": onnx.__version__, "versions": versions(), "cases": cases, "leftOut": left_out}
    index = json.dumps(index, separators=(",", ":")).encode()
    content = struct.pack("<I", len(index)) + index + bytes(store.bytes)
    (here / "node-cases.bin.gz").write_bytes(gzip.compress(content, 9, mtime=0))
    print(f"{len(cases)} cases, left out: { {reason: len(names) for reason, names in left_out.items()} }")


main()
