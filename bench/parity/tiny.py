"""Builds the tiny packs of the crate tacenda-ner's tests, with what the reference finds in them.

    python tiny.py ../../tests/corpus/models

One pack for each shape of graph: random weights, width 16, a vocabulary of a few dozen pieces.
`expected.json` holds texts and the spans of the transformers library for every strategy.
"""

import json
import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

import reference
from packs import CONLL, FREE, ODD, PLAIN, build

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "Ann", "Lee", "Berlin", "and", "met", "in", "the", "of", "Acme",
         "Ltd", ".", ",", "-", "'", "J", "##os", "##é", "##son", "John", "Par", "##is", "##s", "a", "##nn", "é", "東", "京",
         "M", "##ü", "##ller", "works", "at", "for"]
TEXTS = ["", "Ann Lee met John in Paris.", "Johnson and José works for Acme Ltd in Berlin, the - Paris of Müller",
         "東京 Ann\r\nLee", "unknownword Ann's Paris", "👩 Berlin é"]
CONFIG = {"architectures": ["BertForTokenClassification"], "model_type": "bert", "hidden_size": 16,
          "num_attention_heads": 2, "intermediate_size": 32, "max_position_embeddings": 64,
          "vocab_size": len(WORDS), "num_hidden_layers": 1,
          "id2label": {str(n): label for n, label in enumerate(CONLL)}}
SHAPES = {
    "three-inputs": {},
    "two-inputs": {"types": False},
    "fixed-1x32": {"shape": [1, 32], "names": ODD},
    "int32": {"ints": 32},
    "half": {"dtype": np.float16},
}


def main():
    out = Path(sys.argv[1])
    for seed, (name, graph) in enumerate(SHAPES.items(), 1):
        to = out / name
        to.mkdir(parents=True, exist_ok=True)
        (to / "vocab.txt").write_text("\n".join(WORDS) + "\n")
        (to / "tokenizer_config.json").write_text(json.dumps({"do_lower_case": False}) + "\n")
        (to / "config.json").write_text(json.dumps(CONFIG, indent=1) + "\n")
        settings = {"types": True, "positions": "range", "ints": 64, "shape": FREE,
                    "dtype": np.float32, "names": PLAIN} | graph
        onnx.save(build(CONFIG, len(CONLL), layers=1, seed=seed, **settings), to / "model.onnx")
        known = reference.Reference(to)
        rows = [{"text": text, "spans": known.run(text)[1]} for text in TEXTS]
        (to / "expected.json").write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    broken = onnx.load(out / "three-inputs" / "model.onnx")
    weight = broken.graph.initializer[0]
    values = numpy_helper.to_array(weight).copy()
    values[:] = np.nan
    weight.CopyFrom(numpy_helper.from_array(values, weight.name))
    onnx.save(broken, out / "not-a-number.onnx")


main()
