"""What a line or a group of lines looks like: prose, heading, label of a figure, contact."""

import re
from collections.abc import Sequence

from ingest.lines import Line

_TERMINAL = re.compile(r"[.!?…][\"»«”“’')\]]{0,3}(?:\d{1,2}|[¹²³⁴-⁹]{1,2})?$")
_INNER_STOP = re.compile(r"[a-zæøå]{3}[.!] [A-ZÆØÅ]")
_OPENS = re.compile(r"[\"»”“(–]{0,2}[A-ZÆØÅÉ0-9]")
_LIST_MARK = re.compile(r"(?:[•▪●◦‣·*]|[-–](?= )|\d{1,2}[.)](?= [A-ZÆØÅ]))\s*(?=\S)")
_KICKER = re.compile(
    r"(?:(?:case|eksempel|interview|portræt|fakta|tema|bilag|kapitel|del|boks|faktaboks)s?(?: \d{1,2})?[.:]?)$", re.I
)
_PHONE = re.compile(r"\b(?:tlf|telefon|mobil|tel)\b[.:]{0,2} ?\+?\d|(?<!\d)(?:\d\d ){3}\d\d(?!\d)", re.I)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w")
_CONTACT_START = re.compile(r"(?:(?:tlf|telefon|mobil|tel|e-?mail|mail)\b|[\w.+-]+@[\w-]+\.\w)", re.I)
_CAPTION = re.compile(r"(Figur|Tabel|Graf|Diagram|Kort) (\d{1,3}(?:\.\d{1,2})?[a-z]?)(?: ?[:.–-] ?\S|$)")
_FOOTNOTE = re.compile(r"(?:(\d{1,2})[.)]?|([¹²³⁴-⁹]{1,2})) ?(?=[A-ZÆØÅ»\"”])")
_SECTION_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})\.? (?=[A-ZÆØÅ])")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_TIME_KEY = re.compile(r"(?:Før|Nu|Efter|I dag|Tidligere|Dengang|Status|Resultat): \S")
_LEADING_KEY = re.compile(r"[A-ZÆØÅ][a-zæøå]{1,14}: \S")


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does."""
    return bool(_TERMINAL.search(text[-12:]))


def opens_sentence(text: str) -> bool:
    """Whether a line begins as a sentence or a heading does."""
    return bool(_OPENS.match(text))


def list_mark(text: str) -> str:
    """The bullet or number that a list item begins with, "" for other lines."""
    match = _LIST_MARK.match(text)
    return match.group() if match else ""


def has_bullet(text: str) -> bool:
    """Whether a line begins with a bullet that can be nothing else; a dash or a number can."""
    return bool(text) and text[0] in "•▪●◦‣·*" and bool(list_mark(text))


def caption_of(text: str) -> tuple[str, str] | None:
    """("Figur", "2") for a line that begins a figure's caption."""
    match = _CAPTION.match(text)
    return (match.group(1), match.group(2)) if match else None


def footnote_number(text: str) -> str:
    """The number that a line begins with as a footnote does, "" for other lines."""
    match = _FOOTNOTE.match(text)
    return (match.group(1) or match.group(2).translate(_SUPERSCRIPTS)) if match else ""


def has_contact(text: str) -> bool:
    """Whether a line holds a phone number or an e-mail address."""
    return len(text) < 400 and bool(_PHONE.search(text) or _MAIL.search(text))


def starts_contact(text: str) -> bool:
    """Whether a line begins with a phone number or an e-mail address."""
    return bool(_CONTACT_START.match(text)) and has_contact(text)


def begins_with_key(text: str) -> bool:
    """Whether a line begins as "Før: ..." does."""
    return bool(_LEADING_KEY.match(text))


def begins_with_time(text: str) -> bool:
    """Whether a line begins as the two sides of a case do: "Før: ...", "Nu: ...", "Efter: ..."."""
    return bool(_TIME_KEY.match(text))


def is_title(text: str) -> bool:
    """Whether a heading's words are a title rather than a name or an organisation: one of them is lower case."""
    words = text.split()
    return is_heading_text(text) and "," not in text and any(word[0].islower() for word in words[1:])


def asks_whom(text: str) -> bool:
    """Whether a line is the title of a contact: "Spørgsmål om publikationen"."""
    return is_title(text) and text.startswith(("Spørgsmål", "Henvendelse", "Yderligere", "Mere", "Læs", "Bestil"))


def is_kicker(text: str) -> bool:
    """Whether a heading only says what kind of text follows: "CASE", "Interview", "TOPLEDERENS PERSPEKTIV"."""
    return bool(_KICKER.match(text)) or (text.isupper() and len(text) <= 40 and not any(c.isdigit() for c in text))


def is_numbered(text: str) -> bool:
    """Whether a heading is numbered: "2 RESULTATER", "2.1 Trafik"."""
    return bool(section_number(text))


def section_number(text: str) -> tuple[int, ...]:
    """(2, 1) for "2.1 Trafik", empty for a heading without a number."""
    match = _SECTION_NUMBER.match(text)
    return tuple(int(part) for part in match.group(1).split(".")) if match else ()


def is_numeric(text: str) -> bool:
    """Whether a line holds numbers and units only, as the values of a drawn figure do."""
    letters = re.sub(r"\b(?:pct|procent|mio|mia|kr|kg|ton|dage|år)\b\.?", "", text)
    return any(c.isdigit() for c in text) and not any(c.isalpha() for c in letters)


def is_label(line: Line) -> bool:
    """Whether a line may be a label of a drawn figure, judged by itself."""
    text = line.text
    if is_numeric(text) or line.spread:
        return True
    if has_contact(text) or text.endswith((":", "?")):
        return False
    words = text.split()
    if text.endswith(("...", "…")):
        return len(words) <= 4
    numbers = sum(any(c.isdigit() for c in word) for word in words)
    if ends_sentence(text):
        # "0 20 40 60 80 pct." ends the scale of a figure
        return numbers * 2 >= len(words) or (len(words) <= 3 and numbers > 0)
    return len(text) <= 75


def fits(line: str, following: str, width: int, share: float = 0.9) -> bool:
    """Whether the next line's first word would have had room: then the line was ended on purpose."""
    first = following.split(" ", 1)[0]
    return len(line) + 1 + len(first) <= width * share


def is_heading_text(text: str) -> bool:
    """Whether the words alone could be a heading."""
    return (
        2 <= len(text) <= 110
        and len(text.split()) <= 16
        and any(c.isalpha() for c in text)
        and opens_sentence(text)
        and not text.endswith((".", ",", ";", ":", "-", "–"))
        and not ends_like_quote(text)
        and not _INNER_STOP.search(text)
        and not has_contact(text)
        and not has_bullet(text)
    )


def ends_like_quote(text: str) -> bool:
    """Whether the text ends with a full stop inside its quotation mark: a spoken sentence, not a title."""
    return text[-2:-1] in {".", ","} and text[-1:] in {'"', "«", "”", "“"}


def is_prose(lines: Sequence[Line], width: int) -> bool:
    """Whether a group is running text: wrapped lines, or a line that ends as a sentence does."""
    if not lines:
        return False
    first, last = lines[0].text, lines[-1].text
    if len(lines) == 1 and is_label(lines[0]) and first.endswith(("...", "…")):
        return False
    if ends_sentence(last) and len(" ".join(line.text for line in lines).split()) >= 2 and not is_numeric(last):
        return True
    longest = max(len(line) for line in lines)
    wrapped = len(lines) > 3 and longest >= 0.5 * width and any(line.text[0].islower() for line in lines[1:])
    return wrapped or len(first) >= 0.8 * width or list_mark(first) != ""


def typical_width(lengths: Sequence[int]) -> int:
    """How long a full line is: the length that nine lines in ten do not exceed."""
    ordered = sorted(lengths)
    return ordered[int(0.9 * (len(ordered) - 1))] if ordered else 80
