"""Estimation of the undocumented by multiple systems estimation, with refusal.

Doors: :func:`~reckoning.weigh.estimate.tables.read_table`, :func:`~reckoning.weigh.estimate.tables.from_rows`,
:func:`~reckoning.weigh.estimate.panel.estimate` (a table to a panel), and for strata, missing values and linkage
:mod:`~reckoning.weigh.estimate.strata`, :mod:`~reckoning.weigh.estimate.imputation`,
:mod:`~reckoning.weigh.estimate.pooling`.
"""
