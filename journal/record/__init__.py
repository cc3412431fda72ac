# SPDX-License-Identifier: GPL-3.0-or-later
"""What was kept: frozen data and the rules of its digests. No SQL, no words, no screen."""
