# SPDX-License-Identifier: GPL-3.0-or-later
"""One class for each page that the rail or a button leads to."""
