"""What stands in an export beside its graphs, and which checkpoints of other ages and makers can be read."""

from __future__ import annotations

import hashlib
import json
import unittest
from pathlib import Path

import tiny
import torch
from safetensors.torch import load_file, save_file
from workshop import Workshop, call, edit_json, names, quiet, size_of


class Folder(Workshop):
    def test_the_manifest_names_every_file_and_where_it_came_from(self) -> None:
        source = self.checkpoint()
        (source / "pytorch_model.bin").write_bytes(b"never read")
        adapter = self.folder / "adapter"
        tiny.save_adapter(adapter, self.model)
        made = self.succeed(source, "--adapter", str(adapter), "--seed", "7")
        stored = json.loads((self.output / "palimpsest.json").read_text())
        self.assertEqual(stored, made)
        files = sorted(path for path in self.output.rglob("*") if path.is_file() and path.name != "palimpsest.json")
        self.assertEqual(
            [entry["path"] for entry in made["files"]], [file.relative_to(self.output).as_posix() for file in files]
        )
        for entry, file in zip(made["files"], files, strict=True):
            self.assertEqual(
                (entry["bytes"], entry["sha256"]), (file.stat().st_size, hashlib.sha256(file.read_bytes()).hexdigest())
            )
        self.assertEqual([entry["path"] for entry in made["source"]["files"]], ["config.json", "generation_config.json", "model.safetensors", "preprocessor_config.json", "tokenizer.json", "tokenizer_config.json"])  # fmt: skip
        self.assertEqual(
            [entry["path"] for entry in made["source"]["adapter"]["files"]],
            ["adapter_config.json", "adapter_model.safetensors"],
        )
        self.assertEqual((made["parity"]["seed"], made["parity"]["tolerance"]), (7, 1e-4))
        self.assertIn("torch", made["versions"])
        self.assertNotIn(str(self.folder), json.dumps(made))

    def test_without_a_comparison_the_manifest_says_so(self) -> None:
        self.assertIsNone(self.succeed(self.checkpoint(), "--no-parity")["parity"])
        outcome = self.export(self.folder / f"{self._testMethodName}-from-llava", "--no-parity", name="again")
        self.assertRegex(
            outcome.out, r"again: llava, fp32, \d+ bytes, images of 16×16 as 16 tokens, not compared with PyTorch\n$"
        )

    def test_configuration_has_what_loaders_look_for(self) -> None:
        for family in names:
            with self.subTest(family):
                self.succeed(self.checkpoint(family), *size_of(family), name=family)
                config = self.read("config.json")
                self.assertEqual(
                    (config["model_type"], config["image_token_index"], config["eos_token_id"]),
                    (family, tiny.image_id, 2),
                )
                processor = self.read("preprocessor_config.json")
                kind = {"llava": "CLIPImageProcessor", "paligemma": "SiglipImageProcessor"}.get(
                    family, "ViTImageProcessor"
                )
                self.assertEqual(processor["image_processor_type"], kind)
                self.assertEqual(processor["image_mean"], [0.5, 0.4, 0.45])
                self.assertEqual((self.output / "tokenizer.json").read_text(), tiny.tokenizer())
                self.assertEqual(self.written(family).count("<image>"), 1)

    def written(self, family: str) -> str:
        """A question with an image, through the template of the export."""
        import jinja2

        config = self.read("tokenizer_config.json")
        template = jinja2.Environment(trim_blocks=True, lstrip_blocks=True).from_string(config["chat_template"])
        content = [{"type": "image"}, {"type": "text", "text": "what city ?"}]
        text = template.render(
            messages=[{"role": "user", "content": content}],
            add_generation_prompt=True,
            bos_token="<s>",
            eos_token="</s>",
        )
        if family == "idefics3":
            self.assertIn("<fake_token_around_image><global-img><image><fake_token_around_image>", text)
        if family == "paligemma":
            self.assertEqual(text, "<image><s>what city ?\n")
        return text

    def test_chat_templates_are_found_where_checkpoints_keep_them(self) -> None:
        template = tiny.chat_template("llava")
        places = {
            "list": lambda f: edit_json(
                f / "tokenizer_config.json", chat_template=[{"name": "default", "template": template}]
            ),
            "jinja": lambda f: (f / "chat_template.jinja").write_text(template),
            "json": lambda f: tiny.write_json(f / "chat_template.json", {"chat_template": template}),
            "processor": lambda f: tiny.write_json(f / "processor_config.json", {"chat_template": template}),
        }
        for place, put in places.items():
            with self.subTest(place):
                source = self.checkpoint("llava", place)
                edit_json(source / "tokenizer_config.json", chat_template=None)
                put(source)
                self.succeed(source, "--no-parity", name=place)
                self.assertEqual(self.read("tokenizer_config.json")["chat_template"], template)
        given = self.folder / "given.jinja"
        given.write_text("{{ messages }}")
        self.succeed(source, "--no-parity", "--chat-template", str(given), name="given")
        self.assertEqual(self.read("tokenizer_config.json")["chat_template"], "{{ messages }}")

    def test_an_image_processor_inside_processor_config_is_found(self) -> None:
        source = self.checkpoint()
        (source / "preprocessor_config.json").rename(source / "moved.json")
        inside = {**json.loads((source / "moved.json").read_text()), "image_processor_type": "CLIPImageProcessorFast"}
        tiny.write_json(source / "processor_config.json", {"image_processor": inside})
        self.succeed(source, "--no-parity")
        self.assertEqual(self.read("preprocessor_config.json")["image_processor_type"], "CLIPImageProcessor")

    def read(self, name: str) -> dict:
        return json.loads((self.output / name).read_text())


class Sources(Workshop):
    def test_shards_and_half_precision_are_read(self) -> None:
        source = self.checkpoint()
        (source / "model.safetensors").unlink()
        with quiet():
            self.model.to(torch.bfloat16).save_pretrained(source, max_shard_size="40KB")
        self.assertGreater(len(list(source.glob("model-*.safetensors"))), 1)
        made = self.succeed(source)
        self.assertLess(made["parity"]["prompt"]["maxRelative"], 1e-5)

    def test_checkpoints_with_the_names_of_older_releases_give_the_same_weights(self) -> None:
        renamed = {
            "llava": lambda name: name.replace("vision_tower.", "vision_tower.vision_model."),
            "paligemma": lambda name: name.replace("vision_tower.", "vision_tower.vision_model."),
        }
        for family, rename in renamed.items():
            with self.subTest(family):
                source = self.checkpoint(family)
                new = self.succeed(source, name=f"{family}-new")
                tensors = {rename(name): value for name, value in load_file(source / "model.safetensors").items()}
                self.assertTrue(any("vision_model" in name for name in tensors))
                save_file(tensors, source / "model.safetensors", metadata={"format": "pt"})
                old = self.succeed(source, name=f"{family}-old")
                self.assertEqual(old["files"], new["files"])

    def test_adapters_with_the_names_of_older_releases_are_merged(self) -> None:
        renamed = {
            "llava": (
                "model.model.language_model.",
                "model.language_model.model.",
                r".*language_model.*\.(q_proj|v_proj)",
            ),
            "qwen2_vl": ("model.model.language_model.", "model.model.", r"^(?!.*visual).*\.(q_proj|v_proj)"),
        }
        for family, (now, then, targets) in renamed.items():
            with self.subTest(family):
                source, adapter = self.checkpoint(family), self.folder / f"{family}-adapter"
                tiny.save_adapter(adapter, self.model, targets=targets)
                new = self.succeed(source, *size_of(family), "--adapter", str(adapter), name=f"{family}-new")
                tensors = load_file(adapter / "adapter_model.safetensors")
                moved = {name.replace(now, then): value for name, value in tensors.items()}
                self.assertNotEqual(set(moved), set(tensors))
                save_file(moved, adapter / "adapter_model.safetensors", metadata={"format": "pt"})
                old = self.succeed(source, *size_of(family), "--adapter", str(adapter), name=f"{family}-old")
                self.assertEqual(old["files"], new["files"])

    def test_a_folder_of_links_is_read_as_a_download_cache_keeps_it(self) -> None:
        source = self.checkpoint()
        linked = self.folder / "linked"
        linked.mkdir()
        for file in source.iterdir():
            (linked / file.name).symlink_to(file)
        self.assertEqual(self.succeed(linked)["files"], self.succeed(source, name="direct")["files"])
        self.assertFalse(any(path.is_symlink() for path in self.output.rglob("*")))

    def test_code_of_a_checkpoint_is_not_run(self) -> None:
        source = self.checkpoint()
        edit_json(source / "config.json", auto_map={"AutoConfig": "evil.Config", "AutoModel": "evil.Model"})
        (source / "evil.py").write_text(
            f"open({str(self.folder / 'ran')!r}, 'w')\nclass Config: pass\nclass Model: pass\n"
        )
        self.succeed(source)
        self.assertFalse((self.folder / "ran").exists())


class CommandLine(unittest.TestCase):
    def test_help_has_examples_and_needs_no_torch(self) -> None:
        outcome = call("--help")
        self.assertEqual(outcome.code, 0)
        for word in (
            "--adapter",
            "--dtype",
            "examples:",
            "palimpsest-export ./llava-1.5-7b-hf ./vendor-onnx",
            "Exit code 0",
        ):
            self.assertIn(word, outcome.out)
        imports = (Path(__file__).parents[1] / "palimpsest_exporter" / "cli.py").read_text().split("def run")[0]
        self.assertNotRegex(imports, r"import (torch|transformers|onnx)")


if __name__ == "__main__":
    unittest.main()
