from collections.abc import Callable
from pathlib import Path

import pytest

from index.datatypes import Passage
from ingest.blocks import Publication
from ingest.chunk import split_passages
from ingest.read import read_publication


@pytest.fixture(scope="session")
def real_passages(real: Publication) -> list[Passage]:
    return split_passages(real)


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Publication]:
    """Reads a text as if it were a file."""

    def read_text(text: str, name: str = "publikation.txt") -> Publication:
        path = tmp_path / name
        path.write_bytes(text.encode("utf-8"))
        return read_publication(path)

    return read_text
