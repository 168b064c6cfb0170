"""The server: `streamlit run app.py`. Loads the models once, behind the page, and keeps everything on this machine."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Thread

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from index.errors import KildesvarError
from ui import texts
from ui.originals import ORIGINAL_ROUTES, VIEWER
from ui.server import ASSETS_PATH, OwnPage, address, forbid_outside_lookups, leave_processors_to_pages
from ui.service import answer_service

_UI = Path(__file__).resolve().parent / "ui"


def start_loading() -> None:
    """Starts to load the models. What fails is said by the page, which tries again."""
    try:
        originals = answer_service().library.originals.values()
        if any(path.suffix == ".pdf" for path in originals):
            VIEWER.start()
    except KildesvarError as error:
        print(f"{texts.APP_NAME}: {error}", flush=True)


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Loads beside the server, so that the page is drawn meanwhile. Says in the terminal where the page is."""
    print(f"\n  {texts.APP_NAME}: {address()}   (stop med Ctrl+C)\n", flush=True)
    Thread(target=start_loading, name="start-loading", daemon=True).start()
    yield


def show_unexpected_error(_error: Exception) -> bool:
    """Says that something went wrong; the trace is in the terminal only."""
    st.html(f'<p class="ks-notice" role="alert">{texts.UNEXPECTED_ERROR()}</p>')
    return True


forbid_outside_lookups()
leave_processors_to_pages()
app = st.App(
    _UI / "page.py",
    lifespan=lifespan,
    routes=[Mount(ASSETS_PATH, StaticFiles(directory=_UI / "static")), *ORIGINAL_ROUTES],
    middleware=[Middleware(OwnPage)],
    on_script_error=show_unexpected_error,
)
