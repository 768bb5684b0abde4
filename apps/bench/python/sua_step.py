"""The SUA step of libs/probes/src/sua/attack-step.ts: same losses, same per-term gradients, same update."""

import torch
import torch.nn.functional as F


class SuaStep:
    def __init__(self, model, feeds, questions, images_per_pass):
        self.model = model
        self.feeds = feeds
        self.questions = questions
        normalisation = model.sizes["pixelNormalisation"]
        self.mean, self.deviation = normalisation["mean"], normalisation["deviation"]
        ids, labels = feeds["input_ids"], feeds["labels"]
        self.labelled = labels.shape[1]
        self.place = ids.shape[1] - self.labelled - 1
        self.parts = self.split(min(images_per_pass, feeds["images"].shape[0]))

    def split(self, size):
        """The feeds of each pass: its images, its questions about them and about their denoised versions."""
        images = self.feeds["images"]
        half = self.feeds["input_ids"].shape[0] // 2
        parts = []
        for start in range(0, images.shape[0], size):
            rows = torch.arange(start * self.questions, (start + size) * self.questions)
            rows = torch.cat([rows, rows + half])
            text = {name: self.feeds[name][rows] for name in ("input_ids", "labels", "label_mask")}
            parts.append({"images": images[start : start + size], **text})
        return parts

    def run(self):
        delta = self.feeds["delta"].clone().requires_grad_()
        passes = [self.gradients(part, delta) for part in self.parts]
        terms = ("adversarial", "denoised", "alignment")
        losses, gradients = {}, {}
        for term in terms:
            shares = self.shares(term)
            losses[term] = sum(share * part[term][0] for share, part in zip(shares, passes))
            gradients[term] = sum(share * part[term][1] for share, part in zip(shares, passes))
        total = gradients["adversarial"] + gradients["denoised"] + 0.7 * gradients["alignment"]
        epsilon = self.feeds["epsilon"]
        (delta.detach() - self.feeds["alpha"] * total.sign()).clamp(-epsilon, epsilon)
        return {
            **{f"loss_{term}": float(loss) for term, loss in losses.items()},
            **{f"gradient_norm_{term}": float(gradient.norm()) for term, gradient in gradients.items()},
        }

    def shares(self, term):
        """What each pass counts: answer tokens, or images."""
        counts = []
        for part in self.parts:
            half = part["label_mask"].shape[0] // 2
            rows = slice(half, None) if term == "denoised" else slice(0, half)
            counts.append(float(part["images"].shape[0] if term == "alignment" else part["label_mask"][rows].sum()))
        return [count / sum(counts) for count in counts]

    def gradients(self, feeds, delta):
        """(loss, gradient of delta) of each term, over the images of one pass."""
        perturbed, denoised = self.pixels(feeds, delta)
        batch = torch.cat([perturbed, denoised]).detach().requires_grad_()
        losses = self.losses(feeds, batch)
        images = perturbed.shape[0]
        # Rows are independent: one pass gives both answer terms, which then take their own ways to delta.
        (rows,) = torch.autograd.grad(losses["adversarial"] + losses["denoised"], batch, retain_graph=True)
        (aligned,) = torch.autograd.grad(losses["alignment"], batch)
        (adversarial,) = torch.autograd.grad(perturbed, delta, rows[:images], retain_graph=True)
        (through,) = torch.autograd.grad(denoised, delta, rows[images:], retain_graph=True)
        both = [aligned[:images], aligned[images:]]
        (alignment,) = torch.autograd.grad([perturbed, denoised], delta, both)
        gradients = {"adversarial": adversarial, "denoised": through, "alignment": alignment}
        return {term: (losses[term].detach(), gradient) for term, gradient in gradients.items()}

    def losses_only(self):
        with torch.inference_mode():
            delta = self.feeds["delta"]
            passes = [self.losses(part, torch.cat(self.pixels(part, delta))) for part in self.parts]
            return {
                f"loss_{term}": float(sum(share * part[term] for share, part in zip(self.shares(term), passes)))
                for term in passes[0]
            }

    def pixels(self, feeds, delta):
        perturbed = (feeds["images"] + delta).clamp(0, 1)
        blur = self.feeds["blur"]
        return perturbed, blur @ (perturbed @ blur.t())

    def losses(self, feeds, batch):
        features = self.model.features((batch - self.mean) / self.deviation)
        scores = self.scores(feeds, features.repeat_interleave(self.questions, 0))
        half = scores.shape[0] // 2
        mask = feeds["label_mask"]
        answer = lambda rows: -(scores[rows].sum() / mask[rows].sum())
        pooled = features.mean(1)
        original, denoised = pooled.chunk(2)
        lengths = ((original * original).sum(1) * (denoised * denoised).sum(1)).sqrt()
        return {
            "adversarial": answer(slice(0, half)),
            "denoised": answer(slice(half, None)),
            "alignment": -((original * denoised).sum(1) / lengths).mean(),
        }

    def scores(self, feeds, features):
        """log p of every label, 0 where masked; logits only where a label is."""
        words = self.model.embed(feeds["input_ids"])
        x = torch.cat([words[:, : self.place], features, words[:, self.place + 1 :]], 1)
        hidden = self.model.decoder(x, torch.arange(x.shape[1])[None])
        logits = self.model.head(hidden[:, -self.labelled - 1 : -1])
        losses = F.cross_entropy(logits.flatten(0, 1), feeds["labels"].flatten(), reduction="none")
        return -losses.view(feeds["labels"].shape) * feeds["label_mask"]
