"""Tokens that are not ours, or no longer good: none of them reaches a handler."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated
from uuid import uuid4

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gov_platform.domains.accounts.callers import requires
from gov_platform.domains.accounts.identities import Identity
from gov_platform.domains.accounts.roles import Permission, Role
from tests.platform.accounts.people import AUTH, EMAIL, account, bearing, me, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx
    from fastapi import FastAPI

    from gov_platform.kernel.context import Context

pytestmark = pytest.mark.anyio

FOR_READERS = Permission("own:read", Role.VIEWER, "read")
FOR_WRITERS = Permission("own:write", Role.EDITOR, "write")


def text(value: object) -> str:
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


@dataclass(frozen=True, slots=True)
class Forger:
    """Knows a good token, the public key and the private one, and changes one thing at a time."""

    good: str
    private: Ed25519PrivateKey
    kid: str

    @property
    def claims(self) -> dict[str, object]:
        part = self.good.split(".")[1]
        told: dict[str, object] = json.loads(base64.urlsafe_b64decode(part + "=="))
        return told

    def signed(self, header: dict[str, object] | None = None, **claims: object) -> str:
        """A token signed with our own key; a claim or header that is None is left out."""
        head = {"alg": "EdDSA", "kid": self.kid, "typ": "JWT", **(header or {})}
        body = {**self.claims, **claims}
        parts = [
            text({name: value for name, value in one.items() if value is not None}) for one in (head, body)
        ]
        return self.closed(".".join(parts))

    def closed(self, signing: str) -> str:
        return f"{signing}.{text(self.private.sign(signing.encode()))}"

    def all(self) -> Iterator[tuple[str, str]]:
        """Forged and stale tokens, each with what is wrong about it."""
        yield from self.of_other_algorithms()
        yield from self.of_other_keys()
        yield from self.with_wrong_claims()
        yield from self.damaged()

    def of_other_algorithms(self) -> Iterator[tuple[str, str]]:
        head, body, signature = self.good.split(".")
        for name in ("none", "None", "NONE", "nOnE", ""):
            bare = text({"alg": name, "kid": self.kid, "typ": "JWT"})
            yield f"alg {name!r}, no signature", f"{bare}.{body}."
            yield f"alg {name!r}, the signature of another", f"{bare}.{body}.{signature}"
        public = self.private.public_key()
        forms = {
            "raw": public.public_bytes_raw(),
            "text": text(public.public_bytes_raw()).encode(),
            "PEM": public.public_bytes(
                serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
            ),
            "DER": public.public_bytes(
                serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
            ),
            "nothing": b"",
        }
        for form, key in forms.items():
            for algorithm, digest in (
                ("HS256", hashlib.sha256),
                ("HS384", hashlib.sha384),
                ("HS512", hashlib.sha512),
            ):
                signing = f"{text({'alg': algorithm, 'kid': self.kid, 'typ': 'JWT'})}.{body}"
                mac = text(hmac.digest(key, signing.encode(), digest))
                yield f"{algorithm} under the public key, {form}", f"{signing}.{mac}"
        rsa_key = rsa.generate_private_key(65_537, 2048)
        ec_key = ec.generate_private_key(ec.SECP256R1())
        for algorithm, other in (
            ("RS256", rsa_key),
            ("PS256", rsa_key),
            ("ES256", ec_key),
        ):
            yield (
                f"{algorithm} of another key",
                jwt.encode(self.claims, other, algorithm, headers={"kid": self.kid}),
            )
        yield "another name of the algorithm", self.signed({"alg": "Ed25519"})
        yield "no algorithm", self.signed({"alg": None})
        yield "an algorithm that is no text", self.signed({"alg": ["EdDSA"]})
        yield "only the first letters of the header", f"{head[:10]}.{body}.{signature}"

    def of_other_keys(self) -> Iterator[tuple[str, str]]:
        other = Ed25519PrivateKey.generate()
        forger = Forger(self.good, other, self.kid)
        yield "another key under our name", forger.signed()
        own = {"kty": "OKP", "crv": "Ed25519", "x": text(other.public_key().public_bytes_raw())}
        yield "a key that the token brings along", forger.signed({"jwk": own})
        yield "a key behind an address", forger.signed({"jku": "https://attacker.example/keys"})
        yield "a certificate behind an address", forger.signed({"x5u": "https://attacker.example/x"})
        for kid in ("", "none", "../../secret", "' OR '1'='1", "\0", "x" * 2000, self.kid.lower()):
            yield f"the name of no key, {kid[:12]!r}", self.signed({"kid": kid})
        for value in (None, 7, [self.kid], {"a": 1}, True):
            yield f"a name of a key that is no text, {value!r}", self.signed({"kid": value})
        yield "a critical header that nobody knows", self.signed({"crit": ["exp2"], "exp2": 1})

    def with_wrong_claims(self) -> Iterator[tuple[str, str]]:
        now = int(time.time())
        for name in ("exp", "iat", "iss", "aud", "sub", "jti", "sid", "typ"):
            yield f"no {name}", self.signed(**{name: None})
        yield "expired a second ago", self.signed(exp=now - 1)
        yield "expired a year ago", self.signed(exp=now - 31_536_000)
        yield "expiry that is no number", self.signed(exp="soon")
        yield "expiry without end", self.signed(exp=float("inf"))
        yield "expiry that is not a number", self.signed(exp=float("nan"))
        yield "issued in an hour", self.signed(iat=now + 3600)
        yield "issued in a minute", self.signed(iat=now + 60)
        yield "an issue that is no number", self.signed(iat="now")
        yield "an issue that is true", self.signed(iat=True)
        yield "not before an hour from now", self.signed(nbf=now + 3600)
        for audience in ("other", "", ["gov-platform"], ["gov-platform", "other"], "GOV-PLATFORM", 7):
            yield f"for {audience!r}", self.signed(aud=audience)
        for issuer in ("http://attacker.example", "", f"{self.claims['iss']}/", [self.claims["iss"]], 7):
            yield f"by {issuer!r}", self.signed(iss=issuer)
        for kind in ("refresh", "", "Access", ["access"], 7):
            yield f"of type {kind!r}", self.signed(typ=kind)
        for subject in (str(uuid4()), "", "admin", 7, "x" * 1000):
            yield f"of {str(subject)[:12]!r}", self.signed(sub=subject)
        for session in (str(uuid4()), "", "'; DROP TABLE users", 7, None, ["a"]):
            yield f"of the session {str(session)[:12]!r}", self.signed(sid=session)
        yield "an identifier that is no text", self.signed(jti=7)

    def damaged(self) -> Iterator[tuple[str, str]]:
        head, body, signature = self.good.split(".")
        yield "cut off", self.good[:-10]
        yield "without its signature", f"{head}.{body}."
        yield "without its last part", f"{head}.{body}"
        yield "with a part more", f"{self.good}.{signature}"
        yield "twice", f"{self.good}{self.good}"
        yield (
            "another first letter of the signature",
            f"{head}.{body}.{'B' if signature[0] == 'A' else 'A'}{signature[1:]}",
        )
        yield "a signature of zeros", f"{head}.{body}.{text(bytes(64))}"
        yield "content of another", f"{head}.{text({**self.claims, 'sub': str(uuid4())})}.{signature}"
        yield "content that is a list", self.closed(f"{head}.{text([1])}")
        yield "content that is no JSON", self.closed(f"{head}.{text(b'{')}")
        yield "content that is very deep", self.closed(f"{head}.{text(b'[' * 1200)}")
        yield "not a token", "token"
        yield "dots", "..."
        yield "letters of another script", "жетон.жетон.жетон"
        yield "very long", f"{head}.{'a' * 20_000}.{signature}"


@pytest.fixture
async def forger(client: httpx.AsyncClient, app: FastAPI, context: Context) -> Forger:
    await account(context)
    good = (await tokens(client))["access_token"]
    async with context.database.reading() as session:
        signer = await app.state.accounts.keys.signer(session)
    return Forger(good, signer.key, signer.kid)


@pytest.mark.gov("TASK-001.2")
async def test_no_forged_or_stale_token_is_accepted(client: httpx.AsyncClient, forger: Forger) -> None:
    forged = list(forger.all())

    answers = {
        what: await client.get(f"{AUTH}/me", headers={b"Authorization": b"Bearer " + token.encode()})
        for what, token in forged
    }

    assert len(answers) == len(forged) >= 80
    assert {what: answer.status_code for what, answer in answers.items() if answer.status_code != 401} == {}
    told = {json.dumps({**one.json(), "correlation_id": ""}) for one in answers.values()}
    assert len(told) == 1, "what is wrong with a token is nobody's business"
    assert (await me(client, forger.signed())).json()["email"] == EMAIL, "the forger itself works"


@pytest.mark.gov("TASK-001.2")
@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        "Bearer ",
        "Basic dG9tOnRvbQ==",
        "Bearer null",
        "Token {good}",
        "{good}",
        "Bearer  {good} x",
    ],
)
async def test_another_form_of_the_header_is_no_sign_in(
    client: httpx.AsyncClient, forger: Forger, header: str
) -> None:
    answer = await client.get(f"{AUTH}/me", headers={"Authorization": header.format(good=forger.good)})

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="gov-platform"'
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.gov("TASK-001.2")
async def test_no_handler_runs_without_a_valid_token(
    client: httpx.AsyncClient, app: FastAPI, context: Context
) -> None:
    ran = []

    @app.post("/handler")
    async def handler(caller: Annotated[Identity, requires(FOR_READERS)]) -> None:
        ran.append(caller.role)

    @app.post("/writers")
    async def for_writers(caller: Annotated[Identity, requires(FOR_WRITERS)]) -> None:
        ran.append(caller.role)

    await account(context)
    await account(context, "editor@example.org", Role.EDITOR)
    await account(context, "admin@example.org", Role.ADMIN)
    refused = [await client.post(path) for path in ("/handler", "/writers")]
    assert ([answer.status_code for answer in refused], ran) == ([401, 401], [])

    viewer = bearing((await tokens(client))["access_token"])
    editor = bearing((await tokens(client, "editor@example.org"))["access_token"])
    admin = bearing((await tokens(client, "admin@example.org"))["access_token"])
    assert (await client.post("/writers", headers=viewer)).status_code == 403
    assert ran == []
    for headers, path in ((viewer, "/handler"), (editor, "/writers"), (admin, "/writers")):
        assert (await client.post(path, headers=headers)).status_code == 200
    assert ran == [Role.VIEWER, Role.EDITOR, Role.ADMIN]


@pytest.mark.gov("TASK-001.2")
async def test_the_owner_of_one_session_cannot_speak_for_another(
    client: httpx.AsyncClient, forger: Forger, context: Context
) -> None:
    await account(context, "tom@example.org")
    toms = jwt.decode(
        (await tokens(client, "tom@example.org"))["access_token"], options={"verify_signature": False}
    )

    assert (await me(client, forger.signed(sid=toms["sid"]))).status_code == 401
    assert (await me(client, forger.signed(sub=toms["sub"]))).status_code == 401
