"""People, organisations and places by Natasha and by Razmetka, on the same texts in one run; and Natasha's speed.

    python -m venv env && env/bin/pip install natasha setuptools
    cargo build --release -p razmetka-cli
    env/bin/python beside_natasha.py --data ../../../shared/data --razmetka ../../target/release/razmetka

Strict: span and kind, micro-averaged. NEREL's nested kinds become three, of which the outermost count, for the gold
and for Razmetka alike. factRuEval's gold is the hull of the parts of an object's name, without its descriptors; a place
inside the name of an organisation counts there, so of Razmetka's mentions the outermost of each kind do; and its names
begin with a capital, so NEREL's small ones ("российский", "полиция") are left out.
Natasha knows no NEREL, Razmetka's tagger no factRuEval labels. Speed: segmenting and recognition, one thread, CPU time.
"""

import argparse
import collections
import json
import os
import subprocess
import time
from pathlib import Path

for library in ("OMP", "OPENBLAS", "MKL"):
    os.environ[f"{library}_NUM_THREADS"] = "1"

from corpus import brat_spans  # noqa: E402

PLACES = ("CITY", "COUNTRY", "STATE_OR_PROVINCE", "DISTRICT", "LOCATION")
THREE = {"PERSON": "PER", "ORGANIZATION": "ORG", **dict.fromkeys(PLACES, "LOC")}
OBJECTS = {"Person": "PER", "Org": "ORG", "Location": "LOC", "LocOrg": "LOC"}


def outermost(spans, of_kind=False):
    """Of spans (of a kind) that share a character the longest."""
    kept = []
    for start, end, kind in sorted(spans, key=lambda s: (s[0] - s[1], s)):
        if all(end <= a or b <= start or (of_kind and kind != k) for a, b, k in kept):
            kept.append((start, end, kind))
    return set(kept)


def nerel(folder):
    for path in sorted(folder.glob("*.txt")):
        spans = brat_spans(path.with_suffix(".ann"))
        three = {(start, end, THREE[kind]) for start, end, kind in spans if kind in THREE}
        yield path.read_bytes().decode(), outermost(three)


def factrueval(folder):
    for path in sorted(folder.glob("*.txt")):
        fields = [line.split() for line in path.with_suffix(".spans").read_text().splitlines()]
        parts = {f[0]: (f[1], int(f[2]), int(f[2]) + int(f[3])) for f in fields if len(f) > 5}
        gold = set()
        for line in path.with_suffix(".objects").read_text().splitlines():
            fields = line.split("#")[0].split()
            names = [parts[f] for f in fields[2:] if f in parts]
            names = [n for n in names if not n[0].endswith("descr") and n[0] not in ("job", "geo_adj")]
            if fields and fields[1] in OBJECTS and names:
                gold.add((min(n[1] for n in names), max(n[2] for n in names), OBJECTS[fields[1]]))
        yield path.read_bytes().decode(), gold


def by_natasha(texts):
    from natasha import Doc, NewsEmbedding, NewsNERTagger, Segmenter

    segmenter, tagger = Segmenter(), NewsNERTagger(NewsEmbedding())
    started, found = time.process_time(), []
    for text in texts:
        doc = Doc(text)
        doc.segment(segmenter)
        doc.tag_ner(tagger)
        found.append({(span.start, span.stop, span.type) for span in doc.spans})
    return found, time.process_time() - started


def by_razmetka(program, texts, of_kind):
    lines = "\n".join(json.dumps({"id": str(at), "text": text}) for at, text in enumerate(texts))
    command = [program, "annotate", "--no-clean", "--from", "jsonl", "--to", "jsonl"]
    out = subprocess.run(command, input=lines, capture_output=True, text=True, check=True).stdout
    found = []
    for line in out.splitlines():
        mentions = [m for m in json.loads(line)["mentions"] if m["kind"] in THREE]
        # Offsets in the source, which is the text that Natasha reads.
        if of_kind:
            mentions = [m for m in mentions if not m["text"][0].islower()]
        spans = ((m["source_start"], m["source_end"], THREE[m["kind"]]) for m in mentions)
        found.append(outermost(spans, of_kind))
    return found


def report(name, golds, founds):
    right, of_gold, of_found = (collections.Counter() for _ in range(3))
    for gold, found in zip(golds, founds):
        for counter, spans in ((right, gold & found), (of_gold, gold), (of_found, found)):
            counter.update(kind for _, _, kind in spans)
            counter.update("all" for _ in spans)
    f1 = lambda kind: 2 * right[kind] / max(1, of_gold[kind] + of_found[kind])
    print(f"{name:28}", *(f"{kind} {f1(kind):.3f}" for kind in ("PER", "LOC", "ORG", "all")))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--razmetka", required=True)
    options = parser.parse_args()
    sets = [
        ("NEREL dev", nerel(options.data / "nerel/dev"), False),
        ("factRuEval devset", factrueval(options.data / "factrueval/devset"), True),
    ]
    for name, pairs, of_kind in sets:
        texts, golds = zip(*pairs)
        found, seconds = by_natasha(texts)
        report(f"{name}, Natasha", golds, found)
        report(f"{name}, Razmetka", golds, by_razmetka(options.razmetka, texts, of_kind))
        print(f"  Natasha: {sum(map(len, texts)) / seconds:.0f} characters a second of CPU time")


if __name__ == "__main__":
    main()
