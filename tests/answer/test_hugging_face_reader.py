"""A tiny model of random weights, saved and loaded as any other would be."""

import pytest
import torch
from tokenizers import Tokenizer, models, pre_tokenizers, processors
from transformers import BertConfig, BertForQuestionAnswering, PreTrainedTokenizerFast

from answer.hugging_face_reader import WINDOW, HuggingFaceReader
from index.errors import ModelError
from tests.answer.sample import SENTENCES, TEXT, passage


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    folder = tmp_path_factory.mktemp("model")
    words = ["[UNK]", "[CLS]", "[SEP]", "[PAD]", *sorted(set(TEXT.split())), "meget"]
    tokenizer = Tokenizer(models.WordLevel({word: n for n, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", 1), ("[SEP]", 2)]
    )
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, unk_token="[UNK]", pad_token="[PAD]", cls_token="[CLS]", sep_token="[SEP]"
    ).save_pretrained(folder)
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(words), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32
    )
    BertForQuestionAnswering(config).save_pretrained(folder)
    return HuggingFaceReader(str(folder))


def test_every_sentence_is_read_with_words_inside_it(reader):
    (read,) = reader.read("Hvem betalte?", [passage()])
    assert [reading.number for reading in read.sentences] == [0, 1, 2]
    for reading in read.sentences:
        assert TEXT[reading.sentence.start : reading.sentence.end] == SENTENCES[reading.number]
        assert reading.sentence.contains(reading.span)
    assert sum(reading.starts for reading in read.sentences) == pytest.approx(1.0, abs=0.15)


def test_a_long_passage_is_read_in_windows(reader):
    (read,) = reader.read("Hvem betalte?", [passage(context="meget " * 2 * WINDOW)])
    assert [reading.number for reading in read.sentences] == [0, 1, 2]


def test_a_model_that_is_not_here_is_named_with_the_remedy(tmp_path):
    with pytest.raises(ModelError, match="hf download"):
        HuggingFaceReader(str(tmp_path / "mangler"))
