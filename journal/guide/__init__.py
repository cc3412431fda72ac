# SPDX-License-Identifier: GPL-3.0-or-later
"""What is asked, in which order, and how an answer is said back. Questions are data; words are in resources/text."""
