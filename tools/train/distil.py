"""Soft labels for texts without gold: `python distil.py --work W --teachers a b`, from W/pages.jsonl and others.

Averages the teachers' probabilities of every span. On such texts the rules' marks are as good as on any new text, which
those on the training split are not. Writes W/more.pt for `train.py --more`.
"""

import argparse
from pathlib import Path

import torch

from corpus import Corpus
from network import Sizes, Tagger
from train import Tokens, span_scores


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--teachers", nargs="+", required=True)
    parser.add_argument("--texts", nargs="+", default=["pages", "fact"])
    options = parser.parse_args()
    cache = torch.load(options.work / "cache.pt", weights_only=False)
    vectors = cache["vectors"]
    table = vectors.table()

    @torch.no_grad()
    def frozen(tokens):
        parts = []
        for unit in tokens.corpus.units:
            rows = slice(unit.first, unit.first + unit.length)
            parts.append(vectors.frozen(table, tokens.word[rows], tokens.shape[rows]))
        return torch.cat(parts)

    found = []
    for name in options.texts:
        tokens = Tokens(Corpus(options.work / f"{name}.jsonl", None), vectors, frozen)
        total = None
        for teacher in options.teachers:
            saved = torch.load(options.work / f"{teacher}.pt", weights_only=False)
            model = Tagger(Sizes(**saved["sizes"]), table, tokens.frozen.shape[1])
            model.load_state_dict(saved["state"])
            soft = [scores.softmax(-1) for scores in span_scores(model, tokens)]
            total = soft if total is None else [a + b for a, b in zip(total, soft)]
        for unit, soft in zip(tokens.corpus.units, total):
            unit.soft = (soft / len(options.teachers)).half()
        print(name, len(tokens.word), "tokens")
        found.append(tokens)
    torch.save(found, options.work / "more.pt")


if __name__ == "__main__":
    main()
