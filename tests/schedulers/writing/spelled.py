"""Documents in which values are spelled in many ways, most of them wrong in their place."""

from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from schedulers import SCHEDULERS
from schedulers.reading.values import yaml_text
from schedulers.signature.spec import field_specs
from tests.schedulers.strategies import values_of

SPELLINGS = """
    0 1 2 5 7 -1 +3 0x10 5.0 5. .5 2.5 0.0 -0.5 1e-5 1E5 1e0 1e400 1e-400 1.5e+3 1.7976931348623157e+308 2000000
    .inf -.inf .nan true false yes no on null ~ '' '5' "0.1" 12:30 1,5 abc step cosine plateau
    [] [1] [1,2] [2,1] [1,1] [0,1] [1,2.5] [1,2.0] [a] [[1]] {} {a:1} {name:step} [1,'${training.epochs}']
    ['${shared.rate}'] ['${training.epochs}','${training.epochs}'] '${training.epochs}' ${training.epochs}
    ${training.optimizer.lr} ${shared.epochs} ${shared.rate} ${shared.list} ${shared.optimizer} ${shared.scheduler}
    ${shared.text} ${shared.chain} ${shared.circle} ${nowhere} ${training.nowhere} x${training.epochs} ${.epochs}
    ${oc.env:X} ${shared.name} ${shared.reactive} ${training.scheduler.end_epoch}
""".split()  # noqa: SIM905  # a list of quoted strings would hide what is quoted in YAML
BROKEN_REFERENCE = "${}"
SPELLINGS += ["1" + "0" * 400, "", BROKEN_REFERENCE]
SHARED = """\
shared:
  epochs: 12
  rate: 0.25
  list: [3, 6]
  optimizer: {lr: 0.5}
  scheduler: {name: multi_step, milestones: [4], gamma: 0.5}
  text: some text
  name: step
  reactive: plateau
  chain: ${shared.epochs}
  circle: ${shared.circle}
"""


@st.composite
def valid_lines(draw: st.DrawFn) -> dict[str, str]:
    """The values of a valid document, spelled in YAML, by their dotted paths."""
    name = draw(st.sampled_from(list(SCHEDULERS)))
    epochs = draw(st.integers(1, 200))
    fields: dict[str, Any] = {}
    for field, spec in field_specs(SCHEDULERS[name]).items():
        fields[field] = draw(values_of(spec, epochs))
        if spec.field.above:
            fields[field] += fields[spec.field.above] + 1
    lines = {"epochs": str(epochs), "optimizer.lr": yaml_text(draw(st.floats(0, 10))), "scheduler.name": name}
    return lines | {f"scheduler.{field}": yaml_text(value) for field, value in fields.items()}


def document(lines: dict[str, str], sections: dict[str, str]) -> str:
    """A YAML document of ``lines``; ``sections`` says what stands in place of a whole section."""
    text = SHARED if "${shared" in f"{lines}{sections}" else ""
    if "training" in sections:
        return f"{text}training: {sections['training']}\n"
    text += "training:\n"
    text += "".join(f"  {key}: {value}\n" for key, value in lines.items() if "." not in key)
    for section in ("optimizer", "scheduler"):
        inner = [(key, value) for key, value in lines.items() if key.startswith(f"{section}.")]
        if section in sections:
            text += f"  {section}: {sections[section]}\n"
        elif inner:
            text += f"  {section}:\n" + "".join(f"    {key.partition('.')[2]}: {value}\n" for key, value in inner)
    return text


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Valid documents with up to two edits: another value, a missing, unknown or misspelt key, another section."""
    lines = draw(valid_lines())
    sections: dict[str, str] = {}
    for _ in range(draw(st.integers(0, 2))):
        edit = draw(st.sampled_from(["value"] * 6 + ["drop", "add", "section"]))
        key = draw(st.sampled_from(sorted(lines)))
        if edit == "value":
            lines[key] = draw(st.sampled_from(SPELLINGS))
        elif edit == "drop":
            assume(len(lines) > 1)
            del lines[key]
        elif edit == "add":
            unknown = draw(st.sampled_from(["scheduler.gama", "scheduler.power", "optimizer.momentum", "seed"]))
            lines[unknown] = draw(st.sampled_from(SPELLINGS))
        else:
            sections[draw(st.sampled_from(["training", "optimizer", "scheduler"]))] = draw(st.sampled_from(SPELLINGS))
    return document(lines, sections)
