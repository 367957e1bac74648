"""Sign-in by a code sent by e-mail, on allauth: who may sign in, how the code is mailed, what happens when it is right.

An address is not looked up before its code has been confirmed, so a known and an unknown one cannot be told apart.
"""

from typing import Final
from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.internal.stagekit import stash_login
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from consult.accounts.actions import open_account
from consult.accounts.codes import CODE_LIFE, send_code
from consult.accounts.models import Account
from consult.consultations.queries import in_a_team
from consult.discussion.letters.unsent_letters import has_drafts
from frontend.request_context import SignedRequest

ATTEMPTS: Final = 5
RESENDS: Final = 2


class CodeBackend(BaseBackend):
    """Finds the account of a session. There is nothing else to authenticate with: no password exists."""

    def get_user(self, user_id: UUID) -> Account | None:
        """The account with its person and whether that is in a team, in one query; None where it is gone or suspended."""
        found = Account.objects.select_related("person").annotate(in_a_team=in_a_team("person"), has_drafts=has_drafts("person"))
        return found.filter(pk=user_id, is_active=True).first()


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """What of allauth's behaviour is ours."""

    def get_login_stages(self) -> list[str]:
        """The code is the whole sign-in; it proves the address as well."""
        return ["allauth.account.stages.LoginByCodeStage"]

    def add_message(self, *args: object, **kwargs: object) -> None:
        """The pages say it themselves."""


class CodeProcess(LoginCodeVerificationProcess):  # type: ignore[misc]  # allauth ships no types
    """allauth's code process for addresses known and unknown alike; the account of a new one is opened at the end."""

    def __init__(self, stage: LoginByCodeStage) -> None:
        super().__init__(stage)
        # allauth forgets an unfinished sign-in after the same span
        self.timeout, self.max_attempts = int(CODE_LIFE.total_seconds()), ATTEMPTS

    @classmethod
    def begin(cls, request: HttpRequest, email: str, **told: str) -> "CodeProcess":
        """Mail a code to the address and remember it in the session, with what is told of it: `confirms`, `back`."""
        login = Login(email=email)
        login.state["stages"] = {"current": LoginByCodeStage.key}
        stage = LoginByCodeStage(LoginStageController(request, login), request, login)
        stage.state.update(cls.initial_state(user=None, email=email), initiated_by_user=True, **told)
        process = cls(stage)
        process.send()
        process.persist()
        return process

    @classmethod
    def under_way(cls, request: HttpRequest) -> "CodeProcess | None":
        """The process that this session has begun, while its code is good."""
        stage = LoginStageController.enter(request, LoginByCodeStage.key)
        return cls(stage).abort_if_invalid() if stage else None

    @property
    def email(self) -> str:
        """Where the code was sent."""
        return str(self.state["email"])

    @property
    def confirms(self) -> UUID | None:
        """The draft that the code sends; None where it only signs in."""
        return UUID(self.state["confirms"]) if "confirms" in self.state else None

    @property
    def back(self) -> str:
        """Where what it sends was written."""
        return str(self.state.get("back", "/"))

    @property
    def can_resend(self) -> bool:
        return not self.is_resend_quota_reached(RESENDS)

    def send_by_email(self, email: str, skip_enumeration_mails: bool = False) -> None:
        """The same mail to everybody, by a job: no mail server holds the page up."""
        request: SignedRequest = self.request
        given = {"code": self.generate_code(), "sends": self.confirms is not None, "language": get_language() or "id"}
        self.state["mail"] = send_code(email=email, now=request.now, instead_of=self.state.get("mail", ""), **given)

    def persist(self) -> None:
        """Keep the state in the session."""
        stash_login(self.request, self.stage.login)

    def finish(self, redirect_url: str | None) -> HttpResponse:
        """The code was right: sign in, under a new session key, with an account made now where there was none."""
        request: SignedRequest = self.request
        self._user = open_account(email=self.email, language=get_language() or "id", now=request.now)
        answer: HttpResponse = super().finish(redirect_url)
        return answer
