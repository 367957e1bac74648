"""Checking supporting documents: what is recorded of each file, where it stands, and the very bytes that lie in the storage."""

from collections.abc import Iterator
from hashlib import sha256

from consult.consultations.models import Consultation
from consult.documents.canonical import paper_digest
from consult.documents.models import Paper
from consult.documents.supporting_documents import bytes_of, papers_of
from consult.record.checks.chains import Fault, Said
from consult.record.checks.comparisons import GONE, OTHER_WORDS, against


def check_papers(consultation: Consultation, said: Said) -> Iterator[Fault]:
    """Every file of the consultation's supporting documents."""
    for paper in papers_of(consultation).defer("text", "words").order_by("created_at", "id").iterator(chunk_size=100):
        what, subject = f"paper {paper.pk}", str(paper.pk)
        yield from against(said, subject, paper_digest(paper), what=what)
        if said.papers.get(subject) != paper.status:
            yield Fault(what, f"is {paper.status}, and the record says {said.papers.get(subject)}")
        if how := fault_of_bytes(paper):
            yield Fault(what, how)
    wordless = papers_of(consultation).filter(read_at__isnull=False, words="").exclude(text="")
    for paper_id in wordless.order_by("id").values_list("pk", flat=True):
        yield Fault(f"paper {paper_id}", OTHER_WORDS)


def fault_of_bytes(paper: Paper) -> str:
    """How what lies in the storage is not what was uploaded; empty where it is."""
    try:
        data = bytes_of(paper)
    except FileNotFoundError:
        return GONE
    return "" if sha256(data).hexdigest() == paper.sha256 else "its file is not the one that was uploaded"
