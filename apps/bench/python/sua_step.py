"""The SUA step of libs/probes/src/sua/attack-step.ts: same losses, same per-term gradients, same update."""

import torch
import torch.nn.functional as F


class SuaStep:
    def __init__(self, model, feeds, questions):
        self.model = model
        self.feeds = feeds
        self.questions = questions
        normalisation = model.sizes["pixelNormalisation"]
        self.mean, self.deviation = normalisation["mean"], normalisation["deviation"]
        ids, labels = feeds["input_ids"], feeds["labels"]
        self.labelled = labels.shape[1]
        self.place = ids.shape[1] - self.labelled - 1

    def run(self):
        delta = self.feeds["delta"].clone().requires_grad_()
        perturbed, denoised = self.pixels(delta)
        batch = torch.cat([perturbed, denoised]).detach().requires_grad_()
        losses = self.losses(batch)
        images = perturbed.shape[0]
        # Rows are independent: one pass gives both answer terms, which then take their own ways to delta.
        (rows,) = torch.autograd.grad(losses["adversarial"] + losses["denoised"], batch, retain_graph=True)
        (aligned,) = torch.autograd.grad(losses["alignment"], batch)
        (adversarial,) = torch.autograd.grad(perturbed, delta, rows[:images], retain_graph=True)
        (through,) = torch.autograd.grad(denoised, delta, rows[images:], retain_graph=True)
        both = [aligned[:images], aligned[images:]]
        (alignment,) = torch.autograd.grad([perturbed, denoised], delta, both)
        gradients = {"adversarial": adversarial, "denoised": through, "alignment": alignment}
        total = adversarial + through + 0.7 * alignment
        epsilon = self.feeds["epsilon"]
        (delta.detach() - self.feeds["alpha"] * total.sign()).clamp(-epsilon, epsilon)
        return {
            **{f"loss_{term}": float(loss.detach()) for term, loss in losses.items()},
            **{f"gradient_norm_{term}": float(gradient.norm()) for term, gradient in gradients.items()},
        }

    def losses_only(self):
        with torch.inference_mode():
            losses = self.losses(torch.cat(self.pixels(self.feeds["delta"])))
            return {f"loss_{term}": float(loss.detach()) for term, loss in losses.items()}

    def pixels(self, delta):
        perturbed = (self.feeds["images"] + delta).clamp(0, 1)
        blur = self.feeds["blur"]
        return perturbed, blur @ (perturbed @ blur.t())

    def losses(self, batch):
        features = self.model.projector(self.model.vision((batch - self.mean) / self.deviation))
        scores = self.scores(features.repeat_interleave(self.questions, 0))
        half = scores.shape[0] // 2
        mask = self.feeds["label_mask"]
        answer = lambda rows: -(scores[rows].sum() / mask[rows].sum())
        pooled = features.mean(1)
        original, denoised = pooled.chunk(2)
        lengths = ((original * original).sum(1) * (denoised * denoised).sum(1)).sqrt()
        return {
            "adversarial": answer(slice(0, half)),
            "denoised": answer(slice(half, None)),
            "alignment": -((original * denoised).sum(1) / lengths).mean(),
        }

    def scores(self, features):
        """log p of every label, 0 where masked; logits only where a label is."""
        words = self.model.embed(self.feeds["input_ids"])
        x = torch.cat([words[:, : self.place], features, words[:, self.place + 1 :]], 1)
        hidden = self.model.decoder(x, torch.arange(x.shape[1])[None])
        logits = self.model.head(hidden[:, -self.labelled - 1 : -1])
        losses = F.cross_entropy(logits.flatten(0, 1), self.feeds["labels"].flatten(), reduction="none")
        return -losses.view(self.feeds["labels"].shape) * self.feeds["label_mask"]
