"""The demo in a real browser has the rates that torch steps through; its server answers its own page alone."""

import http.client
import re
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from schedulers import load_config, simulate
from schedulers.command_line.output import as_csv
from schedulers.curve.notes import rate_text
from schedulers.curve.words import summary
from schedulers.demo.guard import MAX_REQUEST
from schedulers.reading.reader import MAX_BYTES
from schedulers.writing.presets import presets
from tests.browser.demo.shown import FIRST, REFERENCE, Demo, words
from tests.browser.page.test_simulator import BROKEN
from tests.schedulers.documents import step
from tests.sites.agreement import LARGEST_ERROR, highest_term, largest_relative_error


@pytest.mark.shares_page
def test_it_starts_with_the_given_configuration(shown: Demo, complaints: list[str]) -> None:
    """The file that --config names is in the editor, and its curve and notes are there without a click."""
    expect(shown.status).to_have_text(words(FIRST))
    expect(shown.chart).to_be_visible()
    text = FIRST.read_text(encoding="utf-8")
    assert shown.editor.inner_text().rstrip("\n") == text.rstrip("\n")
    config = load_config(text)
    notes = [f"line {config.places[note.path].line}: {note.message}" for note in simulate(config).notes]
    assert len(notes) == 2
    expect(shown.listed("Notes")).to_have_text(notes)
    assert complaints == []


@pytest.mark.shares_page
@pytest.mark.parametrize("name", ["poly", "multi_step", "trainer_default"])
def test_torch_and_mirror_agree(shown: Demo, name: str) -> None:
    """Each rate of the downloaded CSV, which torch stepped, is the mirror's, in the command's format."""
    path = REFERENCE / f"{name}.yaml"
    config = load_config(path.read_text(encoding="utf-8"))
    curve = simulate(config)
    shown.replace_text(path.read_text(encoding="utf-8"))
    expect(shown.status).to_have_text(words(path))
    header, *rows = shown.csv().splitlines()
    assert header == as_csv(curve).splitlines()[0]
    epochs, rates, phases = zip(*(row.split(",") for row in rows), strict=True)
    assert [int(epoch) for epoch in epochs] == curve.epoch.tolist()
    error = largest_relative_error(np.array([float(rate) for rate in rates]), curve.lr, highest_term(config))
    assert error <= LARGEST_ERROR
    assert list(phases) == curve.phase.tolist()


@pytest.mark.shares_page
def test_every_epoch_is_listed(shown: Demo) -> None:
    """The table has a row with rate and phase for each epoch, and of a long training one row in so many epochs."""
    curve = simulate(load_config(FIRST.read_text(encoding="utf-8")))
    shown.open_table()
    rows = shown.table.get_by_role("row")
    expect(rows).to_have_count(len(curve.lr) + 1)
    expect(rows.nth(5)).to_have_text(f"4{rate_text(curve.lr[4])}warm-up", use_inner_text=False)
    shown.replace_text(step(epochs="2500"))
    expect(rows).to_have_count(834 + 1)
    expect(rows.nth(2)).to_contain_text("3")
    expect(shown.page.get_by_text("One epoch in 3 is listed")).to_be_visible()


@pytest.mark.shares_page
def test_problems_have_their_places(shown: Demo, complaints: list[str]) -> None:
    """A broken text stays as it is, all its problems are listed with their places, and the old curve is told apart."""
    expect(shown.status).to_have_text(words(FIRST))
    shown.replace_text(BROKEN)
    expect(shown.listed("Problems")).to_have_text(
        [
            re.compile(f"^line {place}: training")
            for place in ("4, column 9", "5, column 3", "7, column 22", "8, column 5")
        ]
    )
    expect(shown.status).to_have_text("4 problems: nothing to simulate yet.")
    expect(shown.page.get_by_text("The curve of the text before")).to_be_visible()
    expect(shown.download).to_have_count(0)
    assert shown.editor.inner_text().rstrip("\n") == BROKEN.rstrip("\n")
    shown.replace_text(step())
    expect(shown.listed("Problems")).to_have_count(0)
    expect(shown.page.get_by_text("The curve of the text before")).to_have_count(0)
    assert complaints == []


@pytest.mark.shares_page
def test_text_is_only_text(shown: Demo) -> None:
    """What looks like HTML in a configuration is shown as it is written."""
    written = "<img src=x onerror=document.title='broken'>"
    shown.replace_text(step().replace("name: step", f'name: "{written}"'))
    expect(shown.listed("Problems")).to_contain_text([written])
    expect(shown.page.locator("img[src=x]")).to_have_count(0)
    assert shown.page.title() != "broken"


@pytest.mark.shares_page
def test_choosing_a_preset_is_one_step(shown: Demo) -> None:
    """Each preset is offered; choosing one replaces the text and computes; an edit makes it the reader's own."""
    expect(shown.preset).to_have_value("your own")
    shown.preset.click()
    options = shown.page.get_by_role("option")
    expect(options).to_have_text([re.compile("your own"), *(re.compile(re.escape(each.name)) for each in presets())])
    [detector] = [preset for preset in presets() if preset.name.startswith("Object detector")]
    options.filter(has_text=detector.name).click()
    expect(shown.status).to_have_text(summary(simulate(load_config(detector.text))))
    expect(shown.preset).to_have_value(f"{detector.group}: {detector.name}")
    assert shown.editor.inner_text().rstrip("\n") == detector.text.rstrip("\n")
    shown.replace_text(step(lr="0.3"))
    expect(shown.preset).to_have_value("your own")


STEPPED = r"^torch has stepped {stepped} of {epochs} epochs\.$"

# Keeps every text that the status ever has.
LISTEN = """status => {
  window.heard = [];
  const note = () => window.heard.push(document.querySelector(status).textContent.trim());
  new MutationObserver(note).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""


@pytest.mark.shares_page
def test_newer_text_supersedes_older(shown: Demo) -> None:
    """A million epochs say how far they are; another text is computed at once, and the older one is never heard of."""
    shown.replace_text(step(epochs="1000000"))
    expect(shown.status).to_have_text(re.compile(STEPPED.format(stepped=r"[\d,]+", epochs="1,000,000")))
    expect(shown.chart).to_be_visible()
    shown.replace_text(step(epochs="7"))
    expect(shown.status).to_have_text(summary(simulate(load_config(step(epochs="7")))))
    shown.page.evaluate(LISTEN, "main [role=status]")
    # Another long one speaks as often as the older one would, if it still went on; it does so more than once.
    shown.replace_text(step(epochs="900000"))
    for stepped in (r"[\d,]+", r"\d{2,3},\d{3}"):
        expect(shown.status).to_have_text(re.compile(STEPPED.format(stepped=stepped, epochs="900,000")))
    heard = shown.page.evaluate("window.heard")
    assert any("of 900,000" in text for text in heard)
    assert [text for text in heard if "of 1,000,000" in text] == []


@pytest.mark.shares_page
def test_an_oversized_text_is_refused_in_words(shown: Demo) -> None:
    """What the reader refuses is a problem; what is far longer is refused unread. Both stay in the editor."""
    shown.replace_text("#" * (MAX_BYTES + 1))
    expect(shown.listed("Problems")).to_contain_text([f"the document has {MAX_BYTES + 1:,} bytes"])
    shown.replace_text("#" * (MAX_REQUEST + 1))
    expect(shown.page.get_by_text(f"The request is longer than {MAX_REQUEST:,} bytes")).to_be_visible()
    assert shown.editor.inner_text().startswith("###")


@pytest.mark.shares_page
@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_overflows(shown: Demo, width: int) -> None:
    """Nothing is wider than the window, or cut off by it, with problems and with the table."""
    shown.page.set_viewport_size({"width": width, "height": 844})
    shown.open_table()
    assert right_edge(shown.editor, shown.chart, shown.table) <= width
    shown.replace_text(BROKEN)
    expect(shown.listed("Problems")).to_have_count(4)
    assert right_edge(shown.editor, shown.chart, shown.listed("Problems").first) <= width
    assert shown.page.evaluate("document.documentElement.scrollWidth") == width


def right_edge(*parts: Locator) -> float:
    """How far the parts reach to the right."""
    boxes = [part.bounding_box() for part in parts]
    return max(box["x"] + box["width"] for box in boxes if box)


def answer(address: str, method: str = "GET", path: str = "/", **request: Any) -> http.client.HTTPResponse:
    """What the demo answers to a request."""
    connection = http.client.HTTPConnection(address.removeprefix("http://").rstrip("/"))
    connection.request(method, path, **request)
    response = connection.getresponse()
    response.read()
    connection.close()
    return response


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "rebound.example"},
        {"Host": "127.0.0.1.example"},
        {"Host": ""},
        {"Host": "["},
        {"Origin": "http://elsewhere.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"},
        {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "cors"},
    ],
    ids=str,
)
def test_foreign_pages_are_refused(demo: str, headers: dict[str, str]) -> None:
    """Neither another origin nor another name of this machine is answered, whatever is asked for."""
    for path in ("/", "/config", "/curve.csv?session=x"):
        assert answer(demo, path=path, headers=headers).status == 403
    join = {"body": "{}", "headers": {"Content-Type": "application/json", **headers}}
    assert answer(demo, "POST", "/gradio_api/queue/join", **join).status == 403


def test_own_pages_are_answered(demo: str) -> None:
    """The demo's own page, a link that leads to it, and this machine's other names are answered."""
    own = demo.removeprefix("http://").rstrip("/")
    following = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    for headers in ({}, {"Origin": f"http://{own}"}, following, {"Host": "localhost"}, {"Host": "[::1]:80"}):
        response = answer(demo, headers=headers)
        assert response.status == 200
        assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    assert answer(demo, path="/curve.csv?session=unknown").status == 404


def test_oversized_requests_are_refused(demo: str) -> None:
    """A request that is too long is refused, whether it says so or not; the longest that is allowed is read."""
    path = "/gradio_api/queue/join"
    assert answer(demo, "POST", path, body=b" " * (MAX_REQUEST + 1)).status == 413
    parts = [b" " * 1024] * (MAX_REQUEST // 1024 + 1)
    assert answer(demo, "POST", path, body=iter(parts), encode_chunked=True).status == 413
    assert answer(demo, "POST", path, body=b" " * MAX_REQUEST).status == 422


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command to its end."""
    command = [sys.executable, "-P", "-m", "schedulers.demo", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def test_help_needs_nothing(demo: str) -> None:  # noqa: ARG001
    """--help explains every option, and what a host beyond this machine means."""
    done = run("--help")
    assert (done.returncode, done.stderr) == (0, "")
    for said in ("--config FILE", "--port PORT", "--host HOST", "everybody who reaches this machine"):
        assert said in done.stdout


def test_misuse_is_said(
    demo: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What can't be started is said in a sentence, without a traceback, with exit status 2; once by a process."""
    port = urlsplit(demo).port
    done = run("--prot", "80")
    assert (done.returncode, done.stdout) == (2, "")
    assert "unrecognized arguments: --prot" in done.stderr
    latin, long = tmp_path / "latin.yaml", tmp_path / "long.yaml"
    latin.write_bytes(b"\xe4")
    long.write_text("#" * (MAX_BYTES + 1))
    for arguments, reason in (
        (["--port", "65536"], "must be an int from 0 to 65535; got 65536"),
        (["--config", str(tmp_path / "none.yaml")], "there is no file"),
        (["--config", str(latin)], "the byte 0xe4 is no UTF-8"),
        (["--config", str(long)], "has more than 65,536 bytes"),
        (["--port", f"{port}"], f"port {port} of 127.0.0.1 can't be served on: Address already in use"),
    ):
        monkeypatch.setattr(sys, "argv", ["demo", *arguments])
        with pytest.raises(SystemExit) as ended:
            runpy.run_module("schedulers.demo", run_name="__main__")
        assert ended.value.code == 2
        said = capsys.readouterr()
        assert (said.out, reason in said.err) == ("", True), said.err
