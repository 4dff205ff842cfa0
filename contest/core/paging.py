"""Pages of a list whose rows hold more than one thing each."""

from __future__ import annotations

from typing import Any

from flask_sqlalchemy.pagination import SelectPagination
from sqlalchemy import Select

from contest.core.db import db

PER_PAGE = 25


class RowPagination(SelectPagination):
    """A page of whole rows, where Flask-SQLAlchemy's own keeps the first column alone."""

    def _query_items(self) -> list[Any]:
        query = self._query_args["select"].limit(self.per_page).offset(self._query_offset)
        return list(self._query_args["session"].execute(query))


def paginate_rows(query: Select[Any]) -> RowPagination:
    """Return the page of rows that ``?page=`` asks for; 404 beyond the last."""
    return RowPagination(select=query, session=db.session(), per_page=PER_PAGE)
