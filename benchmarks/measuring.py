"""Rounds of ours and of its peers in turn, and what is said about them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median

ROUNDS = 9


@dataclass(frozen=True, slots=True)
class Comparison:
    """``costs``: for ours and for each peer one cost a round, all in ``unit``; the first one is ours."""

    title: str
    unit: str
    costs: Mapping[str, list[float]]


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
