"""What the tests of the sandbox run in the child."""

import json
import os
import time

from contest.core.sandbox import Rejected


def echo(request):
    print("noise of a library")  # noqa: T201 -- as libraries do
    return json.dumps({"request": request, "secret": os.environ.get("SECRET_KEY")}).encode()


def reject(_request):
    raise Rejected("请另存后再上传。")


def eat(_request):
    return bytes(10**10)


def spin(_request):
    while True:
        pass


def sleep(_request):
    time.sleep(60)


def crash(_request):
    os.abort()


def fail(_request):
    raise LookupError("what went wrong")


def flood(_request):
    return b"x" * 5_000_000
