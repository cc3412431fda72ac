# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that nobody made: samples damaged in every way, by the hundred thousand, for whatever reads bytes from outside.

``python -m tests.fuzz TARGET INPUTS SEED`` runs one target in this process, with bounded memory; test_fuzz.py runs all.
A plain seeded mutator of real samples: most of the time goes into what is tested, not into the making of inputs.
"""
