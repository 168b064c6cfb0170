from collections.abc import Callable

import pytest

from index.datatypes import Document, Passage
from ingest.blocks import Block, Publication
from ingest.chunk import split_passages

Read = Callable[..., Publication]

BODY = "Kommunerne har lavet planerne, og nu skal de føres ud i livet i hele landet over de næste mange år.\n"


def blocks_of(publication: Publication, kind: str) -> list[str]:
    document = publication.document
    return [document.text[b.start : b.end] for b in publication.blocks if b.kind == kind]


def block_with(publication: Publication, words: str) -> Block:
    document = publication.document
    return next(b for b in publication.blocks if words in document.text[b.start : b.end])


def sentences_of(document: Document, passage: Passage) -> list[str]:
    return [document.quote(span) for span in passage.sentences]


def test_sub_heading_right_above_its_paragraph(read: Read) -> None:
    publication = read(
        "Indsatser på syv områder\n\nEnergi\n74 pct. af kommunerne har skrottet det sidste naturgasfyr i egne\n"
        "bygninger. Det er flere end i 2022.\n\nTransport\nKommunernes egen bilpark skifter hurtigt ud i disse år,\n"
        "og det koster.\n"
    )
    assert blocks_of(publication, "heading") == ["Indsatser på syv områder", "Energi", "Transport"]
    energy = split_passages(publication)[0]
    assert energy.context == "Indsatser på syv områder > Energi"
    assert energy.section == "Energi"
    assert energy.text.startswith("74 pct. af kommunerne")
    titles = [(section.title, section.level) for section in publication.document.sections]
    assert titles == [("Indsatser på syv områder", 1), ("Energi", 2), ("Transport", 2)]


def test_headings_are_found_without_blank_lines(read: Read) -> None:
    publication = read(
        "Hvad er en borgersamling?\n" + BODY * 2 + "Fire trin\nForløbene har fulgt de samme fire trin i alle kommuner, "
        "og de er beskrevet her i korte træk.\n" + BODY
    )
    assert blocks_of(publication, "heading") == ["Hvad er en borgersamling?", "Fire trin"]


def test_labels_of_a_drawn_figure_are_kept_out_of_text_but_found_with_it(read: Read) -> None:
    publication = read(
        "Planer og mål\n\n" + BODY + "\nKlimatilpasning 25\nBygninger 60 44\n2022 2024\n57 51 Indkøb\n0 20 40 60 pct.\n"
        "Figur 2: Figuren viser andelen af kommuner, der har gennemført mindst halvdelen af\nindsatserne. n=87.\n\n"
        "Energi\n" + BODY
    )
    passages = split_passages(publication)
    figure = next(p for p in passages if p.kind == "figure")
    assert figure.figure == "2"
    assert figure.text.startswith("Figur 2: Figuren viser")
    assert figure.text.endswith("n=87.")
    assert "Klimatilpasning 25 Bygninger 60 44 2022 2024 57 51 Indkøb" in figure.context
    assert not any("Klimatilpasning" in p.text or "57 51" in p.text for p in passages)
    assert blocks_of(publication, "heading") == ["Planer og mål", "Energi"]


def test_last_line_of_a_paragraph_is_no_label(read: Read) -> None:
    publication = read(
        "Penge\n\nRegionsrådet afsatte 386 mio. kr. til planen, heraf 48 mio. kr. i 2019 og 91 mio. kr. i både\n"
        "2022 og 2023.\n\nAfsat   148   Brugt   92\nmio. kr.   0   50   100\nFigur 1: Figuren viser penge.\n"
    )
    assert blocks_of(publication, "text")[0].endswith("i både 2022 og 2023.")
    assert blocks_of(publication, "labels") == ["Afsat 148 Brugt 92\nmio. kr. 0 50 100"]


def test_rows_of_a_table_belong_to_it(read: Read) -> None:
    publication = read("Tal\n\n" + BODY + "\nTabel 3. Udgifter i mio. kr.\nDrift 12 14\nAnlæg 7 9\n\n" + BODY)
    table = next(p for p in split_passages(publication) if p.kind == "figure")
    assert table.figure == "3"
    assert table.context.endswith("Drift 12 14 Anlæg 7 9")


def test_pull_quote_is_no_passage_and_breaks_no_sentence(read: Read) -> None:
    publication = read(
        "Genbrug\n\nSom deler kan man også høste værdi, og de politiske netværk er til stede og er oplagte fora\n"
        "for i højere grad at indfri potentialet, som\n\n"
        "De politiske netværk er til stede og er oplagte\nfora for i højere grad at indfri potentialet\n\n"
        "mange kommuner endnu ikke har udnyttet i deres arbejde med at dele løsninger.\n"
    )
    texts = [p.text for p in split_passages(publication)]
    assert len(texts) == 1
    assert "indfri potentialet, som mange kommuner endnu ikke har udnyttet" in texts[0]


def test_paragraph_runs_on_over_the_page_break(read: Read) -> None:
    publication = read(
        "Mål\n\nPlanen skal føres ud i livet over de næste fire år, og det kræver en stor indsats af med-\n\f"
        "arbejderne i alle kommunens forvaltninger. Derefter skal den måles.\n\nPenge\n" + BODY
    )
    document = publication.document
    sentence = document.quote(split_passages(publication)[0].sentences[0])
    assert sentence.endswith("en stor indsats af medarbejderne i alle kommunens forvaltninger.")
    assert document.text[document.pages[1].start :].startswith("arbejderne i alle")
    assert document.page_at(document.text.index("Derefter")).number == 2


def test_page_foot_stays_on_its_page_when_a_paragraph_runs_on(read: Read) -> None:
    publication = read(
        "Mål\n\nPlanen er god, siger undersøgelser1 fra hele landet, og den skal nu føres ud i livet i alle de\n\n"
        "1 Se rapporten fra 2020.\n\fkommuner, der er med i den. Det sker i år.\n"
    )
    footnote = next(p for p in split_passages(publication) if p.kind == "footnote")
    assert (footnote.page, footnote.text) == (1, "1 Se rapporten fra 2020.")
    assert any("i alle de kommuner, der er med i den." in p.text for p in split_passages(publication))


def test_contact_is_one_sentence_with_its_lines(read: Read) -> None:
    publication = read(
        "To eksempler\n\n" + BODY + "\nHvis du vil genbruge løsningen, så kontakt:\n\nMorten Thaarup\n"
        "Afdelingsleder for Frie data, DMI\n\nTlf. 23 99 75 57 · mot@dmi.dk\n"
    )
    contact = split_passages(publication)[-1]
    assert contact.kind == "contact"
    assert sentences_of(publication.document, contact) == [
        "Hvis du vil genbruge løsningen, så kontakt:\nMorten Thaarup\nAfdelingsleder for Frie data, DMI\n"
        "Tlf. 23 99 75 57 · mot@dmi.dk"
    ]


def test_two_contacts_are_two_sentences(read: Read) -> None:
    publication = read(
        "Case 1\n\n"
        + BODY
        + "\nKontakt\nBo Hedemark, driftschef, Skagerhavn Fjernvarme\nTelefon 71 40 18 22, e-mail b@x.dk\n"
        "Nadia Elkjær, klimakoordinator, Skagerhavn Kommune\nTelefon 71 40 60 35, e-mail n@x.dk\n"
    )
    contact = split_passages(publication)[-1]
    assert contact.section == "Case 1"
    assert [s.split("\n")[-2] for s in sentences_of(publication.document, contact)] == [
        "Bo Hedemark, driftschef, Skagerhavn Fjernvarme",
        "Nadia Elkjær, klimakoordinator, Skagerhavn Kommune",
    ]


@pytest.mark.parametrize("blank", ["\n", ""])
def test_interview_keeps_question_and_answer_together(read: Read, blank: str) -> None:
    publication = read(
        "Interview\n»Naboerne skal se regnskabet først«\n\nIngrid Fallesen har været borgmester i Norddal Kommune "
        f"siden 2018.\n\nHvorfor faldt det første projekt?\n{blank}»Fordi vi kom med et færdigt kort. Folk var ikke "
        f"imod strøm fra solen. De var imod\nat være de sidste, der fik noget at vide. Jeg kendte 32.«\n{blank}"
        f"Hvad gjorde I anderledes?\n{blank}»Vi begyndte med økonomien, og så nedsatte vi et nabopanel med 16 "
        "medlemmer.«\n"
    )
    interviews = [p for p in split_passages(publication) if p.kind == "interview"]
    second = interviews[-1]
    assert second.text.startswith("Hvad gjorde I anderledes?")
    assert second.text.endswith("16 medlemmer.«")
    assert "Ingrid Fallesen har været borgmester" in second.context
    assert "Hvorfor faldt det første projekt?" in interviews[0].text
    assert "»Fordi vi kom med et færdigt kort." in interviews[0].text


def test_list_items_are_a_sentence_each(read: Read) -> None:
    publication = read(
        "Anbefalinger\n\nVi har to anbefalinger, og de er begge rettet mod landets kommuner.\n"
        "1. Knyt planen til budgettet. Hver indsats bør have sin egen linje i\n"
        "det flerårige budget.\n2. Del specialisterne.\n\nHovedresultater\n"
        "• 91 pct. har en plan. I 2022 var det 67 pct.\n• 37 pct. har afsat midler.\n"
    )
    found = [s for p in split_passages(publication) for s in sentences_of(publication.document, p)]
    assert "1. Knyt planen til budgettet. Hver indsats bør have sin egen linje i det flerårige budget." in found
    assert "2. Del specialisterne." in found
    assert "91 pct. har en plan. I 2022 var det 67 pct." in found
    assert "37 pct. har afsat midler." in found


def test_numbered_list_is_no_footnote_and_numbered_heading_no_list(read: Read) -> None:
    publication = read(
        "Anbefalinger\n\n" + BODY + "\n1. Ansæt tre værter, der kan hjælpe.\n2. Giv alle en kurv.\n\f"
        "3. Geografi\n\nSommerhusene tømmes kun én gang om måneden¹, og det er der en god grund til i hele landet.\n\n"
        "¹ Der er 2.100 sommerhuse.\n"
    )
    assert blocks_of(publication, "item") == ["1. Ansæt tre værter, der kan hjælpe.", "2. Giv alle en kurv."]
    assert blocks_of(publication, "footnote") == ["¹ Der er 2.100 sommerhuse."]
    assert blocks_of(publication, "heading") == ["Anbefalinger", "3. Geografi"]
    assert "én gang om måneden, og det" in publication.document.text


def test_marks_stay_where_there_is_no_footnote(read: Read) -> None:
    publication = read("Mål\n\nHallen er på 600 m² og udleder CO2 som i figur2 og andre steder i hele kommunen.\n")
    assert "600 m² og udleder CO2 som i figur2" in publication.document.text


def test_headers_footers_page_numbers_links_and_contents_are_no_passages(read: Read) -> None:
    pages = [
        f"Når loddet falder\n\nAfsnit {name}\n\n{BODY}\nhttps://www.coi.dk/viden/{name}\nUnges vej 2023 | {number}\n"
        for number, name in enumerate("ABCD", start=5)
    ]
    publication = read("Indhold\nForord 2\nMål 3\nMetode 11\n\n" + BODY + "\f" + "\f".join(pages))
    text = "\n".join(p.text for p in split_passages(publication))
    assert not [words for words in ("https://", "Unges vej", "Når loddet", "Forord 2") if words in text]
    assert [page.label for page in publication.document.pages] == ["1", "5", "6", "7", "8"]


def test_empty_page_in_the_middle_is_a_page_and_one_at_the_end_is_not(read: Read) -> None:
    document = read(f"Mål\n\n{BODY}\f\f{BODY}\f \n").document
    assert [page.number for page in document.pages] == [1, 2, 3]
    assert document.pages[1].start == document.pages[1].end == document.pages[2].start
    assert document.page_at(document.pages[2].start).number == 3


def test_before_and_after_stay_in_one_passage(read: Read) -> None:
    publication = read(
        "To eksempler\n\nBreve, der kan læses\n"
        + BODY * 3
        + "Før: 38 pct. af patienterne ringede, efter at de havde fået "
        "brevet.\nEfter: 21 pct. ringer, efter at de har fået brevet.\n"
    )
    passage = next(p for p in split_passages(publication) if "38 pct." in p.text)
    assert "21 pct." in passage.text
    assert passage.kind == "case"


def test_colophon_lines_are_quoted_one_by_one(read: Read) -> None:
    publication = read("Rapporten\n\n" + BODY + "\nRedaktion: Anders Toft\nLayout: Tegnestuen\nOplag: 600\n")
    found = [s for p in split_passages(publication) for s in sentences_of(publication.document, p)]
    assert found[-3:] == ["Redaktion: Anders Toft", "Layout: Tegnestuen", "Oplag: 600"]


def test_markdown_headings_give_the_sections(read: Read) -> None:
    publication = read(
        "# Planen\n\nDen er **god** og [hentes her](https://x.dk).\n\n## Energi\nVi *sparer*.\n\n- Et punkt\n- To\n",
        "plan.md",
    )
    document = publication.document
    assert [(section.title, section.level) for section in document.sections] == [("Planen", 1), ("Energi", 2)]
    assert "Den er god og hentes her." in document.text
    assert "Vi sparer." in document.text
    assert blocks_of(publication, "item") == ["- Et punkt", "- To"]


def test_case_title_stands_under_its_kicker_and_above_its_headings(read: Read) -> None:
    publication = read(
        "Forord\n\n"
        + BODY
        + "\fCase 1\nVarme fra havnebassinet\n\n"
        + BODY
        + "\nFør\nVærket brændte 14,2 mio. m³ naturgas af om året og "
        "udledte 31.000 ton CO2.\n\fEksempel 1: Skærme\n" + BODY + "\nEksempel 2: Huskere\n" + BODY
    )
    before = next(p for p in split_passages(publication) if "naturgas" in p.text)
    assert before.context == "Case 1 > Varme fra havnebassinet > Før"
    assert split_passages(publication)[-1].context == "Eksempel 2: Huskere"


def test_numbered_headings_nest_by_their_numbers(read: Read) -> None:
    publication = read(
        "Årsrapport\nNordby Kommune\n\n1 INDLEDNING\n"
        + BODY
        + "\n1.1 Baggrund\n"
        + BODY
        + "\n2 RESULTATER\n2.1 Trafik\n"
        + BODY
    )
    contexts = [p.context for p in split_passages(publication)][1:]
    assert contexts == ["1 INDLEDNING", "1 INDLEDNING > 1.1 Baggrund", "2 RESULTATER > 2.1 Trafik"]
