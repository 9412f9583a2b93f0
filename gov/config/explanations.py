"""What each setting is for, in the words that an editor shows beside it; part of the published schema."""

from __future__ import annotations

__all__ = ["EXPLANATIONS"]

EXPLANATIONS: dict[str, dict[str, str]] = {
    "DocumentTable": {
        "project": "Which project this is and which documents govern it.",
        "check": "Which diagnostics run, how severe each is, and from which severity on the check fails.",
        "kinds": "Kinds of items: settings of the built-in ones, and whole kinds of your own.",
        "fields": "More names for a field, for example status = ['Zustand'].",
        "rules": "Rules of your own.",
        "evidence": "Which files hold what other tools found: test results, coverage, an API, scans, code.",
        "freshness": "After how long something without a change counts as forgotten.",
        "reciprocal": "Pairs of fields that answer each other, for example Implements = 'Implemented by'.",
    },
    "ProjectTable": {
        "name": "The name of the project.",
        "kinds": "The kinds of items this project keeps; one without a single item is an error.",
        "documents": "Patterns, as in .gitignore, of the documents; without any they are found by content.",
        "exclude": "Patterns, as in .gitignore, of files that are no governed documents.",
    },
    "CheckTable": {
        "select": "Only these codes or families run; without any, all do.",
        "extend-select": "More codes or families beside those of select.",
        "ignore": "Codes or families that do not run; the longer entry decides between select and ignore.",
        "per-file-ignores": "Codes or families that are not reported in the files that match a pattern.",
        "severity": "Another severity for a code or a family.",
        "fail-on": "The severity from which on a finding fails the check.",
        "baseline": "The file with the findings that were set aside, as 'gov baseline create' writes it.",
    },
    "EvidenceTable": {
        "junit": "Patterns of JUnit XML reports; each must be there and hold a test.",
        "coverage": "Patterns of coverage reports, Cobertura XML or LCOV.",
        "minimum-coverage": "The percentage of lines that tests must have run; 0 for none.",
        "openapi": "The OpenAPI description, JSON or YAML.",
        "sarif": "Patterns of SARIF logs of scanners.",
        "markers": "Patterns of code files whose comments name items, as in '# gov: TASK-004'.",
    },
    "FreshnessTable": {
        "stalled-after": "Days without a change after which a task in progress counts as stalled.",
        "proposed-for": "Days after which a decision that is still proposed counts as stale.",
    },
    "KindTable": {
        "prefix": "What its identifiers begin with, for example REQ-.",
        "width": "How many digits its numbers have, zeros filled in.",
        "noun": "What one of its items is called in a message.",
        "levels": "How many numbers an identifier has: 2 for REQ-01-003.",
        "statuses": "Its statuses, each with the phase of life it stands for.",
        "required-fields": "Fields that each of its items must have.",
        "required-sections": "Sections that each item must have; a list gives one section several names.",
        "references": "The kinds that its items may refer to; without any, all of them.",
        "upstream": "The kinds of which each of its items must refer to at least one item.",
        "implemented-by": "The kinds one of whose items should refer to each of its items.",
    },
    "RuleTable": {
        "code": "A code of your own, for example TEAM-001.no-owner.",
        "message": "What is wrong with an item that breaks the rule.",
        "select": "Which items the rule is about; without it, all.",
        "require": "What these items must have.",
        "forbid": "What these items must not have.",
        "severity": "How severe a finding is.",
        "help": "What to do about a finding.",
    },
    "SelectTable": {
        "kind": "Items of this kind, or of one of these.",
        "status": "Items of this status, or of one of these.",
        "fields": "Items whose fields have these values, letter case aside.",
    },
    "RequireTable": {
        "kinds": "References to, or from, items of these kinds.",
        "direction": "up for what an item refers to, down for what refers to it.",
        "minimum": "At least so many of them.",
        "target-status": "Only items of these statuses count.",
        "fields": "Fields with a value.",
        "sections": "Sections with something in them.",
    },
    "ForbidTable": {
        "kinds": "References to, or from, items of these kinds.",
        "direction": "up for what an item refers to, down for what refers to it.",
        "target-status": "Only items of these statuses count.",
        "fields": "Fields with a value.",
    },
}
