"""An Office file goes in; the same file without a trace of when it was written comes out."""

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime

EPOCH = datetime(2000, 1, 1)
"""Stands as the time of creation, so that equal frames give equal bytes."""


def packed(archive: bytes, replaced: Mapping[str, bytes] | None = None) -> bytes:
    """Pack the parts of an XLSX or DOCX file again, all with one date and one system.

    Parameters
    ----------
    archive : bytes
        The file as its library saved it.
    replaced : mapping of str to bytes, optional
        Parts to put in place of those that bear the clock's time.

    Examples
    --------
    >>> kept = io.BytesIO()
    >>> with zipfile.ZipFile(kept, "w") as file:
    ...     file.writestr("a.xml", "<a/>")
    >>> with zipfile.ZipFile(io.BytesIO(packed(kept.getvalue()))) as file:
    ...     file.infolist()[0].date_time
    (1980, 1, 1, 0, 0, 0)
    """
    replaced, output = replaced or {}, io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(output, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name)  # dated 1980-01-01
            entry.create_system, entry.compress_type = 3, zipfile.ZIP_DEFLATED
            target.writestr(entry, replaced.get(name) or source.read(name))
    return output.getvalue()
