"""The addresses of the API, below /api/."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from api.consultations.consultations import Consultations, OneConsultation
from api.consultations.steps import Answering, Closing, Opening
from api.discussion.attachments import Attachments, OneAttachment
from api.discussion.events import ConsultationEvents, ThreadEvents
from api.discussion.marks import Flags, Supporting
from api.discussion.post import OnePost, Withdrawal
from api.discussion.posts import ClausePosts, ThreadPosts
from api.discussion.submissions import Submissions
from api.discussion.threads import Locking, OneThread, Threads, Unlocking
from api.documents.changes import Changes
from api.documents.document import OneDocument
from api.documents.drafts import Drafts, Job
from api.documents.files import DraftFiles
from api.documents.publication import Publication
from api.documents.supporting import OnePaper, SupportingDocuments
from api.moderation.decisions import Decisions
from api.moderation.flagged_posts import Reported
from api.moderation.kept_posts import Keepings
from api.moderation.queue import Queue
from api.openapi_pages import docs, schema
from api.polls.ballot import OwnBallot
from api.polls.polls import Closing as PollClosing
from api.polls.polls import OnePoll, Polls
from api.polls.polls import Opening as PollOpening
from api.polls.result import Result
from api.record.open_data import OpenData
from api.record.record import Record
from api.reports.editions import EditionFiles, Editions
from api.search.search import Search
from api.views import Unknown

consultation = [
    path("", OneConsultation.as_view()),
    path("opening/", Opening.as_view()),
    path("closing/", Closing.as_view()),
    path("answering/", Answering.as_view()),
    path("threads/", Threads.as_view()),
    path("document/", OneDocument.as_view()),
    path("changes/", Changes.as_view()),
    path("draft.<slug:form>", DraftFiles.as_view(), name="draft_file"),
    path("submissions/", Submissions.as_view()),
    path("supporting/", SupportingDocuments.as_view()),
    path("attachments/", Attachments.as_view()),
    path("polls/", Polls.as_view()),
    path("events/", ConsultationEvents.as_view()),
    path("revisions/<int:number>/publication/", Publication.as_view()),
    path("editions/", Editions.as_view()),
    path("open-data.zip", OpenData.as_view(), name="open_data"),
]

post = [
    path("", OnePost.as_view()),
    path("withdrawal/", Withdrawal.as_view()),
    path("support/", Supporting.as_view()),
    path("flags/", Flags.as_view()),
    path("decisions/", Decisions.as_view()),
    path("keeping/", Keepings.as_view()),
]

poll = [
    path("", OnePoll.as_view()),
    path("opening/", PollOpening.as_view()),
    path("closing/", PollClosing.as_view()),
    path("ballot/", OwnBallot.as_view()),
    path("result/", Result.as_view()),
]

v1: list[URLPattern | URLResolver] = [
    path("consultations/", Consultations.as_view()),
    path("consultations/<slug:slug>/", include(consultation)),
    path("clauses/<uuid:clause_id>/posts/", ClausePosts.as_view()),
    path("threads/<uuid:thread_id>/", OneThread.as_view()),
    path("threads/<uuid:thread_id>/locking/", Locking.as_view()),
    path("threads/<uuid:thread_id>/unlocking/", Unlocking.as_view()),
    path("threads/<uuid:thread_id>/posts/", ThreadPosts.as_view()),
    path("threads/<uuid:thread_id>/events/", ThreadEvents.as_view()),
    path("posts/<uuid:post_id>/", include(post)),
    path("supporting/<uuid:paper_id>/", OnePaper.as_view()),
    path("drafts/", Drafts.as_view()),
    path("jobs/<uuid:revision_id>/", Job.as_view()),
    path("attachments/<uuid:attachment_id>/", OneAttachment.as_view(), name="api_attachment"),
    path("polls/<uuid:poll_id>/", include(poll)),
    path("editions/<uuid:edition_id>.<slug:form>", EditionFiles.as_view(), name="edition_file"),
    path("moderation/<slug:slug>/queue/", Queue.as_view()),
    path("moderation/<slug:slug>/flags/", Reported.as_view()),
    path("record/<slug:slug>/", Record.as_view()),
    path("search/", Search.as_view()),
]

urlpatterns = [
    path("v1/", include(v1)),
    path("schema/", schema),
    path("docs/", docs, name="api-docs"),
    re_path("", Unknown.as_view()),
]
