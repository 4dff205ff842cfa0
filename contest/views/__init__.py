"""The pages of the contest package."""

from contest.views import (  # noqa: F401 -- profiles and rosters add to others' pages
    accounts,
    administrators,
    bodies,
    challenges,
    contests,
    corrections,
    credit,
    documents,
    drafts,
    entries,
    fields,
    files,
    heads,
    ledger,
    organisations,
    outbox,
    people,
    profiles,
    questions,
    rosters,
    screening,
    security,
    site,
    submissions,
    tablet_api,
    tablets,
    visits,
)

BLUEPRINTS = (
    *(site.bp, accounts.bp, tablets.bp, tablet_api.bp, people.bp, organisations.bp),
    *(bodies.bp, fields.bp, administrators.bp, security.bp, outbox.bp, ledger.bp, visits.bp),
    heads.bp,
    *(contests.bp, challenges.bp, drafts.bp, questions.bp, corrections.bp),
    *(entries.bp, documents.bp, files.bp, submissions.bp, screening.bp, credit.bp),
)
