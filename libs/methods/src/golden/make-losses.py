"""Losses of all methods and their gradients by PyTorch, in float64, for losses.ort-spec.ts.

Written from the papers and the published programs (cross-entropy with ignored labels, detached weights, a frozen
teacher), not from the TypeScript. Run: python make-losses.py > losses.json  (torch 2.13)
"""

import json
import math

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)

LOGITS = [
    0.2, -1, 0.5, 1, 0, -0.5, 0.3, 0.3, -2, 9, 9, 9,
    1.5, 0.1, 0, -0.2, 0.7, 0.4, 0, -1, 1, 7, 7, 7,
]  # fmt: skip
START = torch.tensor([x + 0.3 * math.sin(3 * i) for i, x in enumerate(LOGITS)]).reshape(4, 2, 3)
IGNORED = -100
LABELS = torch.tensor([[0, 2], [1, IGNORED], [0, 1], [2, IGNORED]])
REFUSALS = torch.tensor([[1, 0], [2, IGNORED]])
ALPHA, BETA, MARGIN, STEERING = 0.7, 0.4, 0.3, 2.0
DIRECTION = torch.tensor([0.6, 0.0, 0.8])


def mean_nll(logits, labels):
    return F.cross_entropy(logits.reshape(-1, 3), labels.reshape(-1), ignore_index=IGNORED)


def nll_per_token(logits, labels):
    return F.cross_entropy(logits.transpose(1, 2), labels, ignore_index=IGNORED, reduction="none")


def nll_per_answer(logits, labels):
    return nll_per_token(logits, labels).sum(-1)


def hidden(logits):
    return 2 * torch.tanh(logits)


def activation_loss(state, target, labels):
    kept = labels != IGNORED
    return F.mse_loss(state[kept], target.expand_as(state)[kept])


def losses(x):
    forget, retain = x[:2], x[2:]
    forget_labels, retain_labels = LABELS[:2], LABELS[2:]
    frozen_forget, frozen_retain = START[:2], START[2:]
    kept = forget_labels != IGNORED
    keep = ALPHA * mean_nll(retain, retain_labels)
    down = mean_nll(forget, forget_labels)

    known = retain_labels != IGNORED
    divergence = F.kl_div(
        F.log_softmax(retain[known], -1), F.log_softmax(frozen_retain[known], -1), reduction="batchmean", log_target=True
    )
    # of the losing answer, then of the winning one
    lose = -(nll_per_answer(forget, forget_labels) - nll_per_answer(frozen_forget, forget_labels))
    win = -(nll_per_answer(forget, REFUSALS) - nll_per_answer(frozen_forget, REFUSALS))
    per_length = nll_per_answer(forget, forget_labels) / kept.sum(-1)

    adjusted = frozen_forget[kept] - BETA * F.one_hot(forget_labels[kept], 3)
    distilled = F.cross_entropy(forget[kept], F.softmax(adjusted, -1))

    token = nll_per_token(forget, forget_labels)[kept]
    detached = ((-token).exp().detach() ** BETA * -token).mean()  # the published loss
    shown = ((-token).exp() ** BETA / BETA).mean()

    steer = activation_loss(hidden(forget), STEERING * DIRECTION, forget_labels)
    hold = activation_loss(hidden(retain), hidden(frozen_retain), retain_labels)

    preference = lambda logit: -2 / BETA * F.logsigmoid(logit).mean()
    same = lambda loss: (loss, loss)
    # (what is differentiated, what is shown)
    return {
        "gradient-ascent": same(-down),
        "gradient-difference": same(-down + keep),
        "kl-minimisation": same(-down + ALPHA * divergence),
        "npo": same(preference(-BETA * lose) + keep),
        "sim-npo": same(preference(BETA * (per_length - MARGIN)) + keep),
        "dpo": same(preference(BETA * (win - lose)) + keep),
        "idk": same(down + keep),
        "rmu": same(steer + ALPHA * hold),
        "undial": same(distilled + keep),
        "wga": (detached + keep, shown + keep),
        "mm-unlearner": same(-down + keep),
        "random-answers": same(down + keep),
        "gibberish": same(down + keep),
        "retain-finetuning": same(keep),
    }


golden = {}
for name in losses(START):
    x = torch.tensor(LOGITS).reshape(4, 2, 3).requires_grad_()
    differentiated, shown = losses(x)[name]
    differentiated.backward()
    golden[name] = {"loss": shown.item(), "slope": x.grad.flatten().tolist()}
print(json.dumps(golden))
