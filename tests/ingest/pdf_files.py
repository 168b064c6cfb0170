"""PDFs made for the tests: by hand, by reportlab, by Chromium and by LibreOffice."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

# (left, baseline from the top, size, text); a size below zero is bold
Placed = tuple[float, float, float, str]

# what StandardEncoding, as LaTeX's old fonts, calls these
_CODES = {"ﬁ": 0xAE, "ﬂ": 0xAF, "˚": 0xCA, "«": 0xAB, "»": 0xBB, "æ": 0xF1, "ø": 0xF9}


def drawn(path: Path, pages: Sequence[Sequence[Placed]], **facts: str) -> Path:
    """By reportlab: each text where it is said to stand."""
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setTitle(facts.get("title", ""))
    canvas.setAuthor(facts.get("author", ""))
    for page in pages:
        for left, top, size, text in page:
            canvas.setFont("Helvetica-Bold" if size < 0 else "Helvetica", abs(size))
            canvas.drawString(left, A4[1] - top, text)
        canvas.showPage()
    canvas.save()
    return path


def paragraph(text: str, left: float, top: float, width: int = 80, size: float = 11, lead: float = 14) -> list[Placed]:
    """The text's lines, parted after at most `width` letters, under each other."""
    lines: list[str] = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return [(left, top + lead * at, size, line) for at, line in enumerate(lines)]


def handmade(
    path: Path,
    contents: Sequence[bytes],
    *,
    page: bytes = b"",
    xref: bool = True,
    box: bytes = b"0 0 595 842",
) -> Path:
    """A PDF written byte by byte, in Times with StandardEncoding: the pages' content streams, and more page entries."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * at) for at in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(contents)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /StandardEncoding >>",
    ]
    for at, content in enumerate(contents):
        entries = b"/MediaBox [%s] /Contents %d 0 R %s" % (box, 5 + 2 * at, page)
        objects.append(b"<< /Type /Page /Parent 2 0 R /Resources << /Font << /F 3 0 R >> >> %s >>" % entries)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    data, places = b"%PDF-1.5\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data) if xref else 7
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % (place if xref else 3 * place) for place in places)
    data += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    path.write_bytes(data)
    return path


def latex_line(left: float, baseline: float, text: str, size: float = 10) -> bytes:
    """A line as LaTeX sets it: ligatures as one glyph; "å" as a ring, the pen moved back, and an "a"."""
    parts: list[bytes] = []
    run = b""
    for c in text:
        if c in "åÅ":
            parts += [b"(%s\\%o)" % (run, _CODES["˚"]), b"%d" % (388 if c == "å" else 527)]
            run = b"a" if c == "å" else b"A"
        else:
            run += b"\\%o" % _CODES[c] if c in _CODES else c.encode("ascii")
    parts.append(b"(%s)" % run)
    return b"BT /F %g Tf %g %g Td [%s] TJ ET\n" % (size, left, baseline, b" ".join(parts))


def printed(path: Path, html: str) -> Path | None:
    """By Chromium's print, through Skia; None where there is no Chromium."""
    found = [name for name in ("chromium", "chromium-browser", "google-chrome") if shutil.which(name)]
    if not found:
        return None
    source = path.with_suffix(".html")
    source.write_text(html, encoding="utf-8")
    command = [found[0], "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    subprocess.run([*command, f"--print-to-pdf={path}", source.as_uri()], check=True, capture_output=True, timeout=60)
    return path


def exported(path: Path, written: Any) -> Path | None:
    """By LibreOffice's export, of a python-docx document; None where there is no LibreOffice."""
    office = shutil.which("soffice")
    if office is None:
        return None
    source = path.with_suffix(".docx")
    written.save(str(source))
    home = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = [office, home, "--headless", "--convert-to", "pdf", "--outdir", str(path.parent), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return path
