# SPDX-License-Identifier: GPL-3.0-or-later
"""From what was kept to paper: the outline (plain data), its text, its pages. Only here is ReportLab known."""
