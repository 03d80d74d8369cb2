"""Scores Natasha's normal forms on the mentions that `score_names` scores.

    pip install natasha
    cargo run --profile quick --example score_names -- FOLDER mentions > mentions.tsv
    python tools/names/beside_natasha.py FOLDER mentions.tsv [errors]

A person is right when every part that the mention names equals the gold's, by Natasha's extractor of names or by
the words of its normal form; another name, when its normal form is one of the gold's. Letters are folded. These are
the rules of examples/score_names.rs.
"""

import collections
import pathlib
import sys

from natasha import (Doc, MorphVocab, NamesExtractor, NewsEmbedding, NewsMorphTagger, NewsSyntaxParser,
                     Segmenter)
from natasha.doc import DocSpan

KINDS = {"PERSON": "PER", "ORGANIZATION": "ORG", "CITY": "LOC"}
SLOTS = {"firstname": "first", "lastname": "last", "patronymic": "middle"}


def fold(text):
    return text.lower().replace("ё", "е")


def same(gold, found):
    return gold == found or found.endswith(".") and gold.startswith(found[:-1])


def among(values, text):
    text = fold(text)
    one = lambda word: any(same(gold, word) for gold in values)
    return one(text) or all(one(word) for word in text.replace("-", " ").split(" "))


def is_right(kind, parts, gold, span, fact):
    normal = span.normal or span.text
    if kind != "PERSON":
        return fold(normal) in gold["name"]
    named = fact.as_dict if fact else {}
    strict = all(named.get(SLOTS[part]) and among(gold[part], named[SLOTS[part]]) for part in parts)
    words = fold(normal).split(" ")
    loose = len(words) == len(parts) and all(any(among(gold[part], word) for part in parts) for word in words)
    return strict or loose


def main():
    folder, table = pathlib.Path(sys.argv[1]), sys.argv[2]
    segmenter, vocab, embedding = Segmenter(), MorphVocab(), NewsEmbedding()
    morph, syntax, names = NewsMorphTagger(embedding), NewsSyntaxParser(embedding), NamesExtractor(vocab)
    rows = collections.defaultdict(list)
    for line in open(table, encoding="utf-8"):
        document, *row = line.rstrip("\n").split("\t")
        rows[document].append(row)
    right, total = collections.Counter(), collections.Counter()
    for document, mentions in rows.items():
        doc = Doc((folder / f"{document}.txt").read_text(encoding="utf-8"))
        doc.segment(segmenter)
        doc.tag_morph(morph)
        doc.parse_syntax(syntax)
        for kind, start, end, parts, forms in mentions:
            start, end = int(start), int(end)
            gold = {key: values.split("|") for key, values in (form.split("=", 1) for form in forms.split(";"))}
            tokens = [token for token in doc.tokens if token.start < end and token.stop > start]
            span = DocSpan(start, end, KINDS[kind], doc.text[start:end], tokens)
            span.normalize(vocab)
            if kind == "PERSON":
                span.extract_fact(names)
            hit = is_right(kind, parts.split(","), gold, span, span.fact)
            right[kind] += hit
            total[kind] += 1
            if not hit and "errors" in sys.argv[3:]:
                print(kind, document, span.text, "->", span.normal, gold)
    for kind in KINDS:
        print(f"{kind} {right[kind]}/{total[kind]} = {right[kind] / max(1, total[kind]):.3f}")


if __name__ == "__main__":
    main()
