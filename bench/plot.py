"""Draw bench/RESULTS.md: lines of code against seconds and memory, as docs/{en,zh}/scaling.png.

    python bench/plot.py

Needs matplotlib (`pip install --group bench`). Both axes are logarithmic, so that what grows
in proportion to the code is a straight line of slope one.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PICTURES = (ROOT / "docs" / "en" / "scaling.png", ROOT / "docs" / "zh" / "scaling.png")
NUMBER = re.compile(r"\d+(?:\.\d+)?")
WARM = 4  # the cell of the warm wall; before it cold wall, CPU, ratio, peak memory
SIZE = re.compile(r"files, (\d+(?:\.\d+)?) kloc")
TOOLS = {  # how rows of the table begin, and how they are drawn
    "parse floor, whole": ("parsing alone", "tab:gray", "s"),
    "ginlint": ("ginlint", "tab:green", "o"),
    "semgrep": ("semgrep", "tab:purple", "v"),
    "staticcheck": ("staticcheck", "tab:blue", "^"),
    "golangci-lint": ("golangci-lint, leak linters", "tab:orange", "D"),
    "gosec": ("gosec", "tab:red", "P"),
}


@dataclass(frozen=True)
class Point:
    """One tool on one module: size in kloc, cold wall and warm wall in seconds, peak in MB."""

    kloc: float
    cold: float
    peak: float
    warm: float | None


def points(report: str) -> dict[str, list[Point]]:
    """Return what the report says of each tool, smallest module first; runs that failed are left out."""
    found: dict[str, list[Point]] = {tool: [] for tool in TOOLS}
    for section in report.split("\n## ")[1:]:
        size = SIZE.search(section)
        if size is None:
            raise ValueError(f"a section without its size: {section.splitlines()[0]}")
        for row in re.findall(r"^\| (.*) \|$", section, re.MULTILINE):
            label, *cells = (cell.strip() for cell in row.split("|"))
            tool = next((name for name in TOOLS if label.startswith(name)), None)
            numbers = [float(match[0]) if (match := NUMBER.match(cell)) else None for cell in cells]
            if tool is None or len(numbers) <= WARM or numbers[0] is None or numbers[3] is None:
                continue
            found[tool].append(Point(float(size[1]), numbers[0], numbers[3], numbers[WARM]))
    return {tool: sorted(some, key=lambda point: point.kloc) for tool, some in found.items() if some}


def draw(found: dict[str, list[Point]]) -> None:
    """Write the picture."""
    import matplotlib as mpl  # its group is not needed by anything else
    from matplotlib import pyplot as plt

    mpl.rcParams.update({"font.size": 9, "svg.hashsalt": "ginlint"})
    figure, (seconds, memory) = plt.subplots(1, 2, figsize=(9, 3.8), layout="constrained")
    widest = max(len(some) for some in found.values())
    for tool, some in found.items():
        label, colour, marker = TOOLS[tool]
        sizes = [point.kloc for point in some]
        line = "-" if len(some) == widest else ""  # a line where all modules were measured
        style = {"color": colour, "marker": marker, "markersize": 4, "linewidth": 1}
        seconds.plot(sizes, [point.cold for point in some], line, label=label, **style)
        memory.plot(sizes, [point.peak for point in some], line, label=label, **style)
        if tool == "ginlint":
            warm = [(point.kloc, point.warm) for point in some if point.warm]
            seconds.plot(*zip(*warm, strict=True), "--", label="ginlint again (cache)", **style)
    for axes, title in ((seconds, "first run, seconds"), (memory, "peak memory, MB")):
        axes.set(xscale="log", yscale="log", xlabel="thousand lines of Go", title=title)
        axes.grid(visible=True, which="major", alpha=0.3)
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_formatter(mpl.ticker.FormatStrFormatter("%g"))
    seconds.legend(fontsize=7)
    for picture in PICTURES:
        figure.savefig(picture, dpi=130, metadata={"Software": None})


def main() -> int:
    """Draw bench/RESULTS.md."""
    draw(points((ROOT / "bench" / "RESULTS.md").read_text("utf-8")))
    return 0


if __name__ == "__main__":
    sys.exit(main())
