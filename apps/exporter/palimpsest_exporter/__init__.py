"""Vision-language checkpoints of PyTorch as ONNX graphs that an audit can attack."""

__version__ = "0.1.0"
