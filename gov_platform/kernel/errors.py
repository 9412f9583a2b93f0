"""What goes wrong on purpose: classes with a status and a name, rendered as problem documents (RFC 9457)."""

from __future__ import annotations

from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

__all__ = [
    "BadRequest", "Conflict", "FieldProblem", "Forbidden", "HeadTooLarge", "NotFound", "PreconditionFailed",
    "PreconditionRequired", "Problem", "ProblemDocument", "TooLarge", "TooManyRequests", "TooSlow",
    "Unauthorized", "Unavailable", "Unprocessable", "describing",
]  # fmt: skip

_BASE = "urn:govtrace:problem:"


class FieldProblem(BaseModel):
    """What is wrong with one field: where it stands (`body.email`) and why it is refused."""

    model_config = ConfigDict(frozen=True)

    field: str
    message: str


class ProblemDocument(BaseModel):
    """An error as clients get it, with the media type `application/problem+json`."""

    type: str = Field(description="A name of this sort of error that does not change.")
    title: str = Field(description="What sort of error it is; the same for all of its type.")
    status: int = Field(description="The status of the answer.")
    detail: str = Field(description="What went wrong this time, and what would help.")
    instance: str = Field(description="The path that was asked for.")
    correlation_id: str = Field(description="The identifier under which the log holds the request.")
    errors: list[FieldProblem] = Field(default=[], description="What is wrong with single fields.")


class Problem(Exception):  # noqa: N818 - the standard's name
    """Something a client is told about. `status`, `slug` and `title` are the same for all of a class."""

    status: ClassVar[int] = 500
    slug: ClassVar[str] = "internal"
    title: ClassVar[str] = "The platform failed"

    def __init__(
        self, detail: str, *, errors: tuple[FieldProblem, ...] = (), headers: dict[str, str] | None = None
    ) -> None:
        """Say what went wrong this time."""
        super().__init__(detail)
        self.detail = detail
        self.errors = errors
        self.headers = headers or {}

    @classmethod
    def type_uri(cls) -> str:
        """The name of this sort of problem."""
        return _BASE + cls.slug


class BadRequest(Problem):
    """The request cannot be read."""

    status, slug, title = 400, "bad-request", "The request cannot be read"


class Unauthorized(Problem):
    """Nobody is signed in, or whoever was no longer is."""

    status, slug, title = 401, "unauthorized", "Sign in first"

    def __init__(self, detail: str) -> None:
        """Say why, and which scheme would do."""
        super().__init__(detail, headers={"WWW-Authenticate": 'Bearer realm="gov-platform"'})


class Forbidden(Problem):
    """Whoever asks may not."""

    status, slug, title = 403, "forbidden", "You may not do this"


class NotFound(Problem):
    """There is no such thing, or whoever asks may not know of it."""

    status, slug, title = 404, "not-found", "There is no such resource"


class TooSlow(Problem):
    """The request did not arrive in time."""

    status, slug, title = 408, "too-slow", "The request did not arrive in time"


class Conflict(Problem):
    """It contradicts what is there."""

    status, slug, title = 409, "conflict", "It contradicts what is there"


class PreconditionFailed(Problem):
    """Somebody else changed it meanwhile."""

    status, slug, title = 412, "precondition-failed", "It has changed meanwhile"


class TooLarge(Problem):
    """The body is larger than is read."""

    status, slug, title = 413, "too-large", "The body is too large"


class Unprocessable(Problem):
    """The request can be read, and a field of it is wrong."""

    status, slug, title = 422, "unprocessable", "A field is wrong"

    @classmethod
    def in_field(cls, field: str, why: str) -> Unprocessable:
        """What is said of one field, named by where it stands: `body.email`."""
        return cls(f"{field}: {why}", errors=(FieldProblem(field=field, message=why),))


class PreconditionRequired(Problem):
    """A change has to say which version it changes."""

    status, slug, title = 428, "precondition-required", "Say which version you change"


class HeadTooLarge(Problem):
    """The headers are longer than is read."""

    status, slug, title = 431, "head-too-large", "The headers are too long"


class TooManyRequests(Problem):
    """Too much was asked in too short a time."""

    status, slug, title = 429, "too-many-requests", "Too many requests"

    def __init__(self, detail: str, *, after: int) -> None:
        """Say after how many seconds to try again."""
        super().__init__(detail, headers={"Retry-After": str(after)})


class Unavailable(Problem):
    """Something the platform needs does not answer."""

    status, slug, title = 503, "unavailable", "Try again later"

    def __init__(self, detail: str) -> None:
        """Say what does not answer."""
        super().__init__(detail, headers={"Retry-After": "1"})


def describing(*problems: type[Problem]) -> dict[int | str, dict[str, object]]:
    """The answers of a route that are problems, for its entry in the OpenAPI document."""
    return {
        problem.status: {
            "description": problem.title,
            "content": {
                "application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemDocument"}}
            },
        }
        for problem in problems
    }
