"""What a bundle says first, to people."""

README = """\
评审结果核验包（jiebang-bundle/1）

这个文件包含一届大赛从评分到名次、奖励的全部依据。任何人都可以用它重新计算结果，不需要登录
原系统，也不需要相信原系统。

怎么核验
  1. 用单独的核验程序（Python 3.11 以上，只用标准库，不含原系统的代码）：
         python verifier.py 本文件.zip
     如果手里有印在排名表、公示或评分回执上的“日志头”16 位代码，请一并核对：
         python verifier.py 本文件.zip --head 代码
  2. 或在浏览器中打开系统的“核验”页面，选择本文件。计算在您的电脑上进行，文件不会上传。

核验什么
  * 日志（ledger.jsonl）逐行相连，没有被改动、抽走或插入；签名的日志头（heads.jsonl）前后一致。
  * 每份评分表（ballots.jsonl）的每个版本都在日志中，附有证明（proofs.jsonl）。
  * 按封存的评审规则（rules.jsonl）重新计算得分、同分裁定、名次，与公布的版次（editions.jsonl）
    逐位相符；奖励（awards.json）不超过预算，精确到分。
  * 应有的评分表 = 应评（assignments.jsonl）− 回避（recusals.jsonl）− 缺席（absences.jsonl）。

不能核验什么
  * 标为 withheld 的日志行只有摘要：它们的内容（例如项目材料、账号）不在本文件中。
  * 分数是否与纸面或专家本人的意思一致：请用随机抽查纸面评分表的办法核对。
  * 编号背后是谁：姓名等个人信息只留有加盐的承诺值（commitment）。有权打开的人导出时，
    opened.jsonl 中附有原文和盐，可以逐条与承诺值核对。

文件
  contest.json        大赛和它的限额
  rules.jsonl         每一版封存过的评审规则
  entries.jsonl       参赛项目及材料的 SHA-256
  judges.jsonl        评审专家（只有编号和承诺值）
  assignments.jsonl   应评：场次、专家、项目
  recusals.jsonl      回避
  absences.jsonl      缺席
  ballots.jsonl       评分表的每个版本，作废的也在
  amendments.jsonl    提交后的更正
  ties.jsonl          同分裁定（表决、抽签）
  editions.jsonl      排名的每一版
  awards.json         奖项、奖励方案、奖励
  ledger.jsonl        大赛的日志
  heads.jsonl         签过名的日志头，从早到晚
  proofs.jsonl        评分表在日志中的证明
  opened.jsonl        打开的个人信息（多数情况下为空）
  manifest.json       以上各文件的 SHA-256、日志头和公钥
  manifest.sig        对 manifest.json 的签名（Ed25519）

编码：UTF-8；JSON 按 RFC 8785 规范化，.jsonl 每行一条；时间为 UTC；金额以分为单位；分数是文字，
不是浮点数。完整的格式说明见产品文档 docs/bundle.md。
"""
