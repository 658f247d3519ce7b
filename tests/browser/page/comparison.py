"""The section "Compare" of the simulator, as a person finds its parts."""

from collections.abc import Mapping

from playwright.sync_api import Locator, expect

from tests.browser.accessibility import contrast
from tests.browser.links import holding
from tests.browser.simulator import Simulator

STEPS = "training: {{epochs: {}, optimizer: {{lr: {}}}, scheduler: {{name: multi_step, milestones: [3], gamma: 0.5}}}}"
SEVEN = STEPS.format(7, 2)
GIVEN = """spoiling => {
  window.given = [];
  window.post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...more) {
    if (message.type === "simulate") window.given.push(message.text);
    const spoilt = message.text === "bad" && spoiling;
    if (spoilt === "lost") return;
    window.post.call(this, spoilt === "unreadable" ? { ...message, text: {} } : message, ...more);
  };
}"""
"""Notes what the page sends to its worker; a text that says "bad" is lost, or arrives as what Python can't read."""


class Comparison:
    """The parts of the section "Compare"."""

    def __init__(self, simulator: Simulator) -> None:
        self.simulator = simulator
        self.page = simulator.page
        self.section = self.page.get_by_role("region", name="Compare")
        self.button = self.page.get_by_role("button", name="Pin curve")
        self.pins = self.page.get_by_role("list", name="Pins").get_by_role("listitem")
        self.names = self.page.get_by_role("textbox", name="Name of the pin")
        self.rows = self.page.get_by_role("table", name="Differences").get_by_role("row")
        self.threshold = self.page.get_by_role("textbox", name="Falls below")

    def pin(self, text: str = SEVEN) -> None:
        """Write a configuration and pin its curve."""
        before = self.pins.count()
        self.simulator.replace_text(text)
        self.button.click()
        expect(self.pins).to_have_count(before + 1)

    def row(self, name: str) -> Locator:
        """What the table says of a curve, cell by cell."""
        head = self.page.get_by_role("rowheader", name=name, exact=True)
        return self.rows.filter(has=head).get_by_role("cell")

    def open(self, *pins: Mapping[str, object], text: str = SEVEN) -> None:
        """Open a link with these pins."""
        link = holding({"text": text, "pins": list(pins)}, version="2")
        self.simulator.open_link(link)
        expect(self.pins).to_have_count(len(pins))

    def expect_styles_apart(self, count: int) -> None:
        """Each of so many pins has a dash and a colour of its own, of a contrast of at least 3 to what is behind it."""
        script = """samples => samples.map(sample => {
          const canvas = document.createElement("canvas").getContext("2d");
          const read = colour => {
            canvas.fillStyle = colour;
            canvas.fillRect(0, 0, 1, 1);
            return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
          };
          const style = getComputedStyle(sample);
          const background = style.getPropertyValue("--simulator-background");
          return [style.strokeDasharray, read(style.stroke), read(background)];
        })"""
        styles = self.pins.locator("svg path").evaluate_all(script)
        assert len({dash for dash, _, _ in styles}) == len({tuple(colour) for _, colour, _ in styles}) == count
        for _, colour, background in styles:
            assert contrast(colour, background) >= 3, colour
