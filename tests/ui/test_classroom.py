"""A room of people: how it is invited, and that nobody gets in without the password."""

import os
import socket
from collections.abc import Callable

import pytest
import segno
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import html_of, press
from ui import classroom, course_texts, passwords, texts
from ui.classroom import ADDRESS, Room

OpenPage = Callable[[], AppTest]
ROOM = Room("192.168.1.20", 8501, "482 913")


def test_the_invitation_has_address_password_and_a_code_that_can_be_read() -> None:
    said = ROOM.invitation()
    assert "http://192.168.1.20:8501" in said
    assert "482 913" in said
    drawn = {" ": (1, 1), "▄": (1, 0), "▀": (0, 1), "█": (0, 0)}
    lines = [line[2:] for line in said.splitlines() if line and set(line[2:]) <= set(drawn)]
    modules = [[drawn[block][half] for block in line] for line in lines for half in (0, 1)]
    wanted = [list(row) for row in segno.make(ROOM.address, micro=False).matrix_iter(border=2)]
    assert modules[: len(wanted)] == wanted


def test_the_server_is_this_rooms_only() -> None:
    command = ROOM.command()
    assert "--server.address=0.0.0.0" in command
    allowed = [option for option in command if option.startswith("--server.allowedHosts=")]
    assert [option.partition("=")[2] for option in allowed] == ["192.168.1.20", "localhost", "127.0.0.1"]


def test_the_password_is_six_digits_where_none_is_set(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    started: list[Room] = []

    def start(room: Room) -> int:
        started.append(room)
        return 0

    monkeypatch.setattr(classroom, "_become_server", start)
    monkeypatch.delenv("KILDESVAR_ROOM_PASSWORD", raising=False)
    for _ in range(2):
        assert classroom.main(["--host", "10.0.0.5"]) == 0
    monkeypatch.setenv("KILDESVAR_ROOM_PASSWORD", "grøn-bænk")
    classroom.main(["--host", "10.0.0.5", "--port", "8600"])
    first, second, third = started
    assert first.password.isdecimal()
    assert len(first.password) == 6
    assert first.password != second.password
    assert third == Room("10.0.0.5", 8600, "grøn-bænk")
    assert third.environment() == {ADDRESS: "http://10.0.0.5:8600", "KILDESVAR_ROOM_PASSWORD": "grøn-bænk"}
    assert first.password in capsys.readouterr().out


def test_no_network_is_told_with_the_remedy(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def unreachable(*_: object) -> None:
        raise OSError("Network is unreachable")

    monkeypatch.setattr(socket.socket, "connect", unreachable)
    assert classroom.main([]) == 1
    assert "make classroom HOST=" in capsys.readouterr().err


def test_nobody_gets_in_without_the_password(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KILDESVAR_ROOM_PASSWORD", "482913")
    monkeypatch.setattr(passwords, "_SLOWNESS_S", 0.0)
    page = open_page()
    page.query_params["q"] = "Hvad skal man betale?"
    page.run()
    for wrong in ("", "482912", "482913 "):
        page.text_input(key="password").set_value(wrong)
        press(page, texts.UNLOCK())
        assert "Adgangskoden er ikke rigtig" in html_of(page)
        assert "Prøve" not in html_of(page)
        assert not page.chat_input
    page.text_input(key="password").set_value("482913")
    press(page, texts.UNLOCK())
    assert "6 pct." in html_of(page)  # the question of the link that was followed


def test_the_course_shows_how_to_join(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_page().run().switch_page("course_page.py").run()
    assert course_texts.JOIN() not in html_of(page)
    for name, value in ROOM.environment().items():
        monkeypatch.setenv(name, value)
    page = open_page().run()
    page.text_input(key="password").set_value(os.environ["KILDESVAR_ROOM_PASSWORD"])
    press(page, texts.UNLOCK()).switch_page("course_page.py").run()
    html = html_of(page)
    assert 'alt="QR-kode med adressen http://192.168.1.20:8501"' in html
    assert "482 913" in html
