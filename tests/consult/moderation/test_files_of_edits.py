"""Files that wait beside a contribution go public with its first publication, and with no later one."""

import pytest

from consult.discussion.models import Attachment, Post
from consult.discussion.rules import Status
from consult.record.checks.verification import verify
from tests.cast import Scene, Someone
from tests.consult.discussion.files import attaches, sends_with
from tests.waiting import do_jobs

pytestmark = pytest.mark.django_db


def test_a_file_that_was_read_after_its_post_was_published_waits_on_when_an_edit_is_published(
    consultation: Scene, siti: Someone, budi: Someone
) -> None:
    sends_with(siti, consultation, attaches(siti, consultation))
    budi.publishes(Post.objects.get())
    do_jobs(called="read_attachments")
    file = Attachment.objects.get()
    assert (file.status, file.signals, file.read_at is None) == (Status.HELD, [], False)  # nothing but the rule keeps it back

    siti.edits(Post.objects.get(), text="Lihat daftar harga yang baru.")
    budi.publishes(Post.objects.get())

    assert Post.objects.get().versions.filter(status=Status.SHOWN, number=2).exists()
    assert Attachment.objects.get().status == Status.HELD
    assert not verify().faults
