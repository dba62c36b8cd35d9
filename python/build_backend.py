"""Builds the wheel of campforge_reward, so that ``pip install ./python`` needs no network (PEP 517)."""

from __future__ import annotations

import base64
import hashlib
import os
import tarfile
import zipfile
from typing import Any, List, Optional, Tuple

NAME, MODULE = "campforge-reward", "campforge_reward.py"
HERE = os.path.dirname(os.path.abspath(__file__))


def _version() -> str:
    with open(os.path.join(HERE, MODULE), encoding="utf-8") as file:
        return next(line.split('"')[1] for line in file if line.startswith("__version__"))


def build_wheel(wheel_directory: str, config_settings: Any = None, metadata_directory: Optional[str] = None) -> str:
    """Writes the wheel: the one module and its metadata."""
    version = _version()
    stem = "%s-%s" % (NAME.replace("-", "_"), version)
    with open(os.path.join(HERE, MODULE), "rb") as file:
        module = file.read()
    metadata = "Metadata-Version: 2.1\nName: %s\nVersion: %s\nRequires-Python: >=3.9\n" % (NAME, version)
    wheel = "Wheel-Version: 1.0\nGenerator: campforge\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    files: List[Tuple[str, bytes]] = [
        (MODULE, module),
        ("%s.dist-info/METADATA" % stem, metadata.encode()),
        ("%s.dist-info/WHEEL" % stem, wheel.encode()),
    ]
    record = "%s.dist-info/RECORD" % stem
    rows = ["%s,sha256=%s,%d" % (name, _digest(content), len(content)) for name, content in files]
    files.append((record, "\n".join([*rows, record + ",,", ""]).encode()))
    name = "%s-py3-none-any.whl" % stem
    with zipfile.ZipFile(os.path.join(wheel_directory, name), "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files:
            archive.writestr(zipfile.ZipInfo(path, (2020, 1, 1, 0, 0, 0)), content)
    return name


def build_sdist(sdist_directory: str, config_settings: Any = None) -> str:
    """Writes the source archive: what is needed to build the wheel again."""
    stem = "%s-%s" % (NAME.replace("-", "_"), _version())
    name = stem + ".tar.gz"
    with tarfile.open(os.path.join(sdist_directory, name), "w:gz") as archive:
        for file in (MODULE, "build_backend.py", "pyproject.toml"):
            archive.add(os.path.join(HERE, file), "%s/%s" % (stem, file))
    return name


def _digest(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
