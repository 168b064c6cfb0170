"""Waiting for a server that was just started, in measurements and in the browser tests."""

import socket
import subprocess
import time
import urllib.error
import urllib.request

_LOOK_AGAIN_S = 0.1


def free_port() -> int:
    """A port of this machine that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until_served(url: str, process: "subprocess.Popen[bytes]", seconds: float) -> None:
    """Returns when Streamlit answers. Raises TimeoutError when it has not after `seconds`, or has ended instead."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(_LOOK_AGAIN_S)
    raise TimeoutError(f"{url} does not answer")
