"""How the Entra admin centre's API refuses: a .NET exception as JSON, as captures of 2026-05 show it."""

from http import HTTPStatus
from uuid import uuid4

from bot.sim.tenant.clock import read_clock


def throw(
    status: HTTPStatus, code: str, message: str, *, kind: str, request_id: str | None, oid: str | None = None
) -> dict[str, object]:
    """Write an exception of *kind* as the API serialises it."""
    return {
        "ClassName": "Microsoft.Portal.Framework.Exceptions.ClientException",
        "Message": message,
        "Data": {},
        "HResult": -2146233088,
        "XMsServerRequestId": None,
        "Source": "Microsoft.ActiveDirectory.PortalExtension.ADExtension",
        "HttpStatusCode": status.value,
        "ClientData": {
            "errorCode": code,
            "localizedErrorDetails": None,
            "operationResults": None,
            "timeStampUtc": read_clock().isoformat(),
            "clientRequestId": request_id,
            "internalTransactionId": str(uuid4()),
            "tenantId": None,
            "userObjectId": oid,
            "exceptionType": kind,
        },
    }


def forbid(request_id: str) -> dict[str, object]:
    """Write the refusal that Microsoft Graph, behind the API, has for a caller without the privilege."""
    code = "Authorization_RequestDenied"
    message = (
        f"Graph call failed with httpCode=Forbidden, errorCode={code}, "
        f"errorMessage=Insufficient privileges to complete the operation., correlationId = {request_id}"
    )
    return throw(HTTPStatus.FORBIDDEN, code, message, kind="MsGraphException", request_id=request_id)
