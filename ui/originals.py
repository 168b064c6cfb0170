"""The publications' own files over HTTP: each original, and each page of a PDF as a picture."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from index.datatypes import Document
from index.errors import KildesvarError, PublicationError
from ingest.limits import LimitedViewer
from ui.passwords import ROOM
from ui.service import answer_service

ORIGINALS_PATH: Final = "/original"
_TICKET: Final = "adgang"
_SCALE: Final = 2.0  # pixels to a point
VIEWER: Final = LimitedViewer()
"""Draws the pages of this server's PDFs."""
_KEPT: Final = {"Cache-Control": "private, max-age=3600"}


def original_url(document: Document, page: int | None = None) -> str:
    """Where the original is downloaded from, or, with a page of a PDF, opened at it."""
    parameters = {} if page is None else {"vis": "1"}
    return _url(document.id, parameters) + ("" if page is None else f"#page={page}")


def picture_url(document: Document, page: int) -> str:
    """Where a page's picture is; another address when the file changes."""
    return _url(f"{document.id}/{page}.png", {"v": document.sha256[:12]})


def _url(path: str, parameters: Mapping[str, str]) -> str:
    """An address for visitors who may see the page that shows it, and nobody else."""
    parameters = {**parameters, _TICKET: ROOM.ticket} if ROOM.is_set() else parameters
    return f".{ORIGINALS_PATH}/{path}" + (f"?{urlencode(parameters)}" if parameters else "")


def _original(request: Request) -> Response:
    path = _file(request)
    # Only a PDF is opened in the browser: a web page from elsewhere is not to run as ours.
    shown = path.suffix == ".pdf" and "vis" in request.query_params
    return FileResponse(path, filename=path.name, content_disposition_type="inline" if shown else "attachment")


def _picture(request: Request) -> Response:
    path = _file(request)
    try:
        picture = VIEWER.render(path, request.path_params["page"], _SCALE)
    except PublicationError as error:
        raise HTTPException(404) from error
    return Response(picture, media_type="image/png", headers=_KEPT)


def _file(request: Request) -> Path:
    if not ROOM.accepts(request.query_params.get(_TICKET, "")):
        raise HTTPException(403)
    try:
        path = answer_service().library.originals.get(request.path_params["document"])
    except KildesvarError:
        path = None
    if path is None or not path.is_file():
        raise HTTPException(404)
    return path


ORIGINAL_ROUTES: Final = (
    Route(f"{ORIGINALS_PATH}/{{document}}", _original),
    Route(f"{ORIGINALS_PATH}/{{document}}/{{page:int}}.png", _picture),
)
