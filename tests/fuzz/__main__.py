"""Gives the reader documents, and the page documents and links, that were made to break them.

It also has the reader and OmegaConf read the same edited documents: they must read the same.

`nox -s fuzz` runs it. Documents and links follow from a seed each, so whatever fails can be had again.
"""

import argparse
import sys
import time
from collections.abc import Callable

from tests.fuzz.choosing import chosen
from tests.fuzz.edits import compare_edits
from tests.fuzz.links import open_links
from tests.fuzz.outcome import LARGEST, SLOWEST, Found
from tests.fuzz.readings import answer_documents, answer_served, compare_machine_codes

MANY = 100_000
MANY_EDITS = 20_000
MANY_BOTH = 20_000


def main() -> None:
    """Fuzz, say what was found, and fail where a measure is not met."""
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("--documents", type=int, default=MANY, help="for this Python (%(default)s)")
    parser.add_argument("--browser-documents", type=int, default=MANY, help="for the page's (%(default)s)")
    parser.add_argument("--both-documents", type=int, default=MANY_BOTH, help="for both machine codes (%(default)s)")
    parser.add_argument("--links", type=int, default=MANY, help="for the page (%(default)s)")
    parser.add_argument("--edits", type=int, default=MANY_EDITS, help="for this Python and OmegaConf (%(default)s)")
    parser.add_argument("--seed", type=int, default=0, help="where to begin (%(default)s)")
    parser.add_argument(
        "--choose", type=int, metavar="DOCUMENTS", help="only choose the machine code's workload of them"
    )
    options = parser.parse_args()
    if options.choose:
        print(chosen(options.choose))  # noqa: T201
        return
    jobs = [
        ("documents for this Python", answer_documents, options.documents),
        ("edits for this Python and OmegaConf", compare_edits, options.edits),
        ("documents for the page's Python", answer_served, options.browser_documents),
        ("links for the page", open_links, options.links),
    ]
    met = [tell(what, answer, count, options.seed) for what, answer, count in jobs if count]
    met.append(tell_of_both(options.both_documents, options.seed))
    if not all(met):
        sys.exit("A measure is not met.")


def tell(what: str, answer: Callable[[int, int], Found], count: int, seed: int) -> bool:
    """Print what was found, and return whether every measure is met."""
    started = time.monotonic()
    found = answer(count, seed)
    took = time.monotonic() - started
    for failure in found.failures:
        print(failure, file=sys.stderr)  # noqa: T201
    print(  # noqa: T201
        f"{found.answered:,} {what}, {found.accepted:,} of them accepted, in {took:,.0f} s: "
        f"slowest {found.slowest:.3f} s (seed {found.slowest_seed}), at most {found.growth:.1f} MiB more memory, "
        f"{len(found.failures)} without an answer"
    )
    return not found.failures and found.slowest < SLOWEST and found.growth < LARGEST


def tell_of_both(count: int, seed: int) -> bool:
    """Print to how many documents the two machine codes give different answers, and return whether there is none."""
    found = compare_machine_codes(count, seed)
    for difference in found.differences:
        print(difference, file=sys.stderr)  # noqa: T201
    print(  # noqa: T201
        f"{count:,} documents for the split and the published machine code: {len(found.differences)} with two answers, "
        f"{found.needing} that need the second part"
    )
    return not found.differences


if __name__ == "__main__":
    main()
