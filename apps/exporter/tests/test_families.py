"""Each family, exported and run: the same answers as the model it came from."""

from __future__ import annotations

import unittest
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import tiny
import torch
from palimpsest_exporter.families import families
from palimpsest_exporter.layout import names as graph_names
from palimpsest_exporter.parity import Chain, ask
from workshop import Workshop, names, quiet, size_of


def loaded(family: str, model: torch.nn.Module) -> Any:
    return families[family](model.eval().requires_grad_(False), 16 if family == "qwen2_vl" else None, Path("tiny"))


class Families(Workshop):
    def test_agree_with_pytorch_with_and_without_an_adapter(self) -> None:
        for family in names:
            with self.subTest(family):
                source = self.checkpoint(family)
                plain = self.succeed(source, *size_of(family), name=family)
                self.assertEqual((plain["family"], plain["dtype"]), (family, "fp32"))
                for part in ("prompt", "cachedStep"):
                    self.assertLess(plain["parity"][part]["maxRelative"], 1e-5)
                    self.assertTrue(plain["parity"][part]["sameNextToken"])
                before = self.answers(family, self.model)
                self.assertLess(np.abs(before - self.graphs(family, self.model)).max(), 1e-4)
                adapter = source.with_name(f"{family}-adapter")
                merged = tiny.save_adapter(adapter, self.model)
                self.succeed(source, *size_of(family), "--adapter", str(adapter), name=f"{family}-adapted")
                after = self.answers(family, merged)
                self.assertLess(np.abs(after - self.graphs(family, merged)).max(), 1e-4)
                self.assertGreater(np.abs(after - before).max(), 0.05)

    def test_half_precision_keeps_float32_at_the_doors_and_is_half_as_large(self) -> None:
        for family in names:
            with self.subTest(family):
                source = self.checkpoint(family)
                made = self.succeed(source, *size_of(family), "--dtype", "fp16", name=family)
                self.assertLess(made["parity"]["prompt"]["maxRelative"], 2e-2)
                self.assertGreater(made["parity"]["prompt"]["maxRelative"], 1e-5)
                weights = 0
                for graph in self.read_graphs():
                    for value in (*graph.input, *graph.output):
                        self.assertIn(
                            value.type.tensor_type.elem_type, (onnx.TensorProto.FLOAT, onnx.TensorProto.INT64)
                        )
                    self.assertEqual({tensor.data_type for tensor in graph.initializer}, {onnx.TensorProto.FLOAT16})
                    weights += sum(2 * int(np.prod(tensor.dims)) for tensor in graph.initializer)
                stored = sum(file["bytes"] for file in made["files"] if file["path"].endswith("_data"))
                self.assertLess(stored, 1.2 * weights)

    def test_graphs_have_the_names_and_free_axes_of_the_layout(self) -> None:
        for family in names:
            with self.subTest(family):
                self.succeed(self.checkpoint(family), *size_of(family), name=family)
                vision, embed, decoder = (self.describe(graph) for graph in self.read_graphs())
                self.assertEqual(list(vision), ["pixel_values", "image_features"])
                self.assertEqual(vision["pixel_values"], ["batch", 3, 16, 16])
                self.assertEqual(vision["image_features"], ["batch", 16 if family in ("llava", "paligemma") else 4, 32])
                self.assertEqual(
                    embed, {"input_ids": ["batch", "sequence"], "inputs_embeds": ["batch", "sequence", 32]}
                )
                heads = 1 if family == "paligemma" else 2
                self.assertEqual(decoder["inputs_embeds"], ["batch", "sequence", 32])
                self.assertEqual(decoder["attention_mask"], ["batch", "total_sequence"])
                self.assertEqual(decoder["position_ids"], [*([3] if family == "qwen2_vl" else []), "batch", "sequence"])
                self.assertEqual(decoder["logits"], ["batch", "sequence", tiny.size])
                for kind in ("key", "value"):
                    self.assertEqual(decoder[f"past_key_values.1.{kind}"], ["batch", heads, "past_sequence", 8])
                    self.assertEqual(decoder[f"present.1.{kind}"], ["batch", heads, "total_sequence", 8])
                self.assertEqual(len(decoder), 3 + 4 + 1 + 4)

    def test_weights_lie_outside_under_their_own_names_and_equal_ones_stay_apart(self) -> None:
        source = self.checkpoint()
        with torch.no_grad(), quiet():
            for name, value in self.model.named_parameters():
                if "norm" in name:
                    value.fill_(1.0)  # as a fresh model has them
            self.model.save_pretrained(source)
        self.succeed(source)
        vision, embed, decoder = self.read_graphs()
        stored = [tensor for graph in (vision, embed, decoder) for tensor in graph.initializer]
        self.assertTrue(all(tensor.data_location == onnx.TensorProto.EXTERNAL for tensor in stored))
        own = {name.removeprefix("model.") for name, _ in self.model.named_parameters()} - {
            "language_model.embed_tokens.weight"
        }
        unused = {
            name for name in own if ".encoder.layers.2." in name or "post_layernorm" in name
        }  # behind the layer that is read
        self.assertEqual({tensor.name for tensor in stored}, (own - unused) | {"embed_tokens.weight"})

    def test_one_export_is_like_the_next(self) -> None:
        source = self.checkpoint("idefics3")
        self.assertEqual(self.succeed(source, name="a")["files"], self.succeed(source, name="b")["files"])

    def answers(self, family: str, model: torch.nn.Module) -> np.ndarray:
        """Of the model itself, with more words than the comparison of the export asks."""
        q = ask(loaded(family, model), 99)
        return np.concatenate([q.logits[0][q.mask.bool().numpy()], q.logits[1][:, 0]])

    def graphs(self, family: str, model: torch.nn.Module) -> np.ndarray:
        own = loaded(family, model)
        q = ask(own, 99)
        chain = Chain(own, self.output)
        first = chain.read(q.ids, q.mask, q.positions, q.pixels)
        second = chain.step(q.next_ids, q.next_mask, q.next_positions, first)
        return np.concatenate([first["logits"][q.mask.bool().numpy()], second["logits"][:, 0]])

    def read_graphs(self) -> list[onnx.GraphProto]:
        return [
            onnx.load(self.output / "onnx" / f"{name}.onnx", load_external_data=False).graph for name in graph_names
        ]

    def describe(self, graph: onnx.GraphProto) -> dict[str, list[Any]]:
        return {
            value.name: [dim.dim_param or dim.dim_value for dim in value.type.tensor_type.shape.dim]
            for value in (*graph.input, *graph.output)
        }


class Variants(Workshop):
    def test_llava_reads_the_layers_and_tokens_its_configuration_names(self) -> None:
        for name, changes, tokens in (
            ("full", {"vision_feature_select_strategy": "full"}, 17),
            ("several", {"vision_feature_layer": [-3, -1]}, 16),
            ("siglip", {"vision_feature_select_strategy": "full", "vision_config": siglip}, 16),
            ("qwen2", {"text_config": tiny.text("llava", model_type="qwen2")}, 16),
        ):
            with self.subTest(name):
                made = self.succeed(self.checkpoint("llava", name, changes=changes), name=name)
                self.assertEqual(made["image"]["tokens"], tokens)
                self.assertLess(made["parity"]["prompt"]["maxRelative"], 1e-5)

    def test_qwen2_vl_is_exported_for_the_size_that_is_asked(self) -> None:
        source = self.checkpoint("qwen2_vl")
        for side, tokens in ((8, 1), (32, 16)):
            made = self.succeed(source, "--image-size", str(side), name=str(side))
            self.assertEqual(made["image"], {"height": side, "width": side, "tokens": tokens, "tokenId": tiny.image_id})
            self.assertLess(made["parity"]["prompt"]["maxRelative"], 1e-5)

    def test_qwen2_vl_positions_are_those_of_transformers(self) -> None:
        own = loaded("qwen2_vl", tiny.model("qwen2_vl"))
        q = ask(own, 5)
        inputs = own.inputs(q.ids, q.pixels, 0)
        theirs, _ = own.model.model.get_rope_index(
            q.ids, (q.ids == own.image_id).int(), inputs["image_grid_thw"], attention_mask=q.mask
        )
        self.assertTrue(torch.equal(theirs[:, q.mask.bool()], q.positions[:, q.mask.bool()]))
        self.assertGreater(len(torch.unique(theirs[1] - theirs[2])), 1)

    def test_positions_of_text_are_those_that_transformers_makes(self) -> None:
        for family in ("llava", "idefics3", "paligemma"):
            with self.subTest(family):
                own = loaded(family, tiny.model(family))
                q = ask(own, 5)
                ids, pixels = q.ids[:1], q.pixels[:1]
                with torch.no_grad():
                    theirs = own.model(**own.inputs(ids, pixels, 0), attention_mask=torch.ones_like(ids)).logits
                self.assertLess(np.abs(theirs[0].numpy() - q.logits[0][0]).max(), 1e-4)

    def test_paligemma_reads_an_answer_behind_its_prompt_as_transformers_does(self) -> None:
        source = self.checkpoint("paligemma")
        self.succeed(source)
        own = loaded("paligemma", self.model)
        q = ask(own, 3)
        ids, positions = q.ids[:1], q.positions[:1]
        suffix = 3
        with torch.no_grad():
            theirs = own.reference(ids, torch.ones_like(ids), positions, q.pixels[:1], suffix).logits[0].numpy()
        chain, prompt = Chain(own, self.output), ids.shape[1] - suffix
        first = chain.read(
            ids[:, :prompt], torch.ones(1, prompt, dtype=torch.int64), positions[:, :prompt], q.pixels[:1]
        )
        second = chain.step(ids[:, prompt:], torch.ones_like(ids), positions[:, prompt:], first)
        self.assertLess(np.abs(theirs - np.concatenate([first["logits"][0], second["logits"][0]])).max(), 1e-4)
        with torch.no_grad():
            causal = own.reference(ids, torch.ones_like(ids), positions, q.pixels[:1], ids.shape[1]).logits[0].numpy()
        self.assertGreater(np.abs(theirs - causal)[:prompt].max(), 1e-2)  # looking back and forth makes a difference

    def test_an_image_mark_without_an_embedding_is_read_as_any_other(self) -> None:
        from palimpsest_exporter.decoder import TextEmbeddings

        table = torch.nn.Embedding(4, 2)
        self.assertEqual(TextEmbeddings(table, 9)(torch.tensor([[1, 9]])).shape, (1, 2, 2))


siglip = {
    **{"model_type": "siglip_vision_model", "hidden_size": 16, "intermediate_size": 32, "num_hidden_layers": 3},
    **{"num_attention_heads": 2, "image_size": 16, "patch_size": 4, "vision_use_head": False},
}

if __name__ == "__main__":
    unittest.main()
