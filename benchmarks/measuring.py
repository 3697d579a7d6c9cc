"""Rounds of ours and of its peers in turn, and what is said about them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

ROUNDS = 9


@dataclass(frozen=True, slots=True)
class Comparison:
    """``costs``: for ours and for each peer one cost a round, all in ``unit``; the first one is ours."""

    title: str
    unit: str
    costs: Mapping[str, list[float]]


@dataclass(frozen=True, slots=True)
class Table:
    """Lines of text in columns; the first column is the widest and stands left."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


def take_turns(
    title: str, unit: str, contestants: Mapping[str, Callable[[], float]], rounds: int = ROUNDS
) -> Comparison:
    """Let each contestant run once unmeasured and then once a round, so that whatever slows the machine slows all alike."""
    costs: dict[str, list[float]] = {name: [] for name in contestants}
    for run in contestants.values():
        run()
    names = list(contestants)
    for number in range(rounds):
        # Nobody always comes first.
        for name in names[number % len(names) :] + names[: number % len(names)]:
            costs[name].append(contestants[name]())
    return Comparison(title, unit, costs)


def print_comparison(comparison: Comparison) -> None:
    """Each cost as median, lowest and highest of its rounds, and ours against each peer as the median of the rounds' ratios."""
    ours, *peers = comparison.costs
    rounds = len(comparison.costs[ours])
    print(f"\n{comparison.title} ({comparison.unit}; {rounds} rounds in turn, median, lowest to highest)")
    for name, costs in comparison.costs.items():
        print(f"  {name:<46} {median(costs):10.3f}   {min(costs):.3f} to {max(costs):.3f}")
    for peer in peers:
        ratios = [one / other for one, other in zip(comparison.costs[ours], comparison.costs[peer], strict=True)]
        print(f"  ours / {peer:<39} {median(ratios):10.2f}   {min(ratios):.2f} to {max(ratios):.2f}", flush=True)


def print_table(table: Table) -> None:
    """Each column as wide as its widest cell."""
    lines = [table.columns, *table.rows]
    widths = [max(len(line[at]) for line in lines if at < len(line)) for at in range(len(table.columns))]
    print(f"\n{table.title}")
    for line in lines:
        first, *others = line
        cells = [cell.rjust(width) for cell, width in zip(others, widths[1:], strict=False)]
        print("  " + "  ".join([first.ljust(widths[0]), *cells]).rstrip(), flush=True)


def print_report(report: Comparison | Table) -> None:
    """Whichever of the two it is."""
    if isinstance(report, Table):
        print_table(report)
    else:
        print_comparison(report)
