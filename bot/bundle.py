"""A bundle: files in one zip, for people who download it, or in a folder, for those at a terminal.

The same files give the same bytes, on whatever machine.
"""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first time that a zip can tell


def bundle(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Zip *files*, names with contents, in their order; stored as they are."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, content in files:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 3  # Unix, on whatever it is packed
            entry.external_attr = 0o644 << 16
            package.writestr(entry, content)
    return packed.getvalue()


def put(folder: Path, files: Mapping[str, bytes], *, may_overwrite: bool) -> Sequence[str]:
    """Write *files* into *folder*; or nothing, and return the names that are taken. No folder is overwritten."""
    there = [name for name in files if _is_taken(folder / name, may_overwrite=may_overwrite)]
    if not there:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
    return there


def _is_taken(path: Path, *, may_overwrite: bool) -> bool:
    return path.is_dir() if may_overwrite else path.exists() or path.is_symlink()
