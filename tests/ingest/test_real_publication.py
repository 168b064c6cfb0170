"""The publication that Kildesvar comes with, as it is read."""

from index.datatypes import Passage
from ingest.blocks import Publication


def quotes(publication: Publication, passages: list[Passage]) -> list[str]:
    return [publication.document.quote(span) for passage in passages for span in passage.sentences]


def test_bibliographic_facts_come_from_the_toml(real: Publication) -> None:
    assert real.document.id == "fornyelse-fra-oven"
    assert real.document.title == "Fornyelse fra oven"
    assert real.document.metadata.year == 2021
    assert len(real.document.pages) == 17


def test_the_sentence_with_6_and_12_pct_is_whole_and_on_page_4(real: Publication, real_passages: list[Passage]) -> None:
    sentence = (
        "Således vurderer 6 pct. af de offentlige arbejdspladser, at den nærmeste politiske ledelse virkede hæmmende "
        "for den seneste innovation, og 12 pct. vurderer, at ny lovgivning og nationalt fastsatte krav virkede "
        "hæmmende for innovationen."
    )
    assert sentence in quotes(real, real_passages)
    assert real.document.page_at(real.document.text.index(sentence)).number == 4


def test_broken_words_are_mended(real: Publication) -> None:
    text = real.document.text
    assert "11 pct. af innovationerne, der er igangsat" in text
    assert "politisk beslutningskraft" in text
    assert "klima-problematikker og -løsninger" in text
    assert "kommunal- regional- og folketingspolitikere" in text
    assert "innova tionerne" not in text


def test_figure_4_has_its_labels_in_its_context_only(real_passages: list[Passage]) -> None:
    figure = next(p for p in real_passages if p.figure == "4")
    assert (figure.kind, figure.page) == ("figure", 10)
    assert "68%" in figure.context
    assert not any("68%" in p.text for p in real_passages)
    assert {p.figure for p in real_passages if p.kind == "figure"} == {"1", "2", "3", "4", "5"}


def test_contacts_are_whole(real: Publication, real_passages: list[Passage]) -> None:
    contacts = [p.text for p in real_passages if p.kind == "contact"]
    assert len(contacts) == 4
    assert "Morten Thaarup\nAfdelingsleder for Frie data, risiko- og kvalitetsstyring, DMI" in contacts[0]
    assert contacts[0].endswith("Tlf. 23 99 75 57 · mot@dmi.dk")
    assert all(text in quotes(real, real_passages) for text in contacts)


def test_interview_has_question_answer_and_speaker(real_passages: list[Passage]) -> None:
    passage = next(p for p in real_passages if p.text.startswith("Hvilket yndlingstip"))
    assert passage.kind == "interview"
    assert "en årlig innovationsdag" in passage.text
    assert "Pernille Blach Hansen, Regionsdirektør i Region Midtjylland" in passage.context


def test_footnotes_are_on_page_8(real_passages: list[Passage]) -> None:
    notes = [p for p in real_passages if p.kind == "footnote"]
    assert [(p.page, p.text[:8]) for p in notes] == [(8, "1 Se fx "), (8, "2 Krogh ")]
    assert notes[1].text.endswith("København: Hans Reitzels Forlag. Udkommer maj 2021.")


def test_marks_of_footnotes_are_no_part_of_words(real: Publication) -> None:
    assert "da undersøgelser viser, at" in real.document.text
    assert "imødegå modstanden. Tilpasningen" in real.document.text


def test_links_and_pull_quotes_are_in_no_passage(real_passages: list[Passage]) -> None:
    text = "\n".join(p.text for p in real_passages)
    assert "https://" not in text
    assert "mailto:" not in text
    assert text.count("oplagte fora for i højere grad at indfri potentialet") == 1
    assert text.count("kræver politisk beslutningskraft") == 1


def test_sections_follow_the_headings(real: Publication, real_passages: list[Passage]) -> None:
    top = [section.title for section in real.document.sections if section.level == 1]
    assert top[:3] == [
        "Indledning",
        "Politiske beslutningers betydning",
        "Politiske beslutninger kan også hæmme innovation",
    ]
    case = next(p for p in real_passages if "frikøb af DMI’s vejrdata" in p.text)
    assert case.kind == "case"
    assert case.context == "CASE > Frie vejrdata fremmer grøn omstilling og grøn digital vækst"


def test_passages_have_a_readable_length(real_passages: list[Passage]) -> None:
    lengths = [len(p.text.split()) for p in real_passages if p.kind in ("text", "case", "interview")]
    assert max(lengths) <= 138
    assert sum(length >= 40 for length in lengths) / len(lengths) > 0.85
