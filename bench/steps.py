"""What the benches share: running a step and reading its answer."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

LIMIT = 120


def run(*command: str | Path, limit: int = LIMIT) -> subprocess.CompletedProcess:
    """The finished process; 124 stands for a hang."""
    try:
        return subprocess.run(list(map(str, command)), capture_output=True, timeout=limit)
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, 124, b"", b"hang")


def ours(tool: Path, *args: str | Path) -> dict:
    """The answer of one step; `crash` or `hang` when there is none."""
    done = run(tool, *args)
    if done.returncode == 124:
        return {"hang": True}
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        return {"crash": f"exit {done.returncode}: {said[-1] if said else ''}"}
    return json.loads(done.stdout)


def short(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"
