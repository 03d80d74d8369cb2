"""Learns the forests that judge who holds an office and which names are other names of a thing.

    cargo build --profile quick --example link_features
    for part in train dev; do for model in holder alias; do
      target/quick/examples/link_features $model ../shared/data/nerel/$part > /tmp/$model.$part.tsv; done; done
    pip install numpy lightgbm
    python tools/names/learn.py /tmp seeds/model

The thresholds are chosen on train by five folds of documents; dev is only measured. A pair of names that the features
do not reach counts as missed.
"""

import sys
from pathlib import Path

import lightgbm
import numpy

PARAMETERS = {
    "objective": "binary",
    "learning_rate": 0.2,
    "num_leaves": 15,
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
TREES = 40
# How many links the gold has, those that no pair reaches included.
GOLD = {"holder": {"train": 3565, "dev": 472}, "alias": {"train": 3673, "dev": 442}}
WHAT = {"holder": "who holds an office", "alias": "which names are other names of a thing"}


def read(path):
    """Documents, second arguments, labels and features of all pairs."""
    documents, seconds, labels, rows = [], [], [], []
    for line in path.open():
        document, _, second, label, row = line.rstrip("\n").split("\t")
        documents.append(int(document))
        seconds.append(int(second))
        labels.append(int(label))
        rows.append(numpy.array(row.split(" "), dtype=numpy.float32))
    return numpy.array(documents), numpy.array(seconds), numpy.array(labels), numpy.array(rows)


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


def train(rows, labels):
    return lightgbm.train(PARAMETERS, lightgbm.Dataset(rows, labels), TREES)


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
    documents, seconds, labels, rows = read(folder / f"{name}.train.tsv")
    logits = numpy.zeros(len(labels))
    for fold in range(5):
        held = documents % 5 == fold
        logits[held] = train(rows[~held], labels[~held]).predict(rows[held], raw_score=True)
    spans = (0.5, 1.0, 1.5) if name == "holder" else (99.0,)
    thresholds = [(least, too) for least in numpy.arange(-1.6, 0.5, 0.1) for too in spans if too > least]
    score = lambda pair: f1(decode(documents, seconds, logits, *pair), labels, GOLD[name]["train"])
    least, too = max(thresholds, key=score)
    model = train(rows, labels)
    dev_documents, dev_seconds, dev_labels, dev_rows = read(folder / f"{name}.dev.tsv")
    kept = decode(dev_documents, dev_seconds, model.predict(dev_rows, raw_score=True), least, too)
    dev = f1(kept, dev_labels, GOLD[name]["dev"])
    print(f"{name}: folds {score((least, too)):.3f}, dev {dev:.3f}; others from {too - least:.1f} above the threshold")
    # A link is where the sum is above zero. LightGBM keeps the mean of the labels in the leaves of the first tree.
    lines = [
        f"# Regression trees for the logit of {WHAT[name]}. Learned by tools/names/learn.py from NEREL's train; MIT OR Apache-2.0.",
        f"forest\t{number(-least)}",
        *(" ".join(preorder(tree["tree_structure"])) for tree in model.dump_model()["tree_info"]),
    ]
    (out / f"link_{name}.tsv").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    for model in ("holder", "alias"):
        learn(model, Path(sys.argv[1]), Path(sys.argv[2]))
