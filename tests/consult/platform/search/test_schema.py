"""The indexes: there after every migration, in step with their tables, and filled for what was there before."""

import pytest
from django.core.management import call_command
from django.db import connection

from consult.accounts.viewer import VISITOR
from consult.discussion.models import Attachment, PostVersion
from consult.discussion.search import post_index as discussion
from consult.discussion.search.posts import Narrowed, found_posts
from consult.documents import clause_index as documents
from consult.documents.models import Paper, Wording
from consult.documents.search import found_clauses
from consult.platform.search.asking import wanted
from consult.platform.search.index import Index, hits
from consult.platform.search.schema import put_up, take_down
from consult.text.folding import facet
from tests.cast import Scene, Someone, moment
from tests.consult.discussion.files import sent_file
from tests.consult.documents.papers import uploads
from tests.waiting import do_jobs

INDEXES = [discussion.INDEX, documents.INDEX]


def names(kind: str) -> set[str]:
    """What SQLite has of a kind."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = %s", [kind])
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.sqlite
@pytest.mark.django_db
@pytest.mark.parametrize("index", INDEXES)
def test_every_trigger_is_there_after_all_migrations_since_a_table_made_anew_loses_its_own(index: Index) -> None:
    assert {f"{index.table}_words_{act}" for act in ("insert", "update", "delete")} <= names("trigger")
    assert {f"{index.table}_words", f"{index.table}_keys"} <= names("table")


@pytest.mark.postgresql
@pytest.mark.django_db
def test_postgresql_finds_by_its_inverted_index(lively: Scene) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        found = hits(documents.INDEX, wanted("lapak"))
        cursor.execute(f"EXPLAIN {found.sql}", found.params)
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "consult_wording_words" in plan


@pytest.fixture
def before(lively: Scene, siti: Someone) -> Scene:
    """A consultation from before there was a search."""
    siti.posts("Kereta lewat.", on=lively.clause("Pasal 3"))
    PostVersion.objects.update(words="")
    Wording.objects.update(words="")
    return lively


def found(question: str) -> tuple[int, int]:
    """How many posts and clauses are found."""
    posts = found_posts(wanted(question), within=Narrowed(), viewer=VISITOR, now=moment())
    return posts.count, found_clauses(wanted(question), consultation=None, viewer=VISITOR, now=moment()).count


@pytest.mark.sqlite
@pytest.mark.postgresql
def test_what_was_there_before_is_found_once_its_words_are_filled_in(before: Scene) -> None:
    assert found("kereta") == (0, 0)
    assert found("pedagang") == (0, 0)

    call_command("index_words", verbosity=0)

    assert found("kereta") == (1, 0)
    assert found("pedagang") == (0, 4)


@pytest.mark.sqlite
@pytest.mark.postgresql
def test_filling_anew_mends_words_that_are_wrong(before: Scene) -> None:
    PostVersion.objects.update(words="gerobak")
    assert found("gerobak") == (1, 0)

    call_command("index_words", "--anew", verbosity=0)

    assert (found("gerobak"), found("kereta")) == ((0, 0), (1, 0))


@pytest.mark.sqlite
@pytest.mark.postgresql
@pytest.mark.parametrize("options", [(), ("--anew",)])
def test_words_of_files_and_of_supporting_documents_are_filled_in_as_well(
    lively: Scene, siti: Someone, ratna: Someone, options: tuple[str, ...]
) -> None:
    sent_file(siti, lively)
    uploads(ratna, lively)
    do_jobs()
    for model in (Attachment, Paper):
        model._default_manager.update(words="gerobak" if options else "")

    call_command("index_words", *options, verbosity=0)

    assert Attachment.objects.filter(pk__in=hits(discussion.FILES, wanted("bawang"))).count() == 1
    assert Paper.objects.filter(pk__in=hits(documents.PAPERS, wanted("kajian"))).count() == 1


@pytest.mark.sqlite
def test_an_index_without_its_triggers_is_put_up_again_with_all_that_was_written_meanwhile(lively: Scene, siti: Someone) -> None:
    siti.posts("Kereta lewat.", on=lively.clause("Pasal 3"))
    take_down(discussion.INDEX, connection)
    siti.posts("Gerobak lewat.", on=lively.clause("Pasal 4"))

    put_up(discussion.INDEX, connection)

    assert (found("lewat"), found("kereta")) == ((2, 0), (1, 0))
    PostVersion.objects.update(words="")
    assert found("lewat") == (0, 0)


@pytest.mark.sqlite
@pytest.mark.postgresql
def test_a_row_that_goes_is_not_found(lively: Scene) -> None:
    assert found("dialihkan") == (0, 1)

    Wording.objects.filter(key__contains="3").delete()

    assert found("dialihkan") == (0, 0)


@pytest.mark.postgresql
@pytest.mark.django_db
def test_postgresql_takes_every_facet_for_one_word() -> None:
    every = {facet("clause", number) for number in range(500)}
    with connection.cursor() as cursor:
        cursor.execute("SELECT length(to_tsvector('simple', %s))", [" ".join(every)])
        assert cursor.fetchone() == (len(every),)
