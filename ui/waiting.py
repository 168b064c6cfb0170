"""What stands on the page while something is awaited from the queue."""

from concurrent.futures import Future, wait
from typing import TypeVar

import streamlit as st

from ui import texts
from ui.service import AnswerService

_LOOK_AGAIN_S = 0.2
_LOOK_AGAIN_AT_MOST_S = 2.0
Result = TypeVar("Result")


def await_result(future: Future[Result], slot: st.delta_generator.DeltaGenerator, service: AnswerService) -> Result:
    """Waits for an answer. Drawing while waiting lets Streamlit end this run when the visitor does something else.

    A visitor who does, or is gone, no longer waits for it.
    """
    try:
        while not future.done():
            ahead = service.ahead_of(future)
            slot.html(f'<div class="ks-waiting"><p>{_notice(ahead, service.is_ready)}</p><i></i><i></i><i></i></div>')
            # The farther back in the queue, the more seldom: drawing for all who wait takes from what they wait for.
            wait([future], timeout=min(_LOOK_AGAIN_S * (1 + ahead), _LOOK_AGAIN_AT_MOST_S))
        return future.result()
    finally:
        service.leave(future)


def _notice(ahead: int, is_ready: bool) -> str:
    if not is_ready:
        return texts.WAITING_UNTIL_READY()
    return texts.PLACE_IN_QUEUE(number=ahead) if ahead else texts.READING()
