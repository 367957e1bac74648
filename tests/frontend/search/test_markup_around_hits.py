"""What people write is never markup in what was found: before the first hit, in it, between hits, and after the last one."""

import pytest
from django.test import Client

from tests.cast import Scene, Someone
from tests.consult.discussion.files import sent_file
from tests.frontend.pages import page

TEXT = "<b>awal</b> lapak <i>tengah</i> lapak <u>akhir</u> & \"kutip\" 'satu'"
SAFE = (
    "&lt;b&gt;awal&lt;/b&gt; <mark>lapak</mark> &lt;i&gt;tengah&lt;/i&gt; <mark>lapak</mark> "
    "&lt;u&gt;akhir&lt;/u&gt; &amp; &quot;kutip&quot; &#x27;satu&#x27;"
)


@pytest.mark.django_db
@pytest.mark.parametrize("where", ["", "files"])
def test_every_piece_of_what_was_found_is_escaped(lively: Scene, siti: Someone, client: Client, where: str) -> None:
    if where:
        sent_file(siti, lively, TEXT.encode())
    else:
        siti.posts(TEXT, on=lively.clause("Pasal 3"))

    answer = client.get("/search/", {"q": "lapak", **({"in": where} if where else {})})

    assert SAFE in answer.content.decode()
    assert not [tag for tag, _had in page(answer).elements if tag in {"b", "i", "u"}]
