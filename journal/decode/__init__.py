# SPDX-License-Identifier: GPL-3.0-or-later
"""Looking at what others made: pictures and PDF, in a limited process of their own. Everything else is only named."""
