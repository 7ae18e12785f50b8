"""The documents are true: rule ids, paths, links and numbers of decisions."""

import itertools
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *ROOT.glob("ceb/*.md")])
HISTORY = {ROOT / "CHANGELOG.md"}  # names what was true when it was written

RULE = re.compile(r"R-([A-Z0-9]+)-(\d+)((?:(?:…|–| to R-\1-)\d+|(?:, \d+)+(?![\w%.]))?)")
IN_BACKTICKS = re.compile(r"`([^`\n]+)`")
DOTTED = re.compile(r"`((?:[a-z_]+\.)+\w+)(?:\([^`]*\))?`")
FILE_ENDINGS = (".py", ".md", ".txt", ".yaml", ".json", ".csv", ".tsv", ".css", ".html", ".ci")
LINK = re.compile(r"\]\(([^)\s]+)\)")
RETENTION = ROOT / "accounts" / "retention.py"
CALLED_HOOK = re.compile(r'get_hooks\("(\w+)"\)')
REGISTERED_HOOK = re.compile(r'hooks\.register\("(\w+)"')
CALL = re.compile(r"`(?:[a-z_]+\.)*(\w+)\([^`]*\)`")
# what looks like a file of ours: its folder stands at the top of the project
TOP_FOLDERS = {path.name for path in ROOT.iterdir() if path.is_dir()} - {"var", ".venv", ".git"}


def cited_in(text):
    """Ids of rules cited in a text: R-LIM-1…5 and R-EVID-4, 5 stand for each of the series."""
    for match in RULE.finditer(text):
        group, first, tail = match[1], int(match[2]), match[3]
        numbers = [int(n) for n in re.findall(r"\d+", tail.removeprefix(f" to R-{group}-"))]
        if numbers and not tail.startswith(","):
            numbers = list(range(first, numbers[0] + 1))
        yield from (f"R-{group}-{number}" for number in [first, *numbers])


def tracked(*patterns):
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\n")
    return [ROOT / name for name in listed if name and (ROOT / name).is_file()]


def rows_of(page):
    """{rule id: (cell of code, cell of tests)} of docs/rules.md."""
    lines = [line for line in page.read_text().splitlines() if line.startswith("| R-")]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    ids = [row[0] for row in cells]
    assert len(ids) == len(set(ids)), "a rule stands in the table twice"
    return {row[0]: (row[3], row[4]) for row in cells}


RULES = rows_of(DOCS / "rules.md")


def paths_in(text):
    """Paths of ours in backticks; patterns such as `orders/test_trap_*` stand for what they fit."""
    for quoted in IN_BACKTICKS.findall(text):
        name = quoted.split("::")[0].split(":")[0].strip()
        folder, slash, _rest = name.partition("/")
        if slash and folder in TOP_FOLDERS and not set(name) & set("<>{} $…"):
            yield name


def test_every_rule_cited_is_in_the_table_and_the_other_way_round():
    files = [path for path in tracked("*.py", "*.html", "*.js", "*.css", "*.yaml")]
    cited = {rule for path in files for rule in cited_in(path.read_text())}
    assert cited - set(RULES) == set()
    documented = {rule for page in PAGES for rule in cited_in(page.read_text())}
    assert documented - set(RULES) == set()
    built = {rule for rule, (code, _tests) in RULES.items() if "*not built*" not in code}
    assert built - cited == set()


@pytest.mark.parametrize("rule", RULES)
def test_files_named_for_a_rule_cite_it(rule):
    named = [path for cell in RULES[rule] for path in paths_in(cell)]
    assert [path for path in named if rule not in cited_in((ROOT / path).read_text())] == []
    assert named or "*not built*" in RULES[rule][0]


def test_the_table_of_hooks_is_what_the_code_calls():
    source = {path: path.read_text() for path in tracked("*.py") if "tests" not in path.parts}
    called = {name: path for path in source for name in CALLED_HOOK.findall(source[path])}
    called |= {name: RETENTION for name in operations_by_hook()}
    table = {
        name: ROOT / IN_BACKTICKS.findall(cells[1])[0]
        for cells in table_under(DOCS / "architecture.md", "| hook |")
        for name in IN_BACKTICKS.findall(cells[0])
    }
    assert table == called


def test_the_table_of_hooks_names_who_registers_them():
    registered = {}
    for path in tracked("*/wagtail_hooks.py"):
        for name in REGISTERED_HOOK.findall(path.read_text()):
            registered.setdefault(name, set()).add(path.parent.name)
    for cells in table_under(DOCS / "architecture.md", "| hook |"):
        for name in IN_BACKTICKS.findall(cells[0]):
            assert registered.get(name, set()) == set(cells[2].split(", ")), name


def operations_by_hook():
    """Operations that the table of retention calls by the hook of their name."""
    table = RETENTION.with_suffix(".yaml").read_text()
    return re.findall(r"^  operation: ([a-z_]+)$", table, re.MULTILINE)


def table_under(page, head):
    """Rows of the table of a page whose first line begins with `head`, as lists of cells."""
    lines = page.read_text().splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith(head)) + 2
    rows = itertools.takewhile(lambda line: line.startswith("|"), lines[start:])
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in rows]


def test_names_in_files_are_there():
    """`path.py::name` is a function or a class of that file."""
    names = [name for page in PAGES for name in IN_BACKTICKS.findall(page.read_text())]
    missing = [name for name in names if "::" in name.strip(":") and not defines(*name.split("::"))]
    assert missing == []


def defines(path, name):
    return re.search(rf"^(class|def) {name}\b", (ROOT / path).read_text(), re.MULTILINE)


def test_names_in_the_glossary_are_in_the_code():
    names = set(
        re.findall(r"`(?:\w+\.)*([A-Z]\w+|[a-z]+_\w+)`", (DOCS / "glossary.md").read_text())
    )
    source = set(re.findall(r"\w+", "\n".join(path.read_text() for path in tracked("*.py"))))
    assert names - source == set()


def test_functions_of_the_message_library_are_there():
    """`build(…)` on the library's pages is a function, method or class of the library."""
    pages = [ROOT / "ceb" / "README.md", DOCS / "integrations" / "documents.md"]
    names = {name for page in pages for name in CALL.findall(page.read_text())}
    source = "\n".join(path.read_text() for path in tracked("ceb/*.py"))
    assert {
        name for name in names if not re.search(rf"^ *(def|class) {name}\b", source, re.M)
    } == set()


def test_dotted_names_are_there():
    """`app.module.name` is a module's name, a model's `app.Model`, or a task's quoted in code."""
    names = {
        (page.name, name)
        for page in PAGES
        if page not in HISTORY
        for name in DOTTED.findall(page.read_text())
        if name.split(".")[0] in TOP_FOLDERS and not name.endswith(FILE_ENDINGS)
    }
    source = "\n".join(path.read_text() for path in tracked("*.py"))
    missing = [at for at in names if not is_dotted_name(at[1]) and f'"{at[1]}"' not in source]
    assert sorted(missing) == []


def is_dotted_name(name):
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        module = ROOT.joinpath(*parts[:length])
        files = [module.with_suffix(".py"), *module.glob("__init__.py")]
        if files := [path for path in files if path.exists()]:
            rest = parts[length : length + 1]
            files += ROOT.glob(f"{parts[0]}/**/models/*.py") if length == 1 else []
            files += ROOT.glob(f"{parts[0]}/**/models.py") if length == 1 else []
            return not rest or any(re.search(rf"\b{rest[0]}\b", path.read_text()) for path in files)
    return False


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_paths_and_links_of_a_page_lead_somewhere(page):
    text = page.read_text()
    paths = [] if page in HISTORY else list(paths_in(text))
    assert [path for path in paths if not list(ROOT.glob(path.rstrip("/")))] == []
    links = [link.split("#")[0] for link in LINK.findall(text) if not re.match(r"[a-z]+:", link)]
    assert [link for link in links if link and not (page.parent / link).exists()] == []


def test_decisions_have_a_number_each_and_are_cited_by_it():
    decisions = sorted((DOCS / "decisions").glob("*.md"))
    numbers = [int(path.name[:4]) for path in decisions]
    assert numbers == list(range(1, len(numbers) + 1))
    headings = [int(path.read_text().split(maxsplit=2)[1]) for path in decisions]
    assert headings == numbers
    for page in tracked("*.py", "*.md"):
        for number, link in re.findall(r"\[decision (\d+)\]\(([^)]+)\)", page.read_text()):
            assert Path(link).name.startswith(f"{int(number):04}"), f"{page}: decision {number}"
