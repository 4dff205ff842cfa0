"""The migration of what happens while a session runs."""

from __future__ import annotations

from tests.migrating_case import Case, columns

OF_LIVE = (
    Case(
        "0027",
        adds=columns(
            "session",
            "started_at? close_reason frozen_at? paused_at? pause_words timer_phase "
            "timer_ends_at? timer_left?",
        )
        + " slot.called_at? slot.left_at? slot.revealed_at? ck_session_phase "
        "pk_absence pk_help_call pk_presence pk_screen_key uq_screen_key_token "
        "ck_absence_ended_by_somebody ix_absence_contest_id ix_absence_session_id "
        "ix_absence_judge_id ix_absence_entry_id ix_help_call_contest_id "
        "ix_help_call_session_id ix_help_call_judge_id ix_screen_key_contest_id "
        "ix_screen_key_session_id fk_absence_contest_id_contest fk_absence_session_id_session "
        "fk_absence_judge_id_user fk_absence_entry_id_entry fk_absence_by_id_user "
        "fk_absence_ended_by_id_user fk_help_call_contest_id_contest "
        "fk_help_call_session_id_session fk_help_call_judge_id_user fk_help_call_entry_id_entry "
        "fk_help_call_answered_by_id_user fk_presence_session_id_session "
        "fk_presence_judge_id_user fk_screen_key_contest_id_contest "
        "fk_screen_key_session_id_session "
        + columns(
            "absence",
            "id contest_id session_id judge_id entry_id? reason at by_id ended_at? ended_by_id?",
        )
        + " "
        + columns(
            "help_call",
            "id contest_id session_id judge_id entry_id? words at answered_at? answered_by_id?",
        )
        + " "
        + columns("presence", "session_id judge_id seen_at entry_id? unsent skew tablet")
        + " "
        + columns("screen_key", "id contest_id session_id token name made_at ended_at?"),
        finds={"SELECT timer_phase, close_reason FROM session": [("none", "")]},
        refuses=("UPDATE session SET timer_phase = 'song'",),
    ),
)
