"""Gives a graph its weights: one at a time, from memory to a file beside it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto
from torch import Tensor

from .cleaning import turn_matrices

#: Small weights are packed, large ones start on a page, so that runtimes may map them.
page, large = 4096, 65536


def write_with_weights(model: onnx.ModelProto, weights: dict[str, Tensor], file: Path) -> None:
    """Inputs that are weights become initializers whose data lie in `file`_data."""
    graph = model.graph
    turned = turn_matrices(graph, set(weights))
    wanted = [value.name for value in graph.input if value.name in weights]
    kept = [value for value in graph.input if value.name not in weights]
    del graph.input[:]
    graph.input.extend(kept)
    data = file.with_name(f"{file.name}_data")
    with data.open("wb") as out:
        for name in wanted:
            weight = weights[name].t() if name in turned else weights[name]
            array = np.ascontiguousarray(weight.numpy())
            step = page if array.nbytes >= large else 64
            offset = -(-out.tell() // step) * step
            out.write(b"\0" * (offset - out.tell()))
            out.write(array.astype(array.dtype.newbyteorder("<"), copy=False).tobytes())
            kind = onnx.helper.np_dtype_to_tensor_dtype(array.dtype)
            tensor = graph.initializer.add(name=name, data_type=kind, dims=array.shape)
            tensor.data_location = TensorProto.EXTERNAL
            for key, entry in (("location", data.name), ("offset", offset), ("length", array.nbytes)):
                tensor.external_data.add(key=key, value=str(entry))
    onnx.save(model, file)
    onnx.checker.check_model(str(file))
