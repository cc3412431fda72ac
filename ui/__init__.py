# SPDX-License-Identifier: GPL-3.0-or-later
"""The window. No SQL, no ReportLab, no keyring: those stand behind journal."""
