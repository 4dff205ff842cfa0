"""Certificates: issued and issued anew at the desk, verified by anybody."""

from __future__ import annotations

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from awards.actions import certificates as actions
from awards.certificate_pages import plain, told_of
from awards.forms.payments import ReissueForm
from awards.models import Award, Certificate
from awards.policies.certificates import (
    ISSUE_CERTIFICATE,
    REISSUE_CERTIFICATE,
    VIEW_CERTIFICATES,
    VIEW_REVOCATION,
)
from awards.queries.certificates import (
    award_by,
    certificate_coded,
    certificates_of,
    successor_of,
)
from awards.states import AwardState
from contest.core import limits
from contest.core.access import public, requires
from contest.core.limits import limiter
from contest.core.signing import is_signed, public_key

bp = Blueprint("certificates", __name__)


@bp.get("/awards/<int:award_id>/certificate")
@requires(VIEW_CERTIFICATES)
def show(award: Award) -> ResponseReturnValue:
    return _page(award, None)


def _page(award: Award, form: ReissueForm | None) -> str:
    certificates = certificates_of(award.id)
    newest = next(iter(certificates), None)
    title = newest.content["entry"] if newest else ""
    return render_template(
        "awards/certificates/show.html",
        award=award,
        certificates=certificates,
        form=form or ReissueForm(formdata=None, title=title),
        may_issue=ISSUE_CERTIFICATE.admits(current_user, award),
        may_see_revocation=VIEW_REVOCATION.see(current_user, award),
        announced=award.state is AwardState.ANNOUNCED,
    )


@bp.post("/awards/<int:award_id>/certificate")
@requires(ISSUE_CERTIFICATE)
def issue(award: Award) -> ResponseReturnValue:
    certificate = actions.issue_certificate(award, by=current_user)
    flash(_("证书 %(number)s 已颁发。", number=certificate.number), "success")
    return redirect(url_for(".show", award_id=award.id))


@bp.post("/certificates/<int:certificate_id>/reissue")
@requires(REISSUE_CERTIFICATE)
def reissue(certificate: Certificate) -> ResponseReturnValue:
    form = ReissueForm.submitted()
    if form.accepted and form.does(
        actions.reissue_certificate,
        certificate,
        by=current_user,
        title=form.title.data,
        reason=form.reason.data,
    ):
        flash(_("证书已换发，新编号 %(number)s。", number=form.result.number), "success")
        return redirect(url_for(".show", award_id=certificate.award_id))
    return _page(award_by(certificate.award_id) or abort(404), form), form.status


@bp.get("/certificates")
@public
def look_up() -> ResponseReturnValue:
    """Take a code typed from paper: in any case, with spaces between its groups."""
    if code := plain(request.args.get("code", "")):
        return redirect(url_for(".verify", code=code))
    return render_template("awards/certificates/verify.html", typed="", certificate=None)


@bp.get("/certificates/<code>")
@public
@limiter.limit(limits.LOOK_UP)
def verify(code: str) -> ResponseReturnValue:
    """Tell anybody what a certificate certifies, by whom and when, and whether it is valid."""
    certificate = certificate_coded(plain(code))
    page = render_template(
        "awards/certificates/verify.html",
        typed=code,
        certificate=certificate,
        signed=certificate is not None and is_signed(certificate.content),
        successor=certificate and successor_of(certificate),
        told=certificate and told_of(certificate),
        public_key=public_key(),
    )
    return page, 200 if certificate else 404


@bp.get("/certificates/<code>.json")
@public
@limiter.limit(limits.LOOK_UP)
def signed(code: str) -> ResponseReturnValue:
    """Give the signed content, to be checked without us, and whether it is valid now."""
    certificate = certificate_coded(plain(code)) or abort(404)
    return jsonify(told_of(certificate))
