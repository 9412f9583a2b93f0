"""Mail by SMTP, to a real server that runs in a thread of the tests."""

from __future__ import annotations

import asyncio
import ssl
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from ipaddress import ip_address
from typing import TYPE_CHECKING

import pytest
from aiosmtpd.smtp import SMTP as Server  # noqa: N811 - a class all the same
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from pydantic import SecretStr, ValidationError

from gov_platform.adapters.mail import mailer_of
from gov_platform.adapters.mail_folder import MailFolder
from gov_platform.adapters.smtp import Smtp
from gov_platform.ports.mailer import Mail, MailDeferredError, MailRefusedError
from gov_platform.settings import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from email.message import EmailMessage
    from pathlib import Path

    from aiosmtpd.smtp import Envelope, Session

pytestmark = pytest.mark.anyio

HELLO = Mail("mira@example.org", "Guten Tag, Åse – ein Brief", "Grüße\n\n.\nvon weit her\n")
PASSWORD = "pass word"  # noqa: S105 - of the tests' own server


class Postbox:
    """Keeps what arrives, and answers as it is told."""

    def __init__(self) -> None:
        self.envelopes: list[Envelope] = []
        self.recipient = "250 ok"
        self.content = "250 ok"
        self.encrypted: list[bool] = []
        self.names: list[object] = []

    async def handle_RCPT(  # noqa: N802 - as aiosmtpd calls it
        self, _server: Server, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        assert options == []
        envelope.rcpt_tos.append(address)
        return self.recipient

    async def handle_DATA(self, server: Server, session: Session, envelope: Envelope) -> str:  # noqa: N802 - likewise
        assert server.transport is not None
        self.encrypted.append(server.transport.get_extra_info("ssl_object") is not None)
        self.names.append(session.auth_data)
        self.envelopes.append(envelope)
        return self.content

    def messages(self) -> list[EmailMessage]:
        found = []
        for envelope in self.envelopes:
            assert isinstance(envelope.content, bytes)
            found.append(message_from_bytes(envelope.content, policy=default))
        return found


@pytest.fixture
def postbox() -> Postbox:
    return Postbox()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of 127.0.0.1, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(private + made.public_bytes(Encoding.PEM))
    return path


def of_server(certificate: Path) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    return context


def known(
    _server: object, _session: object, _envelope: object, _mechanism: object, data: object
) -> AuthResult:
    is_known = isinstance(data, LoginPassword) and (data.login, data.password) == (b"gov", PASSWORD.encode())
    return AuthResult(success=is_known, handled=False, auth_data="gov")


@asynccontextmanager
async def serving(
    postbox: object, tls: ssl.SSLContext | None = None, /, **how: object
) -> AsyncIterator[Settings]:
    """A server on a free port, and the settings that name it."""
    loop = asyncio.get_running_loop()

    def connected() -> Server:
        return Server(postbox, hostname="localhost", loop=loop, **how)  # type: ignore[arg-type] # each test knows

    server = await loop.create_server(connected, "127.0.0.1", 0, ssl=tls)
    try:
        yield Settings(
            environment="test",
            smtp_host="127.0.0.1",
            smtp_port=server.sockets[0].getsockname()[1],
            smtp_security="none",
            smtp_timeout=2,
            mail_from="gov@example.org",
        )
    finally:
        server.close()


def content(message: EmailMessage) -> str:
    """The text of a message, with line ends as we write them."""
    return str(message.get_content()).replace("\r\n", "\n")


def but(settings: Settings, **changes: object) -> Settings:
    return settings.model_copy(update=changes)


async def test_a_mail_arrives_as_it_was_written(postbox: Postbox) -> None:
    async with serving(postbox, enable_SMTPUTF8=True) as settings:
        assert isinstance(mailer_of(settings), Smtp)
        await Smtp(settings).send(HELLO, "key 1")
        await Smtp(settings).send(HELLO, "key 1")
        await Smtp(settings).send(Mail("åse@grün.example", "x", "y"), "key 2")

    first, again, other = postbox.messages()
    assert (first["From"], first["To"], first["Subject"]) == ("gov@example.org", HELLO.to, HELLO.subject)
    assert content(first) == HELLO.text
    assert first["Auto-Submitted"] == "auto-generated"
    assert first["Message-ID"].endswith("@example.org>")
    assert first["Message-ID"] == again["Message-ID"] != other["Message-ID"]
    assert [envelope.rcpt_tos for envelope in postbox.envelopes] == [
        [HELLO.to], [HELLO.to], ["åse@xn--grn-ioa.example"],
    ]  # fmt: skip


@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_it_travels_encrypted_and_with_our_name(
    postbox: Postbox, certificate: Path, security: str
) -> None:
    how: dict[str, object] = {"authenticator": known}
    tls = of_server(certificate)
    where = (
        serving(postbox, tls, auth_require_tls=False, **how)
        if security == "tls"
        else serving(postbox, tls_context=tls, require_starttls=True, auth_required=True, **how)
    )
    async with where as settings:
        ours = but(
            settings,
            smtp_security=security,
            smtp_user="gov",
            smtp_password=SecretStr(PASSWORD),
            smtp_ca=certificate,
        )
        assert await Smtp(ours).check() == ""
        await Smtp(ours).send(HELLO, "key")
        with pytest.raises(MailDeferredError, match="SMTPAuthenticationError 535"):
            await Smtp(but(ours, smtp_password=SecretStr("wrong"))).send(HELLO, "key")
        # Whose certificate nobody vouches for gets neither a mail nor a password.
        with pytest.raises(MailDeferredError, match="cannot be reached"):
            await Smtp(but(ours, smtp_ca=None)).send(HELLO, "key")

    assert postbox.encrypted == [True]
    assert postbox.names == ["gov"]


async def test_a_server_without_encryption_gets_nothing(postbox: Postbox) -> None:
    async with serving(postbox) as settings:
        with pytest.raises(MailDeferredError, match="cannot be reached"):
            await Smtp(but(settings, smtp_security="starttls")).send(HELLO, "key")

    assert postbox.envelopes == []


@pytest.mark.parametrize("part", ["recipient", "content"])
@pytest.mark.parametrize(("code", "error"), [("451", MailDeferredError), ("550", MailRefusedError)])
async def test_no_for_now_is_told_from_no(
    postbox: Postbox, part: str, code: str, error: type[Exception]
) -> None:
    setattr(postbox, part, f"{code} no")
    async with serving(postbox) as settings:
        with pytest.raises(error, match=f"the mail server answered {code}"):
            await Smtp(settings).send(HELLO, "key")


async def test_an_address_that_the_server_cannot_write_is_refused(postbox: Postbox) -> None:
    async with serving(postbox) as settings:
        with pytest.raises(MailRefusedError, match="does not take such an address"):
            await Smtp(settings).send(Mail("åse@example.org", "x", "y"), "key")
        await Smtp(settings).send(Mail("ase@grün.example", "x", "y"), "key")

    assert [envelope.rcpt_tos for envelope in postbox.envelopes] == [["ase@xn--grn-ioa.example"]]


async def test_a_server_that_says_nothing_is_not_waited_for() -> None:
    release = asyncio.Event()

    async def silent(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await release.wait()
        writer.close()

    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    settings = Settings(
        environment="test", smtp_host="127.0.0.1", smtp_port=port, smtp_timeout=0.2, smtp_security="none"
    )

    for ask in (Smtp(settings).send(HELLO, "key"), Smtp(settings).check()):
        with pytest.raises(MailDeferredError, match=r"cannot be reached: SMTP.*Timeout"):
            await ask

    release.set()
    server.close()
    with pytest.raises(MailDeferredError, match="cannot be reached"):
        await Smtp(settings).check()


@pytest.mark.parametrize(
    "odd",
    [
        "mira@example.org\r\nBcc: tom@example.org", "mira@example.org\n", "mira@example.org, tom@example.org",
        "Mira <mira@example.org>", "mira@example.org\x00", "mira", "@example.org", "", "x" * 250 + "@a.org",
        "mira@example.org\u2028", "mira;tom@example.org",
    ],
)  # fmt: skip
def test_no_address_adds_a_line_or_a_recipient(odd: str) -> None:
    with pytest.raises(ValueError, match="mail"):
        Mail(odd, "subject", "text")


@pytest.mark.parametrize("odd", ["a\r\nBcc: tom@example.org", "a\nb", "a\rb", "a\u2028b", "", "x" * 201])
def test_no_subject_adds_a_line(odd: str) -> None:
    with pytest.raises(ValueError, match="subject of a mail"):
        Mail("mira@example.org", odd, "text")


async def test_a_text_cannot_end_the_message_or_begin_a_command(postbox: Postbox) -> None:
    text = "a\n.\nMAIL FROM:<tom@example.org>\n\r\n.\r\nRCPT TO:<tom@example.org>\nBcc: tom@example.org\n"
    async with serving(postbox) as settings:
        await Smtp(settings).send(Mail("mira@example.org", "subject", text), "key\r\nX: y")

    (message,) = postbox.messages()
    assert message["Bcc"] is None
    assert message["X"] is None
    assert content(message) == text.replace("\r\n", "\n")


async def test_without_a_server_mail_is_a_file_that_nobody_else_reads(tmp_path: Path) -> None:
    mailer = mailer_of(Settings(environment="test", data=tmp_path / "data"))
    assert isinstance(mailer, MailFolder)

    await mailer.send(HELLO, "key")
    await mailer.send(HELLO, "key")

    (path,) = (tmp_path / "data" / "mail").iterdir()
    assert path.suffix == ".eml"
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    message = message_from_bytes(path.read_bytes(), policy=default)
    assert (message["To"], message["Subject"], content(message)) == (HELLO.to, HELLO.subject, HELLO.text)
    assert await mailer.check() == "no mail is sent: it is written into the folder of data"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"smtp_user": "gov", "smtp_security": "none"}, "in the clear"),
        ({"smtp_host": "mail.example.org/x"}, "pattern"),
        ({"mail_from": "gov@example.org\nBcc: tom@example.org"}, "no e-mail address"),
        ({"mail_from": "gov"}, "no e-mail address"),
        ({"smtp_ca": "/nowhere/ca.pem"}, "no file of certificates"),
        ({"pages_url": "javascript:alert(1)"}, "no address of pages"),
        ({"pages_url": "https://example.org\n"}, "no address of pages"),
    ],
)
def test_settings_that_would_send_no_mail_or_tell_a_password_are_refused(
    wrong: dict[str, object], told: str
) -> None:
    with pytest.raises(ValidationError, match=told):
        Settings.model_validate({"environment": "test", **wrong})
