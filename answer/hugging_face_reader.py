"""Any extractive question-answering model in Hugging Face's form as the reader, for those who have one on disk.

Long passages are read in windows with a stride. A span's score is its start and end logit over those of no answer.
Source: Devlin et al. 2019, "BERT", section 4.3.
"""

from collections.abc import Sequence

import torch

from answer.reader import PassageReading, SentenceReading, best_span, trim
from answer.tokens import text_shift, tokens_of
from index.datatypes import Passage, Span
from index.errors import ModelError

WINDOW = 384
STRIDE = 128
_NO_TEXT = (0, 0)


class HuggingFaceReader:
    """A model for question answering by its name in the local cache, or by its folder."""

    def __init__(self, name_or_folder: str) -> None:
        """Raises ModelError when there is no such model on this machine; nothing is downloaded."""
        from transformers import AutoModelForQuestionAnswering, AutoTokenizer  # slow to import

        try:
            self._tokenizer = AutoTokenizer.from_pretrained(name_or_folder, local_files_only=True)
            self._model = AutoModelForQuestionAnswering.from_pretrained(name_or_folder, local_files_only=True).eval()
        except (OSError, ValueError) as error:
            raise ModelError(
                f"Læseren {name_or_folder} findes ikke på denne maskine, eller den kan ikke læses. "
                f"Hent den først: hf download {name_or_folder}"
            ) from error

    def read(self, question: str, passages: Sequence[Passage]) -> list[PassageReading]:
        """One reading a passage, in the order of the passages."""
        return [self._read(question, passage) for passage in passages]

    def read_ahead(self, passages: Sequence[Passage]) -> None:
        """Question and passage are read together: there is nothing to prepare."""

    def _read(self, question: str, passage: Passage) -> PassageReading:
        windows = self._tokenizer(
            question,
            passage.search_text,
            truncation="only_second",
            max_length=WINDOW,
            stride=STRIDE,
            return_overflowing_tokens=True,
            return_offsets_mapping=True,
            padding=True,
            return_tensors="pt",
        )
        offsets = windows.pop("offset_mapping").tolist()
        windows.pop("overflow_to_sample_mapping")
        with torch.inference_mode():
            read = self._model(**windows)
        best: dict[int, SentenceReading] = {}
        for row, places in enumerate(offsets):
            parts = windows.sequence_ids(row)
            inside = [tuple(place) if part == 1 else _NO_TEXT for place, part in zip(places, parts, strict=True)]
            for reading in _window_readings(passage, inside, read.start_logits[row], read.end_logits[row]):
                if reading.number not in best or reading.logit > best[reading.number].logit:
                    best[reading.number] = reading
        return PassageReading(tuple(best[number] for number in sorted(best)))


def _window_readings(
    passage: Passage, offsets: Sequence[tuple[int, int]], starts: torch.Tensor, ends: torch.Tensor
) -> list[SentenceReading]:
    """offsets: each token's characters in the passage's search text; (0, 0) for what is not of it."""
    shift = text_shift(passage)
    none = float(starts[0] + ends[0])
    text = torch.tensor([place != _NO_TEXT for place in offsets])
    mass = torch.softmax(starts.masked_fill(~text, -torch.inf), 0)
    readings = []
    for number, sentence in enumerate(passage.sentences):
        tokens = tokens_of(Span(sentence.start + shift, sentence.end + shift), offsets)
        if offsets[tokens.start] == _NO_TEXT:
            continue  # not in this window
        words, score = best_span(starts[tokens.start : tokens.end], ends[tokens.start : tokens.end])
        first, last = offsets[tokens.start + words.start], offsets[tokens.start + words.end - 1]
        span = Span(max(first[0] - shift, sentence.start), min(last[1] - shift, sentence.end))
        share = float(mass[tokens.start : tokens.end].sum())
        readings.append(SentenceReading(number, sentence, trim(passage, span), score - none, share))
    return readings
