"""The head of the record."""

from consult.platform.audit.models import Entry
from tests.api.clients import program, stranger
from tests.cast import Scene, Someone


def test_the_record_tells_its_length_and_the_hash_of_its_last_entry(consultation: Scene) -> None:
    last = Entry.objects.filter(chain=consultation.row.chain).order_by("number").last()
    assert last is not None

    assert stranger().sees("/record/pasar-pagi/") == {"slug": "pasar-pagi", "name": "pasar-pagi", "length": last.number, "head": last.hash}


def test_every_act_moves_the_head_of_the_record_by_one_entry(consultation: Scene, siti: Someone) -> None:
    before = stranger().sees("/record/pasar-pagi/")
    program(siti).sends(f"/clauses/{consultation.clause('Pasal 4')}/posts/", {"text": "Pasal 4 memberatkan."})

    after = stranger().sees("/record/pasar-pagi/")

    assert after["length"] == before["length"] + 1
    assert after["head"] != before["head"]
