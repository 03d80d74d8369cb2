"""Builds seeds/lexicon/{paradigms,stems}.tsv, which `split.py` then splits, from OpenCorpora's dictionary and navec's word counts.

    python -m venv /tmp/venv && /tmp/venv/bin/pip install pymorphy3==2.0.6 pymorphy3-dicts-ru==2.4.417150.4580142
    pip download --no-deps natasha==1.6.0 && unzip natasha-1.6.0-*.whl -d /tmp/natasha
    /tmp/venv/bin/python tools/lexicon/build.py /tmp/natasha seeds/lexicon

Takes a minute and is never needed to build the program. Sources: OpenCorpora (CC BY-SA 3.0) through
pymorphy3-dicts-ru; counts of 250 000 news words from navec (MIT), inside the wheel of natasha (MIT).
"""

import collections
import math
import sys

import pymorphy3

import boil
import navec

LEXEMES = 25_000
# Names are rarer than common words and worth more to the rules.
NAMES_FROM = 250
HEADER = "# {} From OpenCorpora (opencorpora.org, CC BY-SA 3.0) by tools/lexicon/build.py; format: src/morph/load.rs\n"


def count_lexemes(morph, counts):
    """How often each dictionary entry and each tag occurs; ambiguous forms are shared by pymorphy's estimate."""
    entries, tags = collections.Counter(), collections.Counter()
    for word, count in counts.items():
        if not morph.word_is_known(word):
            continue
        for parse in morph.parse(word):
            if parse.is_known:
                entries[parse.normal_form, parse.methods_stack[0][2]] += count * parse.score
                if tag := boil.tag_of(parse.tag):
                    tags[tag] += count * parse.score
    return entries, tags


def shares(groups, tags):
    """How the count of an entry is shared by its lexemes: a man's and a woman's forms of a surname."""
    masses = [sum(tags.get(tag, 0) for _, tag in forms) + 1 for _, forms in groups]
    return [mass / sum(masses) for mass in masses]


def choose(morph, entries, tags):
    """The boiled lexemes of frequent words and of somewhat frequent names, with their counts."""
    chosen = collections.defaultdict(float)
    for rank, ((word, paradigm), count) in enumerate(entries.most_common()):
        groups = boil.lexemes(morph.dictionary, word, paradigm)
        for (stem, forms), share in zip(groups, shares(groups, tags)):
            if rank < LEXEMES or (forms[0][1][1] != "-" and count >= NAMES_FROM):
                chosen[stem, forms] = max(chosen[stem, forms], count * share)
    return chosen


def code(number):
    """A paradigm's number in printable characters: one for the first 60, two from ~ on for the others."""
    if number < 60:
        return chr(33 + number)
    high, low = divmod(number - 60, 90)
    return chr(93 + high) + chr(33 + low)


def weight(count):
    return format(min(9, max(0, round(math.log2(max(count, 1)) / 3))), "d")


def write_paradigms(path, paradigms, tags):
    templates = {}
    for forms in paradigms:
        templates.setdefault(tuple(tag for _, tag in forms), len(templates))
    with open(path, "w") as out:
        out.write(HEADER.format("Tags with weights, templates of tags, paradigms of endings."))
        for tag in sorted({tag for template in templates for tag in template}):
            out.write(f"{tag}\t{round(math.log2(tags.get(tag, 0) / 1000 + 1) * 4)}\n")
        out.write("\n")
        for template in templates:
            out.write(",".join(template) + "\n")
        out.write("\n")
        for forms in paradigms:
            out.write(f"{templates[tuple(t for _, t in forms)]}\t{','.join(s for s, _ in forms)}\n")


def front_coded(words):
    before = ""
    for word in words:
        shared = min(9, len(boil.common_prefix([before, word])))
        yield f"{shared}{word[shared:]}"
        before = word


def write_stems(path, chosen, numbers):
    by_stem = collections.defaultdict(list)
    for (stem, forms), count in chosen.items():
        by_stem[stem].append((numbers[forms], count))
    with open(path, "w") as out:
        out.write(HEADER.format("Stems, front-coded, with the paradigm and the weight of each of their lexemes."))
        for coded, stem in zip(front_coded(sorted(by_stem)), sorted(by_stem)):
            pairs = sorted(by_stem[stem], key=lambda pair: (-pair[1], pair[0]))
            out.write(coded + "\t" + "".join(code(n) + weight(count) for n, count in pairs) + "\n")


def main(natasha, folder):
    morph = pymorphy3.MorphAnalyzer()
    entries, tags = count_lexemes(morph, navec.counts(natasha))
    chosen = choose(morph, entries, tags)
    paradigms = collections.Counter(forms for _, forms in chosen)
    order = sorted(paradigms, key=lambda forms: (-paradigms[forms], forms))
    write_paradigms(f"{folder}/paradigms.tsv", order, tags)
    write_stems(f"{folder}/stems.tsv", chosen, {forms: n for n, forms in enumerate(order)})


if __name__ == "__main__":
    main(*sys.argv[1:])
