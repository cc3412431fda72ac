# SPDX-License-Identifier: GPL-3.0-or-later
"""How quick it is, in one run beside a bare window. ``python -m tests.bench`` writes docs/performance.md."""
