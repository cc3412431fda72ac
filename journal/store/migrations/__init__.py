# SPDX-License-Identifier: GPL-3.0-or-later
"""All steps of the database's shape, in order. Named one by one: a frozen program has no folder to search."""

from journal.store.migrations import (
    m0001_initial,
    m0002_everything_kept,
    m0003_long_records,
    m0004_one_digest_less,
)

MIGRATIONS = (m0001_initial, m0002_everything_kept, m0003_long_records, m0004_one_digest_less)
