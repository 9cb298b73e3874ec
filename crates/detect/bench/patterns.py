"""Speed of Presidio's pattern recognisers, all countries on, for comparison with
`cargo run --release -p tacenda-detect --example throughput` on the same files.

    python -m venv venv && venv/bin/pip install presidio-analyzer==2.2.366
    venv/bin/python crates/detect/bench/patterns.py FILES

Only recognisers that work by pattern are run; no language model is loaded.
"""

import inspect
import sys
import time

import presidio_analyzer.predefined_recognizers as predefined
from presidio_analyzer import PatternRecognizer


def recognisers():
    for _, kind in inspect.getmembers(predefined, inspect.isclass):
        if issubclass(kind, PatternRecognizer) and kind is not PatternRecognizer:
            yield kind()


def main():
    texts = [open(path, encoding="utf-8", errors="replace").read() for path in sys.argv[1:]]
    size = sum(len(text.encode()) for text in texts)
    loaded = list(recognisers())
    best = float("inf")
    for _ in range(2):
        start = time.perf_counter()
        for text in texts:
            for recogniser in loaded:
                recogniser.analyze(text, recogniser.supported_entities, None)
        best = min(best, time.perf_counter() - start)
    print(f"{len(loaded)} recognisers, {size} bytes in {best:.3f} s: {size / best / 1e6:.2f} MB/s")


if __name__ == "__main__":
    main()
