"""The blocks of a whole publication: what belongs together across lines, drawings and pages."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.blocks import Draft
from ingest.clean import SOFT_HYPHEN, SourceText
from ingest.groups import PageStyle
from ingest.lines import PageLines
from ingest.notes import footnote_lines, raised_marks_in, without_marks
from ingest.pages import is_interview, read_page
from ingest.shapes import ends_sentence, footnote_number, is_kicker, section_number, typical_width
from ingest.words import Lexicon, join_lines

_LEAST_PULL_QUOTE = 40
_ASIDE = frozenset({"labels", "caption", "pull quote", "footnote", "contents"})
_NUMBERED = re.compile(r"([A-ZÆØÅ][a-zæøå]+) \d{1,2}[.:]? ")
_NOT_LETTER = re.compile(r"[\W\d_]+")


def read_blocks(pages: Sequence[PageLines], titles: Mapping[int, int] | None = None) -> list[Draft]:
    """The blocks of all pages, in reading order; a paragraph that runs on past a drawing or a page is one.

    titles: the level of each heading by where in the source it begins, for a file that marks its headings.
    """
    lines = [line for page in pages for line in page.lines]
    lexicon = Lexicon(line.text for line in lines)
    width = typical_width([len(line) for line in lines if len(line) > 30])
    raised = raised_marks_in("\n".join(line.text for line in lines))
    drafts: list[Draft] = []
    for at, page in enumerate(pages):
        style = PageStyle(lexicon, width, footnote_lines(page.lines, raised), is_interview(page), titles=titles)
        drafts.extend(read_page(page, style, first=at == 0, last=at + 1 == len(pages)))
    drafts = _mark_pull_quotes(drafts)
    drafts = _join_interrupted(drafts, lexicon)
    drafts = _drop_marks(drafts)
    return _nest_headings(drafts) if titles is None else drafts


def _letters(text: str) -> str:
    return _NOT_LETTER.sub("", text).lower()


def _mark_pull_quotes(drafts: list[Draft]) -> list[Draft]:
    """Finds what stands once more, word for word, in the text of its own page or the pages beside it."""
    by_page: dict[int, list[tuple[int, str]]] = {}
    for at, draft in enumerate(drafts):
        if draft.kind in ("text", "heading", "record", "item"):
            by_page.setdefault(draft.page, []).append((at, _letters(draft.text)))
    marked = list(drafts)
    for page, members in by_page.items():
        near = [member for number in (page - 1, page, page + 1) for member in by_page.get(number, [])]
        if len(members) > 200:  # a text without pages has no boxes beside its columns
            continue
        for at, letters in members:
            if len(letters) < _LEAST_PULL_QUOTE or drafts[at].kind == "item":
                continue
            others = [other for place, other in near if place != at and marked[place].kind != "pull quote"]
            # a paragraph that stands twice as a whole is no quotation of the other
            if letters not in others and letters in "".join(others):
                marked[at] = replace(drafts[at], kind="pull quote")
    return marked


def _join_interrupted(drafts: list[Draft], lexicon: Lexicon) -> list[Draft]:
    """Joins each paragraph to its rest behind a drawing, a box, a footnote or a page break."""
    joined: list[Draft] = []
    for draft in drafts:
        before = _unfinished(joined)
        if before is None or not _goes_on(joined[before], draft):
            joined.append(draft)
            continue
        whole = _join(joined[before], draft, lexicon)
        asides = joined[before + 1 :]
        # what stands on the first page keeps its place there
        if draft.page > joined[before].page:
            joined[before:] = [aside for aside in asides if aside.page < draft.page]
            joined.append(whole)
            joined.extend(aside for aside in asides if aside.page >= draft.page)
        else:
            joined[before:] = [whole, *asides]
    return joined


def _unfinished(drafts: Sequence[Draft]) -> int | None:
    """The place of the last paragraph, if only drawings and the like stand behind it and it has no end."""
    at = len(drafts) - 1
    while at >= 0 and drafts[at].kind in _ASIDE:
        at -= 1
    if at < 0 or drafts[at].kind not in ("text", "item"):
        return None
    text = drafts[at].text
    return None if ends_sentence(text) or text.endswith(":") else at


def _goes_on(before: Draft, draft: Draft) -> bool:
    if draft.kind != "text" or draft.page - before.page > 1:
        return False
    return draft.text[:1].islower() or before.text.endswith(("-", SOFT_HYPHEN))


def _join(before: Draft, draft: Draft, lexicon: Lexicon) -> Draft:
    content = join_lines([before.content, draft.content], lexicon)
    at = len(content) - len(draft.content)
    moved = tuple((at + place, page) for place, page in draft.breaks)
    here = ((at, draft.page),) if draft.page > (before.breaks[-1][1] if before.breaks else before.page) else ()
    return replace(before, content=content, breaks=(*before.breaks, *here, *moved))


def _drop_marks(drafts: list[Draft]) -> list[Draft]:
    """Takes out the marks of the footnotes that there are; other glued numbers stay."""
    notes = {(draft.page, footnote_number(draft.text)) for draft in drafts if draft.kind == "footnote"}
    everywhere = {number for _, number in notes}
    result: list[Draft] = []
    for draft in drafts:
        if draft.kind in ("text", "item", "question", "heading", "caption") and notes:
            here = {number for page, number in notes if page == draft.page}
            raised = everywhere & raised_marks_in(draft.text)
            content = without_marks(draft.content, here | raised)
            draft = _with_content(draft, content)
        result.append(draft)
    return result


def _with_content(draft: Draft, content: SourceText) -> Draft:
    shift = len(draft.content) - len(content)
    breaks = tuple((max(0, place - shift), page) for place, page in draft.breaks)
    return replace(draft, content=content, breaks=breaks) if shift else draft


def _nest_headings(drafts: list[Draft]) -> list[Draft]:
    """Puts a page's title under its kicker ("CASE"), and the headings on the page under both."""
    result: list[Draft] = []
    depth, series = 1, ""
    chapter, chapter_level = 0, 1
    for draft in drafts:
        if draft.kind == "heading":
            number = section_number(draft.text)
            above = result[-1] if result else draft
            kicked = above.kind == "heading" and above.level == 1 and is_kicker(above.text) and above.page == draft.page
            if series and _series(draft.text) == series:
                depth = 1  # "Eksempel 2" on the page that "Eksempel 1" begins
                draft = replace(draft, level=1)
            elif kicked and result:
                depth = 2
                draft = replace(draft, level=2)
            elif number[:1] == (chapter,) and len(number) > 1:
                draft = replace(draft, level=chapter_level + len(number) - 1)
            elif draft.level == 1:
                depth, series = 1, _series(draft.text)
            elif number == (chapter + 1,) and chapter:
                depth = chapter_level
                draft = replace(draft, level=depth)
            else:
                draft = replace(draft, level=depth + 1)
            if len(number) == 1:
                chapter, chapter_level = number[0], draft.level
                depth = draft.level
        result.append(draft)
    return result


def _series(title: str) -> str:
    """ "Eksempel" for "Eksempel 1: ...", "" for a title without such a number."""
    match = _NUMBERED.match(title)
    return match.group(1).lower() if match else ""
