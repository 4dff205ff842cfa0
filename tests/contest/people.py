"""Passwords and codes for the people of the little world, as tests of signing in need them."""

from contest import passwords
from contest.core.actions import acting

PASSWORD = "Correct-horse-9"
WRONG = "Wrong-horse-99"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def give_password(user, password=PASSWORD):
    with acting("test.password", user, by=None):
        user.password_hash = passwords.hashed(password)


def connect_app(user):
    with acting("test.totp", user, by=None):
        user.totp_secret, user.totp_confirmed = SECRET, True


def sign_in(client, name, password=PASSWORD, **options):
    return client.post("/sign-in", data={"typed": name, "password": password}, **options)


def is_in(client):
    return client.get("/account").status_code == 200
