"""The addresses of all pages for people."""

from django.urls import path, re_path

from frontend import languages, static_pages
from frontend.accounts import entrance, own_data, own_page, settings
from frontend.confirmation import ask_address, enter_code
from frontend.consultations import consultation_page, start_page
from frontend.consultations.desk import arrivals as desk_arrivals
from frontend.consultations.desk import consultation_list, details, steps, team
from frontend.consultations.desk import consultation_page as desk
from frontend.discussion.desk import placements, questions
from frontend.discussion.desk import proposals as desk_proposals
from frontend.discussion.desk import threads as desk_threads
from frontend.discussion.letters import letter_page
from frontend.discussion.posts import edit_and_withdraw, flag_page, post_page, receipts, support_button
from frontend.discussion.reading import attachments, clause_page, placed_posts, proposals, threads
from frontend.documents import supporting_documents
from frontend.documents.changes import changes_page
from frontend.documents.import_desk import edit_clause, import_page
from frontend.documents.match_desk import match_page
from frontend.documents.reading import draft_files, draft_page
from frontend.feeds import feeds
from frontend.machines import icon, robots, security, sitemap
from frontend.moderation import decide_file, decide_many, decide_one, decision_list, figures, keep_post, queue
from frontend.polls import desk as desk_polls
from frontend.polls import poll_page
from frontend.reports import desk as desk_reports
from frontend.reports import summary
from frontend.search import search_page

urlpatterns = [
    path("", start_page.start, name="start"),
    path("robots.txt", robots.robots, name="robots"),
    path("favicon.ico", icon.icon, name="favicon"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", sitemap.sitemap_part, name="sitemap_part"),
    path(".well-known/security.txt", security.security, name="security"),
    path("help/", static_pages.help_page, name="help"),
    path("privacy/", static_pages.privacy, name="privacy"),
    path("accessibility/", static_pages.accessibility, name="accessibility"),
    path("language/", languages.switch, name="set_language"),
    path("sign-in/", entrance.sign_in, name="account_login"),
    path("sign-in/code/", entrance.code, name="account_confirm_login_code"),
    path("sign-in/suspended/", entrance.suspended, name="account_inactive"),
    path("sign-out/", entrance.sign_out, name="account_logout"),
    path("search/", search_page.everywhere, name="search"),
    path("k/<slug:slug>/search/", search_page.in_consultation, name="search_in"),
    path("k/<slug:slug>/", consultation_page.consultation, name="consultation"),
    path("k/<slug:slug>/documents/<uuid:paper_id>/", supporting_documents.paper, name="paper"),
    path("k/<slug:slug>/draft/", draft_page.draft, name="draft"),
    path("k/<slug:slug>/changes/", changes_page.changes, name="changes"),
    re_path(r"^k/(?P<slug>[-\w]+)/draft\.(?P<form>akn|docx|html|json|csv)$", draft_files.draft_file, name="draft_file"),
    path("k/<slug:slug>/draft/orphaned/", placed_posts.orphaned, name="orphaned"),
    path("k/<slug:slug>/draft/<uuid:revision_id>/pictures/<int:number>/", draft_files.picture, name="picture"),
    path("k/<slug:slug>/clauses/<uuid:clause_id>/", clause_page.clause, name="clause"),
    path("k/<slug:slug>/clauses/<uuid:clause_id>/proposals/", proposals.proposals, name="proposals"),
    path("k/<slug:slug>/clauses/<uuid:clause_id>/arrived/", placed_posts.arrived, name="arrived"),
    path("k/<slug:slug>/threads/", threads.threads, name="threads"),
    path("k/<slug:slug>/threads/<uuid:thread_id>/", clause_page.thread, name="thread"),
    path("k/<slug:slug>/posts/<int:number>/", post_page.one_post, name="post"),
    path("k/<slug:slug>/attachments/<uuid:attachment_id>/", attachments.attachment, name="attachment"),
    path("k/<slug:slug>/posts/<int:number>/support/", support_button.support, name="support"),
    path("k/<slug:slug>/posts/<int:number>/report/", flag_page.report, name="report_post"),
    path("k/<slug:slug>/clauses/<uuid:clause_id>/first/", ask_address.clause_first, name="clause_first"),
    path("k/<slug:slug>/threads/<uuid:thread_id>/first/", ask_address.thread_first, name="thread_first"),
    path("k/<slug:slug>/confirm/", enter_code.confirm, name="confirm"),
    path("k/<slug:slug>/letter/", letter_page.letter, name="letter"),
    path("k/<slug:slug>/letter/first/", ask_address.letter_first, name="letter_first"),
    path("k/<slug:slug>/letter/order/", letter_page.order, name="letter_order"),
    path("k/<slug:slug>/letter/removal/", letter_page.discard, name="letter_removal"),
    path("k/<slug:slug>/letter/points/<uuid:point_id>/", letter_page.point, name="letter_point"),
    path("k/<slug:slug>/polls/<uuid:poll_id>/", poll_page.poll, name="poll"),
    path("k/<slug:slug>/polls/<uuid:poll_id>/ballots.csv", poll_page.ballots, name="poll_ballots"),
    path("k/<slug:slug>/report/", summary.report, name="report"),
    re_path(r"^k/(?P<slug>[-\w]+)/report\.(?P<form>html|csv|json)$", summary.download, name="report_file"),
    path("k/<slug:slug>/moderation/", figures.figures, name="moderation_figures"),
    path("feeds/<slug:slug>.atom", feeds.of_consultation, name="feed"),
    path("feeds/<slug:slug>/clauses/<uuid:clause_id>.atom", feeds.of_clause, name="clause_feed"),
    path("receipts/", receipts.search, name="receipt_search"),
    path("receipts/<slug:code>/", receipts.receipt, name="receipt"),
    path("me/", own_page.me, name="me"),
    path("me/names/", settings.names, name="names"),
    re_path(r"^me/data\.(?P<form>json|csv)$", own_data.data, name="own_data"),
    path("me/erasure/", own_data.erasure, name="erasure"),
    path("me/erased/", own_data.erased, name="erased"),
    path("me/tokens/", settings.new_token, name="new_token"),
    path("me/tokens/<uuid:token_id>/removal/", settings.no_more_token, name="no_more_token"),
    path("me/posts/<uuid:post_id>/edit/", edit_and_withdraw.edit, name="edit_post"),
    path("me/posts/<uuid:post_id>/withdraw/", edit_and_withdraw.withdraw, name="withdraw_post"),
    path("desk/", consultation_list.desks, name="desks"),
    path("desk/new/", details.new, name="desk_new"),
    path("desk/<slug:slug>/", desk.desk, name="desk"),
    path("desk/<slug:slug>/arrivals/days/", desk_arrivals.by_day, name="arrivals_by_day"),
    path("desk/<slug:slug>/arrivals/clauses/", desk_arrivals.by_clause, name="arrivals_by_clause"),
    path("desk/<slug:slug>/details/", details.details, name="desk_details"),
    path("desk/<slug:slug>/team/", team.team, name="desk_team"),
    path("desk/<slug:slug>/team/leaving/", team.left, name="team_leaving"),
    path("desk/<slug:slug>/team/<int:member>/removal/", team.removed, name="team_removal"),
    path("desk/<slug:slug>/announcement/", steps.announced, name="announcement"),
    path("desk/<slug:slug>/opening/", steps.opened, name="opening"),
    path("desk/<slug:slug>/closing/", steps.closed, name="closing"),
    path("desk/<slug:slug>/answering/", steps.answered, name="answering"),
    path("desk/<slug:slug>/archiving/", steps.archived, name="archiving"),
    path("desk/<slug:slug>/import/", import_page.importing, name="import"),
    path("desk/<slug:slug>/import/preview/", import_page.preview, name="import_preview"),
    path("desk/<slug:slug>/import/<uuid:revision_id>/publication/", import_page.published, name="import_publication"),
    path("desk/<slug:slug>/import/<uuid:revision_id>/removal/", import_page.discarded, name="import_removal"),
    path("desk/<slug:slug>/import/<uuid:revision_id>/clauses/<uuid:clause_id>/", edit_clause.clause, name="import_clause"),
    path("desk/<slug:slug>/import/<uuid:revision_id>/doubts/<int:number>/", edit_clause.doubt, name="import_doubt"),
    path("desk/<slug:slug>/import/<uuid:revision_id>/undo/", edit_clause.turned, {"way": "undo"}, name="import_undo"),
    path("desk/<slug:slug>/import/<uuid:revision_id>/redo/", edit_clause.turned, {"way": "redo"}, name="import_redo"),
    path("desk/<slug:slug>/import/read/", import_page.read, name="import_read"),
    path("desk/<slug:slug>/match/", match_page.matching, name="match"),
    path("desk/<slug:slug>/match/<uuid:revision_id>/links/", match_page.decided, name="match_link"),
    path("desk/<slug:slug>/match/<uuid:revision_id>/again/", match_page.again, name="match_again"),
    path("desk/<slug:slug>/placements/", placements.placements, name="placements"),
    path("desk/<slug:slug>/supporting/", supporting_documents.desk, name="supporting_desk"),
    path("desk/<slug:slug>/supporting/<uuid:document_id>/replacement/", supporting_documents.replaced, name="supporting_replacement"),
    path("desk/<slug:slug>/supporting/<uuid:document_id>/withdrawal/", supporting_documents.withdrawn, name="supporting_withdrawal"),
    path("desk/<slug:slug>/proposals/", desk_proposals.proposals, name="desk_proposals"),
    path("desk/<slug:slug>/proposals/settling/", desk_proposals.settled, name="picked_settling"),
    path("desk/<slug:slug>/threads/", desk_threads.kept, name="desk_threads"),
    path("desk/<slug:slug>/threads/<uuid:thread_id>/locking/", desk_threads.locking, name="thread_locking"),
    path("desk/<slug:slug>/threads/<uuid:thread_id>/unlocking/", desk_threads.unlocked, name="thread_unlocking"),
    path("desk/<slug:slug>/polls/", desk_polls.polls, name="desk_polls"),
    path("desk/<slug:slug>/polls/<uuid:poll_id>/", desk_polls.poll, name="desk_poll"),
    path("desk/<slug:slug>/polls/<uuid:poll_id>/opening/", desk_polls.step, {"step": "open"}, name="poll_opening"),
    path("desk/<slug:slug>/polls/<uuid:poll_id>/closing/", desk_polls.step, {"step": "close"}, name="poll_closing"),
    path("desk/<slug:slug>/polls/<uuid:poll_id>/removal/", desk_polls.discarded, name="poll_removal"),
    path("desk/<slug:slug>/report/", desk_reports.report, name="desk_report"),
    path("desk/<slug:slug>/questions/", questions.questions, name="questions"),
    path("desk/<slug:slug>/questions/<uuid:post_id>/", questions.answer, name="answer"),
    path("desk/<slug:slug>/queue/", queue.queue, name="queue"),
    path("desk/<slug:slug>/queue/batch/", decide_many.batch, name="batch"),
    path("desk/<slug:slug>/queue/<uuid:post_id>/", decide_one.decide, name="decide"),
    path("desk/<slug:slug>/queue/<uuid:post_id>/keeping/", keep_post.let_stand, name="let_stand"),
    path("desk/<slug:slug>/queue/<uuid:post_id>/files/<uuid:attachment_id>/", decide_file.decide_file, name="decide_file"),
    path("desk/<slug:slug>/decided/", decision_list.decided, name="decided"),
]
