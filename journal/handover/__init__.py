# SPDX-License-Identifier: GPL-3.0-or-later
"""What leaves the record for someone else: pages and files for a lawyer, and the way to check them."""
