"""Issuing certificates, and issuing them anew where a name was wrong."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from awards.certifying import certify, make_void
from awards.models import Award, Certificate
from awards.states import AwardState, CertificateState
from contest.core.actions import Refusal, action
from contest.models import User


class NotAnnounced(Refusal):
    """Only what was announced is certified and paid."""

    reason = _l("奖励还没有发布（或已撤销），不能颁发证书。公示期满、确认并发布后再办理。")


class NotValid(Refusal):
    """The certificate was replaced or made void since the page was opened."""

    reason = _l("这份证书已经作废或换发，请刷新页面后在现行证书上办理。")


class NothingChanged(Refusal):
    """A new certificate would say the same."""

    reason = _l("企业名称和项目名称都与现有证书相同，无需换发。")


@action("certificate.issued")
def issue_certificate(award: Award, *, by: User) -> Certificate:
    """Issue an announced award's certificate; one that stands is returned. Raise NotAnnounced."""
    if award.state is not AwardState.ANNOUNCED:
        raise NotAnnounced
    return certify(award, by=by)


@action("certificate.reissued")
def reissue_certificate(
    certificate: Certificate, *, by: User, title: str, reason: str
) -> Certificate:
    """Issue a certificate anew with corrected names; the old one is void and leads to it.

    The enterprise's name is that of its registration now. Raise NotValid, NotAnnounced or
    NothingChanged.
    """
    award = certificate.award
    if certificate.state is not CertificateState.VALID:
        raise NotValid
    if award.state is not AwardState.ANNOUNCED:
        raise NotAnnounced
    named = (certificate.content["enterprise"], certificate.content["entry"])
    if named == (award.enterprise.name, title):
        raise NothingChanged
    make_void(certificate, reason)
    return certify(award, by=by, title=title, replaces=certificate)
