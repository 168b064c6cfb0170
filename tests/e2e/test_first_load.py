"""What opening the page costs."""

import pytest

from tests.e2e.conftest import Server
from tests.e2e.test_page_in_browser import NewPage, open_home

pytestmark = pytest.mark.e2e

MOST_BYTES = 4_000_000


def test_the_first_load_is_small(server: Server, new_page: NewPage) -> None:
    page = new_page()
    network = page.context.new_cdp_session(page)
    received: list[float] = []
    network.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    network.send("Network.enable")
    open_home(page, server)
    page.wait_for_load_state("networkidle")
    assert len(received) > 20
    assert sum(received) < MOST_BYTES
