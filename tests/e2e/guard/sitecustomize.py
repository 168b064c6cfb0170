"""Put on the server's PYTHONPATH by the browser tests: notes each attempt to reach outside, and can slow a module.

KILDESVAR_TEST_CONNECTIONS: the file that outside addresses are written to, one a line.
KILDESVAR_TEST_SLOW: "<module>:<seconds>", a module whose import takes that much longer.
"""

import ipaddress
import os
import sys
import time
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType


def _is_home(host: object) -> bool:
    if host in (None, "", "localhost", b"localhost"):
        return True
    try:
        return ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


def _note_outside(event: str, args: tuple[object, ...]) -> None:
    match event, args:
        case ("socket.connect" | "socket.sendto", (_, (host, *_))) if not _is_home(host):
            pass
        case ("socket.getaddrinfo" | "socket.gethostbyname", (host, *_)) if not _is_home(host):
            pass
        case _:
            return
    with open(os.environ["KILDESVAR_TEST_CONNECTIONS"], "a", encoding="utf-8") as log:  # noqa: PTH123
        log.write(f"{event} {host!r}\n")


class _SlowImport(MetaPathFinder):
    def __init__(self, module: str, seconds: float) -> None:
        self._module = module
        self._seconds = seconds

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname == self._module:
            time.sleep(self._seconds)
        return None


if "KILDESVAR_TEST_CONNECTIONS" in os.environ:
    sys.addaudithook(_note_outside)
if os.environ.get("KILDESVAR_TEST_SLOW"):
    module, _, seconds = os.environ["KILDESVAR_TEST_SLOW"].partition(":")
    sys.meta_path.insert(0, _SlowImport(module, float(seconds)))
