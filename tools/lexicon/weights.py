"""Rewrites the weights of seeds/lexicon/stems.tsv so that they compress better and every reading stays as it is.

A weight counts only against the other lexemes that share a form: the scores of a word's readings are divided by
their sum. So the lightest lexeme of those that are joined by shared forms gets 0, and the others keep their distance;
most lexemes share no form and get 0. Run it after build.py.
"""

import collections
import pathlib
import re

ROOT = pathlib.Path(__file__).parents[2]
SEEDS = ROOT / "seeds" / "lexicon"


def participle_endings():
    """(after ж ш щ, after н м) for each form of a participle, as src/morph/load.rs has them."""
    source = (ROOT / "src/morph/load.rs").read_text("utf8")
    return re.findall(r'\("[a-z-]{4}", "([^"]+)", "([^"]+)"\)', source)


def paradigms():
    """The endings of each paradigm."""
    text = (SEEDS / "paradigms.tsv").read_text("utf8").split("\n", 1)[1]
    _, templates, rows = text.split("\n\n")
    templates = [template.split(",") for template in templates.split("\n")]
    participles = participle_endings()
    found = []
    for row in rows.strip("\n").split("\n"):
        number, endings = row.split("\t")
        suffixes = set()
        for tag, suffix in zip(templates[int(number)], endings.split(",")):
            if tag != "P*":
                suffixes.add(suffix)
                continue
            full, reflexive = (suffix[:-2], "ся") if suffix.endswith("ся") else (suffix, "")
            hard = full.endswith("ый")
            suffixes.update(full[:-2] + pair[hard] + reflexive for pair in participles)
        found.append(suffixes)
    return found


def lexemes(coded):
    """(code of the paradigm, its number, weight) for each lexeme of a stem."""
    at = 0
    while at < len(coded):
        length = 1 if coded[at] < "]" else 2
        code = coded[at : at + length]
        number = ord(code[0]) - 33 if length == 1 else 60 + (ord(code[0]) - 93) * 90 + ord(code[1]) - 33
        yield code, number, int(coded[at + length])
        at += length + 1


def main():
    endings = paradigms()
    path = SEEDS / "stems.tsv"
    header, *lines = path.read_text("utf8").rstrip("\n").split("\n")
    rows, stem, weights, owner, joined = [], "", [], {}, []

    def root(lexeme):
        while joined[lexeme] != lexeme:
            joined[lexeme] = joined[joined[lexeme]]
            lexeme = joined[lexeme]
        return lexeme

    for line in lines:
        letters, coded = line.split("\t")
        stem = stem[: int(letters[0])] + letters[1:]
        codes = []
        for code, number, weight in lexemes(coded):
            lexeme = len(weights)
            weights.append(weight)
            joined.append(lexeme)
            codes.append((code, lexeme))
            for suffix in endings[number]:
                other = owner.setdefault(stem + suffix, lexeme)
                joined[root(other)] = root(lexeme)
        rows.append((letters, codes))
    lightest = collections.defaultdict(lambda: 9)
    for lexeme, weight in enumerate(weights):
        lightest[root(lexeme)] = min(lightest[root(lexeme)], weight)
    written = [
        letters + "\t" + "".join(code + str(weights[lexeme] - lightest[root(lexeme)]) for code, lexeme in codes)
        for letters, codes in rows
    ]
    path.write_text("\n".join([header, *written]) + "\n", "utf8")
    zeros = sum(weights[lexeme] == lightest[root(lexeme)] for lexeme in range(len(weights)))
    print(f"{zeros} of {len(weights)} lexemes have no weight")


if __name__ == "__main__":
    main()
