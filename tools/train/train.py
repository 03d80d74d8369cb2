"""Learns the tagger: `python train.py --work W --name first`; see README.md for what stands in W.

Prints the strict nested F1 on dev every few epochs, of the running average of the weights, with the rules' marks and
without; writes W/NAME.pt (weights and sizes) and W/NAME.json (arguments, scores). No accelerator is needed.
"""

import argparse
import copy
import json
import math
import random
import time
from dataclasses import asdict, fields
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from corpus import KINDS, RULE_KINDS, Corpus, scores
from network import Sizes, Tagger, decode


class Tokens:
    """The rows of a corpus as tensors."""

    def __init__(self, corpus: Corpus, vectors, branch):
        self.corpus = corpus
        row = np.array([vectors.find(word[0], word[2]) for word in corpus.words])
        self.word = torch.from_numpy(row[corpus.word])
        self.shape = torch.from_numpy(corpus.shape)
        self.glued = torch.from_numpy(corpus.glued).float()
        self.affixes = torch.from_numpy(corpus.affixes[corpus.word])
        self.lemma = torch.from_numpy(corpus.lemma[corpus.word])
        self.grammar = torch.from_numpy(corpus.grammar[corpus.word])
        self.frozen = branch(self)


def rule_marks(unit, rules):
    """[n, 3 * RULE_KINDS] marks of the rules' mentions and [(first, last, 1 + kind)]."""
    marks = torch.zeros(unit.length, 3, RULE_KINDS)
    for first, last, kind in rules:
        marks[first, 0, kind] = 1
        marks[first : last + 1, 1, kind] = 1
        marks[last, 2, kind] = 1
    return marks.flatten(1)


def batch_of(tokens: Tokens, units: list, sizes: Sizes, blind: float = 0.0, hide: float = 0.0):
    """Units side by side: tensors [n, batch, ...]; `blind` of them see no rules, `hide` of the others' marks is hidden."""
    n, size = max(unit.length for unit in units), len(units)
    index = torch.zeros(n, size, dtype=torch.long)
    mask = torch.zeros(n, size, 1)
    rules = torch.zeros(n, size, 3 * RULE_KINDS)
    spans = torch.zeros(size, n, sizes.width, dtype=torch.long)
    gold = torch.zeros(size, n, sizes.width, dtype=torch.long)
    for at, unit in enumerate(units):
        index[: unit.length, at] = torch.arange(unit.first, unit.first + unit.length)
        mask[: unit.length, at] = 1
        if unit.rules and not (blind and random.random() < blind):
            seen = [rule for rule in unit.rules if random.random() >= hide]
            rules[: unit.length, at] = rule_marks(unit, seen)
            for first, last, kind in reversed(seen):
                if last - first < sizes.width:
                    spans[at, first, last - first] = 1 + kind
        for first, last, kind in unit.gold:
            if last - first < sizes.width:
                gold[at, first, last - first] = kind
    names = "word shape glued affixes lemma grammar frozen".split()
    batch = {name: getattr(tokens, name)[index] for name in names}
    lengths = mask.squeeze(-1).T
    valid = F.pad(lengths, (0, sizes.width - 1)).unfold(1, sizes.width, 1) * lengths[..., None]
    batch |= {"mask": mask, "rules": rules, "spans": spans, "gold": gold, "valid": valid}
    if units[0].soft is not None:
        soft = torch.zeros(size, n, sizes.width, len(KINDS) + 1)
        for at, unit in enumerate(units):
            soft[at, : unit.length] = unit.soft
        batch["soft"] = soft
    return batch


def batches(units: list, size: int, shuffle: bool):
    """Units of like lengths together, at most `size` tokens with padding."""
    order = list(range(len(units)))
    if shuffle:
        random.shuffle(order)
    groups = []
    for at in range(0, len(order), 600 if shuffle else len(order)):
        group = []
        for i in sorted(order[at : at + (600 if shuffle else len(order))], key=lambda i: units[i].length):
            if group and (len(group) + 1) * units[i].length > size:
                groups.append(group)
                group = []
            group.append(i)
        groups.append(group)
    if shuffle:
        random.shuffle(groups)
    return groups


@torch.no_grad()
def span_scores(model: Tagger, tokens: Tokens, blind: bool = False) -> list:
    """Scores [n, width, classes] of every unit."""
    model.eval()
    units = tokens.corpus.units
    found = [None] * len(units)
    for group in batches(units, 3000, False):
        batch = batch_of(tokens, [units[i] for i in group], model.sizes, blind=2.0 if blind else 0.0)
        out = model(batch)
        for at, i in enumerate(group):
            found[i] = out[at, : units[i].length].clone()
    return found


def found_spans(corpus: Corpus, unit_scores: list, bias: float = 0.0) -> list:
    """Sets of (start, end, kind) a text."""
    found = [set() for _ in corpus.gold]
    for unit, score in zip(corpus.units, unit_scores):
        for first, last, kind, _ in decode(score, bias):
            start, end = corpus.spans[unit.first + first, 0], corpus.spans[unit.first + last, 1]
            found[unit.text].add((int(start), int(end), KINDS[kind - 1]))
    return found


def loss_of(out, batch, smooth: float):
    """Cross-entropy summed over spans, with a teacher's probabilities where there is no gold.

    `smooth` of a gold span's mass goes to its four neighbours (Zhu and Li, 2022).
    """
    gold, valid, classes = batch["gold"], batch["valid"], out.shape[-1]
    if "soft" in batch:
        return -((batch["soft"] * F.log_softmax(out, -1)).sum(-1) * valid).sum()
    if not smooth:
        loss = F.cross_entropy(out.reshape(-1, classes), gold.reshape(-1), reduction="none")
        return (loss * valid.reshape(-1)).sum()
    target = F.one_hot(gold, classes).float()
    at, i, k = (gold > 0).nonzero().T
    kind = gold[at, i, k]
    for di, dk in ((0, 1), (0, -1), (1, -1), (-1, 1)):
        ni, nk = i + di, k + dk
        ok = (ni >= 0) & (ni < gold.shape[1]) & (nk >= 0) & (nk < gold.shape[2])
        ok[ok.clone()] &= gold[at[ok], ni[ok], nk[ok]] == 0
        a, b, c, d = at[ok], ni[ok], nk[ok], kind[ok]
        target.index_put_((a, b, c, d), torch.full((len(a),), smooth / 4), accumulate=True)
        target.index_put_((a, b, c, torch.zeros_like(d)), torch.full((len(a),), -smooth / 4), accumulate=True)
    return -((target.clamp(min=0) * F.log_softmax(out, -1)).sum(-1) * valid).sum()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--name", required=True)
    parser.add_argument("--epochs", type=int, default=22)
    parser.add_argument("--batch", type=int, default=700, help="tokens a step")
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--decay", type=float, default=1e-3)
    parser.add_argument("--average", type=float, default=0.998)
    parser.add_argument("--smooth", type=float, default=0.0)
    parser.add_argument("--blind", type=float, default=0.25, help="share of units that see no rules")
    parser.add_argument("--hide", type=float, default=0.05, help="share of the rules' marks that is hidden")
    parser.add_argument("--start", type=Path, help="weights to go on from")
    parser.add_argument("--more", type=Path, help="texts with soft labels, from distil.py")
    parser.add_argument("--more_share", type=float, default=0.5, help="share of those texts in an epoch")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    for size in fields(Sizes):
        parser.add_argument(f"--{size.name}", type=size.type, default=size.default)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    random.seed(options.seed)
    torch.manual_seed(options.seed)
    sizes = Sizes(**{size.name: getattr(options, size.name) for size in fields(Sizes)})
    cache = torch.load(options.work / "cache.pt", weights_only=False)
    train, dev = cache["train"], cache["dev"]
    model = Tagger(sizes, cache["vectors"].table(), train.frozen.shape[1])
    if options.start:
        model.load_state_dict(torch.load(options.start, weights_only=False)["state"])
    average = copy.deepcopy(model)
    optimizer = torch.optim.AdamW(model.parameters(), options.rate, weight_decay=options.decay, fused=True)
    sets = [train, *(torch.load(options.more, weights_only=False) if options.more else [])]

    def shuffled():
        groups = [(tokens, [tokens.corpus.units[i] for i in group])
                  for tokens in sets for group in batches(tokens.corpus.units, options.batch, True)
                  if tokens is train or random.random() < options.more_share]
        random.shuffle(groups)
        return groups

    steps = len(shuffled()) * options.epochs
    print(vars(options), f"{model.multiplications()} multiplications, {steps} steps", flush=True)
    step, log, begun = 0, [], time.time()
    for epoch in range(options.epochs):
        model.train()
        total = count = 0.0
        for tokens_of, group in shuffled():
            rate = 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1, step / steps)))
            for parameters in optimizer.param_groups:
                parameters["lr"] = options.rate * rate * min(1, step / 100 + 0.02)
            batch = batch_of(tokens_of, group, sizes, options.blind, options.hide)
            out = model(batch)
            tokens = float(batch["mask"].sum())
            loss = loss_of(out, batch, options.smooth)
            optimizer.zero_grad()
            (loss / (tokens * options.batch) ** 0.5).backward()
            nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimizer.step()
            step += 1
            keep = min(options.average, (1 + step) / (10 + step))
            with torch.no_grad():
                torch._foreach_lerp_(list(average.parameters()), list(model.parameters()), 1 - keep)
            total, count = total + float(loss.detach()), count + tokens
        line = f"epoch {epoch} loss {total / count:.4f} {time.time() - begun:.0f} s"
        if epoch % 3 == 2 or epoch >= options.epochs - 1:
            for blind in (False, True):
                found = found_spans(dev.corpus, span_scores(average, dev, blind))
                precision, recall, f1 = scores(dev.corpus.gold, found)["total"]
                log.append((epoch, blind, f1))
                if not blind and f1 == max(score for _, other, score in log if not other):
                    saved = {"state": average.state_dict(), "sizes": asdict(sizes)}
                    torch.save(saved, options.work / f"{options.name}.pt")
                line += f" {'blind' if blind else 'dev'} {f1:.4f} (P {precision:.3f} R {recall:.3f})"
        print(line, flush=True)
    arguments = {key: str(value) for key, value in vars(options).items()}
    record = {"arguments": arguments, "log": log, "seconds": time.time() - begun}
    (options.work / f"{options.name}.json").write_text(json.dumps(record))


if __name__ == "__main__":
    main()
