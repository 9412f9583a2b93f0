"""Comments of languages whose texts go over several lines: what stands in a text is no mark."""

import pytest

from tests.evidence.test_markers import named


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.py", 'run(\n    """\n# gov: TASK-004\n"""\n)'),
        ("a.py", 'text = (\n    """gov: TASK-004"""\n)'),
        ("a.py", 'text = \\\n"""\n# gov: TASK-004\n"""'),
        ("a.py", "text = '''\n# gov: TASK-004\n'''"),
        ("a.py", 'text = """a \\""" # gov: TASK-004\n"""'),
        ("a.py", 'f"""\ngov: TASK-004\n"""'),
        ("a.rs", 'let a = r#"\n// "a" gov: TASK-004\n"#;'),
        ("a.rs", 'let a = br##"\n/* "# gov: TASK-004\n"##;'),
        ("a.rs", 'let a = r"\n// gov: TASK-004\n";'),
        ("a.rs", 'let a = "\n// \\" gov: TASK-004\n";'),
        ("a.rs", 'let a = \'"\'; let b = "\n// gov: TASK-004\n";'),
        ("a.rs", "/* a /* b */ */ gov: TASK-004"),
        ("a.sh", "cat <<EOF\n# gov: TASK-004\nEOF"),
        ("a.bash", "cat <<-'EOF' > b\n\t# gov: TASK-004\n\tEOF\n"),
        ("a.sh", "a=${b#gov: TASK-004}"),
        ("a.sh", "echo 'one\n# gov: TASK-004\n'"),
        ("a.sh", 'echo "one\n# \\" gov: TASK-004\n"'),
        ("a.sh", "echo a# gov: TASK-004"),
        ("a.js", "const a = `\n// gov: TASK-004\n`"),
        ("a.ts", "const a = `one ${b ? `two` : 'x'}\n// gov: TASK-004\n`"),
        ("a.ts", "const a = `one ${f({c: `d`})}\n// gov: TASK-004\n`"),
        ("a.js", "const a = /`/; const b = `\n// gov: TASK-004\n`"),
        ("a.lua", "local a = [[\n-- gov: TASK-004\n]]"),
        ("a.lua", "local a = [==[\n-- ]] gov: TASK-004\n]==]"),
        ("a.lua", "--[=[ a ]=] gov: TASK-004"),
        ("a.go", "a := `\n// gov: TASK-004\n`"),
        ("a.cpp", 'auto a = R"x(\n// )" gov: TASK-004\n)x";'),
        ("a.kt", 'val a = """\n// gov: TASK-004\n"""'),
    ],
)
def test_what_stands_in_a_text_of_several_lines_names_nothing(path: str, text: str) -> None:
    assert named(path, text) == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.ts", "const half = total / 2; // gov: TASK-004"),
        ("a.js", "x = a / b; // gov: TASK-004"),
        ("a.js", "const a = /[/'`]/; // gov: TASK-004"),
        ("a.js", "if (a) {\n    /`/.test(b) // gov: TASK-004\n}"),
        ("a.js", "a.map((b) => /`/.test(b)) // gov: TASK-004"),
        ("a.py", 'text = """\n# no\n"""\n# gov: TASK-004'),
        ("a.py", 'class A:\n    name = "a"\n    """What it is called.\n\n    gov: TASK-004\n    """'),
        ("a.py", 'r"""Run.\n\ngov: TASK-004\n"""'),
        ("a.py", 'a = 1 if b else \'"""\'  # gov: TASK-004'),
        ("a.py", '"""never ended\n# gov: TASK-004'),
        ("a.rs", "fn f<'a>(b: &'a str) {} // gov: TASK-004"),
        ("a.rs", 'let a = r#"\n"#; // gov: TASK-004'),
        ("a.rs", "/* a /* b */ gov: TASK-004 */"),
        ("a.rs", "#[test] // gov: TASK-004"),
        ("a.sh", "a=${b#x} # gov: TASK-004"),
        ("a.sh", "#gov: TASK-004"),
        ("a.sh", "cat <<EOF # gov: TASK-004\n# no\nEOF"),
        ("a.sh", "cat <<EOF\n it's\nEOF\n# gov: TASK-004"),
        ("a.sh", "echo $((1<<n))\n# gov: TASK-004"),
        ("a.sh", "cat <<< word # gov: TASK-004"),
        ("a.sh", "echo $'it\\'s' it\\'s # gov: TASK-004"),
        ("a.js", "const a = `${b ? `c` : d}` // gov: TASK-004"),
        ("a.js", "a.replace(/[`'\"/]/, b) // gov: TASK-004"),
        ("a.js", "const a = b / c / d // gov: TASK-004"),
        ("a.lua", "--[==[ ]] gov: TASK-004 ]==]"),
        ("a.lua", "a[b[1]] = 2 -- gov: TASK-004"),
        ("a.go", "a := '`' // gov: TASK-004"),
        ("a.cpp", "int a = 1'000; // gov: TASK-004"),
    ],
)
def test_a_comment_beside_such_a_text_is_one(path: str, text: str) -> None:
    assert named(path, text) == ["TASK-004"]


@pytest.mark.parametrize(
    ("path", "pump"),
    [
        ("a.py", '"\\'),
        ("a.py", "'\\"), ("a.py", '"""\\'), ("a.py", "'\"\"\""), ("a.rs", 'r#"'), ("a.rs", "/*"),
        ("a.rs", '"\\'), ("a.rs", "'\\"), ("a.js", "`${"), ("a.js", " /["), ("a.js", " /a"), ("a.js", "`\\"),
        ("a.js", "{`}"), ("a.sh", "<<a\n"), ("a.sh", "'\\'"), ("a.sh", '"\\'), ("a.sh", "<<a <<b"),
        ("a.lua", "--[["), ("a.lua", "[=["), ("a.cpp", 'R"x('), ("a.go", "`"), ("a.kt", '"""\\"'),
    ],
)  # fmt: skip
def test_what_never_ends_is_given_up_soon(path: str, pump: str) -> None:
    text = pump * ((1 << 19) // len(pump)) + "\n# gov: TASK-004"

    assert named(path, text) in ([], ["TASK-004"])
