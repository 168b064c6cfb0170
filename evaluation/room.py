"""A room of people: many sessions over raw sockets, each asking a new question every few seconds."""

import asyncio
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import numpy as np
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from evaluation.served import free_port, wait_until_served
from index.errors import QuestionSetError

PAUSE_S = 10.0
"""Between two questions of one person."""
READY_S = 30.0
"""From the first answer until the room comes in: the trainer has started the server in good time."""
_APP = Path(__file__).resolve().parent.parent / "app.py"
_START_S = 60.0
_LONGEST_ANSWER_S = 120.0
# So that no question is asked twice: an answer that is remembered costs nothing.
_OPENINGS = (
    "",
    "Sig mig: ",
    "Jeg vil gerne vide: ",
    "Kan du sige mig: ",
    "Ved du: ",
    "Et spørgsmål: ",
    "Hej. ",
    "Så: ",
)


@dataclass(frozen=True, slots=True)
class RoomResult:
    """answers, errors: how many questions ended so. Seconds until an answer is drawn: median, 95th percentile, most.

    first_mb, last_mb: the server's memory after the first minute, or as long as it lasted, and at the end.
    """

    answers: int
    errors: int
    p50_s: float
    p95_s: float
    most_s: float
    first_mb: float
    last_mb: float


def run(
    index_dir: Path, questions: Sequence[str], sessions: int, minutes: float, tell: Callable[[str], None] = print
) -> RoomResult:
    """Starts a server over an index, and fills it with people. tell: is given a line a minute.

    Raises:
        QuestionSetError: there are too few questions to ask a new one each time.
    """
    asked = [opening + question for opening in _OPENINGS for question in questions]
    needed = round(sessions * minutes * 60 / PAUSE_S) + 2 * sessions
    if len(asked) < needed:
        raise QuestionSetError(f"Der skal være {needed // len(_OPENINGS) + 1} spørgsmål; der er {len(questions)}.")
    random.Random(1).shuffle(asked)
    with _server(index_dir) as (port, process):
        return asyncio.run(_Room(port, process.pid, iter(asked), tell).run(sessions, 60 * minutes))


class _Room:
    def __init__(self, port: int, pid: int, questions: Iterator[str], tell: Callable[[str], None]) -> None:
        self._address = f"ws://localhost:{port}/_stcore/stream"
        self._pid = pid
        self._questions = questions
        self._tell = tell
        self._seconds: list[float] = []
        self._errors = 0
        self._memory: list[float] = []

    async def run(self, sessions: int, seconds: float) -> RoomResult:
        await self._person(0.0, time.monotonic())  # the models are loaded
        await asyncio.sleep(READY_S)
        self._seconds = []
        self._memory = [_megabytes(self._pid)]
        end = time.monotonic() + seconds
        watching = asyncio.create_task(self._watch())
        await asyncio.gather(*(self._person(PAUSE_S * n / sessions, end) for n in range(sessions)))
        watching.cancel()
        memory = [*self._memory, _megabytes(self._pid)]
        p50, p95 = np.percentile(self._seconds, (50, 95)).tolist()
        return RoomResult(
            len(self._seconds), self._errors, p50, p95, max(self._seconds), memory[min(1, len(memory) - 1)], memory[-1]
        )

    async def _person(self, wait_s: float, end: float) -> None:
        """Asks at once after `wait_s`, then every PAUSE_S until `end`."""
        await asyncio.sleep(wait_s)
        async with connect(self._address, subprotocols=[Subprotocol("streamlit")], max_size=None) as connection:
            await _drawn(connection, "")
            while True:
                question, started = next(self._questions), time.monotonic()
                try:
                    await asyncio.wait_for(_drawn(connection, urlencode({"q": question})), _LONGEST_ANSWER_S)
                    self._seconds.append(time.monotonic() - started)
                except (RuntimeError, TimeoutError):
                    self._errors += 1
                if started + PAUSE_S >= end:
                    return
                await asyncio.sleep(max(0.0, started + PAUSE_S - time.monotonic()))

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(60)
            self._memory.append(_megabytes(self._pid))
            p95 = float(np.percentile(self._seconds, 95))
            self._tell(f"{len(self._seconds)} svar, p95 {p95:.2f} s, {self._memory[-1]:.0f} MB")


async def _drawn(connection: ClientConnection, query: str) -> None:
    """Opens the page at an address and returns when it is drawn. Raises RuntimeError where it tells of an error."""
    message = BackMsg()
    message.rerun_script.query_string = query
    await connection.send(message.SerializeToString())
    while True:
        received = ForwardMsg()
        received.ParseFromString(await connection.recv(decode=False))
        if 'role="alert"' in received.delta.new_element.html.body or received.delta.new_element.HasField("exception"):
            raise RuntimeError(query)
        if received.HasField("script_finished"):
            if received.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                return
            if received.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                raise RuntimeError(query)


@contextmanager
def _server(index_dir: Path) -> Iterator[tuple[int, "subprocess.Popen[bytes]"]]:
    port = free_port()
    options = [f"--server.port={port}", "--server.headless=true"]
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(_APP), *options],
        env={**os.environ, "KILDESVAR_INDEX": str(index_dir.resolve())},
        stdout=subprocess.DEVNULL,
    )
    try:
        wait_until_served(f"http://localhost:{port}", process, _START_S)
        yield port, process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def _megabytes(pid: int) -> float:
    """The memory that a process holds now (Linux)."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024
