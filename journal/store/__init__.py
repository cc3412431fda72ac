# SPDX-License-Identifier: GPL-3.0-or-later
"""The only SQL of the program. Every class here belongs to the thread that opened the vault."""
