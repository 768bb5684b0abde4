"""Whatever cannot be exported: one line that says what, where and what to do, exit code 1, nothing left."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import unittest
from collections.abc import Callable
from pathlib import Path

import tiny
import torch
from safetensors.torch import load_file, save_file
from workshop import Workshop, call, edit_json, part_of, quiet


def weights(folder: Path, change: Callable[[dict[str, torch.Tensor]], object], name: str = "model.safetensors") -> None:
    tensors = load_file(folder / name)
    change(tensors)
    save_file(tensors, folder / name, metadata={"format": "pt"})


def text_config(folder: Path, **changes: object) -> None:
    config = json.loads((folder / "config.json").read_text())
    edit_json(folder / "config.json", text_config={**config["text_config"], **changes})


def vision_config(folder: Path, **changes: object) -> None:
    config = json.loads((folder / "config.json").read_text())
    edit_json(folder / "config.json", vision_config={**config["vision_config"], **changes})


def pickled(folder: Path) -> None:
    torch.save({}, folder / "pytorch_model.bin")
    (folder / "model.safetensors").unlink()


def cut(folder: Path) -> None:
    whole = (folder / "model.safetensors").read_bytes()
    (folder / "model.safetensors").write_bytes(whole[: len(whole) // 2])


def poison(tensors: dict[str, torch.Tensor]) -> None:
    tensors["language_model.lm_head.weight"][0, 0] = float("nan")


def enlarge(tensors: dict[str, torch.Tensor]) -> None:
    tensors["language_model.lm_head.weight"] *= 1e6


def index(folder: Path, shard: str) -> None:
    tiny.write_json(folder / "model.safetensors.index.json", {"weight_map": {"lm_head.weight": shard}})


Damage = Callable[[Path], object]
head = "language_model.lm_head.weight"

damages: list[tuple[str, Damage, str]] = [
    (
        "another architecture",
        lambda f: edit_json(f / "config.json", model_type="blip-2"),
        r'config\.json: architecture "blip-2" is not supported; supported: llava, idefics3, qwen2_vl, paligemma$',
    ),
    (
        "no architecture",
        lambda f: edit_json(f / "config.json", model_type=None),
        r'architecture "None" is not supported',
    ),
    (
        "no config.json",
        lambda f: (f / "config.json").unlink(),
        r"config\.json: the file is missing; give a checkpoint folder",
    ),
    ("config.json is no JSON", lambda f: (f / "config.json").write_text("{"), r"config\.json: it is no JSON"),
    ("config.json is a list", lambda f: (f / "config.json").write_text("[]"), r"config\.json: it holds no JSON object"),
    (
        "config.json with a value of another type",
        lambda f: text_config(f, hidden_size="many"),
        r"config\.json: it is not a configuration of llava \(",
    ),
    (
        "another text model",
        lambda f: text_config(f, model_type="bloom"),
        r'config\.json: text model "bloom" is not supported; supported: llama',
    ),
    (
        "another vision model",
        lambda f: vision_config(f, model_type="vit"),
        r'vision model "vit" is not supported; supported: clip_vision_model',
    ),
    (
        "a sliding window",
        lambda f: text_config(f, model_type="mistral", sliding_window=64),
        r"sliding window is not supported",
    ),
    (
        "frequencies that grow",
        lambda f: text_config(f, rope_parameters={"rope_type": "dynamic", "rope_theta": 1e4, "factor": 2.0}),
        r'rotary embedding "dynamic" is not supported',
    ),
    (
        "quantized weights",
        lambda f: edit_json(
            f / "config.json", quantization_config={"quant_method": "bitsandbytes", "load_in_4bit": True}
        ),
        r"config\.json: the weights are quantized; export the checkpoint they were made from",
    ),
    (
        "a pickle",
        pickled,
        r"weights are a pickle \(pytorch_model\.bin\), which can run code when it is read; save them as safetensors",
    ),
    (
        "no weights",
        lambda f: (f / "model.safetensors").unlink(),
        r"model\.safetensors: the file is missing; copy all weights",
    ),
    ("half the weights", cut, r"model\.safetensors: it is no whole safetensors file"),
    (
        "weights that are text",
        lambda f: (f / "model.safetensors").write_text("hello"),
        r"it is no whole safetensors file",
    ),
    (
        "a shard that is not there",
        lambda f: index(f, "model-2.safetensors"),
        r"model-2\.safetensors: the file is missing",
    ),
    (
        "a shard elsewhere",
        lambda f: index(f, "../model.safetensors"),
        r'shard "\.\./model\.safetensors" is not a file of this folder',
    ),
    (
        "an index without weights",
        lambda f: tiny.write_json(f / "model.safetensors.index.json", {}),
        r"it has no weight_map",
    ),
    (
        "a missing weight",
        lambda f: weights(f, lambda t: t.pop(head)),
        r"1 weights are missing, first lm_head\.weight; save",
    ),
    (
        "a weight of another size",
        lambda f: weights(f, lambda t: t.update({head: torch.zeros(3, 32)})),
        r"1 weights have another size than config\.json says, first lm_head\.weight",
    ),
    (
        "a weight of nobody",
        lambda f: weights(
            f, lambda t: t.update({"language_model.model.layers.0.self_attn.q_proj.lora_A": torch.zeros(2)})
        ),
        r"1 weights belong to no part of the model, first .*lora_A",
    ),
    (
        "a weight that is no number",
        lambda f: weights(f, poison),
        r"1 weights hold NaN or infinity, first lm_head\.weight; the checkpoint is broken",
    ),
    (
        "no tokenizer",
        lambda f: (f / "tokenizer.json").unlink(),
        r"tokenizer\.json: the file is missing; save the checkpoint with its fast tokenizer",
    ),
    (
        "a tokenizer of no kind",
        lambda f: (f / "tokenizer.json").write_text('{"model": {}}'),
        r"tokenizer\.json: it is no tokenizer",
    ),
    (
        "a tokenizer without the image mark",
        lambda f: edit_json(f / "config.json", image_token_id=None, image_token_index=5000),
        r"it has no token 5000, the image mark of config\.json",
    ),
    (
        "no tokenizer configuration",
        lambda f: (f / "tokenizer_config.json").unlink(),
        r"tokenizer_config\.json: the file is missing",
    ),
    (
        "no chat template",
        lambda f: edit_json(f / "tokenizer_config.json", chat_template=None),
        r"there is no chat template; give the one .* --chat-template FILE",
    ),
    (
        "no image processor",
        lambda f: (f / "preprocessor_config.json").unlink(),
        r"preprocessor_config\.json: there is no image processor",
    ),
    (
        "an image processor of no kind",
        lambda f: edit_json(f / "preprocessor_config.json", image_processor_type=None),
        r"it names no image_processor_type",
    ),
    (
        "an adapter",
        lambda f: tiny.write_json(f / "adapter_config.json", {}),
        r"this is an adapter; give its base model here and this folder with --adapter",
    ),
]


class Refusals(Workshop):
    def test_checkpoints_that_cannot_be_used(self) -> None:
        for name, damage, message in damages:
            with self.subTest(name):
                source = self.checkpoint("llava", name.replace(" ", "-"))
                damage(source)
                error = self.refuse(source)
                self.assertRegex(error, message)
                self.assertIn(str(source), error)

    def test_an_end_mark_that_nobody_names(self) -> None:
        source = self.checkpoint()
        text_config(source, eos_token_id=None)
        config = json.loads((source / "config.json").read_text())
        config["text_config"]["eos_token_id"] = None
        tiny.write_json(source / "config.json", config)
        (source / "generation_config.json").unlink()
        self.assertRegex(self.refuse(source), r"config\.json: there is no eos_token_id; add the id")

    def test_adapters_that_cannot_be_used(self) -> None:
        source = self.checkpoint()
        with quiet():
            tiny.save_adapter(self.folder / "good", tiny.model("llava"))
            tiny.save_adapter(
                self.folder / "other",
                tiny.model("llava", changes={"text_config": tiny.text("llava", num_hidden_layers=3)}),
            )
        cases: list[tuple[str, str, Damage, str]] = [
            ("missing", "nowhere", lambda f: None, r"nowhere: there is no such folder; give the local folder of an adapter"),
            ("no-config", "good", lambda f: (f / "adapter_config.json").unlink(), r"adapter_config\.json: the file is missing"),
            ("other-kind", "good", lambda f: edit_json(f / "adapter_config.json", peft_type="IA3"), r'adapter type "IA3" is not supported; supported: LORA'),
            ("pickle", "good", lambda f: (f / "adapter_model.safetensors").rename(f / "adapter_model.bin"), r"a pickle \(adapter_model\.bin\)"),
            ("other-modules", "good", lambda f: edit_json(f / "adapter_config.json", target_modules=["nothing"]), r"the adapter does not fit the model \("),
            ("other-rank", "good", lambda f: edit_json(f / "adapter_config.json", r=3), r"the adapter does not fit the model \("),
            ("lost-weight", "good", lambda f: weights(f, lambda t: t.pop(sorted(t)[0]), "adapter_model.safetensors"), r"1 weights do not fit the model, first .*lora_A"),
            ("more-layers", "other", lambda f: None, r"weights do not fit the model, first .*layers\.2"),
        ]  # fmt: skip
        for name, kind, damage, message in cases:
            with self.subTest(name):
                adapter = self.folder / kind
                if adapter.exists():
                    copied = self.folder / f"adapter-{name}"
                    copied.mkdir()
                    for file in adapter.iterdir():
                        (copied / file.name).write_bytes(file.read_bytes())
                    adapter = copied
                damage(adapter)
                error = self.refuse(source, "--adapter", str(adapter))
                self.assertRegex(error, message)
                self.assertIn(str(adapter), error)

    def test_weights_that_do_not_fit_into_half_precision(self) -> None:
        source = self.checkpoint()
        weights(source, enlarge)
        self.assertRegex(
            self.refuse(source, "--dtype", "fp16"),
            r"hold NaN or infinity, first lm_head\.weight; it does not fit into float16, export with --dtype fp32",
        )

    def test_graphs_that_answer_differently_than_pytorch(self) -> None:
        source = self.checkpoint()
        error = self.refuse(source, "--dtype", "fp16", "--tolerance", "1e-6")
        self.assertRegex(
            error,
            r"logits differ from PyTorch by [\d.e-]+, [\d.e-]+ of the largest, tolerance 1e-06 \(prompt\); export with",
        )

    def test_folders_that_are_not_there_or_in_the_way(self) -> None:
        self.assertRegex(
            self.refuse(Path("llava-hf/llava-1.5-7b-hf")),
            r"^llava-hf/llava-1\.5-7b-hf: there is no such folder; .*nothing is downloaded$",
        )
        source = self.checkpoint()
        self.output = self.folder / f"{self._testMethodName}-to-out"
        self.output.mkdir()
        self.assertRegex(
            self.refuse(source, left=True), r"the output is there already; choose another, or remove it first"
        )
        self.assertEqual(list(self.output.iterdir()), [])
        self.output.rmdir()
        part_of(self.output).mkdir()
        outcome = self.export(source)
        self.assertRegex(
            outcome.error, r"out\.part: an export is running, or was killed; wait for it, or remove the folder"
        )
        self.assertTrue(part_of(self.output).exists())  # it may be another's
        part_of(self.output).rmdir()
        outcome = call(str(source), str(self.folder / "no" / "such" / "parent"))
        self.assertRegex(outcome.error, r"parent\.part: the folder cannot be made \(No such file or directory\)")

    def test_options_that_make_no_sense(self) -> None:
        source = self.checkpoint()
        for options, message in (
            (
                ["--dtype", "int8"],
                r"^command line: argument --dtype: invalid choice: 'int8'.*see palimpsest-export --help$",
            ),
            (["--image-size", "0"], r"argument --image-size: invalid whole value: '0'"),
            (["--tolerance", "-1"], r"argument --tolerance: invalid positive value: '-1'"),
            (["--tolerance", "nan"], r"argument --tolerance"),
            (["--frobnicate"], r"unrecognized arguments: --frobnicate"),
            (
                ["--image-size", "32"],
                r"config\.json: the vision encoder reads 16×16 pixels, not 32×32; leave --image-size out",
            ),
            (["--chat-template", str(self.folder / "none")], r"^--chat-template: the template cannot be read"),
        ):
            with self.subTest(" ".join(options)):
                self.assertRegex(self.refuse(source, *options), message)
        self.assertRegex(call().error, r"the following arguments are required: source, output")
        qwen = self.checkpoint("qwen2_vl")
        self.assertRegex(
            self.refuse(qwen, "--image-size", "15"),
            r"--image-size: an image of 15×15 pixels is not made of whole patches; give a multiple of 8",
        )

    def test_a_stopped_export_leaves_nothing(self) -> None:
        source = self.checkpoint()
        output = self.folder / "stopped"
        command = [sys.executable, "-m", "palimpsest_exporter", str(source), str(output)]
        for number in (signal.SIGTERM, signal.SIGINT):
            child = subprocess.Popen(
                command,
                stderr=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                env={**os.environ, "PYTHONPATH": os.getcwd()},
            )
            assert child.stderr is not None
            for line in child.stderr:
                if "asking PyTorch" in line:
                    break
            child.send_signal(number)
            out, err = child.communicate(timeout=60)
            self.assertEqual((child.returncode, out), (1, ""), err)
            self.assertRegex(err, r"error: stopped; nothing was written\n$")
            self.assertFalse(output.exists() or part_of(output).exists())


if __name__ == "__main__":
    unittest.main()
