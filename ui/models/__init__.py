# SPDX-License-Identifier: GPL-3.0-or-later
"""Windows onto lists that may be long."""
