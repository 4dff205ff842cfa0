"""What several tests of awards begin from: a contest ready for its awards, and the demo."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from tests.awards.proposing import MILLION, give_prizes, publish
from tests.demo import Demo


@pytest.fixture
def ready(world):
    give_prizes(world, ("一等奖", 1, MILLION), ("二等奖", 1, 60_000_000))
    publish(world)
    return world


@pytest.fixture
def demo(demo_app: Flask) -> Flask:
    demo_app.config["WTF_CSRF_ENABLED"] = False
    return demo_app


@pytest.fixture
def find(demo: Flask, loaded_demo: Demo) -> Callable:
    return loaded_demo.cast.find


@pytest.fixture
def command(demo: Flask) -> Callable:
    return lambda *options: demo.test_cli_runner().invoke(args=["demo", *options])
