"""Text recognition of scanned pages through Tesseract, where it is installed with Danish."""

import csv
import os
import shutil
import subprocess
from array import array
from collections.abc import Sequence

from ingest.clean import SourceText, clean_characters
from ingest.fragments import Fragment, PageFragments
from ingest.pdfium import PAGE_STRIDE

HOW_TO_INSTALL = (
    "Installér Tesseract med dansk (Debian og Ubuntu: »sudo apt install tesseract-ocr tesseract-ocr-dan«, macOS: "
    "»brew install tesseract tesseract-lang«), og læs filen ind igen, eller kør den gennem tekstgenkendelse (OCR)."
)
SCALE = 200 / 72  # pixels to a point
# Where on a page the recognised characters stand: beyond all that PDFium knows, so that none of them is highlighted.
_FIRST_PLACE = PAGE_STRIDE // 2
_LEAST_CONFIDENCE = 30.0
_MOST_SECONDS = 180
# The heights of recognised lines tell nothing of their fonts.
_SIZE = 10.0


def can_recognise() -> bool:
    """Whether Tesseract and its Danish are installed."""
    if shutil.which("tesseract") is None:
        return False
    try:
        listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, timeout=20, check=True)
    except (OSError, subprocess.SubprocessError):
        return False
    return "dan" in listed.stdout.split()


def recognise(png: bytes, number: int) -> PageFragments:
    """The lines that Tesseract reads in a page's picture, drawn with SCALE; none where it fails."""
    command = ["tesseract", "stdin", "stdout", "-l", "dan", "--dpi", "200", "tsv"]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}  # several threads make it slower
    try:
        done = subprocess.run(
            command, input=png, capture_output=True, timeout=_MOST_SECONDS, check=True, env=environment
        )
    except (OSError, subprocess.SubprocessError):
        return PageFragments((), 0.0, ocr=True)
    rows = list(
        csv.DictReader(done.stdout.decode("utf-8", "replace").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    )
    lines: dict[tuple[str, ...], list[dict[str, str]]] = {}
    for row in rows:
        if row["level"] == "5" and row["text"].strip() and float(row["conf"]) >= _LEAST_CONFIDENCE:
            lines.setdefault((row["block_num"], row["par_num"], row["line_num"]), []).append(row)
    place = (number - 1) * PAGE_STRIDE + _FIRST_PLACE
    fragments: list[Fragment] = []
    for words in lines.values():
        fragments.append(_fragment(words, place))
        place += sum(len(word["text"]) + 1 for word in words)
    height = max((float(row["height"]) / SCALE for row in rows if row["level"] == "1"), default=0.0)
    return PageFragments(tuple(fragments), height, ocr=True)


def _fragment(words: Sequence[dict[str, str]], place: int) -> Fragment:
    text = " ".join(word["text"] for word in words)
    lefts, tops = ([float(word[edge]) / SCALE for word in words] for edge in ("left", "top"))
    rights = [left + float(word["width"]) / SCALE for left, word in zip(lefts, words, strict=True)]
    bottoms = sorted(top + float(word["height"]) / SCALE for top, word in zip(tops, words, strict=True))
    return Fragment(
        clean_characters(SourceText(text, array("q", range(place, place + len(text))))).collapsed(),
        min(lefts),
        min(tops),
        max(rights),
        bottoms[-1],
        bottoms[len(bottoms) // 2],
        _SIZE,
        bold=False,
    )
