"""Reads the exported corpora, cuts the vocabulary, runs the frozen branch: writes W/cache.pt for `train.py`.

`python prepare.py --work W --data ../../../shared/data --site <site-packages with natasha>`; W holds train.jsonl and
dev.jsonl from `examples/export_features.rs`.
"""

import argparse
from pathlib import Path

import torch

from corpus import Corpus
from train import Tokens
from vectors import build, rounded


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--site", type=Path, required=True)
    parser.add_argument("--words", type=int, default=100_000)
    options = parser.parse_args()
    vectors = build(options.site, options.words)
    vectors.branch = [(rounded(weight), *rest) for weight, *rest in vectors.branch]
    table = vectors.table()

    @torch.no_grad()
    def frozen(tokens):
        parts = [torch.zeros(0, 64)]
        for unit in tokens.corpus.units:
            rows = slice(unit.first, unit.first + unit.length)
            parts.append(vectors.frozen(table, tokens.word[rows], tokens.shape[rows]))
        return torch.cat(parts)

    sets = {}
    for split in ("train", "dev"):
        corpus = Corpus(options.work / f"{split}.jsonl", options.data / "nerel" / split)
        sets[split] = Tokens(corpus, vectors, frozen)
        known = sets[split].word[torch.from_numpy(corpus.shape) < 15] > 0
        print(split, len(corpus.spans), "tokens", len(corpus.units), "units", f"{known.float().mean():.4f} of words known")
    # Standardised by the training split; the pack carries the last layer with this folded in.
    mean, deviation = sets["train"].frozen.mean(0), sets["train"].frozen.std(0) + 1e-3
    for tokens in sets.values():
        tokens.frozen = (tokens.frozen - mean) / deviation
    weight, bias, scale, shift = vectors.branch[-1]
    vectors.branch[-1] = (weight, bias, scale / deviation, (shift - mean) / deviation)
    torch.save({"vectors": vectors, **sets}, options.work / "cache.pt")


if __name__ == "__main__":
    main()
