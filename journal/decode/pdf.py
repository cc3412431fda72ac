# SPDX-License-Identifier: GPL-3.0-or-later
"""A PDF of a stranger -> pixels, page by page. Runs in the decoder process only. No script in it is ever run."""

import pypdfium2

from journal.decode import facts
from journal.decode.looked import Pixels

_MOST_SIDE = 8000


class Document:
    """Raises pypdfium2.PdfiumError for what it cannot read, a locked one too."""

    def __init__(self, data: bytes) -> None:
        self._document = pypdfium2.PdfDocument(data)
        self.pages = len(self._document)
        if self._document.get_formtype():
            self._document.init_forms()  # what was filled into a form is drawn too

    def facts(self) -> dict[str, str]:
        return facts.of_pdf(self.pages, self._document.get_metadata_dict())

    def drawn(self, number: int, wide: int, high: int) -> Pixels:
        """One page, counted from 0, as large as fits in the box. IndexError when there is none."""
        if not 0 <= number < self.pages:
            raise IndexError(number)
        page = self._document[number]
        width, height = page.get_size()
        if width <= 0 or height <= 0:
            raise ValueError("a page without a size")
        scale = min(wide / width, high / height, _MOST_SIDE / width, _MOST_SIDE / height)
        image = page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
        if image.width > wide or image.height > high:  # the library rounds up
            image = image.crop((0, 0, min(image.width, wide), min(image.height, high)))
        return Pixels(image.width, image.height, image.tobytes())
