"""The main job, in the suite's own process, on whichever database it runs."""

from pathlib import Path
from urllib.parse import urlsplit

from pytest_django.live_server_helper import LiveServer

from consult.discussion.models import Post
from tests.consult.management.test_commands import ran
from tests.flows.main_job import CODE, House, MainJob
from tests.waiting import do_jobs, mailed_codes


class Here(House):
    """Served by threads of this process."""

    def __init__(self, server: LiveServer) -> None:
        self.port = urlsplit(server.url).port or 0

    def manage(self, *words: str) -> str:
        """Called."""
        status, printed, complaint = ran(*words)
        assert status == 0, complaint
        return printed

    def code_for(self, email: str) -> str:
        """From the mails that were kept."""
        (newest,) = [str(each.body) for each in mailed_codes() if each.to == [email]][-1:]
        found = CODE.search(newest)
        assert found is not None, newest
        return found[0]


def test_the_whole_job_is_done_over_commands_and_http(transactional_db: None, live_server: LiveServer, tmp_path: Path) -> None:
    job = MainJob(Here(live_server), tmp_path)

    job.begins()
    job.comments()
    job.decides()
    job.votes()
    job.counts()
    job.ends()
    job.reports()
    job.is_over()

    do_jobs()
    assert Post.objects.count() == len(job.posts)
    job.house.manage("verify_record")
