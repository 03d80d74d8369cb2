"""Splits the stems of `build.py` into seeds/lexicon/{stems,rare_stems}.tsv: those the page begins with, and the others;
paradigms of the others alone go with them.

    python tools/lexicon/split.py /tmp/natasha seeds/lexicon

Takes seconds, and may be run again over its own output with another `COMMON`. Counts of words: navec (MIT), as in
`build.py`.
"""

import collections
import os
import sys

import navec

# As many as the page has room for: `cargo xtask size`.
COMMON = 1700
# How much more a name is worth to the rules than another word as frequent: given name, patronymic, surname, place,
# organization.
WORTH = {"-": 1, "1": 8, "2": 2, "3": 3, "4": 8, "5": 8}
# How many stems have the room of a paradigm, whose worth they must then reach together.
PARADIGM = 30
HEADER = "# {} From OpenCorpora (opencorpora.org, CC BY-SA 3.0) by tools/lexicon/build.py; format: src/morph/load.rs\n"


def read_paradigms(tables, rare):
    """The lines of all paradigms, and for each what it names and its endings."""
    lines = tables[2].split("\n")
    for line in rare:
        number, paradigm = line.split("\t", 1)
        lines[int(number)] = paradigm
    templates = [template.split(",") for template in tables[1].split("\n")]
    pairs = [line.split("\t") for line in lines]
    return lines, [(templates[int(template)][0][1], set(endings.split(","))) for template, endings in pairs]


def read_stems(lines):
    stem = ""
    for line in lines:
        coded, lexemes = line.split("\t")
        stem = stem[:int(coded[0])] + coded[1:]
        yield stem, lexemes


def paradigms_of(lexemes):
    letters = iter(lexemes)
    for letter in letters:
        number = ord(letter) - 33
        yield number if number < 60 else 60 + (number - 60) * 90 + ord(next(letters)) - 33
        next(letters)


def write_stems(path, title, stems, paradigms=()):
    before = ""
    with open(path, "w") as out:
        out.write(HEADER.format(title))
        out.writelines(line + "\n" for line in paradigms)
        for stem, lexemes in sorted(stems):
            shared = min(9, len(os.path.commonprefix([before, stem])))
            out.write(f"{shared}{stem[shared:]}\t{lexemes}\n")
            before = stem


def main(natasha, folder):
    counts = navec.folded(natasha)
    stems = open(f"{folder}/stems.tsv").read().splitlines()[1:]
    rare = []
    if os.path.exists(f"{folder}/rare_stems.tsv"):
        rare = open(f"{folder}/rare_stems.tsv").read().splitlines()[1:]
    border = rare.index("") if rare else 0
    tables = open(f"{folder}/paradigms.tsv").read().removesuffix("\n").split("\n\n", 2)
    lines, paradigms = read_paradigms(tables, rare[:border])
    stems = dict(read_stems(stems)) | dict(read_stems(rare[border + 1:]))

    def worth(stem):
        of = [paradigms[number] for number in paradigms_of(stems[stem])]
        return max(WORTH[name] * sum(counts[stem + ending] for ending in endings) for name, endings in of)

    by = lambda key: sorted(stems, key=lambda stem: (-key(stem), stem))
    order = by(worth)
    # A paradigm that one stem needs takes more room than the stem.
    users = collections.Counter(number for stem in order[:COMMON] for number in set(paradigms_of(stems[stem])))
    alone = lambda stem: sum(users[number] < 2 for number in set(paradigms_of(stems[stem])))
    order = by(lambda stem: worth(stem) / (1 + PARADIGM * alone(stem)))
    chosen = lambda order: [(stem, stems[stem]) for stem in order]
    used = {number for stem in order[:COMMON] for number in paradigms_of(stems[stem])}
    tables[2] = "\n".join(line if number in used else "" for number, line in enumerate(lines))
    with open(f"{folder}/paradigms.tsv", "w") as out:
        out.write("\n\n".join(tables) + "\n")
    form = "front-coded, with the paradigm and the weight of each of their lexemes."
    write_stems(f"{folder}/stems.tsv", f"Stems of common words, {form}", chosen(order[:COMMON]))
    others = [f"{number}\t{line}" for number, line in enumerate(lines) if number not in used]
    title = f"Other paradigms with their numbers, an empty line, stems of rare words, {form}"
    write_stems(f"{folder}/rare_stems.tsv", title, chosen(order[COMMON:]), [*others, ""])


if __name__ == "__main__":
    main(*sys.argv[1:])
