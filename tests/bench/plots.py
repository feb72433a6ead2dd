"""The figures as pictures."""
import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot

from report import median, number


def plot_peers(figures, file):
    """A bar for each peer, a box for each figure."""
    shown = {key: values for key, values in figures.items() if len(values) > 1}
    if not shown:
        return
    height = sum(0.3 * len(values) + 0.7 for values in shown.values())
    picture, boxes = pyplot.subplots(len(shown), 1, figsize=(9, height), squeeze=False,
                                     height_ratios=[len(values) + 1 for values in shown.values()])
    for box, ((figure, unit), peers) in zip(boxes[:, 0], shown.items()):
        medians = [median(values) for values in peers.values()]
        spread = [[max(0, middle - min(values)) for middle, values in zip(medians, peers.values())],
                  [max(values) - middle for middle, values in zip(medians, peers.values())]]
        bars = box.barh(list(peers), medians, xerr=spread, color="#3b6ea5", ecolor="#888888")
        box.bar_label(bars, [number(value) for value in medians], padding=4, fontsize=8)
        box.margins(x=0.1)
        box.set_title(f"{figure}{f', {unit}' if unit else ''}", loc="left", fontsize=9)
        box.invert_yaxis()
        box.tick_params(labelsize=8)
    picture.tight_layout()
    picture.savefig(file)
    pyplot.close(picture)


def plot_growth(growth, file):
    """A box for each kind of figure, a curve for each format or schedule: they are named
    "frab-xml: child"."""
    boxes = {}  # (kind, unit): {curve: {sessions: value}}
    for (name, unit), sizes in growth.items():
        curve, _, kind = name.rpartition(": ")
        if len(sizes) > 1:
            boxes.setdefault((kind, unit), {})[curve] = sizes
    if not boxes:
        return
    rows = (len(boxes) + 1) // 2
    picture, places = pyplot.subplots(rows, 2, figsize=(12, 4 * rows), squeeze=False)
    for place in places.flat[len(boxes):]:
        place.set_visible(False)
    for place, ((kind, unit), curves) in zip(places.flat, boxes.items()):
        for curve, sizes in curves.items():
            place.plot(list(sizes), list(sizes.values()), marker="o", markersize=3, label=curve)
        place.set_title(f"{kind}, {unit}", loc="left", fontsize=9)
        place.set_xscale("log")
        place.set_yscale("log")
        place.set_xlabel("sessions")
        place.grid(alpha=0.3)
        place.legend(fontsize=7)
    picture.tight_layout()
    picture.savefig(file)
    pyplot.close(picture)
