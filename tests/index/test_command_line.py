from index.__main__ import main


def test_lists_passages_with_scores(index_dir, capsys):
    assert main(["Hvor mange brugere har vejrdata?", "--index", str(index_dir), "--top-k", "3"]) == 0
    printed = capsys.readouterr().out
    assert "1.500" in printed
    assert printed.count("side ") >= 3


def test_no_index_is_an_error_with_a_remedy(tmp_path, capsys):
    assert main(["spørgsmål", "--index", str(tmp_path)]) == 1
    assert "python -m ingest" in capsys.readouterr().err
