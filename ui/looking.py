# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of what was kept, for the screen: read on the second thread, from the sealed file into memory alone.

Our own copies are JPEG that our own process made. What others made is opened by the decoder's process, never here.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage, QImageReader

from journal.errors import JournalError
from journal.record.evidence import Evidence, Role

if TYPE_CHECKING:
    from journal.decode.looked import Pixels
    from journal.vault.objects import Objects

PDF = "application/pdf"
# Pixels across a page at first, and the longer side of any picture at most.
PAGE_WIDE = 1400
FINEST = 6000


class CannotBeShown(JournalError):
    """The decoder's process gave no picture of it: it is damaged, or takes too much. It is kept as it is, and the place
    where it would have been says so (``look.not``)."""


@dataclass(frozen=True, slots=True)
class Seen:
    """``size`` is the picture's own. ``pages`` is 0 for what has none."""

    picture: QImage
    size: QSize
    page: int = 0
    pages: int = 0


def can_be_seen(kept: Evidence) -> bool:
    """Whether there is a picture of it: one could be made when it came in."""
    return kept.sealed(Role.PRINT) is not None


def our_jpeg(content: bytes) -> QImage:
    """A picture that our own process made. The format is named, never guessed; what is none is a null picture."""
    buffer = QBuffer()
    buffer.setData(content)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    return QImageReader(buffer, QByteArray(b"jpeg")).read()


def print_copy(objects: "Objects", kept: Evidence, size: QSize) -> Seen:
    """The copy that is made for paper. Raises EvidenceMissing, EvidenceDamaged or DiskUnreachable."""
    sealed = kept.sealed(Role.PRINT)
    content = objects.read(sealed) if sealed is not None else b""
    picture = our_jpeg(content)
    return Seen(picture, size if not size.isEmpty() else picture.size())


def page(objects: "Objects", kept: Evidence, number: int, pages: int, width: int = PAGE_WIDE) -> Seen:
    """One page of a PDF, counted from 0, by the decoder's process. Raises CannotBeShown, or what reading raises."""
    from journal.decode import decoder

    with objects.open_original(kept) as reader:
        found = decoder.page(reader, kept.size, number, width)
    if found is None:
        raise CannotBeShown
    picture = _as_image(found)
    return Seen(picture, picture.size(), number, max(pages, number + 1))


def fine(objects: "Objects", kept: Evidence, side: int) -> Seen:
    """The picture itself, its longer side as many pixels as asked for, if it has them."""
    from journal.decode import decoder

    with objects.open_original(kept) as reader:
        found = decoder.render(reader, kept.size, min(side, FINEST))
    if found is None:
        raise CannotBeShown
    picture = _as_image(found)
    return Seen(picture, picture.size())


def _as_image(pixels: "Pixels") -> QImage:
    form = QImage.Format.Format_RGB888
    return QImage(pixels.rgb, pixels.width, pixels.height, pixels.width * 3, form).copy()
