"""The same project as git knows it. The only home of git.

Nothing here reads through the project's own git configuration, which can make git run programs.
"""

from gov.history.model import Commit, Event, Happening, Past
from gov.history.past import Recorder
from gov.history.tracked import tracked_paths

__all__ = ["Commit", "Event", "Happening", "Past", "Recorder", "tracked_paths"]
