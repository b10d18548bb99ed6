"""A bundle: files in one zip, for people who download it. The same files give the same bytes, on whatever machine."""

import io
import zipfile
from collections.abc import Iterable

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
