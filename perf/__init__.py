"""How long things take, as ratios side by side in one run: `python -m perf.run`."""
