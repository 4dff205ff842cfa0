"""Commands that keep the product running and accounted for."""

from contest.cli.accounts import accounts_cli
from contest.cli.audit import audit_cli
from contest.cli.backup import backup_command
from contest.cli.mail import mail_cli
from contest.cli.pages import access_matrix_command

COMMANDS = (accounts_cli, audit_cli, backup_command, access_matrix_command, mail_cli)
