"""Whatever stands in a document, the answer is a configuration or a problem at its place."""

import random
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from schedulers import SCHEDULERS, ConfigError, load_config
from schedulers.reading.yaml.loader import MAX_DEPTH, MAX_NODES, MAX_PREFIX, YamlError, compose
from schedulers.writing.example import example_yaml
from tests.schedulers.documents import only_problem, problems, step
from tests.sites.steps_site.fine_tuning import REGISTRY
from tests.support.budget import cases

BROKEN = [
    ("", (1, 1), "empty"),
    ("- a\n", (1, 1), "not a mapping"),
    ("training:\n\tepochs: 1\n", (2, 1), "tab"),
    ("training: [1, 2\n", (1, 11), "is not closed"),
    ("a: 1\nb: \x07\n", (2, 4), "U+0007"),
    ('a: "\\UFFFFFFFF"\n', (1, 7), "does not exist"),
    ("a: 1\n---\nb: 2\n", (2, 1), "second document"),
    ("[" * 60_000, (1, 101), "levels are nested"),
    ("[" + "1," * 20_000, (1, 5_000), "more than 2,500 keys and values"),
]


@pytest.mark.parametrize(("text", "place", "words"), BROKEN)
def test_what_is_not_yaml_is_said_at_its_place(text: str, place: tuple[int, int], words: str) -> None:
    """A text that is no YAML document is a problem at the place of the mistake."""
    problem = next(one for one in problems(text) if words in one.message)
    assert (problem.line, problem.column) == place


@pytest.mark.parametrize(
    "text", ["".join(f"k{index}: 1\n" for index in range(MAX_NODES)), f"a: {'[' * 101}{']' * 101}"]
)
def test_what_is_too_much_is_told_what_to_keep(text: str) -> None:
    """A document with more keys or levels than are read is told what to do, as one with more bytes is."""
    assert only_problem(text).message.endswith(". Keep the training section alone")
    with pytest.raises(ConfigError, match=r"\. Keep what concerns the scheduler alone$"):
        load_config(text, registry=REGISTRY)


@pytest.mark.parametrize("before", ["", "".join(f"k{index}: [1]\n" for index in range(200))])
def test_levels_are_counted_wherever_they_are(before: str) -> None:
    """As many levels as are allowed are read, whatever stands before them; one more is refused."""
    nested = [f"{' ' * level}a:\n" for level in range(MAX_DEPTH)]
    compose(before + "".join(nested[:-1]))
    with pytest.raises(YamlError, match="levels are nested"):
        compose(before + "".join(nested))


def test_a_long_prefix_of_a_tag_is_refused() -> None:
    """What a tag begins with may be as long as is allowed, and no longer."""
    document = "%TAG !e! {}\n---\na: 1\n"
    for length in (1, MAX_PREFIX):
        compose(document.format("x" * length))
    with pytest.raises(YamlError, match="prefix of a tag"):
        compose(document.format("x" * (MAX_PREFIX + 1)))


def test_a_long_name_is_repeated_in_short() -> None:
    """What PyYAML says of a name is cut to 200 characters."""
    problem = only_problem(f"*{'a' * 1_000}")
    said = f"this is not valid YAML: found undefined alias '{'a' * 1_000}"
    assert f"{said[:197]}..." in problem.message


@pytest.mark.parametrize("key", ["optimizer", "1", "null", "1.5", "2026-11-26", "? [a]\n  "])
def test_only_merges_lead_to_keys(key: str) -> None:
    """A key within a value is none of the mapping that the value is in, whatever leads to the value."""
    document = f"training:\n  {key}: {{epochs: 5, lr: 1}}\n  scheduler: {{name: step, iters_per_phase: 1, gamma: 1}}\n"
    assert "training.epochs" in [problem.path for problem in problems(document)]


@pytest.mark.parametrize("key", ["5", "1.5", "true", "null", "text"])
def test_no_unknown_key_is_overlooked(key: str) -> None:
    """Whatever an unknown key is written as, it is a problem at its place."""
    problem = only_problem(f"{step()}    {key}: 1\n")
    assert (problem.line, problem.column, problem.path) == (10, 5, f"training.scheduler.{key}")


def _chained(link: str, last: str, count: int) -> str:
    """A document of ``count`` keys, of which each leads to the one before it; the limits allow no more."""
    chain = "".join(link.format(this=index, before=index - 1) for index in range(1, count + 1))
    return f"a0: &a0 {{x: 1}}\n{chain}training: {last.format(count)}\n"


def _milestones(items: Iterable[str], before: str) -> str:
    """A document with these milestones, and with keys before them that they lead to."""
    scheduler = f"{{name: multi_step, gamma: 0.1, milestones: [{', '.join(items)}]}}"
    return f"{before}training: {{epochs: 9, optimizer: {{lr: 1}}, scheduler: {scheduler}}}\n"


_ROW = "a0: 5\n" + "".join(f"a{index}: ${{a{index - 1}}}\n" for index in range(1, 31))
_KEYS = "".join(f"k{index}: 1\n" for index in range(500))
_LARGE = f"b: &b {{{', '.join(f'k{index}: 1' for index in range(500))}}}\n"
_SMALL = "".join(f"m{index}: &m{index} {{k{index}: 1}}\n" for index in range(300))

HEAVY = {
    "references in a list": _milestones(["'${a30}'"] * 1_000, _ROW + _KEYS),
    "references that miss": _milestones([f"'${{n{index}}}'" for index in range(1_000)], _KEYS),
    "references through merges": _milestones(
        [f"'${{m{index}.k499}}'" for index in range(200)],
        _LARGE + "".join(f"m{index}: {{<<: *b}}\n" for index in range(200)),
    ),
    "references through many merges": _milestones(
        [f"'${{t.k{index}}}'" for index in range(600)],
        f"{_SMALL}t: {{<<: [{', '.join(f'*m{index}' for index in range(300))}]}}\n",
    ),
    "aliases of a long reference": _milestones(["*a"] * 2_400, f"a: &a '${{{'x ' * 20_000}'\n"),
    "aliases of a long number": _milestones(["*a"] * 2_400, f"a: &a 0x{'f' * 45_000}\n"),
    "tags with a long prefix": f"%TAG !e! tag:%F0%9F%98%80{'x' * 50_000}\n---\n[{'!e!a b, ' * 1_500}]\n",
    "merges": _chained("a{this}: &a{this} {{<<: *a{before}, k{this}: 1}}\n", "*a{}", 400),
    "references": _chained("a{this}: ${{a{before}}}\n", "${{a{}}}", 1_200),
    "circles": "training: &t {<<: *t, epochs: &e [*e], scheduler: *t}\n",
    "aliases": "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 30)),
    "items": f"training: [{'1,' * 32_000}]\n",
    "keys": "a: 1\n" * 13_000,
    "milestones": "training: {epochs: 1, optimizer: {lr: 1}, scheduler: {name: multi_step, gamma: 1, milestones: ["
    + ",".join(map(str, range(1, 9_000)))
    + ", 5]}}\n",
}


@pytest.mark.parametrize("after", ["", "y: &a 1\nz: *a\n"])
def test_tags_that_make_objects_are_refused(after: str) -> None:
    """A tag that would run code elsewhere is a problem at its place and runs nothing, whatever comes after it."""
    problem = only_problem(step() + "x: !!python/object/apply:os.system ['exit 1']\n" + after)
    assert (problem.line, problem.column) == (10, 4)


INSERTIONS = [
    *("", "", "0", "1", "7", "-1", "1e400", "0x"),
    *(" ", "\n", "\t", "\0", "\ufeff", "\u2028", "😀"),
    *("# ", "#", ": ", "- ", "? ", "{", "}", "[", "]", "'", '"', "|\n", ">\n", "%", "---\n"),
    *("&a ", "*a", "<<: ", "!!int ", "${training.epochs}"),
]


def _edited(text: str, chance: random.Random) -> str:
    """``text`` after one or two random edits: a digit changed, or a part deleted, doubled or replaced."""
    for _ in range(chance.randint(1, 2)):
        if chance.random() < 0.5:
            digit = chance.choice([match.start() for match in re.finditer(r"\d", text)] or [0])
            text = text[:digit] + str(chance.randrange(10)) + text[digit + 1 :]
            continue
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice([0, 1, 1, 2, 5, 20]))
        text = text[:start] + chance.choice([*INSERTIONS, text[start:end] * 2]) + text[end:]
    return text


@pytest.mark.slow
def test_edited_documents_are_answered() -> None:
    """Whatever an edit does to a valid document, the answer is a configuration or a located problem."""
    chance = random.Random(20261122)  # noqa: S311  # no secret
    folder = Path(__file__).parents[2] / "reference"
    valid = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.yaml"))]
    valid += [example_yaml(name, complete=True) for name in SCHEDULERS]
    loaded = 0
    many = cases(10_000)
    for _ in range(many):
        text = _edited(chance.choice(valid), chance)
        try:
            load_config(text)
            loaded += 1
        except ConfigError as error:
            lines = re.split("\r\n|[\r\n]", text)
            for problem in error.problems:
                assert 1 <= problem.line <= len(lines), text
                assert problem.column >= 1, text
                assert problem.message, text
    assert 0.1 * many < loaded < 0.9 * many, "the edits must break some documents and spare others"


def test_a_yaml_error_has_its_place() -> None:
    """The reader below load_config says the same place."""
    with pytest.raises(YamlError) as caught:
        compose("a: [")
    assert (caught.value.place.line, caught.value.place.column) == (1, 5)
