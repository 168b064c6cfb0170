"""How fast PDFs are read, before anything is encoded, and whether memory grows with their length."""

import json
import random
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from evaluation.typeset import NO_REPORTLAB
from index.datatypes import Document
from index.errors import QuestionSetError

SHORT, LONG = 50, 500
_SENTENCES_A_PAGE = 25
_SCRIPT = """
import json, resource, sys, time
from pathlib import Path
from ingest.read import read_publication
started = time.perf_counter()
read_publication(Path(sys.argv[1]))
print(json.dumps([time.perf_counter() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""


@dataclass(frozen=True, slots=True)
class ReadingSpeed:
    """pages_per_s: of a PDF of LONG pages. short_mb, long_mb: the most memory that SHORT and LONG pages took."""

    pages_per_s: float
    short_mb: float
    long_mb: float


def measure_reading(document: Document) -> ReadingSpeed:
    """Reads PDFs whose pages are sentences of a publication, drawn by lot, each in a process of its own."""
    with TemporaryDirectory() as folder:
        short_s, short_mb = _read(_made(document, SHORT, Path(folder)))
        long_s, long_mb = _read(_made(document, LONG, Path(folder)))
    return ReadingSpeed((LONG - SHORT) / (long_s - short_s), short_mb, long_mb)


def _made(document: Document, pages: int, folder: Path) -> Path:
    try:
        from reportlab.lib.styles import ParagraphStyle
        from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate
    except ImportError as error:
        raise QuestionSetError(NO_REPORTLAB) from error
    chance = random.Random(pages)
    sentences = [line for line in document.text.splitlines() if len(line.split()) > 8]
    style = ParagraphStyle("body", fontName="Helvetica", fontSize=9, leading=11, spaceAfter=6)
    story: list[Flowable] = []
    for _ in range(pages):
        drawn = chance.sample(sentences, min(_SENTENCES_A_PAGE, len(sentences)))
        story += [Paragraph(sentence[:200].replace("&", "og").replace("<", ""), style) for sentence in drawn]
        story.append(PageBreak())
    path = folder / f"{pages}.pdf"
    SimpleDocTemplate(str(path)).build(story)
    return path


def _read(path: Path) -> tuple[float, float]:
    """Seconds, and megabytes at most."""
    command = [sys.executable, "-c", _SCRIPT, str(path)]
    seconds, megabytes = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return seconds, megabytes
