"""Figures for a monitoring system, in Prometheus' text format, where ``METRICS`` is set.

Each process counts for itself. Behind several workers, set
``PROMETHEUS_MULTIPROC_DIR`` to an empty folder of their own: the figures of all
are then added up, whichever worker answers.
"""

from __future__ import annotations

import os
from time import perf_counter

from flask import Flask, Response, g, request
from flask.typing import ResponseReturnValue
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
    multiprocess,
)

from contest.core.access import public

# Seconds; the last but one is where people begin to wonder.
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
UNKNOWN = "none"


def init_app(app: Flask) -> None:
    """Count requests and their time by page, and show both under ``/metrics``.

    Pages, not addresses: an address may hold a name, and there are too many of them.
    """
    if not app.config["METRICS"]:
        return
    registry = CollectorRegistry()
    labels = ("page", "method")
    answered = Counter(
        "jiebang_requests", "Requests answered.", (*labels, "status"), registry=registry
    )
    took = Histogram(
        "jiebang_request_seconds", "Time to answer.", labels, buckets=BUCKETS, registry=registry
    )

    @app.before_request
    def _begin() -> None:
        g.began = perf_counter()

    @app.after_request
    def _count(response: Response) -> Response:
        page, method = request.endpoint or UNKNOWN, request.method
        answered.labels(page, method, response.status_code).inc()
        took.labels(page, method).observe(perf_counter() - g.began)
        return response

    @app.get("/metrics")
    @public
    def metrics() -> ResponseReturnValue:
        return generate_latest(_gathered(registry)), {"Content-Type": CONTENT_TYPE_LATEST}


def _gathered(own: CollectorRegistry) -> CollectorRegistry:
    """Return this process's figures, or those of all where they share a folder."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return own
    together = CollectorRegistry()
    multiprocess.MultiProcessCollector(together)  # type: ignore[no-untyped-call]
    return together
