"""An address that a user gave leads to the public internet or nowhere, in whatever writing, whatever its name says."""

import datetime as dt
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from heyi.platform import outward
from heyi.platform.outward import AddressRefused, Unanswered, check_url

NAME = "hooks.example.com"
PRIVATE = (
    "https://127.0.0.1/",
    "https://127.0.0.1./",
    "https://2130706433/",
    "https://017700000001/",
    "https://0x7f000001/",
    "https://0x7f.0.0.1/",
    "https://0177.0.0.1/",
    "https://127.1/",
    "https://127.0.1/",
    "https://0/",
    "https://0.0.0.0/",
    "https://1.1/",
    "https://134744072/",
    "https://999.1.1.1/",
    "https://[::1]/",
    "https://[::]/",
    "https://[::ffff:7f00:1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:8.8.8.8]/",
    "https://[::127.0.0.1]/",
    "https://[64:ff9b::7f00:1]/",
    "https://[64:ff9b:1::1]/",
    "https://[2002:7f00:1::]/",
    "https://[2001:0:7f00:1::]/",
    "https://[2001:db8::1]/",
    "https://[fe80::1]/",
    "https://[fec0::1]/",
    "https://[fd00:ec2::254]/",
    "https://[fc00::1]/",
    "https://[ff02::1]/",
    "https://10.0.0.1/",
    "https://172.16.0.1/",
    "https://172.31.255.255/",
    "https://192.168.1.1/",
    "https://169.254.169.254/latest/meta-data/",
    "https://100.100.100.200/",
    "https://192.0.0.192/",
    "https://168.63.129.16/",
    "https://192.88.99.1/",
    "https://198.18.0.1/",
    "https://224.0.0.1/",
    "https://240.0.0.1/",
    "https://255.255.255.255/",
    "https://１２７.0.0.1/",
    "https://127。0。0。1/",
    "https://①②⑦.0.0.1/",
    "https://localhost/",
    "https://LOCALHOST./",
    "https://ｌｏｃａｌｈｏｓｔ/",
    "https://db/",
    "https://metadata.google.internal/",
    "https://printer.local/",
    "https://api.localhost/",
)
OTHERWISE_WRONG = (
    ("http://hooks.example.com/", "not_https"),
    ("ftp://hooks.example.com/", "not_https"),
    ("file:///etc/passwd", "not_https"),
    ("gopher://127.0.0.1:25/", "not_https"),
    ("//hooks.example.com/", "not_https"),
    ("hooks.example.com", "not_https"),
    ("", "not_https"),
    ("https://user@hooks.example.com/", "login_inside"),
    ("https://user:word@hooks.example.com/", "login_inside"),
    ("https://hooks.example.com@127.0.0.1/", "login_inside"),
    ("https://@127.0.0.1/", "login_inside"),
    ("https:///", "unreadable"),
    ("https://hooks.example.com:99999/", "unreadable"),
    ("https://hooks.example.com:0x1/", "unreadable"),
    ("https://hooks.example.com\\@127.0.0.1/", "unreadable"),
    ("https://hooks.example.com/\r\nHost: x", "unreadable"),
    ("https://hooks example.com/", "unreadable"),
    ("https://[::1%25eth0]/", "unreadable"),
    ("https://[::1/", "unreadable"),
    ("https://-hooks-.example.com/", "unreadable"),
    ("https://hooks_1.example.com/", "unreadable"),
    ("https://" + "a" * 64 + ".example.com/", "unreadable"),
    ("https://hooks.example.com/" + "a" * 2_000, "unreadable"),
)


@pytest.mark.parametrize("url", PRIVATE)
def test_no_writing_of_a_private_address_passes(url: str) -> None:
    with pytest.raises(AddressRefused) as refused:
        check_url(url)
    assert refused.value.reason == "private"


@pytest.mark.parametrize(("url", "reason"), OTHERWISE_WRONG)
def test_what_is_no_plain_https_address_is_refused(url: str, reason: str) -> None:
    with pytest.raises(AddressRefused) as refused:
        check_url(url)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("url", "host", "port", "canonical"),
    [
        ("https://hooks.example.com", NAME, 443, "https://hooks.example.com/"),
        ("https://HOOKS.Example.com.:443/a?b=c#d", NAME, 443, "https://hooks.example.com/a?b=c"),
        (" https://hooks.example.com/\t", NAME, 443, "https://hooks.example.com/"),
        ("https://hooks.example.com:8443/a", NAME, 8443, "https://hooks.example.com:8443/a"),
        ("https://例子.中国/", "xn--fsqu00a.xn--fiqs8s", 443, "https://xn--fsqu00a.xn--fiqs8s/"),
        ("https://8.8.8.8/", "8.8.8.8", 443, "https://8.8.8.8/"),
        (
            "https://[2606:4700:4700:0::1111]/",
            "2606:4700:4700::1111",
            443,
            "https://[2606:4700:4700::1111]/",
        ),
    ],
)
def test_a_public_address_has_one_writing(url: str, host: str, port: int, canonical: str) -> None:
    target = check_url(url)
    assert (target.host, target.port, target.url) == (host, port, canonical)


@pytest.mark.parametrize(
    ("url", "passes"),
    [
        ("http://127.0.0.1:9000/", True),
        ("http://localhost:9000/", True),
        ("https://[::1]/", True),
        ("https://192.168.1.5/", True),
        ("https://[fd00::5]/", True),
        ("http://169.254.169.254/", False),
        ("http://[::ffff:169.254.169.254]/", False),
        ("http://[fe80::1]/", False),
        ("http://224.0.0.1/", False),
        ("http://0.0.0.0/", False),
        ("http://100.100.100.200/", False),
        ("http://2130706433/", False),
    ],
)
def test_where_the_operator_allows_the_own_network_metadata_stays_out(url: str, passes: bool) -> None:
    if passes:
        check_url(url, allow_private=True)
        return
    with pytest.raises(AddressRefused):
        check_url(url, allow_private=True)


class Resolver:
    """Says of every name what it is told, one answer after the other, and counts how often it is asked."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[str, int]] = []

    def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked.append((host, port))
        if not self.answers:
            raise socket.gaierror
        return self.answers.pop(0)


def post(url: str, resolve: Resolver, **how: object) -> outward.Reply:
    return outward.post(url, body=b"{}", headers={}, resolve=resolve, **how)  # type: ignore[arg-type]  # passed on as given


@pytest.mark.parametrize(
    "answer",
    [
        ["127.0.0.1"],
        ["10.0.0.8"],
        ["169.254.169.254"],
        ["::1"],
        ["::ffff:127.0.0.1"],
        ["fd00:ec2::254"],
        ["8.8.8.8", "127.0.0.1"],
        ["2606:4700:4700::1111", "fe80::1"],
    ],
)
def test_a_public_name_with_a_private_address_behind_it_is_not_spoken_to(answer: list[str]) -> None:
    with pytest.raises(AddressRefused):
        post(f"https://{NAME}/", Resolver(answer))


@pytest.mark.parametrize("answers", [[], [[]], [["nonsense"]]])
def test_a_name_that_nobody_knows_is_said_to_be_unknown(answers: list[list[str]]) -> None:
    with pytest.raises(Unanswered) as unanswered:
        post(f"https://{NAME}/", Resolver(*answers))
    assert unanswered.value.reason == "unknown_name"


@dataclass
class Receiver:
    """A server on this machine that answers what the test says, with a certificate for the name."""

    answer: bytes = b"HTTP/1.1 204 No Content\r\n\r\n"
    requests: list[bytes] = field(default_factory=list)
    names: list[str | None] = field(default_factory=list)
    port: int = 0
    trusted: ssl.SSLContext = field(default_factory=ssl.create_default_context)


@pytest.fixture
def receiver(tmp_path: Path) -> Iterator[Receiver]:
    receiver = Receiver()
    certificate = self_signed(tmp_path, NAME)
    receiver.trusted = ssl.create_default_context(cafile=str(certificate))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    context.sni_callback = lambda _socket, name, _context: receiver.names.append(name)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        receiver.port = listener.getsockname()[1]
        thread = threading.Thread(target=serve, args=(listener, context, receiver))
        thread.start()
        yield receiver
        listener.shutdown(socket.SHUT_RDWR)
        thread.join()


def serve(listener: socket.socket, context: ssl.SSLContext, receiver: Receiver) -> None:
    while True:
        try:
            plain, _ = listener.accept()
        except OSError:
            return
        with suppress(OSError), context.wrap_socket(plain, server_side=True) as visitor:
            request = b""
            while not request.endswith(b"\r\n\r\n{}") and (part := visitor.recv(65_536)):
                request += part
            receiver.requests.append(request)
            visitor.sendall(receiver.answer)


def self_signed(folder: Path, name: str) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    built = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now)
        .not_valid_after(now + dt.timedelta(days=36_500))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "certificate.pem"
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(pem + built.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def tell(receiver: Receiver) -> Callable[..., outward.Reply]:
    def telling(resolve: Resolver, name: str = NAME) -> outward.Reply:
        url = f"https://{name}:{receiver.port}/in?x=1"
        return post(url, resolve, allow_private=True, context=receiver.trusted)

    return telling


class TestWhatIsSent:
    def test_goes_to_the_vetted_address_and_speaks_of_the_name(
        self, receiver: Receiver, tell: Callable[..., outward.Reply]
    ) -> None:
        """The name is asked for once: what it says a moment later (rebinding) changes nothing."""
        resolver = Resolver(["127.0.0.1"], ["169.254.169.254"])
        assert tell(resolver).status == 204
        assert resolver.asked == [(NAME, receiver.port)]
        assert receiver.names == [NAME]
        head = receiver.requests[0].decode().lower()
        assert head.startswith("post /in?x=1 http/1.1\r\n")
        assert f"host: {NAME}:{receiver.port}\r\n" in head

    def test_is_not_said_to_somebody_with_another_name_in_his_certificate(
        self, receiver: Receiver, tell: Callable[..., outward.Reply]
    ) -> None:
        with pytest.raises(Unanswered) as unanswered:
            tell(Resolver(["127.0.0.1"]), name="other.example.com")
        assert unanswered.value.reason == "tls"
        assert receiver.requests in ([], [b""])

    def test_follows_no_redirect(self, receiver: Receiver, tell: Callable[..., outward.Reply]) -> None:
        receiver.answer = (
            b"HTTP/1.1 307 Go\r\nLocation: https://169.254.169.254/\r\nContent-Length: 0\r\n\r\n"
        )
        resolver = Resolver(["127.0.0.1"], ["127.0.0.1"])
        assert tell(resolver).status == 307
        assert len(resolver.asked) == len(receiver.requests) == 1

    def test_asks_no_proxy_of_the_environment(
        self, receiver: Receiver, tell: Callable[..., outward.Reply], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
        assert tell(Resolver(["127.0.0.1"])).status == 204

    def test_is_answered_with_64_kb_at_most(
        self, receiver: Receiver, tell: Callable[..., outward.Reply]
    ) -> None:
        receiver.answer = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + b"x" * 1_000_000
        assert len(tell(Resolver(["127.0.0.1"])).body) == outward.LARGEST_ANSWER

    def test_ends_when_its_time_is_over_though_the_other_side_still_speaks(
        self, receiver: Receiver, tell: Callable[..., outward.Reply], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(outward, "TIMEOUT_SECONDS", 0)
        with pytest.raises(Unanswered) as unanswered:
            tell(Resolver(["127.0.0.1"]))
        assert unanswered.value.reason == "timeout"

    def test_that_nobody_takes_is_said_so(self, receiver: Receiver) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        with pytest.raises(Unanswered) as unanswered:
            post(f"https://{NAME}:{port}/", Resolver(["127.0.0.1"]), allow_private=True)
        assert unanswered.value.reason == "no_connection"

    def test_to_nonsense_for_an_answer_is_no_answer(
        self, receiver: Receiver, tell: Callable[..., outward.Reply]
    ) -> None:
        receiver.answer = b"SSH-2.0-OpenSSH\r\n"
        with pytest.raises(Unanswered):
            tell(Resolver(["127.0.0.1"]))


def test_every_public_answer_of_a_resolver_may_be_spoken_to() -> None:
    outward.refuse_inner(ipaddress.ip_address(text) for text in ("8.8.8.8", "223.5.5.5", "2400:3200::1"))
