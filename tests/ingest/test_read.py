from collections.abc import Callable
from pathlib import Path

import pytest

from index.errors import PublicationError
from ingest.blocks import Publication
from ingest.read import read_publication, slug, source_sha256


def message_of(path: Path) -> str:
    with pytest.raises(PublicationError) as raised:
        read_publication(path)
    assert str(path) in str(raised.value)
    return str(raised.value)


def test_missing_file_folder_and_other_types_are_refused(tmp_path: Path) -> None:
    assert "findes ikke" in message_of(tmp_path / "nix.txt")
    assert "findes ikke" in message_of(tmp_path)
    (tmp_path / "a.odt").write_bytes(b"PK")
    assert "».odt«" in message_of(tmp_path / "a.odt")


@pytest.mark.parametrize("content", [b"", b" \n\n", b"\xef\xbb\xbf", b"\f\f"])
def test_empty_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "tom.txt"
    path.write_bytes(content)
    assert "tom" in message_of(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Forord\n\nDe får tåget på øen, æblet og én kop kaffe hver dag hele året.\n".encode(encoding))
    assert "De får tåget på øen, æblet" in read_publication(path).document.text


def test_other_encodings_are_refused_with_a_guess(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("På øen".encode("cp1252"))
    message = message_of(path)
    assert "Windows-1252" in message
    assert "gem den igen med kodningen UTF-8" in message


def test_broken_toml_is_refused_and_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Forord\n\nDet er en god plan, og den holder hele vejen.\n", encoding="utf-8")
    (tmp_path / "a.toml").write_text('title = "A"\nyear = "i fjor"\n', encoding="utf-8")
    with pytest.raises(PublicationError, match="»year« skal være et helt tal"):
        read_publication(tmp_path / "a.txt")
    (tmp_path / "a.toml").write_text("title = ", encoding="utf-8")
    with pytest.raises(PublicationError, match=r"a\.toml.*ikke gyldig TOML"):
        read_publication(tmp_path / "a.txt")


def test_title_is_the_first_heading_where_nothing_better_is_known(read: Callable[..., Publication]) -> None:
    publication = read("Planer og mål\n\nDet er en god plan, og den holder hele vejen til 2030.\n")
    assert publication.document.title == "Planer og mål"
    assert any("taget fra filen selv" in warning for warning in publication.warnings)


def test_sha256_changes_with_the_file_and_with_its_toml(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Et", encoding="utf-8")
    first = source_sha256(path)
    (tmp_path / "a.toml").write_text('title = "A"', encoding="utf-8")
    second = source_sha256(path)
    path.write_text("To", encoding="utf-8")
    assert len({first, second, source_sha256(path)}) == 3


@pytest.mark.parametrize(
    ("stem", "expected"),
    [("Fornyelse fra oven", "fornyelse-fra-oven"), ("Åben_Ærø 2021", "aaben-aeroe-2021"), ("…", "publikation")],
)
def test_slug(stem: str, expected: str) -> None:
    assert slug(stem) == expected


def test_names_in_other_alphabets_differ() -> None:
    ids = {slug(stem) for stem in ("Годовой отчёт", "Устав", "年次報告書", "COI Устав")}
    assert len(ids) == 4
    assert {slug(name) for name in ids} == ids
