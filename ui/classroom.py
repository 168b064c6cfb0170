"""Serves a room of people on the local network: `make classroom`, or `python -m ui.classroom`."""

import os
import secrets
import socket
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import segno

from index.command_line import DanishParser
from index.errors import KildesvarError
from ui.passwords import ROOM

ADDRESS = "KILDESVAR_ROOM_ADDRESS"
"""The environment variable with the address at which the room joins; it is shown on "Kursus"."""
PORT = 8501
_APP = Path(__file__).resolve().parent.parent / "app.py"


class NoNetworkError(KildesvarError):
    """This machine is in no network that others could join."""


@dataclass(frozen=True, slots=True)
class Room:
    """host: this machine's address in the local network. password: what is asked of who joins."""

    host: str
    port: int
    password: str

    @property
    def address(self) -> str:
        """What is typed, or read from the QR code."""
        return f"http://{self.host}:{self.port}"

    def command(self) -> list[str]:
        """Starts the server, for this room only: requests that name another host are refused."""
        settings = {
            "server.address": "0.0.0.0",
            "server.port": self.port,
            "server.headless": "true",
            "browser.serverAddress": self.host,
        }
        hosts = [f"--server.allowedHosts={host}" for host in (self.host, "localhost", "127.0.0.1")]
        options = [*hosts, *(f"--{name}={value}" for name, value in settings.items())]
        return [sys.executable, "-m", "streamlit", "run", str(_APP), *options]

    def environment(self) -> dict[str, str]:
        """What the server is told of the room."""
        return {ADDRESS: self.address, ROOM.variable: self.password}

    def invitation(self) -> str:
        """For the terminal: address, password and QR code."""
        lines = [f"\n  Adresse:      {self.address}", f"  Adgangskode:  {self.password}", ""]
        return "\n".join(lines) + "\n" + _terminal_code(self.address)


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints how the room joins, and becomes the server."""
    parser = DanishParser(
        prog="python -m ui.classroom",
        usage="[--host ADRESSE] [--port N]",
        description=f"Vis Kildesvar for et helt lokale på det lokale net. Adgangskoden er {ROOM.variable}, eller seks "
        "tilfældige cifre.",
    )
    parser.given.add_argument("--host", metavar="ADRESSE", help="maskinens adresse på nettet (findes selv)")
    parser.given.add_argument("--port", type=int, default=PORT, metavar="N", help=f"porten ({PORT})")
    options = parser.parse_args(arguments)
    password = os.environ.get(ROOM.variable) or f"{secrets.randbelow(10**6):06d}"
    try:
        room = Room(options.host or local_address(), options.port, password)
    except KildesvarError as error:
        print(f"Fejl: {error}", file=sys.stderr)
        return 1
    print(room.invitation(), flush=True)
    return _become_server(room)


def _become_server(room: Room) -> NoReturn:
    command = room.command()
    os.execve(command[0], command, {**os.environ, **room.environment()})


def local_address() -> str:
    """This machine's address in the network that it would reach others through; nothing is sent.

    Raises:
        NoNetworkError: it is in no network.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("10.255.255.255", 9))
            host: str = probe.getsockname()[0]
        except OSError as error:
            raise NoNetworkError(
                "Maskinen er ikke på et net, som andre kan komme på. Slut den til lokalets net, eller giv adressen: "
                "make classroom HOST=192.168.1.20"
            ) from error
    return host


def _terminal_code(address: str) -> str:
    """The QR code in half blocks: two modules to a line's height."""
    rows = [[bool(module) for module in row] for row in segno.make(address, micro=False).matrix_iter(border=2)]
    rows += [[False] * len(rows[0])] * (len(rows) % 2)
    # Dark modules are drawn as blanks: a terminal is most often dark.
    blocks = {(True, True): " ", (True, False): "▄", (False, True): "▀", (False, False): "█"}
    return "\n".join(
        "  " + "".join(blocks[upper, lower] for upper, lower in zip(above, below, strict=True))
        for above, below in zip(rows[::2], rows[1::2], strict=True)
    )


if __name__ == "__main__":
    sys.exit(main())
