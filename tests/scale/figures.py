"""What was measured, and what it must not be more than."""
import json
from dataclasses import dataclass, field

from report import number

NOISE = 0.1  # a goal is missed by more than this share of it


@dataclass
class Figure:
    name: str
    value: float
    unit: str
    most: float = None  # the goal
    samples: list = field(default_factory=list)

    @property
    def missed(self):
        return self.most is not None and self.value > self.most * (1 + NOISE)


class Figures:
    def __init__(self):
        self.all = []

    def add(self, name, value, unit, most=None, samples=()):
        self.all.append(Figure(name, value, unit, most, list(samples)))

    @property
    def missed(self):
        """Their names, whole: a name that begins with dots goes on from the last that does not."""
        names, begin = [], ""
        for figure in self.all:
            begin = begin if figure.name.startswith("...") else figure.name
            if figure.missed:
                names.append(figure.name if begin is figure.name else f"{begin}{figure.name[3:]}")
        return names

    def table(self):
        lines = []
        for figure in self.all:
            goal = "" if figure.most is None else f"at most {figure.most:g}"
            verdict = "  MISSED" if figure.missed else ""
            spread = (f"{number(min(figure.samples))} to {number(max(figure.samples))}"
                      if len(figure.samples) > 1 else "")
            lines.append(f"{figure.name:<64}{number(figure.value):>10} {figure.unit:<4}"
                         f"{spread:>18}  {goal}{verdict}".rstrip())
        return "\n".join(lines)

    def json(self, **about):
        return json.dumps({**about, "figures": [vars(figure) for figure in self.all]}, indent=1,
                          default=str) + "\n"
