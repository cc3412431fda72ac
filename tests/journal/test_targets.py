# SPDX-License-Identifier: GPL-3.0-or-later
"""What a chosen place says, as a person can run into it."""

import errno

import pytest

from journal.errors import TargetFull, TargetGone, TargetUnwritable
from journal.targets import writing


@pytest.mark.parametrize(
    ("number", "trouble"),
    [
        (errno.ENOSPC, TargetFull), (errno.EFBIG, TargetFull), (errno.EIO, TargetGone), (errno.ENOTCONN, TargetGone),
        (errno.ENOENT, TargetGone), (errno.EACCES, TargetUnwritable), (errno.EROFS, TargetUnwritable),
    ],
)  # fmt: skip
def test_what_a_disk_says_is_said_to_the_person(number, trouble):
    with pytest.raises(TargetUnwritable) as told, writing():
        raise OSError(number, "as the system calls it")
    assert type(told.value) is trouble


def test_a_bug_stays_a_bug():
    with pytest.raises(ValueError, match="not the disk"), writing():
        raise ValueError("not the disk")
