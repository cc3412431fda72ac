# SPDX-License-Identifier: GPL-3.0-or-later
"""macOS: the screen is locked, the computer goes to sleep, another user's turn. Written, not run.

Sources: developer.apple.com, NSWorkspaceWillSleepNotification and NSWorkspaceSessionDidResignActiveNotification, for
which the system waits until they were heard (30 s at most); com.apple.screenIsLocked is sent by every macOS and
described by none.
"""

from ui import objective_c
from ui.away import Away

_ASLEEP = ("NSWorkspaceWillSleepNotification", "NSWorkspaceSessionDidResignActiveNotification")
_LOCKED = "com.apple.screenIsLocked"


class SystemAway(Away):
    def start(self, window: int) -> None:
        hear = "addObserver:selector:name:object:"
        listener, heard = objective_c.listener("OwnWordsAway", self.wanted.emit)
        workspace = objective_c.send(objective_c.kind("NSWorkspace"), "sharedWorkspace")
        center = objective_c.send(workspace, "notificationCenter")
        for name in _ASLEEP:
            objective_c.send(center, hear, listener, heard, objective_c.text(name), 0)
        everyone = objective_c.send(objective_c.kind("NSDistributedNotificationCenter"), "defaultCenter")
        objective_c.send(everyone, hear, listener, heard, objective_c.text(_LOCKED), 0)
