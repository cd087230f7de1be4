"""Publishing a case: the dossier from a checkpointed state, and the entry that says what was published."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reckoning.codec import to_plain
from reckoning.config import Settings
from reckoning.ids import canonical, digest, digest_of
from reckoning.keep.entries import Checkpoint, Release
from reckoning.keep.keeping import Keeping
from reckoning.keep.standing import Standing
from reckoning.reckoned import Reckoning
from reckoning.run.outputs import loose_problems, reports

if TYPE_CHECKING:
    from reckoning.run.estimates import Kept


def release(keeping: Keeping, standing: Standing, reckoning: Reckoning, settings: Settings, out: Path) -> Path:
    """Publish and record; a dossier that is byte for byte the last one published gives no new entry.

    The dossier carries the ledger up to its checkpoint and the checkpoint itself, so that a stranger can verify it.
    """
    from reckoning.show.dossier import Dossier, Head, publish  # noqa: PLC0415 pages are needed by this verb alone

    estimated = _estimated(keeping, standing)
    checkpoint = keeping.checkpoint()
    dossier = Dossier(
        reports=reports(keeping, standing),
        reckoning=reckoning,
        problems=loose_problems(keeping, standing),
        head=Head(seq=checkpoint.size, digest=checkpoint.head),
        title=settings.title,
        names_policy=settings.names_policy,
        attachments=_attachments(keeping, checkpoint, standing),
        estimate=estimated.panel if estimated else None,
        estimate_current=estimated.current if estimated else True,
    )
    first = publish(dossier, out)
    published = Release(digest=_digest_of(out), head=checkpoint.head, names_policy=settings.names_policy)
    if standing.release != published:
        keeping.record([published])
    return first


def _estimated(keeping: Keeping, standing: Standing) -> Kept | None:
    if not standing.estimates:
        return None
    from reckoning.run.estimates import latest  # noqa: PLC0415 NumPy and SciPy load late

    return latest(keeping, standing)


def _attachments(keeping: Keeping, checkpoint: Checkpoint, standing: Standing) -> tuple[tuple[str, bytes], ...]:
    """With the panel and its draws, whose digest the ledger names."""
    panels = tuple(("estimate.jsonl", keeping.segments.get(run.outputs[0])) for run in standing.estimates[-1:])
    return (
        *panels,
        ("checkpoint.json", canonical(to_plain(checkpoint)) + b"\n"),
        ("ledger.jsonl", keeping.export(checkpoint.size)),
    )


def _digest_of(folder: Path) -> str:
    """The digest of a folder's files: of each its path below it and its digest, sorted."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return digest_of(*([path.relative_to(folder).as_posix(), digest(path.read_bytes())] for path in paths))
