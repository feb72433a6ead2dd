"""The figures as a table for the terminal, as Markdown for the README, and as JSON."""
import json
import statistics
import textwrap

OURS = "roomsign"

# What the README shows of the growth and of drawing; the rest is in the JSON file and the plots.
CHILD, PEAK, REFUSES = ": child", "'s peak", ": child that refuses"
SHORT_BEATS = ("one room of twenty, 10 days: beat", "the lobby of 60 rooms, 10 days: beat")
SHORT_DRAWING = "1920x1080"
WIDTH = 105  # of the README's lines


def median(values):
    return statistics.median(values)


def number(value):
    """Three digits that mean something."""
    if value == 0:
        return "0"
    for limit, digits in (100, 0), (10, 1), (1, 2):
        if abs(value) >= limit:
            return f"{value:,.{digits}f}"
    return f"{value:.2g}"


def ratio(values, ours):
    if median(ours) <= 0 or median(values) <= 0:
        return ""
    return number(median(values) / median(ours)) + " x"


def table(figures):
    lines = []
    for (figure, unit), peers in figures.items():
        lines.append(f"{figure}{f', {unit}' if unit else ''}")
        for peer, values in peers.items():
            told = "" if peer == OURS else ratio(values, peers.get(OURS, [0]))
            spread = f"{number(min(values))} to {number(max(values))}" if len(values) > 1 else ""
            lines.append(f"  {peer:<22}{number(median(values)):>10}  {spread:<22}{told:>10}")
    return "\n".join(lines)


def growth_table(growth):
    lines = []
    for (name, unit), sizes in growth.items():
        lines.append(f"{name}, {unit}")
        lines += [f"  {size:>7,} sessions {number(value):>10}" for size, value in sizes.items()]
    return "\n".join(lines)


def markdown(figures, growth, drawing, machine, date, quick):
    """The README's section on performance."""
    peers = list(dict.fromkeys(peer for values in figures.values() for peer in values))
    told = (f"Taken by `scripts/bench{' --quick' if quick else ''}` on {date}, on {machine}: medians, "
            "and how many times the sign's they are. All show the same schedule from the same server, at "
            "1920x1080 where nothing else is said, on a desktop in memory, in the same run and in turns.")
    lines = ["## Performance", "", textwrap.fill(told, WIDTH), ""]
    if peers:
        lines += ["| | " + " | ".join(peers) + " |", "|---" * (len(peers) + 1) + "|"]
    for (figure, unit), values in figures.items():
        row = [f"{figure}{f' ({unit})' if unit else ''}"]
        for peer in peers:
            if peer not in values:
                row.append("")
                continue
            cell = number(median(values[peer]))
            times = "" if peer == OURS else ratio(values[peer], values.get(OURS, [0]))
            row.append(f"{cell} ({times})" if times else cell)
        lines.append("| " + " | ".join(row) + " |")
    drawing = [figure for figure in drawing if SHORT_DRAWING in figure[0]]
    lines += _growth_markdown({name: sizes for (name, _), sizes in growth.items()})
    if drawing:
        lines += ["", "| drawing | |", "|---|---|"]
        lines += [f"| {name} | {number(value)} {unit} |" for name, value, unit in drawing]
    return "\n".join(lines)


def _growth_markdown(growth):
    """{name: {sessions: value}}: milliseconds and MB of the child that reads, microseconds of a beat."""
    read = {name.removesuffix(CHILD): {
                size: f"{number(took)} ms, {number(growth[name + PEAK][size])} MB"
                for size, took in sizes.items()}
            for name, sizes in growth.items() if name.endswith(CHILD) and len(sizes) > 1}
    beats = {name.removesuffix(": beat"): {size: f"{number(took)} us" for size, took in sizes.items()}
             for name, sizes in growth.items() if name in SHORT_BEATS}
    refused = [took for name, sizes in growth.items() if name.endswith(REFUSES)
               for took in sizes.values()]
    lines = _sizes_markdown("sessions in a document that is read, by a child of its own", read)
    if refused:
        lines += ["", textwrap.fill("More than 8 MB are read where `http.max_bytes` allows them. A page of "
                                    "100,000 is larger than the 2 MB that are read of any: it is refused "
                                    f"in {number(median(refused))} ms.", WIDTH)]
    return lines + _sizes_markdown("sessions in a programme whose picture is put into words", beats)


def _sizes_markdown(title, rows):
    """Of {name: {sessions: cell}}."""
    if not rows:
        return []
    sizes = sorted({size for cells in rows.values() for size in cells})
    lines = ["", f"| {title} | " + " | ".join(f"{size:,}" for size in sizes) + " |",
             "|---" * (len(sizes) + 1) + "|"]
    return lines + [f"| {name} | " + " | ".join(cells.get(size, "") for size in sizes) + " |"
                    for name, cells in rows.items()]


def write_json(file, figures, growth, drawing, machine, date, quick):
    file.write_text(json.dumps({
        "machine": machine, "date": date, "quick": quick,
        "figures": [{"figure": figure, "unit": unit, "values": peers}
                    for (figure, unit), peers in figures.items()],
        "growth": [{"figure": name, "unit": unit, "sessions": sizes}
                   for (name, unit), sizes in growth.items()],
        "drawing": [{"figure": name, "value": value, "unit": unit}
                    for name, value, unit in drawing]}, indent=1, ensure_ascii=False) + "\n")
