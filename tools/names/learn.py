"""Learns the forests that judge who holds an office and which names are other names of a thing.

    cargo build --profile quick --example link_features
    for part in train dev; do for model in holder alias; do
      target/quick/examples/link_features $model ../shared/data/nerel/$part > /tmp/$model.$part.tsv; done; done
    pip install numpy lightgbm
    python tools/names/learn.py /tmp seeds/model

The thresholds are chosen on train by five folds of documents; dev is only measured. A pair of names that the features
do not reach counts as missed.

The forest of other names also reads how often train links names about the same: of each pair it sees the rates of the
other folds, as the rates of what the program will see are of other texts.
"""

import collections
import sys
from pathlib import Path

import lightgbm
import numpy

PARAMETERS = {
    "objective": "binary",
    "min_data_in_leaf": 50,
    "lambda_l2": 5,
    "max_bin": 63,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "num_threads": 1,
    "deterministic": True,
    "seed": 1,
    "verbose": -1,
}
FOLDS = 5
# Those that judge other names come to the page with its rare words, the others with the page itself.
SIZES = {
    "holder": ({"learning_rate": 0.2, "num_leaves": 15}, 40),
    "alias": ({"learning_rate": 0.06, "num_leaves": 31}, 200),
}
# How many links the gold has, those that no pair reaches included.
GOLD = {"holder": {"train": 3565, "dev": 472}, "alias": {"train": 3673, "dev": 442}}
WHAT = {"holder": "who holds an office", "alias": "which names are other names of a thing"}


class Pairs:
    """All pairs of a part: documents, second arguments, labels, what rates are counted of, and features."""

    def __init__(self, name, path):
        fields = [line.rstrip("\n").split("\t") for line in path.open()]
        self.documents, self.seconds, self.labels = (numpy.array([int(f[at]) for f in fields]) for at in (0, 2, 3))
        self.rows = numpy.array([f[7].split(" ") for f in fields], dtype=numpy.float32)
        self.keys = [keys(*f[4:7]) for f in fields] if name == "alias" else []


# Of how many pairs a lemma's rate is known, and how many pairs of the usual rate are added to those that were counted.
LEAST, USUAL = 40, 20


def keys(kind, first, second):
    """What rates are counted of: the lemma of the new name, that of the old one, and how both begin."""
    both = " ".join(sorted((first[:5], second[:5])))
    return f"new\t{kind} {second}", f"old\t{kind} {first}", f"pair\t{kind} {both}"


def rates(pairs, counted):
    """By how many percent of pairs a lemma is linked more often than others are; of two lemmas, if they ever are."""
    seen, linked = collections.Counter(), collections.Counter()
    for at in numpy.flatnonzero(counted):
        seen.update(pairs.keys[at])
        if pairs.labels[at]:
            linked.update(pairs.keys[at])
    usual = pairs.labels[counted].mean()
    known = [key for key in seen if (linked[key] if key.startswith("pair") else seen[key] >= LEAST)]
    rate = lambda key: (linked[key] - usual * seen[key]) / (seen[key] + USUAL)
    return {key: round(100 * rate(key), 1) for key in sorted(known)}


def with_rates(rows, keys, rates):
    """The rows with these rates as their last features."""
    found = numpy.array([[rates.get(key, 0) for key in row] for row in keys], dtype=numpy.float32)
    return numpy.hstack([rows[:, :-3], found.reshape(-1, 3)])


def rated(pairs, held):
    """The rows with rates that were counted without their own documents and those that are held out."""
    if not pairs.keys:
        return pairs.rows
    folds = pairs.documents // FOLDS % (FOLDS - 1)
    rows = pairs.rows.copy()
    for fold in range(FOLDS):
        here = held if fold == FOLDS - 1 else ~held & (folds == fold)
        found = rates(pairs, ~held & ~here)
        rows[here] = with_rates(rows[here], [pairs.keys[at] for at in numpy.flatnonzero(here)], found)
    return rows


def decode(documents, seconds, logits, least, least_too):
    """The likeliest first argument of each second one, and every other that is likely enough."""
    best = {}
    for at, key in enumerate(zip(documents, seconds)):
        if key not in best or logits[at] > logits[best[key]]:
            best[key] = at
    kept = logits > least_too
    for at in best.values():
        kept[at] = kept[at] or logits[at] > least
    return kept


def f1(kept, labels, gold):
    return 2 * (kept & (labels == 1)).sum() / (gold + kept.sum())


def train(name, rows, labels):
    size, trees = SIZES[name]
    return lightgbm.train(PARAMETERS | size, lightgbm.Dataset(rows, labels), trees)


def number(value):
    """With two decimals, up to which features and leaves differ. LightGBM parts zero from what is below by -1e-35."""
    text = f"{min(value, -0.01) if -0.01 < value < -1e-36 and abs(value) < 1e-30 else value:.2f}".rstrip("0").rstrip(".")
    return text.replace("0.", ".", 1) if text.lstrip("-").startswith("0.") else text.replace("-0", "0")


def preorder(node):
    if "leaf_value" in node:
        return ["=" + number(node["leaf_value"])]
    fork = f"{node['split_feature']}<{number(node['threshold'])}"
    return [fork, *preorder(node["left_child"]), *preorder(node["right_child"])]


def learn(name, folder, out):
    pairs = Pairs(name, folder / f"{name}.train.tsv")
    logits = numpy.zeros(len(pairs.labels))
    for fold in range(FOLDS):
        held = pairs.documents % FOLDS == fold
        rows = rated(pairs, held)
        logits[held] = train(name, rows[~held], pairs.labels[~held]).predict(rows[held], raw_score=True)
    spans = (0.5, 1.0, 1.5) if name == "holder" else (99.0,)
    thresholds = [(least, too) for least in numpy.arange(-1.6, 0.5, 0.1) for too in spans if too > least]
    kept = lambda pairs, logits, chosen: decode(pairs.documents, pairs.seconds, logits, *chosen)
    score = lambda chosen: f1(kept(pairs, logits, chosen), pairs.labels, GOLD[name]["train"])
    least, too = max(thresholds, key=score)
    nobody = numpy.zeros(len(logits), dtype=bool)
    model = train(name, rated(pairs, nobody), pairs.labels)
    found = rates(pairs, ~nobody) if pairs.keys else {}
    dev = Pairs(name, folder / f"{name}.dev.tsv")
    rows = with_rates(dev.rows, dev.keys, found) if dev.keys else dev.rows
    on_dev = f1(kept(dev, model.predict(rows, raw_score=True), (least, too)), dev.labels, GOLD[name]["dev"])
    print(f"{name}: folds {score((least, too)):.3f}, dev {on_dev:.3f}; others from {too - least:.1f} above the threshold")
    # A link is where the sum is above zero. LightGBM keeps the mean of the labels in the leaves of the first tree.
    lines = [
        f"# Regression trees for the logit of {WHAT[name]}. Learned by tools/names/learn.py from NEREL's train; MIT OR Apache-2.0.",
        f"forest\t{number(-least)}",
        *(" ".join(preorder(tree["tree_structure"])) for tree in model.dump_model()["tree_info"]),
        *(f"{key} {number(rate)}" for key, rate in found.items()),
    ]
    (out / f"link_{name}.tsv").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    for model in ("holder", "alias"):
        learn(model, Path(sys.argv[1]), Path(sys.argv[2]))
