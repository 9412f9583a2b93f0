"""The settings of a project: read once, frozen, every mistake reported at once with its line."""

from gov.config.defaults import CRITERION_TO_WRITE, EFFORTS
from gov.config.model import (
    ChangeSettings,
    CheckSettings,
    Configuration,
    EvidenceSettings,
    Forbid,
    FreshnessSettings,
    Kind,
    Phase,
    ProjectSettings,
    Require,
    SectionName,
    Select,
    SeverityName,
    UserRule,
)
from gov.config.reading import (
    CONFIGURATION_FILE,
    find_root,
    line_of_setting,
    read_configuration,
    read_configuration_text,
)

__all__ = [
    "CONFIGURATION_FILE", "CRITERION_TO_WRITE", "EFFORTS", "ChangeSettings", "CheckSettings",
    "Configuration", "EvidenceSettings", "Forbid", "FreshnessSettings", "Kind", "Phase",
    "ProjectSettings", "Require", "SectionName", "Select", "SeverityName", "UserRule", "find_root",
    "line_of_setting", "read_configuration", "read_configuration_text",
]  # fmt: skip
