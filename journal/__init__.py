# SPDX-License-Identifier: GPL-3.0-or-later
"""The domain of Own Words: the guide, the record, the vault and the report. No Qt, no network, no screen."""

__version__ = "0.1.0"
