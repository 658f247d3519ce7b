"""The demo's page, as a person finds its parts."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from schedulers import load_config, simulate
from schedulers.curve.words import summary

REFERENCE = Path(__file__).parents[2] / "reference"
FIRST = REFERENCE / "cosine.yaml"


class Demo:
    """The page, as a person finds its parts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.editor = page.get_by_role("textbox", name="Configuration")
        self.preset = page.get_by_role("combobox", name="Preset")
        self.chart = page.get_by_role("img", name="Learning rate by epoch")
        self.download = page.get_by_role("link", name="Download CSV")
        # Gradio's own place for passing messages is a status, too.
        self.status = page.get_by_role("main").get_by_role("status")
        self.table = page.get_by_role("table")

    def listed(self, name: str) -> Locator:
        """The items of a list."""
        return self.page.get_by_role("list", name=name).get_by_role("listitem")

    def replace_text(self, text: str) -> None:
        """Paste over everything that is there."""
        self.editor.focus()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(text)

    def open_table(self) -> None:
        """List every epoch, if that was not asked for before."""
        if not self.table.is_visible():
            self.page.get_by_role("button", name="Every epoch").click()
        expect(self.table).to_be_visible()

    def csv(self) -> str:
        """The file that is downloaded."""
        with self.page.expect_download() as found:
            self.download.click()
        assert found.value.suggested_filename == "curve.csv"
        return found.value.path().read_text(encoding="utf-8")


def words(path: Path) -> str:
    """What the page says of a configuration when its curve is there."""
    return summary(simulate(load_config(path.read_text(encoding="utf-8"))))
