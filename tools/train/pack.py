"""Writes the pack that ships: `python pack.py --work W --name NAME --out ../../seeds/model/tagger.pack`.

Matrices are int8 with one scale a row; the scores are calibrated on dev, with the rounded weights. Layout: src/tag/neural/pack.rs.
"""

import argparse
import hashlib
import json
import struct
from pathlib import Path

import numpy as np
import torch

from corpus import GRAMMAR_BITS, KINDS, scores
from network import AFFIX_BUCKETS, LEMMA_BUCKETS, Sizes, Tagger, decode
from train import found_spans, span_scores
from vectors import int8, rounded

MAGIC, PROTOCOL, FEATURES, ALIGN = b"RZTAGGER", 1, 2, 64
LICENCES = [
    "word vectors: navec hudlit/news (Alexander Kukushkin, MIT), turned and quantised again",
    "frozen convolutions: slovnet NER news (Alexander Kukushkin, MIT), int8",
    "everything else: learned on NEREL v1.1 (train)",
]
MATRICES = {
    "projection": "proj", "convolution": "conv", "start": "head.start", "end": "head.end", "biaffine": "head.biaffine",
    "token": "head.token", "mlp_in": "head.mlp_in", "mlp_out": "head.mlp_out",
}


def front_coded(keys: list) -> bytes:
    """Sorted words: length of the prefix shared with the word before, length of the rest, the rest."""
    out, last = bytearray(), b""
    for key in keys:
        word = key.encode("cp1251")
        shared = 0
        while shared < min(len(last), len(word)) and last[shared] == word[shared]:
            shared += 1
        out += bytes([shared, len(word) - shared]) + word[shared:]
        last = word
    return bytes(out)


def round_weights(model: Tagger):
    """Gives the model the weights that the pack restores."""
    with torch.no_grad():
        for module in model.modules():
            if isinstance(module, torch.nn.Linear):
                module.weight.copy_(rounded(module.weight))
            if isinstance(module, torch.nn.Embedding):
                module.weight.copy_(rounded(module.weight.view(1, -1)).view_as(module.weight))


def tensors(model: Tagger, vectors) -> dict:
    """Every tensor of the pack by name, as numpy arrays."""
    found = {}

    def matrix(name, weight, bias=None):
        whole, scale = int8(weight)
        found[name], found[f"{name}.scale"] = whole, scale
        if bias is not None:
            found[f"{name}.bias"] = bias

    keys = sorted(vectors.rows, key=vectors.rows.get)
    found["vocabulary"] = torch.frombuffer(bytearray(front_coded(keys)), dtype=torch.uint8)
    found["pq.index"], found["pq.code"] = vectors.index, vectors.code
    found["unk"], found["raw_unk"] = model.unknown, vectors.unknown
    found["slovnet.shape"] = vectors.shape
    for at, (weight, bias, scale, shift) in enumerate(vectors.branch):
        # [out, in, 3] -> [out, 3 * in]: the token before, the token, the token after.
        matrix(f"slovnet.{at}", weight.permute(0, 2, 1).flatten(1), bias)
        found[f"slovnet.{at}.scale_after"], found[f"slovnet.{at}.shift_after"] = scale, shift
    for name in ("shape", "affix", "lemma"):
        weight = getattr(model, name).weight
        whole, scale = int8(weight.view(1, -1))
        found[name], found[f"{name}.scale"] = whole.view_as(weight), scale
    for module, name in MATRICES.items():
        linear = getattr(model, module)
        matrix(name, linear.weight, linear.bias)
    for at, layer in enumerate(model.layers):
        matrix(f"sru.{at}", layer.linear.weight, layer.linear.bias)
    found["head.width_hidden"], found["head.width"] = model.width_hidden, model.width_bias
    found["head.rule"] = model.rule
    return {name: tensor.detach().contiguous().numpy() for name, tensor in found.items()}


def calibration(corpus, unit_scores, bias: float, bins: int = 12) -> list:
    """[[margin, share right]]: quantile bins of margins on dev, made monotone (pool adjacent violators)."""
    pairs = []
    for unit, score in zip(corpus.units, unit_scores):
        gold = set(unit.gold)
        pairs += [(margin, (first, last, kind) in gold) for first, last, kind, margin in decode(score, bias)]
    pairs.sort()
    pools = []
    for part in np.array_split(np.arange(len(pairs)), bins):
        margin = float(np.mean([pairs[i][0] for i in part]))
        pools.append([margin, float(np.mean([pairs[i][1] for i in part])), len(part)])
    at = 0
    while at + 1 < len(pools):
        if pools[at][1] > pools[at + 1][1]:
            (m, p, n), (m2, p2, n2) = pools[at], pools.pop(at + 1)
            pools[at] = [(m * n + m2 * n2) / (n + n2), (p * n + p2 * n2) / (n + n2), n + n2]
            at = max(0, at - 1)
        else:
            at += 1
    return [[round(margin, 3), round(share, 3)] for margin, share, _ in pools]


def write(path: Path, header: dict, arrays: dict):
    """Magic, protocol, length of the header, digest of the rest, header, body."""
    kinds = {"int8": "i8", "uint8": "u8", "float32": "f32"}
    body, entries = bytearray(), []
    for name, array in sorted(arrays.items()):
        body += bytes(-len(body) % ALIGN)
        entries.append({"name": name, "dtype": kinds[str(array.dtype)], "shape": array.shape, "offset": len(body)})
        body += array.tobytes()
    text = json.dumps(header | {"tensors": entries}, ensure_ascii=False).encode()
    text += b" " * (-(len(MAGIC) + 8 + 32 + len(text)) % ALIGN)
    digest = hashlib.sha256(text + body).digest()
    path.write_bytes(MAGIC + struct.pack("<II", PROTOCOL, len(text)) + digest + text + body)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--name", required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    cache = torch.load(options.work / "cache.pt", weights_only=False)
    saved = torch.load(options.work / f"{options.name}.pt", weights_only=False)
    dev = cache["dev"]
    model = Tagger(Sizes(**saved["sizes"]), cache["vectors"].table(), dev.frozen.shape[1])
    model.load_state_dict(saved["state"])
    arrays = tensors(model, cache["vectors"])
    round_weights(model)
    found = span_scores(model, dev)
    f1 = lambda bias: scores(dev.corpus.gold, found_spans(dev.corpus, found, bias))["total"][2]
    # One bias for all kinds: one for each rose by .002 on dev and fell by .004 on the half of it that had not chosen it.
    bias = max((-0.4, -0.2, 0.0, 0.2, 0.4), key=f1)
    table = scores(dev.corpus.gold, found_spans(dev.corpus, found, bias))
    for kind, (precision, recall, score) in table.items():
        print(f"{kind:20} P {precision:.3f} R {recall:.3f} F1 {score:.3f}")
    header = {
        "id": options.name,
        "protocol": PROTOCOL,
        "kinds": KINDS,
        "features": {
            "version": FEATURES, "affix_buckets": AFFIX_BUCKETS, "lemma_buckets": LEMMA_BUCKETS, "gram": GRAMMAR_BITS,
            "rule_kinds": [*KINDS, "QUANTITY"],
        },
        "width": model.sizes.width,
        "bias": bias,
        "calibration": calibration(dev.corpus, found, bias),
        "made": {"dev_f1": round(table["total"][2], 4), "multiplications": model.multiplications()},
        "licences": LICENCES,
    }
    write(options.out, header, arrays)
    print(options.out, options.out.stat().st_size, "bytes, bias", bias, header["calibration"])


if __name__ == "__main__":
    main()
