"""The real parts, made once: the encoder, an index of the publication, an answerer over it."""

import os
from pathlib import Path

import pytest

os.environ["HF_HUB_OFFLINE"] = "1"

from answer.answerer import Answerer
from index.encoder import Encoder, load_encoder
from index.passage_index import PassageIndex
from ingest.blocks import Publication
from ingest.build import read_all, save_index
from ingest.read import read_publication

PUBLICATION = Path(__file__).parents[1] / "data" / "publications" / "fornyelse-fra-oven.txt"


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    return load_encoder()


@pytest.fixture(scope="session")
def real() -> Publication:
    """The publication that Kildesvar comes with, as it is read."""
    return read_publication(PUBLICATION)


@pytest.fixture(scope="session")
def index_dir(encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("index") / "index"
    save_index(read_all([PUBLICATION]), folder, encoder)
    return folder


@pytest.fixture(scope="session")
def passage_index(index_dir: Path) -> PassageIndex:
    return PassageIndex.load(index_dir)


@pytest.fixture(scope="session")
def answerer(index_dir: Path) -> Answerer:
    return Answerer.load(index_dir)
