"""What a refusal by Intune proves, and what to do about it in an admin's words. Pure."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from http import HTTPStatus

from bot.edges.graph.batch import BatchAnswer
from bot.edges.graph.wire import Refusal, find_refusal
from bot.ports import ConflictError, NotFoundError, NotPermittedError, PortError, UnexpectedError, UnreachableError

READ = "DeviceManagementConfiguration.Read.All"
WRITE = "DeviceManagementConfiguration.ReadWrite.All"

_BUSY = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
_OVERTAKEN = frozenset({HTTPStatus.CONFLICT, HTTPStatus.PRECONDITION_FAILED})
_PAUSE = timedelta(minutes=1)
"""How long to wait where Intune says to wait and not how long."""
_UNLICENSED = "not applicable to target tenant"
"""Of "Request not applicable to target tenant.", status 400 (msgraph-beta-sdk-go issue 198, 2023-01: it "requires an
active Intune license"; Microsoft365DSC looks for the same words and says that the tenant is not registered for Intune).
"""
_TOKEN = "InvalidAuthenticationToken"  # noqa: S105  Graph's code
_APPROVAL = ("x-msft-approval", "approval required", "multi admin approval")
"""Of "Header 'x-msft-approval-justification' is required to request approval.", status 400, and of "Approval
Required. …", status 412: Multi Admin Approval, which holds for apps since June 2026 (seen by rozemuller.com and by the
authors of CIPP; learn.microsoft.com, "Multi Admin Approval and the Graph API", has 403 for it)."""


def reading() -> AbstractContextManager[None]:
    """Raise what a refusal to read means."""
    return _explaining(explain_unread)


def writing() -> AbstractContextManager[None]:
    """Raise what a refusal to write means."""
    return _explaining(_explain_unwritten)


@contextmanager
def _explaining(explain: Callable[[Refusal], PortError]) -> Iterator[None]:
    try:
        yield
    except PortError as error:
        refusal = find_refusal(error)
        if refusal is None:
            raise
        raise explain(refusal) from error


def read_denial(answer: BatchAnswer) -> Refusal:
    """Read the refusal of one request of a batch."""
    wait = None if answer.wait is None else timedelta(seconds=answer.wait)
    return Refusal(status=answer.status, code=answer.code, message=answer.message, wait=wait)


def explain_unread(refusal: Refusal) -> PortError:
    marks = {"code": refusal.code, "request_id": refusal.request_id}
    if error := _explain_closed(refusal):
        return error
    if refusal.status == HTTPStatus.FORBIDDEN:
        return NotPermittedError(
            f"Microsoft Graph does not let Linkgate read Intune's policies. Grant its app the permission {READ}; where "
            "it has that, look whether the tenant has an Intune licence.",
            **marks,
        )
    if refusal.status == HTTPStatus.NOT_FOUND:
        return NotFoundError("Intune has no such policy.", **marks)
    if refusal.status in _BUSY or refusal.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return _put_off(refusal, refusal.wait)
    return UnexpectedError("Intune answered in a way nobody has described.", **marks)


def _explain_unwritten(refusal: Refusal) -> PortError:
    marks, status = {"code": refusal.code, "request_id": refusal.request_id}, refusal.status
    if error := _explain_closed(refusal):
        return error
    if any(words in refusal.message.lower() for words in _APPROVAL):
        return NotPermittedError(
            "Intune wants a second administrator of its own for every policy (Multi Admin Approval), and takes none "
            "from Linkgate. Exclude Linkgate's app from that access policy in Intune.",
            **marks,
        )
    if status == HTTPStatus.FORBIDDEN:
        return NotPermittedError(
            f"Microsoft Graph does not let Linkgate change Intune's policies. Grant its app the permission {WRITE}; "
            "where it has that, look whether the tenant has an Intune licence.",
            **marks,
        )
    if status == HTTPStatus.NOT_FOUND:
        return NotFoundError("Intune has no such policy.", **marks)
    if status in _OVERTAKEN:
        return ConflictError("Somebody else changes the policy in Intune. Plan it again.", **marks)
    if status in _BUSY:
        return _put_off(refusal, refusal.wait or _PAUSE)
    if HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR and status != HTTPStatus.REQUEST_TIMEOUT:
        return NotPermittedError("Intune refused to take this policy.", **marks)
    return _put_off(refusal, None)


def _explain_closed(refusal: Refusal) -> PortError | None:
    """Say why nothing of Intune's is open to Linkgate, if the refusal is about that."""
    marks, status = {"code": refusal.code, "request_id": refusal.request_id}, refusal.status
    if status == HTTPStatus.BAD_REQUEST and _UNLICENSED in refusal.message.lower():
        return NotPermittedError(
            "This tenant has no Intune licence, so there are no policies for Office in Intune; with one, Linkgate's "
            f"app needs the permission {READ}. Files for Group Policy do the same: linkedin office files disable",
            **marks,
        )
    if status == HTTPStatus.UNAUTHORIZED and refusal.code != _TOKEN:
        # Microsoft365DSC takes a 401 of Intune's for a tenant that is not registered there; the SDK for any sign-in.
        return NotPermittedError(
            "Intune does not know Linkgate's sign-in. Look whether the tenant has an Intune licence, and check "
            "Linkgate's app registration.",
            **marks,
        )
    if status == HTTPStatus.UNAUTHORIZED:
        return NotPermittedError(
            "Microsoft Graph did not accept Linkgate's sign-in. Check its app registration.", **marks
        )
    return None


def _put_off(refusal: Refusal, wait: timedelta | None) -> PortError:
    error = UnreachableError(
        "Microsoft Graph is too busy or has a fault. Try again in a few minutes.",
        code=refusal.code,
        request_id=refusal.request_id,
    )
    error.wait = wait
    return error
