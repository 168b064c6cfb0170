"""What is round every page: its title, the way to the other pages, the language, and what went wrong."""

from pathlib import Path

import streamlit as st

from index.errors import KildesvarError
from ui import texts
from ui.language import Text, address_parameters, follow_address, other_language, switch_language
from ui.lock import show_lock
from ui.passwords import ROOM
from ui.service import AnswerService, answer_service, forget_service

_HERE = Path(__file__).parent
_HEADINGS = {
    texts.ASK_PAGE: texts.APP_HEADING,
    texts.FIND_PAGE: texts.FIND_PAGE,
    texts.COURSE_PAGE: texts.COURSE_PAGE,
    texts.LIBRARY_PAGE: texts.LIBRARY_PAGE,
    texts.ABOUT_PAGE: texts.ABOUT_HEADING,
}
_LOOK_AGAIN_S = 0.2


def main() -> None:
    """Draws the frame and the page in it. What a user can act on is said in plain words; nothing else is shown."""
    follow_address()
    pages = {
        texts.ASK_PAGE: st.Page(_HERE / "ask_page.py", title=texts.ASK_PAGE(), default=True),
        texts.FIND_PAGE: st.Page(_HERE / "find_page.py", title=texts.FIND_PAGE(), url_path="find-kilder"),
        texts.COURSE_PAGE: st.Page(_HERE / "course_page.py", title=texts.COURSE_PAGE(), url_path="kursus"),
        texts.LIBRARY_PAGE: st.Page(_HERE / "library_page.py", title=texts.LIBRARY_PAGE(), url_path="publikationer"),
        texts.ABOUT_PAGE: st.Page(_HERE / "about_page.py", title=texts.ABOUT_PAGE(), url_path="om"),
    }
    page = st.navigation(list(pages.values()), position="hidden")
    name = next(name for name in pages if pages[name] == page)
    st.set_page_config(page_title=texts.PAGE_TITLE(page=name()), layout="wide")
    if ROOM.is_set() and not ROOM.has_been_given():
        _show_door()
        return
    loading = _show_ways(pages, page)
    st.html(f"<h1>{_HEADINGS[name]()}</h1>")
    try:
        service = answer_service()
        service.check()
        page.run()
        _show_until_ready(service, loading)
    except KildesvarError as error:
        forget_service()
        with st.container(key="trouble"):
            st.markdown(texts.trouble(error))


def _show_door() -> None:
    """What a visitor sees who has not given the room's password."""
    with st.container(key="ways", horizontal=True, horizontal_alignment="right"):
        _show_other_language()
    st.html(f'<h1>{texts.APP_HEADING()}</h1><h2>{texts.LOCKED()}</h2><p class="ks-lead">{texts.LOCKED_LEAD()}</p>')
    with st.container(key="door"):
        show_lock(ROOM)


def _show_other_language() -> None:
    st.button(texts.IN_OTHER_LANGUAGE(), key=f"language-{other_language()}", on_click=switch_language)


def _show_ways(pages: dict[Text, st.Page], current: st.Page) -> st.delta_generator.DeltaGenerator:
    """The way to each page, and to the other language. Returns the place where it is said that models are loaded."""
    with st.container(key="ways", horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(key="pages", horizontal=True, gap="small", width="content"):
            for number, (name, page) in enumerate(pages.items()):
                with st.container(key="here" if page == current else f"way-{number}", width="content"):
                    st.page_link(page, label=name(), query_params=address_parameters())
        loading = st.empty()
        _show_other_language()
    return loading


def _show_until_ready(service: AnswerService, slot: st.delta_generator.DeltaGenerator) -> None:
    """Says that the models are being loaded, for as long as they are."""
    while not service.is_ready:
        slot.html(f'<p class="ks-loading">{texts.GETTING_READY()}</p>')
        service.wait_until_ready(_LOOK_AGAIN_S)
    slot.empty()


main()
