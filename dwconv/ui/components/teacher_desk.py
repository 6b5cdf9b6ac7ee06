"""The teacher's side of a live class: joining, counts, the histogram, and where the player is."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import segno

from dwconv.ui.components.mount_component import component

_HTML = Path(__file__).with_suffix(".html").read_text(encoding="utf-8")


def teacher_desk(
    teacher: tuple[str, str] | None,
    link: str,
    on_change: Callable[[], None],
    *,
    shown: int = 0,
    forget: bool = False,
    small: bool = False,
    page_down: bool = True,
) -> Any:
    """Show the desk; without a class it only asks this tab of the browser for one.

    Parameters
    ----------
    teacher : tuple of (code, secret) or None
    link : str
        Where students join.
    on_change : callable
        Called before the run that follows when the tab knows a class, an answer was shown, or the class
        has ended.
    shown : int, optional
        A counter: a new value for each picture, after which the desk tells again where the player is.
    forget : bool, optional
        Whether the class that the tab knows is over.
    small : bool, optional
        Whether the page needs the room: then the QR code is in the large view alone.
    page_down : bool, optional
        Whether Page Down closes a question, reveals its answer and lets the page ask the next one.

    Returns
    -------
    Any
        ``teacher``: the code and the secret that the tab knows; ``revealed``: the question whose answer
        was shown last; ``ended``: the code of the class that has ended.
    """
    data: dict[str, Any] = {
        "shown": shown,
        "forget": forget,
        "small": small,
        "page_down": page_down,
    }
    if teacher is not None:
        code, secret = teacher
        place = urlsplit(link)
        data |= {
            "code": code,
            "secret": secret,
            "link": link,
            "place": place.netloc + place.path.removesuffix(code),
            "qr": qr_code(link),
            "unreachable": why_unreachable(link),
        }
    return component("teacher_desk", _HTML)(
        key="class-desk",
        data=data,
        on_teacher_change=on_change,
        on_ended_change=on_change,
        on_revealed_change=on_change,
    )


def why_unreachable(link: str) -> str:
    """Why no phone can open a link, and what to do; "" if nothing is known against it.

    Examples
    --------
    >>> why_unreachable("http://127.0.0.1:8501/c/BCDFG").partition(". ")[0]
    '127.0.0.1 is this computer alone'
    >>> why_unreachable("https://lab.example.edu/c/BCDFG"), why_unreachable("http://192.168.1.20/c/B")
    ('', '')
    """
    address = urlsplit(link)
    host = address.hostname or ""
    try:
        is_alone = ip_address(host).is_loopback
    except ValueError:
        is_alone = host == "localhost" or host.endswith(".localhost")
    if not is_alone:
        return ""
    port = f":{address.port}" if address.port else ""
    return (
        f"{host} is this computer alone. Start the lab with --server.address 0.0.0.0, open it by this "
        f"computer's address in your network, such as http://192.168.1.20{port}, and start the class there."
    )


def qr_code(link: str) -> str:
    """Return the QR code of a link as the address of a picture.

    Examples
    --------
    >>> qr_code("http://localhost/c/BCDFG")[:19]
    'data:image/svg+xml,'
    """
    address: str = segno.make(link, error="m").svg_data_uri(border=3, light="#ffffff", scale=8)
    return address.replace("data:image/svg+xml;charset=utf-8,", "data:image/svg+xml,")
