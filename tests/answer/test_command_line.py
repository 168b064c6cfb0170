import io
import json

import pytest

from answer.__main__ import main

KEYS = {"quote", "span", "spans", "document", "title", "page", "page_label", "section", "start", "end", "probability"}


def test_json_is_what_others_depend_on(index_dir, capsys, answerer):
    assert main(["Hvor ofte hæmmer politiske beslutninger innovation?", "--index", str(index_dir), "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert set(facts) == {"question", "refused", "answers", "sources", "timings_ms"}
    assert facts["refused"] is False
    for answer in facts["answers"]:
        assert set(answer) == KEYS
        assert answer["span"] in answer["quote"]
        assert answer["spans"][0] == answer["span"]
        text = answerer.documents[answer["document"]].text
        assert text[answer["start"] : answer["end"]] == answer["quote"]
    assert isinstance(facts["answers"][0]["page"], int)
    assert set(facts["sources"][0]) == {"text", "document", "page", "section", "score"}
    assert set(facts["timings_ms"]) == {"retrieve", "read", "total"}


def test_batch_is_one_object_a_line(index_dir, tmp_path, capsys):
    questions = tmp_path / "spørgsmål.txt"
    questions.write_text("Hvad er svarprocenten?\n\nasdf qwer\n", encoding="utf-8")
    assert main(["--batch", str(questions), "--index", str(index_dir), "--top-k", "3"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["question"] for row in rows] == ["Hvad er svarprocenten?", "asdf qwer"]
    assert [row["refused"] for row in rows] == [False, True]
    assert all(len(row["sources"]) == 3 for row in rows)
    assert rows[1]["answers"] == []


def test_batch_from_standard_input(index_dir, monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO("Hvad er svarprocenten?\n"))
    assert main(["--batch", "-", "--index", str(index_dir)]) == 0
    assert "50 procent" in capsys.readouterr().out


def test_for_people(index_dir, capsys):
    assert main(["Hvad er svarprocenten?", "--index", str(index_dir)]) == 0
    printed = capsys.readouterr().out
    assert "50 procent" in printed
    assert "s. 16" in printed
    assert main(["asdf qwer", "--index", str(index_dir)]) == 0
    assert "Ikke et svar, men tæt på" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["spørgsmål", "--batch", "fil"], ["spørgsmål", "--top-k", "0"]])
def test_wrong_arguments(arguments):
    with pytest.raises(SystemExit) as exit_:
        main(arguments)
    assert exit_.value.code == 2


def test_errors_say_what_to_do(tmp_path, capsys):
    assert main(["spørgsmål", "--index", str(tmp_path)]) == 1
    assert "python -m ingest" in capsys.readouterr().err
    assert main(["--batch", str(tmp_path / "mangler.txt")]) == 1
    assert "mangler.txt" in capsys.readouterr().err
