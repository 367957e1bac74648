"""The addresses of all pages for people."""

from django.urls import path, re_path

from frontend import languages, static_pages
from frontend.accounts import entrance, mine, own_data, settings
from frontend.confirming import asking, code
from frontend.consultations import one, start
from frontend.consultations.desk import details, every, steps, team
from frontend.consultations.desk import one as desk
from frontend.discussion import (
    attachments,
    clause,
    desk_threads,
    letter,
    one_post,
    posts,
    proposals,
    questions,
    receipts,
    reporting,
    supporting,
    threads,
)
from frontend.documents import importing, reading, supporting_documents
from frontend.feeds import feeds
from frontend.moderation import batches, decided, decisions, figures, files, let_stand, queue
from frontend.polls import desk as desk_polls
from frontend.polls import poll
from frontend.reports import desk as desk_reports
from frontend.reports import summary
from frontend.search import found

urlpatterns = [
    path("", start.start, name="start"),
    path("help/", static_pages.help_page, name="help"),
    path("privacy/", static_pages.privacy, name="privacy"),
    path("accessibility/", static_pages.accessibility, name="accessibility"),
    path("language/", languages.switch, name="set_language"),
    path("sign-in/", entrance.sign_in, name="account_login"),
    path("sign-in/code/", entrance.code, name="account_confirm_login_code"),
    path("sign-in/suspended/", entrance.suspended, name="account_inactive"),
    path("sign-out/", entrance.sign_out, name="account_logout"),
    path("search/", found.everywhere, name="search"),
    path("k/<slug:slug>/search/", found.in_consultation, name="search_in"),
    path("k/<slug:slug>/", one.consultation, name="consultation"),
    path("k/<slug:slug>/documents/<uuid:paper_id>/", supporting_documents.paper, name="paper"),
    path("k/<slug:slug>/draft/", reading.draft, name="draft"),
    path("k/<slug:slug>/clauses/<uuid:clause_id>/", clause.clause, name="clause"),
    path("k/<slug:slug>/clauses/<uuid:clause_id>/proposals/", proposals.proposals, name="proposals"),
    path("k/<slug:slug>/threads/", threads.threads, name="threads"),
    path("k/<slug:slug>/threads/<uuid:thread_id>/", clause.thread, name="thread"),
    path("k/<slug:slug>/posts/<int:number>/", one_post.one_post, name="post"),
    path("k/<slug:slug>/attachments/<uuid:attachment_id>/", attachments.attachment, name="attachment"),
    path("k/<slug:slug>/posts/<int:number>/support/", supporting.support, name="support"),
    path("k/<slug:slug>/posts/<int:number>/report/", reporting.report, name="report_post"),
    path("k/<slug:slug>/clauses/<uuid:clause_id>/first/", asking.clause_first, name="clause_first"),
    path("k/<slug:slug>/threads/<uuid:thread_id>/first/", asking.thread_first, name="thread_first"),
    path("k/<slug:slug>/confirm/", code.confirm, name="confirm"),
    path("k/<slug:slug>/letter/", letter.letter, name="letter"),
    path("k/<slug:slug>/letter/first/", asking.letter_first, name="letter_first"),
    path("k/<slug:slug>/letter/order/", letter.order, name="letter_order"),
    path("k/<slug:slug>/letter/removal/", letter.discard, name="letter_removal"),
    path("k/<slug:slug>/letter/points/<uuid:point_id>/", letter.point, name="letter_point"),
    path("k/<slug:slug>/polls/<uuid:poll_id>/", poll.poll, name="poll"),
    path("k/<slug:slug>/polls/<uuid:poll_id>/ballots.csv", poll.ballots, name="poll_ballots"),
    path("k/<slug:slug>/report/", summary.report, name="report"),
    re_path(r"^k/(?P<slug>[-\w]+)/report\.(?P<form>html|csv|json)$", summary.download, name="report_file"),
    path("k/<slug:slug>/moderation/", figures.figures, name="moderation_figures"),
    path("feeds/<slug:slug>.atom", feeds.of_consultation, name="feed"),
    path("feeds/<slug:slug>/clauses/<uuid:clause_id>.atom", feeds.of_clause, name="clause_feed"),
    path("receipts/", receipts.search, name="receipt_search"),
    path("receipts/<slug:code>/", receipts.receipt, name="receipt"),
    path("me/", mine.me, name="me"),
    path("me/names/", settings.names, name="names"),
    re_path(r"^me/data\.(?P<form>json|csv)$", own_data.data, name="own_data"),
    path("me/erasure/", own_data.erasure, name="erasure"),
    path("me/erased/", own_data.erased, name="erased"),
    path("me/tokens/", settings.new_token, name="new_token"),
    path("me/tokens/<uuid:token_id>/removal/", settings.no_more_token, name="no_more_token"),
    path("me/posts/<uuid:post_id>/edit/", posts.edit, name="edit_post"),
    path("me/posts/<uuid:post_id>/withdraw/", posts.withdraw, name="withdraw_post"),
    path("desk/", every.desks, name="desks"),
    path("desk/new/", details.new, name="desk_new"),
    path("desk/<slug:slug>/", desk.desk, name="desk"),
    path("desk/<slug:slug>/details/", details.details, name="desk_details"),
    path("desk/<slug:slug>/team/", team.team, name="desk_team"),
    path("desk/<slug:slug>/team/leaving/", team.left, name="team_leaving"),
    path("desk/<slug:slug>/team/<int:member>/removal/", team.removed, name="team_removal"),
    path("desk/<slug:slug>/announcement/", steps.announced, name="announcement"),
    path("desk/<slug:slug>/opening/", steps.opened, name="opening"),
    path("desk/<slug:slug>/closing/", steps.closed, name="closing"),
    path("desk/<slug:slug>/answering/", steps.answered, name="answering"),
    path("desk/<slug:slug>/archiving/", steps.archived, name="archiving"),
    path("desk/<slug:slug>/import/", importing.importing, name="import"),
    path("desk/<slug:slug>/import/preview/", importing.preview, name="import_preview"),
    path("desk/<slug:slug>/import/<uuid:revision_id>/publication/", importing.published, name="import_publication"),
    path("desk/<slug:slug>/import/<uuid:revision_id>/removal/", importing.discarded, name="import_removal"),
    path("desk/<slug:slug>/supporting/", supporting_documents.desk, name="supporting_desk"),
    path("desk/<slug:slug>/supporting/<uuid:document_id>/replacement/", supporting_documents.replaced, name="supporting_replacement"),
    path("desk/<slug:slug>/supporting/<uuid:document_id>/withdrawal/", supporting_documents.withdrawn, name="supporting_withdrawal"),
    path("desk/<slug:slug>/threads/", desk_threads.kept, name="desk_threads"),
    path("desk/<slug:slug>/threads/<uuid:thread_id>/locking/", desk_threads.locking, name="thread_locking"),
    path("desk/<slug:slug>/threads/<uuid:thread_id>/unlocking/", desk_threads.unlocked, name="thread_unlocking"),
    path("desk/<slug:slug>/polls/", desk_polls.polls, name="desk_polls"),
    path("desk/<slug:slug>/polls/<uuid:poll_id>/", desk_polls.poll, name="desk_poll"),
    path("desk/<slug:slug>/polls/<uuid:poll_id>/opening/", desk_polls.step, {"step": "open"}, name="poll_opening"),
    path("desk/<slug:slug>/polls/<uuid:poll_id>/closing/", desk_polls.step, {"step": "close"}, name="poll_closing"),
    path("desk/<slug:slug>/report/", desk_reports.report, name="desk_report"),
    path("desk/<slug:slug>/questions/", questions.questions, name="questions"),
    path("desk/<slug:slug>/questions/<uuid:post_id>/", questions.answer, name="answer"),
    path("desk/<slug:slug>/queue/", queue.queue, name="queue"),
    path("desk/<slug:slug>/queue/batch/", batches.batch, name="batch"),
    path("desk/<slug:slug>/queue/<uuid:post_id>/", decisions.decide, name="decide"),
    path("desk/<slug:slug>/queue/<uuid:post_id>/keeping/", let_stand.let_stand, name="let_stand"),
    path("desk/<slug:slug>/queue/<uuid:post_id>/files/<uuid:attachment_id>/", files.decide_file, name="decide_file"),
    path("desk/<slug:slug>/decided/", decided.decided, name="decided"),
]
