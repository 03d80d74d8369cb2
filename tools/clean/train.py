"""Learns the line classifier of `src/clean` and judges it by cross-validation over domains.

    cargo build --release --manifest-path tools/clean/Cargo.toml
    python -m venv VENV && VENV/bin/pip install numpy scikit-learn
    VENV/bin/python tools/clean/train.py --data ../shared/data/pages --bin BIN_FOLDER --work WORK_FOLDER [--export]

All features come from the Rust core (`BIN_FOLDER/features`), all cleaning is judged by it (`BIN_FOLDER/score`).
Two gradient-boosted forests a flavour: the second sees the logits of the first around each line. Training for the
second uses logits of folds that did not see the page. `--export` trains on everything and writes
seeds/model/clean.tsv.
"""
import argparse, difflib, json, os, pathlib, random, re, struct, subprocess, sys

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

WORD = re.compile(r"\w+")
SETS = ["ru", "multi", "en_wcxb"]


def words(text):
    return WORD.findall(text.lower().replace("ё", "е"))


class Page:
    def __init__(self, folder, sort, weight):
        self.folder, self.name, self.sort, self.weight = folder, folder.name, sort, weight
        meta = json.load(open(folder / "meta.json"))
        self.domain = ".".join(meta["domain"].split(".")[-2:])
        self.labels = json.load(open(folder / "lines.json"))["lab"]
        self.raw = open(folder / "pasted.txt", encoding="utf8", newline="").read()
        self.raw = self.raw.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    def read(self, out):
        """Features, labels and token counts of the lines that the core judges."""
        rows = [line.rstrip("\n").split("\t", 2) for line in open(out / f"{self.name}.tsv", encoding="utf8", newline="\n")]
        self.texts = [row[2] for row in rows]
        self.tokens = np.array([len(words(text)) for text in self.texts])
        self.y = self.align(rows)
        self.x = read_matrix(out / f"{self.name}.bin")
        self.sample()

    def sample(self):
        """Lines to train on: those around the article, and one in three of the furniture far from it."""
        near = np.convolve(self.y, np.ones(13), "same")[:len(self.y)] > 0 if len(self.y) >= 13 else np.ones(len(self.y), bool)
        chosen = near | (np.random.default_rng(0).random(len(self.y)) < 0.34) | (self.tokens > 12)
        share = np.sqrt(self.tokens + 1) * np.where(near | (self.tokens > 12), 1.0, 1 / 0.34)
        self.chosen, self.line_weight = chosen, share / max(share.sum(), 1e-9)

    def align(self, rows):
        numbers = [int(row[0]) for row in rows]
        norm = lambda text: " ".join(text.split())
        if all(n < len(self.raw) and norm(self.raw[n]) == norm(t) for n, t in zip(numbers, self.texts)):
            return np.array([self.labels[n] for n in numbers])
        # The visible text of HTML differs here and there from the paste: align the lines that are equal.
        mine, theirs = [norm(t) for t in self.texts], [norm(t) for t in self.raw]
        y = np.full(len(mine), -1)
        for a, b, n in difflib.SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks():
            y[a:a + n] = self.labels[b:b + n]
        gold = words(open(self.folder / "gold.txt", encoding="utf8").read())
        grams = set(zip(gold, gold[1:], gold[2:]))
        for i in np.flatnonzero(y < 0):
            w = words(mine[i])
            three = list(zip(w, w[1:], w[2:]))
            y[i] = bool(three) and sum(g in grams for g in three) >= 0.5 * len(three)
        return y


def read_matrix(path):
    data = path.read_bytes()
    rows, columns = struct.unpack("<II", data[:8])
    return np.frombuffer(data, "<f4", offset=8).reshape(rows, columns)


def load(data, sets, flavour, work, binary):
    pages = []
    for name in sets:
        out = work / flavour / name
        subprocess.run([binary / "features", flavour, data / name, out], check=True)
        for folder in sorted((data / name).iterdir()):
            page = Page(folder, name, 1.0)
            page.out = out
            page.read(out)
            pages.append(page)
    return pages


def cropped(data, work, binary, sets):
    """Pages as an editor may paste them: the article alone, or with some of what stands around it."""
    chance = random.Random(1)
    folder = work / "crops"
    pages = []
    for name in sets:
        for source in sorted((data / name).iterdir()):
            labels = json.load(open(source / "lines.json"))["lab"]
            raw = open(source / "pasted.txt", encoding="utf8", newline="").read().replace("\r\n", "\n").replace("\r", "\n").split("\n")
            core = [i for i, label in enumerate(labels) if label]
            if not core:
                continue
            some = lambda most: chance.randint(0, most)
            crops = {
                "alone": core,
                "part": list(range(max(0, core[0] - some(6)), min(len(raw), core[-1] + 1 + some(40)))),
            }
            for crop, keep in crops.items():
                out = folder / crop / f"{crop}__{name}__{source.name}"
                out.mkdir(parents=True, exist_ok=True)
                (out / "pasted.txt").write_text("\n".join(raw[i] for i in keep), encoding="utf8", newline="")
                json.dump({"lab": [labels[i] for i in keep]}, open(out / "lines.json", "w"))
                for copy in ("gold.txt", "meta.json"):
                    (out / copy).write_text((source / copy).read_text(encoding="utf8"), encoding="utf8")
    for crop in ("alone", "part"):
        out = work / "crops" / f"{crop}_features"
        subprocess.run([binary / "features", "plain", folder / crop, out], check=True)
        for source in sorted((folder / crop).iterdir()):
            page = Page(source, f"{crop}", 0.35)
            page.out = out
            page.read(out)
            pages.append(page)
    return pages


def forest(trees, leaves):
    return HistGradientBoostingClassifier(
        max_iter=trees, learning_rate=0.09, max_leaf_nodes=leaves, min_samples_leaf=25, l2_regularization=3.0,
        max_bins=64, random_state=0, max_features=0.4)


def fit(pages, matrices, trees, leaves):
    both = [(p, x) for p, x in zip(pages, matrices) if len(x)]
    x = np.concatenate([x[p.chosen] for p, x in both])
    y = np.concatenate([p.y[p.chosen] for p, _ in both])
    w = np.concatenate([p.weight * p.line_weight[p.chosen] for p, _ in both])
    return forest(trees, leaves).fit(x, y, sample_weight=w / w.mean())


def logits(model, x):
    return model.decision_function(x).astype("<f4") if len(x) else np.zeros(0, "<f4")


def groups(pages):
    return [p.domain for p in pages]


def folds(pages, k):
    return GroupKFold(k).split(np.zeros(len(pages)), groups=groups(pages))


def second(pages, values, binary, flavour):
    """The features of the second pass from the core, given logits."""
    for out in sorted({p.out for p in pages}):
        mine = [i for i, p in enumerate(pages) if p.out == out]
        everything = {p.name for p in ALL[out]}
        for i in mine:
            (out / f"{pages[i].name}.logits").write_bytes(values[i].tobytes())
        for name in everything - {pages[i].name for i in mine}:
            (out / f"{name}.logits").write_bytes(b"") if not (out / f"{name}.logits").exists() else None
        subprocess.run([binary / "features", flavour, ALL[out][0].folder.parent, out, "second"], check=True)
    return [read_matrix(p.out / f"{p.name}.bin2") for p in pages]


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--data", type=pathlib.Path, required=True)
    arguments.add_argument("--bin", type=pathlib.Path, required=True)
    arguments.add_argument("--work", type=pathlib.Path, required=True)
    arguments.add_argument("--flavour", default="plain")
    arguments.add_argument("--sets", default="ru,multi,en_wcxb")
    arguments.add_argument("--trees", type=int, default=50)
    arguments.add_argument("--leaves", type=int, default=12)
    arguments.add_argument("--export", action="store_true")
    arguments.add_argument("--nested", action="store_true")
    arguments.add_argument("--titles", action="store_true", help="learn the headline alone, on the scores that are there")
    arguments.add_argument("--folds", type=int, default=4)
    a = arguments.parse_args()
    sets = a.sets.split(",")
    pages = load(a.data, sets, a.flavour, a.work, a.bin)
    if a.flavour == "plain":
        pages += cropped(a.data, a.work, a.bin, sets)
    global ALL
    ALL = {}
    for page in pages:
        ALL.setdefault(page.out, []).append(page)
    print(len(pages), "pages", sum(len(p.y) for p in pages), "lines", pages[0].x.shape[1], "features", flush=True)
    if a.titles:
        path = model_path(a)
        lines = [line for line in path.read_text().splitlines() if not line.startswith("title\t")]
        path.write_text("\n".join([*lines, title_line(pages, a)]) + "\n")
        return
    if a.nested:
        return validate_nested(pages, a)
    values = cross(pages, [p.x for p in pages], a.folds, a.trees, a.leaves)
    print("first pass done", flush=True)
    matrices = second(pages, values, a.bin, a.flavour)
    validate(pages, matrices, a)
    if a.export:
        export(pages, matrices, a)


def cross(pages, matrices, k, trees, leaves):
    """Logits of folds by domain, each from a model that did not see the domain."""
    out = [None] * len(pages)
    for train, test in folds(pages, k):
        model = fit([pages[i] for i in train], [matrices[i] for i in train], trees, leaves)
        for i in test:
            out[i] = logits(model, matrices[i])
    return out


def validate(pages, matrices, a):
    """Scores by models that did not see the domain, judged by the core. Stacked, not nested: the first pass under the
    second's training pages has seen the domain that is judged; nesting costs five times as much (`--nested`)."""
    scores = a.work / f"scores_{a.flavour}"
    scores.mkdir(exist_ok=True)
    for page, values in zip(pages, cross(pages, matrices, a.folds, a.trees, a.leaves)):
        (scores / f"{page.name}.scores").write_bytes((1 / (1 + np.exp(-values))).astype("<f4").tobytes())
    report(pages, a, scores)


def validate_nested(pages, a):
    scores = a.work / f"scores_{a.flavour}"
    scores.mkdir(exist_ok=True)
    for number, (train, test) in enumerate(folds(pages, a.folds)):
        inside = [pages[i] for i in train]
        tests = [pages[i] for i in test]
        inner = cross(inside, [p.x for p in inside], a.folds, a.trees, a.leaves)
        first = fit(inside, [p.x for p in inside], a.trees, a.leaves)
        outer = [logits(first, p.x) for p in tests]
        matrices = second(inside + tests, inner + outer, a.bin, a.flavour)
        model = fit(inside, matrices[:len(inside)], a.trees, a.leaves)
        for page, x in zip(tests, matrices[len(inside):]):
            p = 1 / (1 + np.exp(-logits(model, x)))
            (scores / f"{page.name}.scores").write_bytes(p.astype("<f4").tobytes())
        print("fold", number, "done", flush=True)
    report(pages, a, scores)


def report(pages, a, scores):
    for folder in sorted({p.folder.parent for p in pages}):
        print(folder.name, flush=True)
        subprocess.run([a.bin / "score", a.flavour, folder, "--scores", scores], check=True)


def first_gold(page):
    lines = open(page.folder / "gold.txt", encoding="utf8").read().split("\n")
    return words(next((line for line in lines if line.strip()), ""))


def same(a, b):
    from collections import Counter
    common = sum((Counter(a) & Counter(b)).values())
    return bool(common) and 2 * common / (len(a) + len(b)) >= 0.8


def titles(pages, a):
    """The weights for the headline, on scores of folds that did not see the page."""
    scores = a.work / f"scores_{a.flavour}"
    for out in sorted({p.out for p in pages}):
        folder = ALL[out][0].folder.parent
        subprocess.run([a.bin / "features", a.flavour, folder, out, "titles", scores], check=True)
    data = []
    for page in pages:
        rows = read_matrix(page.out / f"{page.name}.titles")
        if page.sort == "alone":
            continue
        if not len(rows):
            continue
        gold = first_gold(page)
        data.append((page, rows[:, 1:], np.array([same(words(page.texts[int(i)]), gold) for i in rows[:, 0]])))
    learn = lambda part: LogisticRegression(C=3.0, max_iter=2000).fit(
        np.concatenate([x for _, x, _ in part]), np.concatenate([y for _, _, y in part]))
    right = there = found = 0
    for train, test in GroupKFold(5).split(data, groups=[page.domain for page, _, _ in data]):
        model = learn([data[i] for i in train])
        for i in test:
            _, x, y = data[i]
            p = model.predict_proba(x)[:, 1]
            there += y.any()
            found += p.max() >= 0.3
            right += p.max() >= 0.3 and y[p.argmax()]
    print(f"titles: {len(data)} pages, among the candidates {there}, found {found}, right {right}")
    model = learn(data)
    return [model.intercept_[0], *model.coef_[0]]


def title_line(pages, a):
    return "title\t" + " ".join(f"{weight:.3g}" for weight in titles(pages, a))


def model_path(a):
    return pathlib.Path(__file__).parents[2] / "seeds" / "model" / f"clean_{a.flavour}.tsv"


def export(pages, matrices, a):
    first = fit(pages, [p.x for p in pages], a.trees, a.leaves)
    model = fit(pages, matrices, a.trees, a.leaves)
    lines = [f"# {a.flavour}: two forests of regression trees for the logit of a line, weights of a headline. Learned by tools/clean/train.py from pages of DAnIEL (rundimeco/waddle) and WCXB (CC-BY-4.0); MIT OR Apache-2.0."]
    for name, forest_model in (("first", first), ("second", model)):
        base = float(np.ravel(forest_model._baseline_prediction)[0])
        lines.append(f"{name}\t{base:.4g}")
        lines += [tree_text(step[0].nodes) for step in forest_model._predictors]
    lines.append(title_line(pages, a))
    path = model_path(a)
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(lines) + "\n")
    print(path, path.stat().st_size, "bytes")


def short(value):
    text = f"{value:.3g}"
    return text.replace("-0.", "-.").replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def tree_text(nodes):
    """Preorder: `feature<threshold` for a fork (left where the value is at most the threshold), `=value` for a leaf."""
    parts, stack = [], [0]
    while stack:
        node = nodes[stack.pop()]
        if node["is_leaf"]:
            parts.append(f"={short(node['value'])}")
        else:
            parts.append(f"{node['feature_idx']}<{node['num_threshold']:.4g}")
            stack += [node["right"], node["left"]]
    return " ".join(parts)


if __name__ == "__main__":
    main()
