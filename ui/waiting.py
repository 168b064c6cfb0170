"""What stands on the page while something is awaited from the queue."""

from concurrent.futures import Future, wait
from typing import TypeVar

import streamlit as st

from ui import texts
from ui.service import AnswerService

_LOOK_AGAIN_S = 0.2
Result = TypeVar("Result")


def await_result(future: Future[Result], slot: st.delta_generator.DeltaGenerator, service: AnswerService) -> Result:
    """Waits for an answer. Drawing while waiting lets Streamlit end this run when the visitor does something else."""
    while not future.done():
        notice = texts.READING() if service.is_ready else texts.WAITING_UNTIL_READY()
        slot.html(f'<div class="ks-waiting"><p>{notice}</p><i></i><i></i><i></i></div>')
        wait([future], timeout=_LOOK_AGAIN_S)
    return future.result()
