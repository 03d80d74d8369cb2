"""Builds seeds/lexicon/{surnames,first_names}.tsv: names in the news that OpenCorpora lacks, in the nominative.

    /tmp/venv/bin/python tools/lexicon/names.py /tmp/natasha seeds/lexicon

Set up as for build.py. Source: the lists of names in natasha (MIT), those frequent in navec's counts (MIT).
"""

import sys

import pymorphy3

import boil
import navec

FREQUENT = {"surnames": 250, "first_names": 150}
LISTS = {"surnames": "last.txt", "first_names": "first.txt"}
HEADER = "# Names that OpenCorpora lacks. From natasha's lists (MIT) by tools/lexicon/names.py\n"


def is_other_form(word, counts, names):
    """Whether a word in -а or -у is rather a form of a name without it: Авакова, Неймара."""
    return word[-1] in "ау" and (counts.get(word[:-1], 0) > counts[word] or
                                 (word[:-1] in names and word[-3:-1] in ("ов", "ев", "ин")))


def main(natasha, folder):
    morph = pymorphy3.MorphAnalyzer()
    counts = navec.folded(natasha)
    for kind, source in LISTS.items():
        with open(f"{natasha}/natasha/data/dict/{source}") as lines:
            names = {boil.fold(line.strip()) for line in lines}
        chosen = [
            name for name in names
            if len(name) >= 4 and counts.get(name, 0) >= FREQUENT[kind] and not morph.word_is_known(name)
            and not is_other_form(name, counts, names)
        ]
        with open(f"{folder}/{kind}.tsv", "w") as out:
            out.write(HEADER)
            out.writelines(f"{name}\n" for name in sorted(chosen))


if __name__ == "__main__":
    main(*sys.argv[1:])
