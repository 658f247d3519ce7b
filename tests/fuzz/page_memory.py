"""Tells how much memory a page has needed at most, as Linux counts it."""

from pathlib import Path

from playwright.sync_api import Page


class PageMemory:
    """The memory of the processes that run a browser's pages."""

    def __init__(self, page: Page) -> None:
        browser = page.context.browser
        assert browser
        asked = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
        self._processes = [Path("/proc", str(process["id"])) for process in asked if process["type"] == "renderer"]
        self._page = page.context.new_cdp_session(page)

    def start(self) -> None:
        """Leave out of account what is there, without what nobody needs any more."""
        self._page.send("HeapProfiler.collectGarbage")
        for process in self._processes:
            (process / "clear_refs").write_text("5")  # the most from here on
        self._before = [_mebibytes(process, "VmRSS") for process in self._processes]

    def growth(self) -> float:
        """MiB that a process has had at most since the start, beyond what it had then."""
        most = [_mebibytes(process, "VmHWM") for process in self._processes]
        return max(after - before for after, before in zip(most, self._before, strict=True))


def _mebibytes(process: Path, what: str) -> float:
    """The number of kilobytes that a process's status says of one thing, in MiB."""
    status = (process / "status").read_text(encoding="utf-8")
    return int(status.partition(f"{what}:")[2].split()[0]) / 1024
