# SPDX-License-Identifier: GPL-3.0-or-later
"""Power cuts, simulated: what is asked of the disk is recorded, cut anywhere, and what may be left is opened."""
