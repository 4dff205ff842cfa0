"""The certificate of an award: a framed page that anybody can verify by its code."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from awards.documents.official import Diploma, Official

GROUP = 4


def certificate(content: Mapping[str, Any], *, code: str, address: str) -> Official:
    """Return a certificate by its signed content; ``address`` is where its code is verified."""
    told = Diploma(
        headline="获奖证书",
        addressee=content["enterprise"],
        statement=(
            f"你单位的项目“{content['entry']}”，在{content['contest']}"
            f"“{content['challenge']}”榜单的评审中荣获{content['prize']}。"
        ),
        ending="特发此证。",
        code=address,
        notes=(
            f"证书编号：{content['certificate']}",
            f"核验码：{in_groups(code)}",
            "扫描二维码可核验本证书是否有效，无需登录。",
            "大赛不是采购方式，获奖不构成合同。",
        ),
        issuer=content["issuer"],
        day=date.fromisoformat(content["issued_on"]),
    )
    return Official(
        name=f"获奖证书{content['certificate']}",
        title=f"获奖证书 {content['certificate']}",
        parts=(told,),
        issuer=content["issuer"],
        dated=told.day,
        landscape=True,
        framed=True,
    )


def in_groups(code: str) -> str:
    """Return a code in groups of four, as people read it aloud."""
    return " ".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))
