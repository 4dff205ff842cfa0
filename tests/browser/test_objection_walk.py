"""An objection taken its whole way in a real browser, by everybody it takes."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from awards.actions.prizes import add_prize
