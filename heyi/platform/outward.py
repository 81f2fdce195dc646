"""The one way out to an address that a user gave: refused unless it leads to the public internet.

The name is resolved once, every address behind it is vetted, and the connection goes to a vetted one whatever the name
says a moment later; TLS and the Host header still speak of the name. No redirect is followed, no proxy of the
environment is asked, an answer may take ten seconds in all, and 64 kB of it are read.
"""

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlsplit

import httpcore
import httpx
import idna

from heyi.platform.errors import AppError

TIMEOUT_SECONDS = 10
LARGEST_ANSWER = 64_000
LONGEST_URL = 2_000
_PORTS = {"https": 443, "http": 80}
_PLAIN = range(0x21, 0x7F)
# Names that mean this machine or this network, whatever a resolver says.
_INNER_NAMES = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "private", "home.arpa")
_PUBLIC_V6 = ipaddress.IPv6Network("2000::/3")
_MORE_REFUSED = tuple(
    ipaddress.IPv4Network(text)
    for text in (
        "192.0.0.0/24",  # protocol assignments, among them a cloud's metadata
        "192.88.99.0/24",  # relays into IPv6
        "168.63.129.16/32",  # a cloud's own server behind a public address
    )
)

Resolve = Callable[[str, int], Sequence[str]]
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class AddressRefused(AppError):
    """The address is not one that Heyi may speak to; `reason` says why."""

    code = "outward.address_refused"
    status = 422

    def __init__(self, reason: str) -> None:
        super().__init__(reason=f"outward.reason.{reason}")
        self.reason = reason


class Unanswered(Exception):
    """Nobody answered, or not in time; `reason` is one of timeout, unknown_name, tls, no_connection."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, kw_only=True)
class Target:
    """An address that has the right form: its canonical host and port, and the text to ask for."""

    url: str
    host: str
    port: int


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What came back: status and the beginning of the answer."""

    status: int
    body: bytes


def system_resolver(host: str, port: int) -> Sequence[str]:
    """Every address that this machine knows for the name.

    Raises:
        OSError: it knows none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(item[4][0]) for item in found]


def check_url(url: str, *, allow_private: bool = False) -> Target:
    """Whether an address has a form that may be spoken to; what its name resolves to is seen when it is used.

    Raises:
        AddressRefused: it is not https, carries a login, or names this machine or network in any writing.
    """
    parts = _split(url)
    if parts.scheme != "https" and not (allow_private and parts.scheme == "http"):
        raise AddressRefused("not_https")
    if parts.username is not None or parts.password is not None or "@" in parts.netloc:
        raise AddressRefused("login_inside")
    try:
        port = parts.port or _PORTS[parts.scheme]
    except ValueError:
        raise AddressRefused("unreadable") from None
    host = _canonical(parts.hostname or "")
    literal = _literal(host)
    if literal is not None:
        refuse_inner([literal], allow_private=allow_private)
    elif not allow_private and (
        "." not in host or any(host == name or host.endswith(f".{name}") for name in _INNER_NAMES)
    ):
        raise AddressRefused("private")
    shown = f"[{host}]" if ":" in host else host
    where = shown if port == _PORTS[parts.scheme] else f"{shown}:{port}"
    query = f"?{parts.query}" if parts.query else ""
    return Target(url=f"{parts.scheme}://{where}{parts.path or '/'}{query}", host=host, port=port)


def refuse_inner(addresses: Iterable[Address], *, allow_private: bool = False) -> None:
    """Let pass only addresses of the public internet, or, where the operator allows it, of the own network too.

    Raises:
        AddressRefused: one of them is private, local, of a cloud's metadata, multicast or of no use.
    """
    for address in addresses:
        if not (_is_public(address) or (allow_private and _is_own_network(address))):
            raise AddressRefused("private")


def post(
    url: str,
    *,
    body: bytes,
    headers: Mapping[str, str],
    resolve: Resolve = system_resolver,
    allow_private: bool = False,
    context: ssl.SSLContext | None = None,
) -> Reply:
    """Send a body to an address that a user gave, and read the beginning of the answer.

    Raises:
        AddressRefused: the address, or what its name resolves to, may not be spoken to.
        Unanswered: nobody answered, or not in time.
    """
    target = check_url(url, allow_private=allow_private)
    address = _vetted(target, resolve, allow_private=allow_private)
    deadline = time.monotonic() + TIMEOUT_SECONDS
    pool = httpcore.ConnectionPool(
        ssl_context=context or ssl.create_default_context(),
        network_backend=_OneAddress(str(address), deadline),
        max_connections=1,
        max_keepalive_connections=0,
    )
    client = httpx.Client(transport=_Through(pool), trust_env=False, follow_redirects=False)
    own = {"Accept-Encoding": "identity", "Connection": "close"}
    try:
        with client, client.stream("POST", target.url, content=body, headers={**headers, **own}) as answer:
            return Reply(status=answer.status_code, body=_beginning(answer))
    except (httpcore.TimeoutException, TimeoutError):
        raise Unanswered("timeout") from None
    except ssl.SSLError:
        raise Unanswered("tls") from None
    except httpcore.ConnectError as error:
        raise Unanswered("tls" if _is_tls(error) else "no_connection") from None
    except (httpcore.NetworkError, httpcore.ProtocolError, httpx.HTTPError, OSError):
        raise Unanswered("no_connection") from None


def _beginning(answer: httpx.Response) -> bytes:
    kept = b""
    for part in answer.iter_raw():
        kept += part
        if len(kept) >= LARGEST_ANSWER:
            break
    return kept[:LARGEST_ANSWER]


def _split(url: str) -> SplitResult:
    text = url.strip()
    if len(text) > LONGEST_URL or "\\" in text or any(ord(sign) < 0x21 or ord(sign) == 0x7F for sign in text):
        raise AddressRefused("unreadable")
    try:
        parts = urlsplit(text)
    except ValueError:
        raise AddressRefused("unreadable") from None
    if any(ord(sign) not in _PLAIN for sign in parts.path + parts.query):
        raise AddressRefused("unreadable")
    return parts


def _canonical(host: str) -> str:
    """The one writing of a host: lower case, no dot at its end, letters of other scripts in their ASCII form."""
    if "%" in host:
        raise AddressRefused("unreadable")
    if ":" in host:
        try:
            return str(ipaddress.IPv6Address(host))
        except ValueError:
            raise AddressRefused("unreadable") from None
    try:
        ascii_host = idna.encode(host, uts46=True, std3_rules=True).decode() if host else ""
    except idna.IDNAError:
        raise AddressRefused("unreadable") from None
    plain = ascii_host.lower().removesuffix(".")
    if not plain:
        raise AddressRefused("unreadable")
    return plain


def _literal(host: str) -> Address | None:
    """The address that a host is, if it is none by name; only the plain writing with four decimal parts is taken.

    Raises:
        AddressRefused: it is an address in a writing that hides which.
    """
    if ":" in host:
        return ipaddress.IPv6Address(host)
    last = host.rpartition(".")[2]
    if not (last.isdecimal() or last.startswith("0x")):
        return None
    try:
        return ipaddress.IPv4Address(host)
    except ValueError:
        raise AddressRefused("private") from None


def _vetted(target: Target, resolve: Resolve, *, allow_private: bool) -> Address:
    literal = _literal(target.host)
    if literal is not None:
        return literal
    try:
        found = [ipaddress.ip_address(text) for text in resolve(target.host, target.port)]
    except (OSError, UnicodeError, ValueError):
        raise Unanswered("unknown_name") from None
    if not found:
        raise Unanswered("unknown_name")
    refuse_inner(found, allow_private=allow_private)
    return found[0]


def _is_public(address: Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        # Addresses that carry an IPv4 address inside (mapped, 6to4, Teredo, NAT64) are ways round the rules for those.
        hidden = address.sixtofour is not None or address.teredo is not None
        return address in _PUBLIC_V6 and address.is_global and not hidden and not address.is_multicast
    refused = address.is_multicast or address.is_reserved or any(address in net for net in _MORE_REFUSED)
    return address.is_global and not refused


def _is_own_network(address: Address) -> bool:
    inner = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    plain = inner or address
    refused = plain.is_link_local or plain.is_multicast or plain.is_unspecified or plain.is_reserved
    return plain.is_private and not (refused and not plain.is_loopback)


def _is_tls(error: BaseException) -> bool:
    return isinstance(error.__cause__, ssl.SSLError) or isinstance(error.__context__, ssl.SSLError)


class _Stream(httpcore.NetworkStream):
    """A connection whose every wait ends when the whole exchange must have ended."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: float) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 - the deadline counts
        return self._inner.read(max_bytes, timeout=_left(self._deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002 - the deadline counts
        self._inner.write(buffer, timeout=_left(self._deadline))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002 - the deadline counts
    ) -> httpcore.NetworkStream:
        secured = self._inner.start_tls(ssl_context, server_hostname, timeout=_left(self._deadline))
        return _Stream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _OneAddress(httpcore.NetworkBackend):
    """Connects to the vetted address, whatever name is asked for."""

    def __init__(self, address: str, deadline: float) -> None:
        self._address = address
        self._deadline = deadline
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,  # noqa: ARG002 - resolved and vetted before
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the deadline counts
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        stream = self._inner.connect_tcp(
            self._address, port, _left(self._deadline), local_address, socket_options
        )
        return _Stream(stream, self._deadline)

    def sleep(self, seconds: float) -> None:
        self._inner.sleep(seconds)


class _Through(httpx.BaseTransport):
    """Carries httpx's requests over a pool of ours."""

    def __init__(self, pool: httpcore.ConnectionPool) -> None:
        self._pool = pool

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request and give back its answer, unread."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        asked = httpcore.Request(
            method=request.method, url=url, headers=request.headers.raw, content=request.stream
        )
        answer = self._pool.handle_request(asked)
        return httpx.Response(
            status_code=answer.status, headers=answer.headers, stream=_Answer(answer.stream)
        )

    def close(self) -> None:
        """End the connection."""
        self._pool.close()


class _Answer(httpx.SyncByteStream):
    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def __iter__(self) -> Any:
        yield from self._inner

    def close(self) -> None:
        self._inner.close()


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout
    return left
