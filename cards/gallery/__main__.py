"""Writes the gallery: `python -m cards.gallery DIR`. What is no card of it any more leaves the folder."""

import json
import sys
from pathlib import Path

from cards import draw
from cards.gallery import gallery


def hang(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for stale in folder.glob("*.json"):
        stale.unlink()
    for name, view in gallery().items():
        text = json.dumps(draw(view), ensure_ascii=False, indent=1)
        (folder / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    hang(Path(sys.argv[1]))
