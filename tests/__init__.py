# SPDX-License-Identifier: GPL-3.0-or-later
"""The checks. ``tests/journal`` and ``tests/ui`` mirror the source, file for file."""
