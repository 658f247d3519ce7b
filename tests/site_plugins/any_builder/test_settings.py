"""The options of both plugins are read from a site's configuration without the builder that it is for."""

from pathlib import Path
from typing import Any

import pytest
from mkdocs.config import load_config

from site_plugins.any_builder.options import DocsOptions, SimulatorOptions, read_options
from site_plugins.any_builder.settings import KINDS, read_settings
from site_plugins.errors import SiteError
from site_plugins.registry_option import find_registry
from site_plugins.scheduler_docs.plugin import SchedulerDocsConfig


def test_every_builder_has_the_same_options() -> None:
    """MkDocs' plugin and the commands know the same options, with the same defaults."""
    assert vars(DocsOptions()) == dict(SchedulerDocsConfig())


def test_what_mkdocs_reads_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Variables of the environment, functions of Python and an inherited file are no obstacle."""
    monkeypatch.setenv("SITE_URL", "https://example.org/a/")
    (tmp_path / "base.yml").write_text("docs_dir: pages\nextra_css: [base.css]\nplugins: {simulator: {example: poly}}")
    (tmp_path / "mkdocs.yml").write_text(
        "INHERIT: base.yml\n"
        "site_url: !ENV [SITE_URL, '']\n"
        "extra_css: [own.css]\n"
        "markdown_extensions:\n  - toc:\n      slugify: !!python/name:pymdownx.slugs.uslugify\n"
        "plugins: {search: , scheduler-docs: {registry: 'my:REGISTRY'}}\n"
    )
    settings = read_settings(tmp_path / "mkdocs.yml")
    assert settings.site_url == "https://example.org/a/"
    assert settings.docs_dir == tmp_path / "pages"
    assert settings.extra_css == ("own.css",)
    assert settings.docs == DocsOptions(registry="my:REGISTRY")
    assert settings.simulator == SimulatorOptions(example="poly")


def test_what_zensical_reads_is_read(tmp_path: Path) -> None:
    """A file zensical.toml says the same; without the plugin `simulator` there is none."""
    (tmp_path / "zensical.toml").write_text(
        '[project]\nsite_name = "a"\n[project.plugins.scheduler-docs]\nreference = "all.md"'
    )
    settings = read_settings(tmp_path / "zensical.toml")
    assert settings.docs == DocsOptions(reference="all.md")
    assert settings.simulator is None


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"exampel": "poly"}, r"simulator: there is no option 'exampel', only example, .* Did you mean example\?"),
        ({1: "poly"}, r"simulator: there is no option 1, only example, .*, policy\.$"),
        ({"example": 1}, r"simulator: example: must be a text; got 1"),
        ({"start": "fast"}, r"simulator: start: must be one of snapshot, plain; got 'fast'"),
    ],
)
def test_a_wrong_option_is_named(given: dict[Any, object], said: str) -> None:
    """Another name, type or choice is refused with what is allowed."""
    with pytest.raises(SiteError, match=said):
        read_options(SimulatorOptions, "simulator", given)


def test_mkdocs_refuses_a_misspelt_option_too(tmp_path: Path) -> None:
    """MkDocs itself only warns of it, and builds a site about other schedulers than was asked for."""
    (tmp_path / "docs").mkdir()
    written = "site_name: Mine\ntheme: material\nplugins: [{scheduler-docs: {registy: 'my:REGISTRY'}}]\n"
    (tmp_path / "mkdocs.yml").write_text(written)
    with pytest.raises(SiteError) as caught:
        find_registry(load_config(str(tmp_path / "mkdocs.yml")), anew=False)
    assert str(caught.value) == (
        "scheduler-docs: there is no option 'registy', only verified, registry, simulator, reference. "
        "Did you mean registry?"
    )


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """What is no YAML, or is not there, is said in one line that names the file."""
    (tmp_path / "mkdocs.yml").write_text("a: [")
    for name in ("mkdocs.yml", "nothing.yml"):
        with pytest.raises(SiteError, match=f"{name}: can't be read: "):
            read_settings(tmp_path / name)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("mine", "must be a mapping of settings; got 'mine'"),
        ("plugins: 5", "plugins: must be a list or a mapping; got 5"),
        ("plugins: [[simulator]]", "plugins: each must be a name, or a name with its options; got ['simulator']"),
        ("plugins: [simulator: poly]", "simulator: must be a mapping of options; got 'poly'"),
        ("plugins: {scheduler-docs: [1]}", "scheduler-docs: must be a mapping of options; got [1]"),
        ("docs_dir: 5", "docs_dir: must be a text; got 5"),
        ("site_url: [a]", "site_url: must be a text; got ['a']"),
        ("extra_css: own.css", "extra_css: must be a list; got 'own.css'"),
        ("INHERIT: 5", "INHERIT: must be a text; got 5"),
    ],
)
def test_a_setting_of_another_type_is_named(written: str, said: str, tmp_path: Path) -> None:
    """What is no setting at all is refused with the file, the key, what was written and what is allowed."""
    file = tmp_path / "mkdocs.yml"
    file.write_text(written)
    with pytest.raises(SiteError) as caught:
        read_settings(file)
    assert str(caught.value) == f"{file}: {said}"


def test_a_setting_without_a_value_has_its_default(tmp_path: Path) -> None:
    """A key that nothing follows is as good as none."""
    file = tmp_path / "mkdocs.yml"
    file.write_text("".join(f"{key}:\n" for key in KINDS))
    settings = read_settings(file)
    assert (settings.docs_dir, settings.site_url, settings.extra_css) == (tmp_path / "docs", "", ())
