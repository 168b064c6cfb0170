"""Where the words that are searched for stand in a text, in any of their forms and inside compounds."""

from index.datatypes import Span
from index.lexical import LexicalIndex
from index.words import STOP_WORDS, WORD, tokens


class SearchedWords:
    """The words of a question, small words aside, as the publications' own index knows them."""

    def __init__(self, question: str, words: LexicalIndex) -> None:
        self._words = words
        asked = [word for word in tokens(question) if word not in STOP_WORDS]
        self._terms = [set(words.query_terms(word)) for word in asked]
        self._any_terms: set[str] = set().union(*self._terms)

    @property
    def is_known(self) -> bool:
        """Whether any of the words stands in any publication."""
        return bool(self._any_terms)

    def spans(self, text: str) -> tuple[Span, ...]:
        """Where the words stand, as offsets in the text."""
        return tuple(
            Span(*found.span()) for found in WORD.finditer(text) if self._any_terms & self._words.terms(found.group())
        )

    def all_in(self, text: str) -> bool:
        """Whether each of the words stands in the text."""
        terms = self._words.terms(text)
        return all(terms & of_word for of_word in self._terms)
