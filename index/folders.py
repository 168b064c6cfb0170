"""Where the publications and the index lie on this machine, unless the environment says otherwise."""

import os
from pathlib import Path

_DATA = Path(__file__).resolve().parent.parent / "data"


def index_folder() -> Path:
    """Where the index lies: KILDESVAR_INDEX, else data/index."""
    return _folder("KILDESVAR_INDEX", "index")


def publications_folder() -> Path:
    """Where the publications' files lie: KILDESVAR_PUBLICATIONS, else data/publications."""
    return _folder("KILDESVAR_PUBLICATIONS", "publications")


def _folder(variable: str, name: str) -> Path:
    """As short as it can be written from here, since it is named in messages."""
    path, here = Path(os.environ.get(variable) or _DATA / name), Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
