"""Pages onto a disk in one swap: a crash leaves the old dossier or the new one, never half of either."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from reckoning.problems import ReckoningError

MARKER = "reckoning-dossier.json"
_MARK = json.dumps({"format": "reckoning-dossier.v1"}).encode() + b"\n"


def deposit(pages: Mapping[str, bytes], out: Path) -> Path:
    """Write ``pages`` (path within the folder -> bytes) and give the folder.

    They are written beside ``out`` first and then swapped in; what stood there is removed last. A folder that holds
    something else than a dossier is never touched: that raises ``ReckoningError``, as does a disk that refuses.
    """
    target = out.expanduser().resolve()
    check_replaceable(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{target.name}.new-", dir=target.parent))
    except OSError as error:
        raise _refused(target, error) from error
    try:
        _fill(fresh, pages)
        _swap(fresh, target)
    except OSError as error:
        shutil.rmtree(fresh, ignore_errors=True)
        raise _refused(target, error) from error
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    _sweep(target)
    return target


def check_replaceable(target: Path) -> None:
    """Raise ``ReckoningError`` unless ``target`` is absent, an empty folder, or a dossier with its marker."""
    if not target.exists():
        return
    if not target.is_dir():
        raise ReckoningError(f"{target} is a file; name a folder for the dossier.")
    if (target / MARKER).is_file() or not any(target.iterdir()):
        return
    raise ReckoningError(f"{target} holds something else than a dossier; name another folder, or empty this one first.")


def _fill(folder: Path, pages: Mapping[str, bytes]) -> None:
    folder.chmod(0o755)
    for name, data in sorted({**pages, MARKER: _MARK}.items()):
        path = folder / name
        if not path.resolve().is_relative_to(folder.resolve()):
            raise ReckoningError(f"a dossier's file cannot be called {name!r}.")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _swap(fresh: Path, target: Path) -> None:
    if not target.exists():
        fresh.rename(target)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{target.name}.old-", dir=target.parent))
    try:
        target.rename(old / target.name)
        fresh.rename(target)
    except OSError:
        if not target.exists():
            (old / target.name).rename(target)
        old.rmdir()
        raise


def _sweep(target: Path) -> None:
    """Remove what this run and interrupted ones left beside the dossier."""
    for kind in ("old", "new"):
        for left in target.parent.glob(f".{target.name}.{kind}-*"):
            shutil.rmtree(left, ignore_errors=True)


def _refused(target: Path, error: OSError) -> ReckoningError:
    return ReckoningError(f"the dossier could not be written to {target}: {error.strerror or error}.")
