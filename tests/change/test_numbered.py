"""The number of a request, as code hosts write it into the commits that they make."""

import pytest

from gov.change.numbered import request_of


@pytest.mark.parametrize(
    ("message", "number"),
    [
        ("Merge pull request #12 from ada/side\n\nSign users in", "#12"),
        ("Merge pull request 'Sign users in' (#12) from side into main", "#12"),
        ("Merged in side (pull request #12)\n\nSign users in", "#12"),
        ("Merged PR 12: Sign users in", "#12"),
        ("Sign users in (#12)\n\n* one\n* two", "#12"),
        ("Sign users in (!12)", "!12"),
        ("Merge branch 'side' into 'main'\n\nSign users in\n\nSee merge request ada/shop!12", "!12"),
        ("Merge branch 'side' into 'main'\n\nSee merge request ada/shop!12\n\nTask: TASK-001", "!12"),
        ("Sign users in\n\nCloses #12", ""),
        ("Closes (#12)", ""),
        ("Mend the sign-in, see (#12)", ""),
        ("Relates to (#12)", ""),
        ("Part of (#12)", ""),
        ("Implements issue (#12)", ""),
        ("Sign users in (#0)", ""),
        ("Mend the prefix (#12)", "#12"),
        ("See merge request ada/shop!12", ""),
        ("Revert (#12) for now", ""),
        ("Sign users in (#12345678901234567890)", ""),
        ("", ""),
    ],
)
def test_a_message_names_its_request_where_a_host_says_so(message: str, number: str) -> None:
    assert request_of(message) == number
