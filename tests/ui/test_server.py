"""Streamlit's own page in Danish, and no look-up outside."""

import asyncio
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import streamlit
from starlette.types import Message, Receive, Scope, Send
from streamlit import net_util

from ui.server import OwnPage, forbid_outside_lookups, page_in

ROOT = Path(__file__).parents[2]
INDEX_PAGE = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")


def test_every_replacement_is_found_in_streamlits_page() -> None:
    page = page_in("da", INDEX_PAGE)
    assert '<html lang="da">' in page
    assert "<title>Kildesvar</title>" in page
    assert 'id="kildesvar-status" role="status"' in page
    assert "/kildesvar/page.js" in page
    assert "/kildesvar/page.css" in page
    for english in ("Streamlit</title>", 'lang="en"', "You need to enable JavaScript", "favicon.png", "service-desc"):
        assert english not in page


def test_an_english_page_says_so() -> None:
    page = page_in("en", INDEX_PAGE)
    assert '<html lang="en">' in page
    assert '"language": "en"' in page
    assert "only be shown when JavaScript" in page


def answered(content_type: bytes, body: bytes, request_headers: list[tuple[bytes, bytes]]) -> list[Message]:
    sent: list[Message] = []
    seen: list[Scope] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope)
        headers = [(b"content-type", content_type), (b"content-length", b"1"), (b"etag", b"old")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body[:20], "more_body": True})
        await send({"type": "http.response.body", "body": body[20:]})

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": "/", "headers": request_headers}
    # In a thread of its own: the browser tests leave a running event loop in this one.
    with ThreadPoolExecutor() as pool:
        pool.submit(asyncio.run, OwnPage(app)(scope, receive, send)).result()
    return [seen[0], *sent]


def test_a_page_is_rewritten_whole_and_may_not_reach_outside() -> None:
    condition = [(b"accept", b"text/html"), (b"if-none-match", b"old"), (b"accept-encoding", b"gzip")]
    scope, start, body = answered(b"text/html; charset=utf-8", INDEX_PAGE.encode(), condition)
    headers = dict(start["headers"])
    assert body["body"] == page_in("da", INDEX_PAGE).encode()
    assert headers[b"content-length"] == str(len(body["body"])).encode()
    assert b"connect-src 'self'" in headers[b"content-security-policy"]
    assert b"etag" not in headers
    assert scope["headers"] == condition[:1]


def test_other_responses_pass_untouched() -> None:
    _, start, *bodies = answered(b"text/javascript", b'"Send message" and more of it', [(b"accept", b"*/*")])
    assert b"".join(body["body"] for body in bodies) == b'"Send message" and more of it'
    assert dict(start["headers"])[b"etag"] == b"old"


def test_no_address_is_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def outside(*_: object, **__: object) -> str:
        raise AssertionError("looked up outside")

    monkeypatch.setattr(net_util, "_make_blocking_http_get", outside)
    monkeypatch.setattr(net_util, "get_external_ip", net_util.get_external_ip)
    monkeypatch.setattr(net_util, "get_internal_ip", net_util.get_internal_ip)
    forbid_outside_lookups()
    assert net_util.get_external_ip() is None
    assert net_util.get_internal_ip() is None


def test_the_server_says_how_pytorchs_threads_wait_before_pytorch_is_loaded() -> None:
    code = "import app, os, sys; print('torch' in sys.modules, os.environ['OMP_WAIT_POLICY'])"
    environment = {name: value for name, value in os.environ.items() if name != "OMP_WAIT_POLICY"}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.stdout.split() == ["False", "passive"], done.stderr


def test_streamlit_knows_the_settings_that_a_full_room_and_privacy_need() -> None:
    names = ("runner.postScriptGC", "server.fileWatcherType", "browser.gatherUsageStats")
    code = f"from streamlit import config; print(*map(config.get_option, {names}))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.split() == ["False", "none", "False"], done.stderr
