"""A directive with a mistake ends the build, with its place and what was meant; it never stays text, or vanishes."""

import markdown
import pytest

from site_plugins.directives import DirectiveError, Source

EXTENSIONS = [f"site_plugins.{name}" for name in ("scheduler_docs.extension", "scheduler_docs.guides")]
CURVE = "training: {epochs: 9, optimizer: {lr: 1}, scheduler: {name: multi_step, milestones: [4], gamma: 0.5}}"


def read(text: str) -> str:
    """What a document becomes, whose front matter a site generator has taken off."""
    source = Source("guides/a.md", f"---\ntitle: A\n---\n\n{text}")
    extensions = [*EXTENSIONS, "pymdownx.superfences", "pymdownx.blocks.admonition", "admonition"]
    return markdown.markdown(text, extensions=extensions, extension_configs={EXTENSIONS[0]: {"source": source}})


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("/// schedulrs\n///", "a.md:7: '/// schedulrs': there is no such directive. Did you mean schedulers\\?$"),
        ("/// curv | A\n///", "a.md:7: '/// curv | A': there is no such directive. Did you mean curve\\?$"),
        ("/// scheduler | polly\n///", r"a.md:7: .*no such scheduler, only step, poly.*\. Did you mean poly\?$"),
        ("/// scheduler\n///", "a.md:7: '/// scheduler': it needs an argument"),
        ("/// gallery | poly\n///", "a.md:7: .*it takes no argument; got 'poly'"),
        (f"/// curve | A\n    row: [0]\n\n{CURVE}\n///", "no option 'row', only rows, .* Did you mean rows?"),
        (f"/// curve | A\n    rows: nine\n\n{CURVE}\n///", "an option can't be read: rows"),
        (f"/// curve | A\n    rows: [0\n\n{CURVE}\n///", "an option can't be read: rows"),
        ("/// gallery\n    rows: [0]\n///", "there is no option 'rows', nor any other"),
        ("/// schedulers\n\n# Another heading", "a.md:7: '/// schedulers': it has no end"),
        ("/// gallery\nwords\n///", "nothing may stand in it"),
        (f"/// curve | A\n\n{CURVE.replace('gamma', 'gama')}\n///", "a.md:7: '/// curve | A': (.|\\n)*gama is unknown"),
        ("1. Item\n\n    /// galery\n    ///", "a.md:9: '/// galery': .* Did you mean gallery?"),
        ("!!! note\n\n    /// gallery | A\n    ///", "a.md:9: '/// gallery | A': it takes no argument"),
    ],
)
def test_a_mistake_is_told_with_its_place(written: str, words: str) -> None:
    """Names, arguments, options, ends and content: each mistake names document and line, and what was meant."""
    with pytest.raises(DirectiveError, match=words):
        read(f"# A\n\n{written}\n")


@pytest.mark.parametrize(
    "written",
    [
        "```\n/// schedulrs\n///\n```",
        "    /// schedulrs\n    ///",
        "`/// schedulrs`",
        "/// admonition | A\nB\n///",
        "/// somebodys-own\n///",
        "!!! note\n\n    /// gallery\n    ///",
    ],
)
def test_what_is_no_mistake_is_left_alone(written: str) -> None:
    """Code, directives of others, and ours inside of something else are no mistakes."""
    assert read(f"# A\n\n{written}\n")
