"""What the Rust core exports of a corpus (`examples/export_features.rs`), with the gold of its brat files, as arrays.

Every token is a row of flat arrays; a unit is a range of rows with gold spans in tokens.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

# The order of `document::Kind`; class 0 of the network is "no mention", class k + 1 is KINDS[k].
KINDS = (
    "PERSON ORGANIZATION CITY COUNTRY STATE_OR_PROVINCE DISTRICT LOCATION FACILITY PROFESSION EVENT DATE TIME MONEY "
    "PERCENT NUMBER ORDINAL AGE LAW PRODUCT WORK_OF_ART AWARD NATIONALITY LANGUAGE RELIGION IDEOLOGY CRIME PENALTY "
    "DISEASE FAMILY"
).split()
RULE_KINDS = len(KINDS) + 1  # and QUANTITY
GRAMMAR_BITS = 36


@dataclass
class Unit:
    """A line of a text: its rows, and spans (first, last token of the unit, class or kind)."""

    text: int
    first: int
    length: int
    gold: list = field(default_factory=list)
    rules: list = field(default_factory=list)
    soft: object = None  # a teacher's probabilities [length, width, classes], where there is no gold


class Corpus:
    """A folder of texts: `words`, arrays of one row a token, `units`, `gold` (sets of (start, end, kind) a text)."""

    def __init__(self, exported: Path, folder: Path | None):
        self.words, index = [], {}
        self.units, self.gold, self.names = [], [], []
        rows = []
        for number, line in enumerate(open(exported, encoding="utf8")):
            text = json.loads(line)
            self.names.append(text["name"])
            local = []
            for word in text["words"]:
                if word[0] not in index:
                    index[word[0]] = len(self.words)
                    self.words.append(word)
                local.append(index[word[0]])
            gold = brat_spans(folder / f"{text['name']}.ann") if folder else set()
            self.gold.append(gold)
            starts, ends = {}, {}
            for at, unit in enumerate(text["units"]):
                tokens = unit["tokens"]
                for place, token in enumerate(tokens):
                    starts[token[0]] = (at, place)
                    ends[token[1]] = (at, place)
                self.units.append(Unit(number, len(rows), len(tokens), [], unit["rules"]))
                rows += [[t[0], t[1], local[t[2]], t[3], t[4], t[5], t[6], t[7]] for t in tokens]
            base = len(self.units) - len(text["units"])
            for start, end, kind in sorted(gold):
                a, b = starts.get(start), ends.get(end)
                if a and b and a[0] == b[0]:
                    self.units[base + a[0]].gold.append((a[1], b[1], KINDS.index(kind) + 1))
        self.units = [unit for unit in self.units if unit.length]
        rows = np.array(rows, dtype=np.int64)
        self.spans, self.word, self.shape, self.glued = rows[:, :2], rows[:, 2], rows[:, 3], rows[:, 4]
        self.affixes = np.array([word[1] for word in self.words])
        self.lemma = np.array([word[3] for word in self.words])
        self.grammar = bits(np.array([word[4] for word in self.words]), GRAMMAR_BITS)


def bits(masks: np.ndarray, size: int) -> np.ndarray:
    """Masks as rows of 0 and 1."""
    return ((masks[:, None] >> np.arange(size)) & 1).astype(np.float32)


def brat_spans(path: Path) -> set:
    """(start, end, kind) of the contiguous spans of a standoff file, in code points."""
    spans = set()
    for line in open(path, encoding="utf8"):
        fields = line.split("\t")
        if line.startswith("T") and ";" not in fields[1]:
            kind, start, end = fields[1].split()
            spans.add((int(start), int(end), kind))
    return spans


def scores(gold: list, found: list) -> dict:
    """Strict precision, recall and F1 by kind and over all (`total`)."""
    table = {}
    for kind in [*KINDS, "total"]:
        keep = (lambda s: True) if kind == "total" else (lambda s, kind=kind: s[2] == kind)
        right = sum(len({*filter(keep, g)} & {*filter(keep, f)}) for g, f in zip(gold, found))
        of_gold = sum(len([*filter(keep, g)]) for g in gold)
        of_found = sum(len([*filter(keep, set(f))]) for f in found)
        table[kind] = (right / max(1, of_found), right / max(1, of_gold), 2 * right / max(1, of_gold + of_found))
    return table
