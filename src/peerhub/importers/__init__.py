"""Importers: neighbours' data, one format a file. Records go in; groups in our terms and a report of losses come out.

Each importer is a pure function of `Row`s. `run` puts the groups together and holds them against the rules.
"""
