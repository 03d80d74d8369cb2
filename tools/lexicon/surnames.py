"""Builds seeds/lexicon/surnames.tsv: surnames of the news that OpenCorpora lacks, in a man's nominative.

    /tmp/venv/bin/python tools/lexicon/surnames.py /tmp/natasha seeds/lexicon

Set up as for build.py. Source: the list of surnames in natasha (MIT), those frequent in navec's counts (MIT).
"""

import sys

import pymorphy3

import boil
from build import navec_counts

FREQUENT = 250
HEADER = "# Surnames that OpenCorpora lacks. From natasha's list (MIT) by tools/lexicon/surnames.py\n"


def is_other_form(word, counts, names):
    """Whether a word in -а or -у is rather a form of a name without it: Авакова, Неймара."""
    return word[-1] in "ау" and (counts.get(word[:-1], 0) > counts[word] or
                                 (word[:-1] in names and word[-3:-1] in ("ов", "ев", "ин")))


def main(natasha, folder):
    morph = pymorphy3.MorphAnalyzer()
    counts = {}
    for word, count in navec_counts(natasha).items():
        counts[boil.fold(word)] = counts.get(boil.fold(word), 0) + count
    with open(f"{natasha}/natasha/data/dict/last.txt") as lines:
        names = {boil.fold(line.strip()) for line in lines}
    chosen = [
        name for name in names
        if len(name) >= 4 and counts.get(name, 0) >= FREQUENT and not morph.word_is_known(name)
        and not is_other_form(name, counts, names)
    ]
    with open(f"{folder}/surnames.tsv", "w") as out:
        out.write(HEADER)
        out.writelines(f"{name}\n" for name in sorted(chosen))


if __name__ == "__main__":
    main(*sys.argv[1:])
