# SPDX-License-Identifier: GPL-3.0-or-later
"""How a process of our own is started, whichever it is; what each does is told by its own tests."""

import sys
from pathlib import Path

from journal import children


def test_a_built_program_starts_itself_and_any_other_the_script(monkeypatch):
    started, script = [], Path(__file__)
    monkeypatch.setattr(children.subprocess, "Popen", lambda command, **more: started.append((command, more["env"])))
    children.start(script, "--decoder", {"A": "b"})
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    children.start(script, "--decoder", {})
    isolated = [sys.executable, "-I", "-X", "utf8", str(script)]
    assert started == [(isolated, {"A": "b"}), ([sys.executable, "--decoder"], {})]
