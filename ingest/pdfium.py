"""PDFium: the characters of a PDF's pages with a box each, and a page as a picture."""

import ctypes
import io
import math
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.errors import PublicationError

# A character's place in the source of a PDF is (page number - 1) * PAGE_STRIDE + its number on the page.
PAGE_STRIDE = 1 << 20
# PDFium is not thread-safe: whatever calls it holds this lock.
PDFIUM = threading.RLock()

_HYPHENS = frozenset({0x02, 0xFFFE})  # a hyphen that ends a line
_BREAKS = frozenset({0x0A, 0x0C, 0x0D})
_COLOURS = 32


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The characters of a page in PDFium's order; points from the top left corner of the page as it is shown.

    text: n characters, blanks that PDFium put between words and lines included.
    cells: (n, 4) left, top, right, bottom of the room that the font gives each.
    baselines: (n, 2) where each character stands on its line. sizes: (n,) of the font, as shown.
    angles: (n,) quarter turns clockwise of the writing, as shown.
    width, height: of the page, as shown.
    """

    text: str
    cells: NDArray[np.float64]
    baselines: NDArray[np.float64]
    sizes: NDArray[np.float64]
    angles: NDArray[np.int64]
    width: float
    height: float

    def __len__(self) -> int:
        return len(self.text)


class PdfPages:
    """A PDF as PDFium opens it. Closed by `close`; every call takes the lock."""

    def __init__(self, path: Path, password: str | None = None) -> None:
        """Opens the file.

        Raises:
            PublicationError: it is broken, or locked with another password.
        """
        import pypdfium2

        with PDFIUM:
            try:
                self._document = pypdfium2.PdfDocument(path, password=password)
                self.count = len(self._document)
            except pypdfium2.PdfiumError as error:
                locked = getattr(error, "err_code", None) == pypdfium2.raw.FPDF_ERR_PASSWORD
                raise (locked_error(path, password) if locked else broken_error(path)) from error
        self.path = path

    def close(self) -> None:
        """Lets the file go."""
        with PDFIUM:
            self._document.close()

    @contextmanager
    def page(self, number: int) -> Iterator["PdfPage"]:
        """The page with a number, from 1, for as long as it is needed.

        Raises:
            PublicationError: there is no such page, or it is broken.
        """
        import pypdfium2

        with PDFIUM:
            if not 1 <= number <= self.count:
                raise PublicationError(f"{self.path}: PDF'en har ingen side {number}. Læs publikationen ind igen.")
            try:
                page = self._document[number - 1]
                text = page.get_textpage()
            except pypdfium2.PdfiumError as error:
                raise broken_error(self.path) from error
            try:
                yield PdfPage(page, text)
            finally:
                text.close()
                page.close()


@contextmanager
def open_pdf(path: Path, password: str | None = None) -> Iterator[PdfPages]:
    """The PDF at a path, closed afterwards. Raises PublicationError as `PdfPages` does."""
    pages = PdfPages(path, password)
    try:
        yield pages
    finally:
        pages.close()


class PdfPage:
    """One open page. Only within `PdfPages.page`."""

    def __init__(self, page: Any, text: Any) -> None:
        import pypdfium2.raw

        self._raw = pypdfium2.raw
        self._page = page
        self._text = text

    def glyphs(self) -> Glyphs:
        """All characters of the page with their places."""
        count = min(max(self._raw.FPDFText_CountChars(self._text), 0), PAGE_STRIDE)
        text, facts = self._characters(count)
        table = np.array(facts, dtype=np.float64).reshape(count, 8)
        shown = _Shown(self._raw, self._page)
        turns = (np.rint(table[:, 7] / (np.pi / 2)).astype(np.int64) + shown.turns) % 4
        return Glyphs(
            text,
            shown.boxes(table[:, :4]),
            shown.points(table[:, 4:6]),
            table[:, 6],
            turns,
            shown.width,
            shown.height,
        )

    def _characters(self, count: int) -> tuple[str, list[float]]:
        """The letters, and eight numbers of each in one list: a page has thousands, so this loop is kept bare."""
        page = self._text.raw
        code_of, angle_of = self._raw.FPDFText_GetUnicode, self._raw.FPDFText_GetCharAngle
        room_of, place_of = self._raw.FPDFText_GetLooseCharBox, self._raw.FPDFText_GetCharOrigin
        x, y = ctypes.c_double(), ctypes.c_double()
        x_at, y_at = ctypes.byref(x), ctypes.byref(y)
        room = self._raw.FS_RECTF()
        room_at = ctypes.byref(room)
        letters: list[str] = []
        facts: list[float] = []
        sizes: dict[int, float] = {}
        for at in range(count):
            letters.append(_letter(code_of(page, at)))
            room_of(page, at, room_at)
            place_of(page, at, x_at, y_at)
            angle = angle_of(page, at)
            left, top, right, bottom = room.left, room.top, room.right, room.bottom
            key = int(50 * (top - bottom if abs(math.sin(angle)) < 0.7 else right - left))
            size = sizes.get(key)
            if size is None:
                size = sizes[key] = self._size(at)
            facts += (left, top, right, bottom, x.value, y.value, size, angle)
        return "".join(letters), facts

    def ink(self, places: Sequence[int]) -> NDArray[np.float64]:
        """(n, 4) left, top, right, bottom of what is drawn of some characters, as shown."""
        edges = [ctypes.c_double() for _ in range(4)]
        left, right, bottom, top = edges
        found: list[tuple[float, float, float, float]] = []
        for at in places:
            self._raw.FPDFText_GetCharBox(self._text, at, *edges)
            found.append((left.value, top.value, right.value, bottom.value))
        return _Shown(self._raw, self._page).boxes(np.array(found).reshape(-1, 4))

    def _size(self, at: int) -> float:
        matrix = self._raw.FS_MATRIX()
        if not self._raw.FPDFText_GetMatrix(self._text, at, matrix):
            return 0.0
        return float(self._raw.FPDFText_GetFontSize(self._text, at) * np.hypot(matrix.c, matrix.d))

    def is_bold(self, at: int) -> bool:
        """Whether the font of a character is bold, by its name or weight."""
        flags = ctypes.c_int()
        name = ctypes.create_string_buffer(200)
        self._raw.FPDFText_GetFontInfo(self._text, at, name, 200, flags)
        named = name.value.decode("utf-8", "ignore").lower()
        bold = any(word in named for word in ("bold", "black", "heavy", "semibold", "demi"))
        return bold or self._raw.FPDFText_GetFontWeight(self._text, at) >= 600

    def has_picture(self) -> bool:
        """Whether a picture is drawn on the page."""
        return any(True for _ in self._page.get_objects(filter=[self._raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))

    def render(self, scale: float) -> bytes:
        """The page as a PNG of few colours, `scale` pixels to a point."""
        bitmap = self._page.render(scale=scale)
        try:
            picture = bitmap.to_pil().convert("RGB").quantize(_COLOURS)
        finally:
            bitmap.close()
        file = io.BytesIO()
        picture.save(file, "PNG")
        return file.getvalue()


def render_page(path: Path, number: int, scale: float = 2.0, password: str | None = None) -> bytes:
    """A page, from 1, as a PNG; `scale` pixels to a point. Boxes of the page times `scale` lie on it.

    Raises:
        PublicationError: the file can not be read, or has no such page.
    """
    with open_pdf(path, password) as pages, pages.page(number) as page:
        return page.render(scale)


def broken_error(path: Path) -> PublicationError:
    """What is said of a PDF that can not be read."""
    return PublicationError(f"{path}: PDF'en er beskadiget og kan ikke læses. Hent den igen fra udgiveren.")


def locked_error(path: Path, password: str | None) -> PublicationError:
    """What is said of a PDF that its password does not open."""
    if password:
        return PublicationError(f"{path}: Adgangskoden åbner ikke PDF'en. Ret den efter --password.")
    return PublicationError(
        f"{path}: PDF'en er låst med en adgangskode. Skriv den efter --password, eller gem en kopi uden adgangskode."
    )


def _letter(code: int) -> str:
    if code in _HYPHENS:
        return "-"
    if code in _BREAKS:
        return " "
    return chr(code) if code and not 0xD800 <= code <= 0xDFFF and code <= 0x10FFFF else "\ufffd"


class _Shown:
    """From a page's own coordinates to those of the page as it is shown: cropped, turned, and from the top."""

    def __init__(self, raw: Any, page: Any) -> None:
        area = raw.FS_RECTF()
        raw.FPDF_GetPageBoundingBox(page, area)
        self.left, self.right = sorted((area.left, area.right))
        self.bottom, self.top = sorted((area.bottom, area.top))
        self.turns = page.get_rotation() // 90 % 4
        size = (self.right - self.left, self.top - self.bottom)
        self.width, self.height = size if self.turns % 2 == 0 else size[::-1]

    def points(self, places: NDArray[np.float64]) -> NDArray[np.float64]:
        """(n, 2) x, y as (n, 2) right, down."""
        x, y = places[:, 0], places[:, 1]
        turned = [
            (x - self.left, self.top - y),
            (y - self.bottom, x - self.left),
            (self.right - x, y - self.bottom),
            (self.top - y, self.right - x),
        ]
        return np.column_stack(turned[self.turns])

    def boxes(self, places: NDArray[np.float64]) -> NDArray[np.float64]:
        """(n, 4) two corners each as (n, 4) left, top, right, bottom."""
        one, other = self.points(places[:, :2]), self.points(places[:, 2:])
        return np.hstack([np.minimum(one, other), np.maximum(one, other)])
