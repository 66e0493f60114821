"""The verbs of a statement, from the first draft to the withdrawal. Nothing else writes here."""

from statements.operations.acting import OPEN_STATES, lock, lock_people
from statements.operations.correcting import decide_correction
from statements.operations.keeping import (
    Superseded,
    add_clause,
    retire_clause,
    revise_clause,
)
from statements.operations.releasing import Blocked, release, withdraw
from statements.operations.signing import raise_objection, settle, sign_off, submit, take_back
from statements.operations.suggesting import WORDS_ONLY, decide, suggest
from statements.operations.taking import take_newer_clause
from statements.operations.threads import UNSPOKEN, close_thread, comment, open_thread
from statements.operations.waiving import cite, waive, withdraw_waiver
from statements.operations.wording import (
    add_term,
    retire_term,
    set_severity,
    waive_remark,
    withdraw_remark_waiver,
)
from statements.operations.writing import Overtaken, draft, save_revision, take_new_values

__all__ = [
    "OPEN_STATES",
    "UNSPOKEN",
    "WORDS_ONLY",
    "Blocked",
    "Overtaken",
    "Superseded",
    "add_clause",
    "add_term",
    "cite",
    "close_thread",
    "comment",
    "decide",
    "decide_correction",
    "draft",
    "lock",
    "lock_people",
    "open_thread",
    "raise_objection",
    "release",
    "retire_clause",
    "retire_term",
    "revise_clause",
    "save_revision",
    "set_severity",
    "settle",
    "sign_off",
    "submit",
    "suggest",
    "take_back",
    "take_new_values",
    "take_newer_clause",
    "waive",
    "waive_remark",
    "withdraw",
    "withdraw_remark_waiver",
    "withdraw_waiver",
]
