"""Titles and sentences for generated items: the same words for the same item, in every version of Python."""

from __future__ import annotations

from zlib import crc32

__all__ = ["outcome", "pick", "prose", "title"]

_VERBS = (
    "Archive", "Audit", "Batch", "Cache", "Export", "Import", "Index", "Meter",
    "Migrate", "Paginate", "Partition", "Publish", "Replay", "Rotate", "Schedule", "Validate",
)  # fmt: skip
_QUALITIES = (
    "anonymous", "daily", "delegated", "encrypted", "expired", "external", "inherited", "localised",
    "nested", "partial", "pending", "recurring", "regional", "shared", "signed", "versioned",
)  # fmt: skip
_THINGS = (
    "accounts", "addresses", "agendas", "attachments", "bookings", "captions", "certificates", "comments",
    "contracts", "deliveries", "drafts", "events", "forms", "galleries", "invitations", "invoices",
    "keys", "ledgers", "manifests", "memberships", "notices", "orders", "payments", "permissions",
    "profiles", "questions", "receipts", "reports", "schedules", "sessions", "tickets", "translations",
)  # fmt: skip
_PLACES = (
    "the archive", "the audit trail", "the back office", "the billing run", "the calendar", "the catalogue",
    "the console", "the directory", "the editor", "the event desk", "the export job", "the front page",
    "the gateway", "the help desk", "the import job", "the inbox", "the mail queue", "the media library",
    "the member area", "the mobile site", "the news room", "the night shift", "the partner portal",
    "the payment desk", "the press room", "the public site", "the search page", "the ticket shop",
    "the training room", "the venue plan", "the volunteer list", "the waiting list",
)  # fmt: skip
_COMBINATIONS = len(_VERBS) * len(_QUALITIES) * len(_THINGS) * len(_PLACES)
_STRIDE = 104_729  # prime, hence coprime to a power of two: neighbours differ and no title comes twice

_OUTCOMES = (
    "Endpoint answers with status {a} when {thing} are missing",
    "List of {thing} returns at most {b} entries a page",
    "Request without permission on {thing} is refused with 403",
    "Job finishes {b} {thing} within {c} seconds on the test machine",
    "Migration of {thing} runs forwards and backwards on both databases",
    "Log line for {thing} carries the correlation id of its request",
    "Test covers {quality} {thing} with {c} cases",
    "Error page names the field and the limit of {b} characters",
    "Second call with the same key creates no further {thing}",
    "Counter `{metric}_total` rises by one for each of the {thing}",
    "Time zone of {place} is applied to all {thing}",
    "Command `{metric} --dry-run` prints {b} planned changes and writes none",
)
_SENTENCES = (
    "Each of the {quality} {thing} is handed to {place} once, and a repeated call changes nothing.",
    "The limit of {b} entries comes from the load that {place} saw last year.",
    "Work on {thing} runs in the queue, so that {place} answers while a batch of {b} is under way.",
    "Whoever reads {place} sees the state of the {thing} as of the last committed change.",
    "A failure leaves the {quality} {thing} as they were and is retried after {c} seconds.",
)
_CODES = ("404", "409", "410", "422")


def pick(choices: tuple[str, ...], *key: str | int) -> str:
    """Choose by checksum instead of `random`, whose draws are not promised across versions of Python."""
    return choices[_number(len(choices), *key)]


def title(number: int) -> str:
    """Name the item with this running number; no two numbers below 262,144 share a name."""
    rest = number * _STRIDE % _COMBINATIONS
    rest, place = divmod(rest, len(_PLACES))
    rest, thing = divmod(rest, len(_THINGS))
    verb, quality = divmod(rest, len(_QUALITIES))
    return f"{_VERBS[verb]} {_QUALITIES[quality]} {_THINGS[thing]} for {_PLACES[place]}"


def outcome(number: int, position: int) -> str:
    """Write a criterion that can be measured; those of one item differ from each other."""
    first = _number(len(_OUTCOMES), "outcome", number)
    return _fill(_OUTCOMES[(first + position) % len(_OUTCOMES)], number, position)


def prose(number: int, sentences: int) -> str:
    """Write a short paragraph about the item with this running number."""
    first = _number(len(_SENTENCES), "sentence", number)
    return " ".join(
        _fill(_SENTENCES[(first + step) % len(_SENTENCES)], number, 100 + step) for step in range(sentences)
    )


def _number(limit: int, *key: str | int) -> int:
    return crc32(repr(key).encode()) % limit


def _fill(template: str, number: int, position: int) -> str:
    draw = _number(1 << 30, "fill", number, position)
    thing = _THINGS[draw % len(_THINGS)]
    return template.format(
        thing=thing,
        quality=_QUALITIES[(draw >> 5) % len(_QUALITIES)],
        place=_PLACES[(draw >> 9) % len(_PLACES)],
        metric=thing,
        a=_CODES[(draw >> 14) % len(_CODES)],
        b=20 + (draw >> 16) % 480,
        c=2 + (draw >> 25) % 28,
    )
