"""A setting is found at its line, whatever stands above it."""

from gov.config.toml_lines import TomlLines

TEXT = '''
# comment = 1
[project] # name = 2
name = "a # [b]"
documents = [
  "x = 1", # y = 2
  'z]',
]
text = """
[no-table]
key = 1 \\"""
"""
literal = \'\'\'
[[no]] \'\' x
\'\'\'
inline = { a = [1], b = "}" }

[[rules]]
code = "A-001"
"quoted key".sub = 1
[[rules]]
code = "A-002"
'''


def test_every_setting_is_found_at_its_line() -> None:
    lines = TomlLines(TEXT)

    assert {
        ".".join(map(str, path)): lines.line(path)
        for path in [
            ("project",),
            ("project", "name"),
            ("project", "documents"),
            ("project", "text"),
            ("project", "literal"),
            ("project", "inline"),
            ("rules", 0, "code"),
            ("rules", 0, "quoted key", "sub"),
            ("rules", 1),
            ("rules", 1, "code"),
            ("rules", 1, "missing"),
        ]
    } == {
        "project": 3,
        "project.name": 4,
        "project.documents": 5,
        "project.text": 9,
        "project.literal": 13,
        "project.inline": 16,
        "rules.0.code": 19,
        "rules.0.quoted key.sub": 20,
        "rules.1": 21,
        "rules.1.code": 22,
        "rules.1.missing": 21,
    }
    assert lines.line(("no-table",)) == 0
    assert lines.line(("comment",)) == 0


def test_lines_are_those_of_toml_and_of_no_other_script() -> None:
    assert TomlLines('a = "x\u2028y\u0085z"\r\nb = 1\r\n').line(("b",)) == 2
