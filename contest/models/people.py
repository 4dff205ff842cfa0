"""Organizing bodies, organisations and their people."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from flask_login import UserMixin
from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from contest.core.audit import Audited, Operational
from contest.core.db import LongText, Model
from contest.name_order import name_key


class Role(StrEnum):
    """What a person is here for. One person has one, so no two of the three administrations."""

    ISSUER = "issuer"
    ENTERPRISE = "enterprise"
    JUDGE = "judge"
    ORGANIZER = "organizer"
    SUPERVISOR = "supervisor"
    SYSTEM_ADMIN = "system_admin"
    SECURITY_ADMIN = "security_admin"
    AUDIT_ADMIN = "audit_admin"


# 三员: the three administrations that no one person may hold two of.
ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})


class OrganisationKind(StrEnum):
    """Whether an organisation publishes challenges or enters them."""

    ISSUER = "issuer"
    ENTERPRISE = "enterprise"


class JudgeKind(StrEnum):
    """The dimension a judge is called for: 商务 or 技术."""

    COMMERCIAL = "commercial"
    TECHNICAL = "technical"


class Body(Audited, Model):
    """An organizing body (组委会 / 市科技局): runs its own contests with its own people."""

    __tablename__ = "body"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    region: Mapped[str]
    supervisor_phone: Mapped[str] = mapped_column(default="")
    is_demo: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class Organisation(Audited, Model):
    """An issuer or an enterprise: one a unified social credit code.

    An enterprise is one for the whole installation; an issuer is one for each
    body that invited it, so that no body learns of another's issuers.
    """

    __tablename__ = "organisation"
    __table_args__ = (
        UniqueConstraint("uscc", "kind", "body_id"),
        Index(
            "uq_organisation_uscc_of_all",
            *("uscc", "kind"),
            unique=True,
            sqlite_where=text("body_id IS NULL"),
            postgresql_where=text("body_id IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[OrganisationKind]
    name: Mapped[str] = mapped_column(index=True)
    uscc: Mapped[str]
    region: Mapped[str] = mapped_column(default="")
    profile: Mapped[LongText] = mapped_column(default="")
    # The body that invited an issuer; an enterprise registers itself for all.
    body_id: Mapped[int | None] = mapped_column(ForeignKey(Body.id), index=True)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class User(Audited, UserMixin, Model):  # type: ignore[misc]  # Flask-Login is untyped
    """A person who signs in."""

    __tablename__ = "user"
    __table_args__ = (
        CheckConstraint(
            "(role IN ('issuer', 'enterprise')) = (organisation_id IS NOT NULL)",
            "organisation_by_role",
        ),
        CheckConstraint(
            "(role IN ('judge', 'organizer', 'supervisor')) <= (body_id IS NOT NULL)",
            "body_by_role",
        ),
    )
    unlogged = frozenset({"password_hash", "totp_secret", "pin_hash"})
    personal = frozenset({"username", "name", "name_key", "email", "phone"})

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    # By what lists of people are in order: no database sorts Chinese names as people do.
    name_key: Mapped[str] = mapped_column(default="", index=True)
    email: Mapped[str] = mapped_column(unique=True)
    phone: Mapped[str] = mapped_column(default="")
    role: Mapped[Role]
    body_id: Mapped[int | None] = mapped_column(ForeignKey(Body.id), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey(Organisation.id), index=True)
    password_hash: Mapped[str] = mapped_column(default="")
    must_change_password: Mapped[bool] = mapped_column(default=False)
    totp_secret: Mapped[str] = mapped_column(default="")
    totp_confirmed: Mapped[bool] = mapped_column(default=False)
    # A judge's six digits: they open a session on the judge's own tablets alone.
    pin_hash: Mapped[str] = mapped_column(default="", server_default="")
    pin_set_at: Mapped[datetime | None]
    # Disabled by one's own people, locked by the security administrator: two hands, two flags.
    is_disabled: Mapped[bool] = mapped_column(default=False)
    is_locked: Mapped[bool] = mapped_column(default=False)
    # Who disabled an organisation's person: its own people may not undo what the organizer did.
    disabled_by_organizer: Mapped[bool] = mapped_column(default=False)
    # Of what is known of the person, a judge's profile and employers included; signing in and
    # the like are no change that overtakes anybody.
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]

    body: Mapped[Body | None] = relationship()
    organisation: Mapped[Organisation | None] = relationship()

    __allow_unmapped__ = True
    # Set while signed in: the server-side session the visitor came with.
    sign_in: SignIn | None = None

    @validates("role")
    def _keep_role(self, _name: str, new: Role) -> Role:
        """Refuse another role: who needs one gets another account, and no administrator does."""
        if self.role is not None and self.role != new:
            raise ValueError(f"{self.role} cannot become {new}: one person has one role")
        return new

    @validates("name")
    def _spell_name(self, _name: str, new: str) -> str:
        self.name_key = name_key(new)
        return new

    @property
    def is_active(self) -> bool:
        """Return whether the person may sign in at all."""
        return not (self.is_disabled or self.is_locked)

    def get_id(self) -> str:
        """Return what Flask-Login keeps in the cookie: the sign-in's token, not a number."""
        return self.sign_in.token if self.sign_in else ""


class SignIn(Operational, Model):
    """A server-side session: ends at sign-out, at idling, or when revoked."""

    __tablename__ = "sign_in"
    # A code of the authenticator app opens one session: the database itself refuses a second.
    __table_args__ = (UniqueConstraint("user_id", "code_step"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey(User.id), index=True)
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    address: Mapped[str] = mapped_column(default="")
    agent: Mapped[str] = mapped_column(default="")
    second_factor: Mapped[bool] = mapped_column(default=False)
    code_step: Mapped[int | None]
    # The judge's tablet it was opened at; it ends with it.
    tablet_id: Mapped[int | None] = mapped_column(ForeignKey("tablet.id"), index=True)

    user: Mapped[User] = relationship(lazy="joined", innerjoin=True)

    __allow_unmapped__ = True
    # The token itself is known to the browser alone, and here while it visits.
    token: str = ""


class SignInFailure(Operational, Model):
    """A failed try, counted per account and address to slow the next one."""

    __tablename__ = "sign_in_failure"

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(index=True)
    address: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime]


class UnknownSignIn(Operational, Model):
    """How many tries of a day were at names that nobody has."""

    __tablename__ = "unknown_sign_in"

    day: Mapped[date] = mapped_column(primary_key=True)
    tries: Mapped[int] = mapped_column(default=0)


class LinkPurpose(StrEnum):
    """What a one-time link is for."""

    INVITATION = "invitation"
    RESET = "reset"


class OneTimeLink(Audited, Model):
    """A link that lets a person set their password, once, until it expires."""

    __tablename__ = "one_time_link"
    unlogged = frozenset({"token_hash"})

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    purpose: Mapped[LinkPurpose]
    user_id: Mapped[int] = mapped_column(ForeignKey(User.id), index=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    user: Mapped[User] = relationship()

    def is_open(self, now: datetime) -> bool:
        """Return whether the link still works: not used, not expired, its account not locked."""
        return self.used_at is None and now < self.expires_at and self.user.is_active


class JudgeProfile(Audited, Model):
    """What an organizer knows of a judge: kind, title, field of work."""

    __tablename__ = "judge_profile"

    user_id: Mapped[int] = mapped_column(ForeignKey(User.id), primary_key=True)
    kind: Mapped[JudgeKind]
    title: Mapped[str] = mapped_column(default="")
    expertise: Mapped[str] = mapped_column(default="")

    user: Mapped[User] = relationship()
    employments: Mapped[list[Employment]] = relationship(
        primaryjoin="JudgeProfile.user_id == foreign(Employment.user_id)",
        order_by="Employment.id",
        viewonly=True,
    )


class Employment(Audited, Model):
    """A judge's present or past employer: what potential recusals are found from."""

    __tablename__ = "employment"
    personal = frozenset({"organisation_name", "uscc"})

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey(User.id), index=True)
    organisation_name: Mapped[str]
    uscc: Mapped[str] = mapped_column(index=True)
    began_on: Mapped[date | None]
    ended_on: Mapped[date | None]
