"""What answers on the port while Heyi is still starting: 503, with the reason."""

import contextlib
import json
import socket
import threading
from collections.abc import Iterator

_WAIT_SECONDS = 1.0


def listen(port: int) -> socket.socket:
    """A listening socket on the port, on every address of this machine.

    Raises:
        OSError: somebody else has the port.
    """
    door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    door.bind(("0.0.0.0", port))  # noqa: S104 - phones and scanners reach it over the company network
    door.listen(128)
    return door


@contextlib.contextmanager
def waiting_room(door: socket.socket, reason: str) -> Iterator[None]:
    """Answer every request on the socket with 503 and the reason until the block ends; the socket stays open."""
    body = json.dumps({"status": "starting", "reason": reason}).encode()
    head = (
        "HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/json\r\nRetry-After: 2\r\n"
        f"Cache-Control: no-store\r\nConnection: close\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    closing = threading.Event()
    door.settimeout(0.1)
    usher = threading.Thread(target=_answer_all, args=(door, head.encode() + body, closing), daemon=True)
    usher.start()
    try:
        yield
    finally:
        closing.set()
        usher.join()
        door.settimeout(None)


def _answer_all(door: socket.socket, answer: bytes, closing: threading.Event) -> None:
    while not closing.is_set():
        try:
            visitor, _ = door.accept()
        except TimeoutError:
            continue
        with visitor, contextlib.suppress(OSError):
            visitor.settimeout(_WAIT_SECONDS)
            visitor.recv(4096)
            visitor.sendall(answer)
