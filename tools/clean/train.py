"""Learns the line classifier of `src/clean` and judges it by cross-validation over domains.

    cargo build --release --manifest-path tools/clean/Cargo.toml
    python -m venv VENV && VENV/bin/pip install numpy scikit-learn
    VENV/bin/python tools/clean/train.py --data ../shared/data/pages --bin BIN_FOLDER --work WORK_FOLDER [--export]

All features come from the Rust core (`BIN_FOLDER/features`), all cleaning is judged by it (`BIN_FOLDER/score`).
A linear model guesses each line by itself; a gradient-boosted forest reads that guess for the lines around, and learns
from guesses of folds that did not see the page. The headline is a softmax over the lines above the first paragraph and
a headline that is not there. Figures are of folds by domain; `--nested` also keeps the guesses under the forest's
training pages from having seen the domain that is judged. `--export` trains on everything and writes
seeds/model/clean_FLAVOUR.tsv; with `--headline` only the weights of the headline, on the scores that the last run left.
"""
import argparse, collections, difflib, json, pathlib, struct, subprocess

import numpy as np
from scipy.optimize import minimize
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

import compose
from compose import words

SETS = ["ru", "multi", "en_wcxb"]


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
        self.own = read_matrix(out / f"{self.name}.own")
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
        subprocess.run([binary / "features", flavour, data / name, out, "linear"], check=True)
        for folder in sorted((data / name).iterdir()):
            page = Page(folder, name, 1.0)
            page.out = out
            page.read(out)
            pages.append(page)
    return pages


def composed(data, work, binary, sets):
    """Pages as an editor may paste them, and pages with what few of those to learn from have; see compose.py."""
    folder = work / "crops"
    compose.write(data, folder, sets)
    pages = []
    for crop in compose.SORTS:
        out = folder / f"{crop}_features"
        subprocess.run([binary / "features", "plain", folder / crop, out, "linear"], check=True)
        for source in sorted((folder / crop).iterdir()):
            page = Page(source, crop, 0.35)
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


def rows(pages, guesses, a):
    """What the forest reads, given what the linear model guesses."""
    for page, guess in zip(pages, guesses):
        (page.out / f"{page.name}.linear").write_bytes(guess.astype("<f4").tobytes())
    for out in sorted({p.out for p in pages}):
        subprocess.run([a.bin / "features", a.flavour, ALL[out][0].folder.parent, out, "forest"], check=True)
    return [read_matrix(p.out / f"{p.name}.bin") for p in pages]


class Linear:
    """Logistic regression on numbers as they are: the scale is folded into the weights."""

    def __init__(self, pages):
        pages = [p for p in pages if len(p.own)]
        x = np.concatenate([p.own[p.chosen] for p in pages])
        y = np.concatenate([p.y[p.chosen] for p in pages])
        w = np.concatenate([p.weight * p.line_weight[p.chosen] for p in pages])
        mean, spread = x.mean(0), x.std(0) + 1e-6
        model = LogisticRegression(C=0.03, max_iter=1000).fit((x - mean) / spread, y, sample_weight=w / w.mean())
        self.weights = model.coef_[0] / np.where(spread < 1e-5, np.inf, spread)
        self.constant = model.intercept_[0] - self.weights @ mean

    def logits(self, page):
        return (page.own @ self.weights + self.constant).astype("<f4") if len(page.own) else np.zeros(0, "<f4")


def cross_linear(pages, k):
    out = [None] * len(pages)
    for train, test in folds(pages, k):
        model = Linear([pages[i] for i in train])
        for i in test:
            out[i] = model.logits(pages[i])
    return out


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--data", type=pathlib.Path, required=True)
    arguments.add_argument("--bin", type=pathlib.Path, required=True)
    arguments.add_argument("--work", type=pathlib.Path, required=True)
    arguments.add_argument("--flavour", default="plain")
    arguments.add_argument("--sets", default="ru,multi,en_wcxb")
    arguments.add_argument("--trees", type=int, default=70)
    arguments.add_argument("--leaves", type=int, default=12)
    arguments.add_argument("--export", action="store_true")
    arguments.add_argument("--nested", action="store_true")
    arguments.add_argument("--headline", action="store_true", help="learn the headline alone, on the scores of the last run")
    arguments.add_argument("--folds", type=int, default=4)
    a = arguments.parse_args()
    sets = a.sets.split(",")
    pages = load(a.data, sets, a.flavour, a.work, a.bin)
    if a.flavour == "plain":
        pages += composed(a.data, a.work, a.bin, sets)
    global ALL
    ALL = {}
    for page in pages:
        ALL.setdefault(page.out, []).append(page)
    print(len(pages), "pages", sum(len(p.y) for p in pages), "lines", pages[0].own.shape[1], "features", flush=True)
    if a.headline:
        return headline_alone(pages, a)
    if a.nested:
        return validate_nested(pages, a)
    x = rows(pages, cross_linear(pages, a.folds), a)
    write_scores(pages, cross(pages, x, a.folds, a.trees, a.leaves), a)
    report(pages, a)
    if a.export:
        export(pages, x, a)


def cross(pages, matrices, k, trees, leaves):
    """Logits of folds by domain, each from a model that did not see the domain."""
    out = [None] * len(pages)
    for train, test in folds(pages, k):
        model = fit([pages[i] for i in train], [matrices[i] for i in train], trees, leaves)
        for i in test:
            out[i] = logits(model, matrices[i])
    return out


def write_scores(pages, values, a):
    scores = a.work / f"scores_{a.flavour}"
    scores.mkdir(exist_ok=True)
    for page, value in zip(pages, values):
        (scores / f"{page.name}.linear").write_bytes((page.out / f"{page.name}.linear").read_bytes())
        (scores / f"{page.name}.scores").write_bytes((1 / (1 + np.exp(-value))).astype("<f4").tobytes())


def validate_nested(pages, a):
    for train, test in folds(pages, a.folds):
        inside, tests = [pages[i] for i in train], [pages[i] for i in test]
        linear = Linear(inside)
        x = rows(inside + tests, cross_linear(inside, a.folds) + [linear.logits(p) for p in tests], a)
        model = fit(inside, x[:len(inside)], a.trees, a.leaves)
        write_scores(tests, [logits(model, m) for m in x[len(inside):]], a)
    report(pages, a)


def report(pages, a):
    """Scores by the core, with weights for the headline that did not see the domain either."""
    scores = a.work / f"scores_{a.flavour}"
    titles(pages, a, scores)
    for folder in sorted({p.folder.parent for p in pages}):
        print(folder.name, flush=True)
        subprocess.run([a.bin / "score", a.flavour, folder, "--scores", scores], check=True)


def same(a, b):
    common = sum((collections.Counter(a) & collections.Counter(b)).values())
    return bool(common) and 2 * common / (len(a) + len(b)) >= 0.8


class Headline:
    """A softmax over the candidates of a page and, with the logit 0, none of them."""

    def __init__(self, data, strength):
        x, there, target = batch(data)
        pages, most, width = x.shape
        rows = x[there]
        mean, spread = rows.mean(0), rows.std(0) + 1e-6
        spread = np.where(spread < 1e-5, np.inf, spread)
        x = ((x - mean) / spread * there[:, :, None]).reshape(pages * most, width)

        def loss(w):
            z = np.where(there, (x @ w[1:]).reshape(pages, most) + w[0], -1e9)
            z = np.c_[z, np.zeros(pages)]
            p = np.exp(z - z.max(1, keepdims=True))
            p /= p.sum(1, keepdims=True)
            slope = ((p - target)[:, :most] * there).ravel() / pages
            penalty = strength * w[1:]
            total = -(target * np.log(p + 1e-12)).sum() / pages
            return total + penalty @ w[1:], np.append(slope.sum(), x.T @ slope + 2 * penalty)

        w = minimize(loss, np.zeros(width + 1), jac=True, method="L-BFGS-B").x
        self.weights = w[1:] / spread
        self.constant = w[0] - self.weights @ mean + NONE

    def logits(self, x):
        return x @ self.weights + self.constant


def batch(data):
    """Candidates as one array, which of its rows are some, and which are right (the last for none of them)."""
    most = max(len(y) for _, _, y in data)
    x = np.zeros((len(data), most, data[0][1].shape[1]))
    there, target = np.zeros((len(data), most), bool), np.zeros((len(data), most + 1))
    for i, (_, rows, y) in enumerate(data):
        x[i, :len(rows)], there[i, :len(rows)] = rows, True
        target[i, :len(rows)] = y / max(y.sum(), 1)
        target[i, most] = not y.any()
    return x, there, target


# Added to every candidate: a wrong headline costs a line, a missing one costs the title.
NONE = 1.0
# On the squares of the weights, by folds: ten times as much costs two headlines in a hundred of plain text, which has
# composed pages to learn from; of HTML, which has none, it gains three.
PENALTY = {"plain": 0.002, "html": 0.02}


def right_ones(page, candidates):
    """Which candidates are the headline as the gold has it, and which one may learn from; `None` for no lesson.

    The gold may add the site's name to it or break it at a quotation mark. Where it begins with a sentence, the headline
    was left out of it, and the page teaches nothing."""
    lines = [line for line in open(page.folder / "gold.txt", encoding="utf8").read().split("\n") if line.strip()]
    gold, joined = words(lines[0]), words(" ".join(lines[:2]))
    found = [words(page.texts[int(i)]) for i in candidates[:, 0]]
    right = np.array([same(w, gold) for w in found], bool)
    if right.any():
        return right, right
    lesson = np.array([len(w) >= 3 and w in (gold[:len(w)], joined[:len(w)]) for w in found], bool)
    no_headline = len(gold) > 22 or lines[0].rstrip().endswith(".")
    return right, None if no_headline and not lesson.any() else lesson


def titles(pages, a, scores):
    """The weights for the headline, on scores of folds that did not see the page; writes those of folds to `scores`."""
    for out in sorted({p.out for p in pages}):
        folder = ALL[out][0].folder.parent
        subprocess.run([a.bin / "features", a.flavour, folder, out, "titles", scores], check=True)
    data, lessons = [], []
    for page in pages:
        candidates = read_matrix(page.out / f"{page.name}.titles")
        if len(candidates):
            right, lesson = right_ones(page, candidates)
            data.append((page, candidates[:, 1:], right))
            lessons.append(lesson)
    learn = lambda chosen: Headline([(*data[i][:2], lessons[i]) for i in chosen if lessons[i] is not None], PENALTY[a.flavour])
    right = there = 0
    for train, test in GroupKFold(10).split(data, groups=[page.domain for page, _, _ in data]):
        model = learn(train)
        for i in test:
            page, x, y = data[i]
            z = model.logits(x)
            (scores / f"{page.name}.title").write_bytes(np.append(model.constant, model.weights).astype("<f4").tobytes())
            if page.sort == "ru":
                there += y.any()
                right += z.max() >= 0 and y[z.argmax()]
    print(f"titles of ru: among the candidates {there}, right {right}", flush=True)
    return learn(range(len(data)))


def headline_alone(pages, a):
    """Judges and, with `--export`, replaces the weights for the headline, on the scores that the last run left in WORK."""
    for page in pages:
        guess = a.work / f"scores_{a.flavour}" / f"{page.name}.linear"
        (page.out / guess.name).write_bytes(guess.read_bytes())
    report(pages, a)
    if a.export:
        kept = [line for line in model_path(a).read_text().splitlines() if not line.startswith("title\t")]
        headline = titles(pages, a, a.work / f"scores_{a.flavour}")
        model_path(a).write_text("\n".join([*kept, headline_line(headline)]) + "\n")


def model_path(a):
    return pathlib.Path(__file__).parents[2] / "seeds" / "model" / f"clean_{a.flavour}.tsv"


def export(pages, x, a):
    linear, model = Linear(pages), fit(pages, x, a.trees, a.leaves)
    headline = titles(pages, a, a.work / f"scores_{a.flavour}")
    base = float(np.ravel(model._baseline_prediction)[0])
    lines = [
        f"# {a.flavour}: linear weights for the logit of a line, a forest of regression trees for the same, weights of a headline. Learned by tools/clean/train.py from pages of DAnIEL (rundimeco/waddle) and WCXB (CC-BY-4.0); MIT OR Apache-2.0.",
        "linear\t" + numbers(linear.constant, linear.weights),
        f"forest\t{short(base, 4)}",
        *(tree_text(step[0].nodes) for step in model._predictors),
        headline_line(headline),
    ]
    path = model_path(a)
    path.write_text("\n".join(lines) + "\n")
    print(path, path.stat().st_size, "bytes")


def numbers(constant, weights):
    return " ".join(short(weight) for weight in [constant, *weights])


def headline_line(headline):
    return "title\t" + numbers(headline.constant, headline.weights)


def short(value, digits=3):
    """A number without exponent, as `seeds::number` reads it."""
    text = np.format_float_positional(float(f"{value:.{digits}g}"), trim="-")
    return text.replace("-0.", "-.").replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def tree_text(nodes):
    """Preorder: `feature<threshold` for a fork (left where the value is at most the threshold), `=value` for a leaf."""
    parts, stack = [], [0]
    while stack:
        node = nodes[stack.pop()]
        if node["is_leaf"]:
            parts.append(f"={short(node['value'])}")
        else:
            parts.append(f"{node['feature_idx']}<{short(node['num_threshold'], 4)}")
            stack += [node["right"], node["left"]]
    return " ".join(parts)


if __name__ == "__main__":
    main()
