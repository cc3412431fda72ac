# SPDX-License-Identifier: GPL-3.0-or-later
"""Another program on the desk that has copied files: ``python -m tests.e2e.clipboard FILE ...``

It says "copied" once they can be pasted, and holds them until it is ended.
"""

import sys

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication


def run(paths):
    app = QGuiApplication(sys.argv[:1])
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(path) for path in paths])
    app.clipboard().setMimeData(data)
    print("copied", flush=True)
    return app.exec()


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
