"""Start and end of the server process: limits and signals at its start, worker processes at its end."""

from __future__ import annotations

import contextlib
import ipaddress
import signal
import socket
import sys
import threading
from collections.abc import Iterator

import streamlit as st
from streamlit import net_util

from dwconv.reference import worker_manager


@contextlib.contextmanager
def server_process() -> Iterator[None]:
    """Prepare this process to be a server, and end its worker processes when the block ends."""
    raise_file_limit()
    end_on_hangup()
    stop_address_lookup()
    if address := classroom_address():
        sys.stdout.write(f"  For the class: {address}\n\n")
        sys.stdout.flush()
    try:
        yield
    finally:
        # here, because a signal then ends the process without running Python's exit handlers
        worker_manager.close_all()


def raise_file_limit() -> None:
    """Allow this process as many open files as its user may have; a visitor is one or two."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def end_on_hangup() -> None:
    """End in order when the terminal closes, as at SIGTERM; `nohup` still keeps a server."""
    if not hasattr(signal, "SIGHUP") or threading.current_thread() is not threading.main_thread():
        return
    if signal.getsignal(signal.SIGHUP) is signal.SIG_DFL:
        signal.signal(signal.SIGHUP, lambda *_: signal.raise_signal(signal.SIGTERM))


def stop_address_lookup() -> None:
    """Keep Streamlit from asking a server on the internet for this machine's address.

    It asks when a WebSocket comes from a foreign site, and lets all visitors wait meanwhile. An
    address that it does not know is not allowed to connect, so without an answer nothing is lost.
    """
    net_util.get_external_ip = lambda: None


def classroom_address() -> str | None:
    """Return the URL for the other machines of a classroom; None if only this one is served."""
    address = st.get_option("server.address") or "0.0.0.0"
    with contextlib.suppress(ValueError):
        parsed = ipaddress.ip_address(address)
        if parsed.is_loopback:
            return None
        if parsed.is_unspecified:
            address = _own_address()
    if address in (None, "localhost"):
        return None
    scheme = "https" if st.get_option("server.sslCertFile") else "http"
    path = st.get_option("server.baseUrlPath").strip("/")
    return f"{scheme}://{address}:{st.get_option('server.port')}/{path}"


def _own_address() -> str | None:
    """Return the address by which this machine would be seen; nothing is sent to find it."""
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # an address for documentation: nobody has it
        return str(probe.getsockname()[0])
    return None
