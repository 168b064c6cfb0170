"""The paragraphs of a web page."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.errors import PublicationError
from ingest.clean import RAISED
from ingest.flow import Flow, Paragraph
from ingest.metadata import FileFacts

_SKIPPED = frozenset(
    "script style noscript template nav header footer aside form button select iframe svg head title".split()
)
_INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em font i ins kbd label mark q s samp small span strong sub sup time u "
    "var wbr img".split()
)


def read_html(path: Path) -> Flow:
    """The headings, paragraphs, list items and table rows of a page's main part, in order; no menus or footers.

    Raises:
        PublicationError: nothing can be read from it.
    """
    from lxml import etree, html

    try:
        root = html.document_fromstring(_decoded(path.read_bytes()), parser=html.HTMLParser(remove_comments=True))
    except (etree.ParserError, ValueError) as error:
        raise PublicationError(f"{path}: Websiden kan ikke læses. Gem den igen fra browseren som .html.") from error
    main = root.xpath("//main | //*[@role='main']") or root.xpath("//article") or [root]
    paragraphs = tuple(_Walk().read(main[0]))
    author = root.xpath("string(//meta[@name='author']/@content)").strip()
    return Flow(paragraphs, FileFacts(" ".join(root.xpath("string(//title)").split()), author))


def _decoded(content: bytes) -> str | bytes:
    """UTF-8 as text; anything else as it is, for the reader to follow what the page says of itself."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text)  # lxml takes no text that names its encoding


class _Walk:
    """Goes through the elements, and gathers text up to the next element that begins a paragraph."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.found: list[Paragraph] = []

    def read(self, element: Any) -> Iterator[Paragraph]:
        """The paragraphs inside an element."""
        self._children(element)
        self._flush("text")
        yield from self.found

    def _children(self, element: Any) -> None:
        self._say(element.text, element)
        for child in element:
            if isinstance(child.tag, str) and child.tag not in _SKIPPED and child.get("hidden") is None:
                self._element(child)
            self._say(child.tail, element)

    def _say(self, text: str | None, element: Any) -> None:
        if text:
            self.words.append(text.translate(RAISED) if element.tag == "sup" else text)

    def _element(self, element: Any) -> None:
        tag = element.tag
        if tag in _INLINE:
            self._children(element)
            return
        if tag == "br":
            self.words.append(" ")
            return
        self._flush("text")
        if tag == "tr":
            self._row(element)
            return
        self._children(element)
        level = int(tag[1]) if re.fullmatch("h[1-6]", tag) else 0
        self._flush("heading" if level else "item" if tag == "li" else "text", level)

    def _row(self, row: Any) -> None:
        cells: list[str] = []
        for cell in row.iterchildren("td", "th"):
            inner = _Walk()
            texts = (" ".join(paragraph.cells) for paragraph in inner.read(cell))
            cells.append(" ".join(texts))
        kept = tuple(cell for cell in cells if cell.strip())
        if kept:
            self.found.append(Paragraph("row" if len(kept) > 1 else "text", kept))

    def _flush(self, kind: Any, level: int = 0) -> None:
        text = " ".join("".join(self.words).split())
        self.words.clear()
        if text:
            self.found.append(Paragraph(kind, (text,), level))
