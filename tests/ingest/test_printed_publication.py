"""The publication that Kildesvar comes with, printed to PDF by Chromium: every sentence comes back, with its boxes."""

import html
from pathlib import Path

import pytest

from ingest.blocks import BlockKind, Publication
from ingest.chunk import split_passages
from ingest.highlight import highlight_boxes
from ingest.read import read_publication
from tests.ingest.pdf_files import printed

PROSE: frozenset[BlockKind] = frozenset({"text", "item", "caption"})
COLUMNS = "column-count:2;column-fill:auto;height:25cm;"


def page_of(publication: Publication, css: str) -> str:
    """Its headings, paragraphs, items and captions as a web page, a page break after every 14."""
    text = publication.document.text
    blocks = [block for block in publication.blocks if block.kind in PROSE or block.kind == "heading"]
    tags = [("h2" if block.kind == "heading" else "p", html.escape(text[block.start : block.end])) for block in blocks]
    parts = [f"<{tag}>{content}</{tag}>" for tag, content in tags]
    pages = ("".join(parts[at : at + 14]) for at in range(0, len(parts), 14))
    style = f"@page{{size:A4;margin:2cm}}body{{font:11pt serif}}p{{text-align:justify}}div{{break-after:page;{css}}}"
    return f'<html lang="da"><style>{style}</style>' + "".join(f"<div>{page}</div>" for page in pages)


@pytest.mark.parametrize("css", ["", COLUMNS], ids=["one column", "two columns"])
def test_every_sentence_comes_back_with_its_boxes(tmp_path: Path, real: Publication, css: str) -> None:
    path = printed(tmp_path / "trykt.pdf", page_of(real, css))
    if path is None:
        pytest.skip("no Chromium")
    again = read_publication(path)
    document = again.document
    spans = [span for passage in split_passages(again) for span in passage.sentences]
    found = {document.quote(span) for span in spans}
    wanted = [real.document.quote(span) for block in real.blocks if block.kind in PROSE for span in block.sentences]
    lost = [sentence for sentence in wanted if sentence not in found]
    assert len(wanted) > 200
    assert len(lost) <= 0.01 * len(wanted), lost
    assert all(highlight_boxes(path, document, span) for span in spans[::7])
    titles = {section.title for section in document.sections}
    headings = [real.document.text[block.start : block.end] for block in real.blocks if block.kind == "heading"]
    assert [title for title in headings if title not in titles][1:] == []
