"""What is looked up to weigh what somebody says: one by one for one contribution, or all at once for the points of a letter."""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Final
from uuid import UUID

from consult.consultations.models import Consultation
from consult.discussion.models import ListedWord, Post, Thread, ThreadClause
from consult.discussion.queries.posts import numbered, own_clause
from consult.documents.models import Revision, Wording
from consult.documents.queries import parts_of, published_revisions, published_wording, seen_revision
from consult.errors import BadInput


class Sources:
    """Looks each thing up when it is asked for."""

    def clause_of(self, thread: Thread) -> UUID | None:
        """The clause that the thread belongs to; None where it belongs to none alone."""
        return own_clause(thread)

    def wording(self, clause: UUID, *, consultation: Consultation, revision: int | None) -> Wording:
        """What the clause says, with its revision: see `published_wording`."""
        return published_wording(clause, consultation=consultation, revision=revision)

    def revision(self, consultation: Consultation, number: int | None) -> Revision:
        """See `seen_revision`."""
        return seen_revision(consultation, number)

    def parts(self, wording: Wording) -> list[Wording]:
        """The clause and the parts below it, in reading order."""
        return parts_of(wording)

    def listed(self) -> Sequence[str]:
        """The words that an administrator keeps."""
        return list(ListedWord.objects.values_list("word", flat=True))

    def answered(self, post_id: UUID, *, thread: Thread) -> Post | None:
        """A post of the thread that was public once."""
        return numbered().filter(pk=post_id, thread=thread).first()


class Loaded(Sources):
    """The same for many points of one consultation: six queries, and one for each revision whose parts are asked for.

    Args:
        clauses: what is named of the draft.
        threads: what is named beside it.
        replies: the posts that are answered.
    """

    def __init__(self, at: Consultation, *, clauses: Collection[UUID], threads: Collection[UUID], replies: Collection[UUID] = ()) -> None:
        self.at, self.clauses, self.threads, self.replies = at, set(clauses), set(threads), set(replies)
        self.texts: dict[UUID, Sequence[Wording]] = {}

    @cached_property
    def revisions(self) -> Mapping[int, Revision]:
        """The published ones by number, the newest first."""
        found = {revision.number: revision for revision in published_revisions(self.at)}
        for revision in found.values():
            revision.newest_number = next(iter(found))
        return found

    @cached_property
    def own(self) -> Mapping[UUID, UUID]:
        """The clause of each thread that belongs to one."""
        own = ThreadClause.objects.filter(thread__in=self.threads, own=True)
        return dict(own.values_list("thread_id", "clause_id"))

    @cached_property
    def wordings(self) -> Mapping[tuple[UUID, int], Wording]:
        """What each clause says, by the number of the revision."""
        by_id = {revision.pk: revision for revision in self.revisions.values()}
        found = Wording.objects.filter(clause__in={*self.clauses, *self.own.values()}, revision__in=by_id)
        wordings = {(wording.clause_id, by_id[wording.revision_id].number): wording for wording in found}
        for wording in wordings.values():
            wording.revision = by_id[wording.revision_id]
        return wordings

    def text(self, revision_id: UUID) -> Sequence[Wording]:
        """All that a revision says, in reading order. One query for each revision."""
        if revision_id not in self.texts:
            self.texts[revision_id] = list(Wording.objects.filter(revision=revision_id).order_by("position"))
        return self.texts[revision_id]

    @cached_property
    def words(self) -> Sequence[str]:
        """The words of the list."""
        return super().listed()

    @cached_property
    def posts(self) -> Mapping[UUID, Post]:
        """What is answered."""
        return {post.pk: post for post in numbered().filter(pk__in=self.replies, consultation=self.at)}

    def clause_of(self, thread: Thread) -> UUID | None:
        return self.own.get(thread.pk)

    def wording(self, clause: UUID, *, consultation: Consultation, revision: int | None) -> Wording:
        found = (self.wordings.get((clause, number)) for number in (self.revisions if revision is None else [revision]))
        wording = next(filter(None, found), None)
        if wording is None:
            raise (
                BadInput("post.clause", field="clause") if revision is None else BadInput("post.revision", field="revision", given=revision)
            )
        return wording

    def revision(self, consultation: Consultation, number: int | None) -> Revision:
        revision = next(iter(self.revisions.values()), None) if number is None else self.revisions.get(number)
        if revision is None:
            raise BadInput("post.revision", field="revision", given=number)
        return revision

    def parts(self, wording: Wording) -> list[Wording]:
        following = [other for other in self.text(wording.revision_id) if other.position >= wording.position]
        end = next((n for n, other in enumerate(following) if n and other.depth <= wording.depth), len(following))
        return following[:end]

    def listed(self) -> Sequence[str]:
        return self.words

    def answered(self, post_id: UUID, *, thread: Thread) -> Post | None:
        post = self.posts.get(post_id)
        return post if post is not None and post.thread_id == thread.pk else None


ONE_BY_ONE: Final = Sources()
