"""The mean of weights: by share, only of the same network."""

from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from answer.average import main


def weights(path: Path, *values: float) -> str:
    save_file({"layer": torch.tensor(values).half()}, path)
    return str(path)


def test_each_counts_by_its_share(tmp_path: Path) -> None:
    first, second = weights(tmp_path / "a.safetensors", 1.0, 2.0), weights(tmp_path / "b.safetensors", 5.0, 2.0)
    main(["--out", str(tmp_path / "mean"), f"{first}=3", f"{second}=1"])
    mean = load_file(tmp_path / "mean")["layer"]
    assert mean.dtype == torch.float16
    assert mean.tolist() == [2.0, 2.0]


@pytest.mark.parametrize("given", ["a.safetensors", "a.safetensors=", "a.safetensors=0", "b.safetensors=1"])
def test_what_cannot_be_averaged_is_said(
    given: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    weights(Path("a.safetensors"), 1.0)
    with pytest.raises(SystemExit):
        main(["--out", "mean", given])
    assert given.split("=")[0] in capsys.readouterr().err
    assert not Path("mean").exists()


def test_weights_of_another_network_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = weights(tmp_path / "a", 1.0, 2.0), weights(tmp_path / "b", 1.0)
    with pytest.raises(SystemExit):
        main(["--out", str(tmp_path / "mean"), f"{first}=1", f"{second}=1"])
    assert "ikke vægte til det samme netværk" in capsys.readouterr().err
