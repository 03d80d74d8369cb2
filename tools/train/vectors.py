"""The vocabulary that ships: navec's vectors, turned, cut and quantised, and slovnet's convolutions over them.

navec (hudlit/news, 250 000 words, 300 dimensions) and slovnet's NER encoder are by Alexander Kukushkin, MIT licence,
from the wheel of `natasha` 1.6.0. The vectors are turned by PCA, the last 60 dimensions (2 % of the variance) are cut,
and the rest is quantised again by 60 codebooks of 256 x 4 whose dimensions are grouped so that each carries the same
variance (Ge et al., "Optimized Product Quantization", 2013).
"""

import json
import tarfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

DIMENSIONS, BOOKS, CODES = 240, 60, 256


@dataclass
class Vectors:
    """`rows`: word -> row (0: unknown); `index` [V + 1, books] u8; `code` [books, 256, size] f32; the frozen branch."""

    rows: dict
    index: torch.Tensor
    code: torch.Tensor
    unknown: torch.Tensor
    shape: torch.Tensor
    branch: list

    def table(self) -> torch.Tensor:
        """All vectors; row 0 is zero."""
        books = torch.arange(len(self.code))
        table = self.code[books[None], self.index.long()].flatten(1)
        table[0] = 0
        return table

    def find(self, key: str, lemma: str) -> int:
        """The row of a folded word, or of its lemma."""
        return self.rows.get(key) or self.rows.get(lemma) or 0

    def frozen(self, table: torch.Tensor, word: torch.Tensor, shape: torch.Tensor) -> torch.Tensor:
        """slovnet's features of one unit: all vectors, [n] rows and shapes -> [n, 64]."""
        raw = table[word]
        raw[word == 0] = self.unknown
        x = torch.cat([raw, self.shape[shape]], 1).T[None]
        for weight, bias, scale, shift in self.branch:
            x = F.conv1d(x, weight, bias, padding=1).relu() * scale[:, None] + shift[:, None]
        return x[0].T


def foldable(word: str) -> str | None:
    """The key of a word of Russian or Latin letters."""
    key = word.lower().replace("ё", "е")
    return key if key and all("а" <= c <= "я" or "a" <= c <= "z" for c in key) else None


def build(site: Path, size: int, seed: int = 1) -> Vectors:
    """Reads navec and slovnet from the site-packages with `natasha`; keeps the `size` most frequent words."""
    from navec import Navec

    data = site / "natasha" / "data"
    navec = Navec.load(str(next(data.glob("emb/navec_news*.tar"))))
    counts = np.array(navec.vocab.counts)
    best = {}
    for row, word in enumerate(navec.vocab.words):
        key = foldable(word)
        if key and (key not in best or counts[best[key]] < counts[row]):
            best[key] = row
    keys = sorted(best, key=lambda key: -counts[best[key]])[:size]
    keys.sort(key=lambda key: key.encode("cp1251"))
    codes = torch.from_numpy(np.array(navec.pq.codes))
    index = torch.from_numpy(navec.pq.indexes.astype(np.int64))
    full = codes[torch.arange(len(codes))[None], index].flatten(1)
    picked = full[[best[key] for key in keys]]
    turn, code, quantised = quantise(picked, seed)
    scale = float(code[torch.arange(BOOKS)[None], quantised].std())
    branch, shape = slovnet(next(data.glob("model/slovnet_ner*.tar")))
    # The turned and scaled vectors need the first convolution turned the other way; navec's mean is kept in them.
    weight, *rest = branch[0]
    words = torch.einsum("oik,id->odk", weight[:, :300], turn) * scale
    branch[0] = (torch.cat([words, weight[:, 300:]], 1), *rest)
    unknown = full[navec.vocab.unk_id] @ turn / scale
    return Vectors(
        rows={key: at + 1 for at, key in enumerate(keys)},
        index=torch.cat([torch.zeros(1, BOOKS, dtype=torch.long), quantised]).to(torch.uint8),
        code=code / scale,
        unknown=unknown,
        shape=shape,
        branch=branch,
    )


def quantise(vectors: torch.Tensor, seed: int):
    """PCA turn [300, DIMENSIONS], codebooks [BOOKS, 256, size], codes [V, BOOKS]."""
    size = DIMENSIONS // BOOKS
    moments = vectors.T @ vectors / len(vectors)
    values, axes = torch.linalg.eigh(moments)
    values, axes = values.flip(0), axes.flip(1)
    groups, product = [[] for _ in range(BOOKS)], np.zeros(BOOKS)
    for axis in range(DIMENSIONS):
        free = [g for g in range(BOOKS) if len(groups[g]) < size]
        group = min(free, key=lambda g: (product[g], g))
        groups[group].append(axis)
        product[group] += np.log(float(values[axis]) * 1e3)
    turn = axes[:, [axis for group in groups for axis in group]]
    turned = vectors @ turn
    found = [kmeans(turned[:, at * size : (at + 1) * size], seed) for at in range(BOOKS)]
    return turn, torch.stack([code for code, _ in found]), torch.stack([near for _, near in found], 1)


def kmeans(points: torch.Tensor, seed: int, rounds: int = 15):
    """Lloyd's algorithm; -> centres [CODES, d], nearest centre of each point."""
    chosen = torch.randperm(len(points), generator=torch.Generator().manual_seed(seed))[:CODES]
    centres = points[chosen].clone()
    nearest = None
    for _ in range(rounds):
        nearest = ((centres**2).sum(1) - 2 * points @ centres.T).argmin(1)
        count = torch.bincount(nearest, minlength=CODES)
        total = torch.zeros_like(centres).index_add_(0, nearest, points)
        centres = torch.where(count[:, None] > 0, total / count.clamp(min=1)[:, None], centres)
    return centres, ((centres**2).sum(1) - 2 * points @ centres.T).argmin(1)


def slovnet(path: Path):
    """The encoder of slovnet's NER model as (weight, bias, scale, shift) a layer, and its shape vectors."""
    tar = tarfile.open(path)
    model = json.load(tar.extractfile("model.json"))

    def array(entry):
        raw = tar.extractfile(f"arrays/{entry['array']}.bin").read()
        return torch.from_numpy(np.frombuffer(raw, entry["dtype"]).reshape(entry["shape"]).copy())

    layers = []
    for layer in model["encoder"]["layers"]:
        norm = {name: array(entry) for name, entry in layer["norm"].items()}
        scale = norm["weight"] / norm["std"]
        shift = norm["bias"] - norm["mean"] * scale
        layers.append((array(layer["conv"]["weight"]), array(layer["conv"]["bias"]), scale, shift))
    return layers, array(model["emb"]["shape"]["weight"])


def int8(weight: torch.Tensor):
    """A matrix as whole numbers from -127 to 127 and one scale a row: (i8, scale)."""
    scale = weight.abs().flatten(1).amax(1).clamp(min=1e-8) / 127
    rounded = (weight / scale.view(-1, *[1] * (weight.dim() - 1))).round().clamp(-127, 127)
    return rounded.to(torch.int8), scale


def rounded(weight: torch.Tensor) -> torch.Tensor:
    """The matrix as int8 restores it."""
    whole, scale = int8(weight)
    return whole.float() * scale.view(-1, *[1] * (weight.dim() - 1))
