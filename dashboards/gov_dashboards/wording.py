"""Counts in sentences."""


def counted(number: int, noun: str, plural: str = "") -> str:
    """Write a number with its noun in the right form: "1 task", "2 tasks"."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def part_verb(part: int, whole: int, singular: str, plural: str) -> str:
    """Choose the verb's form for a part of a number: "0 of 1 task stands", "1 of 3 tasks stands"."""
    return singular if 1 in {part, whole} else plural


def verb(number: int, singular: str, plural: str) -> str:
    """Choose the verb's form for a number."""
    return singular if number == 1 else plural
