# SPDX-License-Identifier: GPL-3.0-or-later
"""Small widgets that know neither the vault nor the session."""
