"""Danish sentences."""

import re

from index.datatypes import Span

_CLOSING = "[\"»«”“’')\\]]{0,4}"
_END = re.compile(
    rf"(?<![.!?…])[.!?…]+{_CLOSING}"
    # the mark of a footnote, glued to the full stop
    rf"(?:(?<=[^\d\s][.!?])\d{{1,2}}(?=\s|$)|[¹²³⁴-⁹]{{1,2}})?{_CLOSING}(?=\s|$)"
    r"|\n\s*\n"
)
_NEXT_WORD = re.compile(r"\s*(\S{1,40})")
_LAST_TOKEN = re.compile(r"\S+$")

# These stand before what they belong to: a name, a number, an example. They never end a sentence.
_LEADING = frozenset(
    "adm. afd. afs. art. bl.a. bl. a. c. ca. cand. chr. cf. dir. dr. eks. ex. f.eks. fig. fhv. fmd. frk. gl. hhv. "
    "hr. inkl. ekskl. jf. jfr. kap. kl. kgl. lb. ltd. max. maks. min. n. nr. nuv. ph. pga. pkt. pr. prof. pt. "
    "red. ref. resp. s. sct. skt. sml. st. sr. stk. str. tabel. tel. tlf. t. udg. v. vedr. vol.".split()
)
# These stand after a number or close a phrase, and may end a sentence.
_TRAILING = frozenset(
    "pct. kr. mio. mia. mill. tkr. kg. km. m. cm. osv. m.m. mm. m.fl. mfl. m.v. mv. o.l. ol. o.lign. o.a. "
    "etc. årg. jr. ff. f. e.l. el.lign. d.d. d.å. s.å. t.o.m. tor. fre. A/S. ApS.".split()
)
# Capitalised words that begin a sentence; after "mio." or an initial only these do.
_STARTERS = frozenset(
    "Af Alle Allerede Alligevel Alt Altså Andre At Bag Begge Blandt Bortset Både Da De Dem Den Denne Der Derefter "
    "Derfor Derimod Dermed Dernæst Dertil Derudover Desuden Det Dette Disse Dog Du Efter Eller Ellers En Endelig "
    "Endnu Enkelte Er Et Fire Flere Flertallet Flest For Fordi Forskellen Fra Frem Færre Først Før Gennem Godt "
    "Halvdelen Han Har Hele Her Hertil Hun Hvad Hvem Hver Hverken Hvilke Hvilken Hvis Hvor Hvordan Hvorfor "
    "I Imens Ifølge Imidlertid Ingen Inden Jeg Jo Kort Kun Langt Lavest Ligesom Man Mange Med Mellem Men Mens Mere "
    "Mest Modsat Mod Mænd Måske Nogle Nu Når Næsten Og Omkring Omvendt Også Om Oftest Ofte Overordnet På "
    "Resten Resterende Samlet Samme Samt Samtidig Selv Selvom Senere Siden Ser Skal Som Stadig Stigningen "
    "Således Sådan Så Tallene Tallet Til Tilsammen To Tre Trods Ud Uden Under Ved Vi Yderligere Året Årsagen".split()
)


def split_sentences(text: str) -> list[Span]:
    """The sentences of a text: trimmed spans, in order, that together hold all that is not blank."""
    spans: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        if _ends_sentence(text, match):
            _add(spans, text, start, match.end())
            start = match.end()
    _add(spans, text, start, len(text))
    return spans


def _add(spans: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    stripped = piece.strip()
    if stripped:
        spans.append(Span(start + lead, start + lead + len(stripped)))


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    ending = match.group()
    if "\n" in ending:
        return True
    following = _next_word(text, match.end())
    if not following:
        return True
    opening = following.lstrip("\"»«”“'’([–-•")
    if not opening or opening[0].islower():
        # »Nej.« siger han; a quoted sentence inside another one goes on.
        return False
    if ending[0] != "." or ending[-1] in '"»«”“':
        return True
    return _full_stop_ends(text, match.start(), following)


def _next_word(text: str, start: int) -> str:
    match = _NEXT_WORD.match(text, start)
    return match.group(1) if match else ""


def _full_stop_ends(text: str, stop: int, following: str) -> bool:
    token_match = _LAST_TOKEN.search(text[max(0, stop - 40) : stop])
    token = (token_match.group() if token_match else "").lstrip("\"»”“'’([")
    abbreviation = f"{token.lower()}."
    word = following.strip("\"»«”“'’([)].,;:?!")
    if abbreviation in _LEADING:
        return False
    if abbreviation in _TRAILING:
        return _starts_sentence(word)
    if re.fullmatch(r"[A-ZÆØÅ]|[A-ZÆØÅ]\.(?:[A-ZÆØÅ]\.?)*", token):  # an initial
        return word in _STARTERS and len(word) > 1
    if re.fullmatch(r"\d{1,2}[a-z]?", token):
        # "1. Ansæt" begins a list item, "Tabel 1. Udgifter" a caption
        before = text[max(0, stop - len(token) - 40) : stop - len(token)].split()
        return bool(before) and before[-1] not in ("Figur", "Tabel")
    return True


def _starts_sentence(word: str) -> bool:
    """Whether a word after "pct." or "kr." begins a new sentence; a lower-case one was ruled out before."""
    return word[:1].isdigit() or word in _STARTERS or len(word) > 1
