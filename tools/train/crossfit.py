"""Exports the training split with marks as rules make them on texts that their lists have never seen.

    python crossfit.py --work W --data ../../../shared/data --lists env/bin/python

The lists of the rules are counted on the training split, where the rules therefore find more than elsewhere; a network
that learned from such marks would trust them too much. So the split is cut in folds, and each is exported by a program
whose lists were counted on the others (`tools/lists/build.py`; `--lists` is a Python with what it needs). Writes
W/train.jsonl. Builds in a copy of the repository, W/copy; takes a minute or two for each fold.
"""

import argparse
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDS = 5


def split(texts: list, work: Path) -> list:
    """Folders of links: (the texts of a fold, all others)."""
    found = []
    for fold in range(FOLDS):
        held, rest = work / f"held{fold}", work / f"rest{fold}"
        for folder in (held, rest):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
        for at, text in enumerate(texts):
            for file in (text, text.with_suffix(".ann")):
                ((held if at % FOLDS == fold else rest) / file.name).symlink_to(file.resolve())
        found.append((held, rest))
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--lists", required=True)
    options = parser.parse_args()
    copy = options.work / "copy"
    run = lambda *command, **more: subprocess.run(command, check=True, **more)
    if not copy.exists():
        run("git", "-C", ROOT, "worktree", "add", "--detach", copy.resolve())
    texts = sorted((options.data / "nerel/train").glob("*.txt"))
    export = ("cargo", "run", "--quiet", "--profile", "quick", "--example", "export_features", "--")
    with open(options.work / "train.jsonl", "wb") as out:
        for held, rest in split(texts, options.work):
            run("git", "checkout", "--quiet", "--", "seeds/lexicon", cwd=copy)
            run(options.lists, "build.py", rest.resolve(), copy.resolve() / "seeds/lexicon", cwd=ROOT / "tools/lists")
            run(*export, held.resolve(), cwd=copy, stdout=out)
            out.flush()
            print(held.name, "done", flush=True)


if __name__ == "__main__":
    main()
