"""Tables in and out: typed columns to xlsx and csv, and spreadsheets read as text."""

from contest.core.tables.columns import Cell, Column, Kind
from contest.core.tables.display import display_text
from contest.core.tables.read import Expected, ReadRow, RowCheck, RowError, TableRead, read_table
from contest.core.tables.write_csv import table_csv
from contest.core.tables.write_xlsx import table_xlsx

__all__ = [
    "Cell",
    "Column",
    "Expected",
    "Kind",
    "ReadRow",
    "RowCheck",
    "RowError",
    "TableRead",
    "display_text",
    "read_table",
    "table_csv",
    "table_xlsx",
]
