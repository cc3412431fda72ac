# SPDX-License-Identifier: GPL-3.0-or-later
"""The program from outside: a real window on its own screen, driven by keys, clicks and a screen reader's means."""
