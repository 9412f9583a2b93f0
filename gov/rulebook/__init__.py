"""What a rule is and how rules are run: order, severity, causes, suppression, once, outside every rule."""

from gov.rulebook.baseline import Baseline, Entry, can_be_set_aside, entries_of, fingerprints
from gov.rulebook.baseline_file import BASELINE_FILE, baseline_of, write_baseline
from gov.rulebook.examples import Example, examples_of, fenced_files
from gov.rulebook.facts import Facts
from gov.rulebook.finding import SEVERITIES, Draft, Edit, Finding, Fix, Location, Related, Severity
from gov.rulebook.fixing import Fixed, fixed
from gov.rulebook.gate import Case, judged
from gov.rulebook.judges import included_by
from gov.rulebook.novelty import new_findings
from gov.rulebook.policy import Policy, PolicyEdit, policy_edits, proven
from gov.rulebook.rule import Fixability, Need, Rule, rule
from gov.rulebook.rulebook import Family, Rulebook, load_rulebook
from gov.rulebook.run import Failure, NotRun, Suppressed, Verdict, check
from gov.rulebook.suppression import Suppression, is_live, suppresses, suppressions_of
from gov.rulebook.user_rules import rules_of

__all__ = [
    "BASELINE_FILE",
    "SEVERITIES",
    "Baseline",
    "Case",
    "Draft",
    "Edit",
    "Entry",
    "Example",
    "Facts",
    "Failure",
    "Family",
    "Finding",
    "Fix",
    "Fixability",
    "Fixed",
    "Location",
    "Need",
    "NotRun",
    "Policy",
    "PolicyEdit",
    "Related",
    "Rule",
    "Rulebook",
    "Severity",
    "Suppressed",
    "Suppression",
    "Verdict",
    "baseline_of",
    "can_be_set_aside",
    "check",
    "entries_of",
    "examples_of",
    "fenced_files",
    "fingerprints",
    "fixed",
    "included_by",
    "is_live",
    "judged",
    "load_rulebook",
    "new_findings",
    "policy_edits",
    "proven",
    "rule",
    "rules_of",
    "suppresses",
    "suppressions_of",
    "write_baseline",
]  # fmt: skip
