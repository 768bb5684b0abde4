"""The zoo's training step: packed questions, cross-entropy, clipping by the norm, fused AdamW."""

import torch
import torch.nn.functional as F


class TrainingStep:
    def __init__(self, model, feeds):
        self.model = model
        self.feeds = feeds
        self.parameters = [
            weight.requires_grad_() for name, weight in model.weights.items() if not name.startswith("vision_tower.")
        ]
        self.optimiser = torch.optim.AdamW(
            self.parameters, lr=1e-3, betas=(0.9, 0.98), eps=1e-8, weight_decay=0.01, fused=True
        )

    def run(self):
        self.optimiser.zero_grad(set_to_none=True)
        loss = self.loss()
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(self.parameters, 1.0)
        self.optimiser.step()
        return {"loss": float(loss.detach()), "gradient_norm": float(norm)}

    def loss(self):
        feeds, model = self.feeds, self.model
        x = torch.cat(
            [model.embed(feeds["prefix_ids"]), model.projector(feeds["tokens"]), model.embed(feeds["text_ids"])], 1
        )
        hidden = model.decoder(x, feeds["packed_positions"], feeds["packed_bias"])
        logits = model.head(hidden.flatten(0, 1)[feeds["label_index"]])
        losses = F.cross_entropy(logits, feeds["labels"], reduction="none")
        return (losses * feeds["label_weight"]).sum() / feeds["label_weight"].sum()
