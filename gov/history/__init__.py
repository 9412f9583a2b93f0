"""The same project as git knows it. The only home of git.

Nothing here reads through the project's own git configuration, which can make git run programs. What starts
git stands in `gov.history.revisions` and is imported only where the past is asked for.
"""

from gov.history.model import Commit, Event, Happening, Past, Transition
from gov.history.past import Recorder
from gov.history.tracked import tracked_paths

__all__ = ["Commit", "Event", "Happening", "Past", "Recorder", "Transition", "tracked_paths"]
