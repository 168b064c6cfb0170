"""Makes Streamlit's own server speak our languages and keeps it at home: its page, its headers, its look-ups.

And has it share the processors well.
"""

import json
import os
from html import escape
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config, net_util
from streamlit.web.server import server_util

from ui import texts
from ui.language import Language, named_in
from ui.streamlit_words import NEEDS_JAVASCRIPT, STREAMLIT_WORDS

ASSETS_PATH: Final = "/kildesvar"

# Whatever a page or a publication may contain, the browser fetches and sends nothing elsewhere.
_POLICY: Final = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob: data:; "
    "style-src 'self' 'unsafe-inline' blob:; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'self'"
)


def _replacements(language: Language) -> tuple[tuple[str, str], ...]:
    words = json.dumps({"language": language, "danish": STREAMLIT_WORDS}, ensure_ascii=False)
    return (
        ('<html lang="en">', f'<html lang="{language}">'),
        ("<title>Streamlit</title>", f"<title>{texts.APP_NAME}</title>"),
        (
            '<link rel="shortcut icon" href="./favicon.png" />',
            f'<link rel="icon" type="image/svg+xml" href=".{ASSETS_PATH}/icon.svg" />'
            f'<link rel="stylesheet" href=".{ASSETS_PATH}/page.css" />'
            '<script type="application/json" id="kildesvar-words">'
            f"{words.replace('<', chr(92) + 'u003c')}</script>"
            f'<script src=".{ASSETS_PATH}/page.js"></script>',
        ),
        ('<link rel="service-desc" href="./_stcore/agent/openapi.json" />', ""),
        ('<div id="root"></div>', '<div id="kildesvar-status" role="status"></div><div id="root"></div>'),
    )


def page_in(language: Language, page: str) -> str:
    """Streamlit's index page with our language, title, icon, style sheet, live region and script."""
    for theirs, ours in _replacements(language):
        page = page.replace(theirs, ours)
    before, found, rest = page.partition("<noscript>")
    if found:
        _, _, after = rest.partition("</noscript>")
        page = f"{before}<noscript><p>{escape(NEEDS_JAVASCRIPT.written_in(language))}</p></noscript>{after}"
    return page


def forbid_outside_lookups() -> None:
    """Streamlit asks an outside server for this machine's public address when it greets and when it meets an
    unknown Origin. Here it learns that there is none; only addresses that the settings name are accepted."""
    net_util.get_external_ip = lambda: None
    net_util.get_internal_ip = lambda: None


def leave_processors_to_pages() -> None:
    """Lets PyTorch's threads sleep while they wait for each other, instead of spinning.

    An answer takes as long, with a quarter less of the processors, which a full room's pages need. To be called
    before PyTorch is loaded, which reads the setting once.
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")


def address() -> str:
    """Where this server's page is, as its settings have it."""
    return server_util.get_url(config.get_option("browser.serverAddress"))


class OwnPage:
    """ASGI middleware: rewrites each HTML page with `page_in` and forbids it to reach outside."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        # A page kept by the browser from another Streamlit app on this port must not be taken for ours.
        # Nor can one that comes compressed be rewritten.
        headers = [(name, value) for name, value in scope["headers"] if name not in _WITHHELD]
        rewriting = _Rewriting(send, named_in(scope.get("query_string", b"").decode("latin-1")))
        asks_for_page = any(name == b"accept" and b"text/html" in value for name, value in headers)
        await self._app({**scope, "headers": headers} if asks_for_page else scope, receive, rewriting.send)


_WITHHELD: Final = frozenset((b"if-none-match", b"if-modified-since", b"accept-encoding"))


class _Rewriting:
    """One response: an HTML body is held back until it is whole, everything else passes."""

    def __init__(self, send: Send, language: Language) -> None:
        self._send = send
        self._language = language
        self._start: Message | None = None
        self._body = bytearray()

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message["headers"])
            headers["Referrer-Policy"] = "no-referrer"
            headers["X-Content-Type-Options"] = "nosniff"
            if headers.get("content-type", "").startswith("text/html"):
                self._start = message
                return
        elif message["type"] == "http.response.body" and self._start is not None:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._send_page(self._start)
            return
        await self._send(message)

    async def _send_page(self, start: Message) -> None:
        body = page_in(self._language, self._body.decode("utf-8")).encode("utf-8")
        headers = MutableHeaders(raw=start["headers"])
        headers["Content-Length"] = str(len(body))
        headers["Content-Security-Policy"] = _POLICY
        del headers["ETag"], headers["Last-Modified"]
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})
