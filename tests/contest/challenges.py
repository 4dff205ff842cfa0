"""Challenges in the states that tests begin from."""

from contest.actions import challenges as reviews
from contest.actions import drafts
from contest.core.db import db
from contest.models import Challenge, Contest, Cooperation

ROWS = [
    {
        "name": "渗漏发现时间",
        "baseline": "9",
        "comparator": "≤",
        "target": "1",
        "unit": "天",
        "verification": "试验段 60 天对照",
    }
]


def a_draft(world, *, contest: Contest | None = None, title="盾构渣土快速资源化") -> Challenge:
    """Return a draft of the world's issuer, with a title and nothing else."""
    contest = contest or world.open_contest
    return drafts.draft_challenge(contest, by=world.issuer, title=title)


def revise(challenge: Challenge, world, **values) -> None:
    """Save parts of a challenge as its issuer."""
    drafts.revise_challenge(challenge, by=world.issuer, version=challenge.version, **values)


def a_complete_draft(world, **begun) -> Challenge:
    """Return a draft that lacks nothing."""
    challenge = a_draft(world, **begun)
    revise(
        challenge,
        world,
        field_id=world.field.id,
        pain_point="每天 900 吨渣土外运，路上平均要 4 小时。",
        goal="就地处理八成。",
        resources="提供一处 2,000 平方米场地。",
        cooperation=[Cooperation.JOINT_DEVELOPMENT.value],
        indicators=ROWS,
    )
    return challenge


def a_submitted(world, **begun) -> Challenge:
    """Return a challenge that waits for approval."""
    challenge = a_complete_draft(world, **begun)
    drafts.submit_challenge(challenge, by=world.issuer)
    return challenge


def an_approved(world, **begun) -> Challenge:
    """Return a challenge that waits for its publication."""
    challenge = a_submitted(world, **begun)
    reviews.approve_challenge(challenge, by=world.organizer)
    return challenge


def a_published(world, **begun) -> Challenge:
    """Return a challenge that everybody may read."""
    challenge = an_approved(world, **begun)
    reviews.publish_challenge(challenge, by=world.organizer)
    return db.session.get(Challenge, challenge.id)
