"""Installs packages into this environment with uv, from where pip would take them.

pip writes every file of what the tests need anew for each environment. uv unpacks a package once, into the user's
cache, and links its files into each environment. It reads none of pip's settings: those that say where packages are,
and which, are handed to it. Where it fails, pip installs.
"""

import ast
import os
import subprocess
import sys

SECTIONS = ("global", "install", ":env:")
"""The parts of pip's settings that concern `pip install`; a later one is stronger."""
SHARED = ("index-url", "extra-index-url", "find-links", "constraint")
"""The settings for which uv has options of the same names."""


def settings_of_pip() -> dict[str, str]:
    """What pip is told by its files and by variables, by the names that its options have."""
    command = [sys.executable, "-m", "pip", "config", "list"]
    listing = subprocess.run(command, capture_output=True, text=True, check=True)
    parts: dict[str, dict[str, str]] = {section: {} for section in SECTIONS}
    for line in listing.stdout.splitlines():
        key, value = line.split("=", 1)
        section, name = key.split(".", 1)
        if section in parts:
            parts[section][name] = ast.literal_eval(value)
    return {name: value for part in parts.values() for name, value in part.items()}


def options_for_uv(settings: dict[str, str]) -> list[str]:
    """The same settings as options of uv, which takes the newest version of all places, as pip does."""
    options = ["--no-config", "--system-certs", "--index-strategy=unsafe-best-match"]
    options += [f"--{name}={value}" for name in SHARED for value in settings.get(name, "").split()]
    if settings.get("no-index", "").lower() in {"1", "true", "yes", "on"}:
        options.append("--no-index")
    return options


def install(packages: list[str]) -> int:
    """Install them with uv, otherwise with pip, and return the exit code."""
    settings = settings_of_pip()
    certificates = {"SSL_CERT_FILE": settings["cert"]} if "cert" in settings else {}
    uv = ["uv", "pip", "install", "--python", sys.executable, *options_for_uv(settings)]
    done = subprocess.run([sys.executable, "-m", *uv, *packages], env=os.environ | certificates, check=False)
    if done.returncode == 0:
        return 0
    pip = [sys.executable, "-m", "pip", "install", "--no-compile", *packages]
    return subprocess.run(pip, check=False).returncode


if __name__ == "__main__":
    sys.exit(install(sys.argv[1:]))
