"""How far a training has come: its budget of CPU time, its checkpoint and its curve."""

import csv
import math
import time
from pathlib import Path
from typing import Any

import torch


class Progress:
    """Counts steps and CPU seconds of this process, so that a busy machine delays a training but does not shorten it.

    Checkpoint and curve live in the run folder; the same folder and name resume where the last save was.
    """

    def __init__(
        self,
        run: Path,
        name: str,
        cpu_seconds: float,
        save_every_seconds: float,
        schedule_seconds: float | None = None,
        unit: float = 1 / 255,  # of the loss as it is shown
    ) -> None:
        self.name = name
        self.checkpoint = run / f"{name}.pt"
        self.curve = run / f"{name}.csv"
        self.cpu_seconds = cpu_seconds
        self.schedule_seconds = schedule_seconds or cpu_seconds
        self.save_every_seconds = save_every_seconds
        self.unit = unit
        self.spent = 0.0
        self.step = 0
        self.average_loss = 0.0
        self._saved_at = 0.0
        self._mark = time.process_time()

    def restore(self) -> dict[str, Any] | None:
        """The state of the last save, or None for a fresh start."""
        if not self.checkpoint.exists():
            return None
        state = torch.load(self.checkpoint, weights_only=True)
        self.spent, self.step = state["spent"], state["step"]
        self._saved_at, self._mark = self.spent, time.process_time()
        return state

    def start(self) -> None:
        """Counts from here on: what was prepared until now is no training."""
        self._mark = time.process_time()

    @property
    def running(self) -> bool:
        return self.spent < self.cpu_seconds

    @property
    def rate(self) -> float:
        """Factor of the learning rate: a warm-up of 200 steps, then a cosine over the schedule."""
        done = min(1.0, self.spent / self.schedule_seconds)
        return min(1.0, self.step / 200 + 0.01) * (0.5 + 0.5 * math.cos(math.pi * done))

    def stepped(self, loss: float) -> bool:
        """Counts one step; True when it is time to save."""
        now = time.process_time()
        self.spent, self._mark = self.spent + now - self._mark, now
        self.step += 1
        self.average_loss = loss if self.step == 1 else 0.99 * self.average_loss + 0.01 * loss
        return self.spent - self._saved_at >= self.save_every_seconds or not self.running

    def save(self, state: dict[str, Any]) -> None:
        """Writes the checkpoint beside the old one and swaps them, then adds a point to the curve."""
        self.checkpoint.parent.mkdir(parents=True, exist_ok=True)
        fresh = self.checkpoint.with_suffix(".tmp")
        torch.save({**state, "spent": self.spent, "step": self.step}, fresh)
        fresh.replace(self.checkpoint)
        loss = self.average_loss / self.unit
        with self.curve.open("a", newline="", encoding="utf-8") as lines:
            csv.writer(lines).writerow([f"{self.spent:.0f}", self.step, f"{loss:.4f}"])
        print(f"{self.name} {self.spent:6.0f} s  step {self.step:6d}  loss {loss:.3f} of {self.unit:.4g}", flush=True)
        self._saved_at = self.spent


def read_curve(path: Path) -> list[tuple[float, float]]:
    """(CPU seconds, loss in 1/255) of each save."""
    with path.open(newline="", encoding="utf-8") as lines:
        return [(float(seconds), float(loss)) for seconds, _, loss in csv.reader(lines)]
