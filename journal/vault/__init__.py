# SPDX-License-Identifier: GPL-3.0-or-later
"""The locked folder: its keys, its ways in, and one door to everything kept inside (docs/vault-format.md)."""
