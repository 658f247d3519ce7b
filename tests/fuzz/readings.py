"""Has generated documents answered, by this Python and by the one that the site serves, and measures both."""

import json
import multiprocessing
import random
import resource
import tempfile
import traceback
import warnings
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from schedulers import ConfigError
from schedulers.command_line.reading import read
from schedulers.schedules.own_layout import LAYOUT
from site_plugins.simulator.python.inside.simulator_page import simulate_text
from tests.fuzz.answers import checked
from tests.fuzz.documents import as_bytes, document, in_a_browser
from tests.fuzz.outcome import Found
from tests.schedulers.documents import step
from tests.sites.agreement import report_differences
from tests.sites.machine_codes import Compared, compared, hostile
from tests.sites.served import served_answers

SHARE = 2_500
"""Documents that one process answers, so that its memory tells of few."""

FROM_FILES = 10
"""Every tenth document comes as the bytes of a file, as the command reads it."""


def answer_documents(count: int, seed: int) -> Found:
    """Answer ``count`` documents, those of ``seed`` and the numbers after it."""
    shares = [range(first, min(first + SHARE, seed + count)) for first in range(seed, seed + count, SHARE)]
    found = Found()
    # Each process is new: what it needs at most is what its own share needed.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(mp_context=context, max_tasks_per_child=1) as processes:
        for one in processes.map(_answer_share, shares):
            found.include(one)
    return found


def answer_served(count: int, seed: int) -> Found:
    """Have the served Python answer ``count`` documents; it must say what this Python says."""
    found = Found()
    for first in range(seed, seed + count, SHARE):
        seeds = range(first, min(first + SHARE, seed + count))
        texts = [in_a_browser(document(random.Random(each))) for each in seeds]  # noqa: S311  # no secret
        answers = served_answers([step(), *texts])
        start = answers[0]
        assert not isinstance(start, str), start
        for each, text, answer in zip(seeds, texts, answers[1:], strict=True):
            if isinstance(answer, str) or report_differences(answer.report, json.loads(simulate_text(text)[0])):
                found.failures.append(f"seed {each}: {text[:300]!a} {answer}")
                continue
            found.note(each, accepted=not answer.report["problems"], seconds=answer.seconds)
            found.growth = max(found.growth, (answer.memory - start.memory) / 2**20)
    return found


def compare_machine_codes(count: int, seed: int) -> Compared:
    """Have the split and the published machine code answer ``count`` documents."""
    found = Compared()
    for first in range(seed, seed + count, SHARE):
        share = compared(hostile(range(first, min(first + SHARE, seed + count))), "split")
        found.differences += share.differences
        found.needing += share.needing
    return found


def _answer_share(seeds: range) -> Found:
    found = Found()
    warnings.simplefilter("error")  # NumPy warns of what is no number where one is meant
    checked(step())  # what is imported and cached at first is no answer's own
    before = _most_memory()
    with tempfile.TemporaryDirectory() as folder:
        for seed in seeds:
            chance = random.Random(seed)  # noqa: S311  # no secret
            text = document(chance)
            try:
                if seed % FROM_FILES == 0:
                    text = _through_a_file(as_bytes(text, chance), Path(folder, "training.yaml"))
                answer = checked(text)
            except Exception:  # noqa: BLE001  # whatever it is, it was no answer
                found.failures.append(f"seed {seed}: {text[:300]!a}\n{traceback.format_exc()}")
                continue
            found.note(seed, accepted=not answer.problems, seconds=answer.seconds)
    found.growth = _most_memory() - before
    return found


def _through_a_file(content: bytes, file: Path) -> str:
    """What the command reads from a file; where it refuses the bytes, the sentence that says so."""
    file.write_bytes(content)
    try:
        return read(file, LAYOUT)
    except ConfigError as error:
        return str(error)


def _most_memory() -> float:
    """MiB that this process has had at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
