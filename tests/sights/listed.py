"""The table of sights. A new address for people needs a row here, or a reason why it has no page of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from tests.cast import NEXT_YEAR

MADE_UP: Final = "seseorang-{fresh}@example.org"  # a new address each time, so that no limit is reached


@dataclass(frozen=True)
class Sent:
    """A form of the page that is filled in and sent; `button` is the name and value of the one that is pressed."""

    action: str  # how the form's address ends
    fields: Mapping[str, str] = field(default_factory=dict)
    button: tuple[str, str] | None = None


@dataclass(frozen=True)
class Sight:
    """A page in one state, and who looks at it. `{…}` in paths and fields is filled in by the stage."""

    name: str
    route: str  # its name in frontend/urls.py; empty for what belongs to no address of ours
    path: str
    who: str = "visitor"
    sends: tuple[Sent, ...] = ()
    status: int = 200
    stage: str = "open"

    def __str__(self) -> str:
        return self.name


EMAIL: Final = Sent("/sign-in/", {"email": MADE_UP})
LOOK: Final = ("preview", "1")
PREVIEWED: Final = Sent("/{quiet}/", {"stance": "oppose", "text": "Mohon diperjelas, Bu.\n\nSiapa yang memutus?"}, LOOK)
MISQUOTED: Final = Sent("/{quiet}/", {"stance": "oppose", "text": "Apa ini?", "quoting": "typed", "quoted": "Bukan kata ketentuan."})
PROPOSED: Final = Sent("/{quiet}/", {"way": "proposal:replace", "stance": "mixed", "text": "Usul saya.", "wording": "Bunyi lain."}, LOOK)
PREVIEWED_GENERAL: Final = Sent("/{general}/", {"stance": "oppose", "text": "Mohon diperjelas, Bu."}, LOOK)
SHORT_NOTICE: Final = Sent("/locking/", {"notice": "Ya saja."})
SIMILAR: Final = Sent("/{clause}/", {"stance": "support", "text": "Pendapat saya begini adanya, Pak Lurah."}, LOOK)
DATES: Final = {"opens_at": f"{NEXT_YEAR}-12-04T08:00", "closes_at": f"{NEXT_YEAR}-12-24T16:00"}
ANNOUNCED: Final = Sent("/announcement/", DATES)
ALL: Final = Sent("/batch/", button=("step", "all"))
REVIEWED: Final = Sent("/batch/", button=("step", "review"))
DECIDED: Final = Sent("/batch/", {"verdict": "publish", "rule": "1", "reason": "Sesuai aturan, terima kasih."}, ("step", "review"))

INTO_LETTER: Final = Sent("/{quiet}/", {"stance": "oppose", "text": "Mohon diperjelas. Hubungi 0812-3456-7890."}, ("letter", "1"))
UNFINISHED: Final = Sent("/{quiet}/", {"text": "Belum ada sikapnya."}, ("letter", "1"))
LETTER_SENT: Final = Sent("/letter/", {"on_behalf_of": "Paguyuban Warga Tepi Sungai"}, ("send", "1"))
LETTER_REFUSED: Final = Sent("/letter/", {"email": "siti at example"}, ("first", "1"))
FIRST: Final = Sent("/{quiet}/", {"stance": "oppose", "text": "Mohon diperjelas, Pak.", "email": MADE_UP}, ("first", "1"))
FIRST_REFUSED: Final = Sent("/{quiet}/", {"text": "Tanpa alamat dan sikap."}, ("first", "1"))

ABSTAINS: Final = Sent("/{poll}/", {"choice": "abstain"})
CAST: Final = Sent("/{poll}/", button=("cast", "1"))

CLOSES: Final = {"closes_at": f"{NEXT_YEAR}-12-04T16:00"}

OF_IMPORTED: Final = "/desk/{imported}/import/{revision}/clauses/{of_imported}/"
ANOTHER_TEXT: Final = Sent("/import/", {"text": "Pasal 1\nAir sumur diambil bergiliran.\nPasal 2\nPompa dirawat juru air.\n"})
BAD_KIND: Final = Sent("/{of_imported}/", {"number": "", "label": "—", "heading": "Kata lain."})

SIGHTS: Final = (
    # Everybody's
    Sight("start-empty", "start", "/", stage="empty"),
    Sight("start", "start", "/"),
    Sight("start-closed", "start", "/", stage="closed"),
    Sight("start-sought", "start", "/?q={word}"),
    Sight("start-none-found", "start", "/?q=xyzzy"),
    Sight("help", "help", "/help/"),
    Sight("privacy", "privacy", "/privacy/"),
    Sight("accessibility", "accessibility", "/accessibility/"),
    Sight("consultation", "consultation", "/k/{slug}/"),
    Sight("consultation-closed", "consultation", "/k/{slug}/", stage="closed"),
    Sight("draft", "draft", "/k/{slug}/draft/"),
    Sight("draft-discussed", "draft", "/k/{slug}/draft/?show=discussed"),
    Sight("draft-sought", "draft", "/k/{slug}/draft/?q={word}"),
    Sight("draft-none-found", "draft", "/k/{slug}/draft/?q=xyzzy"),
    Sight("draft-signed-in", "draft", "/k/{slug}/draft/", "citizen"),
    Sight("draft-closed", "draft", "/k/{slug}/draft/", stage="closed"),
    Sight("changes", "changes", "/k/{revised}/changes/"),
    Sight("changes-side", "changes", "/k/{revised}/changes/?from=1&to=2&view=side"),
    Sight("changes-of-a-kind", "changes", "/k/{revised}/changes/?from=1&to=2&kind=renumbered"),
    Sight("changes-same", "changes", "/k/{revised}/changes/?from=2&to=2", status=400),
    Sight("changes-none", "changes", "/k/{slug}/changes/"),
    Sight("thread", "clause", "/k/{slug}/clauses/{clause}/"),
    Sight("thread-empty", "clause", "/k/{slug}/clauses/{quiet}/"),
    Sight("thread-signed-in", "clause", "/k/{slug}/clauses/{clause}/", "citizen"),
    Sight("thread-refused", "clause", "/k/{slug}/clauses/{quiet}/", "citizen", (Sent("/{quiet}/", {"text": ""}),), 400),
    Sight("thread-misquoted", "clause", "/k/{slug}/clauses/{quiet}/", "citizen", (MISQUOTED,), 400),
    Sight("thread-preview", "clause", "/k/{slug}/clauses/{quiet}/", "citizen", (PREVIEWED,)),
    Sight("thread-proposal", "clause", "/k/{slug}/clauses/{quiet}/?way=proposal:replace", "citizen", (PROPOSED,)),
    Sight("thread-similar", "clause", "/k/{slug}/clauses/{clause}/", "citizen", (SIMILAR,)),
    Sight("thread-reply", "clause", "/k/{slug}/clauses/{of_shown}/?reply={number}", "newcomer"),
    Sight("thread-newest", "clause", "/k/{slug}/clauses/{clause}/?order=newest"),
    Sight("thread-supported", "clause", "/k/{slug}/clauses/{clause}/?order=supported"),
    Sight("thread-unanswered", "clause", "/k/{slug}/clauses/{clause}/?order=unanswered"),
    Sight("thread-none-unanswered", "clause", "/k/{slug}/clauses/{quiet}/?order=unanswered"),
    Sight("thread-office", "clause", "/k/{slug}/clauses/{of_shown}/?reply={number}", "official"),
    Sight("post-edited", "post", "/k/{slug}/posts/{number}/"),
    Sight("post-answered", "post", "/k/{slug}/posts/{question}/"),
    Sight("post-with-file", "post", "/k/{slug}/posts/{with_file}/"),
    Sight("post-gone", "post", "/k/{slug}/posts/{gone}/", "citizen"),
    Sight("report-post", "report_post", "/k/{slug}/posts/{number}/report/", "newcomer"),
    Sight("report-post-refused", "report_post", "/k/{slug}/posts/{number}/report/", "newcomer", (Sent("/report/"),), 400),
    Sight("report-post-done", "report_post", "/k/{slug}/posts/{reported}/report/", "reader"),
    Sight("report-post-own", "report_post", "/k/{slug}/posts/{number}/report/", "citizen"),
    Sight("thread-closed", "clause", "/k/{slug}/clauses/{clause}/", "citizen", stage="closed"),
    Sight("thread-team", "clause", "/k/{slug}/clauses/{clause}/", "moderator"),
    Sight("thread-general", "thread", "/k/{slug}/threads/{general}/"),
    Sight("thread-general-signed-in", "thread", "/k/{slug}/threads/{general}/", "citizen"),
    Sight("thread-general-preview", "thread", "/k/{slug}/threads/{general}/", "citizen", (PREVIEWED_GENERAL,)),
    Sight("thread-several", "thread", "/k/{slug}/threads/{several}/"),
    Sight("thread-several-moderator", "thread", "/k/{slug}/threads/{several}/", "moderator"),
    Sight("thread-locked", "thread", "/k/{slug}/threads/{locked}/", "citizen"),
    Sight("threads", "threads", "/k/{slug}/threads/"),
    Sight("threads-none", "threads", "/k/{slug}/threads/?clause={quiet}"),
    Sight("proposals", "proposals", "/k/{slug}/clauses/{proposed}/proposals/"),
    Sight("proposals-signed-in", "proposals", "/k/{slug}/clauses/{proposed}/proposals/?order=newest", "citizen"),
    Sight("proposals-compared", "proposals", "/k/{slug}/clauses/{proposed}/proposals/?a=0&b={proposal}"),
    Sight("proposals-not-there", "proposals", "/k/{slug}/clauses/{proposed}/proposals/?a=0&b=999999", status=404),
    Sight("proposals-none", "proposals", "/k/{slug}/clauses/{quiet}/proposals/"),
    # A draft of which there are two versions
    Sight("draft-second", "draft", "/k/{revised}/draft/"),
    Sight("draft-changed", "draft", "/k/{revised}/draft/?show=changed"),
    Sight("draft-older", "draft", "/k/{revised}/draft/?revision=1"),
    Sight("consultation-revised", "consultation", "/k/{revised}/"),
    Sight("thread-changed", "clause", "/k/{revised}/clauses/{changed}/"),
    Sight("thread-kept", "clause", "/k/{revised}/clauses/{kept}/", "citizen"),
    Sight("thread-removed", "clause", "/k/{revised}/clauses/{removed}/", "reader"),
    Sight("post-older", "post", "/k/{revised}/posts/{older}/"),
    Sight("orphaned", "orphaned", "/k/{revised}/draft/orphaned/"),
    Sight("orphaned-none", "orphaned", "/k/{slug}/draft/orphaned/"),
    Sight("arrived", "arrived", "/k/{revised}/clauses/{changed}/arrived/"),
    Sight("report", "report", "/k/{slug}/report/"),
    Sight("report-closed", "report", "/k/{slug}/report/", stage="closed"),
    Sight("moderation", "moderation_figures", "/k/{slug}/moderation/"),
    Sight("poll", "poll", "/k/{slug}/polls/{poll}/"),
    Sight("poll-signed-in", "poll", "/k/{slug}/polls/{poll}/", "citizen"),
    Sight("poll-team", "poll", "/k/{slug}/polls/{poll}/", "official"),
    Sight("poll-refused", "poll", "/k/{slug}/polls/{poll}/", "citizen", (Sent("/{poll}/"),), 400),
    Sight("poll-review", "poll", "/k/{slug}/polls/{poll}/", "citizen", (ABSTAINS,)),
    Sight("poll-receipt", "poll", "/k/{slug}/polls/{poll}/", "voter", (ABSTAINS, CAST)),
    Sight("poll-closed", "poll", "/k/{slug}/polls/{poll}/", "citizen", stage="closed"),
    Sight("poll-result", "poll", "/k/{slug}/polls/{counted}/"),
    Sight("poll-result-few", "poll", "/k/{slug}/polls/{uncounted}/"),
    Sight("poll-checked", "poll", "/k/{slug}/polls/{counted}/", sends=(Sent("/{counted}/", {"code": "0" * 32}),)),
    Sight("poll-check-refused", "poll", "/k/{slug}/polls/{counted}/", sends=(Sent("/{counted}/", {"code": "0"}),), status=400),
    Sight("search", "search", "/search/"),
    Sight("search-found", "search", "/search/?q={word}"),
    Sight("search-clauses", "search", "/search/?q={word}&in=drafts"),
    Sight("search-files", "search", "/search/?q={word}&in=files"),
    Sight("search-no-files", "search", "/search/?q=xyzzy&in=files"),
    Sight("search-none", "search", "/search/?q=xyzzy&kind=question"),
    Sight("search-refused", "search", "/search/?q=-{word}", status=400),
    Sight("search-in", "search_in", "/k/{slug}/search/?q={word}&stance=oppose", "citizen"),
    Sight("receipts", "receipt_search", "/receipts/"),
    Sight("receipt", "receipt", "/receipts/{receipt}/"),
    Sight("receipt-of-a-vote", "receipt_search", "/receipts/", sends=(Sent("/receipts/", {"code": "0" * 32}),), status=404),
    Sight("receipt-with-file", "receipt", "/receipts/{file_receipt}/"),
    Sight("receipt-unknown", "receipt", "/receipts/0000000000/", status=404),
    # Letters, and writing first
    Sight("letter-empty", "letter", "/k/{slug}/letter/"),
    Sight("letter", "letter", "/k/{slug}/clauses/{quiet}/", "citizen", (INTO_LETTER,)),
    Sight("letter-visitor", "letter", "/k/{slug}/clauses/{quiet}/", sends=(INTO_LETTER,)),
    Sight("letter-visitor-refused", "letter_first", "/k/{slug}/clauses/{quiet}/", sends=(INTO_LETTER, LETTER_REFUSED), status=400),
    Sight("letter-point", "letter_point", "/k/{slug}/letter/points/{point}/", "citizen"),
    Sight("letter-sent", "receipt", "/k/{slug}/clauses/{quiet}/", "correspondent", (INTO_LETTER, LETTER_SENT)),
    Sight("letter-refused", "letter", "/k/{slug}/clauses/{quiet}/", "correspondent", (UNFINISHED, LETTER_SENT), 400),
    Sight("letter-unreadable", "letter", "/k/{slug}/letter/", "straggler"),
    Sight("letter-closed", "letter", "/k/{slug}/letter/", "citizen", stage="closed"),
    Sight("first-refused", "clause_first", "/k/{slug}/clauses/{quiet}/", sends=(FIRST_REFUSED,), status=400),
    Sight("confirm", "confirm", "/k/{slug}/clauses/{quiet}/", sends=(FIRST,)),
    Sight("confirm-refused", "confirm", "/k/{slug}/clauses/{quiet}/", sends=(FIRST, Sent("/confirm/", {"code": "AAAA-AAAA"})), status=400),
    # Signing in
    Sight("sign-in", "account_login", "/sign-in/"),
    Sight("sign-in-refused", "account_login", "/sign-in/", sends=(Sent("/sign-in/", {"email": "siti at example"}),), status=400),
    Sight("sign-in-limited", "account_login", "/sign-in/", sends=(Sent("/sign-in/", {"email": "{limited}"}),), status=429),
    Sight("code", "account_confirm_login_code", "/sign-in/", sends=(EMAIL,)),
    Sight("code-again", "account_confirm_login_code", "/sign-in/", sends=(EMAIL, Sent("/code/", button=("again", "1")))),
    Sight("code-refused", "account_confirm_login_code", "/sign-in/", sends=(EMAIL, Sent("/code/", {"code": "AAAA-AAAA"})), status=400),
    Sight("suspended", "account_inactive", "/sign-in/suspended/", status=403),
    # One's own
    Sight("me", "me", "/me/", "citizen"),
    Sight("me-empty", "me", "/me/", "newcomer"),
    Sight("me-token-refused", "new_token", "/me/", "citizen", (Sent("/me/tokens/"),), 400),
    Sight("erasure", "erasure", "/me/erasure/", "citizen"),
    Sight("erasure-empty", "erasure", "/me/erasure/", "newcomer"),
    Sight("erasure-refused", "erasure", "/me/erasure/", "citizen", (Sent("/erasure/", {"email": "bukan@example.org"}),), 400),
    Sight("erasure-in-the-way", "erasure", "/me/erasure/", "official"),
    Sight("erased", "erased", "/me/erased/"),
    Sight("edit", "edit_post", "/me/posts/{shown}/edit/", "citizen"),
    Sight("edit-refused", "edit_post", "/me/posts/{shown}/edit/", "citizen", (Sent("/edit/", {"text": ""}),), 400),
    Sight("edit-preview", "edit_post", "/me/posts/{shown}/edit/", "citizen", (Sent("/edit/", button=("preview", "1")),)),
    Sight("withdraw", "withdraw_post", "/me/posts/{shown}/withdraw/", "citizen"),
    # The team's
    Sight("desks", "desks", "/desk/", "official"),
    Sight("desks-moderator", "desks", "/desk/", "moderator"),
    Sight("desk-new", "desk_new", "/desk/new/", "official"),
    Sight("desk-new-refused", "desk_new", "/desk/new/", "official", (Sent("/desk/new/"),), 400),
    Sight("desk-details", "desk_details", "/desk/{unborn}/details/", "official"),
    Sight("desk-details-refused", "desk_details", "/desk/{unborn}/details/", "official", (Sent("/details/", {"title_id": ""}),), 400),
    Sight("desk-team", "desk_team", "/desk/{slug}/team/", "official"),
    Sight("desk-team-moderator", "desk_team", "/desk/{slug}/team/", "moderator"),
    Sight("desk-team-refused", "desk_team", "/desk/{slug}/team/", "official", (Sent("/team/", {"moderators": "bukan alamat"}),), 400),
    Sight("desk-unborn", "desk", "/desk/{unborn}/", "official"),
    Sight("desk-imported", "desk", "/desk/{imported}/", "official"),
    Sight("desk-check-opening", "opening", "/desk/{imported}/", "official", (Sent("/opening/", CLOSES),)),
    Sight("desk-check-announcement", "announcement", "/desk/{imported}/", "official", (Sent("/announcement/", DATES),)),
    Sight("desk-refused", "announcement", "/desk/{imported}/", "official", (Sent("/announcement/"),), 400),
    Sight("desk", "desk", "/desk/{slug}/", "official"),
    Sight("desk-moderator", "desk", "/desk/{slug}/", "moderator"),
    Sight("desk-arrivals-days", "arrivals_by_day", "/desk/{slug}/arrivals/days/", "official"),
    Sight("desk-arrivals-days-none", "arrivals_by_day", "/desk/{unborn}/arrivals/days/", "official"),
    Sight("desk-arrivals-clauses", "arrivals_by_clause", "/desk/{slug}/arrivals/clauses/", "moderator"),
    Sight("desk-closed", "desk", "/desk/{slug}/", "official", stage="closed"),
    Sight("desk-left-open", "desk", "/desk/{left_open}/", "official"),
    Sight("desk-answering-refused", "answering", "/desk/{left_open}/", "official", (Sent("/answering/", {"reason": "Ya saja."}),), 400),
    Sight("consultation-answered", "consultation", "/k/{answered}/"),
    Sight("desk-opening", "opening", "/desk/{imported}/", "official", (Sent("/opening/"),)),
    Sight("desk-opening-refused", "opening", "/desk/{imported}/", "official", (Sent("/opening/", {"closes_at": "2001-01-01T08:00"}),), 400),
    Sight("desk-announcing", "announcement", "/desk/{imported}/", "official", (ANNOUNCED,)),
    Sight("desk-announcing-refused", "announcement", "/desk/{imported}/", "official", (Sent("/announcement/"),), 400),
    Sight("import", "import", "/desk/{unborn}/import/", "official"),
    Sight("import-refused", "import", "/desk/{unborn}/import/", "official", (Sent("/import/"),), 400),
    Sight("import-read", "import", "/desk/{imported}/import/", "official"),
    Sight("import-clause", "import_clause", f"{OF_IMPORTED}?doubt=1&field=number", "official"),
    Sight("import-clause-refused", "import_clause", OF_IMPORTED, "official", (BAD_KIND,), 400),
    Sight("import-settled", "import", "/desk/{imported}/import/", "official", (Sent("/undo/", button=("do", "right")),)),
    Sight("import-undone", "import", "/desk/{imported}/import/", "official", (Sent("/undo/", button=("do", "undo")),)),
    Sight("import-next", "import", "/desk/{slug}/import/", "official"),
    Sight("import-another-text", "import", "/desk/{slug}/import/", "official", (ANOTHER_TEXT,), 400),
    Sight("import-published", "import_read", "/desk/{slug}/import/read/", "official"),
    Sight("import-read-next", "import", "/desk/{following}/import/", "official"),
    Sight("match", "match", "/desk/{following}/match/", "official"),
    Sight("match-moderator", "match", "/desk/{following}/match/", "moderator"),
    Sight("match-all", "match", "/desk/{following}/match/?show=all", "official"),
    Sight("match-one", "match", "/desk/{following}/match/?link=1", "official"),
    Sight(
        "match-refused", "match_link", "/desk/{following}/match/", "official", (Sent("/links/", {"seen": "9"}, ("act", "confirm")),), 409
    ),
    Sight("match-none", "match", "/desk/{slug}/match/", "official"),
    Sight("placements", "placements", "/desk/{following}/placements/", "official"),
    Sight("placements-moderator", "placements", "/desk/{following}/placements/", "moderator"),
    Sight("placements-refused", "placements", "/desk/{following}/placements/", "official", (Sent("/placements/"),), 400),
    Sight("placements-none", "placements", "/desk/{slug}/placements/", "official"),
    Sight("desk-revised", "desk", "/desk/{following}/", "official"),
    Sight("import-moderator", "import", "/desk/{unborn}/import/", "moderator"),
    Sight("import-preview", "import_preview", "/desk/{imported}/import/preview/", "official"),
    Sight("supporting", "supporting_desk", "/desk/{slug}/supporting/", "official"),
    Sight("supporting-moderator", "supporting_desk", "/desk/{slug}/supporting/", "moderator"),
    Sight("supporting-none", "supporting_desk", "/desk/{unborn}/supporting/", "official"),
    Sight("supporting-refused", "supporting_desk", "/desk/{unborn}/supporting/", "official", (Sent("/supporting/"),), 400),
    Sight("questions", "questions", "/desk/{slug}/questions/", "official"),
    Sight("questions-moderator", "questions", "/desk/{slug}/questions/", "moderator"),
    Sight("questions-empty", "questions", "/desk/{other}/questions/", "moderator"),
    Sight("answer", "answer", "/desk/{slug}/questions/{asked}/", "official"),
    Sight("answer-refused", "answer", "/desk/{slug}/questions/{asked}/", "official", (Sent("/{asked}/", {"text": ""}),), 400),
    Sight("desk-polls", "desk_polls", "/desk/{slug}/polls/", "official"),
    Sight("desk-polls-empty", "desk_polls", "/desk/{other}/polls/", "moderator"),
    Sight("desk-polls-refused", "desk_polls", "/desk/{slug}/polls/", "official", (Sent("/polls/", {"title": ""}),), 400),
    Sight("desk-poll-open", "desk_poll", "/desk/{slug}/polls/{poll}/", "official"),
    Sight("desk-poll-counted", "desk_poll", "/desk/{slug}/polls/{counted}/", "moderator"),
    Sight("desk-poll-coming", "desk_poll", "/desk/{slug}/polls/{coming}/", "official"),
    Sight("desk-poll-refused", "desk_poll", "/desk/{slug}/polls/{coming}/", "official", (Sent("/{coming}/", {"options": "Satu"}),), 400),
    Sight("desk-poll-closed", "desk_poll", "/desk/{slug}/polls/{coming}/", "official", stage="closed"),
    Sight("desk-report", "desk_report", "/desk/{slug}/report/", "official"),
    Sight("desk-report-moderator", "desk_report", "/desk/{slug}/report/", "moderator"),
    Sight("desk-report-frozen", "desk_report", "/desk/{slug}/report/", "official", (Sent("/report/"),)),
    Sight("desk-report-early", "desk_report", "/desk/{imported}/report/", "official"),
    Sight("desk-proposals", "desk_proposals", "/desk/{slug}/proposals/", "official"),
    Sight("desk-proposals-moderator", "desk_proposals", "/desk/{slug}/proposals/", "moderator"),
    Sight("desk-proposals-none", "desk_proposals", "/desk/{other}/proposals/", "official"),
    Sight("desk-proposals-refused", "desk_proposals", "/desk/{slug}/proposals/", "official", (Sent("/proposals/"),), 400),
    Sight("desk-proposals-settling", "desk_proposals", "/desk/{picked}/proposals/", "official"),
    Sight("desk-threads", "desk_threads", "/desk/{slug}/threads/", "moderator"),
    Sight("desk-threads-official", "desk_threads", "/desk/{slug}/threads/", "official"),
    Sight("desk-threads-refused", "desk_threads", "/desk/{slug}/threads/", "moderator", (Sent("/threads/", {"title": ""}),), 400),
    Sight("thread-locking", "thread_locking", "/desk/{slug}/threads/{several}/locking/", "moderator"),
    Sight("thread-locking-refused", "thread_locking", "/desk/{slug}/threads/{several}/locking/", "moderator", (SHORT_NOTICE,), 400),
    Sight("thread-unlocking", "thread_locking", "/desk/{slug}/threads/{locked}/locking/", "moderator"),
    Sight("queue", "queue", "/desk/{slug}/queue/", "moderator"),
    Sight("queue-official", "queue", "/desk/{slug}/queue/", "official"),
    Sight("queue-empty", "queue", "/desk/{other}/queue/", "moderator"),
    Sight("decide-held", "decide", "/desk/{slug}/queue/{held}/", "moderator"),
    Sight("decide-with-file", "decide", "/desk/{slug}/queue/{with_held_file}/", "moderator"),
    Sight("decide-with-file-official", "decide", "/desk/{slug}/queue/{with_held_file}/", "official"),
    Sight("decide-shown", "decide", "/desk/{slug}/queue/{shown}/", "moderator"),
    Sight("decide-reported", "decide", "/desk/{slug}/queue/{reported_id}/", "moderator"),
    Sight("decide-reported-official", "decide", "/desk/{slug}/queue/{reported_id}/", "official"),
    Sight(
        "let-stand-refused",
        "let_stand",
        "/desk/{slug}/queue/{reported_id}/",
        "moderator",
        (Sent("/queue/{reported_id}/", button=("keep", "1")),),
        400,
    ),
    Sight("decide-refused", "decide", "/desk/{slug}/queue/{held}/", "moderator", (Sent("/{held}/"),), 400),
    Sight("decide-official", "decide", "/desk/{slug}/queue/{held}/", "official"),
    Sight("batch", "batch", "/desk/{slug}/queue/batch/", "moderator"),
    Sight("batch-refused", "batch", "/desk/{slug}/queue/batch/", "moderator", (REVIEWED,), 400),
    Sight("batch-review", "batch", "/desk/{slug}/queue/batch/", "moderator", (ALL, DECIDED)),
    Sight("decided", "decided", "/desk/{slug}/decided/", "moderator"),
    Sight("decided-empty", "decided", "/desk/{other}/decided/", "moderator"),
    # What went wrong
    Sight("error-404", "", "/nothing/", status=404),
    Sight("error-403", "desk", "/desk/{slug}/", "newcomer", status=403),
    Sight("error-400", "", "/errors/400/", status=400),
    Sight("error-409", "", "/errors/409/", status=409),
    Sight("error-429", "", "/errors/429/", status=429),
    Sight("error-500", "", "/errors/500/", status=500),
    Sight("error-503", "", "/errors/503/", status=503),
    Sight("error-503-away", "", "/errors/503-away/", status=503),
    Sight("error-503-full", "", "/errors/503-full/", status=503),
    Sight("error-csrf", "", "/errors/csrf/", status=403),
)

WITHOUT_A_PAGE: Final[Mapping[str, str]] = {  # name of the address → why nothing of it is looked at
    "thread_first": "like what is sent first on a clause",
    "attachment": "a file to take away; tests/frontend/discussion reads it",
    "paper": "a file to take away; tests/frontend/documents reads it",
    "draft_file": "a file to take away; tests/frontend/documents reads it",
    "picture": "a file to take away; tests/frontend/documents reads it",
    "decide_file": "leads back to the contribution",
    "supporting_replacement": "like the form for a further one, on the same page",
    "supporting_withdrawal": "leads back to the supporting documents",
    "letter_order": "leads back to the letter",
    "letter_removal": "leads back to the consultation",
    "support": "leads back to where the post stands",
    "set_language": "leads back to the page on which the language was changed",
    "account_logout": "leads to the start page",
    "names": "leads back to one's own page",
    "no_more_token": "leads back to one's own page",
    "import_publication": "leads back to the desk",
    "import_removal": "leads back to the import",
    "import_doubt": "leads back to the import",
    "import_undo": "leads back to the import",
    "import_redo": "leads back to the import",
    "match_again": "leads back to the match desk",
    "team_leaving": "leads back to the team, or to one's own page",
    "team_removal": "leads back to the team",
    "picked_settling": "leads back to the proposals at the desk",
    "thread_unlocking": "leads back to the thread",
    "closing": "leads back to the desk",
    "poll_opening": "leads back to the poll at the desk",
    "poll_closing": "leads to the result",
    "poll_removal": "leads back to the polls at the desk",
    "poll_ballots": "a file to take away; tests/frontend/polls reads it",
    "archiving": "leads back to the desk",
    "own_data": "a file to take away; tests/frontend/accounts reads it",
    "robots": "a file for programs; tests/frontend/machines reads it",
    "favicon": "a picture; tests/frontend/machines reads it",
    "sitemap": "a file for programs; tests/frontend/machines reads it",
    "sitemap_part": "the same where there are too many addresses for one",
    "security": "a file for programs; tests/frontend/machines reads it",
    "feed": "a file for feed readers; tests/frontend/feeds reads it",
    "clause_feed": "the same of one clause",
    "report_file": "a file to take away; tests/consult/reports reads it",
}


def at(stage: str) -> list[Sight]:
    """The sights of a stage: `empty`, `open` or `closed`."""
    return [sight for sight in SIGHTS if sight.stage == stage]
