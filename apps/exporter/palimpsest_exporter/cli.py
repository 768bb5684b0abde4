"""palimpsest-export: the command line. Progress and errors go to stderr, the result to stdout."""

from __future__ import annotations

import argparse
import json
import math
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from . import __version__
from .errors import ExportError

examples = """\
examples:
  palimpsest-export ./llava-1.5-7b-hf ./vendor-onnx
  palimpsest-export ./llava-1.5-7b-hf ./unlearned-onnx --adapter ./unlearning-lora
  palimpsest-export ./SmolVLM-256M-Instruct ./smolvlm-onnx --dtype fp16
  palimpsest-export ./Qwen2-VL-2B-Instruct ./qwen-onnx --image-size 336 --json

Checkpoints are local folders with safetensors weights; nothing is downloaded and no code of theirs is run.
Families: llava, idefics3, qwen2_vl, paligemma. Exit code 0: exported and compared with PyTorch; 1: an error, nothing is left.
"""


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise ExportError(message, "command line", "see palimpsest-export --help")


def make_parser() -> Parser:
    parser = Parser(
        prog="palimpsest-export",
        description="Exports a vision-language checkpoint of PyTorch to ONNX graphs that palimpsest can audit.",
        epilog=examples,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("source", type=Path, help="checkpoint folder as transformers saves it")
    parser.add_argument("output", type=Path, help="folder to write; must not be there yet")
    parser.add_argument(
        "--adapter", type=Path, metavar="DIR", help="LoRA adapter folder as peft saves it, merged before the export"
    )
    parser.add_argument(
        "--dtype",
        choices=("fp32", "fp16"),
        default="fp32",
        help="precision of the weights; inputs and outputs stay float32 (default: fp32)",
    )
    parser.add_argument(
        "--image-size", type=whole, metavar="N", help="height and width in pixels; qwen2_vl only (default: 448)"
    )
    parser.add_argument(
        "--chat-template", type=Path, metavar="FILE", help="Jinja template to use instead of the checkpoint's own"
    )
    parser.add_argument(
        "--tolerance",
        type=positive,
        metavar="X",
        help="largest difference of a logit, as a part of the largest logit (default: 1e-4, fp16 2e-2)",
    )
    parser.add_argument(
        "--seed",
        type=whole,
        default=1,
        metavar="N",
        help="of the random image and prompt that are compared (default: 1)",
    )
    parser.add_argument("--no-parity", dest="parity", action="store_false", help="skip the comparison with PyTorch")
    parser.add_argument("--json", action="store_true", help="print the manifest as JSON")
    parser.add_argument("--version", action="version", version=__version__)
    return parser


def whole(text: str) -> int:
    value = int(text)
    if value < 1:
        raise ValueError(text)
    return value


def positive(text: str) -> float:
    value = float(text)
    if not (value > 0 and math.isfinite(value)):
        raise ValueError(text)
    return value


def main(argv: Sequence[str] | None = None) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("error: stopped; nothing was written"))
    try:
        options = make_parser().parse_args(argv)
        made = run(options)
    except ExportError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("error: stopped; nothing was written", file=sys.stderr)
        return 1
    print(json.dumps(made, indent=2, ensure_ascii=False) if options.json else summary(options.output, made))
    return 0


def run(options: argparse.Namespace) -> dict[str, Any]:
    os.environ.update({"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "HF_HUB_DISABLE_PROGRESS_BARS": "1"})
    say("starting PyTorch")
    try:
        import transformers

        from .export import Options, export
    except ImportError as error:
        raise ExportError(f"a package is missing ({error})", "Python", "pip install ./apps/exporter") from error
    transformers.utils.logging.set_verbosity_error()
    transformers.utils.logging.disable_progress_bar()
    known = {name: value for name, value in vars(options).items() if name != "json"}
    return export(Options(**known), say)


def say(message: str) -> None:
    print(f"palimpsest-export: {message}", file=sys.stderr, flush=True)


def summary(output: Path, made: dict[str, Any]) -> str:
    size = sum(file["bytes"] for file in made["files"])
    figures = made["parity"]
    agreement = (
        f"logits within {max(figures[part]['maxRelative'] for part in ('prompt', 'cachedStep')):.2g} of PyTorch"
        if figures
        else "not compared with PyTorch"
    )
    image = made["image"]
    return f"{output}: {made['family']}, {made['dtype']}, {size} bytes, images of {image['width']}×{image['height']} as {image['tokens']} tokens, {agreement}"
