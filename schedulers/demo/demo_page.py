"""The page of the demo: its elements."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio

from schedulers.demo.answering import Shown, answers
from schedulers.demo.sessions import Sessions
from schedulers.schedules.own_layout import LAYOUT
from schedulers.writing.presets import presets

OWN = "your own"
HEAD = f"<style>{Path(__file__).with_name('style.css').read_text(encoding='utf-8')}</style>"
"""The style sheet. Gradio's option ``css`` does not understand container queries."""

THEME = gradio.themes.Base(
    primary_hue=gradio.themes.colors.indigo,
    neutral_hue=gradio.themes.colors.slate,
    # The system's own fonts, so that no request leaves this machine.
    font=["system-ui", "sans-serif"],
    font_mono=["ui-monospace", "Consolas", "monospace"],
).set(body_text_color_subdued="*neutral_600", body_text_color_subdued_dark="*neutral_400")

_STAMPED = "(text) => [text, performance.now()]"
"""Sends the text with the page's time, because requests may overtake each other."""

_NAMED = "() => document.querySelector('#text .cm-content').setAttribute('aria-label', 'Configuration')"
_LIVE = "element.setAttribute('role', 'status')"


def page(text: str, sessions: Sessions) -> gradio.Blocks:
    """Build the page, with a configuration to start from."""
    offered = {f"{preset.group}: {preset.name}": preset.text for preset in presets()}
    names = {_trimmed(preset_text): name for name, preset_text in offered.items()}

    def shown(written: str, edited: float, request: gradio.Request) -> Iterator[Shown]:
        for status, *parts in answers(written, edited, str(request.session_hash), sessions):
            yield names.get(_trimmed(written), OWN), status, *parts
        # Gradio sends the last answer again at the end. A newer text may have been answered by then.
        yield (gradio.skip(),) * len(outputs)

    def chosen(name: str, written: str) -> tuple[str, str]:
        written = offered.get(name, written)
        return names.get(_trimmed(written), OWN), written

    blocks = gradio.Blocks(title="Learning-rate schedulers", analytics_enabled=False, fill_width=True)
    with blocks:
        gradio.HTML(_HEADER, apply_default_css=False)
        with gradio.Row(elem_id="demo"):
            with gradio.Column(elem_id="editor"):
                preset = gradio.Dropdown([OWN, *offered], value=names.get(_trimmed(text), OWN), label="Preset")
                editor = gradio.Code(
                    text, language="yaml", label="Configuration", lines=10, interactive=True, buttons=[], elem_id="text"
                )
            with gradio.Column(elem_id="curve"):
                status = gradio.HTML(js_on_load=_LIVE, elem_id="summary", apply_default_css=False)
                chart = gradio.HTML(apply_default_css=False)
                download = gradio.HTML(apply_default_css=False)
                with gradio.Accordion(f"Every {LAYOUT.clock.one}", open=False):
                    table = gradio.HTML(apply_default_css=False)
            messages = gradio.HTML(elem_id="messages", apply_default_css=False)
        clock = gradio.Number(visible=False)
        outputs = [preset, status, chart, messages, download, table]
        event: dict[str, Any] = {
            "fn": shown,
            "inputs": [editor, clock],
            "outputs": outputs,
            "js": _STAMPED,
            "show_progress": "hidden",
            "trigger_mode": "multiple",
            "concurrency_limit": None,
            "api_visibility": "private",
        }
        blocks.load(**event)
        blocks.load(js=_NAMED)
        editor.change(**event)
        both = [preset, editor]
        preset.input(chosen, both, both, show_progress="hidden", api_visibility="private")
    return blocks


def _trimmed(text: str) -> str:
    """Return a text as the editor returns it."""
    return text.replace("\r\n", "\n").rstrip("\n")


_HEADER = f"""\
<header class="header"><h1>Learning rate by {LAYOUT.clock.one}</h1>
<p>Paste a training configuration: an optimizer and a scheduler of torch step through it on this machine.</p>
</header>"""
