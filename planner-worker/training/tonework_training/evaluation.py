"""How much is measured, and what is collected on the way."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from .retoucher import Result

Metrics = dict[str, float]


@dataclass(frozen=True)
class Evaluation:
    slider_sets: int = 400
    lattice_sets: int = 40
    photos: int = 200
    requests: int = 60  # of each kind and direction
    own_requests: int = 1000  # phrasings of our own, at most
    looks: int = 3  # phrasings of each look
    most_looks: int = 1000
    side: int = 112  # photos are measured at this size, on the short way to the figures
    seed: int = 99


def table(metrics: Metrics) -> str:
    """Rows of a Markdown table."""
    return "\n".join(
        f"| {name} | {value:.2f} |" if value >= 0.1 else f"| {name} | {value:.4f} |" for name, value in metrics.items()
    )


@dataclass
class Heard:
    """Every plan that was made on the way, for what it said and how long it took."""

    results: list["Result"] = field(default_factory=list)

    def add(self, result: "Result") -> "Result":
        self.results.append(result)
        return result

    def metrics(self) -> Metrics:
        """Truth of the statements of direction, colours that are not there, time of a plan with its reasoning."""
        told = [r for r in self.results if r.reasoning]
        if not told:
            return {}
        first = [ok for r in told for ok in r.first.true]
        final = [ok for r in told for ok in r.final.true]
        times = np.array([r.milliseconds for r in told])
        metrics = {
            "reasoning, plans": len(told),
            "reasoning, statements of direction": len(final),
            "reasoning, true as the planner says them": np.mean(first) if first else float("nan"),
            "reasoning, true as handed out": np.mean(final) if final else float("nan"),
            "reasoning, handed out about a colour that is not in the photo": sum(r.final.absent for r in told),
            "reasoning, decoder steps: mean": np.mean([r.steps for r in told]),
            "reasoning, plan with its reasoning: p50 ms": np.median(times),
            "reasoning, plan with its reasoning: p95 ms": np.quantile(times, 0.95),
        }
        return {k: float(v) for k, v in metrics.items()}
