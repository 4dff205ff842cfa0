"""What the rows that the log tells of are called, by the kind it names them with (``entry:42``)."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

KINDS: dict[str, object] = {
    "absence": _l("缺席"),
    "acceptance": _l("验收"),
    "agreement": _l("任务书"),
    "agreementversion": _l("任务书的一版"),
    "amendedballot": _l("更正的评分表"),
    "amendment": _l("更正"),
    "announcement": _l("发布决定"),
    "archivejob": _l("归档文件"),
    "award": _l("奖励"),
    "ballot": _l("评分表"),
    "benchmark": _l("标杆案例提名"),
    "body": _l("组织单位"),
    "card": _l("登录卡"),
    "certificate": _l("获奖证书"),
    "calibration": _l("校准"),
    "cataloguecorrection": _l("目录更正"),
    "catalogueitem": _l("目录条目"),
    "cataloguerule": _l("目录条件"),
    "challenge": _l("榜单"),
    "challengeattachment": _l("榜单附件"),
    "claim": _l("保险补贴申请"),
    "claimpaper": _l("补贴申请材料"),
    "claimstep": _l("补贴申请的一步"),
    "consortiummember": _l("联合体成员"),
    "contest": _l("大赛"),
    "correction": _l("更正公告"),
    "creditcheck": _l("信用核查"),
    "criterion": _l("评分项"),
    "delivery": _l("交付"),
    "draw": _l("抽签"),
    "edition": _l("排名版次"),
    "employment": _l("任职单位"),
    "entry": _l("参赛项目"),
    "entrydocument": _l("参赛文件"),
    "evaluation": _l("场景应用评估"),
    "evaluationform": _l("评估表"),
    "field": _l("领域"),
    "followup": _l("后续政策"),
    "helpcall": _l("评委呼叫"),
    "indicator": _l("指标"),
    "inquiry": _l("异议调查记录"),
    "judgeprofile": _l("专家档案"),
    "lateballot": _l("迟到的评分"),
    "mark": _l("评分"),
    "milestone": _l("里程碑"),
    "missedturn": _l("未到场"),
    "nomination": _l("重点研发提名"),
    "notice": _l("公示"),
    "noticeline": _l("公示的一行"),
    "objection": _l("异议"),
    "objectionaward": _l("异议涉及的奖励"),
    "objectionfile": _l("异议的证据"),
    "onetimelink": _l("一次性链接"),
    "orderchange": _l("出场顺序"),
    "organisation": _l("单位"),
    "panel": _l("评审组"),
    "paperaudit": _l("纸屏核对"),
    "paperauditline": _l("纸屏核对的一份"),
    "paperballot": _l("纸质评分表"),
    "payee": _l("收款账户"),
    "payment": _l("付款"),
    "plan": _l("奖励方案"),
    "planline": _l("奖励方案的一行"),
    "planrevocation": _l("奖励方案中撤回的奖励"),
    "pledge": _l("承诺书"),
    "prize": _l("奖项"),
    "question": _l("提问"),
    "recusal": _l("回避"),
    "recusalrequest": _l("回避申请"),
    "registration": _l("企业注册"),
    "revocation": _l("撤销奖励"),
    "rulesheet": _l("评审规则"),
    "scheme": _l("补贴办法"),
    "schemequota": _l("补贴额度"),
    "schemeshare": _l("补贴比例"),
    "schemeversion": _l("补贴办法的版本"),
    "screening": _l("形式审查"),
    "screenkey": _l("大屏地址"),
    "seat": _l("评审组成员"),
    "session": _l("路演场次"),
    "signin": _l("登录"),
    "slot": _l("路演顺序"),
    "standing": _l("得分与名次"),
    "storedfile": _l("文件"),
    "submission": _l("提交"),
    "tablet": _l("评审平板"),
    "testrecord": _l("现场测试"),
    "tiedecision": _l("同分裁定"),
    "tolerance": _l("包容期"),
    "typicalcase": _l("典型案例"),
    "upload": _l("上传"),
    "userecord": _l("实际使用"),
    "user": _l("人员"),
}


def called(subject: str, names: Mapping[str, str]) -> str:
    """Return a subject in words, with its name where there is one, else with its number.

    What was never stored, as a registration that was refused, has neither.
    """
    kind, _colon, number = subject.partition(":")
    if kind not in KINDS:
        return subject
    if subject in names:
        return _("%(kind)s “%(name)s”", kind=KINDS[kind], name=names[subject])
    if not number[:1].isdigit():
        return str(KINDS[kind])
    return _("%(kind)s %(number)s", kind=KINDS[kind], number=number)
