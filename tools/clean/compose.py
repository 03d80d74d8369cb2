"""Composes pages to learn from: crops of real ones, and real ones with what few of them have around the article."""
import json, random, re

SORTS = ["alone", "part", "teased"]
WORD = re.compile(r"\w+")


def words(text):
    return WORD.findall(text.lower().replace("ё", "е"))


def write(data, folder, sets):
    """Writes every sort of composed page to a folder of its own."""
    cropped(data, folder, sets)
    teased(data, folder)


def cropped(data, folder, sets):
    """The article alone, or with some of what stands around it."""
    chance = random.Random(1)
    for name in sets:
        for source in sorted((data / name).iterdir()):
            labels, raw = lines_of(source)
            core = [i for i, label in enumerate(labels) if label]
            if not core:
                continue
            some = lambda most: chance.randint(0, most)
            crops = {
                "alone": core,
                "part": list(range(max(0, core[0] - some(6)), min(len(raw), core[-1] + 1 + some(40)))),
            }
            for crop, keep in crops.items():
                write_page(folder / crop / f"{crop}__{name}__{source.name}", source, [labels[i] for i in keep], [raw[i] for i in keep])


def stories(data):
    """Headlines with the first sentences below them, from texts that are no pages."""
    found = []
    for path in sorted((data.parent / "nerel" / "train").glob("*.txt")):
        lines = [line.strip() for line in path.read_text(encoding="utf8").split("\n") if line.strip()]
        leads = [line for line in lines[1:4] if len(line) > 80]
        if leads and 20 < len(lines[0]) < 120:
            found.append((lines[0], re.split(r"(?<=[.!?]) (?=[А-ЯЁ])", leads[0])))
    return found


def stamp(chance):
    clock = f"{chance.randint(0, 23)}:{chance.randint(0, 59):02}"
    month = chance.choice("января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split())
    day = chance.randint(1, 28)
    return chance.choice([
        clock, f"Сегодня, {clock}", f"Вчера, {clock}", f"{day} {month}, {clock}", f"{day} {month} {chance.randint(2009, 2025)}",
        f"{day:02}.{chance.randint(1, 12):02}.{chance.randint(2009, 2025)}", f"{clock} | {day} {month}"])


def teasers(chance, texts):
    """A list of teasers as news pages have them: a pattern that a few to many stories repeat."""
    blank, order, sentences = chance.random() < 0.4, chance.randint(0, 3), chance.choice([1, 1, 2, 3])
    doubled, joined, picture, section, more = (chance.random() < share for share in (0.25, 0.15, 0.15, 0.3, 0.2))
    headed, dated = chance.random() < 0.85, chance.random() < 0.6
    end = chance.choice(["", ".", "...", "…"])
    lines = []
    for number, (headline, lead) in enumerate(chance.sample(texts, min(len(texts), chance.randint(3, 30)))):
        if section and chance.random() < 0.25:
            lines.append(chance.choice("Политика Экономика Общество Культура Спорт Происшествия Здоровье Наука".split()))
        text = " ".join(lead[:sentences])
        text = text.rstrip(".") + end if end else text
        if headed:
            head = headline + headline if joined else headline
            head = " ".join(chance.sample(headline.split(), min(3, len(headline.split())))) + " " + head if picture else head
            story = [head, head] if doubled else [head]
        else:
            story = []
        time = [stamp(chance)] if dated and chance.random() < 0.95 else []
        story = {0: story + [text] + time, 1: time + story + [text], 2: story + time + [text], 3: story + [text]}[order]
        lines += story + (["Подробнее"] if more else []) + ([""] if blank else [])
    return lines


def teased(data, folder):
    """Pages with lists of teasers around the article, which few of the pages to learn from have."""
    chance, texts = random.Random(2), stories(data)
    for source in sorted((data / "ru").iterdir()):
        labels, raw = lines_of(source)
        core = [i for i, label in enumerate(labels) if label]
        if not core:
            continue
        above, below = chance.choice([(1, 0), (1, 0), (1, 1), (0, 1)])
        before = chance.randint(max(0, core[0] - 15), core[0]) if chance.random() < 0.8 else chance.randint(0, core[0])
        after = chance.randint(core[-1] + 1, min(len(raw), core[-1] + 15))
        upper = teasers(chance, texts) if above else []
        lower = teasers(chance, texts) if below else []
        raw = raw[:before] + upper + raw[before:after] + lower + raw[after:]
        labels = labels[:before] + [0] * len(upper) + labels[before:after] + [0] * len(lower) + labels[after:]
        write_page(folder / "teased" / f"teased__ru__{source.name}", source, labels, raw)


def lines_of(source):
    labels = json.load(open(source / "lines.json"))["lab"]
    raw = open(source / "pasted.txt", encoding="utf8", newline="").read().replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return labels, raw


def write_page(out, source, labels, raw):
    out.mkdir(parents=True, exist_ok=True)
    (out / "pasted.txt").write_text("\n".join(raw), encoding="utf8", newline="")
    json.dump({"lab": labels}, open(out / "lines.json", "w"))
    for copy in ("gold.txt", "meta.json"):
        (out / copy).write_text((source / copy).read_text(encoding="utf8"), encoding="utf8")
