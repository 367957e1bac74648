"""What a visitor has written, weighed before a code is mailed, so that nobody confirms what cannot be sent."""

from datetime import datetime

from consult.access import Phase
from consult.accounts.models import Person
from consult.accounts.viewer import Viewer
from consult.consultations.models import Consultation
from consult.consultations.rights import phase_of
from consult.discussion.actions.letters.submit_letter import Letter, all_weighed, check_length, checked_organisation
from consult.discussion.locks import threads_in
from consult.discussion.models import Thread
from consult.errors import NotPossible


def weigh_first(letter: Letter, *, at: Consultation, viewer: Viewer, language: str, now: datetime) -> None:
    """Refuse what sending would refuse, as far as it does not depend on who sends it. Nothing is locked, and nothing is written.

    Args:
        at: a consultation that the viewer may read.
        language: BCP 47, of the pages that the author reads.

    Raises:
        NotPossible: the consultation does not take posts now.
        BadPoints, BadInput: see `submit_letter`.
    """
    if (phase := phase_of(at, now=now)) is not Phase.OPEN:
        raise NotPossible("consultation.not_open", phase=phase.value)
    check_length(letter)
    organisation = checked_organisation(letter.on_behalf_of)
    author = viewer.person or Person(language=language, joined_at=now)
    threads = threads_in({said.place for said in letter.points}, Thread.objects.all(), at=at)
    all_weighed(letter, threads, author=author, on_behalf_of=organisation, lately=0, now=now)
