import pytest

from gov.config import EvidenceSettings
from gov.evidence import MemoryFiles, read_evidence
from tests.evidence.reading import VOCABULARY, read


def named(path: str, text: str) -> list[str]:
    """The identifiers that the comments of one file name; each must stand where the marker says."""
    data = text.encode()
    evidence = read_evidence(EvidenceSettings(markers=("*",)), MemoryFiles({path: data}), VOCABULARY)
    found = evidence.markers or ()
    assert [text.count("\n", 0, text.index(m.identifier)) + 1 for m in found] == [m.line for m in found]
    assert [data[m.start : m.end].decode() for m in found] == [m.identifier for m in found]
    return [marker.identifier for marker in found]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.py", "# gov: TASK-004"),
        ("a.py", "run()  # fast (gov: TASK-004)"),
        ("a.py", 'def run():\n    """Run.\n\n    gov: TASK-004\n    """\n'),
        ("a.py", 'x = "it\'s # "  # gov: TASK-004'),
        ("a.rs", "/// gov: TASK-004"),
        ("a.ts", "/*\n * Of the door.\n * gov: TASK-004\n */"),
        ("a.c", "/*\n   gov: TASK-004\n*/"),
        ("a.c", "int a = '\\''; // gov: TASK-004"),
        ("a.sql", "SELECT 1; -- gov: TASK-004"),
        ("a.lua", "-- gov: TASK-004"),
        ("a.lisp", ";; gov: TASK-004"),
        ("a.tex", "% gov: TASK-004"),
        ("a.html", "<p>Door</p> <!-- gov: TASK-004 -->"),
        ("a.html", "<script>\nrun()  // gov: TASK-004\n</script>"),
        ("a.html", "<SCRIPT type=module>\n/*\n gov: TASK-004\n*/\nrun()\n</SCRIPT>"),
        ("a.htm", "<style>\n/* gov: TASK-004 */\na { }\n</style>"),
        ("a.html", "<!-- no <script> --><style>a { }</style><script defer>// gov: TASK-004"),
        ("a.html", "<script>let a = 'b'</script>\n<p>it's</p> <!-- gov: TASK-004 -->"),
        ("a.css", "a { } /* gov: TASK-004 */"),
        ("a.vb", "Dim a ' gov: TASK-004"),
        ("a.hs", "{- gov: TASK-004 -}"),
        ("a.ml", "(* gov: TASK-004 *)"),
        ("a.vue", "<!--\ngov: TASK-004\n-->"),
        ("Makefile", "all: # gov: TASK-004"),
        ("a.unheard", "# gov: TASK-004"),
        ("a.py", "#gov:TASK-004"),
        ("a.py", "# GOV: TASK-004"),
        ("a.yaml", "a: b #gov: TASK-004"),
        ("a.toml", "a=1#gov: TASK-004"),
    ],
)
@pytest.mark.gov("TASK-033.4")
def test_a_comment_names_an_item_in_any_language(path: str, text: str) -> None:
    assert named(path, text) == ["TASK-004"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.py", 'print("# gov: TASK-004")'),
        ("a.py", "gov: TASK-004"),
        ("a.py", 'text = """\ngov: TASK-004\n"""'),
        ("a.py", "# write `gov: TASK-004` for that"),
        ("a.py", "# gov: ignore[ENF-005] and so on"),
        ("a.py", "# gov: TASK-### is the form"),
        ("a.py", "# mygov: TASK-004"),
        ("a.js", "const text = 'gov: TASK-004'"),
        ("a.js", 'const all = "src/**/*.js";\nconst text = "gov: TASK-004"'),
        ("a.js", "/* over */ run('gov: TASK-004')"),
        ("a.js", "/* over\n */\ngov: TASK-004"),
        ("a.yaml", "gov: TASK-004"),
        ("a.yaml", "a: b#gov: TASK-004"),
        ("Dockerfile.env", "A=b#gov: TASK-004"),
        ("a.html", "<p>gov: TASK-004</p>"),
        ("a.html", "<p>https://gov: TASK-004</p>"),
        ("a.html", "<script>run()</script> // gov: TASK-004"),
        ("a.html", "<script>let a = '// gov: TASK-004'</script>"),
        ("a.html", "<style>a { content: '/* gov: TASK-004 */' }</style>"),
        ("a.html", "<style>// gov: TASK-004\n</style>"),
        ("a.html", "<scripts>// gov: TASK-004\n</scripts>"),
        ("a.xml", "<script>// gov: TASK-004\n</script>"),
        ("a.py", "# gov: TASK-004\0"),
    ],
)
def test_what_is_no_comment_names_nothing(path: str, text: str) -> None:
    assert named(path, text) == []


def test_a_comment_names_several_and_what_no_document_could_declare() -> None:
    text = "// é gov: TASK-004.2, TASK-005; PLAN-001 for the door, TASK-006\n// gov: PALN-12"

    assert named("a.go", text) == ["TASK-004.2", "TASK-005", "PLAN-001", "PALN-12"]


def test_documents_name_items_in_their_own_way() -> None:
    evidence = read(EvidenceSettings(markers=("*",)), a__py=b"pass", notes__md=b"<!-- gov: TASK-001 -->")

    assert evidence.markers == ()


def test_a_file_over_a_megabyte_is_passed_by() -> None:
    assert named("a.py", "# gov: TASK-004\n" + "#" * (1 << 20)) == []


@pytest.mark.gov("TASK-033.4")
def test_code_is_looked_for_among_what_git_tracks_where_it_tracks_anything() -> None:
    files = MemoryFiles({"a.py": b"# gov: TASK-001", "b.py": b"# gov: TASK-002"})
    settings = EvidenceSettings(markers=("*.py",))

    tracked = read_evidence(settings, files, VOCABULARY, tracked=lambda: frozenset({"b.py", "gone.py"}))
    untracked = read_evidence(settings, files, VOCABULARY, tracked=frozenset)

    assert [marker.identifier for marker in tracked.markers or ()] == ["TASK-002"]
    assert [marker.identifier for marker in untracked.markers or ()] == ["TASK-001", "TASK-002"]


def test_only_files_that_hold_a_mark_are_kept() -> None:
    evidence = read(EvidenceSettings(markers=("*.py",)), a__py=b"# gov: TASK-001", b__py=b"pass")

    assert evidence.sources == {"a.py": b"# gov: TASK-001"}
