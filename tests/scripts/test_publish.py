"""Sites that are published together find what they load from one another."""

from pathlib import Path

from scripts.publish import lacking

THERE, LOST = "runtime-0123456789abcdef", "runtime-fedcba9876543210"


def test_a_python_that_the_site_lacks_is_named(tmp_path: Path) -> None:
    """An example asks for the Python of the site around it. Where both were built otherwise, that is another one."""
    (tmp_path / "assets" / "simulator" / THERE).mkdir(parents=True)
    page = tmp_path / "timm" / "simulator" / "index.html"
    page.parent.mkdir(parents=True)
    for runtime, missing in ((THERE, set()), (LOST, {LOST})):
        page.write_text(f'<div data-runtime="../../../assets/simulator/{runtime}/pyodide.mjs"></div>')
        assert lacking(tmp_path, "timm") == missing
