"""Boils pymorphy3's paradigms down to the grammar that the rules use.

A boiled form is (suffix, tag); a tag is a short code of `tag_of`; a lexeme is (stem, forms) with ё folded to е.
"""

CASES = {"nomn": "n", "gent": "g", "datv": "d", "accs": "a", "ablt": "i", "loct": "p", "gen1": "g", "gen2": "g",
         "acc2": "a", "loc1": "p", "loc2": "p"}
GENDERS = {"masc": "m", "femn": "f", "neut": "n"}
NUMBERS = {"sing": "s", "plur": "p"}
TENSES = {"past": "<", "pres": "=", "futr": ">"}
PARTS = {"NOUN": "N", "ADJF": "A", "ADJS": "A", "COMP": "A", "PRTF": "P", "PRTS": "P", "VERB": "V", "INFN": "V",
         "GRND": "V", "NUMR": "M", "NPRO": "R", "ADVB": "D", "PREP": "E", "CONJ": "C", "PRCL": "L", "INTJ": "O",
         "PRED": "D"}
NAMES = {"Name": "1", "Patr": "2", "Surn": "3", "Geox": "4", "Orgn": "5", "Trad": "5"}
DROPPED = {"V-oy", "V-ey", "V-be", "V-en", "V-bi", "V-ie", "V-sh", "Arch", "Erro", "Dist", "voct", "Infr", "Slng",
           "Fimp", "incl", "Supr", "Cmp2", "Init"}


def fold(text):
    return text.lower().replace("ё", "е")


def _one(grammemes, table):
    return next((code for name, code in table.items() if name in grammemes), "-")


def tag_of(tag):
    """Part, name, form, case, number, gender, animacy: seven characters; None for a form to leave out."""
    g = set(str(tag).replace(" ", ",").split(","))
    if g & DROPPED or "impr" in g or not g & PARTS.keys():
        return None
    part = next(code for name, code in PARTS.items() if name in g)
    if "NOUN" in g and "Fixd" in g and not g & NUMBERS.keys():
        return None
    form = "-"
    if g & {"ADJS", "PRTS"}:
        form = "s"
    elif "COMP" in g:
        form = "c"
    elif "INFN" in g:
        form = "i"
    elif "GRND" in g:
        form = "g"
    elif "VERB" in g:
        form = _one(g, TENSES)
    if part == "A" and "Apro" in g:
        part = "R"
    if part == "A" and "Anum" in g:
        part = "M"
    person = next((p[0] for p in ("1per", "2per", "3per") if p in g), "-")
    gender = "-" if "GNdr" in g or "ms-f" in g else _one(g, GENDERS)
    animacy = "a" if "anim" in g else "i" if "inan" in g else "-"
    if part == "V":
        animacy = person
    name = _one(g, NAMES) if part == "N" else "-"
    return "".join([part, name, form, _one(g, CASES), _one(g, NUMBERS), gender, animacy])


def genders_apart(forms):
    """Splits a surname's forms into those of a man, a woman and a family; other lexemes stay whole."""
    if not any(tag[1] in "123" for _, tag in forms):
        return [forms]
    groups = {}
    for word, tag in forms:
        groups.setdefault(tag[5] if tag[1] != "1" else "one", []).append((word, tag))
    plural = [f for f in groups.pop("-", [])] if len(groups) > 1 else []
    out = list(groups.values())
    if plural and out:
        out[0] = out[0] + plural
    return out


# Endings of a participle in the masculine nominative; the other forms follow from them.
PARTICIPLE_ENDINGS = ("ийся", "ый", "ий")


def participles_short(forms):
    """Keeps of each participle the masculine nominative alone, under the tag `P*`: its forms are regular."""
    out = []
    for word, tag in forms:
        if tag.startswith("P--"):
            if tag[3:6] == "nsm" and word.endswith(PARTICIPLE_ENDINGS):
                out.append((word, "P*"))
        else:
            out.append((word, tag))
    return out


def common_prefix(words):
    first, last = min(words), max(words)
    n = 0
    while n < min(len(first), len(last)) and first[n] == last[n]:
        n += 1
    return first[:n]


def lexemes(dictionary, word, paradigm):
    """The boiled lexemes of a dictionary entry: [(stem, ((suffix, tag), ...))]."""
    info = dictionary.build_paradigm_info(paradigm)
    stem = word[len(info[0][0]):len(word) - len(info[0][2])] if info[0][2] else word[len(info[0][0]):]
    forms, seen = [], set()
    for prefix, tag, suffix in info:
        code = None if prefix else tag_of(tag)
        form = fold(stem + suffix)
        if code and (form, code) not in seen:
            seen.add((form, code))
            forms.append((form, code))
    out = []
    for group in genders_apart(participles_short(forms)):
        if group:
            base = common_prefix([w for w, _ in group])
            out.append((base, tuple((w[len(base):], t) for w, t in group)))
    return out
