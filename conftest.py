"""What concerns every test: which modules are looked through for examples."""

from pathlib import Path


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Import no module to look for examples where there are none: Gradio alone takes seconds."""
    if collection_path.suffix != ".py" or collection_path.name.startswith("test_"):
        return None
    return None if ">>>" in collection_path.read_text(encoding="utf-8") else True
