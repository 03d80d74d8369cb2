"""Learns the line classifier of `src/clean` and judges it by cross-validation over domains.

    cargo build --release --manifest-path tools/clean/Cargo.toml
    python -m venv VENV && VENV/bin/pip install numpy scikit-learn
    VENV/bin/python tools/clean/train.py --data ../shared/data/pages --bin BIN_FOLDER --work WORK_FOLDER [--export]

All features come from the Rust core (`BIN_FOLDER/features`), all cleaning is judged by it (`BIN_FOLDER/score`).
A linear model guesses each line by itself; a gradient-boosted forest reads that guess for the lines around, and learns
from guesses of folds that did not see the page. The headline is a softmax over the lines above the first paragraph and
a headline that is not there. Figures are of folds by domain; `--nested` also keeps the guesses under the forest's
training pages from having seen the domain that is judged. `--export` trains on everything and writes
seeds/model/clean_FLAVOUR.tsv.
"""
import argparse, difflib, json, os, pathlib, random, re, struct, subprocess, sys

import numpy as np
from scipy.optimize import minimize
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


def cropped(data, work, binary, sets):
    """Pages as an editor may paste them: the article alone, or with some of what stands around it."""
    chance = random.Random(1)
    folder = work / "crops"
    pages = []
    for name in sets:
        for source in sorted((data / name).iterdir()):
            labels, raw = lines_of(source)
            core = [i for i, label in enumerate(labels) if label]
            if not core:
                continue
            some = lambda most: chance.randint(0, most)
            crops = {
                "alone": core,
                "part": list(range(max(0, core[0] - some(6)), min(len(raw), core[-1] + 1 + some(40)))),
            }
            for crop, keep in crops.items():
                write_page(folder / crop / f"{crop}__{name}__{source.name}", source, [labels[i] for i in keep], [raw[i] for i in keep])
    teased(data, work)
    for crop in ("alone", "part", "teased"):
        out = work / "crops" / f"{crop}_features"
        subprocess.run([binary / "features", "plain", folder / crop, out, "linear"], check=True)
        for source in sorted((folder / crop).iterdir()):
            page = Page(source, f"{crop}", 0.35)
            page.out = out
            page.read(out)
            pages.append(page)
    return pages


def stories(data):
    """Headlines with the first sentences below them, from texts that are no pages."""
    found = []
    for path in sorted((data.parent / "nerel" / "train").glob("*.txt")):
        lines = [line.strip() for line in path.read_text(encoding="utf8").split("\n") if line.strip()]
        leads = [line for line in lines[1:4] if len(line) > 80]
        if leads and 20 < len(lines[0]) < 120:
            found.append((lines[0], re.split(r"(?<=[.!?]) (?=[А-ЯЁ])", leads[0])))
    return found


def stamp(chance):
    clock = f"{chance.randint(0, 23)}:{chance.randint(0, 59):02}"
    month = chance.choice("января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split())
    day = chance.randint(1, 28)
    return chance.choice([
        clock, f"Сегодня, {clock}", f"Вчера, {clock}", f"{day} {month}, {clock}", f"{day} {month} {chance.randint(2009, 2025)}",
        f"{day:02}.{chance.randint(1, 12):02}.{chance.randint(2009, 2025)}", f"{clock} | {day} {month}"])


def teasers(chance, texts):
    """A list of teasers as news pages have them: a pattern that a few to many stories repeat."""
    blank, order, sentences = chance.random() < 0.4, chance.randint(0, 3), chance.choice([1, 1, 2, 3])
    doubled, joined, picture, section, more = (chance.random() < share for share in (0.25, 0.15, 0.15, 0.3, 0.2))
    headed, dated = chance.random() < 0.85, chance.random() < 0.6
    end = chance.choice(["", ".", "...", "…"])
    lines = []
    for number, (headline, lead) in enumerate(chance.sample(texts, min(len(texts), chance.randint(3, 30)))):
        if section and chance.random() < 0.25:
            lines.append(chance.choice("Политика Экономика Общество Культура Спорт Происшествия Здоровье Наука".split()))
        text = " ".join(lead[:sentences])
        text = text.rstrip(".") + end if end else text
        if headed:
            head = headline + headline if joined else headline
            head = " ".join(chance.sample(headline.split(), min(3, len(headline.split())))) + " " + head if picture else head
            story = [head, head] if doubled else [head]
        else:
            story = []
        time = [stamp(chance)] if dated and chance.random() < 0.95 else []
        story = {0: story + [text] + time, 1: time + story + [text], 2: story + time + [text], 3: story + [text]}[order]
        lines += story + (["Подробнее"] if more else []) + ([""] if blank else [])
    return lines


def teased(data, work):
    """Pages with lists of teasers around the article, which few of the pages to learn from have."""
    chance, texts = random.Random(2), stories(data)
    folder = work / "crops" / "teased"
    for source in sorted((data / "ru").iterdir()):
        labels, raw = lines_of(source)
        core = [i for i, label in enumerate(labels) if label]
        if not core:
            continue
        above, below = chance.choice([(1, 0), (1, 0), (1, 1), (0, 1)])
        before = chance.randint(max(0, core[0] - 15), core[0]) if chance.random() < 0.8 else chance.randint(0, core[0])
        after = chance.randint(core[-1] + 1, min(len(raw), core[-1] + 15))
        upper = teasers(chance, texts) if above else []
        lower = teasers(chance, texts) if below else []
        raw = raw[:before] + upper + raw[before:after] + lower + raw[after:]
        labels = labels[:before] + [0] * len(upper) + labels[before:after] + [0] * len(lower) + labels[after:]
        write_page(folder / f"teased__ru__{source.name}", source, labels, raw)


def lines_of(source):
    labels = json.load(open(source / "lines.json"))["lab"]
    raw = open(source / "pasted.txt", encoding="utf8", newline="").read().replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return labels, raw


def write_page(out, source, labels, raw):
    out.mkdir(parents=True, exist_ok=True)
    (out / "pasted.txt").write_text("\n".join(raw), encoding="utf8", newline="")
    json.dump({"lab": labels}, open(out / "lines.json", "w"))
    for copy in ("gold.txt", "meta.json"):
        (out / copy).write_text((source / copy).read_text(encoding="utf8"), encoding="utf8")


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
        x = np.concatenate([p.own[p.chosen] for p in pages if len(p.own)])
        y = np.concatenate([p.y[p.chosen] for p in pages if len(p.own)])
        w = np.concatenate([p.weight * p.line_weight[p.chosen] for p in pages if len(p.own)])
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
    print(len(pages), "pages", sum(len(p.y) for p in pages), "lines", pages[0].own.shape[1], "features", flush=True)
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


def first_gold(page):
    lines = open(page.folder / "gold.txt", encoding="utf8").read().split("\n")
    return words(next((line for line in lines if line.strip()), ""))


def same(a, b):
    from collections import Counter
    common = sum((Counter(a) & Counter(b)).values())
    return bool(common) and 2 * common / (len(a) + len(b)) >= 0.8


class Headline:
    """A softmax over the candidates of a page and, with the logit 0, none of them."""

    def __init__(self, data):
        x = np.concatenate([x for _, x, _ in data])
        mean, spread = x.mean(0), x.std(0) + 1e-6
        spread = np.where(spread < 1e-5, np.inf, spread)
        pages = [(np.c_[np.ones(len(x)), (x - mean) / spread], y / max(y.sum(), 1)) for _, x, y in data]

        def loss(w):
            total, slope = 0.0, np.zeros_like(w)
            for x, y in pages:
                z = np.append(x @ w, 0.0)
                p = np.exp(z - z.max())
                p /= p.sum()
                target = np.append(y, 1 - y.sum())
                total -= target @ np.log(p + 1e-12)
                slope -= x.T @ (target - p)[:-1]
            free = np.append(0.0, w[1:])
            return total / len(pages) + 0.01 * free @ free, slope / len(pages) + 0.02 * free

        w = minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B").x
        self.weights = w[1:] / spread
        self.constant = w[0] - self.weights @ mean + NONE

    def logits(self, x):
        return x @ self.weights + self.constant


# Added to every candidate: a wrong headline costs a line, a missing one costs the title.
NONE = 1.0


def titles(pages, a, scores):
    """The weights for the headline, on scores of folds that did not see the page; writes those of folds to `scores`."""
    for out in sorted({p.out for p in pages}):
        folder = ALL[out][0].folder.parent
        subprocess.run([a.bin / "features", a.flavour, folder, out, "titles", scores], check=True)
    data, learned = [], []
    for page in pages:
        candidates = read_matrix(page.out / f"{page.name}.titles")
        if len(candidates):
            gold = first_gold(page)
            right = np.array([same(words(page.texts[int(i)]), gold) for i in candidates[:, 0]])
            data.append((page, candidates[:, 1:], right))
            learned.append(page.sort not in ("alone", "teased"))
    right = there = 0
    for train, test in GroupKFold(5).split(data, groups=[page.domain for page, _, _ in data]):
        model = Headline([data[i] for i in train if learned[i]])
        for i in test:
            page, x, y = data[i]
            z = model.logits(x)
            (scores / f"{page.name}.title").write_bytes(np.append(model.constant, model.weights).astype("<f4").tobytes())
            if page.sort == "ru":
                there += y.any()
                right += z.max() >= 0 and y[z.argmax()]
    print(f"titles of ru: among the candidates {there}, right {right}", flush=True)
    return Headline([pair for pair, use in zip(data, learned) if use])


def model_path(a):
    return pathlib.Path(__file__).parents[2] / "seeds" / "model" / f"clean_{a.flavour}.tsv"


def export(pages, x, a):
    linear, model = Linear(pages), fit(pages, x, a.trees, a.leaves)
    headline = titles(pages, a, a.work / f"scores_{a.flavour}")
    base = float(np.ravel(model._baseline_prediction)[0])
    numbers = lambda constant, weights: " ".join(short(weight) for weight in [constant, *weights])
    lines = [
        f"# {a.flavour}: linear weights for the logit of a line, a forest of regression trees for the same, weights of a headline. Learned by tools/clean/train.py from pages of DAnIEL (rundimeco/waddle) and WCXB (CC-BY-4.0); MIT OR Apache-2.0.",
        "linear\t" + numbers(linear.constant, linear.weights),
        f"forest\t{short(base, 4)}",
        *(tree_text(step[0].nodes) for step in model._predictors),
        "title\t" + numbers(headline.constant, headline.weights),
    ]
    path = model_path(a)
    path.write_text("\n".join(lines) + "\n")
    print(path, path.stat().st_size, "bytes")


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
