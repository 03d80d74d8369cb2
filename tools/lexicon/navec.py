"""Word counts of navec (hudlit/news; Alexander Kukushkin, MIT), from a folder with the unpacked wheel of natasha."""

import collections
import gzip
import struct
import tarfile


def counts(natasha):
    """How often each word occurs in a thousand million."""
    with tarfile.open(f"{natasha}/natasha/data/emb/navec_news_v1_1B_250K_300d_100q.tar") as archive:
        raw = gzip.decompress(archive.extractfile("vocab.bin").read())
    (total,) = struct.unpack("<I", raw[:4])
    return dict(zip(raw[4 + 4 * total:].decode().splitlines(), struct.unpack(f"<{total}I", raw[4:4 + 4 * total])))


def folded(natasha):
    """The same for words with ё and е as one letter; all of them are in small letters."""
    found = collections.Counter()
    for word, count in counts(natasha).items():
        found[word.replace("ё", "е")] += count
    return found
