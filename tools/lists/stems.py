"""The stem matcher of src/tag/phrases.rs, in Python: the lists must be counted as they will be matched."""

import collections
import re

TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")

NOUN_HARD = ["", "а", "у", "ом", "ем", "е", "ы", "и", "ов", "ев", "ей", "ам", "ами", "ах", "ым"]
CLASSES = [  # (ending of the dictionary form, what is cut, endings that may follow the stem); first match wins
    ("ться", "ться", ["ться", "лся", "лась", "лось", "лись", "вшийся", "вшись"]),
    ("ть", "ть", ["ть", "л", "ла", "ло", "ли", "в", "вший", "н", "на", "но", "ны", "ти", "тью", "тей", "тям", "тях"]),
    ("ция", "я", ["я", "и", "ю", "ей", "ею", "й", "ям", "ями", "ях"]),
    ("ия", "я", ["я", "и", "ю", "ей", "ею", "й", "ям", "ями", "ях"]),
    ("ая", "ая", ["ая", "ой", "ую", "ою", "ый", "ого", "ому", "ым", "ом", "ое", "ые", "ых", "ыми", "ий", "их", "им", "ими", "ие"]),
    ("яя", "яя", ["яя", "ей", "юю", "ий", "его", "ему", "им", "ем", "ее", "ие", "их", "ими"]),
    ("ое", "ое", ["ое", "ого", "ому", "ым", "ом", "ая", "ой", "ую", "ый", "ые", "ых", "ыми", "им", "их", "ими", "ий"]),
    ("ее", "ее", ["ее", "его", "ему", "им", "ем", "ий", "яя", "ей", "юю", "ие", "их", "ими"]),
    ("ие", "е", ["е", "я", "ю", "ем", "и", "й", "ям", "ями", "ях", "х", "ми", "м"]),
    ("ые", "е", ["е", "й", "х", "м", "ми"]),
    ("ый", "ый", ["ый", "ого", "ому", "ым", "ом", "ая", "ой", "ую", "ое", "ые", "ых", "ыми"]),
    ("ий", "ий", ["ий", "ия", "ию", "ием", "ии", "иев", "иям", "ого", "его", "ому", "ему", "им", "ом", "ем",
                  "ая", "яя", "ой", "ей", "ую", "юю", "ое", "ее", "ие", "их", "ими"]),
    ("ой", "ой", ["ой", "ого", "ому", "ым", "им", "ом", "ая", "ую", "ое", "ые", "ие", "ых", "их", "ыми", "ими"]),
    ("ец", "ец", ["ец", "ца", "цу", "цем", "цом", "це", "цы", "цев", "цов", "цам", "цами", "цах",
                  "йца", "йцу", "йцем", "йцы", "йцев", "йцам", "йцами", "йцах", "ьца", "ьцу", "ьцем", "ьцы", "ьцев", "ьцам", "ьцами"]),
    ("ок", "ок", ["ок", "ка", "ку", "ком", "ке", "ки", "ков", "кам", "ками", "ках", "ока", "оку", "оком", "оке", "оки", "оков"]),
    ("нин", "ин", ["ин", "ина", "ину", "ином", "ине", "е", "", "ам", "ами", "ах", "ины", "инов"]),
    ("а", "а", ["а", "ы", "и", "у", "е", "ой", "ою", "ей", "", "ам", "ами", "ах"]),
    ("я", "я", ["я", "и", "ю", "е", "ей", "ею", "ь", "", "ям", "ями", "ях"]),
    ("ь", "ь", ["ь", "я", "ю", "ем", "е", "и", "ью", "ей", "ям", "ями", "ях", "ев"]),
    ("й", "й", ["й", "я", "ю", "ем", "е", "и", "ев", "ям", "ями", "ях"]),
    ("о", "о", ["о", "а", "у", "ом", "е", "", "ам", "ами", "ах"]),
    ("е", "е", ["е", "я", "ю", "ем", "и", "а", "у", "й"]),
    ("ы", "ы", ["ы", "", "ов", "ам", "ами", "ах"]),
    ("и", "и", ["и", "", "ь", "ов", "ев", "ей", "ам", "ям", "ами", "ями", "ах", "ях"]),
    ("у", "", [""]), ("ю", "", [""]), ("э", "", [""]),
]


def fold(word):
    return word.lower().replace("ё", "е")


def declension(word):
    """Stem and admissible endings of a folded dictionary form."""
    if len(word) < 3 or not re.fullmatch("[а-я]+", word):
        return word, [""]
    for ending, cut, rest in CLASSES:
        if word.endswith(ending) and len(word) - len(cut) >= 2:
            return word[: len(word) - len(cut)], rest
    return word, NOUN_HARD


def shape_fits(entry, token):
    """A capitalised entry wants a capital, an entry in capitals wants capitals."""
    if not entry[0].isupper():
        return True
    if len(entry) > 1 and entry.isupper():
        return token.isupper()
    return token[0].isupper()


class Phrases:
    """A trie of phrases whose words match in any case."""

    def __init__(self):
        self.stems = collections.defaultdict(dict)  # stem -> word id -> endings
        self.words = {}
        self.next = {}
        self.ends = collections.defaultdict(list)
        self.nodes = 1

    def add(self, phrase, payload):
        node = 0
        for word in TOKEN.findall(phrase):
            word_id = self.words.setdefault(word, len(self.words))
            stem, endings = declension(fold(word))
            self.stems[stem][word_id] = (set(endings), word)
            key = (node, word_id)
            if key not in self.next:
                self.next[key] = self.nodes
                self.nodes += 1
            node = self.next[key]
        self.ends[node].append(payload)

    def ids(self, token):
        key = fold(token)
        for cut in range(0, min(7, len(key))):
            stem = key[: len(key) - cut]
            for word_id, (endings, word) in self.stems.get(stem, {}).items():
                if key[len(key) - cut :] in endings and shape_fits(word, token):
                    yield word_id

    def find(self, text):
        """Yields (start, end, payload) of every match."""
        tokens = [(m.start(), m.end()) for m in TOKEN.finditer(text)]
        ids = [list(self.ids(text[s:e])) for s, e in tokens]
        for first in range(len(tokens)):
            nodes = [0]
            for at in range(first, len(tokens)):
                nodes = [self.next[n, w] for n in nodes for w in ids[at] if (n, w) in self.next]
                if not nodes:
                    break
                for node in nodes:
                    for payload in self.ends.get(node, ()):
                        yield tokens[first][0], tokens[at][1], payload
