"""The pages of the awards package, and with them all pages."""

from awards.views import (
    acceptances,
    agreements,
    archives,
    awards,
    benchmarks,
    cases,
    catalogue,
    catalogue_items,
    catalogues,
    certificates,
    claim_reviews,  # noqa: F401 -- adds the officers' pages to the claims'
    claims,
    deliveries,
    documents,  # noqa: F401 -- adds official documents to the entries' documents
    evaluations,
    home,  # noqa: F401 -- adds the first page to the site's
    inquiries,
    nominations,
    notices,
    objections,
    overview,  # noqa: F401 -- adds the overview to the contests' pages
    payees,
    payments,
    plans,
    prizes,
    publicity,
    published,  # noqa: F401 -- adds what everybody reads to the contests' and challenges' pages
    revocations,
    robustness,
    schemes,
    typical,
)
from judging.views import BLUEPRINTS as BENEATH

BLUEPRINTS = (
    *BENEATH,
    prizes.bp,
    plans.bp,
    awards.bp,
    robustness.bp,
    notices.bp,
    publicity.bp,
    objections.bp,
    inquiries.bp,
    payees.bp,
    payments.bp,
    certificates.bp,
    revocations.bp,
    cases.bp,
    deliveries.bp,
    acceptances.bp,
    agreements.bp,
    evaluations.bp,
    typical.bp,
    benchmarks.bp,
    schemes.bp,
    claims.bp,
    catalogue.bp,
    catalogue_items.bp,
    catalogues.bp,
    nominations.bp,
    archives.bp,
)
