"""A wrong declaration is said in one line, before anything is built with it."""

from collections.abc import Callable
from pathlib import Path
from types import FunctionType
from typing import Annotated, Any

import numpy as np
import pytest

from schedulers import Registry, simulate
from schedulers.command_line.main import main
from schedulers.curve.rates import CurveError
from schedulers.field import Field
from schedulers.further_names import Declaration, FormerLayout
from schedulers.layout import Layout, Training
from schedulers.parts import Item, Part
from schedulers.registries.check import check
from schedulers.writing.example import example_config
from schedulers.writing.schema import training_schema

Declared = Callable[..., Any]


def annotated(**changed: Any) -> Any:
    """The type of a field, some of which is declared otherwise."""
    declared = {"unit": "epochs", "minimum": 1, "example": 4, "description": "epochs between halvings", **changed}
    return Annotated[int, Field(**declared)]


def halving(epoch: Any, *, base: float, every: Any) -> Any:
    """Halves the rate now and then."""
    return base * 0.5 ** (epoch // every)


def registry_of(mirror: Declared = halving, *, parts: Declared | None = None, **annotations: Any) -> Registry:
    """A registry with one scheduler, whose fields have these types."""
    fresh = FunctionType(mirror.__code__, mirror.__globals__, mirror.__name__, closure=mirror.__closure__)
    fresh.__kwdefaults__ = mirror.__kwdefaults__
    fresh.__annotations__ = annotations
    registry = Registry()
    registry.curve(name="halving", parts=parts)(fresh)
    return registry


def renamed(name: str) -> Declared:
    """A mirror whose field has another name."""
    written: dict[str, Any] = {}
    exec(f"def mirror(epoch, {name}): return np.zeros(len(epoch)) + 0.1", {"np": np}, written)  # noqa: S102
    mirror: Declared = written["mirror"]
    return mirror


WRONG: dict[str, tuple[Callable[[], Registry], str]] = {
    "the rate as a field": (
        lambda: registry_of(renamed("*, lr"), lr=annotated()),
        r"halving: lr can't be the name of a field: it is the rate\. Give it another name",
    ),
    "the base rate as a field": (
        lambda: registry_of(renamed("*, base"), base=annotated()),
        r"halving: base can't be the name of a field: it is the base rate\. Give it another name",
    ),
    "the scheduler's name as a field": (
        lambda: registry_of(renamed("*, name"), name=annotated()),
        r"halving: name: it stands at training\.scheduler\.name, where the scheduler's name does\. Give it another key",
    ),
    "a setting as a field": (
        lambda: registry_of(renamed("*, every"), every=annotated(key="name")),
        r"halving: every: it stands at training\.scheduler\.name, where the scheduler's name does",
    ),
    "no description": (
        lambda: registry_of(every=annotated(description=" ")),
        r"halving: every: its description is empty\. Write one phrase",
    ),
    "no unit": (lambda: registry_of(every=annotated(unit="")), r"halving: every: its unit is empty"),
    "no annotation": (
        registry_of,
        r"halving: every: the parameter is no field, because its annotation has no Field, .* Annotate it with ",
    ),
    "no Field": (lambda: registry_of(every=int), r"halving: every: the parameter is no field"),
    "two Fields": (
        lambda: registry_of(every=Annotated[annotated(), Field(unit="epochs", description="many", example=1)]),
        r"halving: every: its annotation has 2 Fields\. Leave one of them",
    ),
    "a bound that is none": (
        lambda: registry_of(every=annotated(above="nope")),
        r"halving: every: above='nope' is no field or setting\. It can be one of epochs, lr, base, length",
    ),
    "no example": (
        lambda: registry_of(every=annotated(example=None)),
        r"halving: every: it has neither an example nor a default\. Say example= in its Field",
    ),
    "items of a number": (
        lambda: registry_of(every=annotated(min_items=2)),
        r"halving: every: min_items and increasing are for lists\. Take them out of its Field",
    ),
    "a kind that is none": (
        lambda: registry_of(every=Annotated[complex, Field(unit="epochs", description="many", example=1)]),
        r"halving: every: a field is one of int, float, bool",
    ),
}


def failing(**_: Any) -> Any:
    """Stands for a function whose author overlooked something."""
    raise ZeroDivisionError("division by zero")


def stated(formula: str) -> Declared:
    """A mirror that holds the rate, with a formula in its docstring."""

    def halving(epoch: Any, *, base: float) -> Any:
        return base + 0.0 * epoch

    halving.__doc__ = f"""Holds the rate.

    The rate ``lr`` used during epoch ``e`` is

        {formula}
    """
    return halving


def with_curve(mirror: Declared, stands_for: str = "", **more: Any) -> Registry:
    registry = Registry()
    registry.curve(stands_for, name="halving", **more)(mirror)
    return registry


WRONG |= {
    "notes that fail": (
        lambda: with_curve(renamed("**_"), notes=failing),
        r"halving: notes: they fail for its example: ZeroDivisionError: .* Mend the function, or leave notes out",
    ),
    "a length that fails": (
        lambda: with_curve(renamed("**_"), length=failing),
        r"halving: no length of training follows from its example: ZeroDivisionError: .* Mend what is given as length=",
    ),
    "no length": (
        lambda: with_curve(renamed("**_"), length=lambda *, length: 0 * length),
        r"halving: training must last at least 1 epoch; got 0",
    ),
    "a part of an epoch": (
        lambda: with_curve(renamed("**_"), length=lambda *, length: length / 8),
        r"halving: <lambda> must give a whole number of epochs as the length of training; got 12\.5\. Round it there$",
    ),
    "nothing of a library": (
        lambda: with_curve(renamed("**_"), "not a name"),
        r"halving: 'not a name' names nothing of a library\. Write what it stands for as a dotted name",
    ),
    "a type that is not imported": (
        lambda: registry_of(every="Nowhere"),
        r"halving: its signature can't be read: name 'Nowhere' is not defined",
    ),
    "a section as a text": (
        lambda: registry_of(every=annotated(section="plan.deep")),
        r"halving: every: section must be a tuple of keys, such as .*; got 'plan\.deep'\. "
        r"Did you mean \('plan', 'deep'\)\?",
    ),
    "a further name as a text": (
        lambda: registry_of(every=annotated(further="old")),
        r"halving: every: further must be a tuple of names",
    ),
    "another formula": (
        lambda: with_curve(stated("lr = base * 2")),
        r"halving: formula and mirror contradict each other for its example: in epoch 0 the formula has 0\.2 and",
    ),
    "no formula": (
        lambda: with_curve(stated("lr = base * (")),
        r"halving: The formula .* can't be read .*never closed",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_declaration_is_one_line(case: str) -> None:
    """The line names the scheduler and the field, and says what to do."""
    make, said = WRONG[case]
    with pytest.raises(ValueError, match=said) as caught:
        check(make())
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("command", [["check", "-"], ["-"]], ids=["check", "curve"])
def test_the_command_refuses_a_wrong_declaration(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It ends with status 2 and one line before any document is read."""
    name = "wrong_declaration"
    source = "from schedulers import Registry\nREGISTRY = Registry()\n@REGISTRY.curve()\ndef own(epoch, width): ...\n"
    (tmp_path / f"{name}.py").write_text(source, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    assert main([*command, "--registry", f"{name}:REGISTRY"]) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith(f"schedulers: --registry {name}:REGISTRY: own: width: the parameter is no field, because ")


def test_values_that_give_no_curve_are_told() -> None:
    """A mirror that divides by zero, or gives no number, for values that its field takes is named with the values."""

    def dividing(epoch: Any, *, base: float, every: Any) -> Any:
        return base / (every - 4) + epoch * 0.0

    registry = registry_of(dividing, every=annotated(example=5))
    check(registry)
    with pytest.raises(CurveError, match=r"its mirror fails for every = 4: ZeroDivisionError: .* Mend the mirror, or"):
        simulate(example_config("halving", registry, every=4))

    def undefined(epoch: Any, *, base: float, every: Any) -> Any:
        return base * epoch / np.float64(every - 4) / np.inf if every == 4 else base + 0.0 * epoch

    registry = registry_of(undefined, every=annotated(example=5))
    check(registry)
    with pytest.raises(CurveError, match=r"its mirror gives no number in epoch 0 for every = 4\. Mend the mirror, or"):
        simulate(example_config("halving", registry, every=4))


def test_rates_lie_one_after_the_other() -> None:
    """A mirror may give a view of other rates, such as from the last to the first; the page copies their memory."""

    def turned(epoch: Any, *, base: float, every: Any) -> Any:
        return (base * 0.5 ** (epoch // every))[::-1]

    lr = simulate(example_config("halving", registry_of(turned, every=annotated()))).lr
    assert np.frombuffer(lr.data.cast("B"), np.float64).tolist() == lr.tolist() == sorted(lr)


def test_a_negative_example_can_be_varied() -> None:
    """A value may be negative where its field says nothing against it."""

    def shifted(epoch: Any, *, base: float, every: Any) -> Any:
        return base * 2.0 ** (every + 0.0 * epoch)

    registry = registry_of(shifted, every=annotated(minimum=None, example=-3))
    check(registry)
    assert training_schema("https://example.org/a.json", registry)["$defs"]["halving"]["required"] == ["name", "every"]


def test_parts_may_name_a_setting() -> None:
    """A stretch may be decided by a setting, as a warm-up that all schedulers of a trainer share."""

    def parts(**_: Any) -> list[Item]:
        return [Part("training", field="epochs")]

    check(registry_of(parts=parts, every=annotated()))


WRONG_LAYOUTS: dict[str, tuple[Declared, str]] = {
    "no annotation": (lambda *, lr: Training(1, lr), r"layout: lr: the parameter is no field"),
    "nothing follows": (lambda: Training(0, 0.1), r"layout: no training follows .* must last at least 1 epoch; got 0"),
    "something else": (lambda: 7, r"layout: no training follows .*TypeError: .* must give a Training; got 7"),
}


@pytest.mark.parametrize("case", WRONG_LAYOUTS)
def test_a_wrong_layout_is_one_line(case: str) -> None:
    """The settings of a layout are looked at like the fields of a scheduler."""
    training, said = WRONG_LAYOUTS[case]
    registry = Registry(Layout(choice=("sched",), section=(), training=training))
    registry.curve(name="constant")(renamed("**_"))
    with pytest.raises(ValueError, match=said) as caught:
        check(registry)
    assert "\n" not in str(caught.value)


def length_and_rate(*, steps: annotated(unit="steps", section="run") = 9) -> Training:  # type: ignore[valid-type]
    """The training of a layout whose setting forgets the comma in the tuple of its section."""
    return Training(length=steps, base=0.1)


TOLD = r"must be a tuple of keys, such as \('training', 'scheduler'\); got"
WRONG_PATHS: dict[str, tuple[dict[str, Any], str]] = {
    "choice": ({"choice": "sched"}, rf"layout: choice {TOLD} 'sched'\. Did you mean \('sched',\)\?"),
    "section": ({"section": "plan.deep"}, rf"layout: section {TOLD} 'plan\.deep'\. Did you mean \('plan', 'deep'\)\?"),
    "a number": ({"section": (1,)}, rf"layout: section {TOLD} \(1,\)$"),
    "shared": ({"shared": frozenset({"run"})}, rf"layout: shared: each {TOLD} 'run'\. Did you mean \('run',\)\?"),
    "a single value": ({"names": Declaration(scalars={"run": "it"})}, rf"names: each key of scalars {TOLD} 'run'"),  # type: ignore[dict-item]
    "a sign": (
        {"names": Declaration(former=(FormerLayout("old", "sched", {}),))},  # type: ignore[arg-type]
        rf"layout: names: the sign of a former layout {TOLD} 'sched'",
    ),
    "a move": (
        {"names": Declaration(former=(FormerLayout("old", ("a",), {("a",): "b"}),))},  # type: ignore[dict-item]
        rf"layout: names: each of a former layout's moves {TOLD} 'b'",
    ),
    "a setting": ({"training": length_and_rate}, rf"layout: steps: section {TOLD} 'run'\. Did you mean \('run',\)\?"),
}


@pytest.mark.parametrize("case", WRONG_PATHS)
def test_a_path_without_its_comma_is_one_line(case: str) -> None:
    """A text in the place of a tuple of keys is refused before its letters are taken for keys."""
    changed, said = WRONG_PATHS[case]
    declared = {"choice": ("sched",), "section": (), "training": lambda: Training(9, 0.1), **changed}
    registry = Registry(Layout(**declared))
    registry.curve(name="constant")(renamed("**_"))
    with pytest.raises(ValueError, match=said) as caught:
        check(registry)
    assert "\n" not in str(caught.value)
