"""The only code that changes a matter. Each function is one act of the trade and one transaction."""

from cases.actions.decide import accept, merge, refuse, restore, withdraw
from cases.actions.ending import close, rate, rate_by_link, reopen
from cases.actions.handle import fail, finish, note, pass_, take
from cases.actions.intake import Reporter, report, settle
from cases.actions.links import issue_link, open_link
from cases.actions.pace import deny, extend, grant, pause, resume
from cases.actions.route import Target, assign, bring_back, escalate, return_, transfer
from cases.actions.start import NotNow, Stale
from cases.actions.supervise import answer, contest, lift, supervise, uphold
from cases.actions.team import join, leave_team

__all__ = [
    "NotNow",
    "Reporter",
    "Stale",
    "Target",
    "accept",
    "answer",
    "assign",
    "bring_back",
    "close",
    "contest",
    "deny",
    "escalate",
    "extend",
    "fail",
    "finish",
    "grant",
    "issue_link",
    "join",
    "leave_team",
    "lift",
    "merge",
    "note",
    "open_link",
    "pass_",
    "pause",
    "rate",
    "rate_by_link",
    "refuse",
    "reopen",
    "report",
    "restore",
    "resume",
    "return_",
    "settle",
    "supervise",
    "take",
    "transfer",
    "uphold",
    "withdraw",
]
