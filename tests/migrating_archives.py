"""The migration of archives in the making."""

from __future__ import annotations

from tests.migrating_case import Case, columns

OF_ARCHIVES = (
    Case(
        "0041",
        adds="pk_archive_job ck_archive_job_archivestate ck_archive_job_done_within_total "
        "ck_archive_job_done_has_its_file ix_archive_job_contest_id ix_archive_job_asked_by_id "
        "uq_archive_job_one_at_a_time fk_archive_job_contest_id_contest "
        "fk_archive_job_asked_by_id_user "
        + columns(
            "archive_job",
            "id contest_id asked_by_id asked_at heard_at ended_at? state done total missing "
            "trouble digest size name",
        ),
    ),
)
